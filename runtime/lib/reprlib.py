"""repr() of limited size."""

import builtins
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """Decorator of a __repr__: inside itself, for the same object, it gives the fill value."""

    def decorate(method):
        # The ids of the objects whose repr() is being made.
        busy = set()

        def guarded(self):
            this = id(self)
            if this in busy:
                return fillvalue
            try:
                busy.add(this)
                return method(self)
            finally:
                busy.remove(this)

        guarded.__wrapped__ = method
        for attribute in ("__doc__", "__module__", "__name__", "__qualname__", "__type_params__"):
            if hasattr(method, attribute):
                setattr(guarded, attribute, getattr(method, attribute))
        return guarded

    return decorate


def _in_order(items):
    """The items sorted, or as they come where they have no order."""
    try:
        return sorted(items)
    except Exception:
        return list(items)


def _of_items(kind, opening, closing, *, empty=None, order=iter, after_single=""):
    """A method of Repr for collections of one type.

    The opening may use the collection. An empty one may have a text of its own, and one item be followed by
    something more.
    """
    limit = "max" + kind

    def method(self, x, level):
        if empty is not None and not x:
            return empty.format(x)
        start = opening.format(x)
        count = len(x)
        if count and level <= 0:
            return start + self.fillvalue + closing
        most = getattr(self, limit)
        texts = [self.repr1(item, level - 1) for item in islice(order(x), max(most, 0))]
        end = after_single if count == 1 and self.indent is None else ""
        return start + self._joined(texts, count > most, level) + end + closing

    method.__name__ = "repr_" + kind
    method.__qualname__ = "Repr." + method.__name__
    return method


class Repr:
    """Makes texts of objects, within limits that are its attributes."""

    # Names of types for which there are methods, and the modules these types must be from.
    _homes = {
        **dict.fromkeys(("dict", "frozenset", "int", "list", "set", "str", "tuple"), "builtins"),
        "array": "array",
        "deque": "collections",
    }

    def __init__(
        self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6,
        maxfrozenset=6, maxdeque=6, maxstring=30, maxlong=40, maxother=30, fillvalue="...", indent=None,
    ):
        options = locals()
        del options["self"]
        for name, value in options.items():
            setattr(self, name, value)

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        kind = type(x)
        name = kind.__name__
        show = getattr(self, "repr_" + ("_".join(name.split()) if " " in name else name), None)
        # A class that is only called like a built-in one has nothing else in common with it.
        if show and self._homes.get(name) in (None, getattr(kind, "__module__", None)):
            return show(x, level)
        return self.repr_instance(x, level)

    repr_tuple = _of_items("tuple", "(", ")", after_single=",")
    repr_list = _of_items("list", "[", "]")
    repr_deque = _of_items("deque", "deque([", "])")
    repr_array = _of_items("array", "array('{0.typecode}', [", "])", empty="array('{0.typecode}')")
    repr_set = _of_items("set", "{{", "}", empty="set()", order=_in_order)
    repr_frozenset = _of_items("frozenset", "frozenset({{", "})", empty="frozenset()", order=_in_order)

    def repr_dict(self, x, level):
        if x and level <= 0:
            return "{" + self.fillvalue + "}"
        keys = islice(_in_order(x), max(self.maxdict, 0))
        texts = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}" for key in keys]
        return "{" + self._joined(texts, len(x) > self.maxdict, level) + "}"

    def _joined(self, texts, more, level):
        """What stands between brackets, where more may be left out."""
        if more:
            texts.append(self.fillvalue)
        if self.indent is None or not texts:
            return ", ".join(texts)
        step = self._step()
        line = "\n" + step * (self.maxlevel - level + 1)
        text = line + ("," + line).join(texts) + "," + line
        # The closing bracket is one step further out.
        return text[: len(text) - len(step)]

    def _step(self):
        """The white space of one level."""
        indent = self.indent
        if isinstance(indent, str):
            return indent
        if not isinstance(indent, int):
            raise TypeError(f"Repr.indent must be a str, int or None, not {type(indent)}")
        if indent < 0:
            raise ValueError(f"Repr.indent cannot be negative int (was {indent!r})")
        return " " * indent

    def repr_str(self, x, level):
        most = self.maxstring
        text = builtins.repr(x[:most])
        if len(text) <= most:
            return text
        # The ends of the string are put together first, so that quotes and escapes are of one text.
        return self._without_middle(builtins.repr("".join(_ends(x, most))), most)

    def repr_int(self, x, level):
        return self._cut(builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f"<{x.__class__.__name__} instance at {id(x):#x}>"
        return self._cut(text, self.maxother)

    def _cut(self, text, most):
        return text if len(text) <= most else self._without_middle(text, most)

    def _without_middle(self, text, most):
        return self.fillvalue.join(_ends(text, most))


def _ends(text, most):
    """The first and the last characters, as many as there may be beside three dots."""
    kept = max(most - 3, 0)
    return text[: kept // 2], text[len(text) - (kept - kept // 2) :]


aRepr = Repr()
repr = aRepr.repr
