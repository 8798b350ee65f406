%% [markdown]
% # Problem 3: A network trained on data
%
% *Recurrent neural networks in neuroscience. You need [lecture
% 2](https://www.rajanlab.com/resources) (applications), and MATLAB (R2021a or newer) or GNU
% Octave (7 or newer) without any toolbox or package. 33 points: 26 are
% marked automatically, 7 by a person. It takes about 205 minutes.*
%
% While a mouse keeps a choice in mind on its way to the end of a corridor, neurons in its
% parietal cortex fire one after the other, each for a short while, in a sequence that spans the
% whole delay (Harvey, Coen & Tank 2012). Must a circuit be built like a row of dominoes to do
% this? Rajan, Harvey & Tank (2016) started from a random network instead, and allowed only a small
% share of its connections to change. In this problem you get such a network, before and after its
% training, and take it apart: what it does (3a to 3c), how its connections changed (3d to 3g),
% what this means for its dynamics (3h). Then you write the learning rule (3i) and train a small
% network of your own (3j).
%
% ## The model
%
% $$\tau\,\frac{dx_i}{dt} \;=\; -x_i \;+\; \sum_{j=1}^{N} J_{ij}\,r_j \;+\; u_i(t) \;+\;
% \text{noise},\qquad r_j = \frac{1}{1+e^{-x_j}}\qquad\qquad (1)$$
%
% It is the network of Problems 1 and 2 with three changes. Time is in seconds, so the membrane
% time constant appears: $\tau = 10$ ms. Rates are logistic, between 0 and 1, so *silent* means a
% rate near 0 and a very negative current; the slope of a neuron is $r(1-r)$, which is at most ¼.
% And each neuron receives an input $u_i(t)$ that wanders slowly (within about a second) and at
% random, but is **the same in every run**, beside noise that is new in every run.
%
% The **target** is a bump of activity that moves once through the population, from the first
% neuron to the last, in 10.6 s. The random network ($N=500$, $g=1.5$) was taught in 120 runs, and
% then left alone for a few. Of all connections, only those that *leave* some neurons could
% change. Which neurons these were, you will have to find out.
%
% ## The data
%
% The file `pset_p3.mat` uses the names of the COSYNE 2021 tutorial. The code below reads it and
% turns all activity to *time first, neurons second*, as in Problem 2:
%
% | name | size | what it is |
% |---|---|---|
% | `N`, `g` | | number of neurons, strength of the random connections |
% | `t` | $T$-by-1 | times of the rates, in seconds |
% | `R0`, `R` | $T$-by-$N$ | rates before training, and after it, in a run without learning |
% | `target_t` | $K$-by-1 | times of the targets, in seconds; fewer than there are rates |
% | `target` | $K$-by-$N$ | target rates |
% | `J0`, `J` | $N$-by-$N$ | connections before and after training |
%
% Please leave these variables as they are: all questions share them.
%
% ## Conventions
%
% As in Problem 1: `J(i, j)` leads **from neuron j to neuron i**, so column `j` holds everything
% that neuron `j` says. In trajectories time runs down and neurons run to the right. Randomness
% comes only from `randn` and `rand`, and no function calls `rng`. A function uses its arguments
% and nothing else (not the variables of the data set!), and returns its answer.
%
% ## How to work, and how it is marked
%
% **Advanced mode.** Fill in this notebook from top to bottom. Every place for your work says
% `YOUR CODE HERE` or `YOUR ANSWER HERE`; keep the `function` lines, and the line `%%file` above
% each of them. Cells without points only run your functions and draw; do change them and play.
%
% **Beginner mode.** Take the worked script, run it, and annotate it. Each question has a line
% that says where to begin. Then close the script and try the question in the notebook.
%
% The check below a function is a sample: passing it means that you are on track. Hidden checks
% call your functions with other networks of other sizes, so the numbers of this data set will not
% help. Answers are compared in double precision, which is what MATLAB computes in unless you ask
% for less. The written parts are read by a person, and short answers are welcome. Discuss the
% ideas with anyone; what you hand in for points must be your own work. Before you hand in,
% restart the kernel and run all cells in order.

%%
% Everything below needs MATLAB (R2024a or newer for this script, R2021a or newer for the notebook)
% or GNU Octave, and no toolbox or package.
close all

%%
% Read the data set. There is nothing to do here, but do look at the sizes that are printed.
here = fileparts(mfilename('fullpath'));  % a script may be started from another folder
places = {'data', '.', '../assignments/data', ...
    fullfile(here, 'data'), here, fullfile(here, '../assignments/data')};
data = [];
for k = 1:numel(places)
    file = fullfile(places{k}, 'pset_p3.mat');
    if isempty(data) && exist(file, 'file') == 2
        try
            data = load(file);
        catch
            error('rnn:data', ['%s cannot be read. If it is a download, fetch it again; if it ' ...
                'comes from MATLAB, save it there with the option -v7.'], file)
        end
    end
end

if isempty(data)
    disp('pset_p3.mat was not found. Put it into a folder "data" beside this notebook: it is part')
    disp('of the zip that you were given (instructors: "make data" in the course''s folder).')
    disp('Meanwhile you work with a STAND-IN that was made up by hand. Every cell runs with it,')
    disp('but the numbers and figures are not those that the text speaks of.')

    % An imitation of the data set: nobody trained it, nothing in it moves.
    rng(0)
    data = struct('N', 100, 'g', 1.5, 'target_t', 0.0641 * (0:165));
    data.t = 0:0.005:data.target_t(end);
    place = (0:99)' / 100;
    bump = @(when) exp(-((place - when / data.target_t(end)) / 0.06) .^ 2);
    data.target_activity = bump(data.target_t);
    data.R = min(max(bump(data.t - 0.05) + 0.1 * randn(100, numel(data.t)), 0), 1);
    data.R0 = 0.2 + 0.6 * rand(100, numel(data.t));
    data.J0 = data.g / sqrt(100) * randn(100);
    data.J = data.J0;
    chosen = randperm(100, 20);
    distance = place - place(chosen)';
    data.J(:, chosen) = data.J(:, chosen) + 4 * exp(-(distance / 0.06) .^ 2) - 1 ...
        + 1.5 * randn(100, 20);
end

% The file has (neurons, time) and single precision; we use (time, neurons) and double precision.
N = double(data.N);
g = double(data.g);
t = double(data.t(:));
target_t = double(data.target_t(:));
R0 = double(data.R0)';
R = double(data.R)';
target = double(data.target_activity)';
J0 = double(data.J0);
J = double(data.J);
fprintf('%d neurons, g = %g; rates %d-by-%d, targets %d-by-%d, connections %d-by-%d\n', ...
    N, g, size(R), size(target), size(J))

%% [markdown]
% ## 3a  Does the network follow its targets?
%
% *3 points; about 20 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
% 2016](https://doi.org/10.1016/j.neuron.2016.02.009), [Harvey, Coen & Tank
% 2012](https://doi.org/10.1038/nature10918).*
%
% Before anything else, look at the activity and put a number on it. The usual number is the share
% of the targets' variance that the rates explain,
%
% $$\text{pVar} \;=\; 1-\frac{\lVert D\rVert_F^2}{\text{size}(D)\;\text{var}(Z)},\qquad
% D = Z - \frac{R(\text{target times})}{\max R},$$
%
% with the targets $Z$. The Frobenius norm squared, $\lVert D\rVert_F^2$, is the sum of all
% squared entries, $\text{size}(D)$ is the number of entries of $D$ (as many as $Z$ has), and
% $\text{var}(Z)$ is the variance of *all* entries of $Z$ about their common mean: one number for
% all neurons and times (divide by the number of entries: `var(Z(:), 1)`).
%
% Write two functions.
%
% 1. `variance_explained(R, t, target, target_t)` returns pVar, a number. `R` is $T$-by-$N$ and
%    holds the rates at the times `t`, $T$-by-1; `target` is $K$-by-$N$ and belongs to the times
%    `target_t`, $K$-by-1.
%    - For each target time take the row of `R` whose time is **nearest** (do not interpolate or
%      average; of two that are equally near, either will do). Do not assume that `t` starts at
%      zero or that its steps are equal.
%    - Divide by the **largest rate in `R`**: the maximum over all neurons and *all* times `t`, not
%      only over the rows that you have picked.
% 2. `plot_units(t, R, target_t, target, units)` makes a new figure and returns its axes. For
%    each neuron in the vector `units` (column numbers) draw two curves: its rate against `t`, over
%    the largest rate in `R` as above, and its target against `target_t`. Label both axes, and add
%    a legend that says which curve is which.
%
% **Why it matters.** A model that is fitted to recordings is judged by how much of their variance
% it explains. Such a number hides choices: here, that every neuron is divided by *one* common
% maximum, so that a neuron which is too weak is counted as an error. Know the choices before you
% compare numbers of two papers.
%
% **How to tell that you are right.** Rates that follow the targets exactly, up to a common
% factor, give 1. There is no lower bound: a network that is active at the wrong times can be much
% worse than guessing the targets' mean all the time, which would give 0. The trained network
% should reach about 0.84. The untrained one is far below zero; look at the figure to see why. (In
% other networks trained by the same recipe we found 0.55 to 0.87: now and then the bump
% stumbles.)
%
% **If you read the worked script:** say what size the table of time differences has, and why one
% of the two times is transposed. Then replace `max(R(:))` by the maximum of the sampled rows, and
% predict whether the result goes up or down.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% For each target time, which row of the rates is closest in time? The rest is the formula.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% A table of the time differences, one row per target time and one column per rate time, lets `min`
% find all the nearest times at once: its second output says where. What does MATLAB do when you
% subtract a row from a column?
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `[~, rows] = min(abs(target_t(:) - t(:)'), [], 2)`; then the difference is
% `target - R(rows, :) / max(R(:))`.
%
% </details>

%%
function share = variance_explained(R, t, target, target_t)
    % Share of the variance of the targets, K-by-N, that is explained by the rates, T-by-N.
    %
    % The rates are taken at the times nearest to target_t (K-by-1) among t (T-by-1), and divided
    % by the largest entry of R.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function ax = plot_units(t, R, target_t, target, units)
    % Draw the rates of some units, over the largest rate of all, and their targets.
    %
    % units is a list of column numbers. Makes a new figure and returns the handle of its axes.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% Two neurons take turns. Five samples of the rates, three targets at times that do not quite match.
seconds = [0; 0.1; 0.2; 0.3; 0.4];
turns = [0.2 0; 0.1 0.1; 0 0.2; 0.1 0.1; 0.2 0];
goal = [1 0; 0 1; 1 0];
goalSeconds = [0.01; 0.17; 0.43];

assert(isscalar(variance_explained(turns, seconds, goal, goalSeconds)), 'one number is asked')
assert(abs(variance_explained(turns, seconds, goal, goalSeconds) - 1) < 1e-6, ...
    'at the nearest times (samples 1, 3 and 5) these rates are the targets, up to a factor: 1')
% Now the largest rate, 0.4, is at a moment for which there is no target.
turns(2, 1) = 0.4;
assert(abs(variance_explained(turns, seconds, goal, goalSeconds) - 0.5) < 1e-6, ...
    'the rates are divided by the largest rate of all times and neurons, here 0.4')

%%
ax = plot_units(seconds, turns, goalSeconds, goal, [1 2]);
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the figure and not a line')
assert(numel(findobj(ax, 'Type', 'line')) >= 4, ...
    'two units, and for each of them a rate and a target: four curves')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
assert(~isempty(findobj(get(ax, 'Parent'), 'Tag', 'legend')), ...
    'a legend must say which curve is which')
close(get(ax, 'Parent'))

%%
% Three units of the trained network; then all units, before and after training.
ax = plot_units(t, R, target_t, target, [floor(N / 4), floor(N / 2), floor(3 * N / 4)]);
title(ax, 'The trained network and its targets')

fig = figure;
names = {'untrained', 'trained', 'target'};
sets = {R0, R, target};
for panel = 1:3
    ax = subplot(1, 3, panel, 'Parent', fig);
    rates = sets{panel};
    shown = rates(1:max(1, floor(size(rates, 1) / 600)):end, :)' / max(rates(:));
    imagesc(ax, [0 t(end)], [1 N], shown)
    set(ax, 'CLim', [0 1])
    title(ax, names{panel})
    xlabel(ax, 'time (s)')
    ylabel(ax, 'unit')
end

for k = 1:2
    fprintf('variance explained, %s: %.3f\n', names{k}, ...
        variance_explained(sets{k}, t, target, target_t))
end

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% First: the rates of three units, thin and noisy, each with its target, thick and dashed; one
% hump each, one after the other. Then three images, unit against time: horizontal stripes in the
% untrained network, a diagonal band from the first unit to the last in the trained one, with
% flaws, and in the target, clean.
%
% </details>

%% [markdown]
% ## 3b  Three paths in one space
%
% *2 points, and 2 for the written part; about 20 minutes.
% Lecture 2; to read: [Rajan, Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
%
% In Problem 2 you described the activity of a population by its principal components. To compare
% *several* sets of activity you need the same coordinates for all of them. Take those of the
% trained network: the components of `R`, with the mean of `R` as their origin. Then ask where in
% this space the untrained network and the targets are.
%
% Write two functions.
%
% 1. `project_onto(R, components, origin)` returns the coordinates of each row of `R`, $T$-by-$k$.
%    `components` is $N$-by-$k$, one component of length 1 in each **column**; `origin`, a row,
%    1-by-$N$, is the state from which the coordinates are measured, such as a mean. Use the one
%    that is handed in, even if `R` has another mean.
% 2. `plot_state_space(paths)` makes a new figure and returns its axes. `paths` is a struct: each
%    of its fields is a $T$-by-$k$ matrix, with $k\ge2$ and any number of rows, and the field's
%    name is the name of the path (see `fieldnames`). Draw each as one curve, its first column to
%    the right and its second upwards. Label both axes, give them the same scale, and add a legend
%    with the names. (The function of this name in Problem 2 drew one run, and took other
%    arguments.)
%
% **Why it matters.** Components that were computed for one condition are the standard way to
% compare it with another: the same task on another day, another stimulus, a model beside its
% data. Had each data set its own components and its own mean, you would compare drawings on two
% differently folded sheets of paper.
%
% **How to tell that you are right.** Project the mean itself: it must land at the origin. The
% components are orthonormal, so projecting onto *all* of them keeps distances between states.
% What happens to the picture if every set is centred at its own mean? That is the mistake that
% this question is about: it hides how far apart the sets are.
%
% **If you read the worked script:** write the size of every array next to its name. Which line
% of the cell below the checks decides *whose* components are used? Change it to the targets' and
% predict the picture.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% A coordinate is the dot product of the deviation from the mean with a component.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% A coordinate is the dot product of the deviation from the mean with a component. States are
% rows, components are columns: one matrix product does it for all of them.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `(R - mean) * components`, with the row `mean`; and `plot(ax, path(:, 1), path(:, 2))` for each
% path.
%
% </details>

%%
function y = project_onto(R, components, origin)
    % Coordinates, T-by-k, of the states R, T-by-N, along the columns of components, N-by-k.
    %
    % They are measured from the state origin, 1-by-N.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function ax = plot_state_space(paths)
    % Draw the first two coordinates of several paths: a struct whose fields are T-by-k, k >= 2.
    %
    % Makes a new figure and returns the handle of its axes.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% Two states of three neurons, two components: the third neuron, and the first two together.
states = [1 1 5; 3 1 4];
directions = [0 0.6; 0 0.8; 1 0];
origin = [1 0 4];
found = project_onto(states, directions, origin);
assert(isequal(size(found), [2 2]), 'one row per state, one column per component')
assert(max(max(abs(found - [1 0.8; 0 2]))) < 1e-6, ...
    ['the first state differs from the mean by (0, 1, 1), the second by (2, 1, 0); a coordinate ' ...
    'is the dot product of this difference with a column of `directions`'])
assert(max(abs(project_onto(origin, directions, origin))) < 1e-6, ...
    'the mean that is handed in is the origin')

%%
ax = plot_state_space(struct('one', found, 'other', [0 0 7; 1 2 7]));
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the figure and not a line')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
ratio = get(ax, 'DataAspectRatio');
assert(strcmp(get(ax, 'DataAspectRatioMode'), 'manual') && ratio(1) == ratio(2), ...
    'both axes need the same scale: axis equal')
assert(~isempty(findobj(get(ax, 'Parent'), 'Tag', 'legend')), ...
    'a legend must give the names of the paths')
close(get(ax, 'Parent'))

%%
% The components of the trained network, and all three sets of activity in them.
activity = struct('untrained', R0 / max(R0(:)), 'trained', R / max(R(:)), 'target', target);
origin = mean(activity.trained, 1);
[~, ~, V] = svd(activity.trained - origin, 'econ');
components = V(:, 1:10);

names = fieldnames(activity);
paths = struct();
for k = 1:3
    paths.(names{k}) = project_onto(activity.(names{k}), components, origin);
end
title(plot_state_space(paths), 'In the components of the trained network')

for k = 1:3
    inside = sum(var(paths.(names{k}), 1, 1)) / sum(var(activity.(names{k}), 1, 1));
    fprintf('%s: %.0f %% of its variance lies along these ten components\n', ...
        names{k}, 100 * inside)
end

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Three curves in one plane, named in the legend: component 1 of the trained network to the right,
% component 2 upwards, both at the same scale. What they do is yours to describe.
%
% </details>

%% [markdown]
% **3b, written (2 points).** What did training change about the activity? Describe
% the three paths in the figure, and use the percentages below it to say something that the figure
% alone cannot show. At most six sentences.

%% [markdown]
% YOUR ANSWER HERE

%% [markdown]
% ## 3c  How many dimensions?
%
% *2 points; about 10 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
% 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
%
% Write `n_components(R)`: the smallest number of principal components of the rates `R`,
% $T$-by-$N$, that together hold **at least 90 %** of the variance over time. Return a whole
% number. (No hidden check sits so close to 90 % that rounding would decide. The function of this
% name in Problem 2 had the share as a second argument; this one has not.)
%
% Then compare the untrained network, the trained network, and the targets.
%
% > **Predict first.** The bump moves along a line, so that a single number, its position, says
% > everything about the target. Is one component enough? And which of the three sets of activity
% > needs the most? Write down three numbers before you read on.
%
% **Why it matters.** Recordings of hundreds of neurons often fit into about ten dimensions. Does
% it mean that the circuit could do no more? The untrained network answers: the same neurons, with
% the same input and noise but other connections, use many more. Beware of reading too much into
% it: most of them are private noise, which moves every neuron on its own. Run without noise, our
% untrained network needs 21 components, and the trained one still 10. A dimension is not yet a
% signal.
%
% **How to tell that you are right.** Make rates out of three independent signals of equal size,
% mixed into ten neurons: the answer can be at most 3. With signals of very different size it is
% less. In the data set you should find 157 for the untrained network, 10 for the trained one and
% 11 for the target. (Other networks of the recipe: 151 to 161, and 9 to 11.)
%
% **If you read the worked script:** print `share` for the target and mark in it where 90 % is
% passed. Then explain the last line to somebody who does not know `find`.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% The variances along the components are the eigenvalues of the covariance of the neurons over
% time. Add them up, the largest first, until 90 % of the sum is reached.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% The variances along the components are the eigenvalues of the covariance of the neurons over
% time. Sort them so that the largest comes first, and add them up one after the other. Watch out
% for the order in which `eig` returns them.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `find(share >= 0.9, 1)`, with the cumulated `share`.
%
% </details>

%%
function k = n_components(R)
    % Smallest number of principal components of R, T-by-N, with 90 % of its variance.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% Four moments of three neurons that vary independently, with variances in the ratio 16 : 4 : 1.
independent = [4 2 1; 4 -2 -1; -4 2 -1; -4 -2 1];
assert(n_components(independent) == 2, '16/21 = 76 percent is not enough, 20/21 = 95 percent is')
assert(n_components(independent .* [1 0.1 0.1]) == 1, 'the first neuron holds nearly all of it')
assert(n_components(independent .* [1 2 4]) == 3, 'three equal shares: two hold only 67 percent')
assert(n_components(independent + [0 90 9]) == 2, 'a constant has no variance')

%%
names = {'untrained', 'trained', 'target'};
sets = {R0, R, target};
for k = 1:3
    fprintf('%s: %d of %d components hold 90 %% of the variance\n', ...
        names{k}, n_components(sets{k}), N)
end

%% [markdown]
% ## 3d  How far did the connections move?
%
% *2 points; about 10 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
% 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
%
% "The connections changed by 315 in Frobenius norm" tells nobody anything. A ruler is needed. A
% natural one is the distance between two networks that have nothing to do with each other: draw
% two *independent* matrices, each with independent entries of mean zero and of the same standard
% deviation as the entries of `J0`, and take the root of the mean squared distance,
%
% $$d \;=\; \sqrt{\big\langle \lVert A-B\rVert_F^2\big\rangle}\,.$$
%
% Work out $d$ on paper; it is a short formula with $N$ and the standard deviation. Then write
% `relative_change(J0, J)`, which returns $\lVert J-J_0\rVert_F/d$. Use the standard deviation of
% all entries of `J0` (`std(J0(:), 1)`), and use the formula: a pair of matrices drawn at
% random would give a slightly different answer each time, and it is not accepted.
%
% **Why it matters.** Does learning adjust a circuit a little, or does it write a new one? A value
% of 1 means: as different as a network drawn afresh.
%
% **How to tell that you are right.** If `J` is `J0`, the answer is 0. If `J` is another random
% matrix of the same kind, it is close to 1. The answer must not depend on units: multiply both
% matrices by 1000. For the data set you should find about 6.6 (from 5.9 to 10.8 in other networks
% of the recipe). More than 1: how can that be, when two strangers are at distance 1? And remember
% that most columns did not change at all.
%
% **If you read the worked script:** fill in the step between "one entry" and "all entries" in
% the comment. Then predict what `relative_change(J0, -J0)` is, and try.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% What is the variance of the difference of two independent numbers? And how many entries does the
% squared norm add up?
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% What is the variance of the difference of two independent numbers? How many entries are there?
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% The variance doubles, and there are $N^2$ entries, so $d=\sqrt2\,N\,\sigma$ with the standard
% deviation $\sigma$ of the entries of `J0`.
%
% </details>

%%
function c = relative_change(J0, J)
    % Frobenius norm of J - J0, in units of the distance of two independent matrices like J0.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
before = [0 2; -2 0];  % mean 0, standard deviation the root of 2
change = [1 1; 1 -1];
assert(relative_change(before, before) == 0, 'nothing has changed')
assert(abs(relative_change(before, before + change) - 0.5) < 1e-6, ...
    'four entries that changed by 1 make a distance of 2; strangers are at a distance of 4')
assert(abs(relative_change(1000 * before, 1000 * (before + change)) - 0.5) < 1e-6, ...
    'the same change in other units is the same change')

%%
fprintf('relative change of the connections: %.2f\n', relative_change(J0, J))
rng(4)
stranger = g / sqrt(N) * randn(N);
fprintf('for comparison, of a matrix that was drawn afresh: %.3f\n', relative_change(J0, stranger))

%% [markdown]
% ## 3e  The distribution of the weights
%
% *3 points; about 15 minutes. Lecture 2; to read: [Song et al.
% 2005](https://doi.org/10.1371/journal.pbio.0030068).*
%
% Write two functions.
%
% 1. `[density, edges] = weight_density(J, bins)` returns the probability density of all entries of
%    `J`, $k$-by-1, and the edges of the $k$ bins, $(k+1)$-by-1. `bins` is either a
%    number of equally wide bins between the smallest and the largest entry, or an ascending
%    array of edges. The bins of such an array need not be equally wide; entries outside of them
%    do not count. The density integrates to 1 over the bins, and it is 0 in an empty bin.
% 2. `plot_weights(J0, J)` makes a new figure and returns its axes. Draw the densities of both
%    matrices **in the same bins** (at least 50, from the smallest to the largest weight of the two
%    matrices together), as steps, bars, or a line through the middles of the bins. The axis of
%    the density is **logarithmic**. Label both axes, and add a legend.
%
% **Why it matters.** Strong synapses are rare, and they may matter most: in cortex, few strong
% connections stand out of a sea of weak ones (Song et al. 2005). On a linear axis you see the
% peak and miss them. On a logarithmic axis a Gaussian is a parabola, so that a heavy tail catches
% the eye.
%
% **How to tell that you are right.** Sum density times width of the bin: 1. The two densities
% must have the same edges; with edges of their own, two identical matrices with one outlier in
% one of them would look different everywhere. And is the curve of $J_0$ a parabola?
%
% **If you read the worked script:** say what goes wrong with the division by the widths if all
% weights are counted, and some lie outside of the edges. Then take the logarithmic axis away, and
% describe what you can no longer see.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% A density is a share *per unit of weight*, so the width of each bin matters; and a share is taken
% of the weights that were counted.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% `histcounts` (MATLAB) or `histc` (both; mind its last bin) counts. A density is a share *per unit
% of weight*, so the width of the bin matters. Do not take the logarithm of the numbers yourself
% (what is the logarithm of an empty bin?): let the axis do it, with `set(ax, 'YScale', 'log')`.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `counts / sum(counts) ./ diff(edges)`; and `set(ax, 'yscale', 'log')`.
%
% </details>

%%
function [density, edges] = weight_density(J, bins)
    % Probability density, k-by-1, of the entries of J, and the edges of the bins, (k + 1)-by-1.
    %
    % bins is a number of equal bins or an ascending array of edges.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function ax = plot_weights(J0, J)
    % Draw the densities of the weights of J0 and J in the same bins, on a logarithmic axis.
    %
    % Makes a new figure and returns the handle of its axes.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
few = [0 0.1; 0.2 4];
[density, edges] = weight_density(few, [0 0.5 1 5]);
assert(numel(density) == 3 && numel(edges) == 4, 'k bins have k + 1 edges')
assert(max(abs(density(:) - [1.5; 0; 0.0625])) < 1e-6, ...
    'three of four weights in a bin of width 0.5, none in the second, one in a bin of width 4')
[density, edges] = weight_density(few, 4);
assert(max(abs(edges(:) - [0; 1; 2; 3; 4])) < 1e-6, ...
    'four equal bins from smallest to largest weight')
assert(abs(sum(density(:) .* diff(edges(:))) - 1) < 1e-6, 'a density integrates to 1')

%%
ax = plot_weights(few, 2 * few);
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the figure and not a line')
assert(strcmp(get(ax, 'YScale'), 'log'), 'the density needs a logarithmic axis')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
assert(~isempty(findobj(get(ax, 'Parent'), 'Tag', 'legend')), ...
    'a legend must say which matrix is which')
close(get(ax, 'Parent'))

%%
title(plot_weights(J0, J), 'Most weights are what they were; a few are very strong')

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Two densities on a logarithmic axis. The untrained weights make a narrow parabola around zero.
% The trained ones have nearly the same peak, and a low, wide hump that reaches from about -8 to
% 8.
%
% </details>

%% [markdown]
% ## 3f  Four numbers for a distribution
%
% *2 points; about 15 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
% 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
%
% Write `[m, v, s, k] = moments(J)`, which returns four numbers in this order, computed from
% **all** entries of `J` together, with $\langle\cdot\rangle$ for the mean over the entries (divide
% by their number):
%
% - the mean $\mu=\langle J_{ij}\rangle$ and the variance
%   $\sigma^2=\langle (J_{ij}-\mu)^2\rangle$;
% - the skewness $\langle (J_{ij}-\mu)^3\rangle/\sigma^3$: is one tail longer than the other?
% - the **excess** kurtosis $\langle (J_{ij}-\mu)^4\rangle/\sigma^4-3$: are both tails heavier than
%   those of a Gaussian, for which it is 0?
%
% **Why it matters.** Theories of random networks know the mean and the variance of the weights,
% and often nothing else. Which of your four numbers would warn you that such a theory may not
% apply to the trained network?
%
% **How to tell that you are right.** For `J0` you know all four beforehand: what are they? A coin
% that shows $\pm1$ has mean 0, variance 1, skewness 0 and excess kurtosis $-2$: nothing has
% lighter tails.
%
% Which of the moments changed most? (Mind that they come in different units; compare each with
% what it could have been by chance.) In our network the excess kurtosis goes from 0 to 28 (25 to
% 37 in others). Here is where it comes from: if a share $f$ of the weights is Gaussian and wide
% and the rest is narrow enough to count as zero, the excess kurtosis is $3/f-3$. Derive it in two
% lines, solve it for $f$, and you have a prediction for the next question.
%
% **If you read the worked script:** mark the place where the units of the weights cancel. Change
% the exponent 4 to 6 and find out by experiment what a Gaussian has there.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% Subtract the mean first, and everything else is a mean of powers.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% Subtract the mean first, and everything else is a mean of powers. `J(:)` makes one column of a
% matrix; without it `mean` works column by column.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% With `z = (J(:) - m) / sqrt(v)`: `mean(z.^3)` and `mean(z.^4) - 3`.
%
% </details>

%%
function [m, v, s, k] = moments(J)
    % Mean, variance, skewness and excess kurtosis of all entries of J.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
coin = [1 -1; -1 1];
[m, v, s, k] = moments(coin);
assert(isscalar(m) && isscalar(v) && isscalar(s) && isscalar(k), ...
    'four numbers: mean, variance, skewness, excess kurtosis')
assert(max(abs([m, v, s, k] - [0 1 0 -2])) < 1e-6, 'the coin of the text')
[m, v, s, k] = moments(3 * coin + 5);
assert(max(abs([m, v, s, k] - [5 9 0 -2])) < 1e-6, ...
    'a shift changes only the mean; a factor changes the variance by its square, and the shape not')
% One weight of four is on: a long tail on the positive side.
[m, v, s, k] = moments([0 0; 0 4]);
assert(max(abs([m, v, s, k] - [1 3 1.1547005 -0.6666667])) < 1e-6, ...
    'deviations from the mean are -1, -1, -1 and 3')

%%
fprintf('                    mean   variance   skewness   excess kurtosis\n')
names = {'untrained', 'trained', 'change'};
matrices = {J0, J, J - J0};
for n = 1:3
    [m, v, s, k] = moments(matrices{n});
    fprintf('%-12s%12.4f%12.4f%12.4f%12.4f\n', names{n}, m, v, s, k)
end

%% [markdown]
% ## 3g  Which neurons were trained?
%
% *2 points, and 2 for the written part; about 25 minutes.
% Lecture 2; to read: [Rajan, Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009),
% [Ben-Yishai, Bar-Or & Sompolinsky 1995](https://doi.org/10.1073/pnas.92.9.3844).*
%
% Learning was allowed to change only the connections that *leave* certain neurons, the plastic
% ones. All other connections are in `J` exactly what they were in `J0`.
%
% Write `trained_columns(J0, J)`: the indices of the columns in which anything changed, as an
% ascending array of whole numbers. One entry is enough for a column to count. "Changed" means by
% more than rounding: by more than $10^{-6}$ of the largest weight in `J0` (in absolute value).
%
% **Why it matters.** Most synapses of a real circuit are not at your disposal either: the method
% is called *partial in-network training* for this reason, and how few plastic neurons suffice was
% one of its findings. And once you know where learning happened, you can look at *what* was
% learned: the connections among the trained neurons alone.
%
% **How to tell that you are right.** The number of columns must fit the prediction of 3f. Change
% one single entry of a copy of `J0` and see whether your function finds its column, also when the
% new entry has the opposite sign, or is smaller than before. In this data set you could find the
% columns by looking at `J` alone: the standard deviation of a trained column is 0.70 or more,
% that of the others at most 0.074. When would that fail?
%
% **If you read the worked script:** replace `any(changed, 1)` by `any(changed, 2)`, say in one
% sentence which neurons you then find, and predict how many there are. (For this data set. Then
% try.)
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% Compare the matrices entry by entry first. Then ask for each column whether *any* of its entries
% has changed.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% Compare the matrices entry by entry first. Then ask for each column whether *any* of its entries
% is marked; `find` turns marks into indices.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `abs(J - J0) > 1e-6 * max(abs(J0(:)))` are the marks.
%
% </details>

%%
function columns = trained_columns(J0, J)
    % Ascending indices of the columns in which any entry of J differs from J0.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
old = [1 2 3; 4 5 6; 7 8 9];
new = old + [0 0 0.5; 0 0 -0.5; -9 0 0];
columns = trained_columns(old, new);
assert(isequal(columns(:), [1; 3]), ...
    'one entry of the first column and two of the last have changed, and nothing in the middle')
assert(isempty(trained_columns(old, old)), 'nothing changed: no columns')
assert(isequal(trained_columns(old, old .* [1, 1 + 1e-12, 2]), 3), ...
    'rounding in the twelfth digit is no change')

%%
% The weights among the trained neurons, sorted by the time at which each should be active.
columns = trained_columns(J0, J);
columns = columns(:)';
fprintf('%d of %d columns were trained, a share of %.2f\n', ...
    numel(columns), N, numel(columns) / N)

[~, peak] = max(target(:, columns), [], 1);
[~, order] = sort(peak);
order = columns(order);
among = J(order, order);     % rows and columns of the trained neurons only
distance = order' - order;   % positive: the receiver's turn comes after the sender's

fig = figure;
left = subplot(1, 2, 1, 'Parent', fig);
imagesc(left, among)
rise = linspace(0, 1, 32)';
full = ones(32, 1);
colormap(left, [rise rise full; full flipud(rise) flipud(rise)])  % blue, white at zero, red
set(left, 'CLim', [-1 1] * max(abs(among(:))))
axis(left, 'image')
xlabel(left, 'from (trained units, by peak time)')
ylabel(left, 'to (trained units, by peak time)')
title(left, 'weight: red positive, blue negative')

middles = linspace(-N / 2, N / 2, 41);
strip = zeros(size(middles));
for k = 1:numel(middles)
    strip(k) = mean(among(abs(distance - middles(k)) < N / 80 & distance ~= 0));
end
right = subplot(1, 2, 2, 'Parent', fig);
plot(right, middles, strip, 'o-', middles([1 end]), [0 0], 'k-')
xlabel(right, 'place of the receiver minus place of the sender')
ylabel(right, 'mean weight (without self-connections)')

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Left: the 50 by 50 weights among the trained units as an image, senders to the right and
% receivers downwards, both in the order of their peak times, red positive and blue negative.
% Right: the mean weight against the distance of receiver and sender in this order. What they look
% like is yours to describe.
%
% </details>

%% [markdown]
% **3g, written (2 points).** Describe the weights among the trained neurons, ordered
% by the time of their peak, as the two panels show them. Which circuit that you know from the
% lectures is this like, and what does that circuit do? Name one respect in which ours is
% different, or one experiment on the network that would test whether the likeness goes deeper
% than the picture. At most eight sentences. (Rajan, Harvey & Tank 2016 looked at their own
% networks in this way.)

%% [markdown]
% YOUR ANSWER HERE

%% [markdown]
% ## 3h  Eigenvalues before and after
%
% *3 points, and 2 for the written part; about 25 minutes.
% Lecture 2; to read: [Rajan & Abbott 2006](https://doi.org/10.1103/PhysRevLett.97.188104).*
%
% Write two functions.
%
% 1. `plot_eigenvalues(J0, J, g)` makes a new figure and returns its axes. Draw in the complex
%    plane (real part to the right) the eigenvalues of `J0`, of `J`, and of the change `J - J0`,
%    as three sets of points without lines between them, and a circle of radius `g` around the
%    origin. Give both axes a label and the same scale, and add a legend in which the three sets
%    are called `J0`, `J` and `J - J0`.
% 2. `spectral_abscissa(J)` returns the largest real part of the eigenvalues of `J`, a real number.
%
% **Why it matters.** In 1d and 1e the eigenvalue furthest to the right decided whether silence
% was stable. The border was at 1, because the slope of tanh at rest is 1. Now a neuron's slope is
% $r(1-r)\le\tfrac14$: where is the border? (To carry the 1 over from Problem 1 without a thought
% is the most common slip here.)
%
% **How to tell that you are right.** `J0` has to fill the disk of radius $g$, as in 1e. The
% change has at most as many non-zero eigenvalues as it has non-zero columns (why?), so most of
% its points lie on top of each other. Expect a largest real part of about 1.5 before and 8.4
% after training (7.6 to 9.3 in other networks of the recipe), and a single eigenvalue near
% $-38$; can you guess from 3f and 3g where the latter comes from? To test `spectral_abscissa`,
% think of a matrix whose eigenvalue of largest modulus is negative.
%
% **If you read the worked script:** predict what becomes of each of the three sets of points when
% you swap the arguments `J0` and `J`. Then, in the cell below the checks, say which line turns
% the matrix `J` into the circuit *as a small perturbation experiences it* (remember 1c).
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% As in 1d: a real part is asked for, not a modulus. And all three sets are drawn in the same way.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% A loop over three names and three matrices keeps the code short (a cell array holds them). `max`
% of complex numbers goes by their modulus; take the real parts yourself.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `max(real(eig(J)))`; and `plot(ax, real(z), imag(z), '.', 'DisplayName', name)`.
%
% </details>

%%
function ax = plot_eigenvalues(J0, J, g)
    % Draw the eigenvalues of J0, J and J - J0 beside the circle of radius g.
    %
    % Makes a new figure and returns the handle of its axes.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function a = spectral_abscissa(J)
    % The largest real part of the eigenvalues of J, a real number.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
turning = [0.5 -2; 2 0.5];  % eigenvalues 0.5 + 2i and 0.5 - 2i
assert(isreal(spectral_abscissa(turning)), 'a real number is asked')
assert(abs(spectral_abscissa(turning) - 0.5) < 1e-6, 'the real part, without the imaginary one')
assert(abs(spectral_abscissa(diag([-38 0.3])) - 0.3) < 1e-6, ...
    '-38 is the eigenvalue of largest modulus, but 0.3 is further to the right')

%%
ax = plot_eigenvalues(turning, diag([3 -1]), 1.5);
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the figure and not a line')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
ratio = get(ax, 'DataAspectRatio');
assert(strcmp(get(ax, 'DataAspectRatioMode'), 'manual') && ratio(1) == ratio(2), ...
    'both axes need the same scale: axis equal')
key = findobj(get(ax, 'Parent'), 'Tag', 'legend');
assert(~isempty(key), 'a legend must say which points are which')
assert(all(ismember({'J0', 'J', 'J - J0'}, get(key(1), 'String'))), ...
    'the three sets are called J0, J and J - J0')
close(get(ax, 'Parent'))

%%
title(plot_eigenvalues(J0, J, g), 'The whole picture')
ax = plot_eigenvalues(J0, J, g);
title(ax, 'The same, near the origin')
xlim(ax, [-11 9])
ylim(ax, [-5 5])

% What a small perturbation experiences at a state with rates r: every sender's column is scaled by
% the slope r (1 - r) of that sender. We look at five moments of each run.
names = {'untrained', 'trained'};
matrices = {J0, J};
runs = {R0, R};
for n = 1:2
    rates = runs{n};
    fprintf('%s: largest real part of J %.2f; with the slopes along the run', ...
        names{n}, spectral_abscissa(matrices{n}))
    for k = 51:floor(size(rates, 1) / 5):size(rates, 1)
        r = rates(k, :);
        fprintf(' %.2f', spectral_abscissa(matrices{n} .* (r .* (1 - r))))
    end
    fprintf('\n')
end

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% The complex plane twice, whole and near the origin. A dense disk of radius 1.5 holds the
% eigenvalues of J0. Those of J and of the change reach some five times as far, and one of each
% lies alone, far to the left.
%
% </details>

%% [markdown]
% **3h, written (2 points).** What follows for the dynamics? Say first where the
% border of stability is for the eigenvalues of $J$ if all neurons have their steepest slope, and
% for those of $J$ *with* the slopes. Then: is the untrained network chaotic, since $g=1.5$ is
% above 1? And what do the numbers that the cell has printed for the trained network say about its
% bump, and what not? At most eight sentences.

%% [markdown]
% YOUR ANSWER HERE

%% [markdown]
% ## 3i  One step of learning
%
% *4 points, and 1 for the written part; about 35 minutes.
% Beyond the lecture; to read: [Sussillo & Abbott
% 2009](https://doi.org/10.1016/j.neuron.2009.07.018), [Rajan, Harvey & Tank
% 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
%
% How are such weights found? At a moment when a target is due, neuron $i$ receives the current
% $y_i$ (the recurrent sum, the input and the noise), and it should have received another one.
% Call the difference the error, $e_i = y_i - \text{target}_i$: **positive if the current is too
% large**. Only the $p$ plastic neurons may change what they send. Collect their rates at this
% moment in a vector $r$ of length $p$ and ask, for each neuron $i$: which change of its $p$
% plastic weights would be best, if all the moments *up to now* should be served, and not just
% this one?
%
% This is a least-squares problem, which grows by one equation at each moment. Recursive least
% squares solves it without ever looking back, because a matrix $P$, $p$-by-$p$, sums up
% the past. It is the inverse of the correlation of the plastic rates, $P=(I+\sum r\,r^\top)^{-1}$,
% summed over the moments so far. The new moment updates it and then the weights:
%
% $$P_{\text{new}} = \big(P^{-1} + r\,r^\top\big)^{-1},\qquad\qquad
% J_{ij} \;\leftarrow\; J_{ij} - e_i\,\big(P_{\text{new}}\,r\big)_j
% \quad\text{for all } i \text{ and for plastic } j.$$
%
% (One $P$ serves all neurons $i$: they all listen to the same plastic neurons.)
%
% ![One step of learning. The error of the receivers and the rates of the plastic senders, weighed
% by P, make a matrix of rank one that is subtracted from the plastic columns of
% J.](attachment:learning-step.png)
%
% Two inversions at each moment would be slow and would collect rounding errors. But the new term
% $r\,r^\top$ has rank one, and then the inverse can be written down, with products only and with
% the number
%
% $$c \;=\; \frac{1}{1+r^\top P\,r}\,.$$
%
% Derive the formula for $P_{\text{new}}$ (or look up Sherman and Morrison), and from it a short
% expression for $P_{\text{new}}\,r$. Then write
%
% `[P, J] = rls_update(P, r, err, J, plastic)`, which returns both as they are after the step.
%
% - `P` is $p$-by-$p$ and symmetric; `r` is $p$-by-1 and holds the rates of the plastic neurons
%   **only**; `err` is $N$-by-1, one entry for each of the $N$ neurons; `J` is $N$-by-$N$;
%   `plastic` holds the $p$ different indices of the plastic neurons, in the same order as `r` (not
%   necessarily ascending).
% - Do not invert a matrix or solve a system.
%
% **Why it matters.** This is the rule behind FORCE learning (Sussillo & Abbott 2009) and its
% relatives. It makes errors small *at once* and keeps them small, so that the network is almost
% on the right path while it learns.
%
% **How to tell that you are right.** With few plastic neurons you can afford the inversion, and
% the check does: $P_{\text{new}}$ times $P^{-1}+r\,r^\top$ is the identity. Further, compute the
% current again with the new weights and the *same* rates: the error must be exactly $c$ times
% what it was. No learning rate needs to be chosen, and neither `dt` nor $\tau$ appears.
%
% **If you read the worked script:** write next to each line the size of its result. Then find
% out which entries of `J` one call can change at most, and how many numbers that is for $N=500$
% and $p=50$.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% If $(P^{-1}+rr^\top)\,y=r$, then $y$ must be a multiple of $Pr$. Put it in and find which
% multiple: this is already $P_{\text{new}}\,r$.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% If $(A + r r^\top)\,y = r$, then $y$ must be a multiple of $A^{-1}r$; put it in and find which
% multiple. This is already $P_{\text{new}}\,r$. For the matrix itself, look for a symmetric one of
% rank one that is to be subtracted from $P$, built of the same vector. A column times a row,
% `a * b'`, is a matrix with the entries `a(i) * b(j)`: which of the two factors belongs to the
% receivers?
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `P - c * (k * k')`; and `J(:, plastic) = J(:, plastic) - error * (c * k)'`.
%
% </details>

%%
function [P, J] = rls_update(P, r, err, J, plastic)
    % One step of recursive least squares; returns new P, p-by-p, and J, N-by-N.
    %
    % r (p-by-1): rates of the plastic neurons; err (N-by-1): current minus target; plastic (p
    % numbers): their columns of J.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% Three neurons, of which only the second is plastic; its rate is 2. Then c = 1/5.
[P_new, J_new] = rls_update(1, 2, [1; -1; 0.5], zeros(3), 2);
assert(isscalar(P_new) && abs(P_new - 0.2) < 1e-6, '1 / (1 + 2 * 2)')
assert(isequal(size(J_new), [3 3]) && ~any(any(J_new(:, [1 3]))), 'only plastic columns change')
assert(max(abs(J_new(:, 2) - [-0.4; 0.4; -0.2])) < 1e-6, ...
    ['a current that is too large (error > 0) needs weaker weights: minus error times 0.2 ' ...
    'times 2'])

%%
% Four neurons, three of them plastic, in an order of their own. Here inverting is affordable.
rng(5)
weights = randn(4);
rates = rand(4, 1);
goal = randn(4, 1);
plastic = [4 1 3];
P_old = [1 0.2 0; 0.2 0.5 0.1; 0 0.1 2];
err = weights * rates - goal;
r = rates(plastic);
[P_new, J_new] = rls_update(P_old, r, err, weights, plastic);
assert(max(max(abs(P_new * (inv(P_old) + r * r') - eye(3)))) < 1e-6, ...
    'the new P is the inverse of the old inverse plus r r''')
shrinks = 1 / (1 + r' * P_old * r);
assert(max(abs(J_new * rates - goal - shrinks * err)) < 1e-6, 'the same rates: c times the error')
assert(isequal(J_new(:, 2), weights(:, 2)), 'the second neuron is not plastic')

%%
% Learn one and the same moment eight times, then a moment in which other neurons are active.
usual = [0.9; 0.5; 0.1; 0.1];
unusual = [0.1; 0.5; 0.9; 0.9];
P = eye(3);
learned = weights;
for moment = 1:10
    present = usual;
    name = 'usual rates  ';
    if moment > 8
        present = unusual;
        name = 'unusual rates';
    end
    err = learned * present - goal;
    [P, learned] = rls_update(P, present(plastic), err, learned, plastic);
    left = norm(learned * present - goal) / norm(err);
    fprintf('%s: error %.3f, after the step %.3f times as large\n', name, norm(err), left)
end

%% [markdown]
% **3i, written (1 point).** Show that with the new weights, and the same rates,
% input and noise, the error of every neuron is exactly $c$ times the old one. Then explain in a
% sentence or two what the cell above shows: what becomes of $c$ when the same rates come again
% and again, why is that sensible, and what happens when new rates appear?

%% [markdown]
% YOUR ANSWER HERE

%% [markdown]
% ## 3j  Train a network
%
% *3 points; about 30 minutes. Beyond the lecture; to read: [Rajan,
% Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
%
% Put it together: a small network that learns to carry a bump. Write
%
% `[J, R] = train(targets, J0, plastic, inputs, period, runs, noise, tau, dt)`, which returns the
% trained weights, $N$-by-$N$, and the rates of one more run with these weights and without
% learning, $T$-by-$N$.
%
% Steps are counted from 0, so **what belongs to step `k` stands in row `k + 1`**.
%
% - `targets`, $K$-by-$N$: target rates between 0 and 1. Row 1 is the start. Row 2 is due at step
%   `period`, row 3 at step `2 * period`, and so on; there are always enough rows.
% - `J0`, $N$-by-$N$, are the weights before training, and `plastic` holds the $p$ indices of the
%   columns that may change.
% - `inputs`, $T$-by-$N$: row `k + 1` is the input $u$ of all neurons at step `k`. It is the same
%   in every run.
% - `runs` is the number of runs with learning, 0 or more; the run without learning comes after
%   them. `noise`, `tau` and `dt` are numbers and may be left out; then they are 0.1, 0.01 and
%   0.001. The noise is drawn with `randn`.
%
% At the very beginning `J` is a copy of `J0`, and `P` the identity; both carry over from one run
% to the next. **Every run**, with learning or without, goes like this:
%
% 1. Start with the currents `x = targets(1, :)'`. (Rates, used as currents: a quirk of the
%    published program that we keep. The network forgets it within some ten milliseconds.) Row 1 of
%    the rates, that of step 0, stays zero.
% 2. For the steps `k = 1, 2, ..., T - 1`:
%    1. `r` $=1/(1+e^{-x})$, the rates; they are row `k + 1` of the run's rates.
%    2. The currents $y = J\,r + u_k + \texttt{noise}\,\sqrt{\tau/dt}\;\xi$, where $u_k$ is row
%       `k + 1` of `inputs` and $\xi$ are standard normal numbers, new at every step, one for each
%       neuron.
%    3. An Euler step: $x \leftarrow x + \dfrac{dt}{\tau}\,(-x + y)$.
%    4. In a run with learning, if `k` is a multiple of `period`: compare these currents $y$ with
%       the target currents of row $z$ = `targets(k / period + 1, :)`, and take one step of 3i
%       with the rates `r` of the plastic neurons. The error is
%       $$e = y - \log\frac{z + 0.01}{1 - z + 0.01}\,.$$
%       The logarithm undoes the logistic function; 0.01 keeps it finite at rates of 0 and 1. The
%       new weights act from the next step on.
%
% With `noise = 0` nothing is left to chance, and your numbers can be compared one by one; do
% follow the order of the steps. You may call your `rls_update`. For the sizes in the cell below, a
% plain loop over the steps takes a few seconds; if yours takes more than ten, something expensive
% is done too often.
%
% **Why it matters.** You now hold the whole method in some twenty lines. With recorded activity
% as targets it becomes a model of a real circuit, in which you may open what nobody can open in
% an animal: every connection.
%
% **How to tell that you are right.** Run the cell below the check. Before training variance
% explained is below $-1$, after 20 runs it is nearly always above 0.8, often 0.95 (a single
% stumble of the bump in the last run can cost a lot: then run it once more). Without the update of
% $P$ learning gets nowhere near. Columns that are not plastic must be untouched.
%
% The last panel is an experiment for you: the input is switched off halfway. What does the bump
% need the input for: to exist, or to move? Compare with your answer to 3g, and try other seeds.
%
% **If you read the worked script:** mark all lines that run only while the network learns. Then
% move `P = eye(...)` into the loop over runs, and predict what becomes of the variance
% explained.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% Two loops, one inside the other: runs outside, steps inside. Which variables are made anew in
% every run, and which only once?
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% Two loops, one inside the other: runs outside, steps inside. Which variables are made anew in
% every run, and which only once? Count a run with learning and the last one in the same loop,
% with one condition that tells them apart.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `for run = 0:runs`, and the step of 3i stands under `if run < runs && mod(k, period) == 0`. Mind
% that row 1 of a matrix holds step 0.
%
% </details>

%%
function [targets, weights, chosen, inputs, period] = small_task()
    % A bump for a small network: targets, J0, plastic units, inputs, and the period.
    %
    % The input is white noise, smoothed over a second: u(k) = d u(k - 1) + (1 - d) white(k).
    N = 60;
    plastic = 30;
    steps = 80;
    period = 64;
    g = 1.5;
    dt = 0.001;
    centre = N * (0:steps)' / steps;
    targets = exp(-0.5 * (((1:N) - centre) / (0.08 * N)) .^ 2);
    chosen = sort(randperm(N, plastic));
    weights = g / sqrt(N) * randn(N);

    keep = exp(-dt);
    inputs = sqrt(1 / dt) * randn(steps * period + 1, N);
    inputs(1, :) = 1;
    for k = 2:size(inputs, 1)
        inputs(k, :) = keep * inputs(k - 1, :) + (1 - keep) * inputs(k, :);
    end
end

%%
function [J, R] = train(targets, J0, plastic, inputs, period, runs, noise, tau, dt)
    % Teach a network with weights J0, N-by-N, the targets, K-by-N, a row every `period` steps.
    %
    % Returns the weights J, N-by-N, after `runs` runs with learning, and the rates R, T-by-N, of a
    % last run without. inputs, T-by-N, are the same in each run; plastic are the columns that
    % learn.
    if nargin < 7, noise = 0.1; end
    if nargin < 8, tau = 0.01; end
    if nargin < 9, dt = 0.001; end

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% Two neurons, of which the second is plastic; no noise. Targets are due at the steps 2 and 4.
start = [0 2; -2 0];
goal = [0 1; 0.9 0.5; 0.2 0.7];
steady = 0.5 * ones(6, 2);

[J_end, R_end] = train(goal, start, 2, steady, 2, 0, 0);
[~, R_noisy] = train(goal, start, 2, steady, 2, 0);
assert(isequal(J_end, start), 'runs = 0: nothing is learned')
assert(isequal(size(R_end), [6 2]) && ~any(R_end(1, :)), ...
    'a row for each step, row 1 (of step 0) stays zero')
assert(max(abs(R_end(2, :) - [0.5 0.7310586])) < 1e-6, ...
    'at step 1 the currents are those of the start')
assert(max(abs(R_end(3, :) - [0.5488962 0.7005671])) < 1e-6, ...
    'one Euler step of size dt / tau later')
assert(max(max(abs(R_noisy(3:end, :) - R_end(3:end, :)))) > 1e-4, 'by default there is noise')

[J_end, R_end] = train(goal, start, 2, steady, 2, 1, 0);
assert(isequal(J_end(:, 1), start(:, 1)), 'the first neuron is not plastic')
assert(max(abs(J_end(:, 2) - [1.0201918; 0.7543136])) < 1e-6, ...
    'the weights after one run, two targets')

%%
% Train; then run once more without learning, and with an input that ends in the middle.
rng(0)
[targetsSmall, J0Small, plasticSmall, inputsSmall, periodSmall] = small_task();
rng(1)
[~, untrained] = train(targetsSmall, J0Small, plasticSmall, inputsSmall, periodSmall, 0);
[JSmall, trained] = train(targetsSmall, J0Small, plasticSmall, inputsSmall, periodSmall, 20);

halfway = inputsSmall;
halfway(floor(end / 2) + 1:end, :) = 0;
[~, alone] = train(targetsSmall, JSmall, plasticSmall, halfway, periodSmall, 0);

time = 0.001 * (0:size(trained, 1) - 1)';
due = time(1:periodSmall:end);
names = {'untrained', 'trained', 'trained, input ends halfway'};
runs = {untrained, trained, alone};
fig = figure;
for panel = 1:3
    rates = runs{panel};
    explained = variance_explained(rates, time, targetsSmall, due);
    fprintf('%s: variance explained %.3f\n', names{panel}, explained)
    ax = subplot(1, 3, panel, 'Parent', fig);
    imagesc(ax, [0 time(end)], [1 60], rates(1:8:end, :)')
    set(ax, 'CLim', [0 1])
    title(ax, names{panel})
    xlabel(ax, 'time (s)')
    ylabel(ax, 'unit')
end

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Three images of the rates, unit against time. Untrained: flicker. Trained: a bright diagonal
% band, the bump on its way from the first unit to the last. With the input switched off halfway:
% the same band up to the middle; what becomes of it then depends on the seed.
%
% </details>

%% [markdown]
% ## References
%
% - R. Ben-Yishai, R. L. Bar-Or, and H. Sompolinsky. Theory of orientation tuning in visual cortex.
%   *Proceedings of the National Academy of Sciences*, 92:3844–3848, 1995.
%   [doi:10.1073/pnas.92.9.3844](https://doi.org/10.1073/pnas.92.9.3844).
% - C. D. Harvey, P. Coen, and D. W. Tank. Choice-specific sequences in parietal cortex during a
%   virtual-navigation decision task. *Nature*, 484:62–68, 2012.
%   [doi:10.1038/nature10918](https://doi.org/10.1038/nature10918).
% - K. Rajan and L. F. Abbott. Eigenvalue spectra of random matrices for neural networks. *Physical
%   Review Letters*, 97:188104, 2006.
%   [doi:10.1103/PhysRevLett.97.188104](https://doi.org/10.1103/PhysRevLett.97.188104).
% - K. Rajan, C. D. Harvey, and D. W. Tank. Recurrent network models of sequence generation and
%   memory. *Neuron*, 90:128–142, 2016.
%   [doi:10.1016/j.neuron.2016.02.009](https://doi.org/10.1016/j.neuron.2016.02.009).
% - S. Song, P. J. Sjöström, M. Reigl, S. Nelson, and D. B. Chklovskii. Highly nonrandom features
%   of synaptic connectivity in local cortical circuits. *PLoS Biology*, 3:e68, 2005.
%   [doi:10.1371/journal.pbio.0030068](https://doi.org/10.1371/journal.pbio.0030068).
% - D. Sussillo and L. F. Abbott. Generating coherent patterns of activity from chaotic neural
%   networks. *Neuron*, 63:544–557, 2009.
%   [doi:10.1016/j.neuron.2009.07.018](https://doi.org/10.1016/j.neuron.2009.07.018).
