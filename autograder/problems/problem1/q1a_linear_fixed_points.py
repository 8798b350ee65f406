"""Hidden checks and named mistakes of 1a: fixed points of a linear network."""

import numpy as np

from autograder.checks import check, exact_matrix, expect_same_span, mistake, orthogonal, permuted
from reference import connectivity


@check("1a")
def line_of_fixed_points(ask):
    """`linear_fixed_points(J)` finds the line of fixed points when 1 is an eigenvalue once."""
    for others in ([0.5, -0.25, 0.0, 0.75], [3.0, 0.5, -2.0, 1.5, 0.0]):
        J, directions = exact_matrix([1.0, *others], ask.rng)
        answer = ask.call("linear_fixed_points", J)
        expect_same_span(answer, directions[:, :1], "The basis of a line")
    J = np.array([[1.0, 1.5, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.5]])  # two equal eigenvalues,
    J, line = J[::-1, ::-1], np.eye(3)[:, 2:]  # and one direction all the same
    answer = ask.call("linear_fixed_points", J)
    expect_same_span(answer, line, "The basis of a line on which J has no second eigenvector")


@check("1a")
def plane_of_fixed_points(ask):
    """`linear_fixed_points(J)` finds the whole plane when 1 is an eigenvalue twice."""
    for others in ([0.5, -0.25, 0.0], [2.0, -1.0, 0.5, 0.25]):
        J, directions = exact_matrix([1.0, 1.0, *others], ask.rng)
        plane = np.linalg.qr(directions[:, :2])[0]
        expect_same_span(ask.call("linear_fixed_points", J), plane, "The basis of a plane")


@check("1a", needs=("line_of_fixed_points",))
def origin_alone(ask):
    """When the origin is the only fixed point, `linear_fixed_points(J)` has no column: (N, 0)."""
    for N, g in ((5, 0.5), (12, 0.9), (30, 2.0)):
        J = connectivity.random_connectivity(N, g, ask.rng)
        answer = ask.call("linear_fixed_points", J)
        expect_same_span(answer, np.zeros((N, 0)), "The basis for a random matrix")


@check("1a", needs=("line_of_fixed_points",))
def minus_one_is_not_one(ask):
    """An eigenvalue of -1, or of modulus 1, makes no fixed point."""
    for eigenvalues in ([-1.0, 0.5, 0.25, 0.0], [-1.0, -1.0, 2.0]):
        J, _ = exact_matrix(eigenvalues, ask.rng)
        nothing = np.zeros((len(J), 0))
        expect_same_span(ask.call("linear_fixed_points", J), nothing, "The basis")
    quarter_turn = permuted(np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.5]]), ask.rng)
    answer = ask.call("linear_fixed_points", quarter_turn)
    expect_same_span(answer, np.zeros((3, 0)), "The basis for a rotation by a quarter turn")


@check("1a", needs=("line_of_fixed_points",))
def zero_within_rounding(ask):
    """A number counts as zero below 1e-8 of the largest of its kind, neither earlier nor later."""
    # Symmetric, so that singular values, eigenvalues and pivots of I - J agree on what is small;
    # a factor of 25 from the limit, so that it does not matter which of them is compared.
    for largest in (1.5, 800.0):
        for size, k in ((4e-10, 1), (4e-7, 0)):
            eigenvalues = [1 - size * largest, 0.5, -0.25, 1 - largest]
            Q = orthogonal(4, ask.rng)
            answer = ask.call("linear_fixed_points", Q @ np.diag(eigenvalues) @ Q.T)
            expect_same_span(
                answer, Q[:, :k], f"The basis when a number is {size:.0e} of the largest"
            )
    expect_same_span(ask.call("linear_fixed_points", np.eye(3)), np.eye(3), "The basis for J = I")


# Mistakes


@mistake("1a", "linear_fixed_points")
def null_space_of_J(J):
    """This is the null space of J, the states that cause no recurrent input. At a fixed point the
    recurrent input balances the leak instead: x = J x, not 0 = J x."""
    _, s, Vt = np.linalg.svd(J)
    return Vt[s < 1e-8 * max(1.0, s[0])].T


@mistake("1a", "linear_fixed_points")
def leading_eigenvector(J):
    """This is the eigenvector of the largest eigenvalue, whatever that eigenvalue is. A fixed
    point needs an eigenvalue of exactly 1, and there may be none, one or several."""
    values, vectors = np.linalg.eig(J)
    return np.real(vectors[:, [np.argmax(values.real)]])


@mistake("1a", "linear_fixed_points")
def origin_as_column(J):
    """The origin is a fixed point of every linear network, but as a column of zeros it spans
    nothing. When it is the only one, the basis has no column: shape (N, 0)."""
    _, s, Vt = np.linalg.svd(np.eye(len(J)) - J)
    basis = Vt[s < 1e-8 * max(1.0, s[0])].T
    return basis if basis.shape[1] else np.zeros((len(J), 1))


@mistake("1a", "linear_fixed_points")
def modulus_one(J):
    """An eigenvalue of modulus 1 is not enough: -1 flips a state at every step, and a complex
    one rotates it. Only the eigenvalue 1 itself leaves a state where it is."""
    values, vectors = np.linalg.eig(J)
    return np.real(vectors[:, np.isclose(np.abs(values), 1)])


@mistake("1a", "linear_fixed_points")
def wrong_sign_of_leak(J):
    """This is the null space of I + J, the states with J x = -x. Mind the sign of the leak:
    0 = -x + J x."""
    _, s, Vt = np.linalg.svd(np.eye(len(J)) + J)
    return Vt[s < 1e-8 * max(1.0, s[0])].T


@mistake("1a", "linear_fixed_points")
def left_null_space(J):
    """These vectors solve v (I - J) = 0, so they belong to the transposed network. Take the right
    singular vectors (or use J, not its transpose)."""
    U, s, _ = np.linalg.svd(np.eye(len(J)) - J)
    return U[:, s < 1e-8 * max(1.0, s[0])]


@mistake("1a", "linear_fixed_points")
def rows_for_columns(J):
    """The basis vectors are right, but they stand in the rows. The columns should hold them:
    shape (N, k)."""
    _, s, Vt = np.linalg.svd(np.eye(len(J)) - J)
    return Vt[s < 1e-8 * max(1.0, s[0])]


@mistake("1a", "linear_fixed_points")
def only_one_direction(J):
    """Only one direction comes back, though the eigenvalue 1 may occur several times: the fixed
    points are then a plane or more."""
    _, s, Vt = np.linalg.svd(np.eye(len(J)) - J)
    return Vt[-1:].T if s[-1] < 1e-8 * max(1.0, s[0]) else np.zeros((len(J), 0))
