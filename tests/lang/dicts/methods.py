# The methods and views of dict, in insertion order.
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 9
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()), len(d), "a" in d, 2 in d.values(), ("a", 2) in d.items())
print(d.get("a"), d.get("z"), d.get("z", 0), d.pop("a"), d.pop("z", None), d, d.setdefault("n", []), d.setdefault("b", 5), d)
d["a"] = "again"
print(d, d.popitem(), d, d.update({"x": 1, "b": 2}), d, d.update(k=5), d.update([("p", 1), ["q", 2]]), d)
print(d | {"b": 0}, {**d, "b": 1} == d, d.copy() == d, dict(a=1, b=2), dict([(1, 2)]), dict({1: 2}, c=3), dict(), {1: 2} == {1: 2.0})
del d["b"]
print(d, d.clear(), d, bool(d), dict.fromkeys("ab", 0), {k: v for k, v in zip("ab", (1, 2))}, {1: 1, True: 2})
print({1, 2} & {1: 0}.keys(), {1: 0, 2: 0}.keys() - {1}, list(reversed({"x": 1, "y": 2})), {"a": 1}.keys() == {"a"})
d = {}
d["self"] = d
print(d, {(1, 2): "t", None: 0, 1.5: 1, "s": 2})
for bad in (lambda: {}["k"], lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict(5), lambda: dict([1]), lambda: {} < {}):
    try:
        bad()
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
