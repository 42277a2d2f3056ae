# Globals and builtins that machine code relies on are rebound under names that are not interned.
# jit: threshold=2
# expect-jit: regions>=1
SCALE = 3


def numbers(n):
    for i in range(n):
        yield i * SCALE


def run(n, name, value):
    total = 0
    for x in numbers(n):
        total += x + len("ab")
        if x > 60 and name:
            globals()["".join(name)] = value
            name = None
    return total


print(run(30, None, None))
print(run(30, ["SC", "ALE"], 5), SCALE)
print(run(30, ["l", "en"], lambda text: 100))
print(len("ab"))
