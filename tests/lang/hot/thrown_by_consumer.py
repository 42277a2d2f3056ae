# throw() from inside the consuming loop: the generator turns round and goes on.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def turns(n):
    i = 0
    step = 1
    while -5 < i < n:
        try:
            yield i
        except ValueError:
            step = -step
            yield "turned"
        i += step


def run(n, at):
    g = turns(n)
    total = 0
    marks = []
    for x in g:
        total += x
        if x == at:
            marks.append(g.throw(ValueError))
    return total, marks


print(run(40, 20))
print(run(20, 30))
