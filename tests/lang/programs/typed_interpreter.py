"""A small language: expression classes with type parameters, visitors and a typed environment."""
from dataclasses import dataclass, field
from typing import Callable, Iterator, Protocol, Self, assert_never, get_type_hints
import operator

type Number = int | float
type Value = Number | str | Closure
type Result[T] = Ok[T] | Failed


@dataclass(frozen=True)
class Ok[T]:
    value: T

    def then[U](self, f: Callable[[T], Result[U]]) -> Result[U]:
        return f(self.value)


@dataclass(frozen=True)
class Failed:
    reason: str

    def then(self, f) -> Self:
        return self


class Node(Protocol):
    def evaluate(self, env: "Env") -> Value: ...


@dataclass
class Env:
    names: dict[str, Value] = field(default_factory=dict)
    outer: Env | None = None

    def find(self, name: str) -> Value:
        env: Env | None = self
        while env is not None:
            if name in env.names:
                return env.names[name]
            env = env.outer
        raise NameError(f"unknown {name!r}")

    def inner(self, **names: Value) -> Env:
        return Env(names, self)


@dataclass(slots=True)
class Literal:
    value: Number | str

    def evaluate(self, env: Env) -> Value:
        return self.value


@dataclass(slots=True)
class Name:
    name: str

    def evaluate(self, env: Env) -> Value:
        return env.find(self.name)


@dataclass(slots=True)
class Binary:
    sign: str
    left: Node
    right: Node
    table: dict[str, Callable[[Number, Number], Number]] = field(repr=False, compare=False, default_factory=lambda: {
        "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "<": operator.lt,
    })

    def evaluate(self, env: Env) -> Value:
        return self.table[self.sign](self.left.evaluate(env), self.right.evaluate(env))


@dataclass(slots=True)
class Choice:
    test: Node
    yes: Node
    no: Node

    def evaluate(self, env: Env) -> Value:
        return (self.yes if self.test.evaluate(env) else self.no).evaluate(env)


@dataclass(slots=True)
class Function:
    parameter: str
    body: Node
    own_name: str = ""

    def evaluate(self, env: Env) -> Value:
        return Closure(self, env)


@dataclass(slots=True, repr=False)
class Closure:
    function: Function
    env: Env

    def __call__(self, argument: Value) -> Value:
        env = self.env.inner(**{self.function.parameter: argument})
        if self.function.own_name:
            env.names[self.function.own_name] = self
        return self.function.body.evaluate(env)

    def __repr__(self) -> str:
        return f"<{self.function.parameter} -> ...>"


@dataclass(slots=True)
class Call:
    function: Node
    argument: Node

    def evaluate(self, env: Env) -> Value:
        return self.function.evaluate(env)(self.argument.evaluate(env))


def tokens(text: str) -> Iterator[str]:
    yield from text.replace("(", " ( ").replace(")", " ) ").split()


class Reader[Token: str]:
    def __init__(self, items: Iterator[Token]) -> None:
        self.items: list[Token] = list(items)
        self.at: int = 0

    def next(self) -> Token:
        self.at += 1
        return self.items[self.at - 1]

    def node(self) -> Node:
        token = self.next()
        if token != "(":
            return Literal(int(token)) if token.lstrip("-").isdigit() else Name(token)
        head = self.next()
        if head == "if":
            made: Node = Choice(self.node(), self.node(), self.node())
        elif head == "fun":
            parameter = self.next()
            made = Function(parameter, self.node())
        elif head == "rec":
            own = self.next()
            parameter = self.next()
            made = Function(parameter, self.node(), own)
        elif head in "+-*/<":
            made = Binary(head, self.node(), self.node())
        else:
            self.at -= 1
            made = Call(self.node(), self.node())
        assert self.next() == ")"
        return made


def run(text: str) -> Result[Value]:
    try:
        return Ok(Reader(tokens(text)).node().evaluate(Env({"ten": 10})))
    except (NameError, TypeError, ZeroDivisionError) as e:
        return Failed(f"{type(e).__name__}: {e}")


def show(result: Result[Value]) -> str:
    if isinstance(result, Ok):
        return f"= {result.value}"
    if isinstance(result, Failed):
        return f"! {result.reason}"
    assert_never(result)


for text in ("(+ 1 (* 2 ten))", "((fun x (* x x)) 12)", "(fun x x)", "(/ 1 0)", "(+ 1 missing)",
             "((rec fact n (if (< n 2) 1 (* n (fact (- n 1))))) 20)", "(3 4)",
             "((rec fib n (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) 12)"):
    print(text, show(run(text)))
print(run("(+ 1 2)").then(lambda v: Ok(v * 2)).then(lambda v: Failed(f"no {v}")).then(print))
print(Reader(tokens("(if (< 1 2) (fun x x) -3)")).node())
print(Ok[int](3), Ok.__parameters__, Result.__type_params__, Result.__value__, Value.__value__, Number.__value__)
print(get_type_hints(Env), get_type_hints(Env.inner), Reader.__type_params__[0].__bound__)
print(Binary("+", Literal(1), Literal(2)) == Binary("+", Literal(1), Literal(2)), Binary.__match_args__)
