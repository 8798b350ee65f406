"""Further named mistakes of 2d: the covariance is right, and the components are not."""

import numpy as np

from autograder.checks import mistake


@mistake("2d", "principal_components")
def ascending_order(r):
    """The smallest variance comes first, which is how `eigh` sorts. Turn both the variances and
    the columns round."""
    centred = r - r.mean(axis=0)
    return np.linalg.eigh(centred.T @ centred / len(r))


@mistake("2d", "principal_components")
def components_before_variances(r):
    """The components come first. Return the variances and then the components."""
    centred = r - r.mean(axis=0)
    variances, components = np.linalg.eigh(centred.T @ centred / len(r))
    return components[:, ::-1], variances[::-1]


@mistake("2d", "principal_components")
def rows_for_components(r):
    """The components stand in the rows. They should be the columns, so that `r @ components`
    works; `svd` returns them as rows, `eigh` as columns."""
    centred = r - r.mean(axis=0)
    variances, components = np.linalg.eigh(centred.T @ centred / len(r))
    return variances[::-1], components[:, ::-1].T


@mistake("2d", "principal_components")
def components_left_unsorted(r):
    """The variances are sorted and the components are not, so they no longer belong together.
    Sort the columns in the same order."""
    centred = r - r.mean(axis=0)
    variances, components = np.linalg.eigh(centred.T @ centred / len(r))
    return variances[::-1], components


@mistake("2d", "principal_components")
def complex_components(r):
    """The answer is complex. `eig` does not know that a covariance is symmetric; `eigh` does, and
    returns real numbers."""
    centred = r - r.mean(axis=0)
    variances, components = np.linalg.eigh(centred.T @ centred / len(r))
    return variances[::-1].astype(complex), components[:, ::-1].astype(complex)


@mistake("2d", "principal_components")
def deviations_for_variances(r):
    """These are standard deviations along the components; their squares are the variances."""
    centred = r - r.mean(axis=0)
    variances, components = np.linalg.eigh(centred.T @ centred / len(r))
    return np.sqrt(np.maximum(variances[::-1], 0)), components[:, ::-1]


@mistake("2d", "principal_components")
def singular_values_for_variances(r):
    """These are singular values of the rates. A variance is the square of one, over K - 1."""
    _, s, Vt = np.linalg.svd(r - r.mean(axis=0), full_matrices=False)
    return s, Vt.T


@mistake("2d", "principal_components")
def components_around_zero(r):
    """The mean was not taken off before the decomposition, so the first component points at the
    mean and not along the largest variance."""
    _, s, Vt = np.linalg.svd(r, full_matrices=False)
    return s**2 / (len(r) - 1), Vt.T


@mistake("2d", "principal_components")
def components_of_the_correlations(r):
    """These belong to the correlations: each neuron was divided by its own deviation, and one that
    hardly moves counts as much as any other."""
    variances, components = np.linalg.eigh(np.corrcoef(r, rowvar=False))
    return variances[::-1], components[:, ::-1]


@mistake("2d", "project")
def projection_on_the_last(r, components, k):
    """These are the coordinates along the last k components. The first k, with the largest
    variances, are asked for."""
    return (r - r.mean(axis=0)) @ components[:, -k:]
