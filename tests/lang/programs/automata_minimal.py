# Finite automata: from expressions to NFA, DFA, the minimal one; products, equivalence, words in order
# jit: threshold=5
from itertools import count, product


class Nfa:
    def __init__(self):
        self.edges, self.empty, self.numbers = {}, {}, count()

    def state(self):
        return next(self.numbers)

    def edge(self, start, symbol, end):
        if symbol is None:
            self.empty.setdefault(start, set()).add(end)
        else:
            self.edges.setdefault((start, symbol), set()).add(end)

    def closure(self, states):
        seen, stack = set(states), list(states)
        while stack:
            for other in self.empty.get(stack.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return frozenset(seen)

    @classmethod
    def build(cls, text):
        self = cls()
        self.text, self.at = text, 0
        self.start, self.end = self.union()
        if self.at != len(text):
            raise ValueError(f"{text!r} at {self.at}")
        return self

    def peek(self):
        return self.text[self.at:self.at + 1]

    def union(self):
        start, end = self.chain()
        while self.peek() == "|":
            self.at += 1
            other_start, other_end = self.chain()
            head, tail = self.state(), self.state()
            for a, b in ((head, start), (head, other_start), (end, tail), (other_end, tail)):
                self.edge(a, None, b)
            start, end = head, tail
        return start, end

    def chain(self):
        start = end = self.state()
        while self.peek() and self.peek() not in "|)":
            a, b = self.starred()
            self.edge(end, None, a)
            end = b
        return start, end

    def starred(self):
        c = self.peek()
        self.at += 1
        if c == "(":
            start, end = self.union()
            if self.peek() != ")":
                raise ValueError(f"{self.text!r} is open")
            self.at += 1
        else:
            start, end = self.state(), self.state()
            self.edge(start, c, end)
        while self.peek() in ("*", "+"):
            sign = self.peek()
            self.at += 1
            head, tail = self.state(), self.state()
            self.edge(head, None, start)
            self.edge(end, None, start)
            self.edge(end, None, tail)
            if sign == "*":
                self.edge(head, None, tail)
            start, end = head, tail
        return start, end


class Dfa:
    def __init__(self, alphabet, table, finals, start=0):
        self.alphabet, self.table, self.finals, self.start = alphabet, table, frozenset(finals), start

    @classmethod
    def of(cls, text, alphabet="ab"):
        nfa = Nfa.build(text)
        first = nfa.closure([nfa.start])
        numbers, table, pending = {first: 0}, [], [first]
        for states in pending:
            row = []
            for symbol in alphabet:
                reached = nfa.closure(set().union(*(nfa.edges.get((state, symbol), ()) for state in states)))
                if reached not in numbers:
                    numbers[reached] = len(numbers)
                    pending.append(reached)
                row.append(numbers[reached])
            table.append(row)
        return cls(alphabet, table, [number for states, number in numbers.items() if nfa.end in states])

    def minimal(self):
        group = [int(state in self.finals) for state in range(len(self.table))]
        while True:
            signatures = {}
            fresh = [signatures.setdefault((group[state], *(group[t] for t in row)), len(signatures)) for state, row in enumerate(self.table)]
            if len(set(fresh)) == len(set(group)):
                break
            group = fresh
        order, seen = [self.start], {group[self.start]: 0}
        for state in order:
            for target in self.table[state]:
                if group[target] not in seen:
                    seen[group[target]] = len(seen)
                    order.append(target)
        table = [[seen[group[target]] for target in self.table[state]] for state in order]
        return Dfa(self.alphabet, table, [i for i, state in enumerate(order) if state in self.finals])

    def accepts(self, word):
        state = self.start
        for symbol in word:
            state = self.table[state][self.alphabet.index(symbol)]
        return state in self.finals

    def combine(self, other, keep):
        pairs, table, finals = {(self.start, other.start): 0}, [], []
        pending = list(pairs)
        for a, b in pending:
            if keep(a in self.finals, b in other.finals):
                finals.append(pairs[a, b])
            row = []
            for pair in zip(self.table[a], other.table[b]):
                if pair not in pairs:
                    pairs[pair] = len(pairs)
                    pending.append(pair)
                row.append(pairs[pair])
            table.append(row)
        return Dfa(self.alphabet, table, finals)

    __and__ = lambda self, other: self.combine(other, lambda a, b: a and b)
    __or__ = lambda self, other: self.combine(other, lambda a, b: a or b)
    __xor__ = lambda self, other: self.combine(other, lambda a, b: a != b)
    __eq__ = lambda self, other: not (self ^ other).minimal().finals
    __hash__ = None

    def words(self):
        """Accepted words, shorter ones first, in order of the alphabet."""
        layer = [("", self.start)]
        while layer:
            yield from (word for word, state in layer if state in self.finals)
            layer = [(word + symbol, target) for word, state in layer for symbol, target in zip(self.alphabet, self.table[state]) if self.useful(target)]

    def useful(self, state):
        seen, stack = {state}, [state]
        while stack:
            if (at := stack.pop()) in self.finals:
                return True
            stack.extend(target for target in set(self.table[at]) - seen)
            seen.update(self.table[at])
        return False


for text in ["a*b", "(a|b)*abb", "(ab|ba)+", "a(b|)a*", "((a|b)(a|b))*", "(a*b*)*", "", "aa*|b"]:
    dfa = Dfa.of(text)
    small = dfa.minimal()
    first = [word or "-" for _, word in zip(range(7), small.words())]
    print(f"{text:14} {len(dfa.table)}->{len(small.table)} {small.table} {sorted(small.finals)} {' '.join(first)}")
print(Dfa.of("(a|b)*") == Dfa.of("(a*b*)*"), Dfa.of("(ab)*a") == Dfa.of("a(ba)*"), Dfa.of("a+") == Dfa.of("a*"))
even, ends = Dfa.of("((a|b)(a|b))*"), Dfa.of("(a|b)*b")
print([w for _, w in zip(range(6), (even & ends).minimal().words())], len((even | ends).minimal().table), [w for _, w in zip(range(5), (even ^ ends).words())])
words = ["".join(w) for n in range(8) for w in product("ab", repeat=n)]
big = Dfa.of("(a|b)*a(a|b)(a|b)(a|b)")
print(len(big.table), len(big.minimal().table), sum(map(big.accepts, words)), sum(map(big.minimal().accepts, words)))
for wrong in ["(ab", "a)b", "(a|b"]:
    try:
        Dfa.of(wrong)
    except ValueError as error:
        print("ValueError:", error)
