% Counts in bins, as MATLAB's histcounts does it: [counts, edges] = histcounts(x, bins or edges).
function [counts, edges] = histcounts(x, bins, varargin)
  x = double(x(:));
  x = x(isfinite(x));
  if nargin >= 2 && ischar(bins)
    varargin = [{bins}, varargin];
    bins = [];
  elseif nargin < 2
    bins = [];
  end
  norm = option(varargin, 'Normalization', 'count');
  width = option(varargin, 'BinWidth', []);
  edges = option(varargin, 'BinEdges', []);
  bins = option(varargin, 'NumBins', bins);
  limits = option(varargin, 'BinLimits', [min(x), max(x)]);
  if isempty(edges) && numel(bins) > 1
    edges = bins;
  elseif isempty(edges) && ! isempty(width)
    edges = floor(limits(1) / width) * width:width:limits(2) + width;
  elseif isempty(edges)
    if isempty(bins)
      bins = max(1, ceil(diff(limits) / (3.5 * std(x) / numel(x) ^ (1 / 3) + eps)));
    end
    edges = linspace(limits(1), limits(2), bins + 1);
  end
  edges = edges(:).';
  counts = histc(x, edges)(:).';
  counts(end - 1) = counts(end - 1) + counts(end);
  counts(end) = [];
  switch lower(norm)
    case 'probability', counts = counts / numel(x);
    case 'pdf', counts = counts ./ (numel(x) * diff(edges));
    case 'countdensity', counts = counts ./ diff(edges);
    case 'cumcount', counts = cumsum(counts);
    case 'cdf', counts = cumsum(counts) / numel(x);
  end
end

function value = option(given, name, value)
  k = find(cellfun(@(s) ischar(s) && strcmpi(s, name), given), 1);
  if ! isempty(k)
    value = given{k + 1};
  end
end
