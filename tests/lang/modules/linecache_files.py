# linecache: lines of files, of modules' loaders and of code in no file; files that change or go.
import linecache
import os

NAME = f"linecache_probe_{os.getpid()}.txt"
FOLDER = os.environ.get("TMPDIR", "/tmp")
PATH = os.path.join(FOLDER, NAME)


def write(text, when):
    with open(PATH, "w") as file:
        file.write(text)
    os.utime(PATH, (when, when))


def entry():
    found = linecache.cache.get(PATH)
    return found and (found[0], found[1], found[2], found[3] == PATH)


try:
    write("one\ntwo\nthree", 1000)
    print(linecache.getlines(PATH), entry())
    print([linecache.getline(PATH, n) for n in (-1, 0, 1, 3, 4)])
    write("new\n", 1000)
    print(linecache.getlines(PATH))
    linecache.checkcache(PATH)
    print(entry(), linecache.getlines(PATH))
    write("now\n", 2000)
    linecache.checkcache()
    print(entry(), linecache.getlines(PATH), entry())
    linecache.checkcache("never seen")
    write("", 2000)
    print(linecache.updatecache(PATH))
    with open(PATH, "wb") as file:
        file.write(b"# coding: latin-1\r\n\xe9\r\nx")
    print(linecache.updatecache(PATH))
    with open(PATH, "wb") as file:
        file.write(b"\xe9\n")
    print(linecache.updatecache(PATH), PATH in linecache.cache)
    import sys
    sys.path.append(FOLDER)
    write("found on the path\n", 3000)
    print(linecache.getlines(NAME), linecache.cache[NAME][3] == PATH)
    sys.path.pop()
    linecache.getlines(PATH)
finally:
    os.remove(PATH)
print(entry()[2])
linecache.checkcache(PATH)
print(entry(), linecache.getlines(PATH))
linecache.clearcache()
print(linecache.cache)


class Loader:
    def __init__(self, text):
        self.text = text

    def get_source(self, name, *extra):
        print("asked for", name)
        if isinstance(self.text, Exception):
            raise self.text
        return self.text


class Spec:
    def __init__(self, name, loader):
        self.name, self.loader = name, loader


for text in ("a\nb", None, ImportError("no"), OSError("gone"), ""):
    scope = {"__name__": "m", "__loader__": Loader(text)}
    print(linecache.lazycache("made/up.py", scope), len(linecache.cache["made/up.py"]))
    print(linecache.lazycache("made/up.py", None))
    linecache.checkcache("made/up.py")
    print(linecache.getlines("made/up.py"), linecache.cache.pop("made/up.py", None))
    print(linecache.getlines("made/up.py", scope), linecache.cache.pop("made/up.py", None))
print(linecache.lazycache("other.py", {"__name__": "x", "__spec__": Spec("real", Loader("z"))}), linecache.getline("other.py", 1))
for name, scope in (("", {"__name__": "m", "__loader__": Loader("")}), ("<string>", {"__name__": "m", "__loader__": Loader("")}),
                    ("n.py", None), ("n.py", {}), ("n.py", {"__name__": "m"}), ("n.py", {"__name__": "m", "__loader__": None})):
    print(repr(name), linecache.lazycache(name, scope), linecache.getlines(name, scope))
print(linecache.getlines("<frozen x>"), linecache.getlines("<frozen x>", {}), linecache.getlines("\0"))

code = compile("def f():\n    return 1\n", "<typed>", "exec")
linecache._register_code(code, "def f():\n    return 1\n", "<typed>")
print(linecache._getlines_from_code(code), linecache._getlines_from_code(code.co_consts[0]))
print(linecache._getlines_from_code(compile("", "<typed>", "exec")), sorted(linecache.__all__))
