# A loop over more locals than an exit can hand over at once.
# jit: threshold=2
# expect-jit: abort:budget>=1
names = ", ".join("v%d" % i for i in range(4200))
source = "def run(t, n):\n    for i in range(n):\n        %s = t\n    return v0 + v4199" % names
namespace = {}
exec(source, namespace)
print(namespace["run"](tuple(range(4200)), 12))
