"""The science of the problem set: what the right answers are.

    connectivity    random Gaussian and excitatory-inhibitory matrices, their spectra
    network         velocity, Jacobian, stability, Euler simulation of one or many conditions
    fixed_points    linear and nonlinear fixed points, how many, currents and rates
    statistics      windows that a correct answer falls into on every seed, and their origin
    problem1 ...    expected answers and figures of a problem: `python -m reference problem1`

Nothing here knows of notebooks, students or marks. Randomness enters as a
`numpy.random.Generator` that the caller hands in; J[i, j] is the weight from unit j to unit i;
time runs along the first axis and is in units of the membrane time constant.
"""
