"""What t-strings are made of."""

_sample = t"{0}"
Template = type(_sample)
Interpolation = type(_sample.interpolations[0])
del _sample


def convert(obj, /, conversion):
    """The object as `!s`, `!r` or `!a` shows it; unchanged if the conversion is None."""
    if conversion is None:
        return obj
    if conversion == "r":
        return repr(obj)
    if conversion == "s":
        return str(obj)
    if conversion == "a":
        return ascii(obj)
    raise ValueError(f"invalid conversion specifier: {conversion}")


def _template_unpickle(strings, interpolations):
    parts = [strings[0]]
    for interpolation, text in zip(interpolations, strings[1:], strict=True):
        parts += interpolation, text
    return Template(*parts)
