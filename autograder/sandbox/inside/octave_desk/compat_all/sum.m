% As the built-in one, which does not know 'all' before Octave 9.
function y = sum(x, varargin)
  if numel(varargin) && ischar(varargin{1}) && strcmp(varargin{1}, 'all')
    y = builtin('sum', x(:), varargin{2:end});
  else
    y = builtin('sum', x, varargin{:});
  end
end
