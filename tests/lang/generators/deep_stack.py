# Many suspended generators at once, resumed in changing order.


def g(i):
    total = i
    while True:
        got = yield total
        total += i if got is None else got


many = [g(i) for i in range(200)]
for x in many:
    next(x)
for step in (1, 3, 7):
    for x in many[::step]:
        next(x)
for x in reversed(many):
    x.send(1)
print(sum(next(x) for x in many))
print([next(x) for x in many[:10]])
print([x.send(-i) for i, x in enumerate(many[-5:])])
