"""Which names code binds, and which it looks up before it has bound them."""

import ast


def root(node):
    """The name at the start of `name.a[b].c`, or None."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def path(node):
    """The attributes of `name.a.b` from the name on, for a chain of plain attributes."""
    found = []
    while isinstance(node, ast.Attribute):
        found.append(node.attr)
        node = node.value
    return [*([node.id] if isinstance(node, ast.Name) else [""]), *reversed(found)]


def bound_names(tree):
    """All names that a cell or a statement binds, inside of its blocks but not of its functions."""
    found, waiting = set(), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
            # What it declares global it binds outside, too.
            found |= {n for g in ast.walk(node) if isinstance(g, ast.Global) for n in g.names}
        scopes = ast.FunctionDef | ast.Lambda | ast.ListComp | ast.SetComp | ast.GeneratorExp
        if node is tree or not isinstance(node, scopes | ast.DictComp):
            waiting += ast.iter_child_nodes(node)
        else:
            waiting += [n for n in ast.walk(node) if isinstance(n, ast.NamedExpr)]
    return found


def parameters(function):
    a = function.args
    every = [*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg]
    return {argument.arg for argument in every if argument}


def free_names(function):
    """Names that a function or lambda looks up outside of itself."""
    body = function.body if isinstance(function.body, list) else [function.body]
    inside = [node for statement in body for node in ast.walk(statement)]
    declared = {n for node in inside if isinstance(node, ast.Global) for n in node.names}
    own = parameters(function).union(*map(bound_names, body)) - declared
    outer = [*function.args.defaults, *filter(None, function.args.kw_defaults)]
    found = declared.union(*(loads(node, set()) for node in outer))
    return found.union(*(loads(statement, own) for statement in body))


def loads_before_binding(tree):
    """Names that a cell may look up before it has surely bound them itself."""
    needed = set()
    follow(tree.body, set(), needed)
    return needed


def follow(statements, sure, needed):
    """Add to `needed` what these statements look up and is not in `sure`; returns what is then."""
    for statement in statements:
        if isinstance(statement, ast.FunctionDef):
            needed |= free_names(statement) - {statement.name}
            sure = sure | {statement.name}
        elif isinstance(statement, ast.For):
            needed |= loads(statement.iter, sure)
            follow(statement.body, sure | plain(statement.target), needed)
            needed |= loads(statement.target, sure)
            follow(statement.orelse, sure, needed)
        elif isinstance(statement, ast.If | ast.While):
            needed |= loads(statement.test, sure)
            first = follow(statement.body, sure, needed)
            second = follow(statement.orelse, sure, needed)
            sure = first & second if isinstance(statement, ast.If) else sure
        elif isinstance(statement, ast.With):
            for item in statement.items:
                needed |= loads(item, sure)
                sure = sure | (plain(item.optional_vars) if item.optional_vars else set())
            sure = follow(statement.body, sure, needed)
        elif isinstance(statement, ast.Try):
            follow(statement.body, sure, needed)
            for handler in statement.handlers:
                needed |= loads(handler.type, sure) if handler.type else set()
                follow(handler.body, sure | ({handler.name} if handler.name else set()), needed)
            follow([*statement.orelse, *statement.finalbody], sure, needed)
        else:
            needed |= loads(statement, sure)
            sure = sure | surely_bound(statement)
    return sure


def surely_bound(statement):
    """Names that a simple statement binds as a whole."""
    if isinstance(statement, ast.Assign):
        return set().union(*map(plain, statement.targets))
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        return plain(statement.target)
    return bound_names(statement) if isinstance(statement, ast.Import | ast.ImportFrom) else set()


def loads(node, local):
    """Names that are looked up in an expression or a simple statement, but for local ones."""
    if isinstance(node, ast.Name):
        return set() if isinstance(node.ctx, ast.Store) else {node.id} - local
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        return free_names(node) - local
    if isinstance(node, ast.AugAssign):
        own = {root(node.target) or ""} - local
        return own | loads(node.target, local) | loads(node.value, local)
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        found = loads(node.generators[0].iter, local)
        inner = local.union(*(plain(generator.target) for generator in node.generators))
        for generator in node.generators:
            found |= loads(generator.iter, inner) if generator is not node.generators[0] else set()
            found |= set().union(*(loads(test, inner) for test in generator.ifs))
        values = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        return found.union(*(loads(value, inner) for value in values))
    return set().union(*(loads(child, local) for child in ast.iter_child_nodes(node)))


def plain(target):
    """Names that an assignment binds as a whole."""
    if isinstance(target, ast.Name):
        return {target.id}
    if isinstance(target, ast.Tuple | ast.List):
        return set().union(*map(plain, target.elts))
    return plain(target.value) if isinstance(target, ast.Starred) else set()


def names_in(nodes):
    return {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name)}
