# time: the calendar, times as text and back, clocks
import time


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for seconds in (0, 1, -1, 86399.9, 951782400, 1e9, 1709164800, 4102444799):
    moment = time.gmtime(seconds)
    print(tuple(moment), time.asctime(moment), moment.tm_yday, moment.tm_wday)
epoch = time.gmtime(0)
print(epoch, epoch.tm_gmtoff, len(epoch), epoch[0], epoch[-2:], epoch == (1970, 1, 1, 0, 0, 0, 3, 1, 0))
print(isinstance(epoch, tuple), type(epoch).__name__, type(epoch) is time.struct_time, hash(epoch) == hash(tuple(epoch)))
print(epoch.n_fields, epoch.n_sequence_fields, epoch.n_unnamed_fields, time.struct_time.__match_args__)
made = time.struct_time((2024, 2, 29, 12, 30, 45, 3, 60, 0))
print(made, made.tm_zone, made.tm_gmtoff, made > epoch, time.struct_time(made) == made, made.tm_mon)
print(time.struct_time(range(11)).tm_gmtoff, time.struct_time(range(9), {"tm_zone": "X"}).tm_zone)
year, month, *_ = made
print(year, month, sorted([made, epoch])[0].tm_year)
print(attempt(time.struct_time, range(8)), attempt(time.struct_time, range(12)), attempt(time.struct_time, 1), attempt(time.struct_time))
print(attempt(setattr, made, "tm_year", 1), hasattr(made, "nothing"))

every = "%a %A %b %B %C %d %D %e %F %g %G %h %H %I %j %m %M %p %r %R %S %T %u %U %V %w %W %y %Y %% %c %x %X"
for moment in (epoch, made, time.gmtime(1609459199), time.gmtime(1609459200), time.gmtime(1735603200)):
    print(time.strftime(every, moment))
for month in range(1, 13):
    print(time.strftime("%b %j %U %W %V %G", time.gmtime(time.mktime((2023, month, 1, 12, 0, 0, 0, 0, 0)) - time.timezone * 0)), end="; ")
print()
print(time.strftime("%Y", (1234, 1, 1, 0, 0, 0, 0, 1, 0)), time.strftime("é%d→", made), time.strftime(""), time.strftime("plain", made))
for bad in (
    (2024, 13, 1, 0, 0, 0, 0, 1, 0), (2024, 1, 32, 0, 0, 0, 0, 1, 0), (2024, 1, 1, 24, 0, 0, 0, 1, 0), (2024, 1, 1, 0, 60, 0, 0, 1, 0),
    (2024, 1, 1, 0, 0, 62, 0, 1, 0), (2024, 1, 1, 0, 0, 0, -2, 1, 0), (2024, 1, 1, 0, 0, 0, 7, 1, 0), (2024, 1, 1, 0, 0, 0, 0, 367, 0),
    (2024, 0, 0, 0, 0, 0, 0, 0, 0), (2024, 1, 1, 0, 0, 0, 0, 1), ("a",) * 9, [2024] * 9, 5,
):
    print(attempt(time.asctime, bad), "|", attempt(time.strftime, "%d %m %j", bad))
print(attempt(time.strftime), attempt(time.strftime, 1), attempt(time.gmtime, "a"), attempt(time.gmtime, float("nan")), attempt(time.gmtime, 1, 2))
print(attempt(time.gmtime, 1e30), attempt(time.gmtime, 10**30), attempt(time.mktime), attempt(time.mktime, 1), attempt(time.ctime, "x"))

for text, format in (
    ("2024-02-29 12:30:45", "%Y-%m-%d %H:%M:%S"), ("29 Feb 24", "%d %b %y"), ("29 Feb 1900", "%d %b %Y"), ("Thu Feb 29 12:30:45 2024", "%c"), ("12/31/99", "%x"),
    ("february 3, 2021", "%B %d, %Y"), ("3:07 PM", "%I:%M %p"), ("12:00 am", "%I:%M %p"), ("12:00 PM", "%I:%M %p"), ("1:2:3", "%H:%M:%S"),
    ("2024 060", "%Y %j"), ("2023 060", "%Y %j"), ("Monday", "%A"), ("mon 2024 07", "%a %Y %W"), ("0 2024 07", "%w %Y %U"),
    ("2024-W09-4", "%G-W%V-%u"), ("2020-W53-7", "%G-W%V-%u"), ("69", "%y"), ("23:59:60", "%X"), ("100%", "%H0%%"),
    ("2024-01-01T00:00:00+0530", "%Y-%m-%dT%H:%M:%S%z"), ("2024 -08:00", "%Y %z"), ("2024 Z", "%Y %z"), ("2024 UTC", "%Y %Z"), ("20240229", "%Y%m%d"),
    ("2024-2-9", "%Y-%m-%d"), ("  2024", " %Y"), ("2024\n01", "%Y %m"), ("1:02:03.000450", "%H:%M:%S.%f"), ("2024 1", "%Y%m"),
):
    moment = attempt(time.strptime, text, format)
    print(text.strip(), "|", tuple(moment) if isinstance(moment, tuple) else moment, getattr(moment, "tm_gmtoff", "-"))
print(tuple(time.strptime("Thu Feb 29 12:30:45 2024")))
for text, format in (
    ("x", "%Y"), ("2024 rest", "%Y"), ("24", "%Y"), ("2024", "%Q"), ("2024", "%"), ("13", "%m"), ("Foo", "%b"), ("2023-02-29", "%Y-%m-%d"), ("2024", "%Y%"),
    ("", "%Y"), ("2024-W09", "%G-W%V"), ("2024 09 4", "%Y %V %u"), ("2024 1", "%G %j"), (1, "%Y"), ("a", 1), ("25", "%H"), ("2024 0", "%Y %d"), ("60", "%M"),
):
    print(attempt(time.strptime, text, format))

moment = time.localtime(1000000000)
print(len(moment), moment.tm_isdst in (0, 1), time.mktime(moment), time.mktime(time.localtime(1700000000)) == 1700000000)
print(time.mktime((2024, 14, -3, 25, 61, 61, 0, 0, -1)) - time.mktime((2025, 1, 28, 2, 2, 1, 0, 0, -1)))
print(time.ctime(1000000000) == time.asctime(moment), isinstance(time.tzname, tuple), len(time.tzname), time.daylight in (0, 1), time.altzone <= time.timezone)

for clock in ("time", "monotonic", "perf_counter", "process_time"):
    read, read_ns = getattr(time, clock), getattr(time, clock + "_ns")
    first, second, third = read(), read_ns(), read()
    info = time.get_clock_info(clock)
    print(clock, type(first).__name__, type(second).__name__, first <= second / 1e9 + 1e-6, second / 1e9 <= third + 1e-6, info.monotonic, info.adjustable, 0 < info.resolution < 1)
print(attempt(time.get_clock_info, "sundial"), attempt(time.get_clock_info, 1), attempt(time.sleep, -1), attempt(time.sleep, "x"), time.sleep(0))
before = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - before >= 0.01, time.clock_gettime(time.CLOCK_REALTIME) > 1e9, time.clock_gettime_ns(time.CLOCK_MONOTONIC) > 0)
