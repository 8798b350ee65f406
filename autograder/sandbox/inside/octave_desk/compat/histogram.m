% A histogram as bars: histogram(x), histogram(x, bins), histogram(ax, ...), with normalization.
function h = histogram(varargin)
  ax = [];
  if numel(varargin) && isscalar(varargin{1}) && ishghandle(varargin{1}, 'axes')
    ax = varargin{1};
    varargin(1) = [];
  end
  if isempty(ax)
    ax = gca();
  end
  known = {'Normalization', 'BinWidth', 'BinEdges', 'NumBins', 'BinLimits'};
  names = {};
  look = {};
  k = 2;
  if numel(varargin) >= 2 && ! ischar(varargin{2})
    k = 3;
  end
  for i = k:2:numel(varargin) - 1
    if any(strcmpi(varargin{i}, known))
      names = [names, varargin(i:i + 1)];
    elseif strcmpi(varargin{i}, 'DisplayName')
      look = [look, varargin(i:i + 1)];
    end
  end
  counts_of = [varargin(1:k - 1), names];
  if any(cellfun(@(s) ischar(s) && strcmpi(s, 'stairs'), varargin))
    [counts, edges] = histcounts(counts_of{:});
    made = stairs(ax, edges, [counts, counts(end)], look{:});
  else
    [counts, edges] = histcounts(counts_of{:});
    middles = (edges(1:end - 1) + edges(2:end)) / 2;
    made = zeros(1, 0);
    keep = ishold(ax);
    widths = diff(edges);
    if max(widths) - min(widths) <= 1e-9 * max(widths)
      made = bar(ax, middles, counts, 1, look{:});
    else
      for i = 1:numel(counts)
        made(end + 1) = patch('parent', ax, 'xdata', edges([i, i + 1, i + 1, i]), ...
          'ydata', [0, 0, counts(i), counts(i)], 'facecolor', 'b');
      end
    end
  end
  if nargout > 0
    h = made;
  end
end
