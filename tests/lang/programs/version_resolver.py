# Package versions: specifiers parsed, a backtracking resolver, explanations of conflicts, install order
# jit: threshold=5
# not-in: gc-every-1 too long for a collection at every allocation
from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, text):
        head, _, tail = text.partition("-")
        try:
            self.numbers = tuple(map(int, head.split(".")))
        except ValueError:
            raise ValueError(f"bad version {text!r}") from None
        self.tail, self.text = tail, text

    @property
    def key(self):
        numbers = self.numbers + (0,) * (3 - len(self.numbers))
        return numbers, not self.tail, self.tail

    def __eq__(self, other):
        return self.key == other.key

    def __lt__(self, other):
        return self.key < other.key

    def __hash__(self):
        return hash(self.key)

    def __repr__(self):
        return self.text


class Spec:
    def __init__(self, text):
        self.text, self.tests = text, []
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            sign = next((sign for sign in (">=", "<=", "==", "!=", "~", "^", ">", "<") if part.startswith(sign)), None)
            if sign is None:
                raise ValueError(f"bad specifier {part!r}")
            self.tests.append((sign, Version(part.removeprefix(sign).strip())))

    def __contains__(self, version):
        return all(self.test(sign, version, bound) for sign, bound in self.tests)

    @staticmethod
    def test(sign, version, bound):
        if sign in "~^":
            fixed = bound.numbers[:1] if sign == "^" and bound.numbers[0] else bound.numbers[:2]
            return version >= bound and version.numbers[:len(fixed)] == fixed
        return {">=": version >= bound, "<=": version <= bound, "==": version == bound, "!=": version != bound,
                ">": version > bound, "<": version < bound}[sign]


class Conflict(Exception):
    def __init__(self, name, reasons):
        super().__init__(f"{name}: " + "; ".join(f"{who} wants {spec or 'any'}" for who, spec in reasons))
        self.name = name


class Index:
    def __init__(self, text):
        self.packages = {}
        for line in text.strip().splitlines():
            head, _, needs = line.partition(":")
            name, version = head.split()
            wanted = {}
            for need in filter(None, map(str.strip, needs.split("&"))):
                other, _, spec = need.partition(" ")
                wanted[other] = Spec(spec)
            self.packages.setdefault(name, {})[Version(version)] = wanted

    def candidates(self, name, specs):
        for version in sorted(self.packages.get(name, ()), reverse=True):
            if all(version in spec for _, spec in specs) and (not version.tail or any(version == b for _, s in specs for _, b in s.tests)):
                yield version


class Resolver:
    def __init__(self, index):
        self.index, self.tried, self.conflicts = index, 0, []

    def solve(self, wanted):
        yield from self.search({}, {name: [("you", spec)] for name, spec in wanted.items()})

    def search(self, chosen, specs):
        open_names = [name for name in specs if name not in chosen]
        if not open_names:
            yield dict(chosen)
            return
        name = min(open_names, key=lambda name: (sum(1 for _ in self.index.candidates(name, specs[name])), name))
        options = list(self.index.candidates(name, specs[name]))
        if not options:
            self.conflicts.append(Conflict(name, [(who, spec.text) for who, spec in specs[name]]))
            return
        for version in options:
            self.tried += 1
            added = {other: specs.get(other, []) + [(f"{name} {version}", spec)] for other, spec in self.index.packages[name][version].items()}
            broken = [other for other in added if other in chosen and chosen[other] not in added[other][-1][1]]
            if broken:
                self.conflicts.append(Conflict(broken[0], [(who, spec.text) for who, spec in added[broken[0]]]))
                continue
            yield from self.search({**chosen, name: version}, {**specs, **added})

    def first(self, **wanted):
        wanted = {name: Spec(text) for name, text in wanted.items()}
        for solution in self.solve(wanted):
            return solution
        raise self.conflicts[-1]


def install_order(index, solution):
    done, path = [], []

    def visit(name):
        if name in path:
            raise RecursionError(" > ".join(path[path.index(name):] + [name]))
        if name in done:
            return
        path.append(name)
        for other in sorted(index.packages[name][solution[name]]):
            yield from visit(other)
        path.pop()
        done.append(name)
        yield name, solution[name]
    for name in sorted(solution):
        yield from visit(name)


index = Index("""
app 1.0: web ^2.0 & db >=1.0,<3
app 1.1: web ^2.1 & db >=2.0 & log
web 2.0: http ~1.2
web 2.1: http ~1.3 & log >=1
web 2.2: http >=2.0
http 1.2.0:
http 1.2.9:
http 1.3.1: sock !=0.9
http 2.0-rc1: sock
db 1.5: sock <1
db 2.0: sock >=0.9,<1
db 2.5: sock >=1.0
log 0.9:
log 1.0: sock
log 2.0: http <1.3
sock 0.8:
sock 0.9:
sock 1.0:
loop 1: back
back 1: loop
""")
for wanted in [dict(app=""), dict(app="==1.0", sock="<1"), dict(app="", log="^2.0"), dict(web="2.2"), dict(web="==2.2"),
               dict(app="", http="==2.0-rc1"), dict(nothing=""), dict(loop=""), dict(db="", log="==1.0", sock="==0.8")]:
    resolver = Resolver(index)
    try:
        solution = resolver.first(**wanted)
        print(wanted, "->", dict(sorted(solution.items())), resolver.tried)
        print("   ", " ".join(f"{name}@{version}" for name, version in install_order(index, solution)))
    except (Conflict, ValueError, RecursionError) as error:
        print(wanted, "->", type(error).__name__, error, resolver.tried)
print([str(v) for v in sorted(map(Version, "1.10 1.9 1.9.1 1.9-b 1.9-a 2 0.99.9".split()))], Version("1") == Version("1.0.0"))
everything = list(Resolver(index).solve({"app": Spec(""), "web": Spec("")}))
print(len(everything), len({tuple(sorted(s.items())) for s in everything}), everything[-1])
large = Index("\n".join(f"p{i} {v}: " + " & ".join(f"p{j} >={max(1, v - j % 2)}" for j in (2 * i + 1, 2 * i + 2) if j < 40) for i in range(40) for v in range(1, 5)))
resolver = Resolver(large)
print(sum(v.numbers[0] for v in resolver.first(p0="").values()), resolver.tried)
