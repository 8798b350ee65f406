% A horizontal line through the axes: yline(x), yline(ax, x, style, label).
function h = yline(varargin)
  made = through(varargin, 'xlim', @(v, span) deal(span, [v, v]));
  if nargout > 0
    h = made;
  end
end

function made = through(given, side, points)
  ax = [];
  if numel(given) > 1 && isscalar(given{1}) && ishghandle(given{1}, 'axes')
    ax = given{1};
    given(1) = [];
  end
  if isempty(ax)
    ax = gca();
  end
  keep = ishold(ax);
  hold(ax, 'on');
  made = zeros(1, 0);
  rest = given(2:end);
  style = {};
  if numel(rest) && ischar(rest{1}) && ! isempty(regexp(rest{1}, '^[-:.bgrcmykw]+$'))
    style = rest(1);
    rest(1) = [];
  end
  if mod(numel(rest), 2)
    rest(1) = [];  % the label
  end
  for v = given{1}(:).'
    [x, y] = points(v, get(ax, side));
    made(end + 1) = plot(ax, x, y, style{:}, rest{:});
  end
  if ! keep
    hold(ax, 'off');
  end
end
