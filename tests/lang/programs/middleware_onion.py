# Hundreds of layers around a handler: generator context managers, decorators and exit stacks, with errors that change on the way.
import sys
from collections import Counter
from contextlib import ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress
from functools import reduce, wraps
from io import StringIO

trail = []


class HttpError(Exception):
    def __init__(self, status, text=""):
        super().__init__(status, text)
        self.status = status


@contextmanager
def layer(number, request):
    request["depth"] = request.get("depth", 0) + 1
    try:
        yield request
    except HttpError as error:
        if number % 40 == 0:
            raise HttpError(error.status + 1, f"layer {number}") from error
        raise
    else:
        request["out"] = request.get("out", 0) + number
    finally:
        request["depth"] -= 1


def wrapped(number):
    def decorate(handler):
        @wraps(handler)
        def call(request):
            with layer(number, request):
                return handler(request)
        return call
    return decorate


def piped(number):
    """The same as a generator that delegates to the one inside."""
    def decorate(handler):
        def call(request):
            try:
                answer = yield from handler(request)
            except HttpError as error:
                if number % 50 == 0:
                    trail.append((number, error.status))
                    return f"recovered at {number}"
                raise
            return answer + 1 if isinstance(answer, int) else answer
        return call
    return decorate


class counted(ContextDecorator):
    calls = Counter()

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.calls[self.name] += 1
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.calls[self.name, kind.__name__] += 1
        return isinstance(error, KeyError)


@counted("handler")
def handler(request):
    """Handles."""
    status = request["status"]
    if status >= 400:
        raise HttpError(status)
    if status < 0:
        raise KeyError(status)
    return f"{status} at {request['depth']}"


def chain_of(error):
    while error is not None:
        yield f"{type(error).__name__}{error.args}"
        error = error.__cause__


onion = reduce(lambda inner, number: wrapped(number)(inner), range(1, 121), handler)
print(onion.__name__, onion.__doc__)
for status in (200, 301, -1, 404, 500):
    request = {"status": status}
    try:
        answer = onion(request)
    except HttpError as error:
        answer = " <- ".join(chain_of(error))
    print(answer, request)
print(sorted(counted.calls.items(), key=str))


def generator_handler(request):
    for i in range(request["chunks"]):
        sent = yield i
        if sent == "stop":
            return 1000
        if sent == "fail":
            raise HttpError(503)
    return 0


pipe = reduce(lambda inner, number: piped(number)(inner), range(1, 301), generator_handler)


def drive(request, commands=()):
    stream, got, commands = pipe(request), 0, dict(commands)
    try:
        item = next(stream)
        while True:
            got += item
            item = stream.send(commands.get(item))
    except StopIteration as end:
        return got, end.value


print(drive({"chunks": 3000}), drive({"chunks": 50}, {20: "stop"}), drive({"chunks": 50}, {30: "fail"}), trail)
stream = pipe({"chunks": 5})
print(next(stream), end=" ")
try:
    print(stream.throw(HttpError(418)), trail[-1])
except StopIteration as end:
    print(end.value, trail[-1])

with ExitStack() as stack:
    request = {}
    for number in range(250):
        stack.enter_context(layer(number, request))
    stack.callback(trail.append, "callback")
    stack.push(lambda kind, error, trace: trail.append(kind and kind.__name__))
    print(request, stack.pop_all().close(), request, trail[-2:])

try:
    with ExitStack() as stack:
        for number in range(1, 201):
            stack.enter_context(layer(number, request))
        raise HttpError(400, "inside")
except HttpError as error:
    print(" <- ".join(chain_of(error)), request["depth"])

with suppress(ZeroDivisionError), ExitStack() as stack:
    stack.enter_context(suppress(KeyError))
    for number in range(3):
        stack.callback(lambda n: 1 // n, number)
    trail.clear()
    raise KeyError("first")
out = StringIO()
with redirect_stdout(out), nullcontext("null") as value, closing(pipe({"chunks": 9})) as stream:
    print(value, next(stream), next(stream))
print(repr(out.getvalue()), stream.gi_frame, sys.stdout is not out)


@contextmanager
def broken(how):
    if how == "none":
        return
    try:
        yield how
    except ValueError:
        if how == "again":
            yield "again"
        if how == "stop":
            raise StopIteration("stop")
        if how == "swallow":
            return
    if how == "twice":
        yield how


for how in ("none", "twice", "again", "stop", "swallow", "other"):
    try:
        with broken(how) as value:
            if how != "twice":
                raise ValueError(how)
        print(how, "passed", value)
    except Exception as error:
        print(how, type(error).__name__, error, "| cause", repr(error.__cause__), "| context", repr(error.__context__))
