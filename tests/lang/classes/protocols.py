# Iteration, containment, subscripts, truth and calls by user-defined methods.


class Old:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * i


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1

    def __len__(self):
        return self.n


class Table:
    def __init__(self):
        self.log = []

    def __getitem__(self, key):
        self.log.append(("get", key))
        return 5

    def __setitem__(self, key, value):
        self.log.append(("set", key, value))

    def __delitem__(self, key):
        self.log.append(("del", key))


print(list(Old()), 4 in Old(), 5 in Old(), [*Old()])
print(list(Countdown(3)), sum(Countdown(4)), bool(Countdown(0)), 2 in Countdown(3))
t = Table()
t[1] = 2
t[1:2] += 3
t["a", ...] = None
del t[::2]
print(t.log)


class Missing:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return "made " + name

    def __setattr__(self, name, value):
        super().__setattr__(name.upper(), value)


m = Missing()
m.low = 1
print(m.anything, m.LOW, m.low, hasattr(m, "_x"), m.__dict__)
