%% [markdown]
% # Problem 2: From silence to chaos, and a network that listens
%
% *Recurrent neural networks in neuroscience. You need [lecture
% 1](https://www.rajanlab.com/resources) (foundations), and MATLAB (R2021a or newer) or GNU Octave
% (7 or newer) without any toolbox or package. 33 points: 27 are marked
% automatically, 6 by a person. It takes about 175 minutes. The finished
% notebook runs in about a minute.*
%
% Neurons in the cortex are never quiet. In the dark, in silence, even in sleep they keep firing,
% irregularly and all differently, and the next stimulus has to make itself heard on top of this.
% Where does the activity come from, if nobody sends any? And how can a network that talks to
% itself still listen to the world? In this problem you let the random networks of Problem 1 run
% in time. You watch them go from silence to chaos as their connections get stronger, you measure
% the chaos, and you find out what an input must be like to take over.
%
% ## The model
%
% $N$ units with currents $x_i$ and rates $r_i=\phi(x_i)$, $\phi=\tanh$, connected at random, obey
%
% $$\frac{dx_i}{dt} \;=\; -x_i \;+\; \sum_{j=1}^{N} J_{ij}\,\phi(x_j) \;+\; h_i(t),
% \qquad J_{ij}\sim\mathcal N\!\left(0,\ \frac{g^2}{N}\right),
% \qquad h_i(t) = I\cos(\omega t+\theta_i).
% \qquad (1)$$
%
% The first part you know: leak, recurrent connections, and the gain $g$ that says how strong they
% are. New is the input $h_i(t)$, an oscillation of amplitude $I$ and **angular** frequency
% $\omega$ (its period is $2\pi/\omega$). Every unit hears the same rhythm at a phase $\theta_i$
% of its own, as neurons of a visual area do when a grating drifts across their different
% receptive fields. Time is measured in units of the membrane time constant, so $t=100$ is one
% second if that constant is 10 ms.
%
% ![A loop: input and recurrent sum flow into the currents x, tanh turns them into rates r, and J
% carries the rates back to the currents.](attachment:loop.png)
%
% ## Conventions
%
% - `J(i, j)` is the connection **from unit j to unit i**.
% - A state is a **column**, $N$-by-1. A run is a matrix, $K$-by-$N$: one row for each of $K$
%   moments, one column for each unit. (The letter $T$ is the duration of a run here.)
% - Rates are $r=\phi(x)$. Where a question says rates, currents will not do.
% - Randomness comes only from `randn` and `rand`. Never call `rng` inside a function: whoever
%   calls it decides on the seed. (The same seed gives other numbers in MATLAB than in Octave.)
% - A function uses its arguments and nothing else, and returns its answer instead of printing it.
%
% ## How to work, and how it is marked
%
% As in Problem 1. **Advanced mode:** fill in this notebook from top to bottom, wherever it says
% `YOUR CODE HERE` or `YOUR ANSWER HERE`, and keep the `function` lines, the line `%%file` above
% each of them, and the names of variables that a question asks for. **Beginner mode:** take the
% worked script, run it, annotate it line by line and predict what a changed number will do; then
% close it and try the notebook.
%
% The check below each answer is a sample. Hidden checks call your functions with networks that
% you have not seen, and compare in double precision, which is what MATLAB computes in unless
% you ask for less. In this problem the functions of 2d to 2g must not need those of earlier
% questions, so that a slip in one question costs you nothing in the next. Long cells print a line
% of progress. Before you hand in, restart the kernel and run all cells in order.

%%
% Everything below needs MATLAB (R2024a or newer for this script, R2021a or newer for the notebook)
% or GNU Octave, and no toolbox or package.
close all

%% [markdown]
% ## 2a  One small step, many times
%
% *4 points; about 25 minutes. Lecture 1; to read: [Rajan, Abbott &
% Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
%
% Equation (1) says how fast everything changes *now*. To see where it leads, take a small step in
% that direction, look again, and repeat. This is Euler's method. From the state $x$ at time $t$,
% the next one is
%
% $$x_i(t+dt) \;=\; x_i(t) + dt\,\Big[-x_i(t) + \sum_j J_{ij}\tanh x_j(t)
% + I\cos(\omega t+\theta_i)\Big].\qquad(2)$$
%
% Write two functions.
%
% 1. `step(x, t, J, dt, I, omega, theta)` returns the state one step after the state `x`, both
%    $N$-by-1. Everything on the right of (2), the input included, is taken at the
%    **beginning** of the step, at time `t`.
% 2. `[t, x] = simulate(x0, T, dt, J, I, omega, theta)` runs the network for the duration `T` from
%    the state `x0` at time 0. With $n$ = `round(T / dt)` steps, `t` is $(n+1)$-by-1 and holds the
%    times $0, dt, 2\,dt, \dots$, and `x` is $(n+1)$-by-$N$ and holds the **currents** at these
%    times; its first row is `x0`. The last three arguments may be left out; then `I` is 0, `omega`
%    is 2.5 and `theta` is 0.
%
% In both, `theta` is a number, the same phase for all units, or a column, $N$-by-1.
%
% **Why it matters.** Every simulation of a neural circuit rests on a loop like this one, and a
% loop that is slightly wrong still produces pretty traces. Swap senders and receivers, or let the
% input come one step late: no plot of a chaotic network will look suspicious. (Leave the factor
% $dt$ away from the input, and an amplitude of 1 acts like 100 at $dt=0.01$: that one you would
% see.) So test the integrator before you trust a result.
%
% **A common slip.** $\omega$ is an angular frequency: `cos(omega * t)`, without $2\pi$.
%
% **How to tell that you are right.** Take two units and do one step with pencil and paper. Then
% compare with an independent and much more careful method, as the cell below the check does. The
% error of Euler's method falls in proportion to $dt$: ten times smaller steps, ten times smaller
% error. If yours does not, something other than the step size is wrong.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% Everything in the bracket of (2) is a rate of change, so $dt$ multiplies all of it. `simulate` is
% `step`, again and again, each from where the last one ended.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% On a computer `0.3 / 0.1` is a little less than 3, so `floor(T / dt)` may lose a step. Make room
% for the whole run first, with `zeros`, and fill in one state after the other: an array that grows
% in every step is copied in every step. A state is a column, and a moment of the run is a row;
% `x.'` turns one into the other.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `x + dt * (-x + J * tanh(x) + I * cos(omega * t + theta))`; and in the loop row `k + 1` comes
% from row `k` and the time `t(k)`.
%
% </details>

%%
function xNext = step(x, t, J, dt, I, omega, theta)
    % The state one Euler step of size dt after the state x, N-by-1, at time t.
    %
    % J is N-by-N; the input is I cos(omega t + theta), theta a number or N-by-1.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function [t, x] = simulate(x0, T, dt, J, I, omega, theta)
    % Run the network from the state x0, N-by-1, for the duration T in steps of dt.
    %
    % Returns the times t, (n + 1)-by-1, and the currents x, (n + 1)-by-N, where n is
    % round(T / dt). The first row of x is x0.
    if nargin < 5, I = 0; end
    if nargin < 6, omega = 2.5; end
    if nargin < 7, theta = 0; end

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% One connection of strength 2, from the second unit to the first.
oneWay = [0 2; 0 0];
start = [0; 1];

free = step(start, 0, oneWay, 0.1, 0, 2, 0);
assert(isequal(size(free), [2 1]), 'one current per unit: a column, 2-by-1')
assert(abs(free(2) - 0.9) < 1e-6, ...
    'the second unit hears nobody: a tenth of its current leaks away')
assert(abs(free(1) - 0.15231884) < 1e-6, ...
    'the first unit starts at 0 and hears 2 tanh(1), for a time of 0.1')
pushed = step(start, 0.5, oneWay, 0.1, 3, 2, [0; pi]);
assert(max(abs(pushed - free - [0.1620907; -0.1620907])) < 1e-6, ...
    ['the input adds dt * 3 cos(2 * 0.5) to the first unit; the second hears the opposite ' ...
    'phase'])

%%
% One unit without connections. The input is 1 in the first step, 0 in the second, -1 in the third.
[t, x] = simulate(0, 0.3, 0.1, 0, 1, 5 * pi);
assert(isequal(size(t), [4 1]) && isequal(size(x), [4 1]), ...
    'three steps have four ends: four rows')
assert(max(abs(t - [0; 0.1; 0.2; 0.3])) < 1e-6, 'the times start at 0 and are dt apart')
assert(x(1) == 0, 'the first row is x0')
assert(max(abs(x - [0; 0.1; 0.09; -0.019])) < 1e-6, ...
    'each step leaks a tenth of the current and adds a tenth of the input at the step''s beginning')
[~, x] = simulate([1; 2; 3], 0.2, 0.1, zeros(3));
assert(isequal(size(x), [3 3]) && max(abs(x(2, :) - [0.9 1.8 2.7])) < 1e-6, ...
    'time runs down, units run to the right: each row is one moment')

%%
% The test of an integrator: compare with an adaptive method, and watch the error fall with dt.
rng(1)
testJ = 1.5 / sqrt(50) * randn(50);
testTheta = 2 * pi * rand(50, 1);
testX0 = randn(50, 1);

rightHandSide = @(t, x) -x + testJ * tanh(x) + cos(2.5 * t + testTheta);
tight = odeset('RelTol', 1e-9, 'AbsTol', 1e-9);
[~, careful] = ode45(rightHandSide, [0 5], testX0, tight);
for small = [0.1 0.01 0.001]
    [~, x] = simulate(testX0, 5, small, testJ, 1, 2.5, testTheta);
    difference = x(end, :) - careful(end, :);
    fprintf('dt = %5g: rms error at t = 5 is %.1e\n', small, sqrt(mean(difference .^ 2)))
end

%% [markdown]
% ## 2b  Silence and activity
%
% *4 points; about 15 minutes. Lecture 1; to read: [Sompolinsky, Crisanti
% & Sommers 1988](https://doi.org/10.1103/PhysRevLett.61.259), [Mainen & Sejnowski
% 1995](https://doi.org/10.1126/science.7770778).*
%
% Problem 1 ended with a prediction. Near silence the network is linear, its modes go like
% $e^{(\lambda-1)t}$, and the eigenvalues $\lambda$ of $J$ fill a disk of radius $g$. As long as
% $g<1$ all of them lie to the left of 1, and every kick dies out. At $g=1$ the edge of the disk
% touches the line, and beyond it silence is unstable. So something must happen at $g=1$, but the
% linear theory cannot say what: it only knows that activity *grows*.
%
% Here is the part that it misses. A unit hears a sum of many independent terms, whose variance is
% $g^2\,\langle\phi(x)^2\rangle$, and the leak smooths this input and can only make it smaller.
% Hence the currents of a network that lives on its own activity obey
%
% $$\langle x^2\rangle \;\le\; g^2\,\langle\phi(x)^2\rangle ,\qquad\text{while always}\qquad
% \langle\phi(x)^2\rangle \;\le\; \langle x^2\rangle$$
%
% because $|\tanh x|\le|x|$. For $g<1$ the only way to satisfy both is $x=0$: a large network
% cannot feed itself, from wherever it starts. For $g>1$ there is room, and since tanh
% *saturates*, growth stops where units have lost so much slope that the network only just
% sustains itself. In a large network there is no quiet place to stop at: fixed points exist in
% great number, and practically all of them are unstable. What is left is to wander for ever. For
% $N\to\infty$, Sompolinsky, Crisanti & Sommers (1988) showed that the activity is chaotic for all
% $g>1$. Mind the limit: in a network of 500 the border is blurred. At $g=1.5$ about one network
% in four has ended, by $t=1000$, in a fixed point or in a loop that it (nearly) repeats for ever;
% at $t=100$ most of these still look like the others (2f). The network below is one that goes
% on (in Octave; MATLAB draws another one from this seed, so look).
%
% Let us look. The next cell draws **the** network of this notebook, at $g=1$; `g * J_unit` is the
% same network at gain `g`. Leave the cell as it is.

%%
N = 500;
T = 100;
dt = 0.01;
omega = 2.5;

rng(1)
J_unit = randn(N) / sqrt(N);  % standard deviation 1 / sqrt(N): g = 1
theta = 2 * pi * rand(N, 1);  % one phase per unit
x0 = randn(N, 1);             % every run starts here

%% [markdown]
% Compute two arrays and write a function.
%
% 1. `rates_quiet`: the **rates** $\phi(x)$ of a run at $g=0.8$ without input, from `x0`, with the
%    `T` and `dt` of the cell above; 10001-by-500.
% 2. `rates_active`: the same at $g=1.5$, from the same `x0`.
% 3. `plot_rates(t, r)` makes a new figure and returns its axes. It draws the first three units
%    (columns 1, 2 and 3 of the rates `r`) against the times `t` as three lines, with a label on
%    both axes. `t` is $K$-by-1 and `r` is $K$-by-$N$.
%
% **Why it matters.** Spontaneous cortical activity is irregular although single neurons, given
% the same fluctuating current twice, respond quite reliably (Mainen & Sejnowski 1995). Here is a
% mechanism that needs no noise at all: (1) without input is deterministic to the last digit. The
% irregularity is made by the network.
%
% **How to tell that you are right.** At $g=0.8$ the slowest mode decays like $e^{-0.2t}$ or so,
% which after $t=100$ leaves about $10^{-9}$ (in single networks, $10^{-11}$ to $10^{-7}$). But
% *every* wrong network that is quiet ends at zero too, so this proves little. At $g=1.5$ the mean
% square of all rates in the second half should be about 0.34 in a large network; 40 networks with
% $N=500$ gave 0.30 to 0.39, and this one (in Octave) is near the lower end. (Take
% $\langle r^2\rangle$, not the variance of each unit: slow units hardly move in 50 time constants,
% and some networks freeze altogether. See 2f.)
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% `simulate` gives currents, and rates are asked. The two runs differ in one number.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% `simulate` gives currents. Keep the loops in `simulate`; a run takes a second or two. Three
% columns of a matrix can be drawn in a single call.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `[~, x] = simulate(x0, T, dt, g * J_unit)`, then `tanh(x)`; and `plot(ax, t, r(:, 1:3))`.
%
% </details>

%%
% YOUR CODE HERE
error('No Answer Given!')

%%
function ax = plot_rates(t, r)
    % Draw the rates of the first three units, columns 1, 2, 3 of r (K-by-N), against t (K-by-1).
    %
    % Makes a new figure and returns the handle of its axes.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
both = {rates_quiet, rates_active};
for k = 1:2
    rates = both{k};
    assert(isequal(size(rates), [10001 500]), ...
        '10,000 steps have 10,001 ends; one column per unit')
    assert(max(abs(rates(:))) < 1, ...
        'rates are tanh of the currents, so they lie between -1 and 1')
    assert(max(abs(rates(1, :)' - tanh(x0))) < 1e-6, 'both runs start from x0')
end
assert(max(abs(rates_quiet(end, :))) < 1e-5, 'at g = 0.8 hardly anything is left at t = 100')
late = rates_active(5002:end, :);
assert(mean(late(:) .^ 2) > 0.24 && mean(late(:) .^ 2) < 0.44, ...
    'at g = 1.5 the mean square of the rates stays near 0.34; is J scaled with g / sqrt(N)?')

%%
ax = plot_rates(linspace(0, 1, 21)', reshape(linspace(-0.9, 0.9, 84), 21, 4));
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the figure and not a line')
curves = findobj(ax, 'Type', 'line');
assert(numel(curves) >= 3, 'three units are three lines')
assert(all(arrayfun(@(h) numel(get(h, 'XData')), curves) == 21), 'time runs to the right')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
close(get(ax, 'Parent'))

%% [markdown]
% > **Predict first.** One network, one start, two gains. Sketch the rates of three units from
% > $t=0$ to $100$ at $g=0.8$ and at $g=1.5$: how long is the start remembered, is there a
% > rhythm, do the three go together, how close to $\pm1$ do they come? Then run the cell.

%%
times = dt * (0:10000)';
title(plot_rates(times, rates_quiet), 'g = 0.8: the network forgets')
title(plot_rates(times, rates_active), 'g = 1.5: the network never rests')
late = rates_active(5002:end, :);
fprintf('mean square of the rates, t > 50, g = 1.5: %.3f\n', mean(late(:) .^ 2))

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Two figures, three curves each. At g = 0.8 all three are at zero after some ten time constants.
% At g = 1.5 they wander for ever between -1 and 1, slowly, without a rhythm, each in its own way.
%
% </details>

%% [markdown]
% ## 2c  A network that listens
%
% *3 points, and 2 for the written part; about 20 minutes.
% Lecture 1; to read: [Churchland et al. 2010](https://doi.org/10.1038/nn.2501), [Rajan, Abbott &
% Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
%
% Now switch the input on. Each unit hears $I\cos(\omega t+\theta_i)$ on top of what the others
% say.
%
% Compute a map `driven` with the three keys `0`, `0.01` and `1`: `driven(I)` holds the **rates**
% of a run at $g=1.5$ with an input of amplitude `I`, 10001-by-500. Make the map with
% `containers.Map('KeyType', 'double', 'ValueType', 'any')`. Use `omega`, `theta`, `x0`, `T` and
% `dt` as they were set up above.
%
% **Why it matters.** A stimulus meets a network that is already busy. In recordings from many
% cortical areas, the variability of firing *falls* when a stimulus comes on (Churchland et al.
% 2010): the stimulus does not simply add to what is going on, it replaces some of it. The
% following questions find out how, and here you see it with your own eyes.
%
% **How to tell that you are right.** All three runs begin alike. With $I=0.01$ the traces should
% look nearly as without input. With $I=1$ look closely: one period is $2\pi/2.5\approx2.5$ time
% constants. Because the phases differ, two units should not reach their peaks together.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% One run for each amplitude, all else equal. If you forget to hand the phases over, all units hear
% the input together, and no figure will tell you.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% A loop over the three amplitudes, `for amplitude = [0 0.01 1]`. `theta` is a column here; if
% you forget to hand it over, all units hear the input at the same phase, and the figure below
% will not tell you.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `[~, x] = simulate(x0, T, dt, 1.5 * J_unit, I, omega, theta)`, then `tanh(x)`, is one of the
% three.
%
% </details>

%%
% YOUR CODE HERE
error('No Answer Given!')

%%
for amplitude = [0 0.01 1]
    assert(isKey(driven, amplitude), sprintf('the map has no key %g', amplitude))
    rates = driven(amplitude);
    assert(isequal(size(rates), [10001 500]), 'each entry holds one whole run')
    assert(max(abs(rates(:))) < 1, 'rates lie between -1 and 1')
    assert(max(abs(rates(1, :)' - tanh(x0))) < 1e-6, 'all runs start from x0')
end
without = driven(0);
late = without(5002:end, :);
assert(mean(late(:) .^ 2) > 0.2, 'at g = 1.5 the network is active without any input')
weak = driven(0.01);
change = sqrt(mean(mean((weak(1:500, :) - without(1:500, :)) .^ 2)));
assert(change > 0 && change < 0.02, ...
    'an input of 0.01 moves the rates a little in the beginning, and only a little')
strong = driven(1);
change = sqrt(mean(mean((strong(1:500, :) - without(1:500, :)) .^ 2)));
assert(change > 0.05, 'an input of 1 is not weak')

%%
% Deviations from each unit's mean after t = 20, and the share of their variance that is a sine
% wave of a frequency.
deviations = @(r) r(2002:end, :) - mean(r(2002:end, :), 1);
wave = @(frequency) exp(1i * frequency * times(2002:end)');
shareAt = @(frequency, d) ...
    2 * mean(abs(wave(frequency) * d / size(d, 1)) .^ 2) / mean(d(:) .^ 2);

fig = figure;
amplitudes = [0 0.01 1];
for panel = 1:3
    r = driven(amplitudes(panel));
    ax = subplot(4, 1, panel, 'Parent', fig);
    plot(ax, times, r(:, 1), '-', times, r(:, 2), '--', times, r(:, 3), ':')
    xlim(ax, [60 90])
    ylabel(ax, 'rates')
    title(ax, sprintf('I = %g: %.2f %% of the variance at the input''s rhythm', ...
        amplitudes(panel), 100 * shareAt(omega, deviations(r))))
end
ax = subplot(4, 1, 4, 'Parent', fig);
heard = cos(omega * times + theta(1:3)');
plot(ax, times, heard(:, 1), '-', times, heard(:, 2), '--', times, heard(:, 3), ':')
xlim(ax, [60 90])
title(ax, 'what the three units hear at I = 1')
ylabel(ax, 'input')
xlabel(ax, 'time (membrane time constants)')

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Four panels over the same 30 time constants, three units in each. The first two panels, I = 0
% and 0.01, are slow and irregular; at I = 1 a quick ripple rides on slow waves; the last panel is
% the input, the same rhythm at three phases.
%
% </details>

%%
% The spectrum: how much of the activity goes on at which frequency. Strong input in addition.
disp('a run with I = 5 ...')
[~, x] = simulate(x0, T, dt, 1.5 * J_unit, 5, omega, theta);
rates_strong = tanh(x);

window = 0.5 - 0.5 * cos(2 * pi * (0:7999)' / 7999);  % soft ends keep the peaks narrow
frequencies = 2 * pi * (0:7999)' / (8000 * dt);
runs = {driven(0), driven(0.01), driven(1), rates_strong};
amplitudes = [0 0.01 1 5];
strokes = {'-', ':', '--', '-.'};
ax = axes('Parent', figure);
for k = 1:4
    d = deviations(runs{k});
    power = mean(abs(fft(window .* d)) .^ 2, 2);
    semilogy(ax, frequencies(2:170), power(2:170), strokes{k}, ...
        'DisplayName', sprintf('I = %g', amplitudes(k)))
    hold(ax, 'on')
    fprintf('I = %g: %.2f %% of the variance at omega = 2.5\n', ...
        amplitudes(k), 100 * shareAt(omega, d))
end
xlabel(ax, 'angular frequency (per membrane time constant)')
ylabel(ax, 'power, mean over units')
legend(ax, 'show')

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Power against angular frequency, on a logarithmic scale. Without input it falls steadily. With
% input a narrow peak stands at 2.5: barely above the slope at I = 0.01, tall at I = 1, and at I =
% 5 alone but for a smaller one at 7.5, the slope beneath being gone.
%
% </details>

%% [markdown]
% **2c, written (2 points).** Which rhythm do the units follow at $I=0$, $0.01$, $1$
% and $5$, and why does it depend on $I$? Support your answer with a number: compare the size of
% the oscillation that the input alone would cause in the current of an unconnected unit with the
% size of the current that the network makes by itself. At most six sentences.

%% [markdown]
% YOUR ANSWER HERE

%% [markdown]
% ## 2d  What the population does together
%
% *5 points; about 30 minutes. Lecture 1; to read: [Rajan, Abbott &
% Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
%
% Five hundred traces are too many to look at. But do they really do five hundred different
% things? A state is a point in a space with $N$ axes, and a run is a curve in it. If units vary
% together, the curve stays close to a plane or a space of few dimensions. Principal component
% analysis finds the directions in which it extends most: the first component is the direction of
% largest variance, the second the one of largest variance among the directions perpendicular to
% the first, and so on.
%
% Write four functions, by hand: `eig` or `svd` is allowed, `cov` and a ready-made `pca` are not.
% The rates `r` are $K$-by-$N$.
%
% 1. `covariance(r)` returns the covariance matrix of the units over time, $N$-by-$N$. Divide
%    by $K$ or by $K-1$, as you prefer.
% 2. `[variances, components] = principal_components(r)` returns two real arrays: the $N$ variances
%    along the components, in **descending** order, $N$-by-1, and the components as **columns** of
%    an $N$-by-$N$ matrix, of length 1 and perpendicular to each other. There are always $N$ of
%    them, also when $K<N$: the last variances are then zero up to round-off. The sign of a
%    component means nothing.
% 3. `project(r, components, k)` returns the coordinates of the run along the first `k`
%    components, $K$-by-$k$. Subtract each unit's mean over time first. (`components` is what
%    function 2 returns, but it may come from another run.)
% 4. `plot_state_space(r, components)` makes a new figure and returns its axes. It draws the
%    run as one line of $K$ points in the plane of the first two components: the first coordinate
%    to the right, the second upwards. Label both axes and give them the same scale.
%
% **Why it matters.** Population recordings are read in this way all over systems neuroscience:
% neural trajectories of movements, of decisions, of songs. A circle in the plane of two
% components is a population rhythm in which every neuron has its own phase, and you would not
% guess it from single neurons.
%
% **How to tell that you are right.** The variances sum to the trace of the covariance, and the
% covariance of all coordinates is diagonal, with the variances on it. Make up rates in which unit
% 2 does half of what unit 1 does, and nothing else happens: which components do you expect? Do
% not test with as many moments as units; a transposed matrix would not show.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% The covariance compares two units over time, so time is the axis that has to disappear in the
% product. Along its eigenvectors, and only along these, coordinates do not covary.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% A covariance matrix is symmetric, and for such matrices `eig` returns real numbers and
% perpendicular vectors. It does not promise an order: `[~, order] = sort(..., 'descend')` gives
% you one for both.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `variances(end:-1:1)` and `components(:, end:-1:1)` turn both around together; a coordinate is
% `(r - mean(r, 1)) * components(:, 1:k)`.
%
% </details>

%%
function C = covariance(r)
    % The covariance matrix of the units, N-by-N, of rates r, K-by-N.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function [variances, components] = principal_components(r)
    % The principal components of rates r, K-by-N.
    %
    % Returns the variances in descending order, N-by-1, and the components as columns, N-by-N.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function y = project(r, components, k)
    % Coordinates, K-by-k, of the centred rates r (K-by-N) along the first k components.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function ax = plot_state_space(r, components)
    % Draw the run r (K-by-N) as a line in the plane of the first two components.
    %
    % Makes a new figure and returns the handle of its axes.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% Four moments, three units: the second does half of what the first does, the third does nothing.
rise = [2; -2; 1; -1];
simple = [rise + 1, rise / 2 + 1, 5 * ones(4, 1)];

C = covariance(simple);
assert(isequal(size(C), [3 3]), 'one row and one column per unit: the covariance is over time')
assert(max(max(abs(C - C'))) < 1e-8 && max(abs(C(3, :))) < 1e-8, ...
    'the third unit does not vary at all')
assert(any(abs(C(1, 1) - [2.5, 10/3]) < 1e-6), 'subtract the mean over time of each unit')
assert(abs(C(1, 2) - C(1, 1) / 2) < 1e-6 && abs(C(2, 2) - C(1, 1) / 4) < 1e-6, ...
    'the second unit does half of what the first does')

%%
[variances, components] = principal_components(simple);
assert(numel(variances) == 3 && isequal(size(components), [3 3]), 'as many as there are units')
assert(isreal(variances) && isreal(components), 'nothing about them is complex')
assert(any(abs(variances(1) - [3.125, 12.5/3]) < 1e-6), ...
    'the first variance is the largest one; here it has everything that there is')
assert(max(abs(variances(2:3))) < 1e-8, 'along the other two components nothing happens')
assert(max(abs(abs(components(:, 1)) - [2; 1; 0] / sqrt(5))) < 1e-6, ...
    'the first component is a column: two parts of the first unit, one part of the second')
assert(max(max(abs(components' * components - eye(3)))) < 1e-6, 'length 1 and perpendicular')
[~, wide] = principal_components(simple');
assert(isequal(size(wide), [4 4]), '4 units at 3 moments: 4 components')

%%
inTurn = [0 0 1; 1 0 0; 0 1 0];  % units 2, 3, 1: columns
coordinates = project(simple, inTurn, 2);
assert(isequal(size(coordinates), [4 2]), 'one row per moment, one column per component')
assert(max(max(abs(coordinates - [rise / 2, zeros(4, 1)]))) < 1e-6, ...
    ['these two components are the second unit and the third, which stands still; without its ' ...
    'mean, the second is half of the wave'])

ax = plot_state_space(simple, inTurn);
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the figure and not a line')
curves = findobj(ax, 'Type', 'line');
assert(any(arrayfun(@(h) numel(get(h, 'XData')), curves) == 4), 'one point per moment')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
ratio = get(ax, 'DataAspectRatio');
assert(strcmp(get(ax, 'DataAspectRatioMode'), 'manual') && ratio(1) == ratio(2), ...
    'both axes need the same scale: axis equal')
close(get(ax, 'Parent'))

%%
% The same network without input, with some, and with strong input, after the first 20 time
% constants. Mind the numbers on the axes.
runs = {driven(0), driven(1), rates_strong};
amplitudes = [0 1 5];
for k = 1:3
    r = runs{k}(2002:end, :);
    [variances, components] = principal_components(r);
    share = 100 * sum(variances(1:2)) / sum(variances);
    title(plot_state_space(r, components), sprintf( ...
        'I = %g: this plane holds %.0f %% of the variance', amplitudes(k), share))
end

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Three curves in the plane of their first two components. Without input some wide turns that
% never close, at I = 1 a tangle with small loops in it, at I = 5 a circle, run through again and
% again.
%
% </details>

%% [markdown]
% ## 2e  How many dimensions?
%
% *4 points; about 20 minutes. Beyond the lecture; to read: [Rajan,
% Abbott & Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
%
% > **Predict first.** An input adds a rhythm to what the network does by itself. As its
% > amplitude grows from 0 to 5, does the number of dimensions rise or fall, where does it end,
% > and why just there? Draw the curve before you read on.
%
% Put a number to it. Two measures are in use. With the variances $l_1\ge l_2\ge\dots\ge l_N$
% along the principal components, write
%
% 1. `n_components(r, share)`: the smallest number $k\ge1$ of components whose variances together
%    reach the given share of the total, $l_1+\dots+l_k \ge \text{share}\cdot(l_1+\dots+l_N)$.
%    Round-off must not decide: count the share as reached when less than $10^{-10}$ of the total
%    is missing. Then `share = 1` gives the number of directions in which the rates move at all,
%    and `share = 0` gives 1. The argument `share` may be left out; then it is 0.9.
% 2. `participation_ratio(r)`: the number
%
%    $$\frac{\big(\sum_k l_k\big)^2}{\sum_k l_k^2}\,,$$
%
%    It needs no threshold. (What is it if $m$ components share all of the variance
%    equally?)
%
% The rates `r` are $K$-by-$N$, and at least one unit varies. Compute what you need within
% the function, without calling those of 2d.
%
% **Why it matters.** Dimensionality says how much a population can tell its readers, and it is
% measured in many laboratories. Watch what an input does to it.
%
% <details><summary><b>What 40 networks did</b></summary>
%
% Averaged over 40 networks like ours, the number of components for 90 % of the variance in the
% runs from $t=0$ to $100$ was
%
% | amplitude $I$ | 0 | 0.01 | 0.1 | 0.5 | 1 | 1.5 | 2 | 3 | 5 |
% |---|---|---|---|---|---|---|---|---|---|
% | mean of 40 | 8.8 | 8.8 | 8.9 | 10.4 | 9.2 | 7.2 | 4.7 | 2 | 2 |
% | smallest, largest | 4, 12 | 4, 12 | 4, 12 | 6, 13 | 6, 12 | 5, 10 | 3, 6 | 2, 2 | 2, 2 |
%
% The mean first **rises** a little, since a weak input adds directions of its own to a chaos that
% goes on. Then it falls to two: a sine and a cosine are all it takes to give every unit the same
% rhythm at its own phase. Notice how wide the ranges are. With a single network, as in most
% figures of this kind, you could report a rise, a fall or nothing below $I=1$. And the count
% depends on what you count: these runs contain their start, when all of it decays from `x0`. From
% $t=20$ to $100$ the means are 6.4 at $I=0$ and 7.8 at $I=0.5$, over a longer time they are
% larger; the rise is there in each case.
%
% </details>
%
% **How to tell that you are right.** Make up rates whose variances you know. Sine and cosine of
% the same amplitude over whole periods: both measures say 2. Off by one? Ask for a share of 0.5 of
% these.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% Sort the variances so that the largest comes first, and add up until the share is reached. The
% *position* at which something becomes true is not always the *number* of terms.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% `cumsum` adds up from the front, so which order must the variances have? `find(..., 1)` gives the
% first position at which something is true. For the participation ratio
% there is a way without eigenvalues: the sum of the $l_k$ is the trace of the covariance matrix
% $C$, and the sum of the $l_k^2$ is the trace of $C^2$.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `find(held >= share - 1e-10, 1)`, and `trace(C)^2 / sum(C(:).^2)`.
%
% </details>

%%
function k = n_components(r, share)
    % Smallest number of principal components that hold `share` of the variance of r, K-by-N.
    %
    % At least 1. What is missing by less than 1e-10 of the total counts as reached.
    if nargin < 2, share = 0.9; end

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
function d = participation_ratio(r)
    % (sum of variances)^2 / (sum of squared variances) along the components of r, K-by-N.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% Three independent signals with variances 6, 3 and 1, rotated among three units, and a fourth
% unit that stands still. The first two components hold exactly 90 %.
signals = [1 1 1; 1 -1 -1; -1 1 -1; -1 -1 1] .* sqrt([6 3 1]);
rotation = [2 -1 2; 2 2 -1; -1 2 2] / 3;
known = [signals * rotation + 5, 5 * ones(4, 1)];

assert(n_components(known) == 2, '6 and 3 of 10 reach 90 percent, up to round-off')
assert(n_components(known, 0.59) == 1, ...
    'the first component has 60 percent, so it is enough for 59')
assert(n_components(known, 0.61) == 2, ...
    'the first component has only 60 percent: 61 takes a second one')
assert(n_components(known, 1) == 3, 'three signals have everything, whatever round-off adds')
assert(n_components(known, 0) == 1, 'the smallest number is one')
assert(abs(participation_ratio(known) - 100 / 46) < 1e-6, '(6 + 3 + 1)^2 / (6^2 + 3^2 + 1^2)')

%%
% Dimensionality against drive, in three networks of 500 units. A larger step is good enough here.
drives = [0 0.25 0.5 1 1.5 2 3 5];
counts = zeros(3, numel(drives));
ratios = zeros(3, numel(drives));
for seed = 1:3
    rng(seed)
    ownJ = 1.5 / sqrt(500) * randn(500);
    ownTheta = 2 * pi * rand(500, 1);
    ownX0 = randn(500, 1);
    for k = 1:numel(drives)
        [~, x] = simulate(ownX0, 100, 0.05, ownJ, drives(k), 2.5, ownTheta);
        counts(seed, k) = n_components(tanh(x));
        ratios(seed, k) = participation_ratio(tanh(x));
    end
    fprintf('network %d: components to 90 %%: %s\n', seed, num2str(counts(seed, :)))
end

fig = figure;
numbers = {counts, ratios};
labels = {'components to 90 %', 'participation ratio'};
for panel = 1:2
    ax = subplot(1, 2, panel, 'Parent', fig);
    n = numbers{panel};
    plot(ax, drives, n(1, :), 'o-', drives, n(2, :), 's--', drives, n(3, :), '^:')
    ylim(ax, [0, 1.1 * max(numbers{panel}(:))])
    xlabel(ax, 'amplitude of the input')
    ylabel(ax, labels{panel})
    title(ax, 'three networks, g = 1.5')
end

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Two panels against the amplitude of the input, three networks each. Below I = 1 the three
% networks differ more than the amplitude matters; above it all curves fall, and from I = 3 on
% both measures are at two.
%
% </details>

%% [markdown]
% ## 2f  Chaos, measured
%
% *4 points, and 2 for the written part; about 35 minutes.
% Beyond the lecture; to read: [Sompolinsky, Crisanti & Sommers
% 1988](https://doi.org/10.1103/PhysRevLett.61.259), [Benettin et al.
% 1980](https://doi.org/10.1007/BF02128236),
% [Bertschinger & Natschläger 2004](https://doi.org/10.1162/089976604323057443),
% [Sussillo & Abbott 2009](https://doi.org/10.1016/j.neuron.2009.07.018).*
%
% Irregular is not the same as chaotic. Chaos means that *small differences grow*: two copies of
% the network that start almost in the same state, and hear the same input, drift apart
% exponentially. Watch pairs of copies that start one part in a hundred million apart:

%%
gains = [0.8 1.5 3];
strokes = {':', '--', '-'};
ax = axes('Parent', figure);
for g = gains
    [t, x] = simulate(x0, 100, 0.05, g * J_unit);
    [~, other] = simulate(x0 * (1 + 1e-8), 100, 0.05, g * J_unit);
    distance = sqrt(sum((x - other) .^ 2, 2));
    semilogy(ax, t, distance, strokes{gains == g}, 'DisplayName', sprintf('g = %g', g))
    hold(ax, 'on')
    fprintf('g = %g: distance %.0e at t = 0 and %.0e at t = 100\n', g, distance(1), distance(end))
end
xlabel(ax, 'time (membrane time constants)')
ylabel(ax, 'distance of two copies')
legend(ax, 'show')

%% [markdown]
% The distance falls at g = 0.8, creeps upwards at 1.5, and climbs steeply at 3, until the two copies are as far apart as the activity allows.
%
% **A common slip.** Large or irregular activity is no sign of chaos; the two copies are.
%
% On this scale, exponential growth is a straight line. Its slope, averaged over a long time, is
% the leading **Lyapunov exponent**: positive means chaos, negative means that the network
% forgets where it started. But the growth must end when the distance is as large as the activity
% itself. So make the difference infinitely small. An infinitesimal difference $v$ between two
% copies obeys the linearised dynamics along the path $x(t)$, with the Jacobian that you found in
% 1c:
%
% $$\frac{dv_i}{dt} \;=\; -v_i + \sum_j J_{ij}\,\big(1-\tanh^2 x_j(t)\big)\,v_j .\qquad(3)$$
%
% Because (3) is linear, the size of $v$ does not matter, only its growth. You may shorten $v$
% whenever you like, as long as you remember the factor.
%
% Write `lyapunov_exponent(J, x0, T, dt, I, omega, theta)`, which returns the leading exponent. The
% last three arguments may be left out, as in 2a.
%
% 1. Start at the state `x0` with $v$ = `randn(N, 1)`; draw nothing else.
% 2. Make `round(T / dt)` Euler steps of (1), with the input, and of (3). In each step, both take
%    everything at the beginning of the step: $v$ uses the slopes at the *old* $x$.
% 3. Do not count the first half of the steps, `floor(round(T / dt) / 2)` of them. Meanwhile $x$
%    settles and $v$ turns into the direction that grows fastest.
% 4. The result is the logarithm (base $e$) of the growth of the length of $v$ over the rest of
%    the steps, divided by the **time** that they took.
%
% Also for $T=2000$, over which $v$ may shrink by a factor of $e^{-2000}$ (what is
% `exp(-2000)`?). Write out the step here, without calling `simulate`.
%
% **Why it matters.** The exponent says how long a network can remember a difference and how far
% ahead it can be predicted: at $\lambda=0.2$ a difference grows $e$-fold every 5 membrane time
% constants. Networks near zero, at the "edge of chaos", have been proposed as the best substrate
% for computation (Bertschinger & Natschläger 2004); others begin well inside chaos and tame it by
% learning (Sussillo & Abbott 2009).
%
% **How to tell that you are right.** In a silent network the path rests at zero, so the exponent
% is the largest real part of the eigenvalues of $J$, minus 1, which `eig` tells you
% (up to 0.02 for $T=200$, $g=0.5$). The slope of the figure above should agree with your function
% for the same gain, roughly. And doubling $T$, or halving $dt$, should change the answer little;
% an answer that halves is a growth per step, or a sum.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% Only the growth of $v$ counts, so make it short again after every step, and remember by how much.
% Logarithms of factors add up.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% Divide $v$ by its length after every step, and add up the logarithms of these lengths. Which of
% the two must be updated first if both need the old $x$?
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% `v + dt * (-v + J * ((1 - tanh(x).^2) .* v))`, before `x` moves; and at the end divide by
% `(steps - floor(steps / 2)) * dt`.
%
% </details>

%%
function lambda = lyapunov_exponent(J, x0, T, dt, I, omega, theta)
    % The leading Lyapunov exponent of the network, per time constant, from the state x0, N-by-1.
    %
    % T is the whole duration, of which the first half is not counted. randn draws the first
    % perturbation.
    if nargin < 5, I = 0; end
    if nargin < 6, omega = 2.5; end
    if nargin < 7, theta = 0; end

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
rng(1)
assert(abs(lyapunov_exponent(zeros(2), [1; 2], 2000, 0.1) + 1.05) < 0.02, ...
    ['without connections differences leak away, at rate -1 (-1.05 with Euler steps of 0.1), ' ...
    'and over such a long time v has to be shortened or lengthened again and again'])
assert(abs(lyapunov_exponent([0.5 0; 0 -1], [0.1; 0.1], 40, 0.02) + 0.5) < 0.02, ...
    'at rest the difference that lasts longest counts: here it decays at rate 0.5 - 1')
assert(abs(lyapunov_exponent(2, 0.01, 40, 0.02) + 0.83) < 0.02, ...
    ['this unit leaves silence in the first half, which is not counted, and settles near ' ...
    'x = 1.9; there the slope of tanh is 0.083, so the rate is -1 + 2 * 0.083'])
assert(abs(lyapunov_exponent(2, 0.01, 40, 0.02, 5) + 0.285) < 0.05, ...
    'the input swings the unit through zero, where its slope is steep: -0.285 on average')

%%
% The network of this notebook: what does an input do to its chaos?
for amplitude = [0 1 2 5]
    rng(2)
    exponent = lyapunov_exponent(1.5 * J_unit, x0, 200, 0.05, amplitude, omega, theta);
    fprintf('N = 500, g = 1.5, I = %g: exponent %+.3f\n', amplitude, exponent)
end

%%
% Exponent against gain, in small and larger networks, beside the theory for infinitely many units.
theoryGains = [0.4 1.0 1.1 1.2 1.3 1.4 1.5 1.75 2.0 2.5 3.0];
theory = [-0.6 0.0 0.004 0.012 0.022 0.034 0.047 0.080 0.112 0.176 0.236];
gains = [0.5 0.8 1.0 1.5 2.0 3.0];

sizes = [100 300];
marks = {'r.-', 'b.-'};
ax = axes('Parent', figure);
hold(ax, 'on')
for s = 1:2
    rng(4)
    for network = 1:3
        ownJ = randn(sizes(s)) / sqrt(sizes(s));
        ownX0 = randn(sizes(s), 1);
        found = zeros(size(gains));
        for k = 1:numel(gains)
            found(k) = lyapunov_exponent(gains(k) * ownJ, ownX0, 150, 0.05);
        end
        curve = plot(ax, gains, found, marks{s}, 'DisplayName', sprintf('N = %d', sizes(s)));
        if network > 1
            set(curve, 'HandleVisibility', 'off')  % one entry of the legend is enough
        end
        fprintf('N = %d, network %d: exponents %s\n', sizes(s), network, num2str(found, ' %.3f'))
    end
end
plot(ax, theoryGains, theory, 'k-', 'LineWidth', 2, 'DisplayName', 'infinitely many units')
plot(ax, [0.4 3], [0 0], 'k:', 'HandleVisibility', 'off')
xlabel(ax, 'gain g')
ylabel(ax, 'leading Lyapunov exponent')
legend(ax, 'Location', 'northwest')

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>
%
% Leading exponent against gain: three networks of 100, three of 300 and the theory (the thick
% black line), which rises to zero at g = 1 and on from there, less steeply. The networks follow
% it from about -0.5 upwards and mostly stay below it from g = 1 on, the small ones further and
% with a wider spread.
%
% </details>

%% [markdown]
% **2f, written (2 points).** Five groups each simulate *one* network with $N=100$ and
% $g=1.5$ and report the exponents $-0.09$, $0.02$, $-0.03$, $0.01$ and $-0.15$. "The theory
% promises chaos above $g=1$," they write, "and it is wrong." What do you reply, and what should
% they measure before they judge? At most six sentences. (Look at the figure. You may also count
% how many eigenvalues of $J$ lie to the right of 1, with your tools of Problem 1.)

%% [markdown]
% YOUR ANSWER HERE

%% [markdown]
% ## 2g  The best rhythm to silence chaos
%
% *3 points, and 2 for the written part; about 30 minutes.
% Beyond the lecture; to read: [Rajan, Abbott & Sompolinsky
% 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
%
% A strong input ends the chaos. How strong must it be, and does its frequency matter? The
% critical amplitude $I_c(\omega)$ is the amplitude from which on the network is not chaotic any
% more. Rajan, Abbott & Sompolinsky (2010) found it by a theory for infinitely many units; the
% black curve in the figure below is what their equations give for our tanh.
%
% Write `critical_amplitude(omega, J, x0, theta, amplitudes, T, dt)`, which searches for it on a
% grid: for each of the `amplitudes`, in ascending order, find the leading Lyapunov exponent of the
% network `J` (which has the gain in it) with an input of this amplitude and of angular frequency
% `omega`, by the recipe of 2f: Euler steps from `x0`, half of the steps not counted. Return the
% smallest amplitude **from which on the exponent is negative for all amplitudes that follow**,
% itself included. If the last exponent is not negative, return `Inf`.
%
% - Draw one perturbation `randn(N, 1)` and use the same one for every amplitude. Draw
%   nothing else.
% - `theta` is a number or a column, $N$-by-1.
% - Do not call `lyapunov_exponent`: copy what you need from it, so that this function stands on
%   its own. (You can also let all amplitudes run side by side, as the columns of one matrix. Then
%   one matrix product serves all of them, and the cells below take seconds.)
%
% **Why it matters.** A stimulus that silences the internal chaos makes responses reliable: the
% network does the same in every trial. That this is easiest at a certain rhythm is a prediction
% for experiments, and it is not what a single neuron would tell you: a membrane prefers the
% slowest input.
%
% **How to tell that you are right.** At $g=1.5$, an input with $\omega=2.5$ must be much stronger
% than one with $\omega=0.25$. But single networks vary a lot, and small ones may not be chaotic
% without any input, in which case $I_c$ on your grid is its first value. So average: over 60
% networks of 200 units ($T=200$, $dt=0.1$) we found a mean of 1.7 at $\omega=2.5$ and 0.3 at
% $\omega=0.25$, with standard deviations of 1.0 and 0.3 between networks.
%
% <details><summary><b>Hint 1: the idea</b></summary>
%
% Exponents need not fall steadily with the amplitude: a weak input can calm the network and a
% stronger one wake it up. Look for the *last* amplitude whose exponent is not negative; the one
% after it is the answer.
%
% </details>
% <details><summary><b>Hint 2: the tool</b></summary>
%
% Exponents need not fall steadily with the amplitude: a weak input can calm the network and a
% stronger one wake it up. Look for the *last* amplitude whose exponent is not negative; the one
% after it is the answer.
%
% </details>
% <details><summary><b>Hint 3: the line</b></summary>
%
% With `last = find(growth >= 0, 1, 'last')`: number 1 if it is empty, else `last + 1`, and `Inf`
% if that is past the end.
%
% </details>

%%
function a = critical_amplitude(omega, J, x0, theta, amplitudes, T, dt)
    % The smallest of the ascending amplitudes from which on the leading exponent is negative.
    %
    % Inf if the exponent at the largest amplitude is not negative.

    % YOUR CODE HERE
    error('No Answer Given!')
end

%%
% A unit that excites itself and starts exactly at zero: it stays there, on the mountain top, and
% differences grow. Any input pushes it down to one side, where they shrink.
rng(1)
assert(critical_amplitude(1, 2, 0, 0, [0 1 3], 40, 0.05) == 1, ...
    'the exponent is negative from the second amplitude on')
assert(critical_amplitude(1, 2, 0, 0, 0, 40, 0.05) == Inf, ...
    'if the last exponent is not negative, the critical amplitude is not on the grid: Inf')
assert(critical_amplitude(1, zeros(2), [1; 1], 0, [0.5 1], 40, 0.05) == 0.5, ...
    'without connections every exponent is negative, so the first amplitude is the answer')

%%
% Four frequencies, three networks of 200 units, beside the theory for infinitely many units.
theoryOmega = [0.02 0.05 0.1 0.15 0.2 0.25 0.4 0.5 0.75 1.0 1.5 2.5 5.0];
theoryI = [0.53 0.49 0.45 0.43 0.44 0.46 0.59 0.70 0.96 1.22 1.72 2.68 5.13];
levels = [0 0.25 0.5 0.75 1 1.5 2 2.5 3 4];
omegas = [0.15 0.5 1.0 2.5];

critical = zeros(3, numel(omegas));
for network = 1:3
    rng(network)
    ownJ = 1.5 / sqrt(200) * randn(200);
    ownTheta = 2 * pi * rand(200, 1);
    ownX0 = randn(200, 1);
    for k = 1:numel(omegas)
        critical(network, k) = ...
            critical_amplitude(omegas(k), ownJ, ownX0, ownTheta, levels, 200, 0.1);
    end
    fprintf('network %d: critical amplitudes %s at omega = %s\n', ...
        network, num2str(critical(network, :), ' %g'), num2str(omegas, ' %g'))
end

ax = axes('Parent', figure);
semilogx(ax, theoryOmega, theoryI, 'k-', omegas, critical', 'b.', omegas, mean(critical, 1), 'bo')
xlim(ax, [0.018 3])
ylim(ax, [-0.1 3.2])
xlabel(ax, 'angular frequency of the input')
ylabel(ax, 'critical amplitude')
title(ax, {'g = 1.5: above the curve (theory, infinitely many units) the input wins', ...
    'dots: networks of 200 units; circles: their mean'})

%% [markdown]
% Two honest remarks about this figure. Most points lie below the curve, because networks of 200
% units are less chaotic than the theory's (2f). And the *minimum* of the curve, near
% $\omega=0.15$, is shallow: three networks cannot show it, twenty of this size did not either,
% and a sweep that starts at $\omega=0.25$ sees only a curve that rises. What the points do show
% is that fast inputs must be much stronger.
%
% **2g, written (2 points).** According to the theory, chaos is silenced most easily
% at an intermediate frequency. Why not at the highest? And why could the very slowest input be
% less effective than a slow one? One argument for each side is enough; for the second, imagine
% the input so slow that it is constant for a long time, with another value in each unit. At most
% six sentences.

%% [markdown]
% YOUR ANSWER HERE

%% [markdown]
% ## References
%
% - G. Benettin, L. Galgani, A. Giorgilli, and J.-M. Strelcyn. Lyapunov characteristic exponents
%   for smooth dynamical systems and for Hamiltonian systems; a method for computing all of them.
%   *Meccanica*, 15:9–30, 1980. [doi:10.1007/BF02128236](https://doi.org/10.1007/BF02128236).
% - N. Bertschinger and T. Natschläger. Real-time computation at the edge of chaos in recurrent
%   neural networks. *Neural Computation*, 16:1413–1436, 2004.
%   [doi:10.1162/089976604323057443](https://doi.org/10.1162/089976604323057443).
% - M. M. Churchland, B. M. Yu, J. P. Cunningham, and others. Stimulus onset quenches neural
%   variability: a widespread cortical phenomenon. *Nature Neuroscience*, 13:369–378, 2010.
%   [doi:10.1038/nn.2501](https://doi.org/10.1038/nn.2501).
% - Z. F. Mainen and T. J. Sejnowski. Reliability of spike timing in neocortical neurons.
%   *Science*, 268:1503–1506, 1995.
%   [doi:10.1126/science.7770778](https://doi.org/10.1126/science.7770778).
% - K. Rajan, L. F. Abbott, and H. Sompolinsky. Stimulus-dependent suppression of chaos in
%   recurrent neural networks. *Physical Review E*, 82:011903, 2010.
%   [doi:10.1103/PhysRevE.82.011903](https://doi.org/10.1103/PhysRevE.82.011903).
% - H. Sompolinsky, A. Crisanti, and H.-J. Sommers. Chaos in random neural networks. *Physical
%   Review Letters*, 61:259–262, 1988.
%   [doi:10.1103/PhysRevLett.61.259](https://doi.org/10.1103/PhysRevLett.61.259).
% - D. Sussillo and L. F. Abbott. Generating coherent patterns of activity from chaotic neural
%   networks. *Neuron*, 63:544–557, 2009.
%   [doi:10.1016/j.neuron.2009.07.018](https://doi.org/10.1016/j.neuron.2009.07.018).
