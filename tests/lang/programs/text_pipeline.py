# Lines of a log through a pipeline of generators: parse, filter, group, report.

LINES = """\
2024-03-01 10:00:01 INFO  web    request path=/index status=200 ms=12
2024-03-01 10:00:02 WARN  db     slow query table=users ms=340
2024-03-01 10:00:02 INFO  web    request path=/users status=200 ms=351
# a comment

2024-03-01 10:00:05 ERROR web    request path=/cart status=500 ms=77
2024-03-01 10:01:00 INFO  web    request path=/index status=200 ms=9
garbage line
2024-03-01 10:01:07 INFO  cron   job name=cleanup ms=1200
2024-03-01 10:01:09 ERROR db     deadlock table=orders ms=5000
2024-03-01 10:02:30 INFO  web    request path=/users status=404 ms=3
"""


class Record:
    def __init__(self, time, level, source, message, fields):
        self.time, self.level, self.source, self.message, self.fields = time, level, source, message, fields

    def __getattr__(self, name):
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(f"record has no {name!r}") from None


def numbered(lines):
    for number, line in enumerate(lines, 1):
        line = line.partition("#")[0].rstrip()
        if line:
            yield number, line


def parse(lines, errors):
    for number, line in numbered(lines):
        try:
            date, time, level, source, *words = line.split()
            fields = dict(word.split("=", 1) for word in words if "=" in word)
            message = " ".join(word for word in words if "=" not in word)
            hour, minute, second = map(int, time.split(":"))
        except ValueError as error:
            errors.append((number, str(error)))
            continue
        fields["ms"] = int(fields.get("ms", 0))
        yield Record(hour * 3600 + minute * 60 + second, level, source, message, fields)


def by_minute(records):
    minute, batch = None, []
    for record in records:
        if record.time // 60 != minute and batch:
            yield minute, batch
            batch = []
        minute = record.time // 60
        batch.append(record)
    if batch:
        yield minute, batch


def running(values):
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total, count = total + value, count + 1
        mean = total / count


errors = []
for minute, batch in by_minute(parse(LINES.splitlines(), errors)):
    print(f"{minute // 60:02}:{minute % 60:02}", len(batch), sorted({r.source for r in batch}))
print(errors)

records = list(parse(LINES.splitlines(), errors))
counts = {}
for record in records:
    counts.setdefault(record.source, {}).setdefault(record.level, []).append(record.ms)
for source in sorted(counts):
    print(f"{source:<6}|" + "|".join(f"{level:^7}{sum(ms):>6,d}" for level, ms in sorted(counts[source].items())))
mean = running([])
next(mean)
print([round(mean.send(record.ms), 2) for record in records])
print(max(records, key=lambda r: r.ms).message, [r.path for r in records if "path" in r.fields])
try:
    records[1].path
except AttributeError as error:
    print(error)
print({status: sum(1 for r in records if r.fields.get("status") == status) for status in ("200", "404", "500")})
many = (line for _ in range(40) for line in LINES.splitlines())
print(sum(r.ms for r in parse(many, []) if r.level != "INFO"))
