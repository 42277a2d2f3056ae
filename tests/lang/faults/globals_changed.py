# Globals deleted, re-made and shadowing builtins under hot code.
# jit: threshold=2
import builtins

value = 1


def run(n, act):
    out = []
    for i in range(n):
        if i == n // 2:
            act()
        try:
            out.append(value)
        except NameError as error:
            out.append(str(error))
    return out[0], out[-1], len(out)


def delete():
    global value
    del value


def remake():
    global value
    value = "again"


def by_dict():
    globals()["value"] = "by dict"


print(run(30, lambda: None))
print(run(30, delete))
print(run(30, remake))
print(run(30, by_dict))


def uses_builtin(n, act):
    out = []
    for i in range(n):
        if i == n // 2:
            act()
        out.append(abs(-i))
    return out[-1]


print(uses_builtin(30, lambda: None))
original = builtins.abs
print(uses_builtin(30, lambda: setattr(builtins, "abs", lambda x: "patched")))
builtins.abs = original
print(uses_builtin(30, lambda: globals().update(abs=lambda x: "global")))
del abs
print(uses_builtin(30, lambda: None))
