% The mean along a dimension, or of 'all' entries, which Octave 7 does not know.
function y = mean(x, varargin)
  skip = cellfun(@(s) ischar(s) && strcmp(s, 'omitnan'), varargin);
  dim = varargin(! skip & cellfun(@isnumeric, varargin));
  if any(cellfun(@(s) ischar(s) && strcmp(s, 'all'), varargin))
    x = x(:);
    dim = {1};
  elseif isempty(dim)
    dim = {find([size(x), 2] != 1, 1)};
    if isequal(size(x), [0, 0])
      dim = {1};
    end
  end
  x = double(x);
  if any(skip)
    gone = isnan(x);
    x(gone) = 0;
    y = builtin('sum', x, dim{1}) ./ builtin('sum', ! gone, dim{1});
  else
    y = builtin('sum', x, dim{1}) / size(x, dim{1});
  end
end
