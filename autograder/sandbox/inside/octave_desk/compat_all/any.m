% As the built-in one, which does not know 'all' before Octave 9.
function y = any(x, varargin)
  if numel(varargin) && ischar(varargin{1}) && strcmp(varargin{1}, 'all')
    y = builtin('any', x(:), varargin{2:end});
  else
    y = builtin('any', x, varargin{:});
  end
end
