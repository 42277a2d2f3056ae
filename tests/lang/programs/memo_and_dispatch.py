# An interpreter of a small language: dispatch by type, caches, partial application.
from functools import cache, cached_property, lru_cache, partial, reduce, singledispatch, wraps
import operator


class Node:
    def __init__(self, *children):
        self.children = children

    @cached_property
    def size(self):
        return 1 + sum(getattr(c, "size", 1) for c in self.children)


class Op(Node):
    def __init__(self, name, *children):
        super().__init__(*children)
        self.name = name


class Let(Node):
    pass


OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv, "%": operator.mod, "<": operator.lt}


@singledispatch
def evaluate(node, scope):
    raise TypeError(f"cannot evaluate {type(node).__name__}")


@evaluate.register(int)
def _(node, scope):
    return node


@evaluate.register(str)
def _(node, scope):
    return scope[node]


@evaluate.register(Op)
def _(node, scope):
    return reduce(OPERATORS[node.name], (evaluate(child, scope) for child in node.children))


@evaluate.register(Let)
def _(node, scope):
    name, value, body = node.children
    return evaluate(body, {**scope, name: evaluate(value, scope)})


@evaluate.register(list)
def _(node, scope):
    return [evaluate(child, scope) for child in node]


def traced(log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args):
            result = function(*args)
            log.append((function.__name__, args, result))
            return result
        return wrapper
    return decorate


log = []


@cache
@traced(log)
def collatz(n):
    return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


@lru_cache(maxsize=16)
def ways(steps, sizes=(1, 2, 3)):
    return 1 if steps == 0 else sum(ways(steps - s, sizes) for s in sizes if s <= steps)


program = Let("x", 5, Let("y", Op("*", "x", "x"), [Op("+", "x", "y", 1), Op("%", "y", 7), Op("<", "x", "y"), "y"]))
print(evaluate(program, {}), program.size, program.__dict__.get("size"))
try:
    evaluate(3.5, {})
except TypeError as error:
    print(error)
print(max(range(1, 60), key=collatz), collatz(27), len(log), log[0], collatz.__name__, collatz.__wrapped__.__name__)
print(ways(20), ways.cache_info(), ways.cache_parameters())
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs)
add = partial(operator.add, 3)
print(compose(add, partial(operator.mul, 10), str.__len__)("four"), [evaluate(Op(op, 17, 5), {}) for op in OPERATORS])
print(evaluate.dispatch(bool).__name__, sorted(c.__name__ for c in evaluate.registry))
