% A title over all axes of a figure; it is not drawn here.
function h = sgtitle(varargin)
  h = [];
end
