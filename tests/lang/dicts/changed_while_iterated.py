# A dict that changes size under its iterator says so; same size is allowed.


def attempt(change):
    d = {i: i for i in range(4)}
    seen = []
    try:
        for k in d:
            seen.append(k)
            change(d, k)
    except RuntimeError as error:
        print(seen, error)
    else:
        print(seen, d)


attempt(lambda d, k: d.pop(k))
attempt(lambda d, k: d.update({k + 100: 0}))
attempt(lambda d, k: d.update({k: "new"}))
attempt(lambda d, k: d.clear())
attempt(lambda d, k: (d.pop(k), d.update({k: 1})) if k == 3 else None)
d = {1: 2}
it = iter(d.items())
d[3] = 4
try:
    next(it)
except RuntimeError as error:
    print(error)
keys = d.keys()
d[5] = 6
print(list(keys), len(keys))
for k in list(d):
    del d[k]
print(d)
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
