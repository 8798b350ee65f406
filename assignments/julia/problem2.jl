# %% [markdown]
# # Problem 2: From silence to chaos, and a network that listens
#
# *Recurrent neural networks in neuroscience. You need
# [lecture 1](https://www.rajanlab.com/resources) (foundations) and Julia 1.5 or newer, no packages.
# 33 points: 27 are marked automatically, 6 by a person. It takes
# about 175 minutes. The finished notebook runs in less than a minute.*
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
# - A state is a vector of length $N$, an array of shape `(N,)`. A run is a matrix of shape
#   `(K, N)`: one row for each of $K$ moments, one column for each unit. (The letter $T$ is the
#   duration of a run here.)
# - Rates are $r=\phi(x)$. Where a question says rates, currents will not do.
# - Randomness comes only from a generator that is handed in as the argument `rng::AbstractRNG`.
# - A function uses its arguments and nothing else, and returns its answer instead of printing it.
# - A function **leaves its arguments as they were**: `r .-= mean(r; dims=1)` writes into the
#   caller's array, `r = r .- mean(r; dims=1)` makes a new one. Hidden checks look at this
#   everywhere.
#
# ## How to work, and how it is marked
#
# As in Problem 1. **Advanced mode:** fill in this notebook from top to bottom, wherever it says
# `YOUR CODE HERE` or `YOUR ANSWER HERE`, and keep the `function` lines and the names of variables
# that a question asks for. **Beginner mode:** take the worked script, run it, annotate it line by
# line and predict what a changed number will do; then close it and try the notebook.
#
# The check below each answer is a sample. Hidden checks call your functions with networks that
# you have not seen, and compare in double precision, which is what Julia computes in unless you
# ask for less. In this problem the functions of 2d to 2g must not need those of earlier
# questions, so that a slip in one question costs you nothing in the next. Long cells print a line
# of progress. Before you hand in, restart the kernel and run all cells in order.

# %%
using LinearAlgebra, Random, Statistics

include("FigureAxes.jl")   # figures without any package; the file lies beside this notebook
using .FigureAxes

# %% [markdown]
# ## 2a  One small step, many times
#
# *4 points; about 25 minutes. Lecture 1; to read: [Rajan, Abbott &
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
# 2. `simulate(x0, T, dt, J; I=0.0, omega=2.5, theta=0.0)` runs the network for the duration `T`
#    from the state `x0` at time 0, and returns two arrays `(t, x)`. With $n$ = `round(T / dt)`
#    steps, `t` has the shape `(n + 1,)` and holds the times $0, dt, 2\,dt, \dots$, and `x` has
#    the shape `(n + 1, N)` and holds the **currents** at these times; its first row is `x0`.
#
# In both, `theta` is a number, the same phase for all units, or a vector of length $N$. (Julia
# has a function `step` of its own, for ranges; it is still there as `Base.step`. And within your
# functions `I` is the amplitude, no longer the identity of LinearAlgebra.)
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
# `0.3 / 0.1` is a little less than 3, so `floor(Int, T / dt)` may lose a step;
# `round(Int, T / dt)` does not. Make the matrix first and fill in one state after the other.
# (Julia stores matrices column by column, so it is quicker to fill in columns, and to turn the
# matrix around once at the end, with `permutedims`.) If `step` computes the new state with
# `x .+= ...`, whose array is it changing?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `x + dt * (-x + J * tanh.(x) .+ I * cos.(omega * t .+ theta))`; and in the loop row `k + 1` comes
# from row `k` and the time `t[k]`.
#
# </details>

# %%
"""
    step(x, t, J, dt, I, omega, theta)

The state one Euler step of size `dt` after the state `x`, a vector of length N, at time `t`.

`J` has the size (N, N); the input is I cos(omega t + theta), `theta` a number or a vector of
length N.
"""
function step(x, t, J, dt, I, omega, theta)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    simulate(x0, T, dt, J; I=0.0, omega=2.5, theta=0.0)

Run the network from the state `x0`, of length N, for the duration `T` in steps of `dt`.

Returns (t, x): the times, of length n + 1, and the currents, of size (n + 1, N), where n is
round(T / dt). The first row of x is `x0`.
"""
function simulate(x0, T, dt, J; I=0.0, omega=2.5, theta=0.0)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# One connection of strength 2, from the second unit to the first.
one_way = [0.0 2.0; 0.0 0.0]
start = [0.0, 1.0]

free = step(start, 0.0, one_way, 0.1, 0.0, 2.0, 0.0)
@assert start == [0.0, 1.0] "x must not be changed by the call"
@assert size(free) == (2,) "one current per unit: a vector of length 2"
@assert free[2] ≈ 0.9 "the second unit hears nobody: a tenth of its current leaks away"
@assert(isapprox(free[1], 0.15231884; atol=1e-7),
        "the first unit starts at 0 and hears 2 tanh(1), for a time of 0.1")
pushed = step(start, 0.5, one_way, 0.1, 3.0, 2.0, [0.0, pi])
@assert(isapprox(pushed - free, [0.1620907, -0.1620907]; atol=1e-6),
        "the input adds dt * 3 cos(2 * 0.5) to the first unit; the second hears the opposite " *
        "phase")

# %%
# One unit without connections. The input is 1 in the first step, 0 in the second, -1 in the third.
t, x = simulate(zeros(1), 0.3, 0.1, zeros(1, 1); I=1.0, omega=5pi)
@assert size(t) == (4,) && size(x) == (4, 1) "three steps have four ends: four rows"
@assert t ≈ [0, 0.1, 0.2, 0.3] "the times start at 0 and are dt apart"
@assert x[1, 1] == 0 "the first row is x0"
@assert(x[:, 1] ≈ [0, 0.1, 0.09, -0.019],
        "each step leaks a tenth of the current and adds a tenth of the input at the step's " *
        "beginning")

# %%
# The test of an integrator: compare with a much more careful method (the fourth-order one of Runge
# and Kutta, whose error falls with the fourth power of dt), and watch the error fall with dt.
test_rng = MersenneTwister(1)
test_J = 1.5 / sqrt(50) * randn(test_rng, 50, 50)
test_theta = 2pi * rand(test_rng, 50)
test_x0 = randn(test_rng, 50)

right_hand_side(t, x) = test_J * tanh.(x) - x + cos.(2.5 * t .+ test_theta)

function runge_kutta(f, x, T, dt)
    for k in 0:round(Int, T / dt)-1
        t = k * dt
        a = f(t, x)
        b = f(t + dt / 2, x + dt / 2 * a)
        c = f(t + dt / 2, x + dt / 2 * b)
        d = f(t + dt, x + dt * c)
        x = x + dt / 6 * (a + 2b + 2c + d)
    end
    return x
end

careful = runge_kutta(right_hand_side, test_x0, 5, 0.005)
for small in (0.1, 0.01, 0.001)
    last_state = simulate(test_x0, 5, small, test_J; I=1.0, theta=test_theta)[2][end, :]
    rms = sqrt(mean(abs2, last_state - careful))
    println("dt = $small: rms error at t = 5 is $(round(rms; sigdigits=2))")
end

# %% [markdown]
# ## 2b  Silence and activity
#
# *4 points; about 15 minutes. Lecture 1; to read: [Sompolinsky, Crisanti
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

# %%
N, T, dt, omega = 500, 100, 0.01, 2.5

setup_rng = MersenneTwister(6)
J_unit = randn(setup_rng, N, N) / sqrt(N)   # standard deviation 1 / sqrt(N): g = 1
theta = 2pi * rand(setup_rng, N)            # one phase per unit
x0 = randn(setup_rng, N)                    # every run starts here

times = dt * (0:round(Int, T / dt))   # the moments of a run, 0 and T among them

J_unit[1, 1] * sqrt(N) ≈ -1.3140036685325376 ||
    println("This version of Julia draws another network than the one that the text speaks of.")

# %% [markdown]
# Compute two arrays and write a function.
#
# 1. `rates_quiet`: the **rates** $\phi(x)$ of a run at $g=0.8$ without input, from `x0`, with the
#    `T` and `dt` of the cell above; shape `(10001, 500)`.
# 2. `rates_active`: the same at $g=1.5$, from the same `x0`.
# 3. `plot_rates(t, r)` makes a new figure and returns its `Axes`. It draws the first three units
#    (columns 1, 2 and 3 of the rates `r`) against the times `t` as three lines, with a label on
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
# $N=500$ gave 0.30 to 0.39, and this one is in the middle. (Take $\langle r^2\rangle$, not
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
# `simulate` gives currents. Keep the loops in `simulate`; a run takes a second or two. Three
# columns of an array can be drawn in a single call.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `tanh.(simulate(x0, T, dt, g * J_unit)[2])`, and `lines!(ax, t, r[:, 1])`.
#
# </details>

# %%
# YOUR CODE HERE
error("No Answer Given!")

# %%
"""
    plot_rates(t, r)

Draw the rates of the first three units, columns 1, 2, 3 of `r` (K, N), against `t` (K).

Makes a new figure and returns its `Axes`.
"""
function plot_rates(t, r)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
for rates in (rates_quiet, rates_active)
    @assert size(rates) == (10001, 500) "10,000 steps have 10,001 ends; one column per unit"
    @assert(maximum(abs, rates) < 1,
            "rates are tanh of the currents, so they lie between -1 and 1")
    @assert rates[1, :] ≈ tanh.(x0) "both runs start from x0"
end
@assert maximum(abs, rates_quiet[end, :]) < 1e-5 "at g = 0.8 hardly anything is left at t = 100"
@assert(0.24 < mean(abs2, rates_active[5002:end, :]) < 0.44,
        "at g = 1.5 the mean square of the rates stays near 0.34; is J scaled with g / " *
        "sqrt(N)?")

# %%
axes_2b = plot_rates(range(0, 1; length=21), reshape(range(-0.9, 0.9; length=84), 21, 4))
@assert axes_2b isa Axes "return the Axes, the last thing in the function"
@assert length(axes_2b.marks) >= 3 "three units are three lines"
@assert all(length(mark.x) == 21 for mark in axes_2b.marks[1:3]) "time runs to the right"
@assert axes_2b.xlabel != "" && axes_2b.ylabel != "" "both axes need a label"

# %% [markdown]
# > **Predict first.** One network, one start, two gains. Sketch the rates of three units from
# > $t=0$ to $100$ at $g=0.8$ and at $g=1.5$: how long is the start remembered, is there a
# > rhythm, do the three go together, how close to $\pm1$ do they come? Then run the cell.

# %%
quiet, active = plot_rates(times, rates_quiet), plot_rates(times, rates_active)
quiet.title = "g = 0.8: the network forgets"
active.title = "g = 1.5: the network never rests"
display(Figure(quiet, active; columns=1))
println("mean square of the rates, t > 50, g = 1.5: ",
        round(mean(abs2, rates_active[5002:end, :]); digits=3))

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
# *3 points, and 2 for the written part; about 20 minutes.
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
# `Dict(... for I in (0, 0.01, 1))`, or a loop over the three amplitudes. `theta` is an array
# here; if you forget to hand it over, all units hear the input at the same phase, and the figure
# below will not tell you.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `tanh.(simulate(x0, T, dt, 1.5 * J_unit, I, omega, theta)[2])` is one of the three.
#
# </details>

# %%
# YOUR CODE HERE
error("No Answer Given!")

# %%
for amplitude in (0, 0.01, 1)
    @assert haskey(driven, amplitude) "the dictionary has no key $amplitude"
    @assert size(driven[amplitude]) == (10001, 500) "each entry holds one whole run"
    @assert maximum(abs, driven[amplitude]) < 1 "rates lie between -1 and 1"
    @assert driven[amplitude][1, :] ≈ tanh.(x0) "all runs start from x0"
end
@assert(mean(abs2, driven[0][5002:end, :]) > 0.2,
        "at g = 1.5 the network is active without any input")
@assert(0 < sqrt(mean(abs2, (driven[0.01] - driven[0])[1:500, :])) < 0.02,
        "an input of 0.01 moves the rates a little in the beginning, and only a little")
@assert sqrt(mean(abs2, (driven[1] - driven[0])[1:500, :])) > 0.05 "an input of 1 is not weak"

# %%
"The rates after t = 20, without their means over time."
function late_part(r)
    late = r[2002:end, :]
    return late .- mean(late; dims=1)
end

"Share of the variance of the rates, after t = 20, that is a sine wave of this frequency."
function share_at(frequency, r)
    late = late_part(r)
    angle = frequency * times[2002:end]
    size_of_wave = mean(abs2, cos.(angle)' * late) + mean(abs2, sin.(angle)' * late)
    return 2 * size_of_wave / length(angle)^2 / mean(abs2, late)
end

percent(share) = "$(round(100 * share; digits=2)) %"

panels = map((0, 0.01, 1)) do amplitude
    ax = Axes(ylabel="rates", xlim=(60, 90), ylim=(-1, 1), width=620, height=200)
    share = percent(share_at(omega, driven[amplitude]))
    ax.title = "I = $amplitude: $share of the variance at the input's rhythm"
    lines!(ax, times, driven[amplitude][:, 1:3])
end
heard = Axes(xlabel="time (membrane time constants)", ylabel="input", width=620, height=200)
heard.xlim, heard.ylim = (60, 90), (-1.05, 1.05)
heard.title = "what the three units hear at I = 1"
lines!(heard, times, cos.(omega * times .+ theta[1:3]'))
display(Figure(panels..., heard; columns=1))

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Four panels over the same 30 time constants, three units in each. The first two panels, I = 0
# and 0.01, are slow and irregular; at I = 1 a quick ripple rides on slow waves; the last panel is
# the input, the same rhythm at three phases.
#
# </details>

# %%
# The spectrum: how much of the activity goes on at which frequency. Strong input in addition.
println("a run with I = 5 ...")
rates_strong = tanh.(simulate(x0, T, dt, 1.5 * J_unit; I=5.0, omega=omega, theta=theta)[2])

# Without a package for Fourier transforms: multiply by the cosine and the sine of each frequency.
frequencies = 2pi / (8000 * dt) * (1:169)
window = 0.5 .- 0.5 * cos.(2pi * (0:7999) / 7999)   # a soft beginning and end keeps peaks narrow
phase = frequencies * (dt * (0:7999))'
ax = Axes(xlabel="angular frequency (per membrane time constant)", ylabel="power, mean over units")
ax.yscale = :log
for (amplitude, r) in ((0, driven[0]), (0.01, driven[0.01]), (1, driven[1]), (5, rates_strong))
    late = window .* late_part(r)[1:8000, :]
    power = mean((cos.(phase) * late) .^ 2 + (sin.(phase) * late) .^ 2; dims=2)
    lines!(ax, frequencies, power; label="I = $amplitude")
    println("I = $amplitude: $(percent(share_at(omega, r))) of the variance at omega = 2.5")
end
display(ax)

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Power against angular frequency, on a logarithmic scale. Without input it falls steadily. With
# input a narrow peak stands at 2.5: barely above the slope at I = 0.01, tall at I = 1, and at I =
# 5 alone but for a smaller one at 7.5, the slope beneath being gone.
#
# </details>

# %% [markdown]
# **2c, written (2 points).** Which rhythm do the units follow at $I=0$, $0.01$, $1$
# and $5$, and why does it depend on $I$? Support your answer with a number: compare the size of
# the oscillation that the input alone would cause in the current of an unconnected unit with the
# size of the current that the network makes by itself. At most six sentences.

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 2d  What the population does together
#
# *5 points; about 30 minutes. Lecture 1; to read: [Rajan, Abbott &
# Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
#
# Five hundred traces are too many to look at. But do they really do five hundred different
# things? A state is a point in a space with $N$ axes, and a run is a curve in it. If units vary
# together, the curve stays close to a plane or a space of few dimensions. Principal component
# analysis finds the directions in which it extends most: the first component is the direction of
# largest variance, the second the one of largest variance among the directions perpendicular to
# the first, and so on.
#
# Write four functions, by hand: use no more than `LinearAlgebra` and `mean` (so neither `cov` nor
# a ready-made PCA). The rates `r` have shape `(K, N)`.
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
# A covariance matrix is symmetric. If `eigen` knows that, from `Symmetric(C)`, it returns real
# numbers and perpendicular vectors. Read in which order it returns them.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `reverse(variances)` and `components[:, end:-1:1]` turn both around together; a coordinate is
# `(r .- mean(r; dims=1)) * components[:, 1:k]`.
#
# </details>

# %%
"""
    covariance(r)

The covariance matrix of the units, of size (N, N), of rates `r` of size (K, N).
"""
function covariance(r)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    principal_components(r)

The principal components of rates `r` of size (K, N).

Returns (variances, components): the variances in descending order, N of them, and the components
as the columns of a matrix (N, N).
"""
function principal_components(r)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    project(r, components, k)

Coordinates (K, k) of the centred rates `r` (K, N) along the first `k` components.
"""
function project(r, components, k)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    plot_state_space(r, components)

Draw the run `r` (K, N) as a line in the plane of the first two components.

Makes a new figure and returns its `Axes`.
"""
function plot_state_space(r, components)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# Four moments, three units: the second does half of what the first does, the third does nothing.
wave = [2.0, -2.0, 1.0, -1.0]
simple = [(wave .+ 1) (wave / 2 .+ 1) fill(5.0, 4)]

C = covariance(simple)
@assert size(C) == (3, 3) "one row and one column per unit: the covariance is over time"
@assert C ≈ C' && all(abs.(C[3, :]) .< 1e-8) "the third unit does not vary at all"
@assert C[1, 1] ≈ 2.5 || C[1, 1] ≈ 10 / 3 "subtract the mean over time of each unit"
@assert(C[1, 2] ≈ C[1, 1] / 2 && C[2, 2] ≈ C[1, 1] / 4,
        "the second unit does half of what the first does")

# %%
variances, components = principal_components(simple)
@assert size(variances) == (3,) && size(components) == (3, 3) "as many as there are units"
@assert eltype(variances) <: Real && eltype(components) <: Real "nothing about them is complex"
@assert(variances[1] ≈ 3.125 || variances[1] ≈ 12.5 / 3,
        "the first variance is the largest one; here it has everything that there is")
@assert all(abs.(variances[2:3]) .< 1e-8) "along the other two components nothing happens"
@assert(abs.(components[:, 1]) ≈ [2, 1, 0] / sqrt(5),
        "the first component is a column: two parts of the first unit, one part of the second")
@assert components' * components ≈ [1 0 0; 0 1 0; 0 0 1] "length 1 and perpendicular"
@assert(size(principal_components(permutedims(simple))[2]) == (4, 4),
        "4 units at 3 moments: 4 components")

# %%
in_turn = [0.0 0.0 1.0; 1.0 0.0 0.0; 0.0 1.0 0.0]   # units 2, 3, 1: columns
coordinates = project(simple, in_turn, 2)
@assert size(coordinates) == (4, 2) "one row per moment, one column per component"
@assert(coordinates ≈ [wave / 2 zeros(4)],
        "these two components are the second unit and the third, which stands still; without " *
        "its mean, the second is half of the wave")

axes_2d = plot_state_space(simple, in_turn)
@assert axes_2d isa Axes "return the Axes, the last thing in the function"
@assert any(length(mark.x) == 4 for mark in axes_2d.marks) "one point per moment"
@assert axes_2d.xlabel != "" && axes_2d.ylabel != "" "both axes need a label"
@assert axes_2d.aspect == :equal "both axes need the same scale: ax.aspect = :equal"

# %%
# The same network without input, with some, and with strong input, after the first 20 time
# constants. Mind the numbers on the axes.
panels = map(((0, driven[0]), (1, driven[1]), (5, rates_strong))) do (amplitude, r)
    variances, components = principal_components(r[2002:end, :])
    ax = plot_state_space(r[2002:end, :], components)
    share = round(Int, 100 * sum(variances[1:2]) / sum(variances))
    ax.title = "I = $amplitude: this plane holds $share % of the variance"
    ax
end
display(Figure(panels...; columns=2))

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
# *4 points; about 20 minutes. Beyond the lecture; to read: [Rajan,
# Abbott & Sompolinsky 2010](https://doi.org/10.1103/PhysRevE.82.011903).*
#
# > **Predict first.** An input adds a rhythm to what the network does by itself. As its
# > amplitude grows from 0 to 5, does the number of dimensions rise or fall, where does it end,
# > and why just there? Draw the curve before you read on.
#
# Put a number to it. Two measures are in use. With the variances $l_1\ge l_2\ge\dots\ge l_N$
# along the principal components, write
#
# 1. `n_components(r; share=0.9)`: the smallest number $k\ge1$ of components whose variances
#    together reach the given share of the total, $l_1+\dots+l_k \ge
#    \text{share}\cdot(l_1+\dots+l_N)$. An integer. Round-off must not decide: count the share
#    as reached when less than $10^{-10}$ of the total is missing. Then `share=1` gives the number
#    of directions in which the rates move at all, and `share=0` gives 1.
# 2. `participation_ratio(r)`: the number
#
#    $$\frac{\big(\sum_k l_k\big)^2}{\sum_k l_k^2}\,,$$
#
#    a real number. It needs no threshold. (What is it if $m$ components share all of the variance
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
# `cumsum` adds up from the front, so which order must the variances have? `findfirst` tells the
# first position at which something is true. For the participation ratio there is a way without
# eigenvalues: the sum of the $l_k$ is the trace of the covariance matrix $C$, and the sum of the
# $l_k^2$ is the trace of $C^2$.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `findfirst(held .>= share - 1e-10)`, and `tr(C)^2 / sum(abs2, C)`.
#
# </details>

# %%
"""
    n_components(r; share=0.9)

Smallest number of principal components that hold `share` of the variance of `r` (K, N).

At least 1. What is missing by less than 1e-10 of the total counts as reached.
"""
function n_components(r; share=0.9)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    participation_ratio(r)

(sum of variances)^2 / (sum of squared variances) along the components of `r` (K, N).
"""
function participation_ratio(r)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# Three independent signals with variances 6, 3 and 1, rotated among three units, and a fourth
# unit that stands still. The first two components hold exactly 90 %.
signals = [1 1 1; 1 -1 -1; -1 1 -1; -1 -1 1] .* sqrt.([6 3 1])
rotation = [2 -1 2; 2 2 -1; -1 2 2] / 3
known = [(signals * rotation .+ 5) fill(5.0, 4)]

@assert n_components(known) == 2 "6 and 3 of 10 reach 90 %, up to round-off"
@assert(n_components(known; share=0.59) == 1,
        "the first component has 60 %, so it is enough for 59 %")
@assert(n_components(known; share=0.61) == 2,
        "the first component has only 60 %: 61 % takes a second one")
@assert(n_components(known; share=1) == 3,
        "three signals have everything, whatever round-off adds")
@assert n_components(known; share=0) == 1 "the smallest number is one"
@assert participation_ratio(known) ≈ 100 / 46 "(6 + 3 + 1)^2 / (6^2 + 3^2 + 1^2)"

# %%
# Dimensionality against drive, in three networks of 500 units. A larger step is good enough here.
drives = [0, 0.25, 0.5, 1, 1.5, 2, 3, 5]
counts, ratios = zeros(Int, length(drives), 3), zeros(length(drives), 3)
for seed in 1:3
    own_rng = MersenneTwister(seed)
    own_J = 1.5 / sqrt(500) * randn(own_rng, 500, 500)
    own_theta, own_x0 = 2pi * rand(own_rng, 500), randn(own_rng, 500)
    for (row, amplitude) in enumerate(drives)
        r = tanh.(simulate(own_x0, 100, 0.05, own_J; I=amplitude, theta=own_theta)[2])
        counts[row, seed], ratios[row, seed] = n_components(r), participation_ratio(r)
    end
    println("network $seed: components to 90 %: ", counts[:, seed])
end

panels = map((("components to 90 %", counts), ("participation ratio", ratios))) do (name, numbers)
    ax = Axes(xlabel="amplitude of the input", ylabel=name, ylim=(0, 1.1 * maximum(numbers)))
    for column in eachcol(numbers)
        lines!(ax, drives, column)
        points!(ax, drives, column; color=ax.marks[end].color)
    end
    ax
end
panels[1].title = "Three networks, g = 1.5: a strong input leaves two dimensions"
display(Figure(panels...))

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
# *4 points, and 2 for the written part; about 35 minutes.
# Beyond the lecture; to read: [Sompolinsky, Crisanti & Sommers
# 1988](https://doi.org/10.1103/PhysRevLett.61.259), [Benettin et al.
# 1980](https://doi.org/10.1007/BF02128236),
# [Bertschinger & Natschläger 2004](https://doi.org/10.1162/089976604323057443),
# [Sussillo & Abbott 2009](https://doi.org/10.1016/j.neuron.2009.07.018).*
#
# Irregular is not the same as chaotic. Chaos means that *small differences grow*: two copies of
# the network that start almost in the same state, and hear the same input, drift apart
# exponentially. Watch pairs of copies that start one part in a hundred million apart:

# %%
ax = Axes(xlabel="time (membrane time constants)", ylabel="distance of two copies", yscale=:log)
for gain in (0.8, 1.5, 3.0)
    copy_1 = simulate(x0, 100, 0.05, gain * J_unit)[2]
    copy_2 = simulate(x0 * (1 + 1e-8), 100, 0.05, gain * J_unit)[2]
    distance = norm.(eachrow(copy_1 - copy_2))
    lines!(ax, 0.05 * (0:length(distance)-1), distance; label="g = $gain")
    println("g = $gain: distance ", round(distance[1]; sigdigits=1), " at t = 0 and ",
            round(distance[end]; sigdigits=1), " at t = 100")
end
display(ax)

# %% [markdown]
# The distance falls at g = 0.8, creeps upwards at 1.5, and climbs steeply at 3, until the two copies are as far apart as the activity allows.
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
# Write `lyapunov_exponent(J, x0, T, dt; I=0.0, omega=2.5, theta=0.0, rng)`, which returns the
# leading exponent, a real number:
#
# 1. Start at the state `x0` with $v$ = `randn(rng, N)`; draw nothing else. (What stands after the
#    semicolon is handed over by name, and `rng` has no default: always say `rng=...`.)
# 2. Make `round(T / dt)` Euler steps of (1), with the input, and of (3). In each step, both take
#    everything at the beginning of the step: $v$ uses the slopes at the *old* $x$.
# 3. Do not count the first half of the steps, `round(Int, T / dt) ÷ 2` of them. Meanwhile $x$
#    settles and $v$ turns into the direction that grows fastest.
# 4. The result is the logarithm (base $e$) of the growth of the length of $v$ over the rest of
#    the steps, divided by the **time** that they took.
#
# Also for $T=2000$, over which $v$ may shrink by a factor of $e^{-2000}$ (what is
# `exp(-2000)`?). Write out the step here, without calling `simulate`.
#
# **Why it matters.** The exponent says how long a network can remember a difference and how far
# ahead it can be predicted: at $\lambda=0.2$ a difference grows $e$-fold every 5 membrane time
# constants. Networks near zero, at the "edge of chaos", have been proposed as the best substrate
# for computation (Bertschinger & Natschläger 2004); others begin well inside chaos and tame it by
# learning (Sussillo & Abbott 2009).
#
# **How to tell that you are right.** In a silent network the path rests at zero, so the exponent
# is the largest real part of the eigenvalues of $J$, minus 1, which `eigvals` tells you
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
# Divide $v$ by its length after every step, and add up the logarithms of these lengths. Which of
# the two must be updated first if both need the old $x$?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `v + dt * (-v + J * ((1 .- tanh.(x).^2) .* v))`, before `x` moves; and at the end divide by
# `(steps - div(steps, 2)) * dt`.
#
# </details>

# %%
"""
    lyapunov_exponent(J, x0, T, dt; I=0.0, omega=2.5, theta=0.0, rng)

The leading Lyapunov exponent of the network, per time constant, from the state `x0`.

`T` is the whole duration, of which the first half is not counted. `rng` draws the first
perturbation.
"""
function lyapunov_exponent(J, x0, T, dt; I=0.0, omega=2.5, theta=0.0, rng::AbstractRNG)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"A short form for the checks below."
function exponent_of(J, x0, T, dt; given...)
    return lyapunov_exponent(J, x0, T, dt; rng=MersenneTwister(1), given...)
end

@assert(abs(exponent_of(zeros(2, 2), [1.0, 2.0], 2000, 0.1) + 1.05) < 0.02,
        "without connections differences leak away, at rate -1 (-1.05 with Euler steps of " *
        "0.1), and over such a long time v has to be shortened or lengthened again and again")
@assert(abs(exponent_of([0.5 0.0; 0.0 -1.0], [0.1, 0.1], 40, 0.02) + 0.5) < 0.02,
        "at rest the difference that lasts longest counts: here it decays at rate 0.5 - 1")
@assert(abs(exponent_of(fill(2.0, 1, 1), [0.01], 40, 0.02) + 0.83) < 0.02,
        "this unit leaves silence in the first half, which is not counted, and settles near x" *
        " = 1.9; there the slope of tanh is 0.083, so the rate is -1 + 2 * 0.083")
@assert(abs(exponent_of(fill(2.0, 1, 1), [0.01], 40, 0.02; I=5.0) + 0.285) < 0.05,
        "the input swings the unit through zero, where its slope is steep: -0.285 on average")

# %%
# The network of this notebook: what does an input do to its chaos?
for amplitude in (0, 1, 2, 5)
    exponent = lyapunov_exponent(1.5 * J_unit, x0, 200, 0.05; I=amplitude, omega=omega, theta=theta,
                                 rng=MersenneTwister(2))
    println("N = 500, g = 1.5, I = $amplitude: exponent ", round(exponent; digits=3))
end

# %%
# Exponent against gain, in small and larger networks, beside the theory for infinitely many units.
theory_gains = [0.4, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0, 2.5, 3.0]
theory = [-0.6, 0.0, 0.004, 0.012, 0.022, 0.034, 0.047, 0.080, 0.112, 0.176, 0.236]
gains = [0.5, 0.8, 1.0, 1.5, 2.0, 3.0]

ax = Axes(xlabel="gain g", ylabel="leading Lyapunov exponent")
for (units, color) in ((100, "orange"), (300, "steelblue"))
    own_rng = MersenneTwister(4)
    for network in 1:3
        own_J = randn(own_rng, units, units) / sqrt(units)
        own_x0 = randn(own_rng, units)
        found = [lyapunov_exponent(g * own_J, own_x0, 150, 0.05; rng=own_rng) for g in gains]
        lines!(ax, gains, found; color=color, label=network == 1 ? "N = $units" : "")
        points!(ax, gains, found; color=color)
        println("N = $units, network $network: exponents ", round.(found; digits=3))
    end
end
lines!(ax, theory_gains, theory; color="black", size=2, label="infinitely many units")
hline!(ax, 0; color="gray")
display(ax)

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
# **2f, written (2 points).** Five groups each simulate *one* network with $N=100$ and
# $g=1.5$ and report the exponents $-0.09$, $0.02$, $-0.03$, $0.01$ and $-0.15$. "The theory
# promises chaos above $g=1$," they write, "and it is wrong." What do you reply, and what should
# they measure before they judge? At most six sentences. (Look at the figure. You may also count
# how many eigenvalues of $J$ lie to the right of 1, with your tools of Problem 1.)

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 2g  The best rhythm to silence chaos
#
# *3 points, and 2 for the written part; about 30 minutes.
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
# follow**, itself included. If the last exponent is not negative, return `Inf`.
#
# - Draw one perturbation `randn(rng, N)` and use the same one for every amplitude. Draw
#   nothing else.
# - `theta` is a number or a vector of length $N$.
# - Do not call `lyapunov_exponent`: copy what you need from it, so that this function stands on
#   its own. (You can also let all amplitudes run side by side, as the columns of one matrix. Then
#   one matrix product serves all of them, and the cells below take seconds.)
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
# Exponents need not fall steadily with the amplitude: a weak input can calm the network and a
# stronger one wake it up. Look for the *last* amplitude whose exponent is not negative; the one
# after it is the answer.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# With `last = findlast(growth .>= 0)`: number 1 if it is `nothing`, else `last + 1`, and `Inf` if
# that is past the end.
#
# </details>

# %%
"""
    critical_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng)

The smallest of the ascending `amplitudes` from which on the leading exponent is negative.

`Inf` if the exponent at the largest amplitude is not negative.
"""
function critical_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng::AbstractRNG)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# A unit that excites itself and starts exactly at zero: it stays there, on the mountain top, and
# differences grow. Any input pushes it down to one side, where they shrink.
bistable = (1.0, fill(2.0, 1, 1), zeros(1), 0.0)
@assert(critical_amplitude(bistable..., [0.0, 1.0, 3.0], 40, 0.05, MersenneTwister(1)) == 1.0,
        "the exponent is negative from the second amplitude on")
@assert(critical_amplitude(bistable..., [0.0], 40, 0.05, MersenneTwister(1)) == Inf,
        "if the last exponent is not negative, the critical amplitude is not on the grid: Inf")
unconnected = (1.0, zeros(2, 2), ones(2), 0.0)
@assert(critical_amplitude(unconnected..., [0.5, 1.0], 40, 0.05, MersenneTwister(1)) == 0.5,
        "without connections every exponent is negative, so the first amplitude is the answer")

# %%
# Four frequencies, three networks of 200 units, beside the theory for infinitely many units.
theory_omega = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.4, 0.5, 0.75, 1.0, 1.5, 2.5, 5.0]
theory_I = [0.53, 0.49, 0.45, 0.43, 0.44, 0.46, 0.59, 0.70, 0.96, 1.22, 1.72, 2.68, 5.13]
amplitudes = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4]
omegas = [0.15, 0.5, 1.0, 2.5]

critical = zeros(length(omegas), 3)
for network in 1:3
    own_rng = MersenneTwister(network)
    own_J = 1.5 / sqrt(200) * randn(own_rng, 200, 200)
    own_theta, own_x0 = 2pi * rand(own_rng, 200), randn(own_rng, 200)
    for (row, w) in enumerate(omegas)
        critical[row, network] = critical_amplitude(w, own_J, own_x0, own_theta, amplitudes, 200,
                                                    0.1, own_rng)
    end
    println("network $network: critical amplitudes $(critical[:, network]) at omega = $omegas")
end

ax = Axes(xlabel="angular frequency of the input", ylabel="critical amplitude", xscale=:log)
ax.xlim, ax.ylim = (0.018, 3), (-0.1, 3.2)
ax.title = "g = 1.5: above the curve the input wins"
lines!(ax, theory_omega, theory_I; color="black", label="theory, infinitely many units")
points!(ax, repeat(omegas, 3), vec(critical); color="lightsteelblue")
points!(ax, omegas, vec(mean(critical; dims=2)); color="steelblue", size=8,
        label="N = 200, mean of the dots")
display(ax)

# %% [markdown]
# Two honest remarks about this figure. Most points lie below the curve, because networks of 200
# units are less chaotic than the theory's (2f). And the *minimum* of the curve, near
# $\omega=0.15$, is shallow: three networks cannot show it, twenty of this size did not either,
# and a sweep that starts at $\omega=0.25$ sees only a curve that rises. What the points do show
# is that fast inputs must be much stronger.
#
# **2g, written (2 points).** According to the theory, chaos is silenced most easily
# at an intermediate frequency. Why not at the highest? And why could the very slowest input be
# less effective than a slow one? One argument for each side is enough; for the second, imagine
# the input so slow that it is constant for a long time, with another value in each unit. At most
# six sentences.

# %% [markdown]
# YOUR ANSWER HERE

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
