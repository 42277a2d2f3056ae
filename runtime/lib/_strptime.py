"""Reading times: `time.strptime`, for the names and the order of the C locale."""

from time import struct_time, tzname
from warnings import warn

_AMBIGUOUS = """\
Parsing dates involving a day of month without a year specified is ambiguous
and fails to parse leap day. The default behavior will change in Python 3.15
to either always raise an exception or to use a different default year (TBD).
To avoid trouble, add a specific year to the input & format.
See https://github.com/python/cpython/issues/70647."""
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]
_COMPOUND = {
    "c": "%a %b %d %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "T": "%H:%M:%S",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
}
#: Conversions that are numbers: the most digits, and the least and greatest number.
_NUMBERS = {
    "d": (2, 1, 31),
    "f": (6, 0, 999999),
    "G": (4, 0, 9999),
    "H": (2, 0, 23),
    "I": (2, 1, 12),
    "j": (3, 1, 366),
    "m": (2, 1, 12),
    "M": (2, 0, 59),
    "S": (2, 0, 61),
    "u": (1, 1, 7),
    "U": (2, 0, 53),
    "V": (2, 1, 53),
    "w": (1, 0, 6),
    "W": (2, 0, 53),
    "y": (2, 0, 99),
    "Y": (4, 0, 9999),
}
_CUMULATIVE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]


class _Mismatch(Exception):
    """The text does not fit the format."""


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year, month):
    """Days of a year before a month."""
    return _CUMULATIVE[month - 1] + (month > 2 and _is_leap(year))


def _ordinal(year, month, day):
    """Days since the day before the first of January of the year 1."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + _days_before(year, month) + day


def _expand(format):
    """The conversions of a format, blanks and other characters, one after the other."""
    characters = iter(format)
    for character in characters:
        if character.isspace():
            yield None, " "
        elif character != "%":
            yield None, character
        else:
            kind = next(characters, None)
            if kind is None:
                raise ValueError(f"stray % in format '{format}'")
            if kind in _COMPOUND:
                yield from _expand(_COMPOUND[kind])
            elif kind == "%":
                yield None, "%"
            elif kind in _NUMBERS or kind in "aAbBpzZ":
                yield kind, None
            else:
                bad = kind.replace("\\s", "")
                raise ValueError(f"'{bad}' is a bad directive in format '{format}'")


def _longest(text, at, names):
    """The index of the longest name that the text goes on with, and its end."""
    low = text[at:].lower()
    fitting = [(len(name), index) for index, name in enumerate(names) if name and low.startswith(name)]
    if not fitting:
        raise _Mismatch
    length, index = max(fitting, key=lambda found: found[0])
    return index, at + length


def _numbers(text, at, kind):
    """The numbers that a conversion can read here, with their ends: the longest first."""
    most, least, greatest = _NUMBERS[kind]
    exact = {"Y": 4, "G": 4, "y": 2, "u": 1, "w": 1}.get(kind)
    end = at
    while end < len(text) and end - at < most and text[end].isdecimal():
        end += 1
    blank = at < len(text) and text[at] == " " and kind == "d"
    if blank and text[at + 1 : at + 2].isdecimal() and text[at + 1] != "0":
        yield int(text[at + 1]), at + 2
    for stop in range(end, at, -1):
        number = int(text[at:stop])
        if exact in (None, stop - at) and least <= number <= greatest:
            yield number if kind != "f" else number * 10 ** (6 - (stop - at)), stop


def _zone_offset(text, at):
    """Seconds and microseconds of `+hh:mm`, `-hhmm` and their like, and the end."""
    if text[at : at + 1] in ("Z", "z"):
        return 0, at + 1
    sign = {"+": 1, "-": -1}.get(text[at : at + 1])
    digits = text[at + 1 : at + 3]
    if sign is None or len(digits) < 2 or not digits.isdecimal():
        raise _Mismatch
    seconds, at = int(digits) * 3600, at + 3
    colon = text[at : at + 1] == ":"
    for unit in 60, 1:
        start = at + 1 if colon and text[at : at + 1] == ":" else at
        digits = text[start : start + 2]
        if len(digits) < 2 or not digits.isdecimal() or int(digits) > 59 or (colon and start == at):
            if unit == 60:
                raise _Mismatch
            break
        seconds, at = seconds + int(digits) * unit, start + 2
    return sign * seconds, at


def _zone_names():
    first, second = (name.lower() for name in tzname)
    return ["utc", "gmt", first, second]


def _choices(text, at, kind, literal):
    """What one part of a format can read at a place: values with the ends."""
    if kind in _NUMBERS:
        yield from _numbers(text, at, kind)
    elif literal == " ":
        end = at
        while end < len(text) and text[end].isspace():
            end += 1
        for stop in range(end, at, -1):
            yield None, stop
    elif literal is not None:
        if text[at : at + 1].lower() == literal.lower():
            yield None, at + 1
    elif kind == "z":
        yield _zone_offset(text, at)
    else:
        names = {
            "a": [name[:3] for name in _WEEKDAYS],
            "A": _WEEKDAYS,
            "b": [name[:3] for name in _MONTHS],
            "B": _MONTHS,
            "p": ["am", "pm"],
            "Z": _zone_names() if kind == "Z" else (),
        }[kind]
        yield _longest(text, at, names)


def _match(text, parts, at=0, index=0):
    """The values of all parts from one on, and where the text was left; the first way that fits."""
    if index == len(parts):
        return [], at
    kind, literal = parts[index]
    if literal == " " and index and parts[index - 1][1] == " ":
        return _match(text, parts, at, index + 1)
    try:
        for value, end in _choices(text, at, kind, literal):
            try:
                values, stop = _match(text, parts, end, index + 1)
            except _Mismatch:
                continue
            if kind is not None:
                values.append((kind, value))
            return values, stop
    except _Mismatch:
        pass
    raise _Mismatch


def _parsed(text, format):
    for value, name in ((text, "0"), (format, "1")):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {name} must be str, not {type(value)}")
    parts = list(_expand(format))
    try:
        values, end = _match(text, parts)
    except _Mismatch:
        raise ValueError(f"time data {text!r} does not match format {format!r}") from None
    if end != len(text):
        raise ValueError(f"unconverted data remains: {text[end:]}")
    return dict(reversed(values))


def _year(found):
    if "y" in found:
        return found["y"] + (2000 if found["y"] <= 68 else 1900)
    return found.get("Y")


def _hour(found):
    if "I" in found:
        return found["I"] % 12 + 12 * found.get("p", 0)
    return found.get("H", 0)


def _weekday(found):
    for kind, weekday in (("A", 0), ("a", 0), ("w", -1), ("u", -1)):
        if kind in found:
            return (found[kind] + weekday) % 7
    return None


def _month(found):
    return found.get("m") or next((found[kind] + 1 for kind in "Bb" if kind in found), None)


def _week_start(found, year, weekday):
    """The day of the year of a weekday in a week, for `%U` and `%W`; nothing if they are not given."""
    first = (_ordinal(year, 1, 1) - 1) % 7
    for kind, shift in (("U", 1), ("W", 0)):
        if kind in found:
            start, day = (first + shift) % 7, (weekday + shift) % 7
            lead = (7 - start) % 7
            return day - start + 1 if found[kind] == 0 else lead + 7 * (found[kind] - 1) + day + 1
    return None


def _check_iso(found):
    if "G" in found and "j" in found:
        raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
    if "G" in found and ("V" not in found or _weekday(found) is None):
        raise ValueError(
            "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
            "('%A', '%a', '%w', or '%u')."
        )
    if "V" in found and "G" not in found:
        if _weekday(found) is None:
            raise ValueError(
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
        raise ValueError(
            "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead."
        )


def _from_ordinal(ordinal):
    year = (ordinal * 400) // 146097 + 1
    while _ordinal(year, 1, 1) > ordinal:
        year -= 1
    month = 12
    while _ordinal(year, month, 1) > ordinal:
        month -= 1
    return year, month, ordinal - _ordinal(year, month, 1) + 1


def _date(found):
    """Year, month and day of what was read, the weekday and the day of the year."""
    _check_iso(found)
    year, month, day, weekday = _year(found), _month(found), found.get("d"), _weekday(found)
    given = year
    if "G" in found:
        fourth = _ordinal(found["G"], 1, 4)
        ordinal = fourth - (fourth - 1) % 7 + 7 * (found["V"] - 1) + weekday
        year, month, day = _from_ordinal(ordinal)
        return year, month, day, weekday, ordinal - _ordinal(year, 1, 1) + 1
    if year is None:
        # The 29th of February is a day, in some year.
        year = 1904 if (month, day) == (2, 29) else 1900
    yearday = found.get("j")
    if yearday is None and weekday is not None and given is not None:
        yearday = _week_start(found, year, weekday)
    if yearday is not None and given is not None and (yearday < 1 or month is None or "d" not in found):
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + yearday - 1)
        yearday = None
    month, day = month or 1, day or 1
    length = _days_before(year, month + 1) - _days_before(year, month) if month < 12 else 31
    if day > length:
        raise ValueError(f"day {day} must be in range 1..{length} for month {month} in year {year}")
    if yearday is None:
        yearday = _days_before(year, month) + day
    if weekday is None:
        weekday = (_ordinal(year, month, day) - 1) % 7
    return (given if given is not None and "j" not in found else year if given is not None else 1900), month, day, weekday, yearday


def struct_time_of(text, format="%a %b %d %H:%M:%S %Y", /):
    """The time that a text says, as `time.strptime` gives it."""
    found = _parsed(text, format)
    if "d" in found and not found.keys() & {"y", "Y"} and "G" not in found:
        warn(_AMBIGUOUS, DeprecationWarning, stacklevel=2)
    year, month, day, weekday, yearday = _date(found)
    summer, zone = -1, None
    if "Z" in found:
        summer = 1 if found["Z"] == 3 and tzname[0] != tzname[1] else 0
        zone = ["UTC", "GMT", *tzname][found["Z"]]
    offset = found.get("z")
    parts = (year, month, day, _hour(found), found.get("M", 0), found.get("S", 0), weekday, yearday, summer)
    return struct_time((*parts, zone, offset))
