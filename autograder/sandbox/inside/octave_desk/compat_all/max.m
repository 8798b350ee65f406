% As the built-in one, which does not know 'all' before Octave 10.
function [y, place] = max(varargin)
  last = varargin{end};
  if nargin == 3 && ischar(last) && strcmp(last, 'all')
    [y, place] = builtin('max', varargin{1}(:));
  elseif nargout < 2
    y = builtin('max', varargin{:});
  else
    [y, place] = builtin('max', varargin{:});
  end
end
