# A query language over rows: a fluent builder, lazy operators as generators, joins, groups and windows.


class Query:
    def __init__(self, source):
        self.source = source

    def __iter__(self):
        return iter(self.source() if callable(self.source) else self.source)

    def _then(operator):
        def method(self, *args, **kwargs):
            return Query(lambda: operator(iter(self), *args, **kwargs))
        method.__name__ = operator.__name__
        return method

    @_then
    def where(rows, test=None, **equal):
        for row in rows:
            if (test is None or test(row)) and all(row.get(k) == v for k, v in equal.items()):
                yield row

    @_then
    def select(rows, *names, **computed):
        for row in rows:
            yield {**{name: row[name] for name in names}, **{name: f(row) for name, f in computed.items()}}

    @_then
    def join(rows, other, on):
        index = {}
        for row in other:
            index.setdefault(row[on], []).append(row)
        for row in rows:
            for match in index.get(row[on], ()):
                yield {**match, **row}

    @_then
    def order(rows, *keys, reverse=False):
        yield from sorted(rows, key=lambda row: tuple(row[k] for k in keys), reverse=reverse)

    @_then
    def limit(rows, n, skip=0):
        for i, row in enumerate(rows):
            if i >= skip + n:
                return
            if i >= skip:
                yield row

    @_then
    def group(rows, by, **aggregates):
        groups = {}
        for row in rows:
            groups.setdefault(row[by], []).append(row)
        for key, members in groups.items():
            yield {by: key, **{name: f([m[column] for m in members]) for name, (f, column) in aggregates.items()}}

    @_then
    def window(rows, size):
        recent = []
        for row in rows:
            recent = recent[-(size - 1):] + [row] if size > 1 else [row]
            if len(recent) == size:
                yield recent

    @_then
    def distinct(rows, *names):
        seen = set()
        for row in rows:
            key = tuple(row[n] for n in names)
            if key not in seen:
                seen.add(key)
                yield row

    del _then

    def show(self):
        rows = list(self)
        if not rows:
            return "(no rows)"
        names = list(rows[0])
        widths = [max(len(n), *(len(str(row[n])) for row in rows)) for n in names]
        line = lambda cells: " | ".join(str(c).ljust(w) for c, w in zip(cells, widths)).rstrip()
        return "\n".join([line(names), "-+-".join("-" * w for w in widths)] + [line(row[n] for n in names) for row in rows])


people = [{"id": i, "name": name, "team": team, "age": age} for i, (name, team, age) in enumerate([
    ("ada", "core", 36), ("bob", "web", 25), ("cyd", "core", 41), ("dan", "ops", 30), ("eve", "web", 29), ("fay", "none", 50)])]
teams = [{"team": "core", "floor": 3}, {"team": "web", "floor": 1}, {"team": "ops", "floor": 1}, {"team": "empty", "floor": 9}]
staff = Query(people)
print(staff.where(team="core").select("name", "age").show())
print(staff.join(teams, on="team").where(lambda r: r["floor"] == 1).order("age").select("name", "floor", next=lambda r: r["age"] + 1).show())
print(staff.group("team", n=(len, "id"), oldest=(max, "age"), names=("+".join, "name")).order("n", "team", reverse=True).show())
print(staff.order("age").limit(2, skip=1).show(), staff.where(team="x").show(), sep="\n")
print([[row["name"] for row in window] for window in staff.window(3)])
print(staff.join(teams, on="team").distinct("floor").select("floor").show())
pulled = []


def counted():
    for row in people:
        pulled.append(row["id"])
        yield row


print(list(Query(counted).where(team="web").limit(1).select("name")), pulled)
print(Query.where.__name__, Query(counted).select("name").show() == staff.select("name").show(), len(pulled))
try:
    list(staff.select("salary"))
except KeyError as error:
    print("no column", error)
big = Query([{"k": i % 17, "v": i * 37 % 101} for i in range(500)])
print(list(big.group("k", total=(sum, "v"), top=(max, "v")).order("total", "k", reverse=True).limit(3)))
print(sum(abs(a["v"] - b["v"]) for a, b in big.where(lambda r: r["v"] % 2).window(2)))
