# %% [markdown]
# # Problem 1: Fixed points and stability
#
# *Recurrent neural networks in neuroscience. You need
# [lecture 1](https://www.rajanlab.com/resources) (foundations) and Julia 1.5 or newer, no packages.
# 34 points: 27 are marked automatically, 7 by a person. It takes
# about 165 minutes.*
#
# A patch of cortex is a network whose neurons listen mostly to each other. Left to itself, what
# does such a network do? It may fall silent, settle into a steady pattern of activity, ring like
# a bell, or never come to rest. In this problem you build the tools that tell these fates apart,
# and you use them on networks whose connections are drawn at random. Problem 2 lets the same
# networks run in time.
#
# ## The model
#
# Neuron $i$ of $N$ has an input current $x_i$, which obeys
#
# $$\frac{dx_i}{dt} \;=\; -x_i \;+\; \sum_{j=1}^{N} J_{ij}\,\phi(x_j) \;+\; h_i
# \qquad\qquad (1)$$
#
# Term by term: without input the current leaks away (time is measured in units of the membrane
# time constant, so the leak has no constant in front of it); every neuron $j$ turns its current
# into a firing rate $\phi(x_j)$ and sends it to neuron $i$ through a connection of strength
# $J_{ij}$; and $h_i$ is the input from outside the network. Unless a question says otherwise,
# $\phi = \tanh$ and $h = 0$. (A negative "rate" means *below baseline*.)
#
# ## Conventions
#
# - `J[i, j]` is the connection **from neuron j to neuron i**. Row `i` holds everything that
#   neuron `i` hears; column `j` holds everything that neuron `j` says.
# - A state is a vector of length $N$, an array of shape `(N,)`. A trajectory is a matrix of shape
#   `(T, N)`: time first, neurons second. (The shape is what `size` returns.)
# - Randomness comes only from a generator that is handed in as the argument `rng::AbstractRNG`,
#   for example `MersenneTwister(1)`: write `randn(rng, N)`. Never seed inside a function, and
#   never draw without `rng`, which takes numbers from hidden global state.
# - A function uses its arguments and nothing else, and returns its answer instead of printing it.
# - A function **leaves its arguments as they were**: `x .-= 1` and `x[1] = 0` write into the
#   caller's array, `x = x .- 1` makes a new one. (The name of a function that changes its
#   arguments ends in `!` in Julia; none of yours does.) Hidden checks look at this in every
#   question.
# - Figures are made with the small module `FigureAxes`, whose file lies beside this notebook:
#   `ax = Axes(xlabel="time", ylabel="rate")`, then `lines!(ax, t, r)`, `points!(ax, x, y)` or
#   `bars!(ax, edges, heights)`. Type `?FigureAxes` for the rest.
#
# ## How to work
#
# **Advanced mode.** Fill in this notebook from top to bottom. Every place for your work says
# `YOUR CODE HERE` or `YOUR ANSWER HERE`; keep the `function` lines, since names and arguments are
# how your functions are found. Add cells wherever you like. The cells that are not marked with
# points only run your functions and draw; do change them and play.
#
# **Beginner mode.** Take the worked script instead, run it, and annotate it: after every line of
# a function write why it is there, and change one number at a time to see whether you predicted
# the effect. Then close it and try the question in the notebook.
#
# ## How it is marked
#
# Below each function there is a check that you can run. Passing it means that you are on track,
# not that you are done: it is a sample. Hidden checks call your functions with matrices and
# states that you have not seen, so an answer that is tuned to the numbers in this notebook will
# not pass. Answers are compared in double precision, which is what Julia computes in unless you
# ask for less. You may call your earlier functions in later ones, but then a mistake travels
# along: get the earlier one right first. The written parts are read by a person, and short
# answers are welcome. Discuss the ideas with anyone; what you hand in for points must be your own
# work.
#
# Before you hand in, restart the kernel and run all cells in order.

# %%
using LinearAlgebra, Random, Statistics

include("FigureAxes.jl")   # figures without any package; the file lies beside this notebook
using .FigureAxes

# %% [markdown]
# ## 1a  Fixed points of a linear network
#
# *3 points, and 1 for the written part; about 20 minutes.
# Lecture 1; to read: [Seung 1996](https://doi.org/10.1073/pnas.93.23.13339).*
#
# A **fixed point** is a state that the network, once in it, never leaves: all $N$ velocities
# $dx_i/dt$ are zero at the same time. Start with the one network that can be solved completely by
# hand, $\phi(x) = x$ and $h = 0$.
#
# Set the left-hand side of (1) to zero, write what remains as a matrix equation for $x$, and use
# it to write
#
# `linear_fixed_points(J)`, which returns a real array of shape `(N, k)` whose columns are a basis
# of **all** fixed points: every fixed point is a combination of the columns, and every
# combination of the columns is a fixed point.
#
# - Any basis will do, as long as the columns are linearly independent.
# - The origin is always a fixed point; it is the combination "nothing of each", so it never needs
#   a column. If it is the only one, return an array of shape `(N, 0)`.
# - Computers round. Where you have to decide whether a number is zero, count it as zero when it
#   is below $10^{-8}$ relative to the largest number of its kind (to 1, if all of them are
#   smaller).
#
# **Why it matters.** When your eyes come to rest after a saccade, neurons in the brainstem keep
# firing at a rate that holds them there, for any of a continuum of positions. A whole *line* of
# fixed points is the classical explanation (Seung 1996). You are about to see what such a line
# demands of the connections.
#
# **How to tell that you are right.** Put each column back into (1): the velocity must vanish.
# Then think about two neurons that are coupled by $J = \begin{pmatrix}1&1\\0&1\end{pmatrix}$:
# which states stay where they are? Solve it on paper, then ask your function.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# At rest $0=-x+Jx$. Move everything to one side: which matrix $A$ makes $A\,x=0$ out of it? The
# fixed points are all that $A$ wipes out, its null space.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# The states $x$ with $A x = 0$ form the null space of $A$. The singular value decomposition finds
# it without ever dividing by a small number. Which matrix is $A$ here?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# With `F = svd(A)` the vectors are the columns of `F.V`, and `F.S` are the factors. Keep those
# where the factor is at most `1e-8 * max(1, F.S[1])`.
#
# </details>

# %%
"""
    linear_fixed_points(J)

All fixed points of the linear network, phi(x) = x and h = 0.

`J` has the size (N, N). Returns a real matrix of size (N, k) whose columns are a basis of the
fixed points; k = 0 if the origin is the only one.
"""
function linear_fixed_points(J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
silent = linear_fixed_points(zeros(3, 3))
@assert(size(silent) == (3, 0),
        "without connections every current leaks away: only the origin is left, so the size " *
        "is (3, 0)")

# The first neuron excites itself just strongly enough to make up for its leak.
holding = linear_fixed_points([1.0 0.0 0.0; 0.0 0.5 0.0; 0.0 0.0 -1.0])
@assert size(holding) == (3, 1) "this network has one line of fixed points: one column"
@assert(abs(holding[1, 1]) > 0.1 && all(abs.(holding[2:3, 1]) .< 1e-8),
        "only the first neuron can hold its current; the other two must be at zero")
@assert(size(linear_fixed_points([1.0 1.0; 0.0 1.0])) == (2, 1),
        "the two coupled neurons of the text have exactly one direction of fixed points")

# %% [markdown]
# **1a, written (1 point).** For which matrices $J$ is the origin the only fixed
# point of the linear network? Two or three sentences: give the condition, say why it holds, and
# say what the set of fixed points looks like when the condition fails.

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 1b  The velocity
#
# *3 points; about 10 minutes. Lecture 1; to read: [Miller & Fumarola
# 2012](https://doi.org/10.1162/NECO_a_00221).*
#
# Now let the neurons be nonlinear. Equation (1) assigns to every state an arrow that says where
# the network goes next. Everything else in this problem is a question about these arrows.
#
# Write `velocity(x, J; phi=tanh, h=0.0)`: the right-hand side of (1), a vector of length $N$.
#
# - `x` is one state, shape `(N,)`; `J` has shape `(N, N)`.
# - `phi` is any function of one number; a dot lets it act on each current, `phi.(x)`.
# - `h` is either one number, the same input for all neurons, or a vector of length $N$.
# - `x`, `J` and `h` must hold the same numbers after the call as before.
#
# ![A matrix with one row and one column marked. The marked row i is all that neuron i hears, the
# marked column j all that neuron j says; where they cross stands J[i, j], the arrow from neuron j
# to neuron i.](attachment:senders-and-receivers.png)
#
# **A common slip.** `J[i, j]` reads like "from i to j". It is the other way round, so that the
# product of $J$ with the rates of the senders gives what the receivers hear.
#
# **Why it matters.** Look at where $\phi$ stands. In (1) each *sender* turns its own current into
# a rate, and the receiver adds up rates. Books also use a second form, in which the receiver adds
# up first and then applies $\phi$. It looks almost the same and gives other numbers; question 1g
# returns to this.
#
# **How to tell that you are right.** Take two neurons and a single connection, from neuron 2 to
# neuron 1. Compute both velocities by hand. Which of the two must not notice the connection? A
# random network will hardly ever tell you that you have swapped senders and receivers, because it
# looks the same in both directions. Two neurons will.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# First every neuron turns its own current into a rate, then the rates are summed. For each $i$ the
# sum over $j$ runs along a row of $J$.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# For each $i$, the sum over $j$ runs along a row of $J$. Julia's `*` does exactly this, and no
# loop is needed.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `-x + J * rates .+ h`, and `rates` is one call of `phi`.
#
# </details>

# %%
"""
    velocity(x, J; phi=tanh, h=0.0)

The right-hand side of (1): dx/dt of each neuron, a vector of length N.

`x` is a state of length N; `J` has the size (N, N) and `J[i, j]` leads from j to i; `phi` is a
function of one number; the input `h` is a number or a vector of length N.
"""
function velocity(x, J; phi=tanh, h=0.0)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
# One connection of strength 2, from the second neuron to the first.
one_way = [0.0 2.0; 0.0 0.0]
state = [0.0, 1.0]

v = velocity(state, one_way)
@assert size(v) == (2,) "one velocity per neuron: a vector of length 2"
@assert v[2] ≈ -1.0 "the second neuron hears nobody: its current only leaks, at rate -1"
@assert(isapprox(v[1], 1.5231884; atol=1e-6),
        "the first neuron has no current to leak; it hears twice the *rate* of the second, 2 " *
        "tanh(1)")
@assert(velocity(state, one_way; phi=cos) ≈ [2cos(1.0), -1.0],
        "another phi must be used when it is handed in")
@assert(isapprox(velocity(state, one_way; h=[10.0, 20.0]), [11.5231884, 19.0]; atol=1e-6),
        "the input is added to each neuron's velocity as it is, outside of phi")
@assert(velocity(state, one_way; h=0.5)[2] ≈ -0.5,
        "the input may also be one number, the same for all neurons")
@assert state == [0.0, 1.0] "x must not be changed by the call"

# %% [markdown]
# ## 1c  The Jacobian
#
# *3 points; about 20 minutes. Lecture 1; to read: [Sussillo & Barak
# 2013](https://doi.org/10.1162/NECO_a_00409).*
#
# Close to a state $x$ the curved landscape of arrows looks straight. Push the network from $x$ to
# $x+\delta$ with a tiny $\delta$. The velocity changes by $A\,\delta$, up to terms of second
# order, and the matrix $A$ is the Jacobian:
#
# $$A_{ik} \;=\; \frac{\partial}{\partial x_k}\left(\frac{dx_i}{dt}\right).$$
#
# Derive it from (1) for $\phi=\tanh$, with pencil and paper. Then write `jacobian(x, J)`, which
# returns $A$ at the state `x` as an array of shape `(N, N)`. Here `x` is **any** state of shape
# `(N,)`, not only a fixed point. (Why does the function need no argument `h`?)
#
# **Why it matters.** The Jacobian is the network as a small perturbation experiences it: an
# *effective* connectivity that depends on the state. A neuron that is driven into saturation
# hardly passes on small changes, however strong its synapses are. So the same anatomy can be a
# different circuit in a different state.
#
# **How to tell that you are right.** Nudge one neuron by $\pm10^{-6}$ and see how all velocities
# change; the cell below the check does this with your `velocity`. Also think of the extreme: what
# remains of $A$ when every neuron is saturated?
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Differentiate (1) term by term. The leak contributes only where $i=k$; of the sum only the term
# $j=k$ depends on $x_k$. Whose slope appears there, the sender's or the receiver's?
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Treat $i=k$ with care: the leak contributes only there. The slope of $\tanh$ can be written in
# terms of $\tanh$ itself; whatever you write down must give 1 at zero and must vanish at *both*
# ends. Whose slope is it, the sender's or the receiver's, and does it therefore scale rows or
# columns?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `J .* slope' - I`, with the vector `slope`.
#
# </details>

# %%
"""
    jacobian(x, J)

The Jacobian of (1) with phi = tanh at the state `x`, of size (N, N).

Entry `[i, k]` is the change of neuron i's velocity per small change of neuron k's current.
"""
function jacobian(x, J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
A = jacobian([0.7, -0.3], [0.0 2.0; 0.0 0.0])
@assert size(A) == (2, 2) "one row and one column per neuron"
@assert diag(A) ≈ [-1.0, -1.0] "no neuron of this pair excites itself: only the leak is left"
@assert abs(A[2, 1]) < 1e-8 "nothing leads from the first neuron to the second"
@assert(isapprox(A[1, 2], 1.830274; atol=1e-5),
        "a nudge of the second neuron reaches the first through a connection of strength 2, " *
        "weakened by the slope of tanh at the current of the neuron that sends")
@assert(jacobian(fill(-30.0, 3), ones(3, 3)) ≈ -Matrix(1.0I, 3, 3),
        "saturated neurons pass nothing on, at the negative end either: only the leak is left")

# %%
# Nudge one neuron at a time, and compare with your Jacobian. Round-off leaves about 1e-9.
rng = MersenneTwister(1)
J, x = randn(rng, 6, 6), randn(rng, 6)
nudge = 1e-6
measured = zeros(6, 6)
for k in 1:6
    push = nudge * ((1:6) .== k)
    measured[:, k] = (velocity(x + push, J) - velocity(x - push, J)) / (2 * nudge)
end
println("largest difference from the measured Jacobian: ", maximum(abs, measured - jacobian(x, J)))

# %% [markdown]
# ## 1d  Is silence stable?
#
# *3 points, and 2 for the written part; about 20 minutes.
# Lecture 1; to read: [Sompolinsky, Crisanti & Sommers
# 1988](https://doi.org/10.1103/PhysRevLett.61.259), [Murphy & Miller
# 2009](https://doi.org/10.1016/j.neuron.2009.02.005).*
#
# With $\phi=\tanh$ and $h=0$ the origin is a fixed point of (1) whatever $J$ is: a silent network
# hears nothing and stays silent. But silence may be a valley or a mountain top. Kick the network
# a little; does it come back?
#
# Write `is_stable(J)`, which returns `true` if the origin attracts all states that are close
# enough to it, and `false` if not.
#
# - Decide from the Jacobian at the origin, that is, from the linearised network.
# - $J$ may be any real square matrix. Do not assume that it is symmetric; real circuits are not.
# - If the linearisation is on the border and cannot decide, return `false`. Computers round:
#   closer to the border than $10^{-8}$ counts as on it.
#
# <details><summary><b>A picture (it is a hint)</b></summary>
#
# ![The complex plane with a vertical line at real part 1. Eigenvalues of J to the left of it
# belong to perturbations that decay, those to the right to perturbations that grow; the height
# above or below the real axis says how fast they turn.](attachment:stability-plane.png)
#
# </details>
#
# **A common slip.** "All $|\lambda|<1$" is the border for a map, $x_{t+1}=Jx_t$, where time goes
# in jumps. In (1) time flows, and there is a leak.
#
# **Why it matters.** Stability marks the line between a network that only responds and a network
# that has activity of its own. In the random networks of question 1e, silence loses its stability
# at one critical strength of the connections, and beyond it large networks generate chaotic
# activity (Sompolinsky, Crisanti & Sommers 1988), which you will watch in Problem 2.
#
# **How to tell that you are right.** Begin with a single neuron that is connected to itself with
# strength $w$. Sketch its velocity against $x$ for $w=0.5$, $w=2$ and $w=-3$, and put arrows on
# the axis. Where is the border in $w$? Is strong inhibition dangerous? Then think of a pair of
# neurons that ring: what kind of eigenvalues has a network that oscillates while it calms down?
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Perturbations of a linear system are sums of modes $e^{\lambda t}$ with the eigenvalues $\lambda$
# of its Jacobian. If $\lambda=a+ib$, what do $a$ and $b$ do to the *size* of the mode?
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Perturbations of a linear system are sums of modes $e^{\lambda t}$ with the eigenvalues
# $\lambda$ of its Jacobian. If $\lambda = a + ib$, what do $a$ and $b$ do to the *size* of the
# mode?
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `maximum(real, eigvals(J))` has to lie below 1, by more than $10^{-8}$.
#
# </details>

# %%
"""
    is_stable(J)

`true` if the origin of the tanh network without input attracts all states near it.

`J` has the size (N, N), not necessarily symmetric. On the border, the answer is `false`.
"""
function is_stable(J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
@assert is_stable(zeros(2, 2)) "without connections every current leaks away: stable"
@assert is_stable(fill(0.5, 1, 1)) "self-excitation that is weaker than the leak: stable"
@assert !is_stable(fill(2.0, 1, 1)) "self-excitation that is stronger than the leak: unstable"
@assert(is_stable(fill(-3.0, 1, 1)),
        "self-inhibition helps the leak: stable, however strong it is")

# %% [markdown]
# **1d, written (2 points).** In at most six sentences: what do the eigenvalues of the
# Jacobian at the origin tell you about the network's activity? And name two things about its
# activity that they do not tell you.

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 1e  The spectrum of a random network
#
# *4 points; about 20 minutes. Lecture 1; to read: [Girko
# 1985](https://doi.org/10.1137/1129095), [Sommers, Crisanti, Sompolinsky & Stein
# 1988](https://doi.org/10.1103/PhysRevLett.60.1895), [Edelman, Kostlan & Shub
# 1994](https://doi.org/10.1090/S0894-0347-1994-1231689-0).*
#
# We know the wiring of no cortical circuit, synapse by synapse. A fruitful first guess is that it
# is random: every connection is drawn independently from a normal distribution,
#
# $$J_{ij} \sim \mathcal{N}\!\left(0,\ \frac{g^2}{N}\right),$$
#
# with mean zero and **variance** $g^2/N$. The number $g$, the gain, says how strongly the neurons
# are coupled. The factor $1/N$ keeps the summed input to a neuron about equally large in small
# and large networks: a sum of $N$ independent terms has $N$ times the variance of one.
#
# Write three functions.
#
# 1. `random_connectivity(N, g, rng)` returns such a matrix, of shape `(N, N)`. Draw all $N^2$
#    entries, the diagonal included, from the generator `rng`, and draw nothing else from it.
# 2. `spectrum(J)` returns the $N$ eigenvalues of `J` as an array of shape `(N,)`, in any order.
#    They are complex in general.
# 3. `plot_spectrum(J, g)` makes a new figure and returns its `Axes`. Draw the eigenvalues of `J`
#    in the complex plane as $N$ points (real part to the right, imaginary part upwards, no line
#    between the points), a circle of radius `g` around the origin, and a vertical line at real
#    part 1. Give both axes a label and the same scale, so that the circle is round.
#
# **Why it matters.** Each entry of $J$ is random, yet the spectrum of a large $J$ is predictable:
# in the limit of large $N$ the eigenvalues fill the disk of radius $g$ evenly (Girko 1985;
# Sommers, Crisanti, Sompolinsky & Stein 1988 for the case in which $J_{ij}$ and $J_{ji}$ are
# correlated; Rajan & Abbott 2006 for excitatory and inhibitory neurons). Together with your
# answer to 1d, this one picture says at which $g$ a large random network can no longer stay
# silent. The vertical line is in it for a reason: which one?
#
# **How to tell that you are right.** Predict before you look: where will the eigenvalues be for
# $N=200$ and $g=0.8$? A few stick out of the circle, because 200 is not infinity. The picture is
# symmetric about the real axis (why?). About $\sqrt{2N/\pi}+\tfrac12\approx 12$ of the
# eigenvalues are exactly real, on average over networks (Edelman, Kostlan & Shub 1994). But do
# not trust the radius of the disk alone: at $g=0.8$ the mistake "variance $g/N$" makes it only
# 12 % larger. Measure the variance of your entries, and try several $g$.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# A standard normal number times $s$ has the variance $s^2$. Which $s$ gives $g^2/N$? And a circle
# is the curve $(g\cos\theta,\ g\sin\theta)$.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# `randn` draws numbers of standard deviation 1, and a factor in front of it is a standard
# deviation, not a variance. A circle is the curve $(g\cos\theta,\ g\sin\theta)$.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `ax = Axes(aspect=:equal, xlabel=..., ylabel=...)`, `points!(ax, real.(z), imag.(z))`; and return
# `ax`.
#
# </details>

# %%
"""
    random_connectivity(N, g, rng)

A random matrix of size (N, N): independent normal entries, mean 0, variance g^2 / N.

`rng` is the only source of randomness.
"""
function random_connectivity(N, g, rng::AbstractRNG)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    spectrum(J)

The eigenvalues of `J`, a vector of length N, in any order.
"""
function spectrum(J)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    plot_spectrum(J, g)

Draw the eigenvalues of `J` beside the circle of radius `g` and the line Re = 1.

Makes a new figure and returns its `Axes`.
"""
function plot_spectrum(J, g)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
drawn = random_connectivity(200, 0.8, MersenneTwister(7))
again = random_connectivity(200, 0.8, MersenneTwister(7))
@assert size(drawn) == (200, 200) "one entry for each pair of neurons"
@assert drawn == again "the same generator state must give the same matrix"
@assert abs(mean(drawn)) < 0.002 "the entries have mean zero"
@assert abs(200 * var(drawn) / 0.8^2 - 1) < 0.04 "the variance of the entries is g^2 / N"

one_generator = MersenneTwister(7)
@assert(random_connectivity(5, 1.0, one_generator) != random_connectivity(5, 1.0, one_generator),
        "two draws from one generator must differ: do not seed inside the function")

# %%
# Two neurons that chase each other around a circle: the eigenvalues are +2i and -2i.
turning = spectrum([0.0 -2.0; 2.0 0.0])
@assert size(turning) == (2,) "one eigenvalue per neuron, and no eigenvectors"
@assert(sort(imag.(turning)) ≈ [-2, 2] && all(abs.(real.(turning)) .< 1e-8),
        "this pair has the eigenvalues +2i and -2i")

# %%
axes_1e = plot_spectrum([0.0 -2.0; 2.0 0.0], 2.0)
@assert axes_1e isa Axes "return the Axes, the last thing in the function"
@assert axes_1e.xlabel != "" && axes_1e.ylabel != "" "both axes need a label"
@assert axes_1e.aspect == :equal "both axes need the same scale: ax.aspect = :equal"

# %% [markdown]
# > **Predict first.** Where will the 200 eigenvalues lie at $g=0.8$: how far out, how evenly,
# > how many on the real axis, and on which side of the line? What will be different at $g=1.5$?
# > Write it down, then run the cell.

# %%
# The picture of this question. Run it again with g = 0.5, g = 1.5, and another seed.
J = random_connectivity(200, 0.8, MersenneTwister(0))
ax = plot_spectrum(J, 0.8)
ax.title = "N = 200, g = 0.8: is silence stable? $(is_stable(J))"
display(ax)

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# 200 points fill a disk of radius 0.8 around the origin about evenly, mirrored at the real axis;
# a few lie just outside of the circle. All are to the left of the dashed line at real part 1, so
# silence is stable.
#
# </details>

# %% [markdown]
# ## 1f  A fixed point of a nonlinear network
#
# *4 points, and 2 for the written part; about 30 minutes.
# Lecture 1; to read: [Sussillo & Barak 2013](https://doi.org/10.1162/NECO_a_00409).*
#
# With a nonlinear $\phi$ there is no formula for the fixed points any more: you have to search
# for a state at which the velocity vanishes. As an example, take rates that are never negative,
#
# $$\phi_+(x) = \tfrac12\,(\tanh x + 1),$$
#
# so that every neuron fires at half of its maximal rate when its current is zero. Silence is no
# longer a fixed point, and the network has to find a balance somewhere else.
#
# Write two functions.
#
# 1. `find_fixed_point(J, phi, x0)` returns a fixed point of (1) with $h=0$, as an array of shape
#    `(N,)`. The search starts at the state `x0`, shape `(N,)`. `phi` is a function of one number.
#    Julia's standard library has no root finder, but Newton's method takes only a few lines:
#    repeat $x \leftarrow x - A^{-1}v(x)$, where $v$ is the velocity and $A$ its Jacobian at $x$.
#    Far from the solution a whole step may lead astray: go only half of the way, or a quarter of
#    it, until the velocity has become smaller. At the point that you return, **every neuron's
#    velocity must be smaller than $10^{-8}$ in size**. If your search ends anywhere else, throw
#    an `error` that says so; a wrong point that is returned in silence is worse.
# 2. `plot_fixed_point(x)` makes a new figure with a histogram of the $N$ components of `x` and
#    returns its `Axes`. Show counts (the bars add up to $N$), with a label on both axes.
#
# Then run the cell below the checks: one network with $N=50$ and $g=0.8$, five starts, first with
# $\phi_+$ and then with $\tanh$. Do not trust a pattern that you have seen in one network: a loop
# over some hundred seeds takes seconds.
#
# **Why it matters.** Fixed points are the skeleton of a network's dynamics: resting activity, a
# remembered item, the outcome of a decision. In networks trained on a task, searching numerically
# for fixed points and linearising around them (1c!) has become a standard way to find out how the
# network solves it (Sussillo & Barak 2013).
#
# **How to tell that you are right.** Judge by the residual, the largest $|dx_i/dt|$ at your
# point, and not by the solver's own opinion. Many solvers stop when their last step was small
# *relative to* the size of $x$. When the solution is $x=0$ this may never come true, and a
# perfect answer then comes with a report of failure.
#
# For $\phi_+$, every $x_i$ is a sum of 50 small random terms. So the histogram should look like a
# bell around zero, as far as 50 numbers can. Its standard deviation is 0.42 on average (0.43 in a
# large network), and for one network anything from about 0.3 to 0.6 is plausible.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# You already have the function whose root you want: the velocity. Judge what a search returns by
# the largest $|dx_i/dt|$ there, whatever the search itself says.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# You already have the function whose root you want, and 1c is its Jacobian for tanh. For another
# `phi`, measure the slope as you did there, with a small nudge. `A \ v` solves $Ay=v$ for $y$.
# Ask for more accuracy than you need, since near the root each step doubles the number of digits.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# One step is `x = x - A \ v`, with the velocity `v` and the Jacobian `A` at `x`. At the end
# compare `maximum(abs, v)` with `1e-8`, and call `error("...")` if it is not below.
#
# </details>

# %%
"""
    find_fixed_point(J, phi, x0)

A fixed point of (1) without input, a vector of length N, searched from the state `x0`.

Throws an error unless every |dx_i/dt| at the point is below 1e-8.
"""
function find_fixed_point(J, phi, x0)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    plot_fixed_point(x)

Draw a histogram of the components of `x` as counts.

Makes a new figure and returns its `Axes`.
"""
function plot_fixed_point(x)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"Rates between 0 and 1: the phi_+ of the text."
positive_phi(x) = (tanh(x) + 1) / 2

# One connection of strength 2, from the second neuron to the first. The second hears nobody and
# rests at 0, where its rate is one half; so the first rests at 2 times one half.
x_star = find_fixed_point([0.0 2.0; 0.0 0.0], positive_phi, [0.3, -0.8])
@assert size(x_star) == (2,) "one current per neuron"
@assert isapprox(x_star, [1.0, 0.0]; atol=1e-7) "this pair rests at x = (1, 0)"

# One neuron with tanh that excites itself: w tanh(x) = x has three solutions, and any will do.
x_star = find_fixed_point(fill(1.5, 1, 1), tanh, [2.0])
@assert abs(1.5 * tanh(x_star[1]) - x_star[1]) < 1e-8 "the velocity must be below 1e-8"

# %%
axes_1f = plot_fixed_point(collect(-1.0:0.05:1.0))
@assert axes_1f isa Axes "return the Axes, the last thing in the function"
@assert !isempty(axes_1f.marks) "the Axes are empty"
@assert axes_1f.xlabel != "" && axes_1f.ylabel != "" "both axes need a label"

# %%
# One network, five starts that get wilder and wilder, two kinds of neurons.
rng = MersenneTwister(0)
J = random_connectivity(50, 0.8, rng)
starts = [scale * randn(rng, 50) for scale in (0.1, 1, 1, 3, 10)]

for (name, phi) in (("positive phi", positive_phi), ("tanh", tanh))
    found = [find_fixed_point(J, phi, x0) for x0 in starts]
    residual = maximum(maximum(abs, velocity(x, J; phi=phi)) for x in found)
    spread = maximum(maximum(abs, x - y) for x in found, y in found)
    println(name, ": residual ", round(residual; sigdigits=1), ", spread ",
            round(spread; sigdigits=1), ", std of x ", round(std(found[1]); digits=3))
end

ax = plot_fixed_point(find_fixed_point(J, positive_phi, starts[1]))
ax.title = "The fixed point with positive rates, N = 50, g = 0.8"
display(ax)

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# A histogram of the 50 currents at the fixed point: one hump around zero, with a width of about
# 0.4 to either side, as ragged as 50 numbers are.
#
# </details>

# %% [markdown]
# **1f, written (2 points).** Is the fixed point that you found for $\phi_+$ the only
# one of this network? Say how you tested it and what your test can and cannot show. Then either
# give an argument that settles the matter, or say what you would need for one (you may compute
# something of $J$). Does your conclusion carry over to $\phi=\tanh$ at the same $g$? At most
# eight sentences.

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 1g  Currents or rates?
#
# *3 points, and 2 for the written part; about 25 minutes.
# Lecture 1; to read: [Miller & Fumarola 2012](https://doi.org/10.1162/NECO_a_00221).*
#
# Half of the papers that you will read do not use (1). They write down an equation for rates:
#
# $$\frac{dr_i}{dt} \;=\; -r_i \;+\; \phi\Big(\sum_{j=1}^{N} J_{ij}\, r_j + h_i\Big)
# \qquad\qquad (2)$$
#
# Here the nonlinearity is outside of the sum. Is this another model, with other behaviour? For
# constant input $h$ it is not: the two are the same dynamics seen in different coordinates
# (Miller & Fumarola 2012). The argument of $\phi$ in (2) is the total input that a neuron
# receives; call it $x_i$, and $x$ is the current that obeys (1).
#
# (Mind the letter $r$. In (2), $r_i$ is a variable with dynamics of its own: it runs after
# $\phi(x_i)$ and equals it only at rest.)
#
# Write the two translations.
#
# 1. `currents_from_rates(r, J, h)` returns the currents $x$ that belong to the rates `r` of (2).
# 2. `rates_from_currents(x, J, h)` returns the rates that belong to the currents `x`. You may
#    assume that `J` is invertible.
#
# Both must accept a single state of shape `(N,)` and a whole trajectory of shape `(T, N)`, and
# return the shape that they were given. `h` is constant in time: a number, or an array of shape
# `(N,)`.
#
# **Why it matters.** You can carry results from one literature to the other: fixed points, their
# stability, rhythms and chaos of (1) and (2) correspond to each other. And you know when to be
# careful: the variables that you would compare with data are different ones.
#
# **How to tell that you are right.** Translate there and back: you must get what you put in. The
# cell below the check runs both models from matching starts and lays one over the other. For a
# trajectory, also compare one row with the translation of that row alone; a test with $T=N$ would
# not notice a transposed matrix by its shape.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# One state: $x=Jr+h$, and back, $Jr=x-h$. In a trajectory the states are the rows of an array;
# what becomes of the product $Jr$ when you transpose it?
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# If the states are the rows of an array, a matrix that acts on each state has to come from the
# right: think about what happens to $J$ when you transpose the product $J r$. For the way back,
# solve a linear system rather than invert a matrix; it is quicker and more accurate.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# For rows, there: `r * J' .+ h'`. Back: `(x .- h') / J'`.
#
# </details>

# %%
"""
    currents_from_rates(r, J, h)

The currents x of (1) that belong to the rates `r` of (2).

`r` is a state, a vector of length N, or a trajectory, a matrix of size (T, N); `h` is a number or a
vector of length N. The result has the size of `r`.
"""
function currents_from_rates(r, J, h)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
"""
    rates_from_currents(x, J, h)

The rates r of (2) that belong to the currents `x` of (1); `J` is invertible.

`x` is a state, a vector of length N, or a trajectory, a matrix of size (T, N); `h` is a number or a
vector of length N. The result has the size of `x`.
"""
function rates_from_currents(x, J, h)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
pair = [1.0 2.0; 0.0 1.0]
drive = [10.0, 20.0]
path_of_two = [3.0 1.0; 0.0 -1.0; 0.5 0.25]   # three moments in the life of two neurons

@assert(currents_from_rates([3.0, 1.0], pair, drive) ≈ [15.0, 21.0],
        "the first neuron hears 1 * 3 + 2 * 1 and the input 10; the second hears 1 * 1 and " *
        "the input 20")
@assert(rates_from_currents([15.0, 21.0], pair, drive) ≈ [3.0, 1.0],
        "the way back must undo the way there")
@assert(currents_from_rates(path_of_two, pair, drive) ≈ [15 21; 8 19; 11 20.25],
        "in a trajectory every row is translated by itself")
@assert(rates_from_currents(currents_from_rates(path_of_two, pair, 0.5), pair, 0.5) ≈ path_of_two,
        "there and back must also work for a trajectory, and for an input that is a number")

# %%
# Run both models with the same small steps, and translate the rates into currents.
rng = MersenneTwister(3)
N, dt, steps = 50, 0.05, 600
J, h = random_connectivity(N, 1.5, rng), 0.2 * randn(rng, N)

r, x = zeros(steps, N), zeros(steps, N)
r[1, :] = 2 * rand(rng, N) .- 1
x[1, :] = currents_from_rates(r[1, :], J, h)
for k in 1:steps-1
    r[k + 1, :] = r[k, :] + dt * (-r[k, :] + tanh.(currents_from_rates(r[k, :], J, h)))
    x[k + 1, :] = x[k, :] + dt * velocity(x[k, :], J; h=h)
end

println("largest difference: ", maximum(abs, x - currents_from_rates(r, J, h)))
times = dt * (0:steps-1)
ax = Axes(xlabel="time (membrane time constants)", ylabel="current of three neurons", width=560)
ax.title = "Colours: equation (1). Dashes: equation (2), translated."
lines!(ax, times, x[:, 1:3]; size=4)
lines!(ax, times, currents_from_rates(r, J, h)[:, 1:3]; color="black", size=1, dashed=true)
display(ax)

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# The currents of three neurons over 30 time constants. Each wide pale curve, from the model of
# currents, has a thin dashed one exactly on it, from the model of rates after translation.
#
# </details>

# %% [markdown]
# **1g, written (2 points).** Show that if $r(t)$ solves (2) with constant $h$, then
# the currents that belong to it solve (1). Three lines of calculus are enough. Point out where
# you use that $h$ is constant. Then say in a sentence or two how the way back works, from (1) to
# (2), and what it needs.

# %% [markdown]
# YOUR ANSWER HERE

# %% [markdown]
# ## 1h  Excitation and inhibition
#
# *4 points; about 20 minutes. Beyond the lecture; to read: [Rajan &
# Abbott 2006](https://doi.org/10.1103/PhysRevLett.97.188104), [Murphy & Miller
# 2009](https://doi.org/10.1016/j.neuron.2009.02.005).*
#
# In 1e a neuron could excite one neighbour and inhibit the next. Most neurons of the cortex do
# one or the other (Dale's principle). Since column $j$ of $J$ holds what neuron $j$ says,
# excitatory and inhibitory neurons make two kinds of *columns*. Following Rajan & Abbott (2006),
# give the two kinds their own mean and their own variance.
#
# Write `ei_connectivity(N, f, sE, sI, m, rng; balanced=true)`, which returns a matrix of shape
# `(N, N)`, the sum of a random part and of the means:
#
# 1. The first `round(f * N)` columns are excitatory, the others inhibitory ($0<f<1$).
# 2. **Random part.** Independent normal entries with mean zero, drawn from `rng`; variance
#    $s_E^2/N$ in excitatory columns and $s_I^2/N$ in inhibitory columns. In which order you draw
#    them is up to you.
# 3. If `balanced` is true, subtract from each **row** of the random part that row's mean over all
#    $N$ columns. After this, each row of the random part sums to zero. If `balanced` is false,
#    skip this step.
# 4. **Means.** Add $m/\sqrt N$ to every entry of the excitatory columns, and
#    $-\dfrac{f}{1-f}\,\dfrac{m}{\sqrt N}$ to every entry of the inhibitory columns.
#
# Look at step 4: inhibitory neurons are fewer (for $f=0.8$, one in five) and stronger, so that in
# each row the means sum to zero when $fN$ is a whole number (always use the $f$ that was handed
# in, also when it is not). Excitation and inhibition balance *on average* by construction. Step 3
# asks for more: that they balance for each neuron. (The normal distribution has tails, so some
# entries have the wrong sign; the model cares about means and variances only.)
#
# **Why it matters.** The mean part is much larger than the random part, and yet it nearly
# vanishes from the spectrum. Without step 3, a handful of eigenvalues escape far out of the disk,
# and may take the stability of silence with them. With step 3, all of them return to a disk of
# radius
#
# $$R=\sqrt{f\,s_E^2+(1-f)\,s_I^2}\,,$$
#
# whatever $m$ is, as long as $fN$ is a whole number. (If it is not, one eigenvalue sits at
# $m\,(n_E-n_I\,f/(1-f))/\sqrt N$, with $n_E$ and $n_I$ neurons of the two kinds.) So a balance of
# excitation and inhibition at every single neuron is a way to keep a strongly coupled circuit
# stable. Stable in the end, that is: such a matrix is far from normal, and on the way back to
# silence it can amplify a push enormously.
#
# **How to tell that you are right.** Set `sE = sI = 0`: only the means are left, and you can
# check them by hand. Set `m = 0`: only the random part is left; sum its rows. Then keep the seed
# and change $m$ from 0 to 3: with `balanced=true` the spectrum stays as it was, up to round-off.
# And look at the two panels below the check: is the disk filled evenly, as in 1e? If
# $s_E\neq s_I$ it should not be.
#
# <details><summary><b>Hint 1: the idea</b></summary>
#
# Whether a connection excites or inhibits is a matter of the sender, so each **column** has one
# mean and one standard deviation. The balance is a matter of the receiver: each **row** is
# shifted.
#
# </details>
# <details><summary><b>Hint 2: the tool</b></summary>
#
# Make a vector with one standard deviation per column, and another one with the means. In a
# broadcast, does a vector line up with the columns of a matrix or with its rows, and what does
# `'` do to it? `mean(A; dims=2)` averages over the columns and leaves one number per row.
#
# </details>
# <details><summary><b>Hint 3: the line</b></summary>
#
# `M .- mean(M; dims=2)`, *before* the means are added.
#
# </details>

# %%
"""
    ei_connectivity(N, f, sE, sI, m, rng; balanced=true)

A random matrix (N, N) with excitatory columns first, round(f * N) of them, then inhibitory.

Variances sE^2 / N and sI^2 / N, means m / sqrt(N) and -f m / ((1 - f) sqrt(N)), by column.
If balanced, each row of the random part (without the means) sums to zero.
"""
function ei_connectivity(N, f, sE, sI, m, rng::AbstractRNG; balanced=true)
    # YOUR CODE HERE
    error("No Answer Given!")
end

# %%
means_only = ei_connectivity(10, 0.8, 0.0, 0.0, 1.0, MersenneTwister(1))
@assert size(means_only) == (10, 10) "one entry for each pair of neurons"
@assert(all(isapprox.(means_only[:, 1:8], 0.3162278; atol=1e-6)),
        "the first 8 of 10 columns excite: m / sqrt(N)")
@assert(all(isapprox.(means_only[:, 9:10], -1.2649111; atol=1e-6)),
        "the last 2 of 10 columns inhibit, and since they are 4 times fewer they are 4 times " *
        "stronger")

random_only = ei_connectivity(200, 0.8, 0.5, 2.0, 0.0, MersenneTwister(1))
@assert(all(abs.(sum(random_only; dims=2)) .< 1e-8),
        "balanced: each row of the random part sums to zero")
@assert abs(200 * var(random_only[:, 1:160]) / 0.5^2 - 1) < 0.1 "variance sE^2 / N for E"
@assert abs(200 * var(random_only[:, 161:200]) / 2.0^2 - 1) < 0.1 "variance sI^2 / N for I"

loose = ei_connectivity(200, 0.8, 0.5, 2.0, 0.0, MersenneTwister(1); balanced=false)
@assert(any(abs.(sum(loose; dims=2)) .> 1e-8),
        "balanced=false: the rows are left as they were drawn")

# %%
# The same random numbers and the same means, with and without the balance of each row.
N, f, sE, sI, m = 200, 0.8, 0.35, 1.4, 3.0
R = sqrt(f * sE^2 + (1 - f) * sI^2)
angle_around = range(0, 2pi; length=201)

panels = map((false, true)) do balanced
    eigenvalues = spectrum(ei_connectivity(N, f, sE, sI, m, MersenneTwister(10); balanced=balanced))
    ax = Axes(xlabel="real part", ylabel="imaginary part", aspect=:equal)
    ax.title = "balanced=$balanced: spectral radius $(round(maximum(abs, eigenvalues); digits=2))"
    points!(ax, real.(eigenvalues), imag.(eigenvalues))
    lines!(ax, R * cos.(angle_around), R * sin.(angle_around); color="black")
end
display(Figure(panels...))
largest = opnorm(ei_connectivity(N, f, sE, sI, m, MersenneTwister(10)))
println("The balanced matrix can make a push ", round(Int, largest), " times as large: its norm.")

# %% [markdown]
# <details><summary><b>What the figure shows</b></summary>
#
# Two panels with the same circle of radius 0.7. Left, without the balance of each row: most
# eigenvalues within the circle, three far outside, one of them beyond real part 1. Right, with
# it: all of them in the circle or just at it, crowded towards the centre.
#
# </details>

# %% [markdown]
# ## References
#
# - A. Edelman, E. Kostlan, and M. Shub. How many eigenvalues of a random matrix are real? *Journal
#   of the American Mathematical Society*, 7:247–267, 1994.
#   [doi:10.1090/S0894-0347-1994-1231689-0](https://doi.org/10.1090/S0894-0347-1994-1231689-0).
# - V. L. Girko. Circular law. *Theory of Probability and its Applications*, 29:694–706, 1985.
#   [doi:10.1137/1129095](https://doi.org/10.1137/1129095).
# - K. D. Miller and F. Fumarola. Mathematical equivalence of two common forms of firing rate
#   models of neural networks. *Neural Computation*, 24:25–31, 2012.
#   [doi:10.1162/NECO_a_00221](https://doi.org/10.1162/NECO_a_00221).
# - B. K. Murphy and K. D. Miller. Balanced amplification: a new mechanism of selective
#   amplification of neural activity patterns. *Neuron*, 61:635–648, 2009.
#   [doi:10.1016/j.neuron.2009.02.005](https://doi.org/10.1016/j.neuron.2009.02.005).
# - K. Rajan and L. F. Abbott. Eigenvalue spectra of random matrices for neural networks. *Physical
#   Review Letters*, 97:188104, 2006.
#   [doi:10.1103/PhysRevLett.97.188104](https://doi.org/10.1103/PhysRevLett.97.188104).
# - H. S. Seung. How the brain keeps the eyes still. *Proceedings of the National Academy of
#   Sciences*, 93:13339–13344, 1996.
#   [doi:10.1073/pnas.93.23.13339](https://doi.org/10.1073/pnas.93.23.13339).
# - H.-J. Sommers, A. Crisanti, H. Sompolinsky, and Y. Stein. Spectrum of large random asymmetric
#   matrices. *Physical Review Letters*, 60:1895–1898, 1988.
#   [doi:10.1103/PhysRevLett.60.1895](https://doi.org/10.1103/PhysRevLett.60.1895).
# - H. Sompolinsky, A. Crisanti, and H.-J. Sommers. Chaos in random neural networks. *Physical
#   Review Letters*, 61:259–262, 1988.
#   [doi:10.1103/PhysRevLett.61.259](https://doi.org/10.1103/PhysRevLett.61.259).
# - D. Sussillo and O. Barak. Opening the black box: low-dimensional dynamics in high-dimensional
#   recurrent neural networks. *Neural Computation*, 25:626–649, 2013.
#   [doi:10.1162/NECO_a_00409](https://doi.org/10.1162/NECO_a_00409).
