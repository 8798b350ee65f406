% The root of the variance, with the same arguments.
function y = std(varargin)
  y = sqrt(var(varargin{:}));
end
