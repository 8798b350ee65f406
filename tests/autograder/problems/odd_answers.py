"""Answers to Problems 2 and 3 as students write them: right ones in odd styles, and wrong ones.

Each is the source of one or several functions, which takes the place of the worked one's.
"""

RIGHT = {
    ("2a", "lists that grow"): """
        def simulate(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
            xs = [np.array(x0, float)]
            for k in range(int(round(T / dt))):
                xs.append(step(xs[-1], k * dt, J, dt, I, omega, theta))
            return [k * dt for k in range(len(xs))], xs
    """,
    ("2a", "rows by arange with half a step"): """
        def simulate(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
            t = np.arange(0, T + dt / 2, dt)
            x = np.zeros((t.size, np.size(x0)))
            x[0] = x0
            for k, now in enumerate(t[:-1]):
                h = I * np.cos(omega * now + theta)
                x[k + 1] = (1 - dt) * x[k] + dt * (np.tanh(x[k]) @ J.T + h)
            return t, x
    """,
    ("2d", "singular values of the rates"): """
        def principal_components(r):
            K, N = r.shape
            _, s, Vt = np.linalg.svd(r - r.mean(axis=0))
            variances = np.zeros(N)
            variances[: len(s)] = s**2 / (K - 1)
            return variances, Vt.T
    """,
    ("2d", "a function called cov"): """
        def cov(r):
            d = r - r.mean(0)
            return np.einsum("ki,kj->ij", d, d) / (len(r) - 1)

        def covariance(r):
            return cov(r)
    """,
    ("2d", "a line collection"): """
        def plot_state_space(r, components):
            from matplotlib.collections import LineCollection
            xy = project(r, components, 2)
            fig, ax = plt.subplots()
            ax.add_collection(LineCollection(np.stack([xy[:-1], xy[1:]], axis=1)))
            ax.set(xlabel="PC 0", ylabel="PC 1", xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
            return ax
    """,
    ("2e", "a loop over singular values"): """
        def n_components(r, share=0.9):
            l = np.linalg.svd(r - r.mean(0), compute_uv=False) ** 2
            k, held = 1, l[0]
            while held < (share - 1e-10) * l.sum():
                held += l[k]
                k += 1
            return k
    """,
    ("2f", "one pair of vectors, normalised now and then"): """
        def lyapunov_exponent(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
            n = len(x0)
            x, v = np.asarray(x0, float).reshape(n, 1), rng.normal(size=(n, 1))
            theta = np.broadcast_to(theta, (n,)).reshape(n, 1)
            steps, logs = round(T / dt), []
            for k in range(steps):
                if k == steps // 2:
                    v = v / np.sqrt(np.sum(v * v))
                M = np.eye(n) + dt * (-np.eye(n) + J / np.cosh(x.T) ** 2)
                v = M @ v
                x = (1 - dt) * x + dt * (J @ np.tanh(x) + I * np.cos(omega * (k * dt) + theta))
                if k % 7 == 0 or k == steps - 1:
                    size = np.sqrt(np.sum(v * v))
                    v /= size
                    logs.append(np.log(size) if k >= steps // 2 else 0.0)
            return sum(logs) / (dt * (steps - steps // 2))
    """,
    ("2g", "a loop from the end"): """
        def critical_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng):
            start, steps, answer = rng.standard_normal(len(x0)), round(T / dt), np.inf
            for a in list(amplitudes)[::-1]:
                x, v, total = np.array(x0, float), start / np.linalg.norm(start), 0.0
                for k in range(steps):
                    v = v + dt * (J @ (v / np.cosh(x) ** 2) - v)
                    x = x + dt * (J @ np.tanh(x) - x + a * np.cos(omega * dt * k + theta))
                    size = np.linalg.norm(v)
                    v = v / size
                    total += np.log(size) if k >= steps // 2 else 0
                if total >= 0:
                    return answer
                answer = a
            return answer
    """,
    ("3a", "a variance over one less"): """
        def variance_explained(R, t, target, target_t):
            rows = [int(np.abs(t - now).argmin()) for now in target_t]
            D = target - R[rows, :] / np.max(R)
            return 1 - (D**2).mean() / np.var(target, ddof=1)
    """,
    ("3a", "a legend of the figure"): """
        def plot_units(t, R, target_t, target, units):
            fig, ax = plt.subplots()
            ax.plot(t, R[:, units] / R.max(), "k", lw=0.5)
            ax.plot(target_t, target[:, units], "r.-")
            fig.legend([ax.lines[0], ax.lines[-1]], ["network", "target"])
            ax.set(xlabel="t", ylabel="r")
            return ax
    """,
    ("3e", "filled steps"): """
        def plot_weights(J0, J):
            edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 80)
            fig, ax = plt.subplots()
            for A, name in ((J0, "before"), (J, "after")):
                ax.hist(A.ravel(), edges, density=True, histtype="stepfilled", alpha=0.5,
                        label=name)
            ax.set(xlabel="w", ylabel="p(w)", yscale="log")
            ax.legend()
            return ax
    """,
    ("3h", "bold letters, two colours, an outline for the circle"): r"""
        def plot_eigenvalues(J0, J, g):
            fig, ax = plt.subplots()
            names = (r"$\mathbf{J}_0$", r"$\mathbf{J}$", r"$\mathbf{J}-\mathbf{J}_0$")
            for A, name, mark in zip((J0, J, J - J0), names, ("o", "s", "^"), strict=True):
                w = np.linalg.eigvals(A)
                real = np.abs(w.imag) < 1e-12
                ax.scatter(w[real].real, w[real].imag, marker=mark, label=name)
                ax.scatter(w[~real].real, w[~real].imag, marker=mark, label=name + " (complex)")
            ax.add_patch(plt.Circle((0, 0), g, fill=False))
            ax.set(xlabel="Re", ylabel="Im", aspect="equal")
            ax.legend()
            return ax
    """,
    ("3h", "points one by one"): """
        def plot_eigenvalues(J0, J, g):
            fig, ax = plt.subplots()
            for A, name, color in ((J0, "J0", "b"), (J, "J", "r"), (J - J0, "J - J0", "g")):
                for n, w in enumerate(np.linalg.eigvals(A)):
                    ax.plot([w.real], [w.imag], "x", color=color, label=name if n == 0 else None)
            angle = np.linspace(0, 2 * np.pi, 100)
            ax.plot(g * np.cos(angle), g * np.sin(angle), "k--")
            ax.set(xlabel="real", ylabel="imaginary", aspect="equal")
            ax.legend()
            return ax
    """,
    ("3i", "one column after the other"): """
        def rls_update(P, r, error, J, plastic):
            k = P.dot(r)
            c = 1 / (1 + r.dot(k))
            new = np.array(J)
            for place, column in enumerate(plastic):
                new[:, column] = J[:, column] - error * c * k[place]
            return P - c * k[:, None] * k[None, :], new
    """,
    ("3j", "all noise of a run at once, and the own rule"): """
        def train(targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001):
            J, P, (T, N) = np.array(J0), np.identity(len(plastic)), inputs.shape
            for run in range(runs + 1):
                x, R = 1.0 * targets[0], np.zeros((T, N))
                xi = rng.standard_normal((T, N)) * noise * np.sqrt(tau / dt)
                for k in range(1, T):
                    R[k] = 1 / (1 + np.exp(-x))
                    c = J @ R[k] + inputs[k] + xi[k]
                    x = x + (c - x) * dt / tau
                    if run < runs and k % period == 0:
                        z = targets[k // period]
                        e = c - np.log((z + 0.01) / (1.01 - z))
                        P, J = rls_update(P, R[k][plastic], e, J, plastic)
            return J, R
    """,
}

# Wrong ones, beside the named mistakes, which are all asked for in `test_mistakes`.
WRONG = {
    ("2a", "times from 0 to T inclusive, whatever dt"): """
        def simulate(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
            n = int(T // dt)
            x = np.empty((n + 1, len(x0)))
            x[0] = x0
            for k in range(n):
                x[k + 1] = step(x[k], k * dt, J, dt, I, omega, theta)
            return np.linspace(0, T, n + 1), x
    """,
    ("2d", "np.cov"): """
        def covariance(r):
            return np.cov(r.T)
    """,
    ("2d", "directions without variance as zeros"): """
        def principal_components(r):
            K, N = r.shape
            _, s, Vt = np.linalg.svd(r - r.mean(axis=0), full_matrices=False)
            variances, components = np.zeros(N), np.zeros((N, N))
            variances[: len(s)], components[:, : len(s)] = s**2 / K, Vt.T
            return variances, components
    """,
    ("2d", "drawn over the open figure"): """
        def plot_state_space(r, components):
            ax = plt.gca()
            ax.plot(*project(r, components, 2).T)
            ax.set(xlabel="first", ylabel="second", aspect="equal")
            return ax
    """,
    ("2d", "labels exchanged"): """
        def plot_state_space(r, components):
            fig, ax = plt.subplots()
            ax.plot(*project(r, components, 2).T)
            ax.set(xlabel="second component", ylabel="first component", aspect="equal")
            return ax
    """,
    ("2e", "isclose"): """
        def n_components(r, share=0.9):
            l = np.linalg.eigvalsh(np.cov(r.T))[::-1]
            held = np.cumsum(l) / l.sum()
            return int(np.argmax((held >= share) | np.isclose(held, share))) + 1
    """,
    ("2e", "no tolerance but at one"): """
        def n_components(r, share=0.9):
            l = np.linalg.eigvalsh(np.cov(r.T))[::-1]
            return int(np.argmax(np.cumsum(l) / l.sum() >= min(share, 1 - 1e-10))) + 1
    """,
    ("2f", "a constant"): """
        def lyapunov_exponent(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
            rng.standard_normal(len(x0))
            return -0.25
    """,
    ("2f", "more numbers drawn than asked for"): """
        def lyapunov_exponent(J, x0, *args, rng, old=lyapunov_exponent, **kwargs):
            found = old(J, x0, *args, rng=rng, **kwargs)
            rng.random()
            return found
    """,
    ("2g", "zero counts as negative"): """
        def critical_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng):
            v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
            for n, I in enumerate(amplitudes):
                x, v, growth = x0, v0, 0.0
                for k in range(steps):
                    r, v = np.tanh(x), v / np.linalg.norm(v)
                    v = v + dt * (-v + J @ ((1 - r**2) * v))
                    x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
                    growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
                if growth > 0:
                    found = float([*amplitudes, np.inf][n + 1])
            return found
    """,
    ("3a", "divided in place"): """
        def variance_explained(R, t, target, target_t, old=variance_explained):
            R /= R.max()
            return old(R, t, target, target_t)
    """,
    ("3a", "another unit as well"): """
        def plot_units(t, R, target_t, target, units, old=plot_units):
            ax = old(t, R, target_t, target, units)
            ax.plot(t, R / R.max(), lw=0.1)
            return ax
    """,
    ("3b", "a third coordinate as well"): """
        def plot_state_space(paths, old=plot_state_space):
            ax = old(paths)
            for path in paths.values():
                ax.plot(path[:, 0], path[:, 0] ** 2)
            return ax
    """,
    ("3d", "around zero"): """
        def relative_change(J0, J):
            return np.linalg.norm(J - J0) / (np.sqrt(2) * np.linalg.norm(J0))
    """,
    ("3f", "the median"): """
        def moments(J, old=moments):
            return (np.median(J), *old(J)[1:])
    """,
    ("3g", "only what has grown"): """
        def trained_columns(J0, J):
            return np.flatnonzero(np.any(J - J0 > 1e-6 * np.max(np.abs(J0)), axis=0))
    """,
    ("3g", "the largest weight without its sign"): """
        def trained_columns(J0, J):
            return np.flatnonzero(np.any(np.abs(J - J0) > 1e-6 * np.max(J0), axis=0))
    """,
    ("3g", "relative to J"): """
        def trained_columns(J0, J):
            return np.flatnonzero(np.any(np.abs(J - J0) > 1e-6 * np.max(np.abs(J)), axis=0))
    """,
    ("3g", "isclose"): """
        def trained_columns(J0, J):
            return np.flatnonzero(~np.all(np.isclose(J, J0), axis=0))
    """,
    ("3h", "half a circle"): """
        def plot_eigenvalues(J0, J, g):
            fig, ax = plt.subplots()
            for A, name in ((J0, "J0"), (J, "J"), (J - J0, "J - J0")):
                w = np.linalg.eigvals(A)
                ax.plot(w.real, w.imag, ".", label=name)
            angle = np.linspace(0, np.pi, 100)
            ax.plot(g * np.cos(angle), g * np.sin(angle))
            ax.set(xlabel="real", ylabel="imaginary", aspect="equal")
            ax.legend()
            return ax
    """,
    ("3h", "real and imaginary exchanged in the labels"): """
        def plot_eigenvalues(J0, J, g, old=plot_eigenvalues):
            ax = old(J0, J, g)
            ax.set(xlabel="imaginary part", ylabel="real part")
            return ax
    """,
    ("3i", "plastic units taken as sorted"): """
        def rls_update(P, r, error, J, plastic, old=rls_update):
            return old(P, r, error, J, np.sort(plastic))
    """,
    ("3i", "an inversion"): """
        def rls_update(P, r, error, J, plastic):
            P = np.linalg.inv(np.linalg.inv(P) + np.outer(r, r))
            J = J.copy()
            J[:, plastic] -= np.outer(error, P @ r)
            return P, J
    """,
    ("3j", "noise of the usual tau and dt"): """
        def train(targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001,
                  old=train):
            usual = noise * np.sqrt(10) / np.sqrt(tau / dt)
            return old(targets, J0, plastic, inputs, period, runs, rng, usual, tau, dt)
    """,
}
