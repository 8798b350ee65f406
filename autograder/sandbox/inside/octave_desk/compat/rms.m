% The root of the mean square, along the first dimension that is not 1, or along `dim`.
function r = rms(x, dim)
  if nargin < 2
    r = sqrt(mean(abs(x) .^ 2));
  else
    r = sqrt(mean(abs(x) .^ 2, dim));
  end
end
