# What a match statement does to its subject, in which order, and what remains of it.
class Noisy:
    def __init__(self, name, **attributes):
        self.name = name
        self.__dict__.update(attributes)

    def __eq__(self, other):
        print("eq", self.name, other)
        return self.name == other

    def __getattr__(self, name):
        print("getattr", name)
        raise AttributeError(name)

    def __del__(self):
        print("del", self.name)


class Meta(type):
    def __instancecheck__(cls, instance):
        print("instancecheck", cls.__name__)
        return cls.answer

    def __getattribute__(cls, name):
        if name == "__match_args__":
            print("match_args of", type.__getattribute__(cls, "__name__"))
        return super().__getattribute__(name)


class Never(metaclass=Meta):
    answer = False


class Always(metaclass=Meta):
    answer = True
    __match_args__ = ("real", "missing")


def run(x):
    match x:
        case "first":
            return 1
        case "second" | "third":
            return 2
        case Never():
            return 3
        case Always(real, missing):
            return 4
        case Always(real):
            return 5, real
        case Noisy(colour="red") | Noisy(shape="round"):
            return 6
        case Noisy(name=name) if print("guard", name) or name == "guarded":
            return 7
        case _:
            return 8


print(run("first"), run("third"), run(5), run(None))
print(run(Noisy("second")))
print(run(Noisy("x", colour="blue", shape="round")))
print(run(Noisy("guarded")))
print(run(Noisy("none of these")))


def partial(x):
    # A pattern that fails binds nothing; one whose guard fails does.
    a = b = c = "unbound"
    match x:
        case [a, b, 0]:
            return "first", a, b, c
        case [c, _, _] if c > 1:
            return "second", a, b, c
        case [_, _, _]:
            pass
    return "none", a, b, c


print(partial([1, 2, 0]), partial([2, 2, 1]), partial([1, 2, 3]), partial([1]))


def in_loop(items):
    for item in items:
        match item:
            case "skip":
                continue
            case "stop":
                break
            case {"raise": message}:
                raise ValueError(message)
            case [*parts]:
                yield from parts
            case int() | float() as number if number > 0:
                received = yield number
                if received:
                    match received:
                        case ("double", n):
                            yield n * 2
                        case _:
                            yield received
        yield item
    else:
        yield "end"


print(list(in_loop([1, "skip", -1, [2, 3], "x"])))
print(list(in_loop([1, "stop", 2])))
g = in_loop([1, 2.5])
print(next(g), g.send(("double", 21)), next(g), next(g), g.send("other"), list(g))
try:
    list(in_loop([{"raise": "asked for"}]))
except ValueError as error:
    print(error)


class Mapping(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)

    def __contains__(self, key):
        print("contains", key)
        return super().__contains__(key)

    def __getitem__(self, key):
        print("getitem", key)
        return super().__getitem__(key)

    def __missing__(self, key):
        print("missing", key)
        return 0

    def keys(self):
        print("keys")
        return super().keys()


match Mapping(a=1, b=2, c=3):
    case {"z": _}:
        print("z")
    case {"a": 1, "b": b, **rest}:
        print(b, rest, type(rest))


class Sized:
    """Registered as a sequence: measured and indexed."""

    def __init__(self, *items):
        self.items = items

    def __len__(self):
        print("len")
        return len(self.items)

    def __getitem__(self, index):
        print("getitem", index)
        return self.items[index]


from collections.abc import Sequence

match Sized(1, 2, 3):
    case [*_]:
        print("a sequence already")
    case _:
        print("not yet")
Sequence.register(Sized)
match Sized(1, 2, 3):
    case [_, _]:
        print("two")
    case [first, *_, last]:
        print(first, last)
match Sized(1, 2):
    case [_, 3]:
        print("three")
    case [a, b]:
        print(a, b)
match Sized(1, 2):
    case [_, _]:
        print("not looked at")


def scope():
    match [1, [2, 3]]:
        case [x, [y, *z]]:
            pass
    return sorted(locals().items()), [lambda: x, lambda: (y, z)]


print(scope()[0], [f() for f in scope()[1]])


class Body:
    match "class scope":
        case str(text):
            size = len(text)


print(Body.text, Body.size)
match 5:
    case match:
        print(match)
match (case := 6), 7:
    case (case, _):
        print(case)
match = {"soft": 1}
match["case"] = 2
print(match)
