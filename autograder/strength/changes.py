"""Single changes of a node of a program: what a slip of the pen, or of thought, leaves behind."""

import ast
import copy
from collections.abc import Iterator

OPERATORS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
# Names of functions and attributes that are taken for each other.
EXCHANGED = {
    "max": ("min", "mean"),
    "min": ("max",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "sum": ("mean", "max"),
    "mean": ("sum", "median"),
    "std": ("var",),
    "var": ("std",),
    "cos": ("sin",),
    "sin": ("cos",),
    "real": ("imag",),
    "imag": ("real",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "eye": ("ones_like",),
    "floor": ("ceil",),
    "ceil": ("floor",),
    "round": ("int",),
    "eigvals": ("eigvalsh",),
    "eigvalsh": ("eigvals",),
    "eigh": ("eig",),
    "cumsum": ("sort",),
    "standard_normal": ("random", "standard_exponential"),
    "sqrt": ("square",),
    "log": ("log10", "log1p"),
    "append": ("insert",),
    "vstack": ("hstack",),
    "axvline": ("axhline",),
    "set_xlabel": ("set_ylabel",),
    "set_ylabel": ("set_xlabel",),
    "set_yscale": ("set_xscale",),
    "scatter": ("plot",),
}
DROPPED_CALLS = {"abs", "sqrt", "tanh", "exp", "log", "phi", "real", "sort", "sorted", "round"}
DROPPED_CALLS |= {"conj", "cumsum", "copy", "unique", "square", "int", "float", "bool"}
# How a figure is decorated is its author's taste.
DECORATION = {"figsize", "layout", "color", "edgecolor", "alpha", "linewidth", "lw", "zorder"}
DECORATION |= {"linestyle", "loc", "bbox_to_anchor", "fontsize", "markersize", "ms", "frameon"}
FORMATS = {".": ("-", ".-"), "o": ("-", "o-"), "k-": ("k.",), "-": (".",), "--": ("",)}


def changes(node: ast.AST, parameters: set[str]) -> Iterator[ast.AST]:
    """Everything that may stand in the place of an expression."""
    kind = type(node).__name__
    if kind in EXPRESSIONS:
        yield from EXPRESSIONS[kind](node)
    if isinstance(node, ast.Name) and node.id in parameters and isinstance(node.ctx, ast.Load):
        yield ast.BinOp(ast.Constant(0), ast.Mult(), node)


def binary(node: ast.BinOp) -> Iterator[ast.AST]:
    for other in OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    yield node.left
    yield ast.UnaryOp(ast.USub(), node.right) if isinstance(node.op, ast.Sub) else node.right
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
        yield ast.BinOp(node.right, node.op, node.left)


def unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS.get(type(operator), ()):
            operators = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, operators, node.comparators)
    yield ast.Constant(True)
    yield ast.Constant(False)


def boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for place in range(len(node.values)):
        left = node.values[:place] + node.values[place + 1 :]
        yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        others: tuple = (not value,)
    elif isinstance(value, int):
        others = (value + 1, value - 1)
    elif isinstance(value, float):
        others = scaled(value)
    elif isinstance(value, str):
        others = FORMATS.get(value, ("",) if value else ())
    else:
        others = ()
    for other in others:
        negative = isinstance(other, int | float) and not isinstance(other, bool) and other < 0
        yield ast.UnaryOp(ast.USub(), ast.Constant(-other)) if negative else ast.Constant(other)


def scaled(value: float) -> tuple[float, ...]:
    """Other numbers: of a small one, such as a tolerance, only its order of magnitude matters."""
    if not value:
        return (1.0,)
    return (value / 1e3, value * 1e3) if abs(value) < 1e-3 else (value * 2, value * 1.1)


def attribute(node: ast.Attribute) -> Iterator[ast.AST]:
    for other in EXCHANGED.get(node.attr, ()):
        yield ast.Attribute(node.value, other, node.ctx)
    if node.attr in ("T", "real", "imag"):
        yield node.value


def name(node: ast.Name) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load):
        for other in EXCHANGED.get(node.id, ()):
            yield ast.Name(other, node.ctx)


def call(node: ast.Call) -> Iterator[ast.AST]:
    for place, keyword in enumerate(node.keywords):
        if keyword.arg is not None and keyword.arg not in DECORATION:
            yield ast.Call(node.func, node.args, node.keywords[:place] + node.keywords[place + 1 :])
    if len(node.args) > 1:
        yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if called in DROPPED_CALLS and len(node.args) == 1:
        yield node.args[0]
    if called == "standard_normal":
        yield from other_draws(node)
    if called == "subplots":
        yield expression("(plt.gcf(), plt.gca())")


def other_draws(node: ast.Call) -> Iterator[ast.AST]:
    """Normal numbers from elsewhere, uniform ones of the same variance, exact mean and variance."""
    size = ", ".join(map(ast.unparse, node.args))
    drawn = ast.unparse(node)
    yield expression(f"np.random.standard_normal({size})")
    yield expression(f"np.random.default_rng(0).standard_normal({size})")
    yield expression(f"np.random.default_rng().standard_normal({size})")
    generator = ast.unparse(node.func).removesuffix(".standard_normal")
    if size:
        yield expression(f"{generator}.uniform(-(3 ** 0.5), 3 ** 0.5, {size})")
        yield expression(f"(lambda z: (z - z.mean()) / z.std())({drawn})")
    yield expression(f"(lambda first: {drawn})({generator}.random())")
    yield expression(f"(lambda z: (z, {generator}.random())[0])({drawn})")


def subscript(node: ast.Subscript) -> Iterator[ast.AST]:
    if not isinstance(node.ctx, ast.Load):
        return
    yield node.value
    places = node.slice.elts if isinstance(node.slice, ast.Tuple) else []
    if len(places) == 2:
        yield ast.Subscript(node.value, ast.Tuple(places[::-1], ast.Load()), node.ctx)
    if isinstance(node.slice, ast.Slice) and node.slice.step is None:
        lower, upper = node.slice.lower, node.slice.upper
        for bound, shifted in (("lower", lower), ("upper", upper)):
            if shifted is not None:
                yield with_bound(node, bound, None)
                yield with_bound(node, bound, ast.BinOp(shifted, ast.Add(), ast.Constant(1)))
        yield ast.Subscript(node, expression("x[::-1]").slice, ast.Load())


def with_bound(node: ast.Subscript, bound: str, value: ast.AST | None) -> ast.Subscript:
    changed = copy.deepcopy(node)
    setattr(changed.slice, bound, value)
    return changed


def condition(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def comprehension(node: ast.ListComp | ast.GeneratorExp) -> Iterator[ast.AST]:
    for place, part in enumerate(node.generators):
        if part.ifs:
            changed = copy.deepcopy(node)
            changed.generators[place].ifs = []
            yield changed


def expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


EXPRESSIONS = {
    "BinOp": binary,
    "UnaryOp": unary,
    "Compare": comparison,
    "BoolOp": boolean,
    "Constant": constant,
    "Attribute": attribute,
    "Name": name,
    "Call": call,
    "Subscript": subscript,
    "IfExp": condition,
    "ListComp": comprehension,
    "GeneratorExp": comprehension,
}
