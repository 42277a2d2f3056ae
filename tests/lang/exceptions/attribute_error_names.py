# An AttributeError that code raises while an attribute is looked up gets the name and the object, unless it has them.
# exit: 1
import types


class Property:
    @property
    def one(self):
        raise AttributeError("by hand")

    @property
    def other(self):
        return self.missing

    @property
    def named(self):
        raise AttributeError("named", name="mine")

    @property
    def owned(self):
        raise AttributeError("owned", obj=3)

    @property
    def nothing(self):
        raise AttributeError("nothing", name=None)

    @property
    def wrong(self):
        raise ValueError("other")


class Hook:
    def __getattr__(self, name):
        raise AttributeError(f"hook {name}")


class All:
    def __getattribute__(self, name):
        raise AttributeError(f"all {name}")


class Descriptor:
    def __get__(self, obj, cls):
        raise AttributeError("descriptor")


class Own(AttributeError):
    pass


class Holder:
    d = Descriptor()

    @property
    def own(self):
        raise Own("derived")


class Meta(type):
    def __getattr__(cls, name):
        raise AttributeError("meta " + name)


class Cls(metaclass=Meta):
    d = Descriptor()


module = types.ModuleType("m")


def hook(name):
    raise AttributeError("of the module: " + name)


module.__getattr__ = hook
kept = AttributeError("kept")


class Keeps:
    @property
    def same(self):
        raise kept


def show(look_up, obj):
    try:
        look_up(obj)
    except AttributeError as error:
        print(type(error).__name__, error, "|", error.name, error.obj is obj, error.obj if isinstance(error.obj, int) else "")
    except ValueError as error:
        print("ValueError", error)


show(lambda o: o.one, Property())
show(lambda o: getattr(o, "one"), Property())
show(lambda o: o.other, Property())
show(lambda o: o.named, Property())
show(lambda o: o.owned, Property())
show(lambda o: o.nothing, Property())
show(lambda o: o.wrong, Property())
print(hasattr(Property(), "one"), getattr(Property(), "one", "default"))
show(lambda o: o.x, Hook())
show(lambda o: o.x(1), Hook())
show(lambda o: o.x, All())
show(lambda o: o.d, Holder())
show(lambda o: o.own, Holder())
show(lambda o: o.d, Holder)
show(lambda o: o.abc, Cls)
show(lambda o: o.d, Cls)
show(lambda o: o.zz, module)
show(lambda o: o.same, Keeps())
first = kept.obj
show(lambda o: o.same, Keeps())
print(kept.obj is first)
show(lambda o: setattr(o, "one", 1), Property())
try:
    raise AttributeError("plain")
except AttributeError as error:
    print(error.name, error.obj)


class Spelt:
    value = 1

    @property
    def valeu(self):
        raise AttributeError("no such value")


Spelt().valeu
