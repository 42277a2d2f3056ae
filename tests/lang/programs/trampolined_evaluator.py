# Recursion without the stack: a trampoline runs generators that yield their calls; an evaluator thousands of frames deep.
import operator
import sys
import traceback
from collections import deque
from enum import Enum
from functools import wraps
from inspect import isgenerator, isgeneratorfunction


class TailCall:
    __slots__ = ("body",)

    def __init__(self, body):
        self.body = body


class Trampoline:
    def __init__(self):
        self.deepest = self.steps = 0

    def run(self, body):
        stack, value, error = [body], None, None
        while stack:
            self.steps += 1
            self.deepest = max(self.deepest, len(stack))
            try:
                if error is None:
                    request = stack[-1].send(value)
                else:
                    pending, error = error, None
                    request = stack[-1].throw(pending)
            except StopIteration as end:
                stack.pop()
                value = end.value
            except Exception as failure:
                stack.pop()
                value, error = None, failure
            else:
                if isinstance(request, TailCall):
                    stack.pop().close()
                    request = request.body
                if isgenerator(request):
                    stack.append(request)
                    value = None
                else:
                    value = request
        if error is not None:
            raise error
        return value


machine = Trampoline()


def deep(function):
    """Lets a generator function be called as a plain one."""
    assert isgeneratorfunction(function)

    @wraps(function)
    def call(*args):
        return machine.run(function(*args))
    call.body = function
    return call


@deep
def total(n):
    return n + (yield total.body(n - 1)) if n else 0


@deep
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return (yield TailCall(ackermann.body(m - 1, 1)))
    return (yield TailCall(ackermann.body(m - 1, (yield ackermann.body(m, n - 1)))))


@deep
def even(n):
    return True if n == 0 else (yield TailCall(odd.body(n - 1)))


@deep
def odd(n):
    return False if n == 0 else (yield TailCall(even.body(n - 1)))


class Op(Enum):
    ADD = "+"
    SUB = "-"
    MUL = "*"
    DIV = "/"

    @property
    def apply(self):
        return {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}[self.value]


def read(tokens):
    """Reads an expression in prefix form: + 1 * 2 3."""
    token = tokens.popleft()
    try:
        op = Op(token)
    except ValueError:
        if token == "try":
            body = yield read(tokens)
            return "try", body, (yield read(tokens))
        return int(token) if token.lstrip("-").isdigit() else token
    left = yield read(tokens)
    right = yield read(tokens)
    return op, left, right


def evaluate(tree, names):
    if isinstance(tree, int):
        return tree
    if isinstance(tree, str):
        return names[tree]
    op, left, right = tree
    if op == "try":
        try:
            return (yield evaluate(left, names))
        except (ArithmeticError, LookupError):
            return (yield TailCall(evaluate(right, names)))
    a = yield evaluate(left, names)
    b = yield evaluate(right, names)
    return op.apply(a, b)


def depth(tree):
    if not isinstance(tree, tuple):
        return 0
    a = yield depth(tree[1])
    b = yield depth(tree[2])
    return 1 + (a if a > b else b)


def walk(tree):
    """Leaves from left to right, by an own stack: the tree is too deep for yield from."""
    pending = [tree]
    while pending:
        tree = pending.pop()
        if isinstance(tree, tuple):
            pending += (tree[2], tree[1])
        else:
            yield tree


def calculate(text, **names):
    tree = machine.run(read(deque(text.split())))
    return machine.run(evaluate(tree, names))


def measured(title, function, *args):
    machine.deepest = machine.steps = 0
    print(f"{title}: {function(*args)}  deepest {machine.deepest}, steps {machine.steps}")


measured("total 5000", total, 5000)
measured("ackermann 2,40", ackermann, 2, 40)
measured("even 3001", even, 3001)
measured("short", calculate, "+ 1 * 2 - 10 / 9 2")
measured("left", calculate, "+ " * 2500 + "0 " + "1 " * 2500)
measured("right", calculate, "- 1 " * 2001 + "0")
print(calculate("try / 1 0 try missing * x x", x=12), calculate("+ try y 1 2", y=40))
tree = machine.run(read(deque(("+ " * 1500 + "7 " + "x 1 " * 750).split())))
print(machine.run(depth(tree)), sum(isinstance(leaf, str) for leaf in walk(tree)), sys.getrecursionlimit() > 1500)
print(machine.run(evaluate(tree, {"x": 3})))
for bad in ("+ 1 nobody", "/ " * 1200 + "1 " * 1200 + "0", "+ 1"):
    try:
        calculate(bad)
    except (KeyError, ZeroDivisionError, IndexError) as error:
        frames = traceback.extract_tb(error.__traceback__)
        print(type(error).__name__, error, len(frames), frames[-1].name, frames[1].name, frames[-1].line)


def careful(log, n):
    try:
        if n == 0:
            raise RuntimeError("bottom")
        return (yield careful(log, n - 1))
    finally:
        log.append(n)


log = []
try:
    machine.run(careful(log, 900))
except RuntimeError as error:
    print(error, log[:3], log[-3:], len(traceback.extract_tb(error.__traceback__)))
