"""Tracebacks and stacks as objects and as text."""

import sys

import _traceback
import linecache
from itertools import islice

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
    "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
    "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_HEADER = "Traceback (most recent call last):\n"
_SHOWN_REPEATS = 3


class _Implicit:
    """Stands for an argument that is not given."""

    def __repr__(self):
        return "<implicit>"


_sentinel = _Implicit()


def _exception_parts(exc, value, tb):
    """The exception's value and traceback, given as one argument or as three."""
    given = sum(argument is not _sentinel for argument in (value, tb))
    if given == 1:
        raise ValueError("Both or neither of value and tb must be given")
    if given or exc is None:
        return (value, tb) if given else (None, None)
    if not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, exc.__traceback__


def print_list(extracted_list, file=None):
    """Prints entries of `extract_tb` or `extract_stack`."""
    file = sys.stderr if file is None else file
    for text in StackSummary.from_list(extracted_list).format():
        print(text, file=file, end="")


def format_list(extracted_list):
    """The texts of entries of `extract_tb` or `extract_stack`."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Prints the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The texts of the entries of a traceback."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback."""
    return StackSummary._extract(_positions_of_tb(tb), limit=limit)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    """Prints an exception as the interpreter does."""
    colorize = kwargs.pop("colorize", False)
    if kwargs:
        raise TypeError(f"print_exception() got an unexpected keyword argument '{next(iter(kwargs))}'")
    value, tb = _exception_parts(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """The texts that `print_exception` prints."""
    kwargs.pop("colorize", None)
    if kwargs:
        raise TypeError(f"format_exception() got an unexpected keyword argument '{next(iter(kwargs))}'")
    value, tb = _exception_parts(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The texts of an exception without its traceback."""
    if value is _sentinel:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Prints the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The text of the exception that is being handled."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Prints the exception that the last statement of a session ended in."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Prints the stack."""
    print_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The texts of the entries of the stack."""
    return format_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit))


def extract_stack(f=None, limit=None):
    """The entries of the stack, outermost first."""
    stack = StackSummary.extract(walk_stack(sys._getframe().f_back if f is None else f), limit=limit)
    stack.reverse()
    return stack


def walk_stack(f):
    """A frame and those that called it, with their lines."""
    if f is None:
        f = sys._getframe().f_back

    def frames(frame):
        while frame is not None:
            yield frame, frame.f_lineno
            frame = frame.f_back

    return frames(f)


def _entries(tb):
    """A traceback and all that hang on it."""
    while tb is not None:
        yield tb
        tb = tb.tb_next


def walk_tb(tb):
    """The frames of a traceback, with their lines."""
    for entry in _entries(tb):
        yield entry.tb_frame, entry.tb_lineno


def clear_frames(tb):
    """Clears the local variables of all frames of a traceback."""
    for entry in _entries(tb):
        try:
            entry.tb_frame.clear()
        except RuntimeError:
            # It is still running.
            continue


def _positions_of_tb(tb):
    """The frames of a traceback, with the line and columns of the instruction."""
    for entry in _entries(tb):
        line, place = entry.tb_lineno, (None, None, None)
        if entry.tb_lasti >= 0:
            positions = islice(entry.tb_frame.f_code.co_positions(), entry.tb_lasti // 2, None)
            first, *rest = next(positions, (line, *place))
            if first is None or first == line:
                place = rest
        yield entry.tb_frame, (line, *place)


class FrameSummary:
    """One entry of a traceback or stack."""

    __slots__ = (
        "filename", "lineno", "end_lineno", "colno", "end_colno", "name", "locals", "_line", "_given", "_code",
    )

    def __init__(
        self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
        end_colno=None, **kwargs
    ):
        self.filename, self.name = filename, name
        self.lineno, self.end_lineno = lineno, lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno
        self._line = line
        self._given = line is not None
        self._code = kwargs.get("_code")
        if lookup_line:
            self.line
        self.locals = None if locals is None else {key: _safe_text(value, "local", repr) for key, value in locals.items()}

    def __eq__(self, other):
        if isinstance(other, tuple):
            return tuple(self) == other
        if not isinstance(other, FrameSummary):
            return NotImplemented
        mine, theirs = ((entry.filename, entry.lineno, entry.name, entry.locals) for entry in (self, other))
        return mine == theirs

    __hash__ = None

    def __getitem__(self, index):
        return tuple(self)[index]

    def __iter__(self):
        yield from (self.filename, self.lineno, self.name, self.line)

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    @property
    def line(self):
        """The source line without its indentation; None without a line number."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


class StackSummary(list):
    """The entries of a traceback or stack."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """From pairs of a frame and a line."""
        frames = ((frame, (line, None, None, None)) for frame, line in frame_gen)
        return klass._extract(frames, limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract(klass, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        chosen = list(frames)
        if limit is not None:
            chosen = chosen[:limit] if limit >= 0 else chosen[limit:]
        files = {}
        for frame, _ in chosen:
            files[frame.f_code.co_filename] = None
            linecache.lazycache(frame.f_code.co_filename, frame.f_globals)
        for filename in files:
            linecache.checkcache(filename)
        result = klass()
        for frame, (line, end_line, column, end_column) in chosen:
            code = frame.f_code
            result.append(
                FrameSummary(
                    code.co_filename, line, code.co_name, lookup_line=lookup_lines,
                    locals=frame.f_locals if capture_locals else None, end_lineno=end_line, colno=column,
                    end_colno=end_column,
                )
            )
            result[-1]._given = False
        return result

    @classmethod
    def from_list(klass, a_list):
        """From entries, or tuples `(filename, lineno, name, line)`."""
        result = klass()
        for entry in a_list:
            if isinstance(entry, FrameSummary):
                result.append(entry)
            else:
                filename, lineno, name, line = entry
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry."""
        entry = frame_summary
        filename = "<stdin>" if entry.filename.startswith("<stdin-") else entry.filename
        text = f'  File "{filename}", line {entry.lineno}, in {entry.name}\n'
        if entry._given or entry.colno is None or entry.end_colno is None:
            if entry.line:
                text += f"    {entry.line}\n"
        else:
            source = "".join(linecache.getlines(entry.filename))
            text += _traceback.excerpt(source, entry.lineno, entry.end_lineno, entry.colno, entry.end_colno)
        if entry.locals:
            for name, value in sorted(entry.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        """The texts of all entries; of many equal ones in a row only some are shown."""
        texts = []
        last, count = None, 0
        for entry in self:
            text = self.format_frame_summary(entry)
            if text is None:
                continue
            place = (entry.filename, entry.lineno, entry.name)
            if place != last:
                texts += _repeats(count)
                last, count = place, 0
            count += 1
            if count <= _SHOWN_REPEATS:
                texts.append(text)
        return texts + _repeats(count)


def _repeats(count):
    more = count - _SHOWN_REPEATS
    return [f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n'] if more > 0 else []


def _safe_text(value, what, show=str):
    try:
        return show(value)
    except:
        return f"<{what} {show.__name__}() failed>"


class TracebackException:
    """An exception with all that is printed of it, kept as text so that it may go."""

    def __init__(
        self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False,
        max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None
    ):
        is_inner = _seen is not None
        _seen = set() if _seen is None else _seen
        _seen.add(id(exc_value))
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.stack = StackSummary._extract(
            _positions_of_tb(exc_traceback), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals
        )
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_text(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        names = (None, None) if exc_type is None else (exc_type.__module__, exc_type.__qualname__)
        self.exc_type_module, self.exc_type_qualname = names
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text, self.offset, self.end_offset = exc_value.text, exc_value.offset, exc_value.end_offset
            self.msg = exc_value.msg
        self._only = _traceback.exception_only(exc_value) if isinstance(exc_value, BaseException) else None
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        options = {
            "limit": limit, "lookup_lines": lookup_lines, "capture_locals": capture_locals, "compact": compact,
            "max_group_width": max_group_width, "max_group_depth": max_group_depth, "_seen": _seen,
        }
        self.__cause__ = self.__context__ = self.exceptions = None
        if exc_value is None:
            return
        cause, context = exc_value.__cause__, exc_value.__context__
        if cause is not None and id(cause) not in _seen:
            self.__cause__ = TracebackException(type(cause), cause, cause.__traceback__, **options)
        needs_context = not compact or cause is None and not exc_value.__suppress_context__
        if context is not None and needs_context and id(context) not in _seen:
            self.__context__ = TracebackException(type(context), context, context.__traceback__, **options)
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [
                TracebackException(type(inner), inner, inner.__traceback__, **options) for inner in exc_value.exceptions
            ]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Of an exception and its traceback."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        """The class of the exception."""
        import warnings

        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the class as it is printed."""
        if self.exc_type_qualname is None:
            return None
        if self.exc_type_module in ("__main__", "builtins"):
            return self.exc_type_qualname
        return f"{self.exc_type_module}.{self.exc_type_qualname}"

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, TracebackException) else NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The texts of class and message, for syntax errors the place, and the notes."""
        indent = "   " * _depth if _depth else ""
        if self._only is None:
            name = self.exc_type_str
            if name is None:
                yield indent + "NoneType: None\n"
            else:
                yield indent + (f"{name}: {self._str}\n" if self._str else f"{name}\n")
            return
        for line in self._only.splitlines(keepends=True):
            yield indent + line
        if self.exceptions and show_group:
            for inner in self.exceptions:
                yield from inner.format_exception_only(show_group=True, _depth=_depth + 1)

    def format(self, *, chain=True, _state=None, **kwargs):
        """The texts of the exception and, with `chain`, of those before it."""
        state = _Nesting() if _state is None else _state
        parts = []
        exception = self
        while exception is not None:
            after, link = None, None
            if chain:
                if exception.__cause__ is not None:
                    after, link = exception.__cause__, _CAUSE
                elif exception.__context__ is not None and not exception.__suppress_context__:
                    after, link = exception.__context__, _CONTEXT
            parts.append((link, exception))
            exception = after
        for link, exception in reversed(parts):
            if link is not None:
                yield from state.lines([link])
            if exception.exceptions is None:
                if exception.stack:
                    yield from state.lines([_HEADER])
                    yield from state.lines(exception.stack.format())
                yield from state.lines(exception.format_exception_only())
            elif state.depth > self.max_group_depth:
                yield from state.lines([f"... (max_group_depth is {self.max_group_depth})\n"])
            else:
                yield from exception._format_group(state)

    def _format_group(self, state):
        """The texts of a group: its own, then those of its exceptions in boxes."""
        is_outermost = state.depth == 0
        if is_outermost:
            state.depth = 1
        if self.stack:
            yield from state.lines(["Exception Group " + _HEADER], "+" if is_outermost else None)
            yield from state.lines(self.stack.format())
        yield from state.lines(self.format_exception_only())
        shown = self.exceptions[: self.max_group_width]
        hidden = len(self.exceptions) - len(shown)
        state.needs_end = False
        for index, inner in enumerate(shown):
            is_last = index == len(shown) - 1 and not hidden
            if is_last:
                state.needs_end = True
            margin = "+-" if index == 0 else "  "
            yield f"{state.indent()}{margin}+---------------- {index + 1} ----------------\n"
            state.depth += 1
            yield from inner.format(_state=state)
            if is_last and state.needs_end:
                yield f"{state.indent()}+------------------------------------\n"
                state.needs_end = False
            state.depth -= 1
        if hidden:
            yield f"{state.indent()}  +---------------- ... ----------------\n"
            state.depth += 1
            yield from state.lines([f"and {hidden} more exception{'s' if hidden > 1 else ''}\n"])
            yield f"{state.indent()}+------------------------------------\n"
            state.needs_end = False
            state.depth -= 1
        if is_outermost:
            state.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Prints the texts of `format`."""
        file = sys.stderr if file is None else file
        for text in self.format(chain=chain):
            print(text, file=file, end="")


class _Nesting:
    """How deep in groups the text is."""

    def __init__(self):
        self.depth = 0
        self.needs_end = False

    def indent(self):
        return " " * (2 * self.depth)

    def lines(self, texts, margin=None):
        """The texts with the margin of the group on each line."""
        if not self.depth:
            yield from texts
            return
        prefix = self.indent() + ("|" if margin is None else margin) + " "
        for text in texts:
            yield "".join(prefix + line for line in text.splitlines(keepends=True))
