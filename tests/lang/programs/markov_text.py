# Word statistics: n-grams from a sliding generator, a Markov chain with its own random source, an index, edit distance.

TEXT = """The cat sat on the mat. The dog sat on the log. A cat and a dog met on the road to the mat, and the cat ran.
The dog ran after the cat, the cat ran to the log, and on the log the cat sat while the dog sat on the mat and slept."""


class Random:
    def __init__(self, seed):
        self.state = seed or 1

    def __iter__(self):
        while True:
            self.state ^= self.state << 13 & 0xFFFFFFFF
            self.state ^= self.state >> 17
            self.state ^= self.state << 5 & 0xFFFFFFFF
            yield self.state

    def pick(self, weighted):
        total = sum(weight for _, weight in weighted)
        point = next(iter(self)) % total
        for item, weight in weighted:
            point -= weight
            if point < 0:
                return item


def words(text):
    word = []
    for c in text:
        if c.isalpha():
            word.append(c.lower())
        else:
            if word:
                yield "".join(word)
                word.clear()
            if c in ".!?":
                yield "."
    if word:
        yield "".join(word)


def grams(source, n):
    recent = ()
    for word in source:
        recent = (*recent, word)[-n:]
        if len(recent) == n:
            yield recent


class Chain:
    def __init__(self, order):
        self.order, self.table = order, {}

    def learn(self, source):
        for *state, following in grams(source, self.order + 1):
            row = self.table.setdefault(tuple(state), {})
            row[following] = row.get(following, 0) + 1
        return self

    def speak(self, random, start):
        state = start
        yield from start
        while state in self.table:
            word = random.pick(sorted(self.table[state].items()))
            yield word
            state = (*state, word)[-self.order:]


def sentence(stream, limit=25):
    out = []
    for _, word in zip(range(limit), stream):
        if word == ".":
            break
        out.append(word)
    return " ".join(out).capitalize() + "."


class Index:
    def __init__(self, lines):
        self.places = {}
        for number, line in enumerate(lines, 1):
            for column, word in enumerate(words(line)):
                self.places.setdefault(word, []).append((number, column))

    def __getitem__(self, word):
        return self.places.get(word, [])

    def phrase(self, text):
        first, *rest = words(text)
        for line, column in self[first]:
            if all((line, column + i) in self[word] for i, word in enumerate(rest, 1)):
                yield line, column


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def suggestions(word, vocabulary, limit=2):
    return sorted((w for w in vocabulary if distance(word, w) <= limit), key=lambda w: (distance(word, w), w))


counts = {}
for word in words(TEXT):
    counts[word] = counts.get(word, 0) + 1
print(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8], sum(counts.values()))
pairs = {}
for pair in grams(words(TEXT), 2):
    pairs[pair] = pairs.get(pair, 0) + 1
print(max(pairs.items(), key=lambda item: (item[1], item[0])), len(pairs))
for order, start in ((1, ("the",)), (2, ("the", "cat")), (3, ("sat", "on", "the"))):
    chain = Chain(order).learn(words(TEXT))
    random = Random(2024)
    print(order, len(chain.table), *(sentence(chain.speak(random, start)) for _ in range(3)), sep=" / ")
index = Index(TEXT.splitlines())
print(index["mat"], index["bird"], list(index.phrase("the cat")), list(index.phrase("cat sat on")))
print(distance("kitten", "sitting"), distance("", "abc"), distance("same", "same"))
print({word: suggestions(word, sorted(counts)) for word in ("cot", "slog", "teh", "xyzzy")})
chain, random, spoken = Chain(1).learn(words(TEXT)), Random(7), {}
for _, word in zip(range(400), chain.speak(random, ("a",))):
    spoken[word] = spoken.get(word, 0) + 1
print(sorted(spoken.items(), key=lambda item: (-item[1], item[0]))[:6])
print(list(Chain(1).learn([]).speak(random, ("x",))), list(grams("abcd", 5)), sentence(iter(())))
