# Dates without a library: civil days, recurrence rules as generators, holidays, a printed month
# jit: threshold=5
from functools import total_ordering

NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year, month):
    return 29 if month == 2 and leap(year) else [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]


@total_ordering
class Day:
    __slots__ = ("number",)

    def __init__(self, year, month, day):
        if not 1 <= month <= 12:
            raise ValueError(f"month {month} of {year}")
        if not 1 <= day <= month_length(year, month):
            raise ValueError(f"day {day} of {MONTHS[month - 1]} {year}")
        shifted = year - (month < 3)
        era = shifted // 400
        in_era = shifted - era * 400
        in_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
        self.number = era * 146097 + in_era * 365 + in_era // 4 - in_era // 100 + in_year - 719468

    @classmethod
    def of(cls, number):
        day = cls.__new__(cls)
        day.number = number
        return day

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    @property
    def civil(self):
        era, in_era = divmod(self.number + 719468, 146097)
        year = (in_era - in_era // 1460 + in_era // 36524 - in_era // 146096) // 365
        in_year = in_era - (365 * year + year // 4 - year // 100)
        month = (5 * in_year + 2) // 153
        day = in_year - (153 * month + 2) // 5 + 1
        month += 3 if month < 10 else -9
        return year + era * 400 + (month <= 2), month, day

    @property
    def weekday(self):
        return (self.number + 3) % 7

    def __add__(self, days):
        return Day.of(self.number + days) if isinstance(days, int) else NotImplemented

    def __sub__(self, other):
        return self.number - other.number if isinstance(other, Day) else Day.of(self.number - other)

    def __eq__(self, other):
        return isinstance(other, Day) and self.number == other.number

    def __lt__(self, other):
        return self.number < other.number

    def __hash__(self):
        return hash(self.number)

    def __format__(self, spec):
        year, month, day = self.civil
        parts = {"Y": f"{year:04}", "m": f"{month:02}", "d": f"{day:02}", "a": NAMES[self.weekday], "b": MONTHS[month - 1]}
        return "".join(parts.get(c, c) for c in spec or "Y-m-d")

    __str__ = __repr__ = lambda self: format(self, "Y-m-d")


def daily(start, step=1):
    while True:
        yield start
        start += step


def monthly(start, step=1):
    year, month, day = start.civil
    while True:
        if day <= month_length(year, month):
            yield Day(year, month, day)
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def nth_weekday(year, month, weekday, nth):
    if nth > 0:
        first = Day(year, month, 1)
        return first + (weekday - first.weekday) % 7 + 7 * (nth - 1)
    last = Day(year, month, month_length(year, month))
    return last - (last.weekday - weekday) % 7 + 7 * (nth + 1)


def easter(year):
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return Day(year, month, (h - m + r + month + 19) % 32)


def holidays(year):
    yield Day(year, 1, 1), "New Year"
    yield easter(year) - 2, "Good Friday"
    yield easter(year) + 1, "Easter Monday"
    yield nth_weekday(year, 5, 0, -1), "Spring"
    yield Day(year, 12, 25), "Christmas"


def working(days, closed):
    return (day for day in days if day.weekday < 5 and day not in closed)


def until(days, end):
    for day in days:
        if day > end:
            return
        yield day


def picture(year, month):
    yield f"{MONTHS[month - 1]} {year}".center(20)
    yield " ".join(name[:2] for name in NAMES)
    cells = ["  "] * Day(year, month, 1).weekday + [f"{day:2}" for day in range(1, month_length(year, month) + 1)]
    for start in range(0, len(cells), 7):
        yield " ".join(cells[start:start + 7])


print([str(Day.of(n)) for n in (0, -1, 11016, 20784, -719468, 100000)])
print(Day(2024, 2, 28) + 2, Day(2023, 2, 28) + 2, Day(2000, 1, 1) - Day(1900, 1, 1), f"{Day(2026, 11, 27):a d b Y}")
for text in ["2023-02-29", "2024-13-01", "1900-2-29", "2024-4-31"]:
    try:
        print(Day.parse(text))
    except ValueError as error:
        print("ValueError:", error)
print([str(day) for _, day in zip(range(5), monthly(Day(2024, 1, 31)))], [str(easter(y)) for y in range(2020, 2027)])
closed = {day: name for year in (2024, 2025) for day, name in holidays(year)}
print({f"{day:a d b}": name for day, name in sorted(closed.items())})
span = list(until(daily(Day(2024, 3, 25)), Day(2024, 4, 5)))
print([f"{day:ad}" for day in working(span, closed)], len(span))
print(sum(1 for _ in working(until(daily(Day(2024, 1, 1)), Day(2025, 12, 31)), closed)))
print(*picture(2024, 2), sep="\n")
every = list(until(daily(Day(1999, 12, 1), 13), Day(2004, 3, 1)))
print(all(Day(*day.civil) == day for day in every), len(every), [sum(d.weekday == w for d in every) for w in range(7)], max(every) > every[0], every[3] >= every[4])
