# Endless recursion through special methods ends in RecursionError.
# oracle: native


class R:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __hash__(self):
        return hash(self)

    def __iter__(self):
        return iter(self)

    def __len__(self):
        return len(self)

    def __add__(self, other):
        return self + other

    def __getitem__(self, i):
        return self[i]

    def __call__(self):
        return self()

    def __bool__(self):
        return not self

    def __contains__(self, x):
        return x in self


r = R()
for name, act in {
    "repr": lambda: repr(r),
    "eq": lambda: r == r,
    "hash": lambda: hash(r),
    "iter": lambda: iter(r),
    "len": lambda: len(r),
    "add": lambda: r + 1,
    "getitem": lambda: r[0],
    "call": lambda: r(),
    "bool": lambda: bool(r),
    "contains": lambda: 1 in r,
    "str in list": lambda: str([r]),
    "dict": lambda: {r: 1},
    "sort": lambda: [x for x in r],
}.items():
    try:
        act()
        print(name, "ended")
    except RecursionError:
        print(name, "RecursionError")
