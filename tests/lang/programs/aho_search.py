# Many words searched at once: a trie with failure links, overlapping hits, replacement, case folding
# jit: threshold=5
from collections import deque


class State:
    __slots__ = ("next", "fail", "words", "depth", "link")

    def __init__(self, depth=0):
        self.next, self.fail, self.words, self.depth, self.link = {}, None, [], depth, None

    def suffixes(self):
        state = self
        while state is not None:
            if state.words:
                yield state
            state = state.link


class Searcher:
    def __init__(self, words, fold=str):
        self.fold, self.root, self.states = fold, State(), 1
        for word in words:
            self.add(word)
        self.connect()

    def add(self, word):
        state = self.root
        for c in map(self.fold, word):
            if c not in state.next:
                state.next[c] = State(state.depth + 1)
                self.states += 1
            state = state.next[c]
        if word and word not in state.words:
            state.words.append(word)

    def connect(self):
        queue = deque()
        for child in self.root.next.values():
            child.fail = self.root
            queue.append(child)
        while queue:
            state = queue.popleft()
            for c, child in state.next.items():
                queue.append(child)
                fail = state.fail
                while fail is not None and c not in fail.next:
                    fail = fail.fail
                child.fail = fail.next[c] if fail is not None else self.root
                child.link = child.fail if child.fail.words else child.fail.link

    def feed(self):
        """Is sent characters; answers each with the words that end there."""
        state, hits = self.root, ()
        while True:
            c = self.fold((yield hits))
            while state is not self.root and c not in state.next:
                state = state.fail
            state = state.next.get(c, self.root)
            hits = [word for each in state.suffixes() for word in each.words]

    def find(self, text):
        machine = self.feed()
        next(machine)
        for at, c in enumerate(text):
            for word in machine.send(c):
                yield at - len(word) + 1, word

    def longest(self, text):
        """Hits that do not overlap: the leftmost, and of those the longest."""
        best, end = None, 0
        for start, word in sorted(self.find(text), key=lambda hit: (hit[0], -len(hit[1]))):
            if start >= end:
                yield start, word
                end = start + len(word)

    def replace(self, text, change):
        at = 0
        for start, word in self.longest(text):
            yield text[at:start]
            yield change(text[start:start + len(word)])
            at = start + len(word)
        yield text[at:]


searcher = Searcher(["he", "she", "his", "hers", "her", "s"])
print(searcher.states, list(searcher.find("ushers and his")))
print(list(searcher.longest("ushers and his")))
print("".join(searcher.replace("she sells his shells to hers", str.upper)))
folded = Searcher(["Straße", "ss", "AB"], fold=str.lower)
print(list(folded.find("STRASSE ab strasse aB")), folded.states)
print(list(Searcher(["aa", "aaa", "", "aa"]).find("aaaa")), list(Searcher([]).find("x")))
genome = "".join("ACGT"[(i * i + i // 7) % 4] for i in range(700))
motifs = ["ACG", "CGT", "AAC", "GTAC", "CCC", "TTGA", "CAC", "ACAC", "CACAC"]
searcher = Searcher(motifs)
counts = dict.fromkeys(motifs, 0)
for _, motif in searcher.find(genome):
    counts[motif] += 1
slow = {motif: sum(genome.startswith(motif, i) for i in range(len(genome))) for motif in motifs}
print(counts == slow, counts, sum(len(word) for _, word in searcher.longest(genome)))
machine = searcher.feed()
next(machine)
print([machine.send(c) for c in "CACACG"])
try:
    machine.send(5)
    machine.send(None)
    machine.close()
    machine.send("A")
except StopIteration as error:
    print("closed", error.value)
