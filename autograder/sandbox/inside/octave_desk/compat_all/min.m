% As the built-in one, which does not know 'all' before Octave 10.
function [y, place] = min(varargin)
  last = varargin{end};
  if nargin == 3 && ischar(last) && strcmp(last, 'all')
    [y, place] = builtin('min', varargin{1}(:));
  elseif nargout < 2
    y = builtin('min', varargin{:});
  else
    [y, place] = builtin('min', varargin{:});
  end
end
