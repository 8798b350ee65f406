% As the built-in one, which does not know 'all' before Octave 9.
function y = prod(x, varargin)
  if numel(varargin) && ischar(varargin{1}) && strcmp(varargin{1}, 'all')
    y = builtin('prod', x(:), varargin{2:end});
  else
    y = builtin('prod', x, varargin{:});
  end
end
