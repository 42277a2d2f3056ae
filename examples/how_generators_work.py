"""How Python generators work, seen from the inside.

Run it with `genjit examples/how_generators_work.py`, or with any CPython 3.14: the output is the same.
"""

import dis
import inspect

# 1. An ordinary call: the callee's frame points back at its caller's and is gone after `return`.


def callee():
    frame = inspect.currentframe()
    print("callee runs in", frame.f_code.co_name)
    print("called from", frame.f_back.f_code.co_name)
    return "a value"


def caller():
    return callee()


print("== 1. a function calls another")
print("the call gives", repr(caller()))


# 2. A generator function: one `yield` in its body sets a flag in its code object.


def gen_fn():
    result = yield 1
    print("result of yield:", result)
    result2 = yield 2
    print("result of 2nd yield:", result2)
    return "done"


print()
print("== 2. a generator function is marked in its code")
print("the generator flag:", gen_fn.__code__.co_flags & 32, "; of an ordinary function:", callee.__code__.co_flags & 32)

gen = gen_fn()
print("calling it runs nothing and gives a", type(gen))
print("the code it will run:", gen.gi_code.co_name, "of", len(gen.gi_code.co_code), "bytes")
print("another generator shares the code:", gen_fn().gi_code is gen.gi_code)


# 3. Its frame stands still between two resumptions: the last instruction says where.


def position(generator):
    frame = generator.gi_frame
    return f"at byte {frame.f_lasti} of {len(generator.gi_code.co_code)}, line {frame.f_lineno}"


print()
print("== 3. a frame that waits")
print("fresh:", position(gen), dict(gen.gi_frame.f_locals))
print("send(None) ->", gen.send(None))
print("waits at the first yield:", position(gen), dict(gen.gi_frame.f_locals))
print("send('hello') ->", gen.send("hello"))
print("waits at the second yield:", position(gen), gen.gi_frame.f_locals)
print("the locals are", gen.gi_frame.f_locals == {"result": "hello"})
try:
    gen.send("goodbye")
except StopIteration as stop:
    print("send('goodbye') -> StopIteration:", stop.value)
print("its frame is gone:", gen.gi_frame)


# 4. Delegation: values pass through `yield from` in both directions.


def inner_fn():
    total = 0
    while True:
        value = yield total
        if value is None:
            return total
        total += value


def caller_fn():
    first = yield from inner_fn()
    print("caller_fn got", first)
    second = yield from inner_fn()
    print("caller_fn got", second)
    return first, second


print()
print("== 4. a chain")
chain = caller_fn()
print("send(None) ->", chain.send(None))
print("delegates to", chain.gi_yieldfrom.gi_code.co_name, position(chain.gi_yieldfrom))
print("send(10) ->", chain.send(10))
print("send(32) ->", chain.send(32))
print("send(None) ->", chain.send(None))
print("send(5) ->", chain.send(5))
try:
    chain.send(None)
except StopIteration as stop:
    print("StopIteration:", stop.value)


# 5. The instructions: RETURN_GENERATOR makes the generator, YIELD_VALUE leaves it,
#    RESUME is where it continues, SEND passes values to a delegate.

print()
print("== 5. the instructions")
for function in (callee, caller, gen_fn, position, inner_fn, caller_fn):
    print("--", function.__name__)
    dis.dis(function)
