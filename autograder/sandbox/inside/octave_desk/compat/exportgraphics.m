% Nothing: figures are looked at where they are made.
function exportgraphics(varargin)
end
