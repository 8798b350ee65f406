"""The science: what the right answers are, with the source of every formula.

Networks
  connectivity       random Gaussian and excitatory-inhibitory matrices, spectra
  network            velocity, Jacobian, stability, Euler simulation of one or many conditions
  fixed_points       linear and nonlinear fixed points, currents and rates
  population         covariance, principal components, dimensionality
  chaos              leading Lyapunov exponents
Theory
  mean_field         dynamic mean-field theory of the autonomous network
  driven_mean_field  the same with a periodic input; the critical amplitude
  gaussian_averages, schroedinger   what both are made of
A network trained on data
  bump, noise        the moving bump and the noise
  training           recursive least squares (PINning)
  dataset, matfile   the data file of Problem 3
  tracking, weights  what is measured of it
Windows that every correct answer stays in, with their origin
  statistics, statistics_problem2, statistics_problem3

answers prints the tables and writes the figures of problem1, problem2 and problem3:
`python -m reference problem1` prints the expected answers of a problem and draws its figures.
schematics draws the four schematics of the problems' texts. What is cited, by author and year,
stands in references.bib with its DOI.
"""
