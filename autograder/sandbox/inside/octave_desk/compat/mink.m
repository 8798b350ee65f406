% The k smallest numbers of a vector, smallest first, and where they stand.
function [values, places] = mink(x, k)
  [values, places] = sort(x, 'ascend');
  values = values(1:min(k, end));
  places = places(1:min(k, end));
end
