"""Names of Python and its scientific packages, by what calling or reading them may do."""

# Modules that a notebook may import and still be followed.
MODULES = frozenset(
    """
    cmath collections fractions functools itertools math matplotlib mpl_toolkits numbers numpy
    operator pathlib scipy statistics string textwrap time typing warnings
    """.split()
)

# Built-in names by which anything may be looked up or changed.
DYNAMIC = frozenset(
    """
    In Out __import__ breakpoint compile delattr dir eval exec exit get_ipython getattr
    globals help id input locals memoryview object open quit setattr super type vars
    """.split()
)

# Built-in functions that change none of their arguments.
HARMLESS = frozenset(
    """
    abs all any bool bytes callable chr complex dict divmod enumerate filter float format
    frozenset hash int isinstance issubclass iter len list map max min ord pow print range
    repr reversed round set slice sorted str sum tuple zip
    """.split()
)

# Methods that leave their object as it is.
READING = frozenset(
    """
    all any argmax argmin argpartition argsort astype choose clip compress conj conjugate copy
    count cumprod cumsum diagonal dot endswith flatten format get imag index is_integer item
    items join keys lower max mean min nonzero prod ptp ravel real repeat replace reshape
    round searchsorted split squeeze startswith std strip sum swapaxes take tobytes tolist
    trace transpose upper values var view
    """.split()
)

# Functions and methods whose result shares no memory with an argument.
FRESH = frozenset(
    """
    abs absolute add allclose angle arange argmax argmin argsort array astype bincount bool
    chain choice column_stack complex concatenate conjugate copy corrcoef cos cov cross
    cumprod cumsum default_rng det dict diff digitize divide dot eig eigh eigvals eigvalsh
    einsum empty empty_like enumerate exp exponential eye figure flatnonzero flatten float
    fsolve full full_like gca gcf geomspace gradient histogram hstack identity inner int
    integers interp inv isclose kron len linspace list loadmat log logspace matmul max maximum
    mean median meshgrid min minimize minimum multiply nonzero norm normal ones ones_like
    outer percentile permutation power prod product qr quantile random range repeat root round
    set sin solve solve_ivp sort sorted sqrt stack standard_normal std str subplots subtract
    sum svd tanh tensordot tile trapezoid tuple uniform unique var vdot vstack where zeros
    zeros_like zip zip_longest
    """.split()
)

# Functions of modules that write into their first argument.
WRITING = frozenset(
    """
    at copyto fill_diagonal multiply_at place put put_along_axis putmask shuffle
    """.split()
)

# Attributes of modules that belong to everybody.
GLOBAL_STATE = frozenset(
    """
    errstate filterwarnings ioff ion rc rcParams rc_context rcdefaults reload set_printoptions
    setbufsize seterr seterrcall simplefilter style switch_backend use xkcd
    """.split()
)

# Methods of figures and axes; arrays have none of them.
DRAWING = frozenset(
    """
    add_artist add_collection add_patch annotate arrow axhline axhspan axis axvline axvspan
    bar barh colorbar contour contourf errorbar fill_between get_legend_handles_labels grid
    hist hlines imshow legend loglog margins matshow pcolormesh plot quiver scatter semilogx
    semilogy set set_alpha set_aspect set_axis_off set_box_aspect set_color set_layout_engine
    set_linewidth set_title set_visible set_xlabel set_xlim set_xscale set_xticks set_ylabel
    set_ylim set_yscale set_yticks spy stairs stem step subplots_adjust suptitle supxlabel
    supylabel text tick_params tight_layout twinx twiny vlines
    """.split()
)

# Methods by which generators are drawn from; arrays have none of them that changes an array.
DRAWS = frozenset(
    """
    beta binomial chisquare choice exponential gamma geometric gumbel integers laplace logistic
    lognormal multinomial multivariate_normal normal pareto permutation poisson random spawn
    standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular
    uniform vonmises wald weibull
    """.split()
)
