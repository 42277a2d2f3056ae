# A small SQL: parsed to a plan of generator operators: scan, filter, join, group, sort, limit
# jit: threshold=5

TABLES = {
    "people": [{"id": i, "name": name, "age": age, "city": city} for i, (name, age, city) in enumerate([
        ("Ada", 36, 1), ("Bob", 41, 2), ("Cyd", 29, 1), ("Dan", 55, 3), ("Eve", 29, 2), ("Fay", 67, 1), ("Gus", 36, None)])],
    "cities": [{"cid": 1, "city_name": "Oslo"}, {"cid": 2, "city_name": "Rome"}, {"cid": 4, "city_name": "Lima"}],
}
KEYWORDS = {"select", "from", "join", "on", "where", "group", "order", "by", "limit", "and", "or", "not", "desc", "as"}
AGGREGATES = {
    "count": lambda values: len(values), "sum": sum, "min": min, "max": max,
    "avg": lambda values: round(sum(values) / len(values), 3),
}


def words(text):
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at].isalnum() or text[at] == "_":
            end = at
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
            yield text[at:end]
            at = end
        elif text[at] == "'":
            end = text.index("'", at + 1)
            yield text[at:end + 1]
            at = end + 1
        else:
            size = 2 if text[at:at + 2] in ("<=", ">=", "<>") else 1
            yield text[at:at + size]
            at += size


class Query:
    def __init__(self, text):
        self.rest = [*words(text), ""]
        self.word_at = 0

    @property
    def word(self):
        return self.rest[self.word_at]

    def take(self, *wanted):
        word = self.word
        if wanted and word not in wanted:
            raise SyntaxError(f"expected {' or '.join(wanted)}, found {word or 'end'!r}")
        self.word_at += 1
        return word

    def accept(self, *run):
        if tuple(self.rest[self.word_at:self.word_at + len(run)]) == run:
            self.word_at += len(run)
            return True
        return False

    def operand(self):
        word = self.take()
        if word.isdigit():
            return lambda row, value=int(word): value
        if word.startswith("'"):
            return lambda row, value=word[1:-1]: value
        if not word or word in KEYWORDS:
            raise SyntaxError(f"expected a value, found {word or 'end'!r}")
        return lambda row: row[word]

    def comparison(self):
        if self.accept("not"):
            inner = self.comparison()
            return lambda row: not inner(row)
        if self.accept("("):
            inner = self.condition()
            self.take(")")
            return inner
        left, sign, right = self.operand(), self.take("=", "<", ">", "<=", ">=", "<>"), self.operand()
        name = {"=": "__eq__", "<>": "__ne__", "<": "__lt__", ">": "__gt__", "<=": "__le__", ">=": "__ge__"}[sign]

        def test(row):
            a, b = left(row), right(row)
            return a is not None and b is not None and getattr(a, name)(b) is True
        return test

    def condition(self):
        alternatives = [[self.comparison()]]
        while self.word in ("and", "or"):
            if self.take() == "or":
                alternatives.append([])
            alternatives[-1].append(self.comparison())
        return lambda row: any(all(test(row) for test in tests) for tests in alternatives)

    def columns(self):
        while True:
            name = self.take()
            if self.accept("("):
                argument = self.take()
                self.take(")")
                column = (f"{name}({argument})", name, argument)
            else:
                column = (name, None, name)
            yield (self.take(), *column[1:]) if self.accept("as") else column
            if not self.accept(","):
                return

    def plan(self):
        self.take("select")
        columns = list(self.columns())
        self.take("from")
        rows = iter(TABLES[self.take()])
        if self.accept("join"):
            other = TABLES[self.take()]
            self.take("on")
            left, _, right = self.take(), self.take("="), self.take()
            rows = join(rows, other, left, right)
        if self.accept("where"):
            rows = filter(self.condition(), rows)
        grouping = self.take() if self.accept("group", "by") else None
        if grouping or any(function for _, function, _ in columns):
            rows = group(rows, columns, grouping)
        else:
            rows = project(rows, columns)
        if self.accept("order", "by"):
            key = self.take()
            rows = iter(sorted(rows, key=lambda row: row[key], reverse=self.accept("desc")))
        if self.accept("limit"):
            rows = (row for _, row in zip(range(int(self.take())), rows))
        self.take("")
        return rows


def join(rows, other, left, right):
    index = {}
    for row in other:
        index.setdefault(row[right], []).append(row)
    for row in rows:
        for match in index.get(row[left], ()):
            yield {**row, **match}


def project(rows, columns):
    for row in rows:
        yield dict(row) if columns[0][0] == "*" else {name: row[source] for name, _, source in columns}


def group(rows, columns, grouping):
    groups = {}
    for row in rows:
        groups.setdefault(row[grouping] if grouping else None, []).append(row)
    for key, members in groups.items():
        yield {
            name: AGGREGATES[function]([row[source] for row in members if source != "*"] or members) if function else key
            for name, function, source in columns
        }


for text in [
    "select name, age from people where age > 30 and city = 1",
    "select * from cities where city_name <> 'Rome' or cid = 2",
    "select name, city_name from people join cities on city = cid order by name desc limit 3",
    "select city, count(*) as n, avg(age), max(age) as oldest from people group by city order by n desc",
    "select count(*), sum(age) from people where not (age < 40 or name = 'Dan')",
    "select age from people order by age limit 2",
    "select name from people where city = 9",
]:
    print(text)
    for row in Query(text).plan():
        print("   ", row)
for wrong in ["select name people", "select name from people where", "select name from nowhere", "select nope from people", "select a from people limit 1 extra"]:
    try:
        print(list(Query(wrong).plan()))
    except (SyntaxError, KeyError) as error:
        print(type(error).__name__, error)
TABLES["numbers"] = [{"n": n, "r": n % 7, "s": n * n % 50} for n in range(300)]
print(list(Query("select r, count(*) as c, sum(s) as t from numbers where s > 10 group by r order by t limit 4").plan()))
