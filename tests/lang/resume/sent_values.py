# The value of each yield is sent; two running sums.
# jit: threshold=2
# expect-resume: sums


def sums():
    even = odd = 0
    while True:
        x = yield even
        even += x
        x = yield odd
        odd += x


for _ in range(3):
    g = sums()
    next(g)
    print([g.send(i) for i in range(40)][-4:])
