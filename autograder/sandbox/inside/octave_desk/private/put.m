% Write a value on a pipe, as inside/typed.py reads it.
function put(f, v, depth)
  if nargin < 3
    depth = 0;
  end
  kinds = {'double', 'single', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', ...
    'int64', 'uint64'};
  if depth > 12
    put_text(f, 7, 'something nested too deeply');
  elseif ischar(v) && (rows(v) == 1 || isempty(v))
    put_text(f, 1, v);
  elseif (isnumeric(v) || islogical(v)) && numel(v) > 2e6
    put_text(f, 7, sprintf('array of size %s, too large to send', strjoin(cellfun(@num2str, ...
      num2cell(size(v)), 'UniformOutput', false), '-by-')));
  elseif islogical(v)
    v = full(v);
    fwrite(f, [2, 10, 0, ndims(v)], 'uint8');
    fwrite(f, size(v), 'uint32');
    fwrite(f, v(:), 'uint8');
  elseif isnumeric(v)
    v = full(v);
    fwrite(f, [2, find(strcmp(class(v), kinds)) - 1, iscomplex(v), ndims(v)], 'uint8');
    fwrite(f, size(v), 'uint32');
    fwrite(f, real(v)(:), class(v));
    if iscomplex(v)
      fwrite(f, imag(v)(:), class(v));
    end
  elseif iscell(v)
    fwrite(f, 3, 'uint8');
    fwrite(f, numel(v), 'uint32');
    for i = 1:numel(v)
      put(f, v{i}, depth + 1);
    end
  elseif isstruct(v) && numel(v) == 1
    names = fieldnames(v);
    fwrite(f, 4, 'uint8');
    fwrite(f, numel(names), 'uint32');
    for i = 1:numel(names)
      put(f, names{i}, depth + 1);
      put(f, v.(names{i}), depth + 1);
    end
  elseif isa(v, 'containers.Map')
    names = keys(v);
    fwrite(f, 4, 'uint8');
    fwrite(f, numel(names), 'uint32');
    for i = 1:numel(names)
      put(f, names{i}, depth + 1);
      put(f, v(names{i}), depth + 1);
    end
  else
    put_text(f, 7, class(v));
  end
end

function put_text(f, tag, s)
  bytes = uint8(s(:).');
  bytes = bytes(1:min(end, 100000));
  fwrite(f, tag, 'uint8');
  fwrite(f, numel(bytes), 'uint32');
  fwrite(f, bytes, 'uint8');
end
