% A grid of axes, filled by nexttile.
function h = tiledlayout(m, n, varargin)
  if ischar(m) || nargin < 2
    m = 1;
    n = 3;
  end
  clf();
  setappdata(gcf(), 'tiles', [m, n, 0]);
  h = gcf();
end
