% What axes hold, in data coordinates: the same fields as inside/axes.py, for the same checks.
function d = describe_axes(ax)
  d = struct('xlabel', label(ax, 'xlabel'), 'ylabel', label(ax, 'ylabel'), ...
    'title', label(ax, 'title'), 'xscale', get(ax, 'xscale'), 'yscale', get(ax, 'yscale'), ...
    'xlim', get(ax, 'xlim'), 'ylim', get(ax, 'ylim'), 'unit_ratio', unit_ratio(ax));
  d.lines = {};
  d.points = {};
  d.outlines = {};
  d.bars = zeros(0, 4);
  d.texts = {};
  d.images = {};
  d = collect(d, flipud(get(ax, 'children')), '');
  d.legend = {};
  found = findobj(get(ax, 'parent'), 'tag', 'legend');
  for h = found(:).'
    % with several axes in a figure, a legend says whose it is
    owner = get_or(h, '__axes_handle__', ax);
    if isempty(owner) || any(owner == ax)
      d.legend = cellstr(get(h, 'string'))(:).';
    end
  end
end

function v = get_or(h, name, default)
  v = default;
  if isprop(h, name)
    v = get(h, name);
  end
end

function d = collect(d, handles, name)
  for h = handles(:).'
    o = get(h);
    own = name;
    if isfield(o, 'displayname') && ! isempty(o.displayname)
      own = o.displayname;
    end
    switch o.type
      case 'line'
        if strcmp(o.visible, 'on') && ! is_baseline(o)
          d.lines{end + 1} = struct('xy', pairs(o.xdata, o.ydata), 'spans', '', ...
            'marker', without_none(o.marker), 'style', without_none(o.linestyle), ...
            'label', flat(own), 'color', color(o.color));
        end
      case 'scatter'
        d.points{end + 1} = pairs(o.xdata, o.ydata);
      case 'patch'
        d = add_patch(d, o);
      case 'rectangle'
        p = o.position;
        if any(o.curvature)
          t = linspace(0, 2 * pi, 101).';
          d.outlines{end + 1} = [p(1) + p(3) / 2 * (1 + cos(t)), p(2) + p(4) / 2 * (1 + sin(t))];
        else
          d.bars(end + 1, :) = p;
        end
      case 'image'
        d.images{end + 1} = struct('data', thinned(double(o.cdata)), 'x', o.xdata([1 end]), ...
          'y', o.ydata([1 end]));
      case 'hggroup'  % bar, stairs, stem, errorbar, area, scatter of older versions
        d = collect(d, flipud(get(h, 'children')), own);
      case 'text'
        d.texts{end + 1} = flat(o.string);
    end
  end
end

function yes = is_baseline(o)
  yes = strcmp(o.tag, '__baseline__') || (strcmp(o.handlevisibility, 'off') && isempty(o.xdata));
end

function d = add_patch(d, o)
  for k = 1:rows(o.faces)
    face = o.faces(k, ! isnan(o.faces(k, :)));
    v = o.vertices(face, 1:2);
    box = rectangle_of(v);
    if isempty(box)
      d.outlines{end + 1} = v([1:end 1], :);
    else
      d.bars(end + 1, :) = box;
    end
  end
end

function box = rectangle_of(v)
  box = [];
  if rows(v) == 5 && isequal(v(1, :), v(5, :))
    v = v(1:4, :);
  end
  if rows(v) == 4
    low = min(v);
    high = max(v);
    if all(all(v == low | v == high))
      box = [low, high - low];
    end
  end
end

function xy = pairs(x, y)
  step = max(1, ceil(numel(x) / 20000));
  xy = double([x(:), y(:)](1:step:end, :));
end

function c = thinned(c)
  c = c(1:max(1, ceil(rows(c) / 400)):end, 1:max(1, ceil(columns(c) / 400)):end, 1);
end

function c = color(c)
  if ischar(c)
    c = [0 0 0];
  end
end

function s = label(ax, name)
  s = flat(get(get(ax, name), 'string'));
end

function s = without_none(s)
  if strcmp(s, 'none')
    s = '';
  end
end

function s = flat(s)
  if iscell(s)
    s = strjoin(s(:).', ' ');
  elseif rows(s) > 1
    s = strtrim(strjoin(cellstr(s).', ' '));
  end
end

function r = unit_ratio(ax)
  % Length of one unit of y over one unit of x on the page, as Octave lays the axes out.
  if ! strcmp(get(ax, 'xscale'), 'linear') || ! strcmp(get(ax, 'yscale'), 'linear')
    r = NaN;
  elseif strcmp(get(ax, 'dataaspectratiomode'), 'manual')
    a = get(ax, 'dataaspectratio');
    r = a(1) / a(2);
  else
    p = getpixelposition(ax);
    r = (p(4) / diff(get(ax, 'ylim'))) / (p(3) / diff(get(ax, 'xlim')));
  end
end
