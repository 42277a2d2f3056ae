# Parsing with any context-free grammar: Earley's algorithm, ambiguity counted and listed, errors that say what was expected.
from collections import defaultdict, namedtuple
from functools import cache, lru_cache
from itertools import chain, islice, takewhile

Rule = namedtuple("Rule", "name parts")
Tree = namedtuple("Tree", "name children")


class ParseError(ValueError):
    def __init__(self, position, found, expected):
        super().__init__(position, found, expected)
        self.position, self.found, self.expected = position, found, expected

    def __str__(self):
        return f"at {self.position}: found {self.found!r}, expected {' or '.join(sorted(self.expected))}"


class Item(namedtuple("Item", "rule dot origin")):
    __slots__ = ()

    @property
    def following(self):
        return self.rule.parts[self.dot] if self.dot < len(self.rule.parts) else None

    def advanced(self):
        return self._replace(dot=self.dot + 1)

    def __str__(self):
        parts = list(self.rule.parts)
        parts.insert(self.dot, "·")
        return f"{self.rule.name} -> {' '.join(parts)} ({self.origin})"


class Grammar:
    def __init__(self, text):
        self.rules = defaultdict(list)
        for line in filter(None, map(str.strip, text.splitlines())):
            name, _, right = line.partition("->")
            for choice in right.split("|"):
                self.rules[name.strip()].append(Rule(name.strip(), tuple(choice.split())))
        self.start = next(iter(self.rules))
        self.empty = self.find_empty()

    def find_empty(self):
        """Names that may stand for nothing."""
        empty, before = set(), None
        while before != len(empty):
            before = len(empty)
            for rule in chain.from_iterable(self.rules.values()):
                if all(part in empty for part in rule.parts):
                    empty.add(rule.name)
        return empty

    def fits(self, part, token):
        kinds = {"number": str.isdigit, "word": str.isalpha}
        return kinds[part](token) if part in kinds else part == token

    def chart(self, tokens):
        """Yields the set of items behind each token; dictionaries keep the order."""
        columns = [{Item(rule, 0, 0): None for rule in self.rules[self.start]}]
        for position in range(len(tokens) + 1):
            column, following = columns[position], {}
            waiting = list(column)
            while waiting:
                item = waiting.pop()
                part = item.following
                if part is None:
                    new = [other.advanced() for other in list(columns[item.origin]) if other.following == item.rule.name]
                elif part in self.rules:
                    new = [Item(rule, 0, position) for rule in self.rules[part]]
                    if part in self.empty:
                        new.append(item.advanced())
                else:
                    if position < len(tokens) and self.fits(part, tokens[position]):
                        following[item.advanced()] = None
                    continue
                for item in new:
                    if item not in column:
                        column[item] = None
                        waiting.append(item)
            yield column
            if position < len(tokens) and not following:
                raise ParseError(position, tokens[position], {i.following for i in column if i.following and i.following not in self.rules})
            columns.append(following)
        if not any(i.rule.name == self.start and not i.following and not i.origin for i in column):
            raise ParseError(position, "end", {i.following for i in column if i.following and i.following not in self.rules})

    def forest(self, tokens):
        """A function that lists the trees of a name between two places."""
        spans = defaultdict(set)
        for end, column in enumerate(self.chart(tokens)):
            for item in column:
                if item.following is None:
                    spans[item.rule.name, item.origin].add((end, item.rule))

        @cache
        def ends(name, start):
            return sorted({end for end, _ in spans[name, start]})

        @lru_cache(maxsize=None)
        def count(parts, start, end):
            if not parts:
                return start == end
            first, rest = parts[0], parts[1:]
            if first not in self.rules:
                return start < end and self.fits(first, tokens[start]) and count(rest, start + 1, end)
            # A rule whose first part is its own name must not ask for itself: the rest is looked at first.
            rests = ((middle, count(rest, middle, end)) for middle in takewhile(end.__ge__, ends(first, start)))
            return sum(number * trees(first, start, middle) for middle, number in rests if number)

        @cache
        def trees(name, start, end):
            return sum(count(rule.parts, start, end) for stop, rule in spans[name, start] if stop == end)

        def split(parts, start, end):
            if not parts:
                if start == end:
                    yield ()
                return
            first, rest = parts[0], parts[1:]
            if first not in self.rules:
                if start < end and self.fits(first, tokens[start]):
                    yield from ((tokens[start], *others) for others in split(rest, start + 1, end))
                return
            for middle in takewhile(end.__ge__, ends(first, start)):
                if count(rest, middle, end):
                    for tree in build(first, start, middle):
                        for others in split(rest, middle, end):
                            yield (tree, *others)

        def build(name, start, end):
            for rule in self.rules[name]:
                if (end, rule) in spans[name, start]:
                    yield from (Tree(name, children) for children in split(rule.parts, start, end))

        return build(self.start, 0, len(tokens)), trees(self.start, 0, len(tokens))


def bracketed(tree):
    if isinstance(tree, str):
        return tree
    inside = " ".join(map(bracketed, tree.children))
    return f"({inside})" if len(tree.children) > 1 else inside


def evaluate(tree):
    if isinstance(tree, str):
        return int(tree) if tree.isdigit() else tree
    parts = list(map(evaluate, tree.children))
    if len(parts) == 3 and parts[1] in ("+", "-", "*"):
        a, op, b = parts
        return a + b if op == "+" else a - b if op == "-" else a * b
    return parts[1] if len(parts) == 3 else parts[0]


arithmetic = Grammar("""
    sum -> sum + product | sum - product | product
    product -> product * factor | factor
    factor -> ( sum ) | number
""")
ambiguous = Grammar("""
    e -> e + e | e * e | number
""")
english = Grammar("""
    sentence -> nouns verbs
    nouns -> article noun | nouns where
    verbs -> verb nouns | verbs where
    where -> place nouns
    article -> the | a
    noun -> man | telescope | park | dog | hill
    verb -> saw | fed
    place -> with | in | on
""")
lists = Grammar("""
    list -> [ items ]
    items -> | item more
    more -> | , item more
    item -> word | list
""")
for text in ("1 + 2 * ( 3 + 4 ) - 5", "( ( ( 7 ) ) )", "2 * 3 * 4 - 1 - 1"):
    trees, number = arithmetic.forest(text.split())
    tree = next(trees)
    print(text, "=", evaluate(tree), number, bracketed(tree), next(trees, "no other"))
for n in range(1, 7):
    trees, number = ambiguous.forest(" + ".join("123456789"[:n]).split())
    print(n, number, *islice(map(bracketed, trees), 3))
trees, number = ambiguous.forest("2 + 3 * 4 + 5".split())
print(number, [(bracketed(tree), evaluate(tree)) for tree in trees])
print(ambiguous.forest(("1 + " * 16 + "1").split())[1])
sentence = "the man saw the dog in the park with a telescope"
trees, number = english.forest(sentence.split())
print(number)
for tree in trees:
    print("   ", bracketed(tree))
print([english.forest((sentence + " on the hill" * n).split())[1] for n in range(4)])
for text in ("[ ]", "[ a , [ b , c ] , [ ] ]", "[ " * 30 + "] " * 30):
    trees, number = lists.forest(text.split())
    print(number, bracketed(next(trees))[:60], sorted(lists.empty))
for grammar, text in ((arithmetic, "1 + * 2"), (arithmetic, "( 1 + 2"), (english, "the dog fed"), (lists, "[ a b ]"), (lists, ""), (english, "cat")):
    try:
        print(grammar.forest(text.split()))
    except ParseError as error:
        print(type(error).__name__, error)
columns = list(arithmetic.chart("1 + 2".split()))
print([len(column) for column in columns], *sorted(map(str, columns[-1])), sep="\n  ")
