% The desk of GNU Octave: runs cells, gives values, calls functions, as inside/interpreter.py asks.
%
% Requests and replies are typed values on two named pipes. All helpers are subfunctions or private
% ones, which nothing that a student defines stands in front of; and what "clear all" clears is
% none of the desk's.
function desk_serve(in_name, out_name)
  more off;
  page_screen_output(false);
  page_output_immediately(true);
  crash_dumps_octave_core(false);
  warning('off', 'Octave:gnuplot-graphics');
  warning('off', 'Octave:shadowed-function');
  warning('off', 'backtrace');
  set(0, 'defaultfigurevisible', 'off');
  in = fopen(in_name, 'rb');
  out = fopen(out_name, 'wb');
  put(out, struct('ready', true));
  fflush(out);
  while true
    reply = answer(get_value(in));
    fflush(stdout);
    fflush(stderr);
    put(out, reply);
    fflush(out);
  end
end

function reply = answer(request)
  reply = struct();
  try
    switch request.do
      case 'run'
        reply = run_cell(request);
      case 'value'
        if ! is_variable(request.name)
          reply.missing = true;
        else
          reply.value = part_of(evalin('base', request.name), request.view);
        end
      case 'call'
        reply = call_function(request);
      case 'draws'
        rng(request.seed, 'twister');
        reply.value = randn(request.count, 1);
    end
  catch problem
    reply = struct('raised', what_was_raised(problem));
  end
end

function reply = run_cell(request)
  reply = struct();
  for k = 1:numel(request.functions)
    clear('-f', request.functions{k});
  end
  rehash();
  try
    for k = 1:numel(request.files)
      __parse_file__(request.files{k});
    end
    if ! isempty(request.script)
      __parse_file__(request.script);
      evalin('base', sprintf('source(''%s'');', request.script));
    end
  catch problem
    reply.raised = what_was_raised(problem);
  end
  fflush(stdout);
  reply.figures = open_figures();
  close('all');
end

function yes = is_variable(name)
  yes = isvarname(name) && evalin('base', sprintf('exist(''%s'', ''var'')', name));
end

function reply = call_function(request)
  reply = struct();
  name = request.name;
  kept = [];
  if is_variable(name)
    kept = evalin('base', name);  % a handle, such as velocity = @(x, J) ...
    if ! is_function_handle(kept)
      kept = [];
    end
  end
  if isempty(kept) && ! any(exist(name) == [2 3 5 103])
    reply.missing = true;
    return
  end
  arguments = request.arguments;
  for k = 1:numel(arguments)
    if isstruct(arguments{k}) && isfield(arguments{k}, 'desk_name')
      arguments{k} = evalin('base', arguments{k}.desk_name);
    end
  end
  if ! isempty(request.seed)
    rng(request.seed, 'twister');
  end
  if isempty(kept)
    number = nargout(name);
  else
    number = 1;
    name = kept;
  end
  if number == 0
    feval(name, arguments{:});
    close('all');
    return
  end
  values = cell(1, abs(number));
  [values{:}] = feval(name, arguments{:});
  if numel(values) == 1
    values = values{1};
  end
  if request.figure && numel(values) == 1 && ishghandle(values)
    if strcmp(get(values, 'type'), 'axes')
      reply.axes = describe_axes(values);
      reply.figure = describe_figure(ancestor(values, 'figure'));
    else
      reply.handle = get(values, 'type');
    end
  else
    reply.value = part_of(values, request.view);
  end
  close('all');
end

function found = open_figures()
  found = {};
  for h = sort(get(0, 'children')).'
    found{end + 1} = describe_figure(h);
  end
end

function raised = what_was_raised(problem)
  % The innermost line of the student's own code, and in which file it stands.
  line = 0;
  file = '';
  kind = problem.identifier;
  for s = problem.stack(:).'
    if strcmp(s.name, 'assert')
      kind = 'AssertionError';
    end
    if strncmp(s.file, pwd(), numel(pwd())) && s.line > 0
      line = s.line;
      file = s.file;
      break
    end
  end
  raised = struct('type', kind, 'message', problem.message, 'line', line, 'file', file);
end
