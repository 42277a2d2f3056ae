# Resources that nobody closes: generators collected in the middle of try, cycles, resurrection, weak references, unraisable errors.
import gc
import sys
import weakref
from collections import Counter
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice

log = []
unraisable = []


def remember(details):
    unraisable.append(f"{details.exc_type.__name__}: {details.exc_value} | {details.err_msg}"
                      f" | {getattr(details.object, '__qualname__', type(details.object).__name__)}")


sys.unraisablehook = remember


class File:
    opened = Counter()

    def __init__(self, name):
        self.name, self.position, self.closed = name, 0, False
        File.opened["open"] += 1

    def close(self):
        if not self.closed:
            self.closed = True
            File.opened["open"] -= 1
            File.opened["closed"] += 1

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        self.position += 1
        if self.position > 100:
            raise StopIteration
        return self.name + str(self.position)


def lines(name):
    with File(name) as file:
        yield from file


def noisy(name, fails=None):
    try:
        log.append("start " + name)
        yield from range(1000)
    except GeneratorExit:
        log.append("exit " + name)
        if fails == "exit":
            raise RuntimeError(name + " fails when closed")
        raise
    finally:
        log.append("finally " + name)
        if fails == "finally":
            raise ValueError(name + " fails at the end")
        if fails == "yield":
            yield "not now"


def show(title):
    print(f"{title}: {log} {unraisable} {dict(File.opened)}")
    log.clear()
    unraisable.clear()


def first(source):
    for item in source:
        return item


print([first(lines(name)) for name in "abc"], sum(len(first(lines(f"f{i}"))) for i in range(500)))
show("files")
first(noisy("plain"))
first(noisy("loud", "exit"))
first(noisy("late", "finally"))
first(noisy("stubborn", "yield"))
show("abandoned")
source = noisy("rebound")
next(source)
source = None
show("rebound")
noisy("never started", "exit")
show("never started")

# Order: the innermost of a chain goes first, then those around it.


def around(name, source):
    try:
        yield from source
    finally:
        log.append("around " + name)


chain = around("outer", around("middle", noisy("inner")))
print(next(chain), next(chain))
del chain
show("chain")
zipped = zip(noisy("left"), noisy("right", "finally"), (n for n in noisy("third")))
print(next(zipped))
del zipped
show("zip")


class Node:
    def __init__(self, name):
        self.name, self.source, self.me = name, None, self

    def walk(self):
        try:
            while True:
                yield self.name
        finally:
            log.append(f"walk of {self.name} ends")

    def __del__(self):
        log.append(f"del {self.name}")


gc.collect()
gc.disable()
for i in range(3):
    node = Node(f"n{i}")
    node.source = node.walk()
    next(node.source)
del node
gc.collect()
log.sort()
show("cycles")


class Phoenix:
    ashes = []

    def __init__(self):
        self.lives = 3
        self.source = self.song()
        next(self.source)

    def song(self):
        try:
            yield
        finally:
            log.append("song ends")

    def __del__(self):
        self.lives -= 1
        Phoenix.ashes.append(self)


Phoenix()
gc.collect()
bird = Phoenix.ashes.pop()
print(bird.lives, bird.source.gi_frame is not None, gc.is_finalized(bird))
del bird
gc.collect()
show(f"phoenix {len(Phoenix.ashes)}")
Phoenix.ashes.clear()
gc.collect()
show("phoenix gone")


def observed(n):
    for i in range(n):
        token = type("Token", (), {})()
        weakref.finalize(token, log.append, f"token {i} of {n}")
        yield i


print(list(islice(observed(5), 2)))
show("tokens")
generator = noisy("weak")
reference = weakref.ref(generator, lambda r: log.append(f"callback {r() is None}"))
next(reference())
del generator
show(f"weak {reference() is None}")


class Cache(weakref.WeakValueDictionary):
    def get_or_make(self, key):
        value = self.get(key)
        if value is None:
            value = self[key] = File(f"cache {key}")
        return value


cache, held = Cache(), []
for i in range(600):
    file = cache.get_or_make(i * i % 37)
    if i % 50 == 0:
        held.append(file)
print(len(cache), sorted(file.name for file in cache.values())[:3], sum(f.closed for f in held))
del file
print(len(cache), len({id(f) for f in held}))


@contextmanager
def transaction(name):
    log.append("begin " + name)
    try:
        yield name
    except ValueError as error:
        log.append(f"rollback {name}: {error}")
    else:
        log.append("commit " + name)
    finally:
        log.append("end " + name)


def work(fail):
    with transaction("t" + fail), closing(noisy("inside " + fail)) as numbers:
        for number in numbers:
            if number == 2 and fail:
                raise ValueError(fail)
            yield number


print(list(islice(work(""), 4)), list(work("boom")))
show("transactions")
counts = Counter()
for round in range(300):
    sources = [noisy(f"{round} {k}", ("exit", "finally", "yield", None)[k]) for k in range(4)]
    for source in sources[: round % 5]:
        next(source)
    del sources, source
    counts.update(entry.split()[0] for entry in log)
    counts.update(entry.split(":")[0] for entry in unraisable)
    log.clear()
    unraisable.clear()
    source = None
print(sorted(counts.items()))
hooks = [partial(log.append, f"hook {i}") for i in range(3)]
holder = type("Holder", (), {})()
finalizers = [weakref.finalize(holder, hook) for hook in hooks]
print([f.alive for f in finalizers], finalizers[1](), finalizers[0].detach() is not None, [f.alive for f in finalizers])
del holder
show("hooks")
sys.unraisablehook = sys.__unraisablehook__
