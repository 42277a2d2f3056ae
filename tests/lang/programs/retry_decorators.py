# Decorators that matter to generators: memoising, retrying, timing by a fake clock, tracing, pipelines by |.


class Clock:
    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        self.now += seconds


clock = Clock()


def wraps(function):
    def mark(wrapper):
        wrapper.__name__, wrapper.__doc__, wrapper.__wrapped__ = function.__name__, function.__doc__, function
        return wrapper
    return mark


def retry(times=3, wait=1.0, on=(Exception,)):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            delay = wait
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except on as error:
                    if attempt == times:
                        raise RuntimeError(f"{function.__name__} failed {times} times") from error
                    clock.sleep(delay)
                    delay *= 2
        return wrapper
    return decorate


def memo(function):
    cache = {}

    @wraps(function)
    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
            wrapper.misses += 1
        else:
            wrapper.hits += 1
        return cache[args]
    wrapper.hits = wrapper.misses = 0
    wrapper.forget = cache.clear
    return wrapper


def replay(function):
    """The generator runs once an argument; later calls read what it gave."""
    runs = {}

    @wraps(function)
    def wrapper(*args):
        if args not in runs:
            runs[args] = function(*args), []
        source, seen = runs[args]
        i = 0
        while True:
            if i == len(seen):
                item = next(source, runs)
                if item is runs:
                    return
                seen.append(item)
            yield seen[i]
            i += 1
    return wrapper


def traced(log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            log.append(f"-> {function.__name__}{args}")
            value = yield from function(*args, **kwargs)
            log.append(f"<- {function.__name__} {value!r}")
            return value
        return wrapper
    return decorate


class Stage:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        return Stage(lambda source: self.function(source, *args, **kwargs))

    def __ror__(self, source):
        return self.function(source)

    def __or__(self, other):
        if not isinstance(other, Stage):
            return NotImplemented
        return Stage(lambda source: other.function(self.function(source)))


@Stage
def keep(source, test):
    return (x for x in source if test(x))


@Stage
def apply(source, function):
    for x in source:
        yield function(x)


@Stage
def first(source, n):
    for _, x in zip(range(n), source):
        yield x


total = Stage(sum)


class Flaky:
    def __init__(self, failures):
        self.failures = failures

    @retry(times=4, wait=0.5, on=(OSError, KeyError))
    def fetch(self, key):
        """Fetches."""
        if self.failures:
            raise self.failures.pop()
        return f"value of {key}"


print(Flaky([OSError("down"), KeyError("k")]).fetch("a"), clock.now)
for failures in ([OSError(i) for i in range(4)], [ValueError("no retry")]):
    try:
        Flaky(failures).fetch("b")
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error, repr(error.__cause__), clock.now)
print(Flaky.fetch.__name__, Flaky.fetch.__doc__, Flaky.fetch.__wrapped__ is not Flaky.fetch)


@memo
def ways(n, coins=(1, 2, 5, 10, 20, 50)):
    if n == 0:
        return 1
    if n < 0 or not coins:
        return 0
    return ways(n - coins[-1], coins) + ways(n, coins[:-1])


print(ways(100), ways.misses, ways.hits)
ways.forget()
print(ways(10), ways.misses)
pulls = []


@replay
def squares(n):
    for i in range(n):
        pulls.append(i)
        yield i * i


a, b = squares(5), squares(5)
print(next(a), next(b), next(b), list(a), list(b), pulls, list(squares(5)), len(pulls))
log = []


@traced(log)
def leaf(n):
    got = yield n
    return got * 2


@traced(log)
def root(n):
    result = 0
    for i in range(n):
        result += yield from leaf(i)
    return result


g = root(3)
print(next(g), g.send(10), g.send(20))
try:
    g.send(30)
except StopIteration as stop:
    print(stop.value)
print(*log, sep="\n")
pipeline = keep(lambda x: x % 3 == 0) | apply(lambda x: x * x)
print(range(20) | pipeline | total, list(range(1, 10**9) | pipeline | first(4)), "abc" | apply(str.upper) | Stage("".join))
try:
    pipeline | 3
except TypeError as error:
    print(error)
print(sum(range(n) | pipeline | total for n in range(60)))
