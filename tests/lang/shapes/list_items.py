# A list of ints through a generator: the items are loaded, not counted.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: %... = untag_int ...
# loop-lacks: call store box_int inc dec inc_any dec_any


def items(values):
    for x in values:
        yield x


def run(values):
    total = 0
    for x in items(values):
        total += x
    return total


print(run(list(range(4000))))
