% The next axes of a tiledlayout.
function ax = nexttile(varargin)
  tiles = getappdata(gcf(), 'tiles');
  if isempty(tiles)
    tiles = [1, 1, 0];
  end
  tiles(3) = min(tiles(3) + 1, tiles(1) * tiles(2));
  setappdata(gcf(), 'tiles', tiles);
  made = subplot(tiles(1), tiles(2), tiles(3));
  if nargout > 0
    ax = made;
  end
end
