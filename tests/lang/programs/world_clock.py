# Dates without a library: civil days, ISO weeks, recurrence rules as infinite generators, calendars in text.

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Mo Tu We Th Fr Sa Su".split()


class Date:
    __slots__ = ("year", "month", "day")

    def __init__(self, year, month, day):
        if not 1 <= month <= 12:
            raise ValueError(f"month {month} is not in 1..12")
        if not 1 <= day <= month_length(year, month):
            raise ValueError(f"day {day} is not in {MONTHS[month - 1]} {year}")
        self.year, self.month, self.day = year, month, day

    @property
    def ordinal(self):
        y = self.year - (self.month <= 2)
        era, yoe = divmod(y, 400)
        doy = (153 * ((self.month + 9) % 12) + 2) // 5 + self.day - 1
        return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy

    @classmethod
    def from_ordinal(cls, n):
        era, doe = divmod(n, 146097)
        yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
        doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
        mp = (5 * doy + 2) // 153
        month = (mp + 2) % 12 + 1
        return cls(yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1)

    @property
    def weekday(self):
        return (self.ordinal + 2) % 7

    def __add__(self, days):
        return Date.from_ordinal(self.ordinal + days)

    def __sub__(self, other):
        if isinstance(other, Date):
            return self.ordinal - other.ordinal
        return self + -other

    def _key(self):
        return self.year, self.month, self.day

    def __eq__(self, other):
        return isinstance(other, Date) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, Date) else NotImplemented

    def __le__(self, other):
        return self == other or self < other

    def __hash__(self):
        return hash(self._key())

    def __format__(self, spec):
        if not spec:
            return str(self)
        parts = {"Y": f"{self.year:04}", "m": f"{self.month:02}", "d": f"{self.day:02}", "B": MONTHS[self.month - 1], "a": DAYS[self.weekday],
                 "V": "{0}-W{1:02}-{2}".format(*self.iso())}
        out, chars = "", iter(spec)
        for c in chars:
            out += parts[next(chars)] if c == "%" else c
        return out

    def __str__(self):
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def __repr__(self):
        return "Date({}, {}, {})".format(*self._key())

    def iso(self):
        thursday = self + (3 - self.weekday)
        week = (thursday - Date(thursday.year, 1, 1)) // 7 + 1
        return thursday.year, week, self.weekday + 1


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year, month):
    return 29 if month == 2 and leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def every(start, *, days=0, months=0, skip=False):
    n = 0
    while True:
        if days:
            yield start + days * n
        else:
            year, month = divmod(start.year * 12 + start.month - 1 + months * n, 12)
            length = month_length(year, month + 1)
            if start.day <= length or not skip:
                yield Date(year, month + 1, min(start.day, length))
        n += 1


def nth_weekday(year, weekday, n):
    for month in range(1, 13):
        matches = [d for d in range(1, month_length(year, month) + 1) if Date(year, month, d).weekday == weekday]
        yield Date(year, month, matches[n])


def until(dates, end):
    for date in dates:
        if end < date:
            return
        yield date


def merge(*sources):
    heads = []
    for source in map(iter, sources):
        head = next(source, None)
        if head is not None:
            heads.append((head, source))
    while heads:
        i = min(range(len(heads)), key=lambda i: heads[i][0])
        date, source = heads[i]
        yield date
        head = next(source, None)
        if head is None:
            del heads[i]
        else:
            heads[i] = head, source


def calendar(year, month):
    yield f"{MONTHS[month - 1]} {year}".center(20).rstrip()
    yield " ".join(DAYS)
    cells = ["  "] * Date(year, month, 1).weekday + [f"{d:2}" for d in range(1, month_length(year, month) + 1)]
    for i in range(0, len(cells), 7):
        yield " ".join(cells[i:i + 7])


d = Date(2024, 2, 28)
print(d + 1, d + 2, d - 60, Date(2025, 3, 1) - d, f"{d:%a %d %B %Y, %V}", repr(d), d.ordinal)
print(all(Date.from_ordinal(n).ordinal == n for n in range(-1000, 800000, 997)), Date(1970, 1, 1).weekday, Date(1, 1, 1).ordinal)
print([format(Date(y, 1, 1), "%V") for y in range(2018, 2027)])
print(*calendar(2024, 2), *calendar(2023, 10), sep="\n")
end = Date(2024, 7, 1)
print([str(x) for x in until(every(Date(2024, 1, 31), months=1), end)])
print([str(x) for x in until(every(Date(2024, 1, 31), months=1, skip=True), end)])
print([f"{x:%d.%m}" for x in until(merge(every(Date(2024, 5, 1), days=14), every(Date(2024, 1, 10), months=2), nth_weekday(2024, 4, -1)), end)])
print([f"{x:%d %B}" for x in nth_weekday(2024, 3, 3)][10], sum(x.day == 13 and x.weekday == 4 for x in until(every(Date(2000, 1, 1), days=1), Date(2004, 1, 1))))
for bad in (lambda: Date(2023, 2, 29), lambda: Date(2023, 13, 1), lambda: d < 3, lambda: sorted([d, "x"]), lambda: f"{d:%q}"):
    try:
        print(bad())
    except (ValueError, TypeError, KeyError) as error:
        print(type(error).__name__, error)
print(len({Date(2024, 1, 1), Date(2023, 12, 31) + 1}), max(d, end), sorted([end, d, d + 7])[1])
