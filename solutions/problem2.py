# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Problem 2: From silence to chaos, and a network that listens
#
# *Recurrent neural networks in neuroscience. You need [lecture
# 1](https://www.rajanlab.com/resources) (foundations), numpy, scipy and matplotlib. {{ points }}
# points: {{ automatic }} are marked automatically, {{ written }} by a person. It takes about
# {{ minutes }} minutes. The finished notebook runs in less than a minute.*
#
# Neurons in the cortex are never quiet. In the dark, in silence, even in sleep they keep firing,
# irregularly and all differently, and the next stimulus has to make itself heard on top of this.
# Where does the activity come from, if nobody sends any? And how can a network that talks to
# itself still listen to the world? In this problem you let the random networks of Problem 1 run
# in time. You watch them go from silence to chaos as their connections get stronger, you measure
# the chaos, and you find out what an input must be like to take over.
#
# ## The model
#
# $N$ units with currents $x_i$ and rates $r_i=\phi(x_i)$, $\phi=\tanh$, connected at random, obey
#
# $$\frac{dx_i}{dt} \;=\; -x_i \;+\; \sum_{j=1}^{N} J_{ij}\,\phi(x_j) \;+\; h_i(t),
# \qquad J_{ij}\sim\mathcal N\!\left(0,\ \frac{g^2}{N}\right),
# \qquad h_i(t) = I\cos(\omega t+\theta_i).
# \qquad (1)$$
#
# The first part you know: leak, recurrent connections, and the gain $g$ that says how strong they
# are. New is the input $h_i(t)$, an oscillation of amplitude $I$ and **angular** frequency
# $\omega$ (its period is $2\pi/\omega$). Every unit hears the same rhythm at a phase $\theta_i$
# of its own, as neurons of a visual area do when a grating drifts across their different
# receptive fields. Time is measured in units of the membrane time constant, so $t=100$ is one
# second if that constant is 10 ms.
#
# ![A loop: input and recurrent sum flow into the currents x, tanh turns them into rates r, and J
# carries the rates back to the currents.](attachment:loop.png)
#
# ## Conventions
#
# - `J[i, j]` is the connection **from unit j to unit i**.
# - A state is an array of shape `(N,)`. A run is an array of shape `(K, N)`: one row for each of
#   $K$ moments, one column for each unit. (The letter $T$ is the duration of a run here.)
# - Rates are $r=\phi(x)$. Where a question says rates, currents will not do.
# - Randomness comes only from a numpy `Generator` that is handed in as the argument `rng`.
# - A function uses its arguments and nothing else, and returns its answer instead of printing it.
# - A function **leaves its arguments as they were**: `r -= r.mean(axis=0)` writes into the
#   caller's array, `r = r - r.mean(axis=0)` makes a new one. Hidden checks look at this
#   everywhere.
#
# ## How to work, and how it is marked
#
# As in Problem 1. **Advanced mode:** fill in this notebook from top to bottom, wherever it says
# `YOUR CODE HERE` or `YOUR ANSWER HERE`, and keep the `def` lines and the names of variables that
# a question asks for. **Beginner mode:** take the worked script, run it, annotate it line by line
# and predict what a changed number will do; then close it and try the notebook.
#
# The check below each answer is a sample. Hidden checks call your functions with networks that
# you have not seen, and compare in double precision, which is what numpy computes in unless you
# ask for less. In this problem the functions of 2d to 2g must not need those of earlier
# questions, so that a slip in one question costs you nothing in the next. Long cells print a line
# of progress. Before you hand in, restart the kernel and run all cells in order.

# %% role="setup"
import matplotlib.pyplot as plt
import numpy as np
from scipy import integrate

# %% [markdown]
# ## 2a  One small step, many times
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 1; to read: [Rajan, Abbott &
# Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
#
# Equation (1) says how fast everything changes *now*. To see where it leads, take a small step in
# that direction, look again, and repeat. This is Euler's method. From the state $x$ at time $t$,
# the next one is
#
# $$x_i(t+dt) \;=\; x_i(t) + dt\,\Big[-x_i(t) + \sum_j J_{ij}\tanh x_j(t)
# + I\cos(\omega t+\theta_i)\Big].\qquad(2)$$
#
# Write two functions.
#
# 1. `step(x, t, J, dt, I, omega, theta)` returns the state one step after the state `x`, shape
#    `(N,)`, as a new array. Everything on the right of (2), the input included, is taken at the
#    **beginning** of the step, at time `t`.
# 2. `simulate(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0)` runs the network for the duration `T`
#    from the state `x0` at time 0, and returns two arrays `(t, x)`. With $n$ = `round(T / dt)`
#    steps, `t` has the shape `(n + 1,)` and holds the times $0, dt, 2\,dt, \dots$, and `x` has
#    the shape `(n + 1, N)` and holds the **currents** at these times; its first row is `x0`.
#
# In both, `theta` is a number, the same phase for all units, or an array of shape `(N,)`.
#
# **Why it matters.** Every simulation of a neural circuit rests on a loop like this one, and a
# loop that is slightly wrong still produces pretty traces. Swap senders and receivers, or let the
# input come one step late: no plot of a chaotic network will look suspicious. (Leave the factor
# $dt$ away from the input, and an amplitude of 1 acts like 100 at $dt=0.01$: that one you would
# see.) So test the integrator before you trust a result.
#
# **A common slip.** $\omega$ is an angular frequency: `cos(omega * t)`, without $2\pi$.
#
# **How to tell that you are right.** Take two units and do one step with pencil and paper. Then
# compare with an independent and much more careful method, as the cell below the check does. The
# error of Euler's method falls in proportion to $dt$: ten times smaller steps, ten times smaller
# error. If yours does not, something other than the step size is wrong.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Everything in the bracket of (2) is a rate of change, so $dt$ multiplies all of it. `simulate` is
# `step`, again and again, each from where the last one ended.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Make the arrays first, `np.empty((n + 1, N))`, and fill in row after row. In Python `0.3 / 0.1`
# is a little less than 3, so `int(T / dt)` may lose a step. And if `step` says `x += ...`, whose
# array does it change?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `x + dt * (-x + J @ np.tanh(x) + I * np.cos(omega * t + theta))`; and in the loop row `k + 1`
# comes from row `k` and the time `t[k]`.
#
# </details>


# %% question="2a" role="answer"
def step(x, t, J, dt, I, omega, theta):
    """The state one Euler step of size dt after the state x, shape (N,), at time t.

    J has shape (N, N); the input is I cos(omega t + theta), theta a number or an array (N,).
    """
    # BEGIN SOLUTION
    # All three causes of change are rates of change, so the factor dt belongs to all of them.
    velocity = -x + J @ np.tanh(x) + I * np.cos(omega * t + theta)

    # `x + ...` makes a new array. `x += ...` would write into the caller's.
    return x + dt * velocity
    # END SOLUTION


# %% question="2a" role="answer"
def simulate(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """Run the network from the state x0, shape (N,), for the duration T in steps of dt.

    Returns (t, x): the times, shape (n + 1,), and the currents, shape (n + 1, N), where n is
    round(T / dt). The first row of x is x0.
    """
    # BEGIN SOLUTION
    # n steps have n + 1 ends. k * dt is more exact than adding dt up k times.
    n = round(T / dt)
    t = dt * np.arange(n + 1)

    # Make room for all states first: the array is filled in row by row and never copied.
    x = np.empty((n + 1, len(x0)))
    x[0] = x0
    for k in range(n):
        x[k + 1] = step(x[k], t[k], J, dt, I, omega, theta)
    return t, x
    # END SOLUTION


# %% question="2a" role="check" points=4 minutes=25
# One connection of strength 2, from the second unit to the first.
one_way = np.array([[0.0, 2.0], [0.0, 0.0]])
start = np.array([0.0, 1.0])

free = step(start, 0.0, one_way, 0.1, 0.0, 2.0, 0.0)
assert np.array_equal(start, [0.0, 1.0]), "x must not be changed by the call"
assert np.shape(free) == (2,), "one current per unit: shape (2,)"
assert np.isclose(free[1], 0.9), "the second unit hears nobody: a tenth of its current leaks away"
assert np.isclose(free[0], 0.15231884), (
    "the first unit starts at 0 and hears 2 tanh(1), for a time of 0.1"
)
pushed = step(start, 0.5, one_way, 0.1, 3.0, 2.0, np.array([0.0, np.pi]))
assert np.allclose(pushed - free, [0.1620907, -0.1620907]), (
    "the input adds dt * 3 cos(2 * 0.5) to the first unit; the second hears the opposite phase"
)

# %% question="2a" role="check"
# One unit without connections. The input is 1 in the first step, 0 in the second, -1 in the third.
t, x = simulate(np.zeros(1), 0.3, 0.1, np.zeros((1, 1)), I=1.0, omega=5 * np.pi)
assert np.shape(t) == (4,) and np.shape(x) == (4, 1), "three steps have four ends: four rows"
assert np.allclose(t, [0, 0.1, 0.2, 0.3]), "the times start at 0 and are dt apart"
assert x[0, 0] == 0, "the first row is x0"
assert np.allclose(x[:, 0], [0, 0.1, 0.09, -0.019]), (
    "each step leaks a tenth of the current and adds a tenth of the input at the step's beginning"
)

# %% role="demo"
# The test of an integrator: compare with an adaptive method, and watch the error fall with dt.
test_rng = np.random.default_rng(1)
test_J = 1.5 / np.sqrt(50) * test_rng.standard_normal((50, 50))
test_theta = test_rng.uniform(0, 2 * np.pi, 50)
test_x0 = test_rng.standard_normal(50)


def right_hand_side(time, state):
    return test_J @ np.tanh(state) - state + np.cos(2.5 * time + test_theta)


careful = integrate.solve_ivp(right_hand_side, (0, 5), test_x0, rtol=1e-9, atol=1e-9).y[:, -1]
for small in (0.1, 0.01, 0.001):
    end = simulate(test_x0, 5, small, test_J, I=1.0, theta=test_theta)[1][-1]
    print(f"dt = {small:5}: rms error at t = 5 is {np.sqrt(np.mean((end - careful) ** 2)):.1e}")

# %% [markdown]
# ## 2b  Silence and activity
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 1; to read: [Sompolinsky, Crisanti
# & Sommers 1988](https://doi.org/10.1103/PhysRevLett.61.259), [Mainen & Sejnowski
# 1995](https://doi.org/10.1126/science.7770778).*
#
# Problem 1 ended with a prediction. Near silence the network is linear, its modes go like
# $e^{(\lambda-1)t}$, and the eigenvalues $\lambda$ of $J$ fill a disk of radius $g$. As long as
# $g<1$ all of them lie to the left of 1, and every kick dies out. At $g=1$ the edge of the disk
# touches the line, and beyond it silence is unstable. So something must happen at $g=1$, but the
# linear theory cannot say what: it only knows that activity *grows*.
#
# Here is the part that it misses. A unit hears a sum of many independent terms, whose variance is
# $g^2\,\langle\phi(x)^2\rangle$, and the leak smooths this input and can only make it smaller.
# Hence the currents of a network that lives on its own activity obey
#
# $$\langle x^2\rangle \;\le\; g^2\,\langle\phi(x)^2\rangle ,\qquad\text{while always}\qquad
# \langle\phi(x)^2\rangle \;\le\; \langle x^2\rangle$$
#
# because $|\tanh x|\le|x|$. For $g<1$ the only way to satisfy both is $x=0$: a large network
# cannot feed itself, from wherever it starts. For $g>1$ there is room, and since tanh
# *saturates*, growth stops where units have lost so much slope that the network only just
# sustains itself. In a large network there is no quiet place to stop at: fixed points exist in
# great number, and practically all of them are unstable. What is left is to wander for ever. For
# $N\to\infty$, Sompolinsky, Crisanti & Sommers (1988) showed that the activity is chaotic for all
# $g>1$. Mind the limit: in a network of 500 the border is blurred. At $g=1.5$ about one network
# in four has ended, by $t=1000$, in a fixed point or in a loop that it (nearly) repeats for ever;
# at $t=100$ most of these still look like the others (2f). The network below is one that goes on.
#
# Let us look. The next cell draws **the** network of this notebook, at $g=1$; `g * J_unit` is the
# same network at gain `g`. Leave the cell as it is.

# %% role="setup"
N, T, dt, omega = 500, 100, 0.01, 2.5

setup_rng = np.random.default_rng(0)
J_unit = setup_rng.standard_normal((N, N)) / np.sqrt(N)  # standard deviation 1 / sqrt(N): g = 1
theta = setup_rng.uniform(0, 2 * np.pi, N)  # one phase per unit
x0 = setup_rng.standard_normal(N)  # every run starts here
times = dt * np.arange(round(T / dt) + 1)  # the moments of a run, 0 and T among them
assert np.isclose(J_unit[0, 0] * np.sqrt(N), 0.12573022), "this numpy draws another network"

# %% [markdown]
# Compute two arrays and write a function.
#
# 1. `rates_quiet`: the **rates** $\phi(x)$ of a run at $g=0.8$ without input, from `x0`, with the
#    `T` and `dt` of the cell above; shape `(10001, 500)`.
# 2. `rates_active`: the same at $g=1.5$, from the same `x0`.
# 3. `plot_rates(t, r)` makes a new figure and returns its `Axes`. It draws the first three units
#    (columns 0, 1 and 2 of the rates `r`) against the times `t` as three lines, with a label on
#    both axes. `t` has shape `(K,)` and `r` has shape `(K, N)`.
#
# **Why it matters.** Spontaneous cortical activity is irregular although single neurons, given
# the same fluctuating current twice, respond quite reliably (Mainen & Sejnowski 1995). Here is a
# mechanism that needs no noise at all: (1) without input is deterministic to the last digit. The
# irregularity is made by the network.
#
# **How to tell that you are right.** At $g=0.8$ the slowest mode decays like $e^{-0.2t}$ or so,
# which after $t=100$ leaves about $10^{-9}$ (in single networks, $10^{-11}$ to $10^{-7}$). But
# *every* wrong network that is quiet ends at zero too, so this proves little. At $g=1.5$ the mean
# square of all rates in the second half should be about 0.34 in a large network; 40 networks with
# $N=500$ gave 0.30 to 0.39, and this one is near the lower end. (Take $\langle r^2\rangle$, not
# the variance of each unit: slow units hardly move in 50 time constants, and some networks freeze
# altogether. See 2f.)
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# `simulate` gives currents, and rates are asked. The two runs differ in one number.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Keep the loops in `simulate`; a run takes a second or two. It returns two arrays, of which you
# want the second. Three columns of an array can be drawn in a single call.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `np.tanh(simulate(x0, T, dt, g * J_unit)[1])`, and `ax.plot(t, r[:, :3])`.
#
# </details>

# %% question="2b" role="answer"
# BEGIN SOLUTION
# The same network at two gains. simulate returns (t, x), and the rates are tanh of the currents.
rates_quiet = np.tanh(simulate(x0, T, dt, 0.8 * J_unit)[1])
rates_active = np.tanh(simulate(x0, T, dt, 1.5 * J_unit)[1])
# END SOLUTION


# %% question="2b" role="answer"
def plot_rates(t, r):
    """Draw the rates of the first three units, columns 0, 1, 2 of r (K, N), against t (K,).

    Makes a new figure and returns its Axes.
    """
    # BEGIN SOLUTION
    fig, ax = plt.subplots(figsize=(7, 3), layout="constrained")
    ax.plot(t, r[:, :3], linewidth=1)  # matplotlib makes one line of each column
    ax.set_ylim(-1.05, 1.05)  # all that tanh can reach, so that figures can be compared
    ax.set_xlabel("time (membrane time constants)")
    ax.set_ylabel("rate of three units")
    return ax
    # END SOLUTION


# %% question="2b" role="check" points=4 minutes=15
for rates in (rates_quiet, rates_active):
    assert np.shape(rates) == (10001, 500), "10,000 steps have 10,001 ends; one column per unit"
    assert np.max(np.abs(rates)) < 1, "rates are tanh of the currents, so they lie between -1 and 1"
    assert np.allclose(rates[0], np.tanh(x0)), "both runs start from x0"
assert np.max(np.abs(rates_quiet[-1])) < 1e-5, "at g = 0.8 hardly anything is left at t = 100"
assert 0.24 < np.mean(rates_active[5001:] ** 2) < 0.44, (
    "at g = 1.5 the mean square of the rates stays near 0.34; is J scaled with g / sqrt(N)?"
)

# %% question="2b" role="check"
axes = plot_rates(np.linspace(0, 1, 21), np.linspace(-0.9, 0.9, 84).reshape(21, 4))
assert isinstance(axes, plt.Axes), "return the Axes, not the figure and not None"
assert len(axes.get_lines()) >= 3, "three units are three lines"
assert all(len(line.get_xdata()) == 21 for line in axes.get_lines()[:3]), "time runs to the right"
assert axes.get_xlabel() and axes.get_ylabel(), "both axes need a label"
plt.close(axes.figure)

# %% [markdown]
# > **Predict first.** One network, one start, two gains. Sketch the rates of three units from
# > $t=0$ to $100$ at $g=0.8$ and at $g=1.5$: how long is the start remembered, is there a
# > rhythm, do the three go together, how close to $\pm1$ do they come? Then run the cell.

# %% role="demo"
plot_rates(times, rates_quiet).set_title("g = 0.8: the network forgets")
plot_rates(times, rates_active).set_title("g = 1.5: the network never rests")
plt.show()
print(f"mean square of the rates, t > 50, g = 1.5: {np.mean(rates_active[5001:] ** 2):.3f}")

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Two figures, three curves each. At g = 0.8 all three are at zero after some ten time constants.
# At g = 1.5 they wander for ever between -1 and 1, slowly, without a rhythm, each in its own way.
#
# </details>

# %% [markdown]
# ## 2c  A network that listens
#
# *{{ automatic points }}, and {{ written }} for the written part; about {{ minutes }} minutes.
# Lecture 1; to read: [Churchland et al. 2010](https://doi.org/10.1038/nn.2501), [Rajan, Abbott &
# Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
#
# Now switch the input on. Each unit hears $I\cos(\omega t+\theta_i)$ on top of what the others
# say.
#
# Compute a dictionary `driven` with the three keys `0`, `0.01` and `1`: `driven[I]` holds the
# **rates** of a run at $g=1.5$ with an input of amplitude `I`, shape `(10001, 500)`. Use
# `omega`, `theta`, `x0`, `T` and `dt` as they were set up above.
#
# **Why it matters.** A stimulus meets a network that is already busy. In recordings from many
# cortical areas, the variability of firing *falls* when a stimulus comes on (Churchland et al.
# 2010): the stimulus does not simply add to what is going on, it replaces some of it. The
# following questions find out how, and here you see it with your own eyes.
#
# **How to tell that you are right.** All three runs begin alike. With $I=0.01$ the traces should
# look nearly as without input. With $I=1$ look closely: one period is $2\pi/2.5\approx2.5$ time
# constants. Because the phases differ, two units should not reach their peaks together.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# One run for each amplitude, all else equal. If you forget to hand the phases over, all units hear
# the input together, and no figure will tell you.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# A loop over the three amplitudes, or a dictionary comprehension.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `np.tanh(simulate(x0, T, dt, 1.5 * J_unit, I, omega, theta)[1])` is one of the three.
#
# </details>

# %% question="2c" role="answer"
# BEGIN SOLUTION
driven = {}
for amplitude in (0, 0.01, 1):
    currents = simulate(x0, T, dt, 1.5 * J_unit, amplitude, omega, theta)[1]
    driven[amplitude] = np.tanh(currents)
    print(f"I = {amplitude}: done")
# END SOLUTION

# %% question="2c" role="check" points=3 minutes=20
for amplitude in (0, 0.01, 1):
    assert amplitude in driven, f"the dictionary has no key {amplitude}"
    assert np.shape(driven[amplitude]) == (10001, 500), "each entry holds one whole run"
    assert np.max(np.abs(driven[amplitude])) < 1, "rates lie between -1 and 1"
    assert np.allclose(driven[amplitude][0], np.tanh(x0)), "all runs start from x0"
assert np.mean(driven[0][5001:] ** 2) > 0.2, "at g = 1.5 the network is active without any input"
assert 0 < np.sqrt(np.mean((driven[0.01] - driven[0])[:500] ** 2)) < 0.02, (
    "an input of 0.01 moves the rates a little in the beginning, and only a little"
)
assert np.sqrt(np.mean((driven[1] - driven[0])[:500] ** 2)) > 0.05, "an input of 1 is not weak"


# %% role="demo"
def share_at(frequency, r):
    """Share of the variance of the rates, after t = 20, that is a sine wave of this frequency."""
    late = r[2001:] - r[2001:].mean(axis=0)
    wave = np.exp(1j * frequency * times[2001:])
    return 2 * np.mean(np.abs(wave @ late / len(late)) ** 2) / np.mean(late**2)


fig, panels = plt.subplots(4, 1, figsize=(7, 8), sharex=True, sharey=True, layout="constrained")
styles = ("-", "--", ":")  # three units, told apart by colour and by stroke
for ax, (amplitude, r) in zip(panels[:3], driven.items(), strict=True):
    for unit, style in enumerate(styles):
        ax.plot(times, r[:, unit], style, linewidth=1.2)
    ax.set_title(f"I = {amplitude}: {share_at(omega, r):.2%} of the variance at the input's rhythm")
    ax.set_ylabel("rates")
for phase, style in zip(theta, styles, strict=False):
    panels[3].plot(times, np.cos(omega * times + phase), style, linewidth=1.2)
panels[3].set_title("what the three units hear at I = 1")
panels[3].set_ylabel("input")
panels[3].set_xlim(60, 90)
panels[3].set_xlabel("time (membrane time constants)")
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Four panels over the same 30 time constants, three units in each. The first two panels, I = 0
# and 0.01, are slow and irregular; at I = 1 a quick ripple rides on slow waves; the last panel is
# the input, the same rhythm at three phases.
#
# </details>

# %% role="demo"
# The spectrum: how much of the activity goes on at which frequency. Strong input in addition.
print("a run with I = 5 ...")
rates_strong = np.tanh(simulate(x0, T, dt, 1.5 * J_unit, 5.0, omega, theta)[1])

fig, ax = plt.subplots(figsize=(7, 3.8), layout="constrained")
window = np.hanning(8000)[:, None]  # a soft beginning and end keeps the peaks narrow
frequencies = 2 * np.pi * np.fft.rfftfreq(8000, dt)
strokes = ("-", ":", "--", "-.")
for (name, r), style in zip({**driven, 5: rates_strong}.items(), strokes, strict=True):
    late = r[2001:] - r[2001:].mean(axis=0)
    power = np.mean(np.abs(np.fft.rfft(window * late, axis=0)) ** 2, axis=1)
    ax.semilogy(frequencies[1:170], power[1:170], style, linewidth=1.2, label=f"I = {name}")
    print(f"I = {name}: {share_at(omega, r):.2%} of the variance at omega = 2.5")
ax.set_xlabel("angular frequency (per membrane time constant)")
ax.set_ylabel("power, mean over units")
ax.legend()
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Power against angular frequency, on a logarithmic scale. Without input it falls steadily. With
# input a narrow peak stands at 2.5: barely above the slope at I = 0.01, tall at I = 1, and at I =
# 5 alone but for a smaller one at 7.5, the slope beneath being gone.
#
# </details>

# %% [markdown]
# **2c, written ({{ written points }}).** Which rhythm do the units follow at $I=0$, $0.01$, $1$
# and $5$, and why does it depend on $I$? Support your answer with a number: compare the size of
# the oscillation that the input alone would cause in the current of an unconnected unit with the
# size of the current that the network makes by itself. At most six sentences.

# %% [markdown] question="2c" role="written" points=2
# <!-- BEGIN SOLUTION -->
# **Model answer.** *What is seen.* At $I=0$ there is no rhythm, only slow irregular fluctuations
# (a broad spectrum that falls with frequency). At 0.01 it is the same to the eye: a small peak at
# $\omega$ shows on the logarithmic scale of the spectrum, but it holds no more than some 0.01 % of
# the variance. At 1 the units follow *both*: a ripple with the period 2.5 of the input rides on
# slow irregular fluctuations, which still have most of the variance (about 80 %). At 5 the
# network follows the input alone: 97 % of the variance is at $\omega$ and almost all of the rest
# at $3\omega$ (tanh is odd, so it adds odd harmonics), and every unit does it at its own phase.
#
# *Why.* An unconnected unit answers with $I/\sqrt{1+\omega^2} = 0.37\,I$, because its leak
# filters fast input. The currents that the network makes at $g=1.5$ have a standard deviation of
# about 0.8. So the input's amplitude in the currents is 0.004, 0.37 and 1.9: negligible,
# comparable but smaller, larger. In the last case units spend most of the time in saturation;
# there they pass on little of their neighbours' fluctuations, and the network's own activity
# dies out rather than being covered.
#
# **Rubric.** 1 for what is seen: ½ for "own irregular activity at 0 and 0.01"; ½ for "both at 1,
# the input alone at 5". "At $I=1$ they follow the input" without the irregular part: no credit
# for the second half. 1 for why: ½ for a comparison with numbers, with or without the filter
# ($I$ against about 0.8 is fine); ½ for a mechanism: saturation reduces the slopes, or any
# statement that the input weakens the recurrent activity instead of adding to it.
# <!-- END SOLUTION -->

# %% [markdown]
# ## 2d  What the population does together
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 1; to read: [Rajan, Abbott &
# Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
#
# Five hundred traces are too many to look at. But do they really do five hundred different
# things? A state is a point in a space with $N$ axes, and a run is a curve in it. If units vary
# together, the curve stays close to a plane or a space of few dimensions. Principal component
# analysis finds the directions in which it extends most: the first component is the direction of
# largest variance, the second the one of largest variance among the directions perpendicular to
# the first, and so on.
#
# Write four functions, by hand: from numpy use no more than `np.linalg` for the linear algebra
# (so neither `np.cov` nor a ready-made PCA). The rates `r` have shape `(K, N)`.
#
# 1. `covariance(r)` returns the covariance matrix of the units over time, shape `(N, N)`. Divide
#    by $K$ or by $K-1$, as you prefer.
# 2. `principal_components(r)` returns two real arrays `(variances, components)`: the $N$
#    variances along the components, in **descending** order, shape `(N,)`, and the components as
#    **columns** of an array of shape `(N, N)`, of length 1 and perpendicular to each other. There
#    are always $N$ of them, also when $K<N$: the last variances are then zero up to round-off.
#    The sign of a component means nothing.
# 3. `project(r, components, k)` returns the coordinates of the run along the first `k`
#    components, shape `(K, k)`. Subtract each unit's mean over time first. (`components` is what
#    function 2 returns, but it may come from another run.)
# 4. `plot_state_space(r, components)` makes a new figure and returns its `Axes`. It draws the
#    run as one line of $K$ points in the plane of the first two components: the first coordinate
#    to the right, the second upwards. Label both axes and give them the same scale.
#
# **Why it matters.** Population recordings are read in this way all over systems neuroscience:
# neural trajectories of movements, of decisions, of songs. A circle in the plane of two
# components is a population rhythm in which every neuron has its own phase, and you would not
# guess it from single neurons.
#
# **How to tell that you are right.** The variances sum to the trace of the covariance, and the
# covariance of all coordinates is diagonal, with the variances on it. Make up rates in which unit
# 2 does half of what unit 1 does, and nothing else happens: which components do you expect? Do
# not test with as many moments as units; a transposed matrix would not show.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# The covariance compares two units over time, so time is the axis that has to disappear in the
# product. Along its eigenvectors, and only along these, coordinates do not covary.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Take each unit's mean over time off first. For symmetric matrices numpy has `np.linalg.eigh`,
# with real results and perpendicular columns. Read in which order it returns them.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `variances[::-1], components[:, ::-1]` turns both around together; a coordinate is
# `(r - r.mean(axis=0)) @ components[:, :k]`.
#
# </details>


# %% question="2d" role="answer"
def covariance(r):
    """The covariance matrix of the units, shape (N, N), of rates r with shape (K, N)."""
    # BEGIN SOLUTION
    # Each unit's deviation from its own mean over time: axis 0 is time.
    centred = r - r.mean(axis=0)

    # Entry [i, j] sums over time, so time is the axis that has to disappear: (N, K) @ (K, N).
    return centred.T @ centred / len(r)
    # END SOLUTION


# %% question="2d" role="answer"
def principal_components(r):
    """The principal components of rates r with shape (K, N).

    Returns (variances, components): the variances in descending order, shape (N,), and the
    components as columns, shape (N, N).
    """
    # BEGIN SOLUTION
    # eigh is made for symmetric matrices: real results, orthonormal columns, ascending order.
    # (eig would return them in no order at all, and complex if round-off wants it so.)
    variances, components = np.linalg.eigh(covariance(r))

    # Turn the order around. Variances and columns must stay together.
    return variances[::-1], components[:, ::-1]
    # END SOLUTION


# %% question="2d" role="answer"
def project(r, components, k):
    """Coordinates, shape (K, k), of the centred rates r (K, N) along the first k components."""
    # BEGIN SOLUTION
    # The coordinate along a unit vector is the scalar product with it. Rows of r are states and
    # columns of components are directions, so one matrix product takes all of them.
    centred = r - r.mean(axis=0)
    return centred @ components[:, :k]
    # END SOLUTION


# %% question="2d" role="answer"
def plot_state_space(r, components):
    """Draw the run r (K, N) as a line in the plane of the first two components.

    Makes a new figure and returns its Axes.
    """
    # BEGIN SOLUTION
    first, second = project(r, components, 2).T
    fig, ax = plt.subplots(figsize=(4.6, 4.2), layout="constrained")
    ax.plot(first, second, linewidth=0.8)
    ax.set_aspect("equal")  # both are rates, and a circle should look like one
    ax.set_xlabel("first component")
    ax.set_ylabel("second component")
    return ax
    # END SOLUTION


# %% question="2d" role="check" points=5 minutes=30
# Four moments, three units: the second does half of what the first does, the third does nothing.
wave = np.array([2.0, -2.0, 1.0, -1.0])
simple = np.column_stack([wave + 1, wave / 2 + 1, np.full(4, 5.0)])

C = covariance(simple)
assert np.shape(C) == (3, 3), "one row and one column per unit: the covariance is over time"
assert np.allclose(C, C.T) and np.allclose(C[2], 0), "the third unit does not vary at all"
assert np.any(np.isclose(C[0, 0], [2.5, 10 / 3])), "subtract the mean over time of each unit"
assert np.isclose(C[0, 1], C[0, 0] / 2) and np.isclose(C[1, 1], C[0, 0] / 4), (
    "the second unit does half of what the first does"
)

# %% question="2d" role="check"
variances, components = principal_components(simple)
assert np.shape(variances) == (3,) and np.shape(components) == (3, 3), "as many as there are units"
assert np.isrealobj(variances) and np.isrealobj(components), "nothing about them is complex"
assert np.any(np.isclose(variances[0], [3.125, 12.5 / 3])), (
    "the first variance is the largest one; here it has everything that there is"
)
assert np.allclose(variances[1:], 0), "along the other two components nothing happens"
assert np.allclose(np.abs(components[:, 0]), np.array([2, 1, 0]) / np.sqrt(5)), (
    "the first component is a column: two parts of the first unit, one part of the second"
)
assert np.allclose(components.T @ components, np.eye(3)), "length 1 and perpendicular"
assert np.shape(principal_components(simple.T)[1]) == (4, 4), "4 units at 3 moments: 4 components"

# %% question="2d" role="check"
in_turn = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])  # units 2, 3, 1: columns
coordinates = project(simple, in_turn, 2)
assert np.shape(coordinates) == (4, 2), "one row per moment, one column per component"
assert np.allclose(coordinates, np.column_stack([wave / 2, np.zeros(4)])), (
    "these two components are the second unit and the third, which stands still; without its mean, "
    "the second is half of the wave"
)

axes = plot_state_space(simple, in_turn)
assert isinstance(axes, plt.Axes), "return the Axes, not the figure and not None"
assert any(len(line.get_xdata()) == 4 for line in axes.get_lines()), "one point per moment"
assert axes.get_xlabel() and axes.get_ylabel(), "both axes need a label"
assert axes.get_aspect() in ("equal", 1), "both axes need the same scale: set_aspect('equal')"
plt.close(axes.figure)

# %% role="demo"
# The same network without input, with some, and with strong input, after the first 20 time
# constants. Mind the numbers on the axes.
for amplitude, r in ((0, driven[0]), (1, driven[1]), (5, rates_strong)):
    variances, components = principal_components(r[2001:])
    ax = plot_state_space(r[2001:], components)
    share = variances[:2].sum() / variances.sum()
    ax.set_title(f"I = {amplitude}: this plane holds {share:.0%}\nof the variance")
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Three curves in the plane of their first two components. Without input some wide turns that
# never close, at I = 1 a tangle with small loops in it, at I = 5 a circle, run through again and
# again.
#
# </details>

# %% [markdown]
# ## 2e  How many dimensions?
#
# *{{ automatic points }}; about {{ minutes }} minutes. Beyond the lecture; to read: [Rajan,
# Abbott & Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
#
# > **Predict first.** An input adds a rhythm to what the network does by itself. As its
# > amplitude grows from 0 to 5, does the number of dimensions rise or fall, where does it end,
# > and why just there? Draw the curve before you read on.
#
# Put a number to it. Two measures are in use. With the variances $l_1\ge l_2\ge\dots\ge l_N$
# along the principal components, write
#
# 1. `n_components(r, share=0.9)`: the smallest number $k\ge1$ of components whose variances
#    together reach the given share of the total, $l_1+\dots+l_k \ge
#    \text{share}\cdot(l_1+\dots+l_N)$. A Python `int`. Round-off must not decide: count the share
#    as reached when less than $10^{-10}$ of the total is missing. Then `share=1` gives the number
#    of directions in which the rates move at all, and `share=0` gives 1.
# 2. `participation_ratio(r)`: the number
#
#    $$\frac{\big(\sum_k l_k\big)^2}{\sum_k l_k^2}\,,$$
#
#    as a `float`. It needs no threshold. (What is it if $m$ components share all of the variance
#    equally?)
#
# The rates `r` have shape `(K, N)`, and at least one unit varies. Compute what you need within
# the function, without calling those of 2d.
#
# **Why it matters.** Dimensionality says how much a population can tell its readers, and it is
# measured in many laboratories. Watch what an input does to it.
#
# <details><summary><b>What 40 networks did</b></summary>
#
# Averaged over 40 networks like ours, the number of components for 90 % of the variance in the
# runs from $t=0$ to $100$ was
#
# | amplitude $I$ | 0 | 0.01 | 0.1 | 0.5 | 1 | 1.5 | 2 | 3 | 5 |
# |---|---|---|---|---|---|---|---|---|---|
# | mean of 40 | 8.8 | 8.8 | 8.9 | 10.4 | 9.2 | 7.2 | 4.7 | 2 | 2 |
# | smallest, largest | 4, 12 | 4, 12 | 4, 12 | 6, 13 | 6, 12 | 5, 10 | 3, 6 | 2, 2 | 2, 2 |
#
# The mean first **rises** a little, since a weak input adds directions of its own to a chaos that
# goes on. Then it falls to two: a sine and a cosine are all it takes to give every unit the same
# rhythm at its own phase. Notice how wide the ranges are. With a single network, as in most
# figures of this kind, you could report a rise, a fall or nothing below $I=1$. And the count
# depends on what you count: these runs contain their start, when all of it decays from `x0`. From
# $t=20$ to $100$ the means are 6.4 at $I=0$ and 7.8 at $I=0.5$, over a longer time they are
# larger; the rise is there in each case.
#
# </details>
#
# **How to tell that you are right.** Make up rates whose variances you know. Sine and cosine of
# the same amplitude over whole periods: both measures say 2. Off by one? Ask for `share=0.5` of
# these.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Sort the variances so that the largest comes first, and add up until the share is reached. The
# *position* at which something becomes true is not always the *number* of terms.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# `np.cumsum` adds up from the front, `argmax` of a True/False array finds the first True. For the
# participation ratio no eigenvalues are needed: $\sum l_k$ is the trace of the covariance $C$, and
# $\sum l_k^2$ that of $C^2$.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `np.argmax(held >= share - 1e-10) + 1`, and `np.trace(C) ** 2 / np.sum(C ** 2)`; both need a
# Python number around them.
#
# </details>


# %% question="2e" role="answer"
def n_components(r, share=0.9):
    """Smallest number of principal components that hold `share` of the variance of r (K, N).

    At least 1. What is missing by less than 1e-10 of the total counts as reached.
    """
    # BEGIN SOLUTION
    # Only ratios of variances count here, so there is no need to divide by the number of moments.
    centred = r - r.mean(axis=0)
    variances = np.linalg.eigvalsh(centred.T @ centred)[::-1]  # eigvalsh ascends; turn it around

    # held[0] is the share of one component, held[1] that of two, ...
    held = np.cumsum(variances) / np.sum(variances)

    # argmax finds the first True. Without the 1e-10, share=1 would wait for a rounding error.
    return int(np.argmax(held >= share - 1e-10)) + 1
    # END SOLUTION


# %% question="2e" role="answer"
def participation_ratio(r):
    """(sum of variances)^2 / (sum of squared variances) along the components of r (K, N)."""
    # BEGIN SOLUTION
    # The trace of a matrix is the sum of its eigenvalues, and C @ C has their squares. For a
    # symmetric C, the trace of C @ C is the sum of all squared entries: no eigenvalues needed.
    centred = r - r.mean(axis=0)
    C = centred.T @ centred
    return float(np.trace(C) ** 2 / np.sum(C**2))
    # END SOLUTION


# %% question="2e" role="check" points=4 minutes=20
# Three independent signals with variances 6, 3 and 1, rotated among three units, and a fourth
# unit that stands still. The first two components hold exactly 90 %.
signals = np.array([[1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]]).T * np.sqrt([6, 3, 1])
rotation = np.array([[2, -1, 2], [2, 2, -1], [-1, 2, 2]]) / 3
known = np.column_stack([signals @ rotation + 5, np.full(4, 5.0)])

assert n_components(known) == 2, "6 and 3 of 10 reach 90 %, up to round-off"
assert n_components(known, 0.59) == 1, "the first component has 60 %, so it is enough for 59 %"
assert n_components(known, 0.61) == 2, "the first component has only 60 %: 61 % takes a second one"
assert n_components(known, 1) == 3, "three signals have everything, whatever round-off adds"
assert n_components(known, 0) == 1, "the smallest number is one"
assert np.isclose(participation_ratio(known), 100 / 46), "(6 + 3 + 1)^2 / (6^2 + 3^2 + 1^2)"

# %% role="demo"
# Dimensionality against drive, in three networks of 500 units. A larger step is good enough here.
drives = [0, 0.25, 0.5, 1, 1.5, 2, 3, 5]
counts, ratios = np.zeros((3, len(drives))), np.zeros((3, len(drives)))
for seed in range(3):
    own_rng = np.random.default_rng(seed)
    own_J = 1.5 / np.sqrt(500) * own_rng.standard_normal((500, 500))
    own_theta, own_x0 = own_rng.uniform(0, 2 * np.pi, 500), own_rng.standard_normal(500)
    for column, amplitude in enumerate(drives):
        r = np.tanh(simulate(own_x0, 100, 0.05, own_J, amplitude, 2.5, own_theta)[1])
        counts[seed, column], ratios[seed, column] = n_components(r), participation_ratio(r)
    print(f"network {seed}: components to 90 %: {counts[seed].astype(int)}")

fig, panels = plt.subplots(1, 2, figsize=(8, 3.4), sharex=True, layout="constrained")
for number, style in enumerate(("o-", "s--", "^:")):
    panels[0].plot(drives, counts[number], style, markersize=4)
    panels[1].plot(drives, ratios[number], style, markersize=4)
panels[0].set_ylabel("components to 90 %")
panels[1].set_ylabel("participation ratio")
for ax in panels:
    ax.set_ylim(0, None)
    ax.set_xlabel("amplitude of the input")
fig.suptitle("Three networks, g = 1.5: a strong input leaves two dimensions")
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Two panels against the amplitude of the input, three networks each. Below I = 1 the three
# networks differ more than the amplitude matters; above it all curves fall, and from I = 3 on
# both measures are at two.
#
# </details>

# %% [markdown]
# ## 2f  Chaos, measured
#
# *{{ automatic points }}, and {{ written }} for the written part; about {{ minutes }} minutes.
# Beyond the lecture; to read: [Sompolinsky, Crisanti & Sommers
# 1988](https://doi.org/10.1103/PhysRevLett.61.259), [Benettin et al.
# 1980](https://doi.org/10.1007/BF02128236),
# [Bertschinger & Natschläger 2004](https://doi.org/10.1162/089976604323057443),
# [Sussillo & Abbott 2009](https://doi.org/10.1016/j.neuron.2009.07.018).*
#
# Irregular is not the same as chaotic. Chaos means that *small differences grow*: two copies of
# the network that start almost in the same state, and hear the same input, drift apart
# exponentially. Watch pairs of copies that start one part in a hundred million apart:

# %% role="demo"
fig, ax = plt.subplots(figsize=(7, 3.5), layout="constrained")
for gain in (0.8, 1.5, 3.0):
    copy = simulate(x0, 100, 0.05, gain * J_unit)[1]
    other = simulate(x0 * (1 + 1e-8), 100, 0.05, gain * J_unit)[1]
    distance = np.linalg.norm(copy - other, axis=1)
    stroke = {0.8: ":", 1.5: "--", 3.0: "-"}[gain]
    ax.semilogy(0.05 * np.arange(len(distance)), distance, stroke, label=f"g = {gain}")
    print(f"g = {gain}: distance {distance[0]:.0e} at t = 0 and {distance[-1]:.0e} at t = 100")
ax.set_xlabel("time (membrane time constants)")
ax.set_ylabel("distance of two copies")
ax.legend()
plt.show()

# %% [markdown]
# The distance falls at g = 0.8, creeps upwards at 1.5, and climbs steeply at 3, until the two
# copies are as far apart as the activity allows.
#
# **A common slip.** Large or irregular activity is no sign of chaos; the two copies are.
#
# On this scale, exponential growth is a straight line. Its slope, averaged over a long time, is
# the leading **Lyapunov exponent**: positive means chaos, negative means that the network
# forgets where it started. But the growth must end when the distance is as large as the activity
# itself. So make the difference infinitely small. An infinitesimal difference $v$ between two
# copies obeys the linearised dynamics along the path $x(t)$, with the Jacobian that you found in
# 1c:
#
# $$\frac{dv_i}{dt} \;=\; -v_i + \sum_j J_{ij}\,\big(1-\tanh^2 x_j(t)\big)\,v_j .\qquad(3)$$
#
# Because (3) is linear, the size of $v$ does not matter, only its growth. You may shorten $v$
# whenever you like, as long as you remember the factor.
#
# Write `lyapunov_exponent(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng)`, which returns the
# leading exponent as a `float`:
#
# 1. Start at the state `x0` with $v$ = `rng.standard_normal(N)`; draw nothing else. (The star in
#    the `def` line means that `rng` is always handed over by name: `rng=...`.)
# 2. Make `round(T / dt)` Euler steps of (1), with the input, and of (3). In each step, both take
#    everything at the beginning of the step: $v$ uses the slopes at the *old* $x$.
# 3. Do not count the first half of the steps, `round(T / dt) // 2` of them. Meanwhile $x$ settles
#    and $v$ turns into the direction that grows fastest.
# 4. The result is the logarithm (base $e$) of the growth of the length of $v$ over the rest of
#    the steps, divided by the **time** that they took.
#
# Also for $T=2000$, over which $v$ may shrink by a factor of $e^{-2000}$ (what is
# `np.exp(-2000)`?). Write out the step here, without calling `simulate`.
#
# **Why it matters.** The exponent says how long a network can remember a difference and how far
# ahead it can be predicted: at $\lambda=0.2$ a difference grows $e$-fold every 5 membrane time
# constants. Networks near zero, at the "edge of chaos", have been proposed as the best substrate
# for computation (Bertschinger & Natschläger 2004); others begin well inside chaos and tame it by
# learning (Sussillo & Abbott 2009).
#
# **How to tell that you are right.** In a silent network the path rests at zero, so the exponent
# is the largest real part of the eigenvalues of $J$, minus 1, which `np.linalg.eigvals` tells you
# (up to 0.02 for $T=200$, $g=0.5$). The slope of the figure above should agree with your function
# for the same gain, roughly. And doubling $T$, or halving $dt$, should change the answer little;
# an answer that halves is a growth per step, or a sum.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Only the growth of $v$ counts, so make it short again after every step, and remember by how much.
# Logarithms of factors add up.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Divide $v$ by `np.linalg.norm(v)` after every step and add up the logarithms of these lengths,
# from the middle of the run on. Both updates need the *old* $x$: which one goes first?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `v + dt * (-v + J @ ((1 - np.tanh(x) ** 2) * v))`, before `x` moves; and at the end divide by
# `(steps - steps // 2) * dt`.
#
# </details>


# %% question="2f" role="answer"
def lyapunov_exponent(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The leading Lyapunov exponent of the network, per time constant, from the state x0 (N,).

    T is the whole duration, of which the first half is not counted. rng draws the first
    perturbation.
    """
    # BEGIN SOLUTION
    x, v = np.array(x0, dtype=float), rng.standard_normal(len(x0))
    steps = round(T / dt)
    skipped = steps // 2
    growth = 0.0

    for k in range(steps):
        r = np.tanh(x)
        # First v, which needs the slopes at the old x. 1 - r^2 is the slope of tanh, and it
        # belongs to the unit that sends, so it scales v before J is applied.
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))

        # Take the length out of v before it gets too large or too small for a floating point
        # number, and keep its logarithm: logarithms of factors add up.
        length = np.linalg.norm(v)
        v = v / length
        if k >= skipped:
            growth += np.log(length)

    # Per unit of time, not per step.
    return float(growth / ((steps - skipped) * dt))
    # END SOLUTION


# %% question="2f" role="check" points=4 minutes=35
def exponent_of(J, x0, T, dt, **given):
    """A short form for the checks below."""
    return lyapunov_exponent(
        np.array(J), np.array(x0), T, dt, rng=np.random.default_rng(1), **given
    )


assert abs(exponent_of([[0.0, 0.0], [0.0, 0.0]], [1.0, 2.0], 2000, 0.1) + 1.05) < 0.02, (
    "without connections differences leak away, at rate -1 (-1.05 with Euler steps of 0.1), and "
    "over such a long time v has to be shortened or lengthened again and again"
)
assert abs(exponent_of([[0.5, 0.0], [0.0, -1.0]], [0.1, 0.1], 40, 0.02) + 0.5) < 0.02, (
    "at rest the difference that lasts longest counts: here it decays at rate 0.5 - 1"
)
assert abs(exponent_of([[2.0]], [0.01], 40, 0.02) + 0.83) < 0.02, (
    "this unit leaves silence in the first half, which is not counted, and settles near x = 1.9; "
    "there the slope of tanh is 0.083, so the rate is -1 + 2 * 0.083"
)
assert abs(exponent_of([[2.0]], [0.01], 40, 0.02, I=5.0) + 0.285) < 0.05, (
    "the input swings the unit through zero, where its slope is steep: -0.285 on average"
)

# %% role="demo"
# The network of this notebook: what does an input do to its chaos?
for amplitude in (0, 1, 2, 5):
    exponent = lyapunov_exponent(
        1.5 * J_unit, x0, 200, 0.05, amplitude, omega, theta, rng=np.random.default_rng(2)
    )
    print(f"N = 500, g = 1.5, I = {amplitude}: exponent {exponent:+.3f}")

# %% role="demo"
# Exponent against gain, in small and larger networks, beside the theory for infinitely many units.
theory_gains = [0.4, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0, 2.5, 3.0]
theory = [-0.6, 0.0, 0.004, 0.012, 0.022, 0.034, 0.047, 0.080, 0.112, 0.176, 0.236]
gains = [0.5, 0.8, 1.0, 1.5, 2.0, 3.0]

fig, ax = plt.subplots(figsize=(6.5, 4), layout="constrained")
for size, colour, stroke in ((100, "tab:orange", "s--"), (300, "tab:blue", "o-")):
    own_rng = np.random.default_rng(4)
    for network in range(3):
        own_J = own_rng.standard_normal((size, size)) / np.sqrt(size)
        own_x0 = own_rng.standard_normal(size)
        found = [lyapunov_exponent(g * own_J, own_x0, 150, 0.05, rng=own_rng) for g in gains]
        label = f"N = {size}" if network == 0 else None
        ax.plot(gains, found, stroke, color=colour, markersize=4, linewidth=0.7, label=label)
        print(f"N = {size}, network {network}: exponents {np.round(found, 3)}")
ax.plot(theory_gains, theory, "k-", linewidth=2, label="infinitely many units")
ax.axhline(0, color="gray", linewidth=0.7)
ax.set_xlabel("gain g")
ax.set_ylabel("leading Lyapunov exponent")
ax.legend()
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Leading exponent against gain: three networks of 100, three of 300 and the theory (the thick
# black line), which rises to zero at g = 1 and on from there, less steeply. The networks follow
# it from about -0.5 upwards and mostly stay below it from g = 1 on, the small ones further and
# with a wider spread.
#
# </details>

# %% [markdown]
# **2f, written ({{ written points }}).** Five groups each simulate *one* network with $N=100$ and
# $g=1.5$ and report the exponents $-0.09$, $0.02$, $-0.03$, $0.01$ and $-0.15$. "The theory
# promises chaos above $g=1$," they write, "and it is wrong." What do you reply, and what should
# they measure before they judge? At most six sentences. (Look at the figure. You may also count
# how many eigenvalues of $J$ lie to the right of 1, with your tools of Problem 1.)

# %% [markdown] question="2f" role="written" points=2
# <!-- BEGIN SOLUTION -->
# **Model answer.** *Reply.* The theory speaks about $N\to\infty$, and in a finite network the
# border at $g=1$ is blurred. At $g=1.5$ about 11 % of the eigenvalues of $J$ lie to the right of
# 1, so with $N=100$ only some ten directions are unstable, and their number and strength differ
# from draw to draw; many such networks find a stable fixed point or a periodic orbit in which to
# rest. (Of 40 networks with $N=100$, the exponents at $g=1.5$ and $T=200$ went from $-0.25$ to
# $0.04$, and more than two thirds were negative. Of 48 with $N=500$, a quarter were still
# negative, with a mean of 0.015 where the theory says 0.047. At $g=3$ all networks with $N=500$
# were chaotic.) So the five numbers are what the theory's small cousins look like, and contradict
# nothing.
#
# *Before judging:* the distribution over many networks instead of one, for growing $N$, to see
# whether the mean moves towards the theory and the spread shrinks; and the error of a single
# exponent, from runs of different length $T$ and step $dt$, since an exponent of 0.01 is not
# distinguishable from 0 (which is a periodic orbit) without it. (The sign at $T=200$ is no
# verdict: some of the negative ones turned out chaotic later, some of the positive ones came to
# rest. Whether the network stands still, or comes back to where it was, says more.)
#
# **Rubric.** 1 for the reply: ½ for "the theory is for infinitely many units"; ½ for any valid
# reason why small networks differ (few unstable directions, stable fixed points, limit cycles,
# variation of the eigenvalues or of the exponents). 1 for what to measure: ½ for many networks
# and larger $N$; ½ for the uncertainty of each number ($T$, $dt$, transient, other starts), or
# for looking whether the activity comes to rest or repeats itself.
# <!-- END SOLUTION -->

# %% [markdown]
# ## 2g  The best rhythm to silence chaos
#
# *{{ automatic points }}, and {{ written }} for the written part; about {{ minutes }} minutes.
# Beyond the lecture; to read: [Rajan, Abbott & Sompolinsky
# 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
#
# A strong input ends the chaos. How strong must it be, and does its frequency matter? The
# critical amplitude $I_c(\omega)$ is the amplitude from which on the network is not chaotic any
# more. Rajan, Abbott & Sompolinsky (2010) found it by a theory for infinitely many units; the
# black curve in the figure below is what their equations give for our tanh.
#
# Write `critical_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng)`, which searches for it
# on a grid: for each of the `amplitudes`, an ascending array, find the leading Lyapunov exponent
# of the network `J` (which has the gain in it) with an input of this amplitude and of angular
# frequency `omega`, by the recipe of 2f: Euler steps from `x0`, half of the steps not counted.
# Return the smallest amplitude **from which on the exponent is negative for all amplitudes that
# follow**, itself included. If the last exponent is not negative, return `np.inf`.
#
# - Draw one perturbation `rng.standard_normal(N)` and use the same one for every amplitude. Draw
#   nothing else.
# - `theta` is a number or an array of shape `(N,)`.
# - Do not call `lyapunov_exponent`: copy what you need from it, so that this function stands on
#   its own. (You can also let all amplitudes run side by side, as the rows of one array. Then one
#   matrix product serves all of them, and the cells below take seconds.)
#
# **Why it matters.** A stimulus that silences the internal chaos makes responses reliable: the
# network does the same in every trial. That this is easiest at a certain rhythm is a prediction
# for experiments, and it is not what a single neuron would tell you: a membrane prefers the
# slowest input.
#
# **How to tell that you are right.** At $g=1.5$, an input with $\omega=2.5$ must be much stronger
# than one with $\omega=0.25$. But single networks vary a lot, and small ones may not be chaotic
# without any input, in which case $I_c$ on your grid is its first value. So average: over 60
# networks of 200 units ($T=200$, $dt=0.1$) we found a mean of 1.7 at $\omega=2.5$ and 0.3 at
# $\omega=0.25$, with standard deviations of 1.0 and 0.3 between networks.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Exponents need not fall steadily with the amplitude: a weak input can calm the network and a
# stronger one wake it up. Look for the *last* amplitude whose exponent is not negative; the one
# after it is the answer.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Only the sign of the growth matters. One row per amplitude lets a single product, `@ J.T`, serve
# all of them; `np.flatnonzero` lists where something is true.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# With `lasting = np.flatnonzero(growth >= 0)`: number 0 if it is empty, else `lasting[-1] + 1`,
# and `np.inf` if that is past the end.
#
# </details>


# %% question="2g" role="answer"
def critical_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng):
    """The smallest of the ascending amplitudes from which on the leading exponent is negative.

    np.inf if the exponent at the largest amplitude is not negative.
    """
    # BEGIN SOLUTION
    # One row per amplitude: row a of x is the network that hears amplitudes[a]. States are rows,
    # so J acts from the right, transposed.
    drive = np.asarray(amplitudes, dtype=float)[:, None]
    x = np.tile(x0, (len(drive), 1))
    v = np.tile(rng.standard_normal(len(x0)), (len(drive), 1))
    growth = np.zeros(len(drive))

    steps = round(T / dt)
    for k in range(steps):
        r = np.tanh(x)
        v = v + dt * (-v + ((1 - r**2) * v) @ J.T)
        x = x + dt * (-x + r @ J.T + drive * np.cos(omega * k * dt + theta))
        length = np.linalg.norm(v, axis=1)
        v = v / length[:, None]
        if k >= steps // 2:
            growth += np.log(length)

    # Only the sign matters, so there is no need to divide by the time. The answer comes right
    # after the last amplitude at which differences did not shrink.
    lasting = np.flatnonzero(growth >= 0)
    first = lasting[-1] + 1 if lasting.size else 0
    return float(drive[first, 0]) if first < len(drive) else np.inf
    # END SOLUTION


# %% question="2g" role="check" points=3 minutes=30
# A unit that excites itself and starts exactly at zero: it stays there, on the mountain top, and
# differences grow. Any input pushes it down to one side, where they shrink.
bistable = (1.0, np.array([[2.0]]), np.zeros(1), 0.0)
assert critical_amplitude(*bistable, [0.0, 1.0, 3.0], 40, 0.05, np.random.default_rng(1)) == 1.0, (
    "the exponent is negative from the second amplitude on"
)
assert critical_amplitude(*bistable, [0.0], 40, 0.05, np.random.default_rng(1)) == np.inf, (
    "if the last exponent is not negative, the critical amplitude is not on the grid: np.inf"
)
assert (
    critical_amplitude(
        1.0, np.zeros((2, 2)), np.ones(2), 0.0, [0.5, 1.0], 40, 0.05, np.random.default_rng(1)
    )
    == 0.5
), "without connections every exponent is negative, so the first amplitude is the answer"

# %% role="demo"
# Four frequencies, three networks of 200 units, beside the theory for infinitely many units.
theory_omega = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.4, 0.5, 0.75, 1.0, 1.5, 2.5, 5.0]
theory_I = [0.53, 0.49, 0.45, 0.43, 0.44, 0.46, 0.59, 0.70, 0.96, 1.22, 1.72, 2.68, 5.13]
grid = np.array([0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4])
omegas = [0.15, 0.5, 1.0, 2.5]

critical = np.zeros((3, len(omegas)))
for network in range(3):
    own_rng = np.random.default_rng(network)
    own_J = 1.5 / np.sqrt(200) * own_rng.standard_normal((200, 200))
    own_theta, own_x0 = own_rng.uniform(0, 2 * np.pi, 200), own_rng.standard_normal(200)
    for column, w in enumerate(omegas):
        critical[network, column] = critical_amplitude(
            w, own_J, own_x0, own_theta, grid, 200, 0.1, own_rng
        )
    print(f"network {network}: critical amplitudes {critical[network]} at omega = {omegas}")

fig, ax = plt.subplots(figsize=(6.5, 4), layout="constrained")
ax.semilogx(theory_omega, theory_I, "k-", label="theory, infinitely many units")
ax.semilogx(omegas, critical.T, ".", color="tab:blue", alpha=0.5)
ax.semilogx(omegas, critical.mean(axis=0), "o", color="tab:blue", label="N = 200, mean of the dots")
ax.set_xlim(0.018, 3)
ax.set_ylim(-0.1, 3.2)
ax.set_xlabel("angular frequency of the input")
ax.set_ylabel("critical amplitude")
ax.set_title("g = 1.5: above the curve the input wins")
ax.legend()
plt.show()

# %% [markdown]
# Two honest remarks about this figure. Most points lie below the curve, because networks of 200
# units are less chaotic than the theory's (2f). And the *minimum* of the curve, near
# $\omega=0.15$, is shallow: three networks cannot show it, twenty of this size did not either,
# and a sweep that starts at $\omega=0.25$ sees only a curve that rises. What the points do show
# is that fast inputs must be much stronger.
#
# **2g, written ({{ written points }}).** According to the theory, chaos is silenced most easily
# at an intermediate frequency. Why not at the highest? And why could the very slowest input be
# less effective than a slow one? One argument for each side is enough; for the second, imagine
# the input so slow that it is constant for a long time, with another value in each unit. At most
# six sentences.

# %% [markdown] question="2g" role="written" points=2
# <!-- BEGIN SOLUTION -->
# **Model answer.** *Not the highest.* The leak is a low-pass filter: an input of amplitude $I$
# moves the current by $I/\sqrt{1+\omega^2}$, which goes to zero for $\omega\to\infty$. So $I_c$
# grows in proportion to $\omega$ (2.68 at 2.5, 5.13 at 5). The same filter stands between units:
# at low frequency the network passes the rhythm around and amplifies it, at high frequency it
# does not, and the input must saturate every unit on its own.
#
# *Not the slowest.* An input that hardly changes does not vanish: units with a large input are
# saturated, and so it can silence chaos too, at a finite amplitude (the theory's curve is at 0.53
# for $\omega=0.02$, and at 0.60 for an input that stands still). But it is a frozen pattern:
# units whose input happens to be close to zero keep their full slope for a long time, and
# differences that live on them can grow all the while. An input that moves as fast as the
# network's own fluctuations (some time constants) sweeps saturation over all units before
# differences have grown, so no group of units stays open.
#
# **Rubric.** 1 for high frequencies: the membrane filters, with or without the formula (½ for "it
# averages out" without saying what averages). 1 for low frequencies: ½ for regarding slow input
# as a nearly constant, unit-dependent pattern; ½ for a reason why that suppresses less well
# (units that stay near zero input stay unsaturated; no interaction with the network's own time
# scale; the network settles around each value and stays chaotic there). That the minimum is at
# the time scale of the network's own fluctuations, with that argument spelled out, is full credit
# too.
# <!-- END SOLUTION -->

# %% [markdown]
# ## References
#
# - G. Benettin, L. Galgani, A. Giorgilli, and J.-M. Strelcyn. Lyapunov characteristic exponents
#   for smooth dynamical systems and for Hamiltonian systems; a method for computing all of them.
#   *Meccanica*, 15:9–30, 1980. [doi:10.1007/BF02128236](https://doi.org/10.1007/BF02128236).
# - N. Bertschinger and T. Natschläger. Real-time computation at the edge of chaos in recurrent
#   neural networks. *Neural Computation*, 16:1413–1436, 2004.
#   [doi:10.1162/089976604323057443](https://doi.org/10.1162/089976604323057443).
# - M. M. Churchland, B. M. Yu, J. P. Cunningham, and others. Stimulus onset quenches neural
#   variability: a widespread cortical phenomenon. *Nature Neuroscience*, 13:369–378, 2010.
#   [doi:10.1038/nn.2501](https://doi.org/10.1038/nn.2501).
# - Z. F. Mainen and T. J. Sejnowski. Reliability of spike timing in neocortical neurons.
#   *Science*, 268:1503–1506, 1995.
#   [doi:10.1126/science.7770778](https://doi.org/10.1126/science.7770778).
# - K. Rajan, L. F. Abbott, and H. Sompolinsky. Stimulus-dependent suppression of chaos in
#   recurrent neural networks. *Physical Review E*, 82:011903, 2010.
#   [doi:10.1103/PhysRevE.82.011903](https://doi.org/10.1103/PhysRevE.82.011903).
# - H. Sompolinsky, A. Crisanti, and H.-J. Sommers. Chaos in random neural networks. *Physical
#   Review Letters*, 61:259–262, 1988.
#   [doi:10.1103/PhysRevLett.61.259](https://doi.org/10.1103/PhysRevLett.61.259).
# - D. Sussillo and L. F. Abbott. Generating coherent patterns of activity from chaotic neural
#   networks. *Neuron*, 63:544–557, 2009.
#   [doi:10.1016/j.neuron.2009.07.018](https://doi.org/10.1016/j.neuron.2009.07.018).
