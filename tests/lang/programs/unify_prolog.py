# Prolog in generators: terms, unification with a trail, backtracking, cut
# jit: threshold=5


class Var:
    counter = 0

    def __init__(self, name):
        Var.counter += 1
        self.name, self.number, self.value = name, Var.counter, None


class Term:
    __slots__ = ("name", "args")

    def __init__(self, name, *args):
        self.name, self.args = name, args


def deref(term):
    while isinstance(term, Var) and term.value is not None:
        term = term.value
    return term


def show(term):
    term = deref(term)
    if isinstance(term, Var):
        return f"_{term.name}"
    if isinstance(term, int):
        return str(term)
    if term.name == "." and len(term.args) == 2:
        items = []
        while isinstance(term, Term) and term.name == ".":
            items.append(show(term.args[0]))
            term = deref(term.args[1])
        tail = "" if isinstance(term, Term) and term.name == "[]" else "|" + show(term)
        return f"[{','.join(items)}{tail}]"
    return f"{term.name}({','.join(map(show, term.args))})" if term.args else term.name


def unify(left, right, trail):
    stack = [(left, right)]
    while stack:
        a, b = map(deref, stack.pop())
        if a is b:
            continue
        if isinstance(a, Var) or isinstance(b, Var):
            if not isinstance(a, Var):
                a, b = b, a
            a.value = b
            trail.append(a)
        elif isinstance(a, int) or isinstance(b, int):
            if a != b or type(a) is not type(b):
                return False
        elif a.name != b.name or len(a.args) != len(b.args):
            return False
        else:
            stack.extend(zip(a.args, b.args))
    return True


def undo(trail, mark):
    while len(trail) > mark:
        trail.pop().value = None


class Reader:
    def __init__(self, text):
        self.text = text.replace(":-", "~")
        self.at, self.vars = 0, {}

    def peek(self):
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.text[self.at:self.at + 1]

    def take(self, wanted=None):
        c = self.peek()
        if wanted and c != wanted:
            raise SyntaxError(f"wanted {wanted!r} at {self.at}, found {c!r}")
        self.at += 1
        return c

    def word(self):
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] == "_"):
            self.at += 1
        return self.text[start:self.at]

    def term(self):
        c = self.peek()
        if c == "[":
            self.take()
            items = [] if self.peek() == "]" else [*self.terms()]
            tail = Term("[]")
            if self.peek() == "|":
                self.take()
                tail = self.term()
            self.take("]")
            for item in reversed(items):
                tail = Term(".", item, tail)
            return tail
        if c == "!":
            self.take()
            return Term("!")
        word = self.word()
        if not word:
            raise SyntaxError(f"no term at {self.at}")
        if word.isdigit():
            return int(word)
        if word[0].isupper() or word[0] == "_":
            return Var("_") if word == "_" else self.vars.setdefault(word, Var(word))
        if self.peek() == "(":
            self.take()
            args = [*self.terms()]
            self.take(")")
            return Term(word, *args)
        return Term(word)

    def terms(self):
        yield self.term()
        while self.peek() == ",":
            self.take()
            yield self.term()

    def clauses(self):
        while self.peek():
            self.vars = {}
            head, body = self.term(), []
            if self.peek() == "~":
                self.take()
                body = [*self.terms()]
            self.take(".")
            yield head, body


class Machine:
    def __init__(self, text):
        self.rules, self.trail, self.steps = {}, [], 0
        for head, body in Reader(text).clauses():
            self.rules.setdefault((head.name, len(head.args)), []).append((head, body))

    def rename(self, term, names):
        term = deref(term)
        if isinstance(term, Var):
            return names.setdefault(term, Var(term.name))
        return term if isinstance(term, int) else Term(term.name, *(self.rename(arg, names) for arg in term.args))

    def solve(self, goals, cut):
        if not goals:
            yield
            return
        goal, rest = deref(goals[0]), goals[1:]
        self.steps += 1
        mark = len(self.trail)
        if goal.name == "!":
            yield from self.solve(rest, cut)
            cut[0] = True
            return
        builtin = getattr(self, "do_" + goal.name, None)
        if builtin:
            if builtin(*map(deref, goal.args)):
                yield from self.solve(rest, cut)
            undo(self.trail, mark)
            return
        for head, body in self.rules.get((goal.name, len(goal.args)), ()):
            names, here = {}, [False]
            if unify(goal, self.rename(head, names), self.trail):
                for _ in self.solve([self.rename(term, names) for term in body], here):
                    yield from self.solve(rest, cut)
                    if cut[0]:
                        return
            undo(self.trail, mark)
            if here[0]:
                return

    def do_plus(self, a, b, c):
        return unify(c, a + b, self.trail) if isinstance(b, int) else unify(b, c - a, self.trail)

    def do_less(self, a, b):
        return a < b

    def do_different(self, a, b):
        mark = len(self.trail)
        same = unify(a, b, self.trail)
        undo(self.trail, mark)
        return not same

    def ask(self, text, limit=6):
        reader = Reader(text)
        goals = [*reader.terms()]
        answers = []
        for _ in self.solve(goals, [False]):
            answers.append(" ".join(f"{name}={show(var)}" for name, var in reader.vars.items()) or "yes")
            if len(answers) == limit:
                answers.append("...")
                break
        undo(self.trail, 0)
        return answers or ["no"]


machine = Machine("""
parent(tom, bob). parent(tom, liz). parent(bob, ann). parent(bob, pat). parent(pat, jim).
grand(X, Z) :- parent(X, Y), parent(Y, Z).
older(X, Y) :- parent(X, Y).
older(X, Z) :- parent(X, Y), older(Y, Z).
sibling(X, Y) :- parent(P, X), parent(P, Y), different(X, Y).
append([], L, L). append([H|T], L, [H|R]) :- append(T, L, R).
member(X, [X|_]). member(X, [_|T]) :- member(X, T).
first(X, L) :- member(X, L), !.
length([], 0). length([_|T], N) :- length(T, M), plus(M, 1, N).
select(X, [X|T], T). select(X, [H|T], [H|R]) :- select(X, T, R).
perm([], []). perm(L, [H|T]) :- select(H, L, R), perm(R, T).
sorted([]). sorted([_]). sorted([A, B|T]) :- less(A, B), sorted([B|T]).
range(N, N, [N]) :- !. range(A, B, [A|T]) :- plus(A, 1, C), range(C, B, T).
""")
for query in [
    "grand(tom, X)", "older(X, jim)", "sibling(ann, Y)", "grand(X, Y)", "parent(jim, _)", "append(X, Y, [1, 2, 3])",
    "append([1], [2, 3], L), member(Z, L)", "first(X, [7, 8, 9])", "length([a, b, c, d], N)", "perm([1, 2, 3], P)",
    "perm([3, 1, 4, 2], P), sorted(P)", "range(1, 9, L), length(L, N)", "append(L, [3], [1, 2, 3])", "older(tom, jim)",
]:
    print(f"?- {query}.", *machine.ask(query), sep="\n     ")
print(machine.steps, len(machine.trail))
for wrong in ["grand(tom", "[1, 2", "f(,)"]:
    try:
        machine.ask(wrong)
    except SyntaxError as error:
        print("SyntaxError:", error)
