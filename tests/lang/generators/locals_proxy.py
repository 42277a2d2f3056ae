# f_locals of a suspended generator is live and writable in both directions.


def g():
    a = 1
    b = [2]
    while True:
        yield a, b


x = g()
print(next(x))
proxy = x.gi_frame.f_locals
print(sorted(proxy), proxy["a"], "zz" in proxy, len(proxy))
proxy["a"] = "written"
proxy["b"].append(3)
print(next(x))
x.gi_frame.f_locals["b"] = None
print(next(x), dict(proxy))
proxy["extra"] = 9
print(proxy["extra"], sorted(x.gi_frame.f_locals))
