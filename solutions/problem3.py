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
# # Problem 3: A network trained on data
#
# *Recurrent neural networks in neuroscience. You need [lecture
# 2](https://www.rajanlab.com/resources) (applications), numpy, scipy and matplotlib. {{ points }}
# points: {{ automatic }} are marked automatically, {{ written }} by a person. It takes about
# {{ minutes }} minutes.*
#
# While a mouse keeps a choice in mind on its way to the end of a corridor, neurons in its
# parietal cortex fire one after the other, each for a short while, in a sequence that spans the
# whole delay (Harvey, Coen & Tank 2012). Must a circuit be built like a row of dominoes to do
# this? Rajan, Harvey & Tank (2016) started from a random network instead, and allowed only a small
# share of its connections to change. In this problem you get such a network, before and after its
# training, and take it apart: what it does (3a to 3c), how its connections changed (3d to 3g),
# what this means for its dynamics (3h). Then you write the learning rule (3i) and train a small
# network of your own (3j).
#
# ## The model
#
# $$\tau\,\frac{dx_i}{dt} \;=\; -x_i \;+\; \sum_{j=1}^{N} J_{ij}\,r_j \;+\; u_i(t) \;+\;
# \text{noise},\qquad r_j = \frac{1}{1+e^{-x_j}}\qquad\qquad (1)$$
#
# It is the network of Problems 1 and 2 with three changes. Time is in seconds, so the membrane
# time constant appears: $\tau = 10$ ms. Rates are logistic, between 0 and 1, so *silent* means a
# rate near 0 and a very negative current; the slope of a neuron is $r(1-r)$, which is at most ¼.
# And each neuron receives an input $u_i(t)$ that wanders slowly (within about a second) and at
# random, but is **the same in every run**, beside noise that is new in every run.
#
# The **target** is a bump of activity that moves once through the population, from the first
# neuron to the last, in 10.6 s. The random network ($N=500$, $g=1.5$) was taught in 120 runs, and
# then left alone for a few. Of all connections, only those that *leave* some neurons could
# change. Which neurons these were, you will have to find out.
#
# ## The data
#
# The file `pset_p3.mat` uses the names of the COSYNE 2021 tutorial. The code below reads it and
# turns all activity to *time first, neurons second*, as in Problem 2:
#
# | name | shape | what it is |
# |---|---|---|
# | `N`, `g` | | number of neurons, strength of the random connections |
# | `t` | `(T,)` | times of the rates, in seconds |
# | `R0`, `R` | `(T, N)` | rates before training, and after it, in a run without learning |
# | `target_t` | `(K,)` | times of the targets, in seconds; fewer than there are rates |
# | `target` | `(K, N)` | target rates |
# | `J0`, `J` | `(N, N)` | connections before and after training |
#
# Please leave these variables as they are: all questions share them.
#
# ## Conventions
#
# As in Problem 1: `J[i, j]` leads **from neuron j to neuron i**, so column `j` holds everything
# that neuron `j` says. Trajectories have shape `(time, neurons)`. Randomness comes only from a
# generator `rng` that is handed in. A function uses its arguments and nothing else (not the
# variables of the data set!), and returns its answer. It **leaves its arguments as they were**:
# `R /= R.max()` would change the data for all later questions. Hidden checks look at this in
# every question.
#
# ## How to work, and how it is marked
#
# **Advanced mode.** Fill in this notebook from top to bottom. Every place for your work says
# `YOUR CODE HERE` or `YOUR ANSWER HERE`; keep the `def` lines. Cells without points only run your
# functions and draw; do change them and play.
#
# **Beginner mode.** Take the worked script, run it, and annotate it. Each question has a line
# that says where to begin. Then close the script and try the question in the notebook.
#
# The check below a function is a sample: passing it means that you are on track. Hidden checks
# call your functions with other networks of other sizes, so the numbers of this data set will not
# help. Answers are compared in double precision, which is what numpy computes in unless you ask
# for less. The written parts are read by a person, and short answers are welcome. Discuss the
# ideas with anyone; what you hand in for points must be your own work. Before you hand in,
# restart the kernel and run all cells in order.

# %% role="setup"
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from scipy.io import loadmat

# %% role="setup"
# Read the data set. There is nothing to do here, but do look at the shapes that are printed.


def read_data(name="pset_p3.mat"):
    """The variables of the file, or None if it is in none of the usual places."""
    places = [Path("data"), Path("."), Path("../assignments/data")]
    if "__file__" in globals():  # a script may be started from another folder
        places += [Path(__file__).resolve().parent / place for place in places]
    for path in (place / name for place in places):
        if path.is_file():
            try:
                return loadmat(path)
            except Exception as problem:  # damage shows as any of a dozen errors
                raise RuntimeError(
                    f"{path} cannot be read. If it is a download, fetch it again; if it comes "
                    "from MATLAB, save it there with the option -v7."
                ) from problem
    return None


def stand_in(N=100, g=1.5, seed=0):
    """An imitation of the data set, made up by hand: nobody trained it, nothing in it moves."""
    rng = np.random.default_rng(seed)
    place = np.arange(N) / N
    target_t = 0.0641 * np.arange(166)
    t = np.arange(0, target_t[-1], 0.005)

    def bump(when):
        return np.exp(-(((place - when[:, None] / target_t[-1]) / 0.06) ** 2))

    bumps = bump(t - 0.05) + 0.1 * rng.standard_normal((len(t), N))
    random = g / np.sqrt(N) * rng.standard_normal((N, N))
    chosen = rng.choice(N, N // 5, replace=False)
    distance = place[:, None] - place[chosen]
    changed = random.copy()
    changed[:, chosen] += 4 * np.exp(-((distance / 0.06) ** 2)) + rng.normal(-1, 1.5, (N, N // 5))
    return {
        "N": N,
        "g": g,
        "t": t,
        "R0": rng.uniform(0.2, 0.8, (N, len(t))),
        "R": np.clip(bumps, 0, 1).T,
        "target_t": target_t,
        "target_activity": bump(target_t).T,
        "J0": random,
        "J": changed,
    }


data = read_data()
if data is None:
    print("pset_p3.mat was not found. Put it into a folder `data` beside this notebook: it is part")
    print("of the zip that you were given (instructors: `make data` in the course's folder).")
    print("Meanwhile you work with a STAND-IN that was made up by hand. Every cell runs with it,")
    print("but the numbers and figures are not those that the text speaks of.\n")
    data = stand_in()

# The file has (neurons, time) and single precision; we use (time, neurons) and double precision.
N, g = int(np.ravel(data["N"])[0]), float(np.ravel(data["g"])[0])
t, target_t = np.ravel(data["t"]), np.ravel(data["target_t"])
R0, R, target = (np.array(data[name], float).T for name in ("R0", "R", "target_activity"))
J0, J = (np.array(data[name], float) for name in ("J0", "J"))
print(f"{N} neurons, g = {g:g}; rates {R.shape}, targets {target.shape}, connections {J.shape}")

# %% [markdown]
# ## 3a  Does the network follow its targets?
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 2; to read: [Rajan, Harvey & Tank
# 2016](https://doi.org/10.1016/j.neuron.2016.02.009), [Harvey, Coen & Tank
# 2012](https://doi.org/10.1038/nature10918).*
#
# Before anything else, look at the activity and put a number on it. The usual number is the share
# of the targets' variance that the rates explain,
#
# $$\text{pVar} \;=\; 1-\frac{\lVert D\rVert_F^2}{\text{size}(D)\;\text{var}(Z)},\qquad
# D = Z - \frac{R(\text{target times})}{\max R},$$
#
# with the targets $Z$. The Frobenius norm squared, $\lVert D\rVert_F^2$, is the sum of all
# squared entries, $\text{size}(D)$ is the number of entries of $D$ (as many as $Z$ has), and
# $\text{var}(Z)$ is the variance of *all* entries of $Z$ about their common mean: one number for
# all neurons and times (divide by the number of entries, as `np.var` does).
#
# Write two functions.
#
# 1. `variance_explained(R, t, target, target_t)` returns pVar, a number. `R` has shape `(T, N)`
#    and holds the rates at the times `t`, shape `(T,)`; `target` has shape `(K, N)` and belongs
#    to the times `target_t`, shape `(K,)`.
#    - For each target time take the row of `R` whose time is **nearest** (do not interpolate or
#      average; of two that are equally near, either will do). Do not assume that `t` starts at
#      zero or that its steps are equal.
#    - Divide by the **largest rate in `R`**: the maximum over all neurons and *all* times `t`, not
#      only over the rows that you have picked.
# 2. `plot_units(t, R, target_t, target, units)` makes a new figure and returns its `Axes`. For
#    each neuron in the list `units` (column numbers) draw two curves: its rate against `t`, over
#    the largest rate in `R` as above, and its target against `target_t`. Label both axes, and add
#    a legend that says which curve is which.
#
# **Why it matters.** A model that is fitted to recordings is judged by how much of their variance
# it explains. Such a number hides choices: here, that every neuron is divided by *one* common
# maximum, so that a neuron which is too weak is counted as an error. Know the choices before you
# compare numbers of two papers.
#
# **How to tell that you are right.** Rates that follow the targets exactly, up to a common
# factor, give 1. There is no lower bound: a network that is active at the wrong times can be much
# worse than guessing the targets' mean all the time, which would give 0. The trained network
# should reach about 0.84. The untrained one is far below zero; look at the figure to see why. (In
# other networks trained by the same recipe we found 0.55 to 0.87: now and then the bump
# stumbles.)
#
# **If you read the worked script:** say what `[:, None]` does to the shape of `target_t`, and
# what shape the table of time differences has. Then replace `R.max()` by the maximum of the
# sampled rows, and predict whether the result goes up or down.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# For each target time, which row of the rates is closest in time? The rest is the formula.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# A table of time differences, one row per target time and one column per rate time, lets `argmin`
# find all the nearest at once. A column minus a row makes such a table.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `np.argmin(np.abs(target_t[:, None] - t), axis=1)` are the rows; then the difference is
# `target - R[rows] / R.max()`.
#
# </details>


# %% question="3a" role="answer"
def variance_explained(R, t, target, target_t):
    """Share of the variance of the targets (K, N) that is explained by the rates (T, N).

    The rates are taken at the times nearest to target_t (K,) among t (T,), and divided by the
    largest entry of R.
    """
    # BEGIN SOLUTION
    # A column of K target times minus a row of T rate times is a (K, T) table of differences; the
    # smallest distance in each row tells which sample of the rates belongs to this target.
    nearest = np.argmin(np.abs(target_t[:, None] - t), axis=1)
    difference = target - R[nearest] / R.max()

    # The mean squared error, in units of what a flat line at the mean of the targets would have.
    return 1 - np.sum(difference**2) / (difference.size * np.var(target))
    # END SOLUTION


# %% question="3a" role="answer"
def plot_units(t, R, target_t, target, units):
    """Draw the rates of some units, over the largest rate of all, and their targets.

    units is a list of column numbers. Makes a new figure and returns its Axes.
    """
    # BEGIN SOLUTION
    fig, ax = plt.subplots(figsize=(8, 3.5), layout="constrained")
    for number, unit in enumerate(units):
        color = f"C{number}"  # a unit and its target share a colour
        ax.plot(t, R[:, unit] / R.max(), color=color, linewidth=0.6, label=f"rate of unit {unit}")
        ax.plot(target_t, target[:, unit], "--", color=color, linewidth=2, label="its target")
    ax.set_xlabel("time (s)")
    ax.set_ylabel("rate / largest rate")
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    return ax
    # END SOLUTION


# %% question="3a" role="check" points=3 minutes=20
# Two neurons take turns. Five samples of the rates, three targets at times that do not quite match.
seconds = np.array([0.0, 0.1, 0.2, 0.3, 0.4])
turns = np.array([[0.2, 0.0], [0.1, 0.1], [0.0, 0.2], [0.1, 0.1], [0.2, 0.0]])
goal, goal_seconds = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), np.array([0.01, 0.17, 0.43])

assert np.ndim(variance_explained(turns, seconds, goal, goal_seconds)) == 0, "one number is asked"
assert np.isclose(variance_explained(turns, seconds, goal, goal_seconds), 1), (
    "at the nearest times (samples 0, 2 and 4) these rates are the targets, up to a factor: 1"
)
# Now the largest rate, 0.4, is at a moment for which there is no target.
turns[1, 0] = 0.4
assert np.isclose(variance_explained(turns, seconds, goal, goal_seconds), 0.5), (
    "the rates are divided by the largest rate of all times and neurons, here 0.4"
)

# %% question="3a" role="check"
axes = plot_units(seconds, turns, goal_seconds, goal, [0, 1])
assert isinstance(axes, plt.Axes), "return the Axes, not the figure and not None"
assert len(axes.lines) >= 4, "two units, and for each of them a rate and a target: four curves"
assert axes.get_xlabel() and axes.get_ylabel(), "both axes need a label"
assert axes.get_legend() is not None, "a legend must say which curve is which"
plt.close(axes.figure)

# %% role="demo"
# Three units of the trained network; then all units, before and after training.
ax = plot_units(t, R, target_t, target, [N // 4, N // 2, 3 * N // 4])
ax.set_title("The trained network and its targets")
plt.show()

fig, panels = plt.subplots(1, 3, figsize=(10, 3.2), sharey=True, layout="constrained")
for panel, (name, rates) in zip(
    panels, {"untrained": R0, "trained": R, "target": target}.items(), strict=True
):
    shown = rates[:: max(1, len(rates) // 600)].T / rates.max()
    picture = panel.imshow(shown, aspect="auto", vmin=0, vmax=1, extent=(0, t[-1], N, 0))
    panel.set_title(name)
    panel.set_xlabel("time (s)")
panels[0].set_ylabel("unit")
fig.colorbar(picture, ax=panels, label="rate / largest rate")
plt.show()

for name, rates in {"untrained": R0, "trained": R}.items():
    print(f"variance explained, {name}: {variance_explained(rates, t, target, target_t):.3f}")

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# First: the rates of three units, thin and noisy, each with its target, thick and dashed; one
# hump each, one after the other. Then three images, unit against time: horizontal stripes in the
# untrained network, a diagonal band from the first unit to the last in the trained one, with
# flaws, and in the target, clean.
#
# </details>

# %% [markdown]
# ## 3b  Three paths in one space
#
# *{{ automatic points }}, and {{ written }} for the written part; about {{ minutes }} minutes.
# Lecture 2; to read: [Rajan, Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# In Problem 2 you described the activity of a population by its principal components. To compare
# *several* sets of activity you need the same coordinates for all of them. Take those of the
# trained network: the components of `R`, with the mean of `R` as their origin. Then ask where in
# this space the untrained network and the targets are.
#
# Write two functions.
#
# 1. `project_onto(R, components, mean)` returns the coordinates of each row of `R`, shape
#    `(T, k)`. `components` has shape `(N, k)`, one component of length 1 in each **column**;
#    `mean`, shape `(N,)`, is the state from which the coordinates are measured. Use the mean
#    that is handed in, even if `R` has another one.
# 2. `plot_state_space(paths)` makes a new figure and returns its `Axes`. `paths` is a dictionary
#    from names to arrays of shape `(T, k)` with $k\ge2$ and any number of rows. Draw each as one
#    curve, its first column to the right and its second upwards. Label both axes, give them the
#    same scale, and add a legend with the names. (The function of this name in Problem 2 drew one
#    run, and took other arguments.)
#
# **Why it matters.** Components that were computed for one condition are the standard way to
# compare it with another: the same task on another day, another stimulus, a model beside its
# data. Had each data set its own components and its own mean, you would compare drawings on two
# differently folded sheets of paper.
#
# **How to tell that you are right.** Project the mean itself: it must land at the origin. The
# components are orthonormal, so projecting onto *all* of them keeps distances between states.
# What happens to the picture if every set is centred at its own mean? That is the mistake that
# this question is about: it hides how far apart the sets are.
#
# **If you read the worked script:** write the shape of every array next to its name. Which line
# of the cell below the checks decides *whose* components are used? Change it to the targets' and
# predict the picture.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# A coordinate is the dot product of the deviation from the mean with a component.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# States are rows, components are columns: one matrix product does it for all of them. Which mean?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `(R - mean) @ components`; and `ax.plot(path[:, 0], path[:, 1], label=name)` for each path.
#
# </details>


# %% question="3b" role="answer"
def project_onto(R, components, mean):
    """Coordinates (T, k) of the states R (T, N) along the columns of components (N, k).

    They are measured from the state mean, shape (N,).
    """
    # BEGIN SOLUTION
    # numpy lines up a (N,) array with the last axis, so the mean is subtracted from every row. Then
    # entry [time, component] of the product is the dot product of a row with a column.
    return (R - mean) @ components
    # END SOLUTION


# %% question="3b" role="answer"
def plot_state_space(paths):
    """Draw the first two coordinates of several paths, {name: array (T, k)}, k at least 2.

    Makes a new figure and returns its Axes.
    """
    # BEGIN SOLUTION
    fig, ax = plt.subplots(figsize=(6.5, 4.5), layout="constrained")
    for name, path in paths.items():
        ax.plot(path[:, 0], path[:, 1], linewidth=1, label=name)
    ax.set_aspect("equal")  # so that distances on the page are distances between states
    ax.set_xlabel("component 1")
    ax.set_ylabel("component 2")
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))  # beside the curves
    return ax
    # END SOLUTION


# %% question="3b" role="check" points=2 minutes=20
# Two states of three neurons, two components: the third neuron, and the first two together.
states = np.array([[1.0, 1.0, 5.0], [3.0, 1.0, 4.0]])
directions = np.array([[0.0, 0.6], [0.0, 0.8], [1.0, 0.0]])
origin = np.array([1.0, 0.0, 4.0])
found = project_onto(states, directions, origin)
assert np.shape(found) == (2, 2), "one row per state, one column per component"
assert np.allclose(found, [[1.0, 0.8], [0.0, 2.0]]), (
    "the first state differs from the mean by (0, 1, 1), the second by (2, 1, 0); a coordinate is "
    "the dot product of this difference with a column of `directions`"
)
assert np.allclose(project_onto(origin[None], directions, origin), 0), (
    "the mean that is handed in is the origin"
)

# %% question="3b" role="check"
axes = plot_state_space({"one": found, "other": np.array([[0.0, 0.0, 7.0], [1.0, 2.0, 7.0]])})
assert isinstance(axes, plt.Axes), "return the Axes, not the figure and not None"
assert axes.get_xlabel() and axes.get_ylabel(), "both axes need a label"
assert axes.get_aspect() in ("equal", 1), "both axes need the same scale: set_aspect('equal')"
assert axes.get_legend() is not None, "a legend must give the names of the paths"
plt.close(axes.figure)

# %% role="demo"
# The components of the trained network, and all three sets of activity in them.
activity = {"untrained": R0 / R0.max(), "trained": R / R.max(), "target": target}
mean = activity["trained"].mean(axis=0)
_, _, Vt = np.linalg.svd(activity["trained"] - mean, full_matrices=False)
components = Vt[:10].T

ax = plot_state_space(
    {name: project_onto(rates, components, mean) for name, rates in activity.items()}
)
ax.set_title("In the components of the trained network")
plt.show()

for name, rates in activity.items():
    inside = project_onto(rates, components, mean).var(axis=0).sum() / rates.var(axis=0).sum()
    print(f"{name}: {100 * inside:.0f} % of its variance lies along these ten components")

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Three curves in one plane, named in the legend: component 1 of the trained network to the right,
# component 2 upwards, both at the same scale. What they do is yours to describe.
#
# </details>

# %% [markdown]
# **3b, written ({{ written points }}).** What did training change about the activity? Describe
# the three paths in the figure, and use the percentages below it to say something that the figure
# alone cannot show. At most six sentences.

# %% [markdown] question="3b" role="written" points=2
# <!-- BEGIN SOLUTION -->
# **Model answer.** In this projection the untrained activity is a small cloud without direction:
# it jitters around one state. The target is a smooth curve that travels far through the space,
# and the trained path is a noisy copy of it: same turns in the same order. The percentages say
# that the *directions* changed: the trained network keeps about 91 % of its variance within ten
# of 500 directions, and the target has 87 % in the same ten, whereas of the untrained variance
# only about 2 % lies there, which is what ten directions chosen at random would contain
# ($10/500$). The figure cannot show this: a small cloud in these coordinates could be a large one
# in others, and so it is. Over all directions the untrained network varies half as much as the
# trained one (12.5 against 24.8), spread over very many directions; training gathered activity
# into a few.
#
# **Rubric.** ½ for the untrained path (small cloud in this picture, no structure); ½ for trained
# following target (with noise); 1 for the share of variance: ½ for the comparison of the numbers,
# ½ for what it means (training moved activity into a few directions that it hardly used before;
# or "the projection shows only a small part of the untrained activity"). "The untrained network
# hardly varies" is wrong, and costs the last half.
# <!-- END SOLUTION -->

# %% [markdown]
# ## 3c  How many dimensions?
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 2; to read: [Rajan, Harvey & Tank
# 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# Write `n_components(R)`: the smallest number of principal components of the rates `R`, shape
# `(T, N)`, that together hold **at least 90 %** of the variance over time. Return a whole number.
# (No hidden check sits so close to 90 % that rounding would decide. The function of this name in
# Problem 2 had the share as a second argument; this one has not.)
#
# Then compare the untrained network, the trained network, and the targets.
#
# > **Predict first.** The bump moves along a line, so that a single number, its position, says
# > everything about the target. Is one component enough? And which of the three sets of activity
# > needs the most? Write down three numbers before you read on.
#
# **Why it matters.** Recordings of hundreds of neurons often fit into about ten dimensions. Does
# it mean that the circuit could do no more? The untrained network answers: the same neurons, with
# the same input and noise but other connections, use many more. Beware of reading too much into
# it: most of them are private noise, which moves every neuron on its own. Run without noise, our
# untrained network needs 21 components, and the trained one still 10. A dimension is not yet a
# signal.
#
# **How to tell that you are right.** Make rates out of three independent signals of equal size,
# mixed into ten neurons: the answer can be at most 3. With signals of very different size it is
# less. In the data set you should find 157 for the untrained network, 10 for the trained one and
# 11 for the target. (Other networks of the recipe: 151 to 161, and 9 to 11.)
#
# **If you read the worked script:** print `share` for the target and mark in it where 90 % is
# passed. Then explain the `+ 1` in the last line to somebody who counts from one.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# The variances along the components are the eigenvalues of the covariance of the neurons over
# time. Add them up, the largest first, until 90 % of the sum is reached.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# `np.cov` wants one row per variable; `np.linalg.eigvalsh` returns ascending values; `np.cumsum`
# adds up. Mind the *index* of a component and the *number* of components.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `np.argmax(share >= 0.9) + 1`, with the cumulated `share`.
#
# </details>


# %% question="3c" role="answer"
def n_components(R):
    """Smallest number of principal components of R (T, N) with 90 % of its variance, an int."""
    # BEGIN SOLUTION
    # np.cov expects one row per variable, here per neuron: hence the transpose. It centres by
    # itself. eigvalsh (the matrix is symmetric) sorts ascending; [::-1] puts the largest first.
    variances = np.linalg.eigvalsh(np.cov(R.T))[::-1]
    share = np.cumsum(variances) / np.sum(variances)

    # argmax of a True/False array is the index of the first True. Index 0 means one component.
    return int(np.argmax(share >= 0.9)) + 1
    # END SOLUTION


# %% question="3c" role="check" points=2 minutes=10
# Four moments of three neurons that vary independently, with variances in the ratio 16 : 4 : 1.
independent = np.array([[4.0, 2.0, 1.0], [4.0, -2.0, -1.0], [-4.0, 2.0, -1.0], [-4.0, -2.0, 1.0]])
assert n_components(independent) == 2, "16/21 = 76 % is not enough, 20/21 = 95 % is"
assert n_components(independent * [1.0, 0.1, 0.1]) == 1, "the first neuron holds nearly all of it"
assert n_components(independent * [1.0, 2.0, 4.0]) == 3, "three equal shares: two hold only 67 %"
assert n_components(independent + [0.0, 90.0, 9.0]) == 2, "a constant has no variance"

# %% role="demo"
for name, rates in {"untrained": R0, "trained": R, "target": target}.items():
    print(f"{name}: {n_components(rates)} of {N} components hold 90 % of the variance")

# %% [markdown]
# ## 3d  How far did the connections move?
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 2; to read: [Rajan, Harvey & Tank
# 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# "The connections changed by 315 in Frobenius norm" tells nobody anything. A ruler is needed. A
# natural one is the distance between two networks that have nothing to do with each other: draw
# two *independent* matrices, each with independent entries of mean zero and of the same standard
# deviation as the entries of `J0`, and take the root of the mean squared distance,
#
# $$d \;=\; \sqrt{\big\langle \lVert A-B\rVert_F^2\big\rangle}\,.$$
#
# Work out $d$ on paper; it is a short formula with $N$ and the standard deviation. Then write
# `relative_change(J0, J)`, which returns $\lVert J-J_0\rVert_F/d$. Use the standard deviation of
# all entries of `J0` (`np.std` as it comes), and use the formula: a pair of matrices drawn at
# random would give a slightly different answer each time, and it is not accepted.
#
# **Why it matters.** Does learning adjust a circuit a little, or does it write a new one? A value
# of 1 means: as different as a network drawn afresh.
#
# **How to tell that you are right.** If `J` is `J0`, the answer is 0. If `J` is another random
# matrix of the same kind, it is close to 1. The answer must not depend on units: multiply both
# matrices by 1000. For the data set you should find about 6.6 (from 5.9 to 10.8 in other networks
# of the recipe). More than 1: how can that be, when two strangers are at distance 1? And remember
# that most columns did not change at all.
#
# **If you read the worked script:** fill in the step between "one entry" and "all entries" in
# the comment. Then predict what `relative_change(J0, -J0)` is, and try.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# What is the variance of the difference of two independent numbers? And how many entries does the
# squared norm add up?
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# `np.linalg.norm` of a matrix is its Frobenius norm.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# The variance doubles, and there are $N^2$ entries, so $d=\sqrt2\,N\,\sigma$ with the standard
# deviation $\sigma$ of the entries of `J0`.
#
# </details>


# %% question="3d" role="answer"
def relative_change(J0, J):
    """Frobenius norm of J - J0, in units of the distance of two independent matrices like J0."""
    # BEGIN SOLUTION
    # The difference of two independent numbers of variance s^2 has variance 2 s^2: that is one
    # entry. The squared norm adds up all N^2 of them, 2 N^2 s^2, and its root is sqrt(2) N s.
    strangers = np.sqrt(2) * len(J0) * np.std(J0)

    return np.linalg.norm(J - J0) / strangers  # the norm of a matrix is the Frobenius norm here
    # END SOLUTION


# %% question="3d" role="check" points=2 minutes=10
before = np.array([[0.0, 2.0], [-2.0, 0.0]])  # mean 0, standard deviation the root of 2
change = np.array([[1.0, 1.0], [1.0, -1.0]])
assert relative_change(before, before) == 0, "nothing has changed"
assert np.isclose(relative_change(before, before + change), 0.5), (
    "four entries that changed by 1 make a distance of 2; strangers are at a distance of 4"
)
assert np.isclose(relative_change(1000 * before, 1000 * (before + change)), 0.5), (
    "the same change in other units is the same change"
)

# %% role="demo"
print(f"relative change of the connections: {relative_change(J0, J):.2f}")
stranger = g / np.sqrt(N) * np.random.default_rng(4).standard_normal((N, N))
print(f"for comparison, of a matrix that was drawn afresh: {relative_change(J0, stranger):.3f}")

# %% [markdown]
# ## 3e  The distribution of the weights
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 2; to read: [Song et al.
# 2005](https://doi.org/10.1371/journal.pbio.0030068).*
#
# Write two functions.
#
# 1. `weight_density(J, bins)` returns `(density, edges)`: the probability density of all entries
#    of `J`, shape `(k,)`, and the edges of the $k$ bins, shape `(k + 1,)`. `bins` is either a
#    number of equally wide bins between the smallest and the largest entry, or an ascending
#    array of edges. The bins of such an array need not be equally wide; entries outside of them
#    do not count. The density integrates to 1 over the bins, and it is 0 in an empty bin.
# 2. `plot_weights(J0, J)` makes a new figure and returns its `Axes`. Draw the densities of both
#    matrices **in the same bins** (at least 50, from the smallest to the largest weight of the two
#    matrices together), as steps, bars, or a line through the middles of the bins. The axis of
#    the density is **logarithmic**. Label both axes, and add a legend.
#
# **Why it matters.** Strong synapses are rare, and they may matter most: in cortex, few strong
# connections stand out of a sea of weak ones (Song et al. 2005). On a linear axis you see the
# peak and miss them. On a logarithmic axis a Gaussian is a parabola, so that a heavy tail catches
# the eye.
#
# **How to tell that you are right.** Sum density times width of the bin: 1. The two densities
# must have the same edges; with edges of their own, two identical matrices with one outlier in
# one of them would look different everywhere. And is the curve of $J_0$ a parabola?
#
# **If you read the worked script:** say what goes wrong with the division by the widths if all
# weights are counted, and some lie outside of the edges. Then take the logarithmic axis away, and
# describe what you can no longer see.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# A density is a share *per unit of weight*, so the width of each bin matters; and a share is taken
# of the weights that were counted.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# `np.histogram` counts, and accepts both kinds of `bins`. Do not take the logarithm of the numbers
# yourself (what is that of an empty bin?): let the axis do it.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `counts / np.sum(counts) / np.diff(edges)`; and `ax.set_yscale("log")`.
#
# </details>


# %% question="3e" role="answer"
def weight_density(J, bins):
    """Probability density (k,) of the entries of J, and the edges (k + 1,) of the bins.

    bins is a number of equal bins or an ascending array of edges.
    """
    # BEGIN SOLUTION
    counts, edges = np.histogram(J, bins)  # flattens J by itself

    # Share of the counted weights in each bin, divided by the bin's own width. (The option
    # density=True of np.histogram does the same.)
    return counts / np.sum(counts) / np.diff(edges), edges
    # END SOLUTION


# %% question="3e" role="answer"
def plot_weights(J0, J):
    """Draw the densities of the weights of J0 and J in the same bins, on a logarithmic axis.

    Makes a new figure and returns its Axes.
    """
    # BEGIN SOLUTION
    # One set of edges for both: from the smallest to the largest weight of the two together.
    smallest = min(np.min(J0), np.min(J))
    largest = max(np.max(J0), np.max(J))
    edges = np.linspace(smallest, largest, 201)

    fig, ax = plt.subplots(figsize=(6.5, 4), layout="constrained")
    for name, matrix in (("trained, J", J), ("untrained, J0", J0)):
        density, _ = weight_density(matrix, edges)
        ax.stairs(density, edges, linewidth=1.5, label=name)
    ax.set_yscale("log")
    ax.set_xlabel("weight")
    ax.set_ylabel("probability density")
    ax.legend(loc="upper right")
    return ax
    # END SOLUTION


# %% question="3e" role="check" points=3 minutes=15
few = np.array([[0.0, 0.1], [0.2, 4.0]])
density, edges = weight_density(few, np.array([0.0, 0.5, 1.0, 5.0]))
assert np.shape(density) == (3,) and np.shape(edges) == (4,), "k bins have k + 1 edges"
assert np.allclose(density, [1.5, 0.0, 0.0625]), (
    "three of four weights in a bin of width 0.5, none in the second, one in a bin of width 4"
)
density, edges = weight_density(few, 4)
assert np.allclose(edges, [0, 1, 2, 3, 4]), "four equal bins from smallest to largest weight"
assert np.isclose(np.sum(density * np.diff(edges)), 1), "a density integrates to 1"

# %% question="3e" role="check"
axes = plot_weights(few, 2 * few)
assert isinstance(axes, plt.Axes), "return the Axes, not the figure and not None"
assert axes.get_yscale() == "log", "the density needs a logarithmic axis"
assert axes.get_xlabel() and axes.get_ylabel(), "both axes need a label"
assert axes.get_legend() is not None, "a legend must say which matrix is which"
plt.close(axes.figure)

# %% role="demo"
ax = plot_weights(J0, J)
ax.set_title("Most weights are what they were; a few are very strong")
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Two densities on a logarithmic axis. The untrained weights make a narrow parabola around zero.
# The trained ones have nearly the same peak, and a low, wide hump that reaches from about -8 to
# 8.
#
# </details>

# %% [markdown]
# ## 3f  Four numbers for a distribution
#
# *{{ automatic points }}; about {{ minutes }} minutes. Lecture 2; to read: [Rajan, Harvey & Tank
# 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# Write `moments(J)`, which returns four numbers in this order, computed from **all** entries of
# `J` together, with $\langle\cdot\rangle$ for the mean over the entries (divide by their number):
#
# - the mean $\mu=\langle J_{ij}\rangle$ and the variance
#   $\sigma^2=\langle (J_{ij}-\mu)^2\rangle$;
# - the skewness $\langle (J_{ij}-\mu)^3\rangle/\sigma^3$: is one tail longer than the other?
# - the **excess** kurtosis $\langle (J_{ij}-\mu)^4\rangle/\sigma^4-3$: are both tails heavier than
#   those of a Gaussian, for which it is 0?
#
# **Why it matters.** Theories of random networks know the mean and the variance of the weights,
# and often nothing else. Which of your four numbers would warn you that such a theory may not
# apply to the trained network?
#
# **How to tell that you are right.** For `J0` you know all four beforehand: what are they? A coin
# that shows $\pm1$ has mean 0, variance 1, skewness 0 and excess kurtosis $-2$: nothing has
# lighter tails.
#
# Which of the moments changed most? (Mind that they come in different units; compare each with
# what it could have been by chance.) In our network the excess kurtosis goes from 0 to 28 (25 to
# 37 in others). Here is where it comes from: if a share $f$ of the weights is Gaussian and wide
# and the rest is narrow enough to count as zero, the excess kurtosis is $3/f-3$. Derive it in two
# lines, solve it for $f$, and you have a prediction for the next question.
#
# **If you read the worked script:** mark the place where the units of the weights cancel. Change
# the exponent 4 to 6 and find out by experiment what a Gaussian has there.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Subtract the mean first, and everything else is a mean of powers.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# `np.mean` without an axis is over all entries. `scipy.stats` has functions, too; read what they
# do with `axis` when you give them a matrix.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# With `z = (J - mean) / np.sqrt(variance)`: `np.mean(z**3)` and `np.mean(z**4) - 3`.
#
# </details>


# %% question="3f" role="answer"
def moments(J):
    """Mean, variance, skewness and excess kurtosis of all entries of J."""
    # BEGIN SOLUTION
    mean = np.mean(J)  # without an axis: over all entries
    variance = np.mean((J - mean) ** 2)

    # In units of the standard deviation the weights have no units; so have their mean powers.
    z = (J - mean) / np.sqrt(variance)
    return mean, variance, np.mean(z**3), np.mean(z**4) - 3
    # END SOLUTION


# %% question="3f" role="check" points=2 minutes=15
coin = np.array([[1.0, -1.0], [-1.0, 1.0]])
assert len(moments(coin)) == 4, "four numbers: mean, variance, skewness, excess kurtosis"
assert np.allclose(moments(coin), [0, 1, 0, -2]), "the coin of the text"
assert np.allclose(moments(3 * coin + 5), [5, 9, 0, -2]), (
    "a shift changes only the mean; a factor changes the variance by its square, and the shape not"
)
# One weight of four is on: a long tail on the positive side.
assert np.allclose(moments(np.array([[0.0, 0.0], [0.0, 4.0]])), [1, 3, 1.1547005, -0.6666667]), (
    "deviations from the mean are -1, -1, -1 and 3"
)

# %% role="demo"
print("                    mean   variance   skewness   excess kurtosis")
for name, matrix in {"untrained": J0, "trained": J, "change": J - J0}.items():
    print(f"{name:<12}" + "".join(f"{moment:12.4f}" for moment in moments(matrix)))

# %% [markdown]
# ## 3g  Which neurons were trained?
#
# *{{ automatic points }}, and {{ written }} for the written part; about {{ minutes }} minutes.
# Lecture 2; to read: [Rajan, Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009),
# [Ben-Yishai, Bar-Or & Sompolinsky 1995](https://doi.org/10.1073/pnas.92.9.3844).*
#
# Learning was allowed to change only the connections that *leave* certain neurons, the plastic
# ones. All other connections are in `J` exactly what they were in `J0`.
#
# Write `trained_columns(J0, J)`: the indices of the columns in which anything changed, as an
# ascending array of whole numbers. One entry is enough for a column to count. "Changed" means by
# more than rounding: by more than $10^{-6}$ of the largest weight in `J0` (in absolute value).
#
# **Why it matters.** Most synapses of a real circuit are not at your disposal either: the method
# is called *partial in-network training* for this reason, and how few plastic neurons suffice was
# one of its findings. And once you know where learning happened, you can look at *what* was
# learned: the connections among the trained neurons alone.
#
# **How to tell that you are right.** The number of columns must fit the prediction of 3f. Change
# one single entry of a copy of `J0` and see whether your function finds its column, also when the
# new entry has the opposite sign, or is smaller than before. In this data set you could find the
# columns by looking at `J` alone: the standard deviation of a trained column is 0.70 or more,
# that of the others at most 0.074. When would that fail?
#
# **If you read the worked script:** replace `axis=0` by `axis=1`, say in one sentence which
# neurons you then find, and predict how many there are. (For this data set. Then try.)
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Compare the matrices entry by entry first. Then ask for each column whether *any* of its entries
# has changed.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# A comparison makes a matrix of True and False; `np.any` goes along one axis; `np.flatnonzero`
# turns marks into indices.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `np.abs(J - J0) > 1e-6 * np.max(np.abs(J0))` are the marks, and axis 0 runs down a column.
#
# </details>


# %% question="3g" role="answer"
def trained_columns(J0, J):
    """Ascending indices of the columns in which any entry of J differs from J0."""
    # BEGIN SOLUTION
    changed = np.abs(J - J0) > 1e-6 * np.max(np.abs(J0))

    # axis=0 runs down the rows, so `any` looks through each column: one answer per sender.
    return np.flatnonzero(np.any(changed, axis=0))
    # END SOLUTION


# %% question="3g" role="check" points=2 minutes=25
old = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
new = old + np.array([[0.0, 0.0, 0.5], [0.0, 0.0, -0.5], [-9.0, 0.0, 0.0]])
assert np.array_equal(trained_columns(old, new), [0, 2]), (
    "one entry of the first column and two of the last have changed, and nothing in the middle"
)
assert len(trained_columns(old, old)) == 0, "nothing changed: no columns"
assert np.array_equal(trained_columns(old, old * [1.0, 1 + 1e-12, 2.0]), [2]), (
    "rounding in the twelfth digit is no change"
)

# %% role="demo"
# The weights among the trained neurons, sorted by the time at which each should be active.
columns = np.asarray(trained_columns(J0, J))
print(f"{len(columns)} of {N} columns were trained, a share of {len(columns) / N:.2f}")

order = columns[np.argsort(np.argmax(target[:, columns], axis=0), kind="stable")]
among = J[np.ix_(order, order)]  # rows and columns of the trained neurons only
distance = order[:, None] - order  # positive: the receiver's turn comes after the sender's

fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
limit = np.max(np.abs(among))
picture = left.imshow(among, cmap="RdBu_r", vmin=-limit, vmax=limit)
fig.colorbar(picture, ax=left, label="weight")
left.set_xlabel("from (trained units, by peak time)")
left.set_ylabel("to (trained units, by peak time)")

middles = np.linspace(-N / 2, N / 2, 41)
strip = [among[(np.abs(distance - m) < N / 80) & (distance != 0)] for m in middles]
right.plot(middles, [np.mean(weights) if len(weights) else np.nan for weights in strip], "o-")
right.axhline(0, color="black", linewidth=0.8)
right.set_xlabel("place of the receiver minus place of the sender")
right.set_ylabel("mean weight (without self-connections)")
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Left: the 50 by 50 weights among the trained units as an image, senders to the right and
# receivers downwards, both in the order of their peak times, red positive and blue negative.
# Right: the mean weight against the distance of receiver and sender in this order. What they look
# like is yours to describe.
#
# </details>

# %% [markdown]
# **3g, written ({{ written points }}).** Describe the weights among the trained neurons, ordered
# by the time of their peak, as the two panels show them. Which circuit that you know from the
# lectures is this like, and what does that circuit do? Name one respect in which ours is
# different, or one experiment on the network that would test whether the likeness goes deeper
# than the picture. At most eight sentences. (Rajan, Harvey & Tank 2016 looked at their own
# networks in this way.)

# %% [markdown] question="3g" role="written" points=2
# <!-- BEGIN SOLUTION -->
# **Model answer.** Next to the diagonal weights are positive on average, within about 5 % of the
# population to either side; everywhere else they are negative, about $-1$, and roughly
# independent of distance. Neurons that are active at about the same time excite each other, and
# all inhibit the rest. This is the wiring of a ring attractor (Ben-Yishai, Bar-Or & Sompolinsky
# 1995): local excitation and broad inhibition keep up a bump of activity, which can rest at any
# place.
#
# *Differences.* The band is noisy: single weights scatter by 1.5 to 2.5 around the profile, with
# stripes for single senders (and a neuron's weight onto itself is negative on average). Only 50
# of 500 neurons carry it. The order is not closed: our bump starts at one end and stops at the
# other. And the profile is about symmetric: the shift to one side that would push a bump onwards
# is not visible, so something else must move it.
#
# *Test.* Take the input away in the middle of a run: a ring attractor would keep its bump where
# it is. In this very network the bump is gone after 0.1 or 0.2 s, so in spite of the likeness it
# is no attractor; the input keeps it alive and moves it. This is what Rajan, Harvey & Tank (2016)
# found in their networks, too: sequences arise where connections and input work together, and not
# from connections that are feed-forward or asymmetric. (In the small networks of 3j, where half
# of the neurons are plastic, the bump survives and slides to one of a few places.)
#
# **Rubric.** 1 for the description: ½ positive near the diagonal, ½ negative away from it. ½ for
# ring attractor, line attractor or bump attractor, or any circuit that the student knows and
# defines, if the definition fits what the panels show ("local excitation, broad inhibition" with
# what it does is enough). ½ for one valid difference or test. "It is a feed-forward chain" earns
# nothing for the third part, unless it is argued from an asymmetry that was really measured.
# <!-- END SOLUTION -->

# %% [markdown]
# ## 3h  Eigenvalues before and after
#
# *{{ automatic points }}, and {{ written }} for the written part; about {{ minutes }} minutes.
# Lecture 2; to read: [Rajan & Abbott 2006](https://doi.org/10.1103/PhysRevLett.97.188104).*
#
# Write two functions.
#
# 1. `plot_eigenvalues(J0, J, g)` makes a new figure and returns its `Axes`. Draw in the complex
#    plane (real part to the right) the eigenvalues of `J0`, of `J`, and of the change `J - J0`,
#    as three sets of points without lines between them, and a circle of radius `g` around the
#    origin. Give both axes a label and the same scale, and add a legend in which the three sets
#    are called `J0`, `J` and `J - J0`.
# 2. `spectral_abscissa(J)` returns the largest real part of the eigenvalues of `J`, a real number.
#
# **Why it matters.** In 1d and 1e the eigenvalue furthest to the right decided whether silence
# was stable. The border was at 1, because the slope of tanh at rest is 1. Now a neuron's slope is
# $r(1-r)\le\tfrac14$: where is the border? (To carry the 1 over from Problem 1 without a thought
# is the most common slip here.)
#
# **How to tell that you are right.** `J0` has to fill the disk of radius $g$, as in 1e. The
# change has at most as many non-zero eigenvalues as it has non-zero columns (why?), so most of
# its points lie on top of each other. Expect a largest real part of about 1.5 before and 8.4
# after training (7.6 to 9.3 in other networks of the recipe), and a single eigenvalue near
# $-38$; can you guess from 3f and 3g where the latter comes from? To test `spectral_abscissa`,
# think of a matrix whose eigenvalue of largest modulus is negative.
#
# **If you read the worked script:** predict what becomes of each of the three sets of points when
# you swap the arguments `J0` and `J`. Then, in the cell below the checks, say which line turns
# the matrix `J` into the circuit *as a small perturbation experiences it* (remember 1c).
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# As in 1d: a real part is asked for, not a modulus. And all three sets are drawn in the same way.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# `np.linalg.eigvals`, and a loop over three names and three matrices. (`np.max` of complex numbers
# sorts them by real part first, but returns a complex number.)
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `np.max(np.linalg.eigvals(J).real)`; and `ax.plot(z.real, z.imag, ".", label=name)`.
#
# </details>


# %% question="3h" role="answer"
def plot_eigenvalues(J0, J, g):
    """Draw the eigenvalues of J0, J and J - J0 beside the circle of radius g.

    Makes a new figure and returns its Axes.
    """
    # BEGIN SOLUTION
    fig, ax = plt.subplots(figsize=(9, 4), layout="constrained")
    for name, matrix, mark in (("J - J0", J - J0, "x"), ("J", J, "."), ("J0", J0, "+")):
        eigenvalues = np.linalg.eigvals(matrix)
        ax.plot(eigenvalues.real, eigenvalues.imag, mark, markersize=4, label=name)
    angle = np.linspace(0, 2 * np.pi, 201)
    ax.plot(g * np.cos(angle), g * np.sin(angle), "k-", label=f"radius g = {g:g}")
    ax.set_aspect("equal")
    ax.set_xlabel("real part")
    ax.set_ylabel("imaginary part")
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    return ax
    # END SOLUTION


# %% question="3h" role="answer"
def spectral_abscissa(J):
    """The largest real part of the eigenvalues of J, a real number."""
    # BEGIN SOLUTION
    # The real part, not the modulus: -38 is far from the origin and as harmless as can be.
    return np.max(np.linalg.eigvals(J).real)
    # END SOLUTION


# %% question="3h" role="check" points=3 minutes=25
turning = np.array([[0.5, -2.0], [2.0, 0.5]])  # eigenvalues 0.5 + 2i and 0.5 - 2i
assert np.isrealobj(spectral_abscissa(turning)), "a real number is asked"
assert np.isclose(spectral_abscissa(turning), 0.5), "the real part, without the imaginary one"
assert np.isclose(spectral_abscissa(np.diag([-38.0, 0.3])), 0.3), (
    "-38 is the eigenvalue of largest modulus, but 0.3 is further to the right"
)

# %% question="3h" role="check"
axes = plot_eigenvalues(turning, np.diag([3.0, -1.0]), 1.5)
assert isinstance(axes, plt.Axes), "return the Axes, not the figure and not None"
assert axes.get_xlabel() and axes.get_ylabel(), "both axes need a label"
assert axes.get_aspect() in ("equal", 1), "both axes need the same scale: set_aspect('equal')"
assert axes.get_legend() is not None, "a legend must say which points are which"
names = [text.get_text() for text in axes.get_legend().get_texts()]
assert {"J0", "J", "J - J0"} <= set(names), "the three sets are called J0, J and J - J0"
plt.close(axes.figure)

# %% role="demo"
ax = plot_eigenvalues(J0, J, g)
ax.set_title("The whole picture")
ax = plot_eigenvalues(J0, J, g)
ax.set_title("The same, near the origin")
ax.set_xlim(-11, 9)
ax.set_ylim(-5, 5)
plt.show()

# What a small perturbation experiences at a state with rates r: every sender's column is scaled by
# the slope r (1 - r) of that sender. We look at five moments of each run.
for name, matrix, rates in (("untrained", J0, R0), ("trained", J, R)):
    along = [spectral_abscissa(matrix * (r * (1 - r))) for r in rates[50 :: len(rates) // 5]]
    print(f"{name}: largest real part of J {spectral_abscissa(matrix):.2f};", end=" ")
    print("with the slopes along the run", ", ".join(f"{value:.2f}" for value in along))

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# The complex plane twice, whole and near the origin. A dense disk of radius 1.5 holds the
# eigenvalues of J0. Those of J and of the change reach some five times as far, and one of each
# lies alone, far to the left.
#
# </details>

# %% [markdown]
# **3h, written ({{ written points }}).** What follows for the dynamics? Say first where the
# border of stability is for the eigenvalues of $J$ if all neurons have their steepest slope, and
# for those of $J$ *with* the slopes. Then: is the untrained network chaotic, since $g=1.5$ is
# above 1? And what do the numbers that the cell has printed for the trained network say about its
# bump, and what not? At most eight sentences.

# %% [markdown] question="3h" role="written" points=2
# <!-- BEGIN SOLUTION -->
# **Model answer.** Around a state with rates $r$ a perturbation obeys
# $\tau\dot\delta = (-I + J\,\mathrm{diag}(r(1-r)))\,\delta$. It decays if all eigenvalues of
# $J\,\mathrm{diag}(r(1-r))$ have a real part below 1. With the steepest slope, ¼, everywhere, this
# means: all eigenvalues of $J$ to the left of 4.
#
# *Untrained.* The largest real part is 1.5, far below 4; with the slopes of the run it is about
# 0.3. So perturbations die out within little more than $\tau$: no chaos. The border $g=1$ of
# Problems 1 and 2 belongs to tanh with slope 1. (Even better: $\lVert J_0\rVert/4\approx 3/4<1$,
# so the argument of 1f applies. Whatever the input, the network forgets where it started.) Its
# activity is input and noise, filtered.
#
# *Trained.* 8.4 is beyond 4: if all rates were one half, the state would be unstable, and the
# network would leave it for some pattern. But along the run most neurons are silent and have
# almost no slope, and the largest real part is mostly between 0.5 and 1.1. Near 1, feedback
# nearly makes up for the leak: perturbations along the bump decay slowly (time constant
# $\tau/(1-\lambda)$) or not at all, and a weak input suffices to move the bump. What the numbers
# do not say: where the bump goes, and whether it would survive without input. (The eigenvalue
# near $-38$ is the common inhibition: 50 trained columns with a mean of about $-0.78$. It is far
# to the left and lets total activity settle quickly.)
#
# **Rubric.** ½ for the borders, 4 and 1 (½ also if only one of them is given with its reason); ½
# for the untrained network: stable, no chaos, because of the slope; ½ for the trained one: beyond
# the border with the steepest slopes, so that it can have activity of its own, *or* near 1 along
# the run, slow directions; ½ for one valid limit (linear, near one state, state-dependent,
# nothing about where it goes, non-normal growth). "Unstable, because 8.4 > 1" earns nothing for
# the third part.
# <!-- END SOLUTION -->

# %% [markdown]
# ## 3i  One step of learning
#
# *{{ automatic points }}, and {{ written }} for the written part; about {{ minutes }} minutes.
# Beyond the lecture; to read: [Sussillo & Abbott
# 2009](https://doi.org/10.1016/j.neuron.2009.07.018), [Rajan, Harvey & Tank
# 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# How are such weights found? At a moment when a target is due, neuron $i$ receives the current
# $y_i$ (the recurrent sum, the input and the noise), and it should have received another one.
# Call the difference the error, $e_i = y_i - \text{target}_i$: **positive if the current is too
# large**. Only the $p$ plastic neurons may change what they send. Collect their rates at this
# moment in a vector $r$ of length $p$ and ask, for each neuron $i$: which change of its $p$
# plastic weights would be best, if all the moments *up to now* should be served, and not just
# this one?
#
# This is a least-squares problem, which grows by one equation at each moment. Recursive least
# squares solves it without ever looking back, because a matrix $P$, of shape `(p, p)`, sums up
# the past. It is the inverse of the correlation of the plastic rates, $P=(I+\sum r\,r^\top)^{-1}$,
# summed over the moments so far. The new moment updates it and then the weights:
#
# $$P_{\text{new}} = \big(P^{-1} + r\,r^\top\big)^{-1},\qquad\qquad
# J_{ij} \;\leftarrow\; J_{ij} - e_i\,\big(P_{\text{new}}\,r\big)_j
# \quad\text{for all } i \text{ and for plastic } j.$$
#
# (One $P$ serves all neurons $i$: they all listen to the same plastic neurons.)
#
# ![One step of learning. The error of the receivers and the rates of the plastic senders, weighed
# by P, make a matrix of rank one that is subtracted from the plastic columns of
# J.](attachment:learning-step.png)
#
# Two inversions at each moment would be slow and would collect rounding errors. But the new term
# $r\,r^\top$ has rank one, and then the inverse can be written down, with products only and with
# the number
#
# $$c \;=\; \frac{1}{1+r^\top P\,r}\,.$$
#
# Derive the formula for $P_{\text{new}}$ (or look up Sherman and Morrison), and from it a short
# expression for $P_{\text{new}}\,r$. Then write
#
# `rls_update(P, r, error, J, plastic)`, which returns the pair `(P, J)` of new arrays.
#
# - `P` has shape `(p, p)` and is symmetric; `r` has shape `(p,)` and holds the rates of the
#   plastic neurons **only**; `error` has shape `(N,)`, one entry for each of the `N` neurons; `J`
#   has shape `(N, N)`; `plastic` is an array of the `p` different indices of the plastic neurons,
#   in the same order as `r` (not necessarily ascending).
# - Do not invert a matrix or solve a system.
# - None of the arguments may be changed: work on copies.
#
# **Why it matters.** This is the rule behind FORCE learning (Sussillo & Abbott 2009) and its
# relatives. It makes errors small *at once* and keeps them small, so that the network is almost
# on the right path while it learns.
#
# **How to tell that you are right.** With few plastic neurons you can afford the inversion, and
# the check does: $P_{\text{new}}$ times $P^{-1}+r\,r^\top$ is the identity. Further, compute the
# current again with the new weights and the *same* rates: the error must be exactly $c$ times
# what it was. No learning rate needs to be chosen, and neither `dt` nor $\tau$ appears.
#
# **If you read the worked script:** write next to each line the shape of its result. Then find
# out which entries of `J` one call can change at most, and how many numbers that is for $N=500$
# and $p=50$.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# If $(P^{-1}+rr^\top)\,y=r$, then $y$ must be a multiple of $Pr$. Put it in and find which
# multiple: this is already $P_{\text{new}}\,r$.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# For the matrix itself, look for a symmetric one of rank one that is to be subtracted from $P$,
# built of the same vector $k=Pr$. `np.outer(a, b)[i, j]` is `a[i] * b[j]`: which of the two
# belongs to the receivers?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `P - c * np.outer(k, k)`; and on a copy of `J`, `J[:, plastic] -= np.outer(error, c * k)`.
#
# </details>


# %% question="3i" role="answer"
def rls_update(P, r, error, J, plastic):
    """One step of recursive least squares; returns new P (p, p) and J (N, N).

    r (p,): rates of the plastic neurons; error (N,): current minus target; plastic (p,): their
    columns of J. The arguments are left as they were.
    """
    # BEGIN SOLUTION
    # (P^-1 + r r') (P r) = r + r (r' P r) = r / c. Multiply by c and by the inverse of the bracket:
    # P_new r = c P r. So the new P is not even needed to find the step of the weights.
    k = P @ r
    c = 1 / (1 + r @ k)

    # Sherman & Morrison: a term of rank one in the matrix is a term of rank one in the inverse.
    P = P - c * np.outer(k, k)

    # Row i (the receiver) moves by its own error, column j (the sender) by how much the sender's
    # rate has told that was not known before.
    J = J.copy()
    J[:, plastic] -= np.outer(error, c * k)
    return P, J
    # END SOLUTION


# %% question="3i" role="check" points=4 minutes=35
# Three neurons, of which only the second is plastic; its rate is 2. Then c = 1/5.
P_new, J_new = rls_update(
    np.array([[1.0]]), np.array([2.0]), np.array([1.0, -1.0, 0.5]), np.zeros((3, 3)), np.array([1])
)
assert np.shape(P_new) == (1, 1) and np.isclose(P_new[0, 0], 0.2), "1 / (1 + 2 * 2)"
assert np.shape(J_new) == (3, 3) and not np.any(J_new[:, [0, 2]]), "only plastic columns change"
assert np.allclose(J_new[:, 1], [-0.4, 0.4, -0.2]), (
    "a current that is too large (error > 0) needs weaker weights: minus error times 0.2 times 2"
)

# %% question="3i" role="check"
# Four neurons, three of them plastic, in an order of their own. Here inverting is affordable.
rng = np.random.default_rng(5)
weights, rates, goal = rng.standard_normal((4, 4)), rng.random(4), rng.standard_normal(4)
plastic = np.array([3, 0, 2])
P_old = np.array([[1.0, 0.2, 0.0], [0.2, 0.5, 0.1], [0.0, 0.1, 2.0]])
kept = weights.copy()
error = weights @ rates - goal
P_new, J_new = rls_update(P_old, rates[plastic], error, weights, plastic)
slow = np.linalg.inv(P_old) + np.outer(rates[plastic], rates[plastic])
assert np.allclose(P_new @ slow, np.eye(3)), "the new P is the inverse of the old inverse plus r r'"
shrinks = 1 / (1 + rates[plastic] @ P_old @ rates[plastic])
assert np.allclose(J_new @ rates - goal, shrinks * error), "the same rates: c times the error"
assert np.array_equal(J_new[:, 1], weights[:, 1]), "the second neuron is not plastic"
assert np.array_equal(weights, kept) and P_old[0, 0] == 1, "the arguments must not be changed"

# %% role="demo"
# Learn one and the same moment eight times, then a moment in which other neurons are active.
usual, unusual = np.array([0.9, 0.5, 0.1, 0.1]), np.array([0.1, 0.5, 0.9, 0.9])
P, learned = np.eye(3), weights
for now in [usual] * 8 + [unusual] * 2:
    error = learned @ now - goal
    P, learned = rls_update(P, now[plastic], error, learned, plastic)
    left = np.linalg.norm(learned @ now - goal) / np.linalg.norm(error)
    name = "usual rates  " if now is usual else "unusual rates"
    print(f"{name}: error {np.linalg.norm(error):.3f}, after the step {left:.3f} times as large")

# %% [markdown]
# **3i, written ({{ written points }}).** Show that with the new weights, and the same rates,
# input and noise, the error of every neuron is exactly $c$ times the old one. Then explain in a
# sentence or two what the cell above shows: what becomes of $c$ when the same rates come again
# and again, why is that sensible, and what happens when new rates appear?

# %% [markdown] question="3i" role="written" points=1
# <!-- BEGIN SOLUTION -->
# **Model answer.** From $(P^{-1}+rr^\top)\,Pr = r\,(1+r^\top P r) = r/c$ it follows that
# $P_{\text{new}}\,r = c\,Pr$. The current of neuron $i$ changes by
# $-e_i\,(P_{\text{new}}r)^\top r = -e_i\,c\;r^\top P r = -e_i\,(1-c)$, because
# $c\,(1+r^\top P r)=1$. So the new error is $e_i - e_i(1-c) = c\,e_i$.
#
# Each time the same rates come, $P$ shrinks in their direction and $r^\top P r$ with it, so that
# $c$ rises towards 1: one more moment of a kind that has been seen often should not overturn what
# fits the earlier ones. (After $n$ identical moments $r^\top P r\approx 1/n$.) Directions that
# have not been seen keep a large $P$, and new rates are learned with a small $c$, at once: a
# learning rate of its own for each direction, and it falls by itself.
#
# **Rubric.** ½ for the derivation (also if $P_{\text{new}}r = cPr$ is taken from the formula for
# $P_{\text{new}}$); ½ for $c\to1$ with a reason (the past counts more and more), and new
# directions still learn quickly.
# <!-- END SOLUTION -->

# %% [markdown]
# ## 3j  Train a network
#
# *{{ automatic points }}; about {{ minutes }} minutes. Beyond the lecture; to read: [Rajan,
# Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# Put it together: a small network that learns to carry a bump. Write
#
# `train(targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001)`, which
# returns the pair `(J, R)`: the trained weights, shape `(N, N)`, and the rates of one more run
# with these weights and without learning, shape `(T, N)`.
#
# - `targets`, shape `(K, N)`: target rates between 0 and 1. Row 1 is due at step `period`, row 2
#   at step `2 * period`, and so on; there are always enough rows. Row 0 is the start.
# - `J0`, shape `(N, N)`, are the weights before training, and `plastic`, shape `(p,)`, the
#   indices of the columns that may change.
# - `inputs`, shape `(T, N)`: row `k` is the input $u$ of all neurons at step `k`. It is the same
#   in every run.
# - `runs` is the number of runs with learning, 0 or more; the run without learning comes after
#   them. `noise`, `tau` and `dt` are numbers; `rng` is the generator for the noise.
#
# At the very beginning `J` is a copy of `J0`, and `P` the identity; both carry over from one run
# to the next. **Every run**, with learning or without, goes like this:
#
# 1. Start with the currents `x = targets[0]`. (Rates, used as currents: a quirk of the published
#    program that we keep. The network forgets it within some ten milliseconds.) Row 0 of the
#    rates stays zero.
# 2. For the steps `k = 1, 2, ..., T - 1`:
#    1. `r` $=1/(1+e^{-x})$, the rates; they are row `k` of the run's rates.
#    2. The currents $y = J\,r + u_k + \texttt{noise}\,\sqrt{\tau/dt}\;\xi$, where $u_k$ is row
#       `k` of `inputs` and $\xi$ are standard normal numbers, new at every step, one for each
#       neuron.
#    3. An Euler step: $x \leftarrow x + \dfrac{dt}{\tau}\,(-x + y)$.
#    4. In a run with learning, if `k` is a multiple of `period`: compare these currents $y$ with
#       the target currents of row $z$ = `targets[k // period]`, and take one step of 3i with the
#       rates `r` of the plastic neurons. The error is
#       $$e = y - \log\frac{z + 0.01}{1 - z + 0.01}\,.$$
#       The logarithm undoes the logistic function; 0.01 keeps it finite at rates of 0 and 1. The
#       new weights act from the next step on.
#
# With `noise=0` nothing is left to chance, and your numbers can be compared one by one; do follow
# the order of the steps. You may call your `rls_update`. For the sizes in the cell below, a plain
# loop over the steps takes a few seconds; if yours takes more than ten, something expensive is
# done too often.
#
# **Why it matters.** You now hold the whole method in some twenty lines. With recorded activity
# as targets it becomes a model of a real circuit, in which you may open what nobody can open in
# an animal: every connection.
#
# **How to tell that you are right.** Run the cell below the check. Before training variance
# explained is below $-1$, after 20 runs it is nearly always above 0.8, often 0.95 (a single
# stumble of the bump in the last run can cost a lot: then run it once more). Without the update of
# $P$ learning gets nowhere near. Columns that are not plastic must be untouched.
#
# The last panel is an experiment for you: the input is switched off halfway. What does the bump
# need the input for: to exist, or to move? Compare with your answer to 3g, and try other seeds.
#
# **If you read the worked script:** mark all lines that run only while the network learns. Then
# move `P = np.eye(...)` into the loop over runs, and predict what becomes of the variance
# explained.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Two loops, one inside the other: runs outside, steps inside. Which variables are made anew in
# every run, and which only once?
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Count the runs with learning and the last one in the same loop, with one condition that tells
# them apart. The target currents can be made all at once, before the loops.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `for run in range(runs + 1)`, and the step of 3i stands under
# `if run < runs and k % period == 0`.
#
# </details>


# %% role="demo"
def small_task(seed, N=60, plastic=30, steps=80, period=64, g=1.5, dt=0.001):
    """A bump for a small network: targets, J0, plastic units, inputs, and the period.

    The input is white noise, smoothed over a second: u[k] = d u[k - 1] + (1 - d) white[k].
    """
    rng = np.random.default_rng(seed)
    centre = N * np.arange(steps + 1)[:, None] / steps
    targets = np.exp(-0.5 * ((np.arange(1, N + 1) - centre) / (0.08 * N)) ** 2)
    chosen = np.sort(rng.choice(N, plastic, replace=False))
    weights = g / np.sqrt(N) * rng.standard_normal((N, N))

    keep = np.exp(-dt)
    inputs = np.sqrt(1 / dt) * rng.standard_normal((steps * period + 1, N))
    inputs[0] = 1
    for k in range(1, len(inputs)):
        inputs[k] = keep * inputs[k - 1] + (1 - keep) * inputs[k]
    return targets, weights, chosen, inputs, period


# %% question="3j" role="answer"
def train(targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001):
    """Teach a network with weights J0 (N, N) the targets (K, N), a row every `period` steps.

    Returns the weights J (N, N) after `runs` runs with learning, and the rates (T, N) of a last
    run without. inputs (T, N) are the same in each run; plastic (p,) are the columns that learn.
    """
    # BEGIN SOLUTION
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))  # target currents, all at once
    J, P = J0.copy(), np.eye(len(plastic))  # made once: they carry over from run to run

    for run in range(runs + 1):  # the last one does not learn
        x = targets[0].copy()
        rates = np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = 1 / (1 + np.exp(-x))
            rates[k] = r
            fresh = noise * np.sqrt(tau / dt) * rng.standard_normal(len(x))
            current = J @ r + inputs[k] + fresh
            x = x + dt / tau * (current - x)

            if run < runs and k % period == 0:
                # The step of 3i, written out so that this function stands on its own.
                seen = P @ r[plastic]
                seen_share = 1 / (1 + r[plastic] @ seen)
                P = P - seen_share * np.outer(seen, seen)
                J[:, plastic] -= seen_share * np.outer(current - wanted[k // period], seen)

    return J, rates
    # END SOLUTION


# %% question="3j" role="check" points=3 minutes=30
# Two neurons, of which the second is plastic; no noise. Targets are due at the steps 2 and 4.
start, second = np.array([[0.0, 2.0], [-2.0, 0.0]]), np.array([1])
goal, steady = np.array([[0.0, 1.0], [0.9, 0.5], [0.2, 0.7]]), np.full((6, 2), 0.5)

J_end, R_end = train(goal, start, second, steady, 2, 0, np.random.default_rng(1), noise=0)
R_noisy = train(goal, start, second, steady, 2, 0, np.random.default_rng(1))[1]
assert np.array_equal(J_end, start), "runs=0: nothing is learned"
assert np.shape(R_end) == (6, 2) and not np.any(R_end[0]), "a row for each step, row 0 stays zero"
assert np.allclose(R_end[1], [0.5, 0.7310586]), "at step 1 the currents are those of the start"
assert np.allclose(R_end[2], [0.5488962, 0.7005671]), "one Euler step of size dt / tau later"
assert not np.allclose(R_noisy[2:], R_end[2:], atol=1e-4), "by default there is noise"

J_end, R_end = train(goal, start, second, steady, 2, 1, np.random.default_rng(1), noise=0)
assert np.array_equal(J_end[:, 0], start[:, 0]), "the first neuron is not plastic"
assert np.allclose(J_end[:, 1], [1.0201918, 0.7543136]), "the weights after one run, two targets"
assert np.array_equal(start, [[0.0, 2.0], [-2.0, 0.0]]), "J0 must not be changed"

# %% role="demo"
# Train; then run once more without learning, and with an input that ends in the middle.
targets_small, J0_small, plastic_small, inputs_small, period_small = small_task(seed=0)
task = (plastic_small, inputs_small, period_small)
rng = np.random.default_rng(1)
_, untrained = train(targets_small, J0_small, *task, 0, rng)
J_small, trained = train(targets_small, J0_small, *task, 20, rng)

halfway = inputs_small.copy()
halfway[len(halfway) // 2 :] = 0
_, alone = train(targets_small, J_small, plastic_small, halfway, period_small, 0, rng)

clock = 0.001 * np.arange(len(trained))
due = clock[::period_small]
fig, panels = plt.subplots(1, 3, figsize=(10, 3.2), sharey=True, layout="constrained")
runs = {"untrained": untrained, "trained": trained, "trained, input ends halfway": alone}
for panel, (name, rates) in zip(panels, runs.items(), strict=True):
    explained = variance_explained(rates, clock, targets_small, due)
    print(f"{name}: variance explained {explained:.3f}")
    panel.imshow(rates[::8].T, aspect="auto", vmin=0, vmax=1, extent=(0, clock[-1], 60, 0))
    panel.set_title(name)
    panel.set_xlabel("time (s)")
panels[0].set_ylabel("unit")
plt.show()

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Three images of the rates, unit against time. Untrained: flicker. Trained: a bright diagonal
# band, the bump on its way from the first unit to the last. With the input switched off halfway:
# the same band up to the middle; what becomes of it then depends on the seed.
#
# </details>

# %% [markdown]
# ## References
#
# - R. Ben-Yishai, R. L. Bar-Or, and H. Sompolinsky. Theory of orientation tuning in visual cortex.
#   *Proceedings of the National Academy of Sciences*, 92:3844–3848, 1995.
#   [doi:10.1073/pnas.92.9.3844](https://doi.org/10.1073/pnas.92.9.3844).
# - C. D. Harvey, P. Coen, and D. W. Tank. Choice-specific sequences in parietal cortex during a
#   virtual-navigation decision task. *Nature*, 484:62–68, 2012.
#   [doi:10.1038/nature10918](https://doi.org/10.1038/nature10918).
# - K. Rajan and L. F. Abbott. Eigenvalue spectra of random matrices for neural networks. *Physical
#   Review Letters*, 97:188104, 2006.
#   [doi:10.1103/PhysRevLett.97.188104](https://doi.org/10.1103/PhysRevLett.97.188104).
# - K. Rajan, C. D. Harvey, and D. W. Tank. Recurrent network models of sequence generation and
#   memory. *Neuron*, 90:128–142, 2016.
#   [doi:10.1016/j.neuron.2016.02.009](https://doi.org/10.1016/j.neuron.2016.02.009).
# - S. Song, P. J. Sjöström, M. Reigl, S. Nelson, and D. B. Chklovskii. Highly nonrandom features
#   of synaptic connectivity in local cortical circuits. *PLoS Biology*, 3:e68, 2005.
#   [doi:10.1371/journal.pbio.0030068](https://doi.org/10.1371/journal.pbio.0030068).
# - D. Sussillo and L. F. Abbott. Generating coherent patterns of activity from chaotic neural
#   networks. *Neuron*, 63:544–557, 2009.
#   [doi:10.1016/j.neuron.2009.07.018](https://doi.org/10.1016/j.neuron.2009.07.018).
