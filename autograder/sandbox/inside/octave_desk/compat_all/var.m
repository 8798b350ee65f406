% The variance along a dimension, or of 'all' entries; weight 0 divides by n - 1, weight 1 by n.
function y = var(x, weight, dim)
  if nargin < 2 || isempty(weight)
    weight = 0;
  end
  x = double(x);
  if nargin == 3 && ischar(dim)
    x = x(:);
    dim = 1;
  elseif nargin < 3
    dim = find([size(x), 2] != 1, 1);
  end
  n = size(x, dim);
  d = x - builtin('sum', x, dim) / n;
  y = builtin('sum', abs(d) .^ 2, dim) / builtin('max', n - 1 + (weight == 1), 1);
end
