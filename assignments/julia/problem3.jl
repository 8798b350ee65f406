# %% [markdown]
# # Problem 3: A network trained on data
#
# *Recurrent neural networks in neuroscience. You need
# [lecture 2](https://www.rajanlab.com/resources) (applications) and Julia 1.5 or newer, no packages.
# 33 points: 26 are marked automatically, 7 by a person. It takes
# about 205 minutes.*
#
# While a mouse keeps a choice in mind on its way to the end of a corridor, neurons in its
# parietal cortex fire one after the other, each for a short while, in a sequence that spans the
# whole delay (Harvey, Coen & Tank 2012). Must a circuit be built like a row of dominoes to do
# this? Rajan, Harvey & Tank (2016) started from a random network instead, and allowed only a
# small share of its connections to change. In this problem you get such a network, before and
# after its training, and take it apart: what it does (3a to 3c), how its connections changed (3d
# to 3g), what this means for its dynamics (3h). Then you write the learning rule (3i) and train a
# small network of your own (3j).
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
# `R ./= maximum(R)` would change the data for all later questions (`R = R / maximum(R)` makes a
# new array). Hidden checks look at this in every question.
#
# ## How to work, and how it is marked
#
# **Advanced mode.** Fill in this notebook from top to bottom. Every place for your work says
# `YOUR CODE HERE` or `YOUR ANSWER HERE`; keep the `function` lines. Cells without points only run
# your functions and draw; do change them and play.
#
# **Beginner mode.** Take the worked script, run it, and annotate it. Each question has a line
# that says where to begin. Then close the script and try the question in the notebook.
#
# The check below a function is a sample: passing it means that you are on track. Hidden checks
# call your functions with other networks of other sizes, so the numbers of this data set will not
# help. Answers are compared in double precision, which is what Julia computes in unless you ask
# for less. The written parts are read by a person, and short answers are welcome. Discuss the
# ideas with anyone; what you hand in for points must be your own work. Before you hand in,
# restart the kernel and run all cells in order.

# %%
using LinearAlgebra, Random, Statistics

# Two small modules whose files lie beside this notebook: figures, and MATLAB files.
include("FigureAxes.jl")
include("MatFile.jl")
using .FigureAxes, .MatFile

# %%
# Read the data set. There is nothing to do here, but do look at the sizes that are printed.

"The variables of the file, or `nothing` if it is in none of the usual places."
function read_data(name="pset_p3.mat")
    for folder in (pwd(), @__DIR__), place in ("data", ".", "../assignments/data")
        path = joinpath(folder, place, name)
        isfile(path) || continue
        try
            return read_mat(path)
        catch
            error("$path cannot be read. If it is a download, fetch it again; if it comes from ",
                  "MATLAB, save it there with the option -v7.")
        end
    end
    return nothing
end

"An imitation of the data set, made up by hand: nobody trained it, nothing in it moves."
function stand_in(; N=100, g=1.5, rng=MersenneTwister(0))
    place = (0:N-1) / N
    target_t = 0.0641 * (0:165)
    t = 0:0.005:target_t[end]
    bump(times) = exp.(-((place .- times' / target_t[end]) / 0.06) .^ 2)

    random = g / sqrt(N) * randn(rng, N, N)
    chosen = randperm(rng, N)[1:N÷5]
    distance = place .- place[chosen]'
    changed = copy(random)
    changed[:, chosen] += 4 * exp.(-(distance / 0.06) .^ 2) .- 1 + 1.5 * randn(rng, N, N ÷ 5)
    return Dict(
        "N" => N,
        "g" => g,
        "t" => collect(t),
        "R0" => 0.2 .+ 0.6 * rand(rng, N, length(t)),
        "R" => clamp.(bump(t .- 0.05) + 0.1 * randn(rng, N, length(t)), 0, 1),
        "target_t" => collect(target_t),
        "target_activity" => bump(target_t),
        "J0" => random,
        "J" => changed,
    )
end

data = read_data()
if data === nothing
    println("pset_p3.mat was not found. Put it into a folder `data` beside this notebook: it is")
    println("part of the zip that you were given (instructors: `make data` in the course's folder).")
    println("Meanwhile you work with a STAND-IN that was made up by hand. Every cell runs with it,")
    println("but the numbers and figures are not those that the text speaks of.\n")
    data = stand_in()
end

# The file has (neurons, time) and single precision; we use (time, neurons) and double precision.
N, g = Int(data["N"][1]), Float64(data["g"][1])
t, target_t = vec(data["t"]), vec(data["target_t"])
R0, R, target = (Float64.(permutedims(data[name])) for name in ("R0", "R", "target_activity"))
J0, J = Float64.(data["J0"]), Float64.(data["J"])
println("$N neurons, g = $g; rates $(size(R)), targets $(size(target)), connections $(size(J))")

# %% [markdown]
# ## 3a  Does the network follow its targets?
#
# *3 points; about 20 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
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
# all neurons and times (divide by the number of entries: `var(target; corrected=false)`).
#
# Write two functions.
#
# 1. `variance_explained(R, t, target, target_t)` returns pVar, a number. `R` has shape `(T, N)`
#    and holds the rates at the times `t`, shape `(T,)`; `target` has shape `(K, N)` and belongs
#    to the times `target_t`, shape `(K,)`.
#    - For each target time take the row of `R` whose time is **nearest** (do not interpolate or
#      average; of two that are equally near, either will do). Do not assume that `t` starts at
#      zero or that its steps are equal.
#    - Divide by the **largest rate in `R`**: the maximum over all neurons and *all* times `t`,
#      not only over the rows that you have picked.
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
# **If you read the worked script:** say what `abs.(t .- moment)` holds, and how many numbers
# `nearest` has. Then replace `maximum(R)` by the maximum of the sampled rows, and predict whether
# the result goes up or down.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# For each target time, which row of the rates is closest in time? The rest is the formula.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# For one target time, `argmin` finds the position of the smallest of all distances to it. A list
# of such positions, in square brackets, takes all these rows of a matrix at once.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `rows = [argmin(abs.(t .- s)) for s in target_t]`; then the difference is
# `target - R[rows, :] / maximum(R)`.
#
# </details>

# %%
"""
    variance_explained(R, t, target, target_t)

Share of the variance of the targets (K, N) that is explained by the rates `R` (T, N).

The rates are taken at the times nearest to `target_t` (K) among `t` (T), and divided by the largest
entry of `R`.
"""
function variance_explained(R, t, target, target_t)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    plot_units(t, R, target_t, target, units)

Draw the rates of some units, over the largest rate of all, and their targets.

`units` is a list of column numbers. Makes a new figure and returns its `Axes`.
"""
function plot_units(t, R, target_t, target, units)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# Two neurons take turns. Five samples of the rates, three targets at times that do not quite match.
seconds = [0.0, 0.1, 0.2, 0.3, 0.4]
turns = [0.2 0.0; 0.1 0.1; 0.0 0.2; 0.1 0.1; 0.2 0.0]
goal, goal_seconds = [1.0 0.0; 0.0 1.0; 1.0 0.0], [0.01, 0.17, 0.43]

@assert variance_explained(turns, seconds, goal, goal_seconds) isa Real "one number is asked"
@assert(variance_explained(turns, seconds, goal, goal_seconds) ≈ 1,
        "at the nearest times (samples 1, 3 and 5) these rates are the targets, up to a " *
        "factor: 1")
# Now the largest rate, 0.4, is at a moment for which there is no target.
turns[2, 1] = 0.4
@assert(variance_explained(turns, seconds, goal, goal_seconds) ≈ 0.5,
        "the rates are divided by the largest rate of all times and neurons, here 0.4")

# %%
axes_3a = plot_units(seconds, turns, goal_seconds, goal, [1, 2])
@assert axes_3a isa Axes "return the Axes, the last thing in the function"
@assert(length(axes_3a.marks) >= 4,
        "two units, and for each of them a rate and a target: four curves")
@assert axes_3a.xlabel != "" && axes_3a.ylabel != "" "both axes need a label"
@assert(axes_3a.legend && any(mark.label != "" for mark in axes_3a.marks),
        "a legend must say which curve is which: give each curve a label")

# %%
# Three units of the trained network; then all units, before and after training.
ax = plot_units(t, R, target_t, target, [N ÷ 4, N ÷ 2, 3N ÷ 4])
ax.title = "The trained network and its targets"
display(ax)

panels = map((("untrained", R0), ("trained", R), ("target", target))) do (name, rates)
    shown = permutedims(rates[1:max(1, size(rates, 1) ÷ 400):end, :]) / maximum(rates)
    ax = Axes(title=name, xlabel="time (s)", ylabel="unit", width=320)
    image!(ax, shown; x=(0, t[end]), y=(0, N), limits=(0, 1))
end
display(Figure(panels...))

for (name, rates) in (("untrained", R0), ("trained", R))
    explained = variance_explained(rates, t, target, target_t)
    println("variance explained, $name: ", round(explained; digits=3))
end

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
# *2 points, and 2 for the written part; about 20 minutes.
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
# A coordinate is the dot product of the deviation from the mean with a component. States are
# rows, components are columns: one matrix product does it for all of them.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `(R .- mean') * components`; and `lines!(ax, path[:, 1], path[:, 2]; label=name)` for each path.
#
# </details>

# %%
"""
    project_onto(R, components, mean)

Coordinates (T, k) of the states `R` (T, N) along the columns of `components` (N, k).

They are measured from the state `mean`, a vector of length N.
"""
function project_onto(R, components, mean)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    plot_state_space(paths)

Draw the first two coordinates of several paths: a dictionary from names to matrices (T, k), with k
at least 2.

Makes a new figure and returns its `Axes`.
"""
function plot_state_space(paths)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# Two states of three neurons, two components: the third neuron, and the first two together.
states = [1.0 1.0 5.0; 3.0 1.0 4.0]
directions = [0.0 0.6; 0.0 0.8; 1.0 0.0]
origin = [1.0, 0.0, 4.0]
found = project_onto(states, directions, origin)
@assert size(found) == (2, 2) "one row per state, one column per component"
@assert(isapprox(found, [1.0 0.8; 0.0 2.0]; atol=1e-8),
        "the first state differs from the mean by (0, 1, 1), the second by (2, 1, 0); a " *
        "coordinate is the dot product of this difference with a column of `directions`")
@assert(all(abs.(project_onto(permutedims(origin), directions, origin)) .< 1e-8),
        "the mean that is handed in is the origin")

# %%
axes_3b = plot_state_space(Dict("one" => found, "other" => [0.0 0.0 7.0; 1.0 2.0 7.0]))
@assert axes_3b isa Axes "return the Axes, the last thing in the function"
@assert axes_3b.xlabel != "" && axes_3b.ylabel != "" "both axes need a label"
@assert axes_3b.aspect == :equal "both axes need the same scale: ax.aspect = :equal"
@assert(axes_3b.legend && any(mark.label != "" for mark in axes_3b.marks),
        "a legend must give the names of the paths: give each curve a label")

# %%
# The components of the trained network, and all three sets of activity in them.
activity = ("untrained" => R0 / maximum(R0), "trained" => R / maximum(R), "target" => target)
middle = vec(mean(activity[2].second; dims=1))
components = svd(activity[2].second .- middle').V[:, 1:10]

paths = [name => project_onto(rates, components, middle) for (name, rates) in activity]
ax = plot_state_space(paths)
ax.title = "In the components of the trained network"
display(ax)

for ((name, rates), (_, path)) in zip(activity, paths)
    inside = round(Int, 100 * sum(var(path; dims=1)) / sum(var(rates; dims=1)))
    println("$name: $inside % of its variance lies along these ten components")
end

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Three curves in one plane, named in the legend: component 1 of the trained network to the right,
# component 2 upwards, both at the same scale. What they do is yours to describe.
#
# </details>

# %% [markdown]
# **3b, written (2 points).** What did training change about the activity? Describe
# the three paths in the figure, and use the percentages below it to say something that the figure
# alone cannot show. At most six sentences.

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 3c  How many dimensions?
#
# *2 points; about 10 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
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
# passed. Then explain the last line to somebody who counts from zero.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# The variances along the components are the eigenvalues of the covariance of the neurons over
# time. Add them up, the largest first, until 90 % of the sum is reached.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# The variances along the components are the eigenvalues of the covariance of the neurons over
# time. Sort them so that the largest comes first, and add them up one after the other.
# `findfirst` tells the first position at which something is true.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `findfirst(share .>= 0.9)`, with the cumulated `share`.
#
# </details>

# %%
"""
    n_components(R)

Smallest number of principal components of `R` (T, N) with 90 % of its variance, an integer.
"""
function n_components(R)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# Four moments of three neurons that vary independently, with variances in the ratio 16 : 4 : 1.
independent = [4.0 2.0 1.0; 4.0 -2.0 -1.0; -4.0 2.0 -1.0; -4.0 -2.0 1.0]
@assert n_components(independent) == 2 "16/21 = 76 % is not enough, 20/21 = 95 % is"
@assert(n_components(independent .* [1.0 0.1 0.1]) == 1,
        "the first neuron holds nearly all of it")
@assert n_components(independent .* [1.0 2.0 4.0]) == 3 "three equal shares: two hold only 67 %"
@assert n_components(independent .+ [0.0 90.0 9.0]) == 2 "a constant has no variance"

# %%
for (name, rates) in (("untrained", R0), ("trained", R), ("target", target))
    println("$name: $(n_components(rates)) of $N components hold 90 % of the variance")
end

# %% [markdown]
# ## 3d  How far did the connections move?
#
# *2 points; about 10 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
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
# all entries of `J0` (divide by their number: `std(J0; corrected=false)`), and use the formula: a
# pair of matrices drawn at random would give a slightly different answer each time, and it is not
# accepted.
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
# What is the variance of the difference of two independent numbers? How many entries are there?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# The variance doubles, and there are $N^2$ entries, so $d=\sqrt2\,N\,\sigma$ with the standard
# deviation $\sigma$ of the entries of `J0`.
#
# </details>

# %%
"""
    relative_change(J0, J)

Frobenius norm of `J - J0`, in units of the distance of two independent matrices like `J0`.
"""
function relative_change(J0, J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
before = [0.0 2.0; -2.0 0.0]   # mean 0, standard deviation the root of 2
change = [1.0 1.0; 1.0 -1.0]
@assert relative_change(before, before) == 0 "nothing has changed"
@assert(relative_change(before, before + change) ≈ 0.5,
        "four entries that changed by 1 make a distance of 2; strangers are at a distance of " *
        "4")
@assert(relative_change(1000 * before, 1000 * (before + change)) ≈ 0.5,
        "the same change in other units is the same change")

# %%
println("relative change of the connections: ", round(relative_change(J0, J); digits=2))
stranger = g / sqrt(N) * randn(MersenneTwister(4), N, N)
println("for comparison, of a matrix that was drawn afresh: ",
        round(relative_change(J0, stranger); digits=3))

# %% [markdown]
# ## 3e  The distribution of the weights
#
# *3 points; about 15 minutes. Lecture 2; to read: [Song et al.
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
#    matrices **in the same bins** (at least 50, from the smallest to the largest weight of the
#    two matrices together), as steps, bars, or a line through the middles of the bins. The axis
#    of the density is **logarithmic**. Label both axes, and add a legend.
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
# There is no histogram in Julia's standard library: count the weights in each bin yourself.
# `searchsortedlast(edges, weight)` tells the last edge that is not above a weight; which bin does
# the largest weight belong to? A density is a share *per unit of
# weight*, so the width of the bin matters. Do not take the logarithm of the numbers yourself
# (what is the logarithm of an empty bin?): let the axis do it, with `yscale=:log`.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `counts / sum(counts) ./ diff(edges)`; and an `Axes` with a logarithmic scale.
#
# </details>

# %%
"""
    weight_density(J, bins)

Probability density of the entries of `J` in k bins, and the k + 1 edges of the bins.

`bins` is a number of equal bins or an ascending vector of edges.
"""
function weight_density(J, bins)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    plot_weights(J0, J)

Draw the densities of the weights of `J0` and `J` in the same bins, on a logarithmic axis.

Makes a new figure and returns its `Axes`.
"""
function plot_weights(J0, J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
few = [0.0 0.1; 0.2 4.0]
density, edges = weight_density(few, [0.0, 0.5, 1.0, 5.0])
@assert size(density) == (3,) && size(edges) == (4,) "k bins have k + 1 edges"
@assert(density ≈ [1.5, 0.0, 0.0625],
        "three of four weights in a bin of width 0.5, none in the second, one in a bin of " *
        "width 4")
density, edges = weight_density(few, 4)
@assert edges ≈ [0, 1, 2, 3, 4] "four equal bins from smallest to largest weight"
@assert sum(density .* diff(edges)) ≈ 1 "a density integrates to 1"

# %%
axes_3e = plot_weights(few, 2 * few)
@assert axes_3e isa Axes "return the Axes, the last thing in the function"
@assert axes_3e.yscale == :log "the density needs a logarithmic axis: yscale=:log"
@assert axes_3e.xlabel != "" && axes_3e.ylabel != "" "both axes need a label"
@assert(axes_3e.legend && any(mark.label != "" for mark in axes_3e.marks),
        "a legend must say which matrix is which: give each of them a label")

# %%
ax = plot_weights(J0, J)
ax.title = "Most weights are what they were; a few are very strong"
display(ax)

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
# *2 points; about 15 minutes. Lecture 2; to read: [Rajan, Harvey & Tank
# 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# Write `moments(J)`, which returns four numbers in this order, computed from **all** entries of
# `J` together, with $\langle\cdot\rangle$ for the mean over the entries (divide by their number):
#
# - the mean $\mu=\langle J_{ij}\rangle$ and the variance
#   $\sigma^2=\langle (J_{ij}-\mu)^2\rangle$;
# - the skewness $\langle (J_{ij}-\mu)^3\rangle/\sigma^3$: is one tail longer than the other?
# - the **excess** kurtosis $\langle (J_{ij}-\mu)^4\rangle/\sigma^4-3$: are both tails heavier
#   than those of a Gaussian, for which it is 0?
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
# Subtract the mean first, and everything else is a mean of powers. `mean` of a matrix is
# the mean over all of its entries, as long as you do not ask for `dims`.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# With `z = (J .- m) / sqrt(v)`: `mean(z.^3)` and `mean(z.^4) - 3`.
#
# </details>

# %%
"""
    moments(J)

Mean, variance, skewness and excess kurtosis of all entries of `J`.
"""
function moments(J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
coin = [1.0 -1.0; -1.0 1.0]
near(a, b) = all(isapprox.(a, b; atol=1e-6))
@assert length(moments(coin)) == 4 "four numbers: mean, variance, skewness, excess kurtosis"
@assert near(moments(coin), (0, 1, 0, -2)) "the coin of the text"
@assert(near(moments(3 * coin .+ 5), (5, 9, 0, -2)),
        "a shift changes only the mean; a factor changes the variance by its square, and the " *
        "shape not")
# One weight of four is on: a long tail on the positive side.
@assert(near(moments([0.0 0.0; 0.0 4.0]), (1, 3, 1.1547005, -0.6666667)),
        "deviations from the mean are -1, -1, -1 and 3")

# %%
println("                    mean   variance   skewness   excess kurtosis")
for (name, matrix) in (("untrained", J0), ("trained", J), ("change", J - J0))
    println(rpad(name, 12), join(lpad(round(moment; digits=4), 12) for moment in moments(matrix)))
end

# %% [markdown]
# ## 3g  Which neurons were trained?
#
# *2 points, and 2 for the written part; about 25 minutes.
# Lecture 2; to read: [Rajan, Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009),
# [Ben-Yishai, Bar-Or & Sompolinsky 1995](https://doi.org/10.1073/pnas.92.9.3844).*
#
# Learning was allowed to change only the connections that *leave* certain neurons, the plastic
# ones. All other connections are in `J` exactly what they were in `J0`.
#
# Write `trained_columns(J0, J)`: the numbers of the columns in which anything changed, as an
# ascending array. The first column has the number 1. One entry is enough for a column to count.
# "Changed" means by more than rounding: by more than $10^{-6}$ of the largest weight in `J0` (in
# absolute value).
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
# **If you read the worked script:** replace `dims=1` by `dims=2`, say in one sentence which
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
# Compare the matrices entry by entry first. Then ask for each column whether *any* of its entries
# is marked; `findall` turns marks into numbers.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `abs.(J - J0) .> 1e-6 * maximum(abs, J0)` are the marks, and `dims=1` runs down a column.
#
# </details>

# %%
"""
    trained_columns(J0, J)

Ascending numbers of the columns in which any entry of `J` differs from `J0`.
"""
function trained_columns(J0, J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
old = [1.0 2.0 3.0; 4.0 5.0 6.0; 7.0 8.0 9.0]
new = old + [0.0 0.0 0.5; 0.0 0.0 -0.5; -9.0 0.0 0.0]
@assert(trained_columns(old, new) == [1, 3],
        "one entry of the first column and two of the last have changed, and nothing in the " *
        "middle")
@assert length(trained_columns(old, old)) == 0 "nothing changed: no columns"
@assert(trained_columns(old, old .* [1.0 1 + 1e-12 2.0]) == [3],
        "rounding in the twelfth digit is no change")

# %%
# The weights among the trained neurons, sorted by the time at which each should be active.
columns = trained_columns(J0, J)
println("$(length(columns)) of $N columns were trained, a share of $(length(columns) / N)")

order = columns[sortperm([argmax(target[:, column]) for column in columns])]
among = J[order, order]        # rows and columns of the trained neurons only
distance = order .- order'     # positive: the receiver's turn comes after the sender's

left = Axes(xlabel="from (trained units, by peak time)", ylabel="to (trained units, by peak time)")
left.width = left.height = 380
most = maximum(abs, among)
image!(left, among; limits=(-most, most), colors=:redblue, label="weight")

middles = range(-N / 2, N / 2; length=41)
strips = [among[(abs.(distance .- m) .< N / 80) .& (distance .!= 0)] for m in middles]
right = Axes(xlabel="place of the receiver minus place of the sender", height=380)
right.ylabel = "mean weight (without self-connections)"
lines!(right, middles, mean.(strips))
points!(right, middles, mean.(strips); color="steelblue")
hline!(right, 0)
display(Figure(left, right))

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
# **3g, written (2 points).** Describe the weights among the trained neurons, ordered
# by the time of their peak, as the two panels show them. Which circuit that you know from the
# lectures is this like, and what does that circuit do? Name one respect in which ours is
# different, or one experiment on the network that would test whether the likeness goes deeper
# than the picture. At most eight sentences. (Rajan, Harvey & Tank 2016 looked at their own
# networks in this way.)

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 3h  Eigenvalues before and after
#
# *3 points, and 2 for the written part; about 25 minutes.
# Lecture 2; to read: [Rajan & Abbott 2006](https://doi.org/10.1103/PhysRevLett.97.188104).*
#
# Write two functions.
#
# 1. `plot_eigenvalues(J0, J, g)` makes a new figure and returns its `Axes`. Draw in the complex
#    plane (real part to the right) the eigenvalues of `J0`, of `J`, and of the change `J - J0`,
#    as three sets of points without lines between them, and a circle of radius `g` around the
#    origin. Give both axes a label and the same scale, and add a legend in which the three sets
#    are called `J0`, `J` and `J - J0`.
# 2. `spectral_abscissa(J)` returns the largest real part of the eigenvalues of `J`, a real
#    number.
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
# A loop over three names and three matrices keeps the code short. Complex numbers
# have no order, so take their real parts before you ask for the largest: `maximum(real, z)`.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `maximum(real, eigvals(J))`; and `points!(ax, real.(z), imag.(z); label=name)`.
#
# </details>

# %%
"""
    plot_eigenvalues(J0, J, g)

Draw the eigenvalues of `J0`, `J` and `J - J0` beside the circle of radius `g`.

Makes a new figure and returns its `Axes`.
"""
function plot_eigenvalues(J0, J, g)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    spectral_abscissa(J)

The largest real part of the eigenvalues of `J`, a real number.
"""
function spectral_abscissa(J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
turning = [0.5 -2.0; 2.0 0.5]   # eigenvalues 0.5 + 2i and 0.5 - 2i
@assert spectral_abscissa(turning) isa Real "a real number is asked"
@assert spectral_abscissa(turning) ≈ 0.5 "the real part, without the imaginary one"
@assert(spectral_abscissa([-38.0 0.0; 0.0 0.3]) ≈ 0.3,
        "-38 is the eigenvalue of largest modulus, but 0.3 is further to the right")

# %%
axes_3h = plot_eigenvalues(turning, [3.0 0.0; 0.0 -1.0], 1.5)
@assert axes_3h isa Axes "return the Axes, the last thing in the function"
@assert axes_3h.xlabel != "" && axes_3h.ylabel != "" "both axes need a label"
@assert axes_3h.aspect == :equal "both axes need the same scale: ax.aspect = :equal"
names_in_legend = [mark.label for mark in axes_3h.marks]
@assert(axes_3h.legend && issubset(["J0", "J", "J - J0"], names_in_legend),
        "a legend must say which points are which: the three sets are called J0, J and J - J0")

# %%
ax, closer = plot_eigenvalues(J0, J, g), plot_eigenvalues(J0, J, g)
ax.title = "The whole picture"
closer.title = "The same, near the origin"
closer.xlim, closer.ylim = (-11, 9), (-5, 5)
display(Figure(ax, closer; columns=1))

# What a small perturbation experiences at a state with rates r: every sender's column is scaled by
# the slope r (1 - r) of that sender. We look at five moments of each run.
for (name, matrix, rates) in (("untrained", J0, R0), ("trained", J, R))
    moments_of_run = rates[51:size(rates, 1)÷5:end, :]
    along = [spectral_abscissa(matrix * Diagonal(r .* (1 .- r))) for r in eachrow(moments_of_run)]
    println("$name: largest real part of J ", round(spectral_abscissa(matrix); digits=2),
            "; with the slopes along the run ", join(round.(along; digits=2), ", "))
end

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# The complex plane twice, whole and near the origin. A dense disk of radius 1.5 holds the
# eigenvalues of J0. Those of J and of the change reach some five times as far, and one of each
# lies alone, far to the left.
#
# </details>

# %% [markdown]
# **3h, written (2 points).** What follows for the dynamics? Say first where the
# border of stability is for the eigenvalues of $J$ if all neurons have their steepest slope, and
# for those of $J$ *with* the slopes. Then: is the untrained network chaotic, since $g=1.5$ is
# above 1? And what do the numbers that the cell has printed for the trained network say about its
# bump, and what not? At most eight sentences.

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 3i  One step of learning
#
# *4 points, and 1 for the written part; about 35 minutes.
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
# the past. It is the inverse of the correlation of the plastic rates,
# $P=(I+\sum r\,r^\top)^{-1}$, summed over the moments so far. The new moment updates it and then
# the weights:
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
#   has shape `(N, N)`; `plastic` is an array of the `p` different numbers of the plastic neurons,
#   counted from 1, in the same order as `r` (not necessarily ascending).
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
# If $(A + r r^\top)\,y = r$, then $y$ must be a multiple of $A^{-1}r$; put it in and find which
# multiple. This is already $P_{\text{new}}\,r$. For the matrix itself, look for a symmetric one
# of rank one that is to be subtracted from $P$, built of the same vector. Entry `[i, j]` of
# `a * b'` is `a[i] * b[j]`: which of the two factors belongs to the receivers?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `P - c * k * k'`; and on a copy of `J`, `J[:, plastic] -= error * (c * k)'`.
#
# </details>

# %%
"""
    rls_update(P, r, error, J, plastic)

One step of recursive least squares; returns new `P` (p, p) and `J` (N, N).

`r` (p): rates of the plastic neurons; `error` (N): current minus target; `plastic` (p): their
columns of `J`. The arguments are left as they were.
"""
function rls_update(P, r, error, J, plastic)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# Three neurons, of which only the second is plastic; its rate is 2. Then c = 1/5.
P_new, J_new = rls_update(fill(1.0, 1, 1), [2.0], [1.0, -1.0, 0.5], zeros(3, 3), [2])
@assert size(P_new) == (1, 1) && P_new[1, 1] ≈ 0.2 "1 / (1 + 2 * 2)"
@assert size(J_new) == (3, 3) && all(J_new[:, [1, 3]] .== 0) "only plastic columns change"
@assert(J_new[:, 2] ≈ [-0.4, 0.4, -0.2],
        "a current that is too large (error > 0) needs weaker weights: minus error times 0.2 " *
        "times 2")

# %%
# Four neurons, three of them plastic, in an order of their own. Here inverting is affordable.
rng = MersenneTwister(5)
weights, rates, goal = randn(rng, 4, 4), rand(rng, 4), randn(rng, 4)
plastic = [4, 1, 3]
P_old = [1.0 0.2 0.0; 0.2 0.5 0.1; 0.0 0.1 2.0]
kept = copy(weights)
mismatch = weights * rates - goal
P_new, J_new = rls_update(P_old, rates[plastic], mismatch, weights, plastic)
slow = inv(P_old) + rates[plastic] * rates[plastic]'
@assert(isapprox(P_new * slow, [1 0 0; 0 1 0; 0 0 1]; atol=1e-8),
        "the new P is the inverse of the old inverse plus r r'")
shrinks = 1 / (1 + rates[plastic]' * P_old * rates[plastic])
@assert J_new * rates - goal ≈ shrinks * mismatch "the same rates: c times the error"
@assert J_new[:, 2] == weights[:, 2] "the second neuron is not plastic"
@assert weights == kept && P_old[1, 1] == 1 "the arguments must not be changed"

# %%
# Learn one and the same moment eight times, then a moment in which other neurons are active.
usual, unusual = [0.9, 0.5, 0.1, 0.1], [0.1, 0.5, 0.9, 0.9]

function learn_moments(moments, goal, learned, plastic)
    P = Matrix(1.0I, length(plastic), length(plastic))
    for (name, now) in moments
        mismatch = learned * now - goal
        P, learned = rls_update(P, now[plastic], mismatch, learned, plastic)
        left = norm(learned * now - goal) / norm(mismatch)
        println("$name: error ", round(norm(mismatch); digits=3), ", after the step ",
                round(left; digits=3), " times as large")
    end
end

moments_in_turn = [fill(("usual rates  ", usual), 8); fill(("unusual rates", unusual), 2)]
learn_moments(moments_in_turn, goal, weights, plastic)

# %% [markdown]
# **3i, written (1 point).** Show that with the new weights, and the same rates,
# input and noise, the error of every neuron is exactly $c$ times the old one. Then explain in a
# sentence or two what the cell above shows: what becomes of $c$ when the same rates come again
# and again, why is that sensible, and what happens when new rates appear?

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 3j  Train a network
#
# *3 points; about 30 minutes. Beyond the lecture; to read: [Rajan,
# Harvey & Tank 2016](https://doi.org/10.1016/j.neuron.2016.02.009).*
#
# Put it together: a small network that learns to carry a bump. Write
#
# `train(targets, J0, plastic, inputs, period, runs, rng; noise=0.1, tau=0.01, dt=0.001)`, which
# returns the pair `(J, R)`: the trained weights, shape `(N, N)`, and the rates of one more run
# with these weights and without learning, shape `(T, N)`.
#
# - `targets`, shape `(K, N)`: target rates between 0 and 1. Row 1 is the start. Row 2 is due at
#   step `period`, row 3 at step `2 * period`, and so on; there are always enough rows.
# - `J0`, shape `(N, N)`, are the weights before training, and `plastic`, shape `(p,)`, the
#   numbers of the columns that may change, counted from 1.
# - `inputs`, shape `(T, N)`: row `k + 1` is the input $u$ of all neurons at step `k` (row 1 would
#   belong to step 0, the start, and is not used). It is the same in every run.
# - `runs` is the number of runs with learning, 0 or more; the run without learning comes after
#   them. `noise`, `tau` and `dt` are numbers; `rng` is the generator for the noise.
#
# At the very beginning `J` is a copy of `J0`, and `P` the identity; both carry over from one run
# to the next. **Every run**, with learning or without, goes like this:
#
# 1. Start with the currents `x = targets[1, :]`. (Rates, used as currents: a quirk of the
#    published program that we keep. The network forgets it within some ten milliseconds.) Row 1
#    of the rates stays zero.
# 2. For the steps `k = 1, 2, ..., T - 1`:
#    1. `r` $=1/(1+e^{-x})$, the rates; they are row `k + 1` of the run's rates.
#    2. The currents $y = J\,r + u_k + \texttt{noise}\,\sqrt{\tau/dt}\;\xi$, where $u_k$ is row
#       `k + 1` of `inputs` and $\xi$ are standard normal numbers, new at every step, one for each
#       neuron.
#    3. An Euler step: $x \leftarrow x + \dfrac{dt}{\tau}\,(-x + y)$.
#    4. In a run with learning, if `k` is a multiple of `period`: compare these currents $y$ with
#       the target currents of row $z$ = `targets[k ÷ period + 1, :]`, and take one step of 3i
#       with the rates `r` of the plastic neurons. The error is
#       $$e = y - \log\frac{z + 0.01}{1 - z + 0.01}\,.$$
#       The logarithm undoes the logistic function; 0.01 keeps it
#       finite at rates of 0 and 1. The new weights act from the next step on.
#
# With `noise=0` nothing is left to chance, and your numbers can be compared one by one; do follow
# the order of the steps. You may call your `rls_update`. For the sizes in the cell below, a plain
# loop over the steps takes a second or two; if yours takes more than ten, something expensive is
# done too often.
#
# **Why it matters.** You now hold the whole method in some twenty lines. With recorded activity
# as targets it becomes a model of a real circuit, in which you may open what nobody can open in
# an animal: every connection.
#
# **How to tell that you are right.** Run the cell below the check. Before training variance
# explained is below $-1$, after 20 runs it is nearly always above 0.8, often 0.95 (a single
# stumble of the bump in the last run can cost a lot: then run it once more). Without the update
# of $P$ learning gets nowhere near. Columns that are not plastic must be untouched.
#
# The last panel is an experiment for you: the input is switched off halfway. What does the bump
# need the input for: to exist, or to move? Compare with your answer to 3g, and try other seeds.
#
# **If you read the worked script:** mark all lines that run only while the network learns. Then
# move the first line that sets `P` into the loop over runs, and predict what becomes of the
# variance explained.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Two loops, one inside the other: runs outside, steps inside. Which variables are made anew in
# every run, and which only once?
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Two loops, one inside the other: runs outside, steps inside. Which variables are made anew in
# every run, and which only once? Count a run with learning and the last one in the same loop,
# with one condition that tells them apart.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `for run in 0:runs`, and the step of 3i stands under `if run < runs && k % period == 0`. Mind
# that row 1 of a matrix holds step 0.
#
# </details>

# %%
"""
    small_task(seed; N=60, plastic=30, steps=80, period=64, g=1.5, dt=0.001)

A bump for a small network: targets, J0, plastic units, inputs, and the period.

The input is white noise, smoothed over a second: u[k] = d u[k - 1] + (1 - d) white[k].
"""
function small_task(seed; N=60, plastic=30, steps=80, period=64, g=1.5, dt=0.001)
    rng = MersenneTwister(seed)
    centre = N * (0:steps) / steps
    targets = exp.(-0.5 * (((1:N)' .- centre) / (0.08 * N)) .^ 2)
    chosen = sort(randperm(rng, N)[1:plastic])
    weights = g / sqrt(N) * randn(rng, N, N)

    keep = exp(-dt)
    inputs = sqrt(1 / dt) * randn(rng, steps * period + 1, N)
    inputs[1, :] .= 1
    for k in 2:size(inputs, 1)
        inputs[k, :] = keep * inputs[k - 1, :] + (1 - keep) * inputs[k, :]
    end
    return targets, weights, chosen, inputs, period
end

# %%
"""
    train(targets, J0, plastic, inputs, period, runs, rng; noise=0.1, tau=0.01, dt=0.001)

Teach a network with weights `J0` (N, N) the targets (K, N), a row every `period` steps.

Returns the weights J (N, N) after `runs` runs with learning, and the rates (T, N) of a last run
without. `inputs` (T, N) are the same in each run; `plastic` (p) are the columns that learn.
"""
function train(targets, J0, plastic, inputs, period, runs, rng::AbstractRNG;
               noise=0.1, tau=0.01, dt=0.001)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# Two neurons, of which the second is plastic; no noise. Targets are due at the steps 2 and 4.
start, second = [0.0 2.0; -2.0 0.0], [2]
goal, steady = [0.0 1.0; 0.9 0.5; 0.2 0.7], fill(0.5, 6, 2)

J_end, R_end = train(goal, start, second, steady, 2, 0, MersenneTwister(1); noise=0)
R_noisy = train(goal, start, second, steady, 2, 0, MersenneTwister(1))[2]
@assert J_end == start "runs=0: nothing is learned"
@assert size(R_end) == (6, 2) && all(R_end[1, :] .== 0) "a row for each step, row 1 stays zero"
@assert(isapprox(R_end[2, :], [0.5, 0.7310586]; atol=1e-6),
        "at step 1 the currents are those of the start")
@assert(isapprox(R_end[3, :], [0.5488962, 0.7005671]; atol=1e-6),
        "one Euler step of size dt / tau later")
@assert !isapprox(R_noisy[3:6, :], R_end[3:6, :]; atol=1e-4) "by default there is noise"

J_end, R_end = train(goal, start, second, steady, 2, 1, MersenneTwister(1); noise=0)
@assert J_end[:, 1] == start[:, 1] "the first neuron is not plastic"
@assert(isapprox(J_end[:, 2], [1.0201918, 0.7543136]; atol=1e-6),
        "the weights after one run, two targets")
@assert start == [0.0 2.0; -2.0 0.0] "J0 must not be changed"

# %%
# Train; then run once more without learning, and with an input that ends in the middle.
targets_small, J0_small, plastic_small, inputs_small, period_small = small_task(0)
rng = MersenneTwister(1)
task = (plastic_small, inputs_small, period_small)
_, untrained = train(targets_small, J0_small, task..., 0, rng)
J_small, trained = train(targets_small, J0_small, task..., 20, rng)

halfway = copy(inputs_small)
halfway[size(halfway, 1)÷2+1:end, :] .= 0
_, alone = train(targets_small, J_small, plastic_small, halfway, period_small, 0, rng)

clock = 0.001 * (0:size(trained, 1)-1)
due = clock[1:period_small:end]
all_runs = (("untrained", untrained), ("trained", trained), ("trained, input ends halfway", alone))
panels = map(all_runs) do (name, rates)
    explained = variance_explained(rates, clock, targets_small, due)
    println("$name: variance explained ", round(explained; digits=3))
    ax = Axes(title=name, xlabel="time (s)", ylabel="unit", width=320)
    image!(ax, permutedims(rates[1:13:end, :]); x=(0, clock[end]), y=(0, 60), limits=(0, 1))
end
display(Figure(panels...))

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
