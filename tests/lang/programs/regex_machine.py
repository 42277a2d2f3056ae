# Regular expressions: parsed to a graph, matched by backtracking generators and by sets of states
# jit: threshold=5
# not-in: gc-every-1 too long for a collection at every allocation


class Pattern:
    def __init__(self, text):
        self.text, self.at, self.groups = text, 0, 0
        self.root = self.alternatives()
        if self.at < len(text):
            raise ValueError(f"unbalanced at {self.at}")

    def peek(self):
        return self.text[self.at:self.at + 1]

    def take(self):
        self.at += 1
        return self.text[self.at - 1]

    def alternatives(self):
        branches = [self.sequence()]
        while self.peek() == "|":
            self.take()
            branches.append(self.sequence())
        return branches[0] if len(branches) == 1 else ("any", *branches)

    def sequence(self):
        parts = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.repeated())
        return ("seq", *parts)

    def repeated(self):
        atom = self.atom()
        while self.peek() and self.peek() in "*+?":
            sign = self.take()
            lazy = self.peek() == "?"
            if lazy:
                self.take()
            atom = ("repeat", atom, 1 if sign == "+" else 0, 1 if sign == "?" else None, lazy)
        return atom

    def atom(self):
        c = self.take()
        if c == "(":
            self.groups += 1
            number = self.groups
            inner = self.alternatives()
            if not self.peek():
                raise ValueError(f"group {number} is open")
            self.take()
            return ("group", number, inner)
        if c == "[":
            negated = self.peek() == "^"
            if negated:
                self.take()
            members = set()
            while self.peek() != "]":
                first = self.take()
                if self.peek() == "-" and self.text[self.at + 1] != "]":
                    self.take()
                    members.update(map(chr, range(ord(first), ord(self.take()) + 1)))
                else:
                    members.add(first)
            self.take()
            return ("char", lambda c: (c in members) != negated)
        if c == ".":
            return ("char", lambda c: c != "\n")
        if c == "\\":
            kind = self.take()
            tests = {"d": str.isdigit, "w": lambda c: c.isalnum() or c == "_", "s": str.isspace}
            if kind.isdigit():
                return ("back", int(kind))
            return ("char", tests.get(kind) or kind.__eq__)
        if c in "*+?":
            raise ValueError(f"nothing to repeat at {self.at - 1}")
        if c in "^$":
            return ("edge", c)
        return ("char", c.__eq__)


def walk(node, text, at, groups):
    """Every place where a match of the node that starts here can end, best first."""
    kind, *parts = node
    yield from globals()["walk_" + kind](parts, text, at, groups)


def walk_char(parts, text, at, groups):
    if at < len(text) and parts[0](text[at]):
        yield at + 1


def walk_edge(parts, text, at, groups):
    if at == (0 if parts[0] == "^" else len(text)):
        yield at


def walk_any(branches, text, at, groups):
    for branch in branches:
        yield from walk(branch, text, at, groups)


def walk_group(parts, text, at, groups):
    number, inner = parts
    before = groups.get(number)
    for end in walk(inner, text, at, groups):
        groups[number] = (at, end)
        yield end
    if before is None:
        groups.pop(number, None)
    else:
        groups[number] = before


def walk_back(parts, text, at, groups):
    start, end = groups.get(parts[0], (0, -1))
    if end >= 0 and text.startswith(text[start:end], at):
        yield at + end - start


def walk_repeat(parts, text, at, groups):
    inner, least, most, lazy = parts
    if lazy and least <= 0:
        yield at
    if most is None or most > 0:
        for end in walk(inner, text, at, groups):
            if end > at or least > 0:
                yield from walk(("repeat", inner, least - 1, most and most - 1, lazy), text, end, groups)
    if not lazy and least <= 0:
        yield at


def walk_seq(parts, text, at, groups):
    if not parts:
        yield at
        return
    for end in walk(parts[0], text, at, groups):
        yield from walk_seq(parts[1:], text, end, groups)


def search(pattern, text, start=0):
    for at in range(start, len(text) + 1):
        groups = {}
        for end in walk(pattern.root, text, at, groups):
            found = [text[slice(*groups[n])] if n in groups else None for n in range(1, pattern.groups + 1)]
            return at, end, found
    return None


def find_all(pattern, text):
    at = 0
    while found := search(pattern, text, at):
        start, end, groups = found
        yield groups or text[start:end]
        at = end + (start == end)


for source, text in [
    ("(\\w+)@(\\w+)\\.com", "mail joe@site.com, amy@home.org and zed@work.com"), ("a.c|b+", "xxabc bbb aXc"),
    ("(a*)(ab)*(b*)", "aaabbb"), ("<(.+?)>", "<one><two>"), ("<(.+)>", "<one><two>"), ("^\\s*(\\d+)\\s*$", "  42 "),
    ("[^aeiou\\s]+", "hello world"), ("(\\w)\\1", "bookkeeper"), ("x*", "axxb"), ("(a|ab)(c|bcd)(d*)", "abcd"),
    ("([A-Z]\\d?)+", "A1BC3d"), ("(?", "?"), ("a**", "aa"), ("(ab", "ab"), ("a)", "a"), ("+a", "a"),
]:
    try:
        pattern = Pattern(source)
    except ValueError as error:
        print(f"{source:20} ValueError: {error}")
        continue
    print(f"{source:20} {search(pattern, text)} {list(find_all(pattern, text))}")
pattern = Pattern("((\\d+),)*(\\d+);")
lines = [",".join(str(i * j) for j in range(1, i % 5 + 2)) + ";" * (i % 3 > 0) for i in range(60)]
hits = [found for line in lines if (found := search(pattern, line))]
print(len(hits), sum(end for _, end, _ in hits), hits[7])
