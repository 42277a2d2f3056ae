# A regular expression matcher: compiled to a network of states by generators, run without backtracking.


class State:
    def __init__(self, test=None):
        self.test, self.next = test, []

    def __repr__(self):
        return f"<State {self.test}>"


class Pattern:
    def __init__(self, text):
        self.text, self.at = text, 0
        start, ends = self.alternatives()
        if self.at < len(text):
            raise ValueError(f"unmatched {text[self.at]!r} at {self.at}")
        self.start, self.accept = start, State("accept")
        for end in ends:
            end.next.append(self.accept)

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else None

    def alternatives(self):
        start, ends = State(), []
        while True:
            first, last = self.sequence()
            start.next.append(first)
            ends += last
            if self.peek() != "|":
                return start, ends
            self.at += 1

    def sequence(self):
        start = State()
        ends = [start]
        while self.peek() not in (None, "|", ")"):
            first, last = self.repeated()
            for end in ends:
                end.next.append(first)
            ends = last
        return start, ends

    def repeated(self):
        first, last = self.atom()
        mark = self.peek()
        if mark is not None and mark in "*+?":
            self.at += 1
            hub = State()
            hub.next.append(first)
            if mark in "*+":
                for end in last:
                    end.next.append(hub)
            if mark == "?":
                return hub, last + [hub]
            return (hub, [hub]) if mark == "*" else (first, [hub] if hub.next else last)
        return first, last

    def atom(self):
        c = self.peek()
        if c in "*+?":
            raise ValueError(f"nothing to repeat at {self.at}")
        self.at += 1
        if c == "(":
            inside = self.alternatives()
            if self.peek() != ")":
                raise ValueError("missing )")
            self.at += 1
            return inside
        if c == "[":
            end = self.text.index("]", self.at)
            body, self.at = self.text[self.at:end], end + 1
            chosen = set(expand(body.removeprefix("^")))
            state = State((lambda d: d not in chosen) if body[0] == "^" else chosen.__contains__)
        elif c == ".":
            state = State(lambda d: True)
        elif c == "\\":
            kind = self.text[self.at]
            self.at += 1
            state = State({"d": str.isdigit, "w": str.isalnum, "s": str.isspace}.get(kind) or kind.__eq__)
        else:
            state = State(c.__eq__)
        return state, [state]

    def closure(self, states):
        seen, stack = set(), list(states)
        while stack:
            state = stack.pop()
            if state not in seen:
                seen.add(state)
                if state.test is None:
                    stack.extend(state.next)
                else:
                    yield state

    def lengths(self, text, start=0):
        current = list(self.closure([self.start]))
        for i in range(start, len(text) + 1):
            if self.accept in current:
                yield i - start
            if i == len(text) or not current:
                return
            moved = [n for s in current if s is not self.accept and s.test(text[i]) for n in s.next]
            current = list(self.closure(moved))

    def fullmatch(self, text):
        return any(n == len(text) for n in self.lengths(text))

    def findall(self, text):
        at = 0
        while at <= len(text):
            longest = max(self.lengths(text, at), default=0)
            if longest:
                yield text[at:at + longest]
            at += longest or 1


def expand(body):
    i = 0
    while i < len(body):
        if body[i + 1:i + 2] == "-" and i + 2 < len(body):
            yield from map(chr, range(ord(body[i]), ord(body[i + 2]) + 1))
            i += 3
        else:
            yield body[i]
            i += 1


for text, samples in {"a*b": ["b", "aaab", "aba", ""], "(ab|c)+d?": ["abcab", "cd", "d", "abd"], "[a-c]x|[^a-c]y": ["ax", "dy", "ay"],
                      "\\d+(\\.\\d+)?": ["3.14", "42", "3.", ".5"], "(a|b)*abb": ["abb", "aababb", "ab"], "x?y?z?": ["", "xz", "zx"],
                      "(a*)*": ["", "aaaa", "b"]}.items():
    pattern = Pattern(text)
    print(text, [sample for sample in samples if pattern.fullmatch(sample)])
print(list(Pattern("\\w+").findall("the quick, brown fox 42!")))
print(list(Pattern("[0-9]+|[a-z]+").findall("abc123def 7x")))
for bad in ("*a", "(a", "a)", "a**"):
    try:
        print(bad, Pattern(bad).fullmatch("aa"))
    except ValueError as error:
        print(bad, "->", error)
slow = "a?" * 14 + "a" * 14
print(Pattern(slow).fullmatch("a" * 14), Pattern(slow).fullmatch("a" * 13))
