# A log is read lazily, line by line, and summed up.
import io

LOG = io.StringIO()
LEVELS = ["INFO", "DEBUG", "INFO", "WARNING", "INFO", "ERROR"]
PARTS = ["auth", "db", "web", "cache"]
seed = 12345
for n in range(40):
    seed = (seed * 1103515245 + 12345) % 2**31
    level, part = LEVELS[seed >> 8 & 7 if (seed >> 8 & 7) < 6 else 0], PARTS[seed >> 16 & 3]
    stamp = f"2024-03-{1 + n // 10:02d}T{n * 7 % 24:02d}:{n * 13 % 60:02d}:{n * 29 % 60:02d}"
    LOG.write(f"{stamp} [{level}] {part}: took {seed % 1000 / 10}ms user={seed % 17:#04x}\n")
    if level == "ERROR":
        LOG.write("  Traceback (most recent call last):\n  ...\n")
    if n % 15 == 14:
        LOG.write("garbage line\n\n")
LOG.seek(0)


class Entry:
    __slots__ = "stamp", "level", "part", "fields", "more"

    def __init__(self, stamp, level, part, fields):
        self.stamp, self.level, self.part, self.fields, self.more = stamp, level, part, fields, []

    def __repr__(self):
        return f"<{self.level} {self.part} {self.stamp} {self.fields} +{len(self.more)}>"


def parse(lines, problems):
    entry = None
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if line.startswith("  ") and entry is not None:
            entry.more.append(line.strip())
            continue
        if entry is not None:
            yield entry
            entry = None
        try:
            stamp, level, rest = line.split(" ", 2)
            part, message = rest.split(": ", 1)
            if level[0] + level[-1] != "[]":
                raise ValueError(f"no level in {level!r}")
            took, user = message.removeprefix("took ").split("ms user=")
            entry = Entry(stamp, level.strip("[]"), part, {"took": float(took), "user": int(user, 16)})
        except ValueError as error:
            if line:
                problems.append((number, str(error)))
    if entry is not None:
        yield entry


def only(entries, **wanted):
    for entry in entries:
        if all(getattr(entry, name) == value for name, value in wanted.items()):
            yield entry


problems = []
entries = list(parse(LOG, problems))
print(len(entries), problems)
print(entries[0], entries[-1])
table = {}
for entry in entries:
    cell = table.setdefault(entry.part, {})
    cell[entry.level] = cell.get(entry.level, 0) + 1
levels = sorted({level for cell in table.values() for level in cell})
print("part".ljust(8), *(level.rjust(8) for level in levels), sep="")
for part in sorted(table):
    print(part.ljust(8), *(f"{table[part].get(level, 0):8d}" for level in levels), sep="")
for part in PARTS:
    took = sorted(entry.fields["took"] for entry in only(entries, part=part))
    if took:
        mean = sum(took) / len(took)
        print(f"{part:<6} n={len(took):<3} min={took[0]:5.1f} median={took[len(took) // 2]:5.1f} p95={took[int(len(took) * 0.95)]:5.1f} max={took[-1]:5.1f} mean={mean:.3f}")
days = {}
for entry in entries:
    days.setdefault(entry.stamp[:10], []).append(entry.fields["took"])
for day, took in days.items():
    print(day, "#" * len(took), len(took))
slow = sorted(entries, key=lambda entry: entry.fields["took"], reverse=True)[:3]
print(slow, sum(len(entry.more) for entry in only(entries, level="ERROR")))
print({user: sum(1 for entry in entries if entry.fields["user"] == user) for user in range(0, 17, 8)})
