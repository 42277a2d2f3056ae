# Types of a small functional language by unification: let-polymorphism, occurs check, lists, pairs, readable type names.
from collections import ChainMap
from itertools import count


class TypeMismatch(TypeError):
    pass


class Variable:
    __slots__ = ("number", "link", "level")
    numbers = count()

    def __init__(self, level):
        self.number, self.link, self.level = next(Variable.numbers), None, level


class Application:
    __slots__ = ("name", "args")

    def __init__(self, name, *args):
        self.name, self.args = name, args


class Scheme:
    def __init__(self, bound, body):
        self.bound, self.body = bound, body

    def instance(self, level):
        return copy(self.body, {variable: Variable(level) for variable in self.bound})


INT, BOOL, TEXT = map(Application, ("int", "bool", "text"))


def arrow(*types):
    *args, result = types
    for arg in reversed(args):
        result = Application("->", arg, result)
    return result


def prune(kind):
    while isinstance(kind, Variable) and kind.link is not None:
        if isinstance(kind.link, Variable) and kind.link.link is not None:
            kind.link = kind.link.link
        kind = kind.link
    return kind


def copy(kind, fresh):
    kind = prune(kind)
    if isinstance(kind, Variable):
        return fresh.get(kind, kind)
    return Application(kind.name, *(copy(arg, fresh) for arg in kind.args)) if kind.args else kind


def variables(kind):
    kind = prune(kind)
    if isinstance(kind, Variable):
        yield kind
    else:
        for arg in kind.args:
            yield from variables(arg)


def show(kind):
    names = {}

    def text(kind, inner=False):
        kind = prune(kind)
        if isinstance(kind, Variable):
            return names.setdefault(kind, "'" + chr(97 + len(names) % 26) + str(len(names) // 26 or ""))
        if kind.name == "->":
            line = f"{text(kind.args[0], True)} -> {text(kind.args[1])}"
            return f"({line})" if inner else line
        if kind.name == "pair":
            return "({}, {})".format(*map(text, kind.args))
        return f"[{text(kind.args[0])}]" if kind.name == "list" else kind.name

    return text(kind)


def unify(a, b):
    a, b = prune(a), prune(b)
    if a is b:
        return
    if isinstance(a, Variable):
        for other in variables(b):
            if other is a:
                raise TypeMismatch(f"infinite type in {show(b)}")
            other.level = min(other.level, a.level)
        a.link = b
    elif isinstance(b, Variable):
        unify(b, a)
    elif a.name != b.name or len(a.args) != len(b.args):
        raise TypeMismatch(f"{show(a)} is not {show(b)}")
    else:
        for x, y in zip(a.args, b.args):
            unify(x, y)


def tokens(text):
    word = ""
    for char in text:
        if char.isspace() or char in "()":
            if word:
                yield word
            word = ""
            if char in "()":
                yield char
        else:
            word += char
    if word:
        yield word


def parse(stream):
    token = next(stream)
    if token == "(":
        items = []
        while (item := parse(stream)) is not None:
            items.append(item)
        return items
    return None if token == ")" else token


def infer(term, names, level=0):
    if isinstance(term, str):
        if term.lstrip("-").isdigit():
            return INT
        if term[0] == '"':
            return TEXT
        try:
            return names[term].instance(level)
        except KeyError:
            raise NameError(f"unknown name {term}") from None
    head, *rest = term
    form = FORMS.get(head) if isinstance(head, str) else None
    if form is not None:
        return form(*rest, names=names, level=level)
    kind = infer(head, names, level)
    for arg in rest:
        result = Variable(level)
        unify(kind, arrow(infer(arg, names, level), result))
        kind = result
    return kind


def infer_lambda(parameters, body, names, level):
    types = [Variable(level) for _ in parameters]
    inner = names.new_child({p: Scheme((), t) for p, t in zip(parameters, types)})
    return arrow(*types, infer(body, inner, level))


def infer_let(name, value, body, names, level):
    own = Variable(level + 1)
    kind = infer(value, names.new_child({name: Scheme((), own)}), level + 1)
    unify(own, kind)
    bound = dict.fromkeys(variable for variable in variables(kind) if variable.level > level)
    return infer(body, names.new_child({name: Scheme(tuple(bound), kind)}), level)


def infer_if(test, yes, no, names, level):
    unify(infer(test, names, level), BOOL)
    kind = infer(yes, names, level)
    unify(kind, infer(no, names, level))
    return kind


FORMS = {"fn": infer_lambda, "let": infer_let, "if": infer_if}
a, b = Variable(1), Variable(1)


def polymorphic(kind):
    return Scheme(tuple(dict.fromkeys(variables(kind))), kind)


PRELUDE = ChainMap({name: polymorphic(kind) for name, kind in {
    "+": arrow(INT, INT, INT), "<": arrow(INT, INT, BOOL), "true": BOOL, "not": arrow(BOOL, BOOL),
    "nil": Application("list", a), "cons": arrow(a, Application("list", a), Application("list", a)),
    "head": arrow(Application("list", a), a), "tail": arrow(Application("list", a), Application("list", a)),
    "empty": arrow(Application("list", a), BOOL), "pair": arrow(a, b, Application("pair", a, b)),
    "first": arrow(Application("pair", a, b), a), "second": arrow(Application("pair", a, b), b),
}.items()})

PROGRAMS = """
(fn (x) x)
(fn (f g x) (f (g x)))
(let id (fn (x) x) (pair (id 1) (id true)))
(fn (id) (pair (id 1) (id true)))
(let map (fn (f l) (if (empty l) nil (cons (f (head l)) (map f (tail l))))) map)
(let fold (fn (f z l) (if (empty l) z (f (head l) (fold f z (tail l))))) (fold + 0))
(let fold (fn (f z l) (if (empty l) z (f (head l) (fold f z (tail l))))) fold)
(fn (x) (x x))
(let zip (fn (p q) (if (empty p) nil (cons (pair (head p) (head q)) (zip (tail p) (tail q))))) zip)
(fn (p) (pair (second p) (first p)))
(+ 1 true)
(if 1 2 3)
(cons 1 (cons true nil))
(let twice (fn (f x) (f (f x))) (twice twice twice (fn (n) (+ n 1)) 0))
(fn (x) (let y x (pair (y 1) y)))
(fn (x) (let y (fn (z) x) (pair (y 1) (y true))))
(let compose (fn (f g x) (f (g x))) (compose not (< 3)))
(fn (f) (fn (x) (f (first x) (second x))))
(unknown 1)
(head 5)
((fn (x) x) (fn (y) "text"))
(fn (x y z) (x z (y z)))
(let f (fn (x) (f x)) f)
""".strip().splitlines()


def check(text):
    try:
        return show(infer(parse(tokens(text)), PRELUDE))
    except (TypeMismatch, NameError) as error:
        return f"{type(error).__name__}: {error}"


for program in PROGRAMS:
    print(f"{program[:60]:<60} : {check(program)}")
print(len({tuple(map(check, PROGRAMS)) for _ in range(15)}))
tower = "x"
for i in range(6):
    tower = f"(let p{i} (fn (z) (pair z z)) (p{i} {tower}))"
print(check(f"(fn (x) {tower})").count("'a"))
compositions = "(fn (f) (fn (x) " + "(f " * 120 + "x" + ")" * 120 + "))"
print(check(compositions), check("(fn (a) " * 90 + "a" + ")" * 90).count("->"))
print(next(Variable.numbers))
