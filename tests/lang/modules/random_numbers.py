# The numbers that seeds give, bit for bit.
import random


def show(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


for seed in (0, 1, 42, -42, 2**40, 2**100 + 7, "text", "", "é", b"bytes", True):
    random.seed(seed)
    print(repr(seed), random.random(), random.random(), random.getrandbits(40))
random.seed("text", version=1)
print(random.random())
random.seed(b"text", version=1)
print(random.random())
for seed in ((1,), [1], {}, object):
    show("seed", lambda: random.seed(seed))

random.seed(2026)
print([random.randrange(10) for _ in range(20)])
print([random.randrange(5, 50, 7) for _ in range(8)], [random.randrange(50, 5, -7) for _ in range(8)])
print([random.randint(-3, 3) for _ in range(12)], random.randint(2**70, 2**70 + 5), random.randrange(10**30))
print([random.choice("abcdef") for _ in range(6)], random.choice([7]), random.choice((1, 2)), random.choice(range(100)))
x = list(range(20))
random.shuffle(x)
print(x)
print(random.sample(range(1000), 5), random.sample("abcdefgh", 8), random.sample(list(range(10)), 0), random.sample(range(10**6), 30))
print(random.sample(["red", "blue"], counts=[4, 2], k=5))
print(random.choices("abc", k=8), random.choices("abc", [1, 5, 2], k=8), random.choices("abc", cum_weights=[1, 1, 3], k=5))
print([random.uniform(1, 10) for _ in range(3)], random.uniform(2.5, -1), random.uniform(1, 2.5))
print([random.gauss() for _ in range(3)], random.gauss(10, 2), random.gauss(mu=1, sigma=0.5), random.gauss(5))
print([random.normalvariate() for _ in range(2)], random.normalvariate(100, 15), random.normalvariate(sigma=2))
print(random.expovariate(), random.expovariate(2), random.expovariate(0.25))
print(random.triangular(), random.triangular(1, 5), random.triangular(1, 5, 2), random.triangular(3, 3, 3))
print(random.betavariate(2, 3), random.betavariate(0.5, 0.5), random.gammavariate(2, 3), random.gammavariate(1, 2), random.gammavariate(0.5, 1))
print(random.lognormvariate(0, 1), random.vonmisesvariate(1, 4), random.vonmisesvariate(0, 0), random.paretovariate(3), random.weibullvariate(1, 2))
print([random.binomialvariate(10, 0.3) for _ in range(5)], [random.binomialvariate(1000, 0.4) for _ in range(5)], random.binomialvariate(), random.binomialvariate(5, 0), random.binomialvariate(5, 1), random.binomialvariate(50, 0.9))
print(random.randbytes(10), random.getrandbits(0), random.getrandbits(1), random.getrandbits(33), random.getrandbits(64), random.getrandbits(100), random.getrandbits(1000) % 10**20)

state = random.getstate()
first = [random.random() for _ in range(5)] + [random.gauss()]
random.setstate(state)
print(first == [random.random() for _ in range(5)] + [random.gauss()], state[0], len(state[1]), state[2] is None)

r = random.Random(5)
s = random.Random(5)
print([r.random() == s.random() for _ in range(3)], r.randint(1, 6), r.getstate() == s.getstate())
r.gauss()
print(r.gauss_next is None, r.getstate()[2] == r.gauss_next)
t = random.Random()
t.setstate(r.getstate())
print(t.gauss() == r.gauss(), t.random() == r.random())


class Counter(random.Random):
    def __init__(self, seed=None):
        super().__init__(seed)
        self.calls = 0

    def random(self):
        self.calls += 1
        return super().random()


c = Counter(3)
print(c.random(), c.randrange(10), c.choice("xyz"), c.uniform(1, 2), c.gauss(), c.sample(range(5), 2), c.calls)
x = [1, 2, 3, 4]
c.shuffle(x)
print(x, c.calls, c.randint(1, 100), c.expovariate(1), c.normalvariate(0, 1), c.calls)


class Bits(random.Random):
    n = 0

    def getrandbits(self, k):
        self.n += 1
        return self.n % (1 << k)


b = Bits(1)
print([b.randrange(10) for _ in range(8)], b.choice("abc"), b.n, b.random() < 1)


class Plain(random.Random):
    def extra(self):
        return self.randint(1, 1000)


print(Plain(9).extra(), random.Random(9).randint(1, 1000))
system = random.SystemRandom()
print(0 <= system.random() < 1, 0 <= system.randrange(10) < 10, system.choice("a"), len(system.randbytes(5)), system.getrandbits(8) < 256)
show("state of system", system.getstate)

for call in ("randrange(0)", "randrange(-3)", "randrange(3, 2)", "randrange(1, 5, 0)", "randrange(5, 1, 2)", "randrange(1.5)", "randrange('a')", "randrange(5, step=2)",
             "randint(3, 2)", "randint(1.0, 2)", "choice([])", "choice({})", "choice(5)", "shuffle((1, 2))", "sample([1], 2)", "sample({1}, 1)", "sample([1], -1)",
             "sample([1, 2], 1, counts=[1])", "sample([1], 1, counts=[1.5])", "choices([], k=1)", "choices([1, 2], [1])", "choices([1], [0])", "choices([1, 2], 3)", "choices([1], [1], cum_weights=[1])",
             "choices([1], [float('inf')])", "getrandbits(-1)", "getrandbits('x')", "gammavariate(0, 1)", "binomialvariate(-1)", "binomialvariate(2, 1.5)", "expovariate(0)",
             "setstate((4, 1, 2))", "setstate((3, (1, 2), None))", "setstate((3, [1], None))", "random(1)", "uniform(1)", "uniform('a', 2)", "gauss('a')", "uniform(1, 2, 3)", "shuffle()", "randbytes(-1)"):
    show(call, lambda: eval("random." + call))
