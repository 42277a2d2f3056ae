"""Texts in lines of a certain width, and their indentation."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACES = "\t\n\v\f\r "


def _is_letter(text, at):
    """Whether there is a letter or an underscore at an index."""
    if not 0 <= at < len(text):
        return False
    c = text[at]
    return c == "_" or c.isalnum() and not c.isdecimal()


def _ends_dash(text, at):
    """The index behind a dash of two hyphens or more between words; the index itself if there is none."""
    if at == 0 or not text.startswith("--", at):
        return at
    before = text[at - 1]
    if not (before == "_" or before.isalnum() or before in "!\"'&.,?"):
        return at
    end = at
    while text.startswith("-", end):
        end += 1
    is_word = end < len(text) and (text[end] == "_" or text[end].isalnum())
    return end if is_word else at


def _breaks_behind(text, at):
    """Whether a line may end behind the hyphen at an index: two letters, maybe hyphenated, on each side."""
    if text[at] != "-" or not _is_letter(text, at - 1) or not _is_letter(text, at + 1):
        return False
    before = _is_letter(text, at - 2) or text[at - 2:at - 1] == "-" and _is_letter(text, at - 3)
    behind = _is_letter(text, at + 2) or text[at + 2:at + 3] == "-" and _is_letter(text, at + 3)
    return before and behind


class TextWrapper:
    """How texts are put into lines."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        """Tabs expanded, each white space a space."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(dict.fromkeys(map(ord, _SPACES), " "))
        return text

    def _split(self, text):
        """The chunks that a line may end behind: words, parts of words, dashes and white space."""
        chunks = []
        start = 0
        while start < len(text):
            end = self._chunk_end(text, start)
            chunks.append(text[start:end])
            start = end
        return chunks

    def _chunk_end(self, text, start):
        if text[start] in _SPACES:
            while start < len(text) and text[start] in _SPACES:
                start += 1
            return start
        if self.break_on_hyphens:
            end = _ends_dash(text, start)
            if end > start:
                return end
        end = start + 1
        while end < len(text) and text[end] not in _SPACES:
            if self.break_on_hyphens:
                if _breaks_behind(text, end):
                    return end + 1
                if _ends_dash(text, end) > end:
                    return end
            end += 1
        return end

    def _fix_sentence_endings(self, chunks):
        """Makes the space behind a sentence two."""
        for i, (word, space) in enumerate(zip(chunks, chunks[1:])):
            if space == " ":
                end = word[:-1] if word[-1] in "\"'" else word
                if len(end) > 1 and end[-1] in ".!?" and "a" <= end[-2] <= "z":
                    chunks[i + 1] = "  "

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Puts of a chunk that fits in no line as much into this one as may be."""
        if not self.break_long_words:
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        room = 1 if width < 1 else width - cur_len
        chunk = reversed_chunks[-1]
        if self.break_on_hyphens and len(chunk) > room:
            hyphen = chunk.rfind("-", 0, room)
            if chunk[:max(hyphen, 0)].strip("-"):
                room = hyphen + 1
        cur_line.append(chunk[:room])
        reversed_chunks[-1] = chunk[room:]

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            margin = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(margin) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks = chunks[::-1]
        while chunks:
            margin = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(margin)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line = self._take_line(chunks, width)
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or self._is_rest_blank(chunks) and sum(map(len, line)) <= width):
                lines.append(margin + "".join(line))
            else:
                self._end_early(lines, line, margin, width)
                break
        return lines

    def _take_line(self, chunks, width):
        """Takes the chunks of one line."""
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _is_rest_blank(self, chunks):
        return not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()

    def _end_early(self, lines, line, margin, width):
        """Ends the text with the placeholder, in this line or the one before."""
        while line:
            if line[-1].strip() and sum(map(len, line)) + len(self.placeholder) <= width:
                lines.append(margin + "".join(line) + self.placeholder)
                return
            line.pop()
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(margin + self.placeholder.lstrip())

    def wrap(self, text):
        """The lines of a text."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """A text with its lines broken."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a text."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """A text with its lines broken."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """As much of a text as one line holds, with a mark that something is missing."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """A text without the white space that all of its lines begin with; blank lines become empty."""
    try:
        lines = text.split("\n")
    except (AttributeError, TypeError):
        raise TypeError(f"expected str object, not {type(text).__qualname__!r}") from None
    filled = [line for line in lines if line and not line.isspace()]
    margin = 0
    if filled:
        # What the first and the last in order have in common, all have.
        first, last = min(filled), max(filled)
        while margin < len(first) and first[margin] == last[margin:margin + 1] and first[margin] in " \t":
            margin += 1
    return "\n".join("" if not line or line.isspace() else line[margin:] for line in lines)


def indent(text, prefix, predicate=None):
    """A text with something before each of its lines that are not blank, or for which the predicate holds."""
    pieces = []
    for line in text.splitlines(True):
        if predicate(line) if predicate else not line.isspace():
            pieces.append(prefix)
        pieces.append(line)
    return "".join(pieces)
