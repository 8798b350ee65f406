% The part or the reduction of a value that was asked for, as calls.look does it for Python.
function v = part_of(v, view)
  if isfield(view, 'key')
    v = v(view.key);
  end
  if isfield(view, 'item')
    v = v{view.item + 1};
  end
  if isfield(view, 'rows')
    if isvector(v)
      v = v(:);
    end
    n = rows(v);
    r = view.rows;  % start, stop, step as in Python, NaN for none
    r(isnan(r)) = [0, n, 1](isnan(r));
    r(1:2) = min(max(r(1:2) + n * (r(1:2) < 0), 0), n);
    v = v(1 + (r(1):r(3):r(2) - 1), :);
  end
  if isfield(view, 'columns')
    v = v(:, view.columns + 1);
  end
  if isfield(view, 'reduce')
    switch view.reduce
      case 'shape'
        v = size(v);
      case 'mean square'
        v = mean(v(:) .^ 2);
      case 'largest'
        v = max(abs(v(:)));
    end
  end
end
