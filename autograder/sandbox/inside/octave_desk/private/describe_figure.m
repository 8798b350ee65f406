% A figure as its axes, with their places on the page.
function d = describe_figure(h)
  d = {};
  for ax = flipud(findobj(h, 'type', 'axes')).'
    if isempty(get(ax, 'tag')) || ! any(strcmp(get(ax, 'tag'), {'legend', 'colorbar'}))
      one = describe_axes(ax);
      one.position = get(ax, 'position');
      d{end + 1} = one;
    end
  end
end
