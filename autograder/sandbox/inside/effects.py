"""What code may do besides computing: which names it looks up, binds and changes.

Everything here errs on one side: what may change something counts as changing it.
"""

import ast
import builtins

from .names import bound_names, free_names, names_in, parameters, path, root
from .vocabulary import DRAWING, DRAWS, FRESH, GLOBAL_STATE, HARMLESS, READING, WRITING

KEEPING = ("append", "extend", "insert", "add", "update", "setdefault")  # methods of containers


class Functions:
    """The functions of the cells that run, and what calling them may do.

    acts : those that may change what is not handed to them, or of which nothing is known
    written, drawn : by function, the parameters whose arguments it may change, or draw on or from
    """

    def __init__(self, trees):
        self.modules, self.defined, other = set(), {}, set()
        for tree in trees:
            for statement in tree.body:
                if isinstance(statement, ast.FunctionDef):
                    self.defined.setdefault(statement.name, []).append(statement)
                elif isinstance(statement, ast.Import | ast.ImportFrom):
                    self.modules |= bound_names(statement)
                else:
                    other |= bound_names(statement)
        self.rebound = other & (set(self.defined) | self.modules)
        self.modules -= other | set(self.defined)
        self.acts = self.spread(self.acting)
        self.written = self.handed_on(changed_roots)
        self.drawn = self.handed_on(drawn_on)

    def spread(self, test):
        """Names of the functions that pass a test, or that mention one that does."""
        found = {name for name, every in self.defined.items() if any(map(test, every))}
        while True:
            more = {
                name
                for name, every in self.defined.items()
                if name not in found and any(free_names(one) & found for one in every)
            }
            if not more:
                return found
            found |= more

    def acting(self, function):
        """Whether a function may change what it is not handed, or does what is unknown."""
        defaults = [*function.args.defaults, *filter(None, function.args.kw_defaults)]
        if any(isinstance(n, ast.Call | ast.List | ast.Dict | ast.Set) for n in defaults):
            return True
        if free_names(function) & self.rebound:
            return True
        local = parameters(function).union(*map(bound_names, function.body))
        if self.calls_unknown(function, local):
            return True
        touched = changed_roots(function, self.modules) | drawn_on(function, self.modules)
        return bool(touched - local)

    def handed_on(self, roots):
        """By function, the parameters to whose arguments it does something, also through others.

        roots : gives the names that something is done to, in a tree
        """
        written = {name: set() for name in self.defined}
        while True:
            before = {name: set(found) for name, found in written.items()}
            for name, every in self.defined.items():
                for function in every:
                    names = roots(function, self.modules)
                    names |= handed_to_writers(function, written, self.defined)
                    own, given = fresh_names(function), parameters(function)
                    other = names - own - given
                    written[name] |= given if other else names & given
            if written == before:
                return written

    def calls_unknown(self, tree, local):
        """Whether something is called of which nothing is known."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = node.func.id
                error = isinstance(getattr(builtins, name, None), type) and name.endswith("Error")
                known = local | self.modules | set(self.defined)
                if name not in HARMLESS and name not in known and not error:
                    return True
            if isinstance(node, ast.Attribute) and root(node) in self.modules:
                words = path(node)
                legacy = "random" in words[:-1] and words[-1] not in ("default_rng", "Generator")
                if legacy or words[0] == "random" or GLOBAL_STATE & set(words):
                    return True
        return False

    def unclear(self, tree):
        """Whether a demonstration calls, or hands on, a function that may act on something."""
        names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        return bool(names & (self.rebound | self.acts)) or self.calls_unknown(
            tree, bound_names(tree)
        )

    def changed_by(self, tree):
        """Names of others that a demonstration may change."""
        handed = handed_to_writers(tree, self.written, self.defined)
        return changed_roots(tree, self.modules) | handed - self.modules - set(self.defined)

    def drawn_by(self, tree):
        """Names of others that a demonstration may draw on, or from."""
        handed = handed_to_writers(tree, self.drawn, self.defined)
        return drawn_on(tree, self.modules) | handed - self.modules - set(self.defined)


def handed_to_writers(tree, written, defined):
    """Names that stand in arguments that the called function may change."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        for name in {n.id for n in ast.walk(node.func) if isinstance(n, ast.Name)} & set(written):
            for function in defined[name]:
                found |= names_in(arguments_of(node, function, written[name]))
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if isinstance(argument, ast.Name) and written.get(argument.id):
                found |= names_in([node])  # it is handed on, and may be called with anything
    return found


def arguments_of(call, function, wanted):
    """The expressions that a call hands to some parameters of a function."""
    order = [argument.arg for argument in [*function.args.posonlyargs, *function.args.args]]
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return [*call.args, *call.keywords] if wanted else []
    rest = {function.args.vararg.arg} if function.args.vararg else set()
    found = [value for name, value in zip(order, call.args, strict=False) if name in wanted]
    found += call.args[len(order) :] if rest & wanted else []
    other = {function.args.kwarg.arg} if function.args.kwarg else set()
    for keyword in call.keywords:
        if keyword.arg is None or keyword.arg in wanted or other & wanted:
            found += [keyword.value] if wanted else []
    return found


def aliases(trees, others, through_calls):
    """Groups of names that may stand for one object, or for parts of it.

    others : names of what is never changed, such as functions
    through_calls : whether what a function returns may be what it was given
    """
    groups = []
    for tree in trees:
        for statement in ast.walk(tree):
            assigned = {}
            if isinstance(statement, ast.Assign):
                for target in statement.targets:
                    pairs(target, statement.value, assigned)
            elif isinstance(statement, ast.For):
                pairs(statement.target, statement.iter, assigned)
            for name, values in assigned.items():
                for value in values:
                    if not is_fresh(value, set()) and (through_calls or not called(value)):
                        groups.append({name} | names_in([value]) - others)
    return groups


def called(value):
    """Whether a value is what a call returns, or a part of that."""
    while isinstance(value, ast.Attribute | ast.Subscript | ast.Starred):
        value = value.value
    return isinstance(value, ast.Call)


def with_aliases(names, groups):
    """The names, and all that may stand for the same objects."""
    found = set(names)
    while more := set().union(*(group for group in groups if group & found)) - found:
        found |= more
    return found


def changed_roots(tree, modules):
    """Names whose objects may be changed in place; "" for what has no name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            found.add(root(node) or "")
        elif isinstance(node, ast.AugAssign):
            found.add(root(node.target) or "")
        elif isinstance(node, ast.Global | ast.Nonlocal):
            found |= set(node.names) | {""}
        elif isinstance(node, ast.Call):
            found |= changed_by_call(node, modules)
    return found


def drawn_on(tree, modules):
    """Names of the figures that are drawn on, and of the generators that are drawn from."""
    calls = (n.func for n in ast.walk(tree) if isinstance(n, ast.Call))
    drawn = (f for f in calls if isinstance(f, ast.Attribute) and f.attr in DRAWING | DRAWS)
    return set().union(*(names_in([f.value]) for f in drawn)) - modules


def changed_by_call(call, modules):
    """Names that a call changes, as far as the called function is no student's."""
    found = set()
    for keyword in call.keywords:
        if keyword.arg == "out" or (keyword.arg or "").startswith("overwrite"):
            named = {n.id for n in ast.walk(call) if isinstance(n, ast.Name)}
            found |= named - modules
    if isinstance(call.func, ast.Attribute):
        owner, method = root(call.func), call.func.attr
        if owner in modules:
            if method in WRITING and call.args:
                found.add(root(call.args[0]) or "")
        elif method not in READING | DRAWING | DRAWS and owner is not None:
            found.add(owner)
            if method in WRITING and call.args:
                found.add(root(call.args[0]) or "")
    return found


def fresh_names(function):
    """Names of a function that only ever hold what it has made itself."""
    assigned = {}
    unknown = parameters(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs(target, node.value, assigned)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            pairs(node.target, node.value, assigned)
        elif isinstance(node, ast.For | ast.comprehension):
            pairs(node.target, node.iter, assigned)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            pairs(node.optional_vars, node.context_expr, assigned)
        elif isinstance(node, ast.Lambda | ast.FunctionDef) and node is not function:
            unknown |= parameters(node)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", None) in KEEPING:
            assigned.setdefault(root(node.func), []).extend(node.args)
    fresh = set(assigned) - unknown
    while True:
        kept = {n for n in fresh if all(is_fresh(value, fresh) for value in assigned[n])}
        if kept == fresh:
            return fresh
        fresh = kept


def pairs(target, value, assigned):
    """Note which values names are bound to, part by part where both sides have parts."""
    if isinstance(target, ast.Name):
        assigned.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple | ast.List):
        same = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
        for i, part in enumerate(target.elts):
            pairs(part, value.elts[i] if same else value, assigned)
    elif isinstance(target, ast.Starred):
        pairs(target.value, value, assigned)
    elif isinstance(target, ast.Subscript | ast.Attribute) and (name := root(target)):
        assigned.setdefault(name, []).append(ast.Constant(None))


def is_fresh(value, fresh):
    """Whether an expression gives something new, which nobody else holds."""
    if isinstance(value, ast.Name):
        return value.id in fresh
    if isinstance(value, ast.Attribute | ast.Subscript | ast.Starred):
        return is_fresh(value.value, fresh)
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        return all(is_fresh(part, fresh) for part in value.elts)
    if isinstance(value, ast.Dict):
        return all(is_fresh(part, fresh) for part in value.values)
    if isinstance(value, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        return is_fresh(value.elt, fresh)
    if isinstance(value, ast.IfExp):
        return is_fresh(value.body, fresh) and is_fresh(value.orelse, fresh)
    if isinstance(value, ast.Call):
        name = value.func.attr if isinstance(value.func, ast.Attribute) else ""
        name = value.func.id if isinstance(value.func, ast.Name) else name
        copied = not any(k.arg in ("copy", "out") for k in value.keywords)
        if name in FRESH and copied:
            holds = name in ("list", "dict", "set", "tuple", "sorted", "zip", "enumerate", "chain")
            return not holds or all(is_fresh(argument, fresh) for argument in value.args)
        return isinstance(value.func, ast.Attribute) and is_fresh(value.func.value, fresh)
    computed = ast.BinOp | ast.UnaryOp | ast.Compare | ast.BoolOp | ast.Constant | ast.JoinedStr
    return isinstance(value, computed) and not isinstance(value, ast.BoolOp)
