# A coroutine that is sent floats.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: %... = fdiv ...
# loop-lacks: store call box_float box_int inc dec guard_float guard_type


def averager():
    total = 0.0
    count = 0
    average = 0.0
    while True:
        x = yield average
        total += x
        count += 1
        average = total / count


def run(n):
    co = averager()
    next(co)
    acc = 0.0
    for i in range(n):
        acc += co.send((i & 1023) * 0.5)
    co.close()
    return acc


print(run(5000))
