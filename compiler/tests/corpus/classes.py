"""Classes: methods, inheritance, super, private names, metaclasses."""


class Base:
    kind = 'base'

    def __init__(self, value):
        self.value = value
        self.__hidden = 1

    def get(self):
        return self.value

    @property
    def twice(self):
        return 2 * self.value


class Derived(Base, metaclass=type):
    """A docstring
    of two lines.
    """
    items = [kind for kind in (1, 2, 3)]

    def get(self):
        return super().get() + 1

    def old_style(self):
        return super(Derived, self).get()

    def cls(self):
        return __class__, super

    class Inner:
        def method(self, *args):
            self.a, (self.b, *self.c) = args
            return self.__hidden

    if items:
        def conditional(self): pass
    else:
        other = lambda self: self.__hidden


def local_class(base, name):
    class Local(base):
        attribute = name
        name = name
        def show(self):
            return name, attribute
    return Local


class Empty(*[Base], **{}): pass


for scope in range(3):
    class Loop:
        level = scope
        def __iter__(self):
            yield from (level for level in range(self.level))
