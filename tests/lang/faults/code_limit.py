# More loops and bodies than the code space holds: the ones not entered lately make room.
# jit: threshold=2 code-limit=65536
# expect-jit: evicted>=10 regions>=40


def make(number):
    names = {}
    exec(
        f"""
def numbers(n):
    for i in range(n):
        yield i + {number}

def total(n):
    result = 0
    for x in numbers(n):
        result += x
    return result

def firsts(n):
    one, two = numbers(n), numbers(n)
    return [x - y for x, y in zip(one, two)] + [next(numbers(n))]
""",
        names,
    )
    return names


modules = [make(number) for number in range(40)]
for turn in range(3):
    print(sum(names["total"](20) for names in modules), [names["firsts"](6)[-1] for names in modules[::7]])
for names in modules:
    for turn in range(4):
        names["total"](20)
        names["firsts"](6)
print(sum(names["total"](30) + sum(names["firsts"](9)) for names in modules))
