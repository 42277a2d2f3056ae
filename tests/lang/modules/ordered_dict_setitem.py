# A subclass of OrderedDict with a __setitem__ of its own: the constructor and update() go through it.
from collections import OrderedDict


class Logged(OrderedDict):
    def __setitem__(self, key, value):
        log.append((key, value))
        super().__setitem__(key, value * 2)
        self.move_to_end(key, last=False)


class Recent(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > 3:
            self.popitem(last=False)


class Keyed:
    def keys(self):
        return iter("xy")

    def __getitem__(self, key):
        return key * 3


log = []
logged = Logged([(1, 2), "ab"], c=3)
logged.update([(4, 5)], b=6)
logged.update({7: 8})
logged.update(Keyed())
print(list(logged.items()), log)
recent = Recent((n, n * n) for n in range(2000))
recent.update({n: -n for n in range(3000, 3005)})
print(recent, len(recent))
for bad in ([1], [(1,)], [(1, 2, 3)], 5):
    try:
        recent.update([(9, 9)], z=0)
        Recent(bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error, list(recent))
