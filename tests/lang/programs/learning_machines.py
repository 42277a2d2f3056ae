# Small learners on generated data: regression by descent, k-means, a perceptron, a decision tree, naive Bayes, PageRank.
from math import exp, log, sqrt


class Random:
    def __init__(self, seed):
        self.state = seed

    def __call__(self):
        self.state = (self.state * 25214903917 + 11) % 2**48
        return (self.state >> 16) / 2**32

    def normal(self):
        return sum(self() for _ in range(12)) - 6


def descend(points, rate=0.05):
    a = b = 0.0
    while True:
        errors = [a * x + b - y for x, y in points]
        yield a, b, sum(e * e for e in errors) / len(points)
        a -= rate * sum(e * x for e, (x, _) in zip(errors, points)) / len(points)
        b -= rate * sum(errors) / len(points)


def converge(steps, tolerance, limit=5000):
    previous = None
    for n, state in enumerate(steps):
        if previous is not None and abs(previous - state[-1]) < tolerance or n == limit:
            return n, state
        previous = state[-1]


def k_means(points, centres):
    while True:
        clusters = [[] for _ in centres]
        for p in points:
            clusters[min(range(len(centres)), key=lambda i: (p[0] - centres[i][0]) ** 2 + (p[1] - centres[i][1]) ** 2)].append(p)
        yield centres, [len(c) for c in clusters]
        moved = [tuple(sum(axis) / len(c) for axis in zip(*c)) if c else centre for c, centre in zip(clusters, centres)]
        if moved == centres:
            return
        centres = moved


def perceptron(samples):
    weights = [0.0] * (len(samples[0][0]) + 1)
    mistakes = -1
    while mistakes:
        mistakes = 0
        for inputs, wanted in samples:
            x = (*inputs, 1.0)
            got = sum(w * v for w, v in zip(weights, x)) > 0
            if got != wanted:
                mistakes += 1
                weights = [w + (1 if wanted else -1) * v for w, v in zip(weights, x)]
        yield mistakes
    return weights


def entropy(labels):
    counts = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    return -sum(n / len(labels) * log(n / len(labels), 2) for n in counts.values())


class Tree:
    def __init__(self, rows, features, target):
        labels = [row[target] for row in rows]
        self.label = max(sorted(set(labels)), key=labels.count)
        self.feature, self.kids = None, {}
        if len(set(labels)) == 1 or not features:
            return

        def gain(feature):
            values = {row[feature] for row in rows}
            parts = [[row[target] for row in rows if row[feature] == v] for v in sorted(values)]
            return entropy(labels) - sum(len(p) / len(rows) * entropy(p) for p in parts)

        self.feature = max(features, key=lambda f: round(gain(f), 9))
        rest = [f for f in features if f != self.feature]
        for value in sorted({row[self.feature] for row in rows}):
            self.kids[value] = Tree([row for row in rows if row[self.feature] == value], rest, target)

    def classify(self, row):
        node = self
        while node.feature and row[node.feature] in node.kids:
            node = node.kids[row[node.feature]]
        return node.label

    def lines(self, indent=""):
        if not self.kids:
            yield f"{indent}-> {self.label}"
        for value, kid in self.kids.items():
            yield f"{indent}{self.feature} = {value}"
            yield from kid.lines(indent + "  ")


class Bayes:
    def __init__(self, samples):
        self.counts, self.totals, self.words = {}, {}, set()
        for text, label in samples:
            self.totals[label] = self.totals.get(label, 0) + 1
            for word in text.split():
                self.words.add(word)
                key = label, word
                self.counts[key] = self.counts.get(key, 0) + 1

    def scores(self, text):
        for label in sorted(self.totals):
            size = sum(n for (l, _), n in self.counts.items() if l == label)
            yield label, log(self.totals[label] / sum(self.totals.values())) + sum(
                log((self.counts.get((label, word), 0) + 1) / (size + len(self.words))) for word in text.split())

    def classify(self, text):
        return max(self.scores(text), key=lambda item: item[1])[0]


def page_rank(links, damping=0.85):
    pages = sorted(links)
    ranks = dict.fromkeys(pages, 1 / len(pages))
    while True:
        change = 0.0
        after = dict.fromkeys(pages, (1 - damping) / len(pages))
        for page, targets in links.items():
            for target in targets or pages:
                after[target] += damping * ranks[page] / len(targets or pages)
        change = sum(abs(after[p] - ranks[p]) for p in pages)
        ranks = after
        yield ranks, change


random = Random(3)
line = [(x / 10, 2.5 * x / 10 - 1 + random.normal() / 10) for x in range(30)]
n, (a, b, loss) = converge(descend(line), 1e-9)
print(n, round(a, 3), round(b, 3), round(loss, 5))
cloud = [(cx + random.normal(), cy + random.normal()) for cx, cy in ((0, 0), (8, 1), (4, 9)) for _ in range(25)]
*_, (centres, sizes) = k_means(cloud, [cloud[0], cloud[1], cloud[2]])
print([tuple(round(v, 2) for v in c) for c in sorted(centres)], sizes)
samples = [((x, y), x + 2 * y > 11.5) for x in range(8) for y in range(8)]
learning = perceptron(samples)
history = []
try:
    while True:
        history.append(next(learning))
except StopIteration as stop:
    print(len(history), history[:5], stop.value, all((stop.value[0] * x + stop.value[1] * y + stop.value[2] > 0) == w for (x, y), w in samples))
PLAY = "sunny hot high no,sunny hot high no,overcast hot high yes,rain mild high yes,rain cool normal yes,rain cool normal no,overcast cool normal yes,sunny mild high no,sunny cool normal yes,rain mild normal yes"
rows = [dict(zip(("sky", "heat", "damp", "play"), row.split())) for row in PLAY.split(",")]
tree = Tree(rows, ["sky", "heat", "damp"], "play")
print(*tree.lines(), sep="\n")
print([tree.classify(row) == row["play"] for row in rows].count(False), tree.classify({"sky": "snow", "heat": "hot", "damp": "x"}))
bayes = Bayes([("cheap pills now", "spam"), ("cheap offer buy now", "spam"), ("meeting at noon", "ham"), ("lunch at noon now", "ham"), ("buy lunch", "ham")])
print([bayes.classify(t) for t in ("buy cheap pills", "noon meeting", "now")], [(l, round(s, 4)) for l, s in bayes.scores("cheap lunch")])
n, (ranks, change) = converge(page_rank({"a": "bc", "b": "c", "c": "a", "d": "c", "e": ""}), 1e-6)
print(n, {page: round(rank, 4) for page, rank in ranks.items()}, round(sum(ranks.values()), 9))
print(round(entropy("aabb"), 3), round(sqrt(sum((x - 0.5) ** 2 for x in (random() for _ in range(500))) / 500), 2), round(1 / (1 + exp(-2)), 6))
