# Where coroutines are made is noted as soon as a program asks, also by code that is hot already.
# jit: threshold=2
import sys


async def made():
    pass


def inner():
    return made()


def outer():
    return inner()


def origins():
    coroutine = outer()
    found = coroutine.cr_origin
    coroutine.close()
    return found and [(line - origins.__code__.co_firstlineno, name) for _, line, name in found]


for depth in (0, 1, 2, 3, 0, 1):
    sys.set_coroutine_origin_tracking_depth(depth)
    seen = [origins() for _ in range(40)]
    print(depth, seen[0], seen[-1], all(found == seen[0] for found in seen))

sys.set_coroutine_origin_tracking_depth(0)


def switching(n):
    seen = []
    for i in range(n):
        if i % 50 == 40:
            sys.set_coroutine_origin_tracking_depth(i % 100 // 20)
        coroutine = outer()
        seen.append(len(coroutine.cr_origin or ()))
        coroutine.close()
    return seen


print(switching(200))
sys.set_coroutine_origin_tracking_depth(0)
