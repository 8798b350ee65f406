% The k largest numbers of a vector, largest first, and where they stand.
function [values, places] = maxk(x, k)
  [values, places] = sort(x, 'descend');
  values = values(1:min(k, end));
  places = places(1:min(k, end));
end
