# Five stages: source, map, filter, enumerate with tuples, take.
# jit: threshold=10
# expect-jit: adopted>=5
# loop-of: run
# loop-lacks: load_val store call box_int inc dec inc_any dec_any guard_int guard_type pending


def source(n):
    i = 0
    while i < n:
        yield i
        i += 1


def scale(src, k):
    for x in src:
        yield x * k + 1


def odd(src):
    for x in src:
        if x & 1:
            yield x


def number(src):
    i = 0
    for x in src:
        yield (i, x)
        i += 1


def take(src, limit):
    for pair in src:
        yield pair
        limit -= 1
        if limit == 0:
            return


def run(n):
    total = 0
    for i, x in take(number(odd(scale(source(n), 3))), n):
        total += i ^ x
    return total


print(run(5000))
