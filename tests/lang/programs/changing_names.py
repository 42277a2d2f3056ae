# Names that change their meaning while a hot loop uses them: globals, builtins, class attributes, methods, code, defaults, closures.
import builtins

scale = 2


def double(x):
    return x * scale


def run(n, event, at):
    total = 0
    for i in range(n):
        if i == at:
            event()
        total += double(i) + len(str(i))
    return total


def set_scale(value):
    global scale
    scale = value


def attempt(event, undo=None):
    try:
        return run(3000, event, 2500)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        if undo:
            undo()


def rebind_double():
    global double
    double = lambda x: x * scale + 1


original = double


def restore():
    global double, scale
    double, scale = original, 2
    builtins.__dict__.pop("len2", None)


print(attempt(lambda: None))
for value in (3, 2.5, "ab", None, 2**61, 2**70, True):
    print(repr(value)[:20], str(attempt(lambda: set_scale(value), restore))[:60])
print(attempt(rebind_double, restore))


def shadow_len():
    global len
    len = lambda s: 100


def unshadow():
    global len
    del len


print(attempt(shadow_len, unshadow), attempt(lambda: None))
real_len = builtins.len
builtins.len = lambda s: real_len(s) + 1
print(attempt(lambda: None))
print(attempt(lambda: setattr(builtins, "len", real_len)), attempt(lambda: setattr(builtins, "len", max), lambda: setattr(builtins, "len", real_len)))
real_str = str
print(attempt(lambda: setattr(builtins, "str", repr), lambda: setattr(builtins, "str", real_str)))
print(attempt(lambda: delattr(builtins, "str"), lambda: setattr(builtins, "str", real_str)))


def deleted():
    global scale
    del scale


print(attempt(deleted, restore))


class Point:
    step = 1

    def __init__(self, x):
        self.x = x

    def move(self):
        self.x += self.step
        return self.x

    @property
    def double(self):
        return self.x * 2


def drive(n, event, at):
    p, total = Point(0), 0
    for i in range(n):
        if i == at:
            event(p)
        total += p.move() + p.double
    return total


def trial(event):
    saved = {k: Point.__dict__[k] for k in ("step", "move", "double")}
    try:
        return drive(3000, event, 2000)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        for k, v in saved.items():
            setattr(Point, k, v)
        for k in ("__getattr__", "__getattribute__", "__setattr__"):
            if k in Point.__dict__:
                delattr(Point, k)


class Other:
    step = 7
    double = 3

    def move(self):
        return 1


def slot_in(p):
    Point.__getattribute__ = lambda self, name: 5 if name == "double" else object.__getattribute__(self, name)


def spy(p):
    def set(self, name, value):
        object.__setattr__(self, name, value % 1000)
    Point.__setattr__ = set


for event in (lambda p: None, lambda p: setattr(Point, "step", 5), lambda p: setattr(p, "step", 9), lambda p: setattr(p, "step", 0.5),
              lambda p: setattr(p, "x", "s"), lambda p: setattr(Point, "move", lambda self: -1), lambda p: setattr(p, "move", lambda: -2),
              lambda p: setattr(Point, "double", 4), lambda p: setattr(p, "__class__", Other), lambda p: delattr(Point, "double"),
              lambda p: p.__dict__.clear(), lambda p: p.__dict__.update(x=1000, step=3), lambda p: setattr(p, "__dict__", {"x": 5}), slot_in, spy,
              lambda p: setattr(Point, "step", property(lambda self: 11)), lambda p: setattr(Point, "move", Point.double)):
    print(trial(event))


def counter(n, box):
    for i in range(n):
        yield i * box[0]


def changing():
    def inner(x, y=1):
        return x + y
    total, out = 0, []
    for i in range(4000):
        if i == 1000:
            inner.__defaults__ = (10,)
        if i == 2000:
            inner.__code__ = (lambda x, y=1: x - y).__code__
        if i == 3000:
            inner.__defaults__ = None
        try:
            total += inner(i)
        except TypeError as error:
            out.append(str(error))
            inner.__defaults__ = (0.5,)
    return total, out


print(changing())
box = [1]
total = 0
for i, value in enumerate(counter(3000, box)):
    total += value
    if i == 1500:
        box[0] = 1.5
    if i == 2500:
        box[0] = 2**60
print(total)


def closures():
    cell = 1
    def get():
        return cell * 2
    def put(v):
        nonlocal cell
        cell = v
    total = []
    s = 0
    for i in range(3000):
        if i == 1000:
            put(3)
        if i == 2000:
            put(0.25)
        if i == 2990:
            total.append(s)
            s = ""
            put("z")
        s += get()
    return total, s


print(closures())
