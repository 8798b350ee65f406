% The limits of the colours of axes, which older versions call caxis.
function limits = clim(varargin)
  if nargout > 0
    limits = caxis(varargin{:});
  else
    caxis(varargin{:});
  end
end
