# S06 match statement, walrus, augmented assignment and star-unpacking with yields
# skip: the 'match' statement is not supported
def g():
    while True:
        match (yield):
            case {"k": v}: print("map", v)
            case [a, *b]: print("seq", a, b)
            case str(s) if (n := len(s)) > 2: print("str", s, n)
            case None: return "none"
            case _: print("other")
x = g()
next(x)
for v in ({"k": 1}, [1, 2, 3], "abc", "a", 5):
    x.send(v)
try: x.send(None)
except StopIteration as e: print(e.value)
