%% [markdown]
% # Problem 1: Fixed points and stability

%%
% Everything below needs MATLAB (R2024a or newer for this script, R2021a or newer for the notebook)
% or GNU Octave, and no toolbox or package.
close all

%% [markdown]
% ## 1a  Fixed points of a linear network

%%
function B = linear_fixed_points(J)
    % All fixed points of the linear network, phi(x) = x and h = 0.
    %
    % J is N-by-N. B is a real N-by-k matrix whose columns are a basis of the fixed points;
    % k = 0 if the origin is the only one.

    B = null(J);
end

%%
silent = linear_fixed_points(zeros(3));
assert(isequal(size(silent), [3 0]), ...
    'without connections every current leaks away: only the origin is left, so the size is 3-by-0')

% The first neuron excites itself just strongly enough to make up for its leak.
holding = linear_fixed_points(diag([1, 0.5, -1]));
assert(isequal(size(holding), [3 1]), 'this network has one line of fixed points: one column')
assert(abs(holding(1)) > 0.1 && all(abs(holding(2:3)) < 1e-8), ...
    'only the first neuron can hold its current; the other two must be at zero')
assert(isequal(size(linear_fixed_points([1 1; 0 1])), [2 1]), ...
    'the two coupled neurons of the text have exactly one direction of fixed points')

%% [markdown]
% **1a, written (1 point).** For which matrices $J$ is the origin the only fixed

%% [markdown]
% It depends on the eigenvalues of J, as the figure above shows.

%% [markdown]
% ## 1b  The velocity

%%
function v = velocity(x, J, phi, h)
    % The right-hand side of (1): dx/dt of each neuron, N-by-1.
    %
    % x is a state, N-by-1; J is N-by-N and J(i, j) leads from j to i; phi acts on each element;
    % the input h is a number or N-by-1.
    if nargin < 3, phi = @tanh; end
    if nargin < 4, h = 0; end

    v = -x + J' * phi(x) + h;
end

%%
% One connection of strength 2, from the second neuron to the first.
oneWay = [0 2; 0 0];
state = [0; 1];

v = velocity(state, oneWay);
assert(isequal(size(v), [2 1]), 'one velocity per neuron: a column, 2-by-1')
assert(abs(v(2) + 1) < 1e-6, 'the second neuron hears nobody: its current only leaks, at rate -1')
assert(abs(v(1) - 1.5231884) < 1e-6, ...
    ['the first neuron has no current to leak; it hears twice the *rate* of the second, ' ...
    '2 tanh(1)'])
assert(max(abs(velocity(state, oneWay, @cos) - [2 * cos(1); -1])) < 1e-6, ...
    'another phi must be used when it is handed in')
assert(max(abs(velocity(state, oneWay, @tanh, [10; 20]) - [11.5231884; 19])) < 1e-6, ...
    'the input is added to each neuron''s velocity as it is, outside of phi')

%% [markdown]
% ## 1c  The Jacobian

%%
function A = jacobian(x, J)
    % The Jacobian of (1) with phi = tanh at the state x, N-by-N.
    %
    % Entry (i, k) is the change of neuron i's velocity per small change of neuron k's current.

    % d/dx_k of -x_i + sum_j J_ij tanh(x_j): the leak gives -1 if i = k, and of the sum only the
    % term j = k depends on x_k. Its derivative is J_ik tanh'(x_k), with tanh' = 1 - tanh^2.
    slope = 1 - tanh(x) .^ 2;

    % The slope belongs to the sender k, so it scales column k. A row times a matrix, element by
    % element, scales the columns: this is J * diag(slope) without building the diagonal matrix.
    A = -eye(numel(x)) + J .* slope.';
end

%%
A = jacobian([0.7; -0.3], [0 2; 0 0]);
assert(isequal(size(A), [2 2]), 'one row and one column per neuron')
assert(all(abs(diag(A) + 1) < 1e-6), ...
    'no neuron of this pair excites itself: only the leak is left')
assert(abs(A(2, 1)) < 1e-8, 'nothing leads from the first neuron to the second')
assert(abs(A(1, 2) - 1.830274) < 1e-5, ...
    ['a nudge of the second neuron reaches the first through a connection of strength 2, ' ...
    'weakened by the slope of tanh at the current of the neuron that sends'])
saturated = jacobian([-30; -30; -30], ones(3));
assert(max(max(abs(saturated + eye(3)))) < 1e-6, ...
    'saturated neurons pass nothing on, at the negative end either: only the leak is left')

%%
% Nudge one neuron at a time, and compare with your Jacobian. Round-off leaves about 1e-9.
rng(1)
J = randn(6);
x = randn(6, 1);
nudge = 1e-6;
measured = zeros(6);
for k = 1:6
    push = zeros(6, 1);
    push(k) = nudge;
    measured(:, k) = (velocity(x + push, J) - velocity(x - push, J)) / (2 * nudge);
end
difference = max(max(abs(measured - jacobian(x, J))));
fprintf('largest difference from the measured Jacobian: %.1e\n', difference)

%% [markdown]
% ## 1d  Is silence stable?

%%
function yes = is_stable(J)
    % True if the origin of the tanh network without input attracts all states near it.
    %
    % J is N-by-N, not necessarily symmetric. On the border, the answer is false.

    yes = max(abs(eig(J))) < 1;
end

%%
assert(is_stable(zeros(2)), 'without connections every current leaks away: stable')
assert(is_stable(0.5), 'self-excitation that is weaker than the leak: stable')
assert(~is_stable(2), 'self-excitation that is stronger than the leak: unstable')
assert(is_stable(-3), 'self-inhibition helps the leak: stable, however strong it is')

%% [markdown]
% **1d, written (2 points).** In at most six sentences: what do the eigenvalues of the

%% [markdown]
% It depends on the eigenvalues of J, as the figure above shows.

%% [markdown]
% ## 1e  The spectrum of a random network

%%
function J = random_connectivity(N, g)
    % A random matrix, N-by-N: independent normal entries, mean 0, variance g^2 / N.
    %
    % It draws with randn and does not call rng.

    J = sqrt(g / N) * randn(N);
end

%%
function lambda = spectrum(J)
    % The eigenvalues of J, N-by-1, in any order.

    % J is not symmetric, so its eigenvalues may be complex; J is real, so those come in conjugate
    % pairs, and the picture is symmetric about the real axis.
    lambda = eig(J);
end

%%
function ax = plot_spectrum(J, g)
    % Draw the eigenvalues of J beside the circle of radius g and the line Re = 1.
    %
    % Makes a new figure and returns the handle of its axes.

    lambda = spectrum(J);
    angle = linspace(0, 2 * pi, 201);
    top = 1.05 * max([g; 1; abs(imag(lambda))]);

    ax = axes('Parent', figure);
    hold(ax, 'on')
    plot(ax, real(lambda), imag(lambda), '.', 'DisplayName', 'eigenvalues')
    plot(ax, g * cos(angle), g * sin(angle), 'k-', 'DisplayName', sprintf('radius g = %g', g))
    plot(ax, [1 1], [-top top], 'r--', 'DisplayName', 'Re = 1')
    axis(ax, 'equal')  % otherwise the disk becomes an ellipse
    xlabel(ax, 'real part')
    ylabel(ax, 'imaginary part')
    legend(ax, 'Location', 'eastoutside')  % beside the disk, not on top of it
end

%%
rng(7)
drawn = random_connectivity(200, 0.8);
rng(7)
again = random_connectivity(200, 0.8);
assert(isequal(size(drawn), [200 200]), 'one entry for each pair of neurons')
assert(isequal(drawn, again), 'the same seed before the call must give the same matrix')
assert(abs(mean(drawn(:))) < 0.002, 'the entries have mean zero')
assert(abs(200 * var(drawn(:)) / 0.8^2 - 1) < 0.04, 'the variance of the entries is g^2 / N')

rng(7)
first = random_connectivity(5, 1);
second = random_connectivity(5, 1);
assert(~isequal(first, second), 'two draws in a row must differ: do not call rng in the function')

%%
% Two neurons that chase each other around a circle: the eigenvalues are +2i and -2i.
turning = spectrum([0 -2; 2 0]);
assert(isequal(size(turning), [2 1]), 'one eigenvalue per neuron, and no eigenvectors')
assert(max(abs(sort(imag(turning)) - [-2; 2])) < 1e-6 && max(abs(real(turning))) < 1e-6, ...
    'this pair has the eigenvalues +2i and -2i')

%%
ax = plot_spectrum([0 -2; 2 0], 2);
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the figure and not a curve')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
ratio = get(ax, 'DataAspectRatio');
assert(strcmp(get(ax, 'DataAspectRatioMode'), 'manual') && ratio(1) == ratio(2), ...
    'both axes need the same scale: axis equal')
close(get(ax, 'Parent'))

%% [markdown]
% > **Predict first.** Where will the 200 eigenvalues lie at $g=0.8$: how far out, how evenly,

%%
% The picture of this question. Run it again with g = 0.5, g = 1.5, and another seed.
rng(0)
J = random_connectivity(200, 0.8);
ax = plot_spectrum(J, 0.8);
answers = {'no', 'yes'};
title(ax, sprintf('N = 200, g = 0.8: is silence stable? %s', answers{1 + is_stable(J)}))

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>

%% [markdown]
% ## 1f  A fixed point of a nonlinear network

%%
function x = find_fixed_point(J, phi, x0)
    % A fixed point of (1) without input, N-by-1, searched from the state x0, N-by-1.
    %
    % Ends with an error unless every |dx_i/dt| at the point is below 1e-8.

    % A fixed point is a root of the velocity. (velocity(x, J, phi) of 1b would do as well; written
    % out, this function stands on its own.)
    motion = @(x) -x + J * phi(x);

    % Newton's method: replace the velocity by its tangent, jump to where that vanishes, repeat. It
    % finds unstable fixed points as well as stable ones. (Letting the network run until it rests
    % would find only the stable ones.) In Octave, or with the Optimization Toolbox, the loop could
    % be one line: x = fsolve(motion, x0, optimset('TolX', 1e-12, 'TolFun', 1e-12));
    x = x0;
    for jumps = 1:500
        v = motion(x);
        if max(abs(v)) < 1e-13
            break
        end
        slope = (phi(x + 1e-6) - phi(x - 1e-6)) / 2e-6;  % of any phi that is handed in
        x = x + (eye(numel(x)) - J .* slope.') \ v;
    end

    % Look at the residual, whatever the solver thinks of itself. (A test such as
    % "max(abs(v)) > 1e-8" would let NaN pass.)
    if ~(max(abs(motion(x))) < 1e-8)
        error('rnn:noFixedPoint', ...
            'no fixed point found from this start: the velocity did not vanish')
    end
end

%%
function ax = plot_fixed_point(x)
    % Draw a histogram of the components of x, N-by-1, as counts.
    %
    % Makes a new figure and returns the handle of its axes.

    % (In MATLAB, histogram(ax, x, 10) is shorter. Octave 7 does not have it.)
    [counts, middles] = hist(x, 10);
    ax = axes('Parent', figure);
    bar(ax, middles, counts, 1)
    xlabel(ax, 'current x_i at the fixed point')
    ylabel(ax, 'number of neurons')
end

%%
positivePhi = @(x) (tanh(x) + 1) / 2;  % rates between 0 and 1: the phi_+ of the text

% One connection of strength 2, from the second neuron to the first. The second hears nobody and
% rests at 0, where its rate is one half; so the first rests at 2 times one half.
xStar = find_fixed_point([0 2; 0 0], positivePhi, [0.3; -0.8]);
assert(isequal(size(xStar), [2 1]), 'one current per neuron')
assert(max(abs(xStar - [1; 0])) < 1e-7, 'this pair rests at x = (1, 0)')

% One neuron with tanh that excites itself: w tanh(x) = x has three solutions, and any will do.
xStar = find_fixed_point(1.5, @tanh, 2);
assert(abs(1.5 * tanh(xStar) - xStar) < 1e-8, 'the velocity must be below 1e-8')

%%
ax = plot_fixed_point(linspace(-1, 1, 40)');
assert(isscalar(ax) && isgraphics(ax, 'axes'), 'return the axes, not the bars and not the figure')
assert(~isempty(get(ax, 'Children')), 'the axes are empty')
assert(~isempty(get(get(ax, 'XLabel'), 'String')) && ~isempty(get(get(ax, 'YLabel'), 'String')), ...
    'both axes need a label')
close(get(ax, 'Parent'))

%%
% One network, five starts that get wilder and wilder, two kinds of neurons.
rng(0)
J = random_connectivity(50, 0.8);
starts = randn(50, 5) .* [0.1 1 1 3 10];

names = {'positive phi', 'tanh'};
phis = {positivePhi, @tanh};
for n = 1:2
    found = zeros(50, 5);
    residual = 0;
    for k = 1:5
        found(:, k) = find_fixed_point(J, phis{n}, starts(:, k));
        residual = max(residual, max(abs(velocity(found(:, k), J, phis{n}))));
    end
    spread = max(max(found, [], 2) - min(found, [], 2));  % of the neuron where it is largest
    fprintf('%s: residual %.0e, spread %.0e, std of x %.3f\n', ...
        names{n}, residual, spread, std(found(:, 1), 1))
end

ax = plot_fixed_point(find_fixed_point(J, positivePhi, starts(:, 1)));
title(ax, 'The fixed point with positive rates, N = 50, g = 0.8')

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>

%% [markdown]
% **1f, written (2 points).** Is the fixed point that you found for $\phi_+$ the only

%% [markdown]
% It depends on the eigenvalues of J, as the figure above shows.

%% [markdown]
% ## 1g  Currents or rates?

%%
function x = currents_from_rates(r, J, h)
    % The currents x of (1) that belong to the rates r of (2).
    %
    % r is a state, N-by-1, or a trajectory, T-by-N; h is a number or N-by-1. The result has the
    % size of r.

    % For one state this is J r + h. In a trajectory the states are rows, and (J r)' = r' J'; the
    % input becomes a row, too, so that it is added to every moment.
    if isequal(size(r), [size(J, 1), 1])
        x = J * r + h;
    else
        x = r * J.' + h(:).';
    end
end

%%
function r = rates_from_currents(x, J, h)
    % The rates r of (2) that belong to the currents x of (1); J is invertible.
    %
    % x is a state, N-by-1, or a trajectory, T-by-N; h is a number or N-by-1. The result has the
    % size of x.

    % Undo the translation: J r = x - h. The backslash solves for one state, J \ (x - h). In a
    % trajectory the states are rows, r J' = x - h', and the slash solves from the right.
    if isequal(size(x), [size(J, 1), 1])
        r = J \ (x - h);
    else
        r = (x - h(:).') / J.';
    end
end

%%
pair = [1 2; 0 1];
drive = [10; 20];
path3 = [3 1; 0 -1; 0.5 0.25];  % three moments in the life of two neurons

assert(isequal(size(currents_from_rates([3; 1], pair, drive)), [2 1]), ...
    'a state comes back as a state: a column')
assert(max(abs(currents_from_rates([3; 1], pair, drive) - [15; 21])) < 1e-6, ...
    ['the first neuron hears 1 * 3 + 2 * 1 and the input 10; the second hears 1 * 1 and the ' ...
    'input 20'])
assert(max(abs(rates_from_currents([15; 21], pair, drive) - [3; 1])) < 1e-6, ...
    'the way back must undo the way there')
assert(isequal(size(currents_from_rates(path3, pair, drive)), [3 2]), ...
    'a trajectory comes back as a trajectory')
assert(max(max(abs(currents_from_rates(path3, pair, drive) - [15 21; 8 19; 11 20.25]))) < 1e-6, ...
    'in a trajectory every row is translated by itself')
back = rates_from_currents(currents_from_rates(path3, pair, 0.5), pair, 0.5);
assert(max(max(abs(back - path3))) < 1e-6, ...
    'there and back must also work for a trajectory, and for an input that is a number')

%%
% Run both models with the same small steps, and translate the rates into currents.
rng(3)
N = 50;
dt = 0.05;
steps = 600;
J = random_connectivity(N, 1.5);
h = 0.2 * randn(N, 1);

r = zeros(steps, N);
x = zeros(steps, N);
r(1, :) = 2 * rand(1, N) - 1;
x(1, :) = currents_from_rates(r(1, :)', J, h);
for k = 1:steps - 1
    rates = r(k, :)';
    r(k + 1, :) = rates + dt * (-rates + tanh(currents_from_rates(rates, J, h)));
    x(k + 1, :) = x(k, :)' + dt * velocity(x(k, :)', J, @tanh, h);
end

translated = currents_from_rates(r, J, h);
fprintf('largest difference: %.1e\n', max(max(abs(x - translated))))
time = dt * (0:steps - 1)';
ax = axes('Parent', figure);
plot(ax, time, x(:, 1:3), 'LineWidth', 4)
hold(ax, 'on')
plot(ax, time, translated(:, 1:3), 'k--', 'LineWidth', 1)
xlabel(ax, 'time (membrane time constants)')
ylabel(ax, 'current of three neurons')
title(ax, 'Colours: equation (1). Dashes: equation (2), translated.')

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>

%% [markdown]
% **1g, written (2 points).** Show that if $r(t)$ solves (2) with constant $h$, then

%% [markdown]
% It depends on the eigenvalues of J, as the figure above shows.

%% [markdown]
% ## 1h  Excitation and inhibition

%%
function J = ei_connectivity(N, f, sE, sI, m, balanced)
    % A random N-by-N matrix with excitatory columns first, round(f * N) of them, then inhibitory.
    %
    % Variances sE^2 / N and sI^2 / N, means m / sqrt(N) and -f m / ((1 - f) sqrt(N)), by column.
    % If balanced, each row of the random part (without the means) sums to zero.
    if nargin < 6, balanced = true; end

    e = (1:N) <= round(f * N);
    J = randn(N) .* (sE * e + sI * ~e) / sqrt(N) ...
        + (m * e - f * m / (1 - f) * ~e) / sqrt(N);
end

%%
meansOnly = ei_connectivity(10, 0.8, 0, 0, 1);
assert(isequal(size(meansOnly), [10 10]), 'one entry for each pair of neurons')
assert(max(max(abs(meansOnly(:, 1:8) - 0.3162278))) < 1e-6, ...
    'the first 8 of 10 columns excite: m / sqrt(N)')
assert(max(max(abs(meansOnly(:, 9:10) + 1.2649111))) < 1e-6, ...
    'the last 2 of 10 columns inhibit, and since they are 4 times fewer they are 4 times stronger')

rng(1)
randomOnly = ei_connectivity(200, 0.8, 0.5, 2, 0);
assert(max(abs(sum(randomOnly, 2))) < 1e-8, 'balanced: each row of the random part sums to zero')
E = randomOnly(:, 1:160);
I = randomOnly(:, 161:200);
assert(abs(200 * var(E(:)) / 0.5^2 - 1) < 0.1, 'variance sE^2 / N for E')
assert(abs(200 * var(I(:)) / 2^2 - 1) < 0.1, 'variance sI^2 / N for I')

loose = ei_connectivity(200, 0.8, 0.5, 2, 0, false);
assert(max(abs(sum(loose, 2))) > 1e-3, 'balanced = false: the rows are left as they were drawn')

%%
% The same random numbers and the same means, with and without the balance of each row.
N = 200;
f = 0.8;
sE = 0.35;
sI = 1.4;
m = 3;
R = sqrt(f * sE^2 + (1 - f) * sI^2);
angle = linspace(0, 2 * pi, 201);

fig = figure;
names = {'balanced = false', 'balanced = true'};
for panel = 1:2
    rng(10)
    J = ei_connectivity(N, f, sE, sI, m, panel == 2);
    lambda = spectrum(J);
    ax = subplot(1, 2, panel, 'Parent', fig);
    plot(ax, real(lambda), imag(lambda), '.', R * cos(angle), R * sin(angle), 'k-')
    axis(ax, 'equal')
    title(ax, sprintf('%s: spectral radius %.2f', names{panel}, max(abs(lambda))))
    ylabel(ax, 'imaginary part')
    xlabel(ax, 'real part')
end
fprintf('The balanced matrix can make a push %.0f times as large: its norm.\n', norm(J))

%% [markdown]
% <details><summary><b>What the figure shows</b></summary>

%% [markdown]
% ## References
