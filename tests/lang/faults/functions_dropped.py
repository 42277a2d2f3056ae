# Functions that are made, get hot and are dropped take their machine code along.
# jit: threshold=2
# expect-jit: regions>=20 live_regions=0 live_code_bytes=0 live_code_objects<=1
import gc

SOURCE = """
def count(n):
    i = 0
    while i < n:
        yield i * k
        i += 1

def run(n):
    total = 0
    for x in count(n):
        total += x
    return total
"""


def make_and_run(k):
    scope = {"k": k}
    exec(SOURCE, scope)
    return scope["run"](60)


total = 0
k = 0
while k < 40:
    total += make_and_run(k)
    k += 1
print(total)
gc.collect()
