# __eq__ and __hash__ that change the dict, list or set that is being searched.


class Evil:
    def __init__(self, act, h=1):
        self.act = act
        self.h = h

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        act, self.act = self.act, None
        if act:
            act()
        return self is other


d = {}
keys = [Evil(None) for _ in range(3)]
for i, k in enumerate(keys):
    d[k] = i
probe = Evil(lambda: d.clear())
print(probe in d, len(d))
d[1] = "one"
probe = Evil(lambda: d.update({j: j for j in range(50)}))
print(d.get(probe), len(d))
a = [1, 2, 3, 4]
print(Evil(lambda: a.clear()) in a, a)
a = [Evil(None), Evil(lambda: a.clear()), Evil(None)]
try:
    print(a.index(7), a)
except ValueError as error:
    print(error, len(a))
a = [Evil(None), Evil(lambda: a.append(1))]
print(a.count(5), len(a))
a = [Evil(lambda: a.clear()), 1, 2]
b = [Evil(None), 1, 2]
print(a == b, len(a))
s = {Evil(None) for _ in range(4)}
print(Evil(lambda: s.clear()) in s, len(s))
