# Plugins found by a metaclass-free registry, configured from text, joined into a pipeline with lifecycle and statistics.
from contextlib import ExitStack, contextmanager
from collections import defaultdict, deque


class Plugin:
    plugins = {}
    options = {}

    def __init_subclass__(cls, *, name=None, abstract=False):
        if not abstract:
            key = name or cls.__name__.lower()
            if key in Plugin.plugins:
                raise TypeError(f"two plugins are called {key!r}")
            Plugin.plugins[key] = cls
        cls.options = {**cls.__mro__[1].options, **cls.__dict__.get("options", {})}

    def __init__(self, **given):
        unknown = given.keys() - self.options.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no option {', '.join(sorted(unknown))}")
        self.__dict__.update({**self.options, **given})

    def process(self, source):
        raise NotImplementedError(f"{type(self).__name__}.process")

    def open(self):
        return Untouched(self)


class Untouched:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        return self.value

    def __exit__(self, *details):
        return False


class PerItem(Plugin, abstract=True):
    options = {"skip_errors": False}

    def process(self, source):
        for item in source:
            try:
                yield self.item(item)
            except ValueError:
                if not self.skip_errors:
                    raise


class Number(PerItem):
    def item(self, text):
        return int(text)


class Scale(PerItem, name="scale-by"):
    options = {"factor": 2}

    def item(self, n):
        return n * self.factor


class Batch(Plugin):
    options = {"size": 3}

    def process(self, source):
        batch = deque(maxlen=self.size)
        for item in source:
            batch.append(item)
            if len(batch) == self.size:
                yield tuple(batch)
                batch.clear()
        if batch:
            yield tuple(batch)


class Unique(Plugin):
    options = {"key": "value"}

    def process(self, source):
        seen = set()
        for item in source:
            key = item if self.key == "value" else item % 10
            if key not in seen:
                seen.add(key)
                yield item


class Spool(Plugin):
    options = {"limit": 100}

    @contextmanager
    def open(self):
        self.store = []
        events.append("spool open")
        try:
            yield self
        except OverflowError as error:
            events.append(f"spool full: {error}")
        finally:
            events.append(f"spool closed with {len(self.store)}")

    def process(self, source):
        for item in source:
            if len(self.store) == self.limit:
                raise OverflowError(self.limit)
            self.store.append(item)
            yield item


events = []


def parse(text):
    for line in text.strip().splitlines():
        name, *settings = line.split()
        try:
            plugin = Plugin.plugins[name]
        except KeyError:
            close = [known for known in Plugin.plugins if known[0] == name[0]]
            raise LookupError(f"no plugin {name!r}" + (f", perhaps {close[0]!r}" if close else "")) from None
        yield plugin(**{key: int(value) if value.isdigit() else value for key, value in (s.split("=") for s in settings)})


def counted(source, name, stats):
    for item in source:
        stats[name] += 1
        yield item


def run(text, source):
    stats = defaultdict(int)
    out = []
    with ExitStack() as stack:
        stack.callback(events.append, "all closed")
        flow = iter(source)
        for plugin in parse(text):
            plugin = stack.enter_context(plugin.open())
            flow = counted(plugin.process(flow), type(plugin).__name__, stats)
        for item in flow:
            out.append(item)
        events.append("finished")
    return out, dict(stats)


WORDS = "3 14 15 92 x 65 35 89 79 3 23 84 62".split()
print(run("number skip_errors=1\nunique\nscale-by factor=10\nbatch", WORDS))
print(run("number skip_errors=1\nunique key=digit\nspool\nbatch size=4", WORDS), events)
events.clear()
print(run("number skip_errors=1\nspool limit=5", WORDS), events)
for text in ("numbers", "zip", "scale-by speed=3", "number", "batch size=x"):
    events.clear()
    try:
        print(run(text, WORDS))
    except (LookupError, TypeError, ValueError) as error:
        print(type(error).__name__, error, events)
print(sorted(Plugin.plugins), Batch.options, Scale.options, Plugin.options)
try:
    class Again(PerItem, name="batch"):
        pass
except TypeError as error:
    print(error)
try:
    class Lazy(Plugin):
        pass
    list(Lazy().process([]))
except NotImplementedError as error:
    print(error)
print(run("scale-by\nscale-by factor=3\nbatch size=50\nspool", range(200))[1])
