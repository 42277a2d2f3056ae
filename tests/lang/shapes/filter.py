# A filter: its two ways are joined, not copied.
# jit: threshold=10
# expect-jit: adopted>=2
# loop-of: run
# loop-has: branch ...
# loop-lacks: load_val store call box_int inc dec guard_int guard_type pending


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def some(src):
    for x in src:
        if x % 3:
            yield x


def run(n):
    total = 0
    for x in some(count(n)):
        total += x
    return total


print(run(5000))
