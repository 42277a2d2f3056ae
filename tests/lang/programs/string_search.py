# Strings: naive, KMP, Boyer-Moore-Horspool and rolling-hash search as generators; tries, suffix arrays, wildcards, wrapping.


def naive(text, pattern):
    for i in range(len(text) - len(pattern) + 1):
        if text[i:i + len(pattern)] == pattern:
            yield i


def failure(pattern):
    table, k = [0], 0
    for c in pattern[1:]:
        while k and c != pattern[k]:
            k = table[k - 1]
        k += c == pattern[k]
        table.append(k)
    return table


def kmp(text, pattern):
    table, k = failure(pattern), 0
    for i, c in enumerate(text):
        while k and c != pattern[k]:
            k = table[k - 1]
        if c == pattern[k]:
            k += 1
        if k == len(pattern):
            yield i - k + 1
            k = table[k - 1]


def horspool(text, pattern):
    n = len(pattern)
    skip = {c: n - i - 1 for i, c in enumerate(pattern[:-1])}
    i = 0
    while i + n <= len(text):
        if text[i:i + n] == pattern:
            yield i
        i += skip.get(text[i + n - 1], n)


def rolling(text, pattern, base=257, mod=1000003):
    n = len(pattern)
    if n > len(text):
        return
    want = have = 0
    high = pow(base, n - 1, mod)
    for a, b in zip(pattern, text):
        want, have = (want * base + ord(a)) % mod, (have * base + ord(b)) % mod
    for i in range(len(text) - n + 1):
        if have == want and text.startswith(pattern, i):
            yield i
        if i + n < len(text):
            have = ((have - ord(text[i]) * high) * base + ord(text[i + n])) % mod


class Trie:
    def __init__(self, words=()):
        self.root = {}
        for word in words:
            self.add(word)

    def add(self, word):
        node = self.root
        for c in word:
            node = node.setdefault(c, {})
        node[""] = word

    def walk(self, node):
        for c in sorted(node):
            if c == "":
                yield node[c]
            else:
                yield from self.walk(node[c])

    def starting(self, prefix):
        node = self.root
        for c in prefix:
            node = node.get(c)
            if node is None:
                return
        yield from self.walk(node)

    def matching(self, pattern):
        stack = [(self.root, 0)]
        while stack:
            node, i = stack.pop()
            if i == len(pattern):
                if "" in node:
                    yield node[""]
            elif pattern[i] == "*":
                stack.append((node, i + 1))
                stack += [(child, i) for c, child in sorted(node.items(), reverse=True) if c]
            elif pattern[i] == "?":
                stack += [(child, i + 1) for c, child in sorted(node.items(), reverse=True) if c]
            elif pattern[i] in node:
                stack.append((node[pattern[i]], i + 1))

    def longest(self, text):
        i = 0
        while i < len(text):
            node, best, j = self.root, None, i
            while j < len(text) and text[j] in node:
                node = node[text[j]]
                j += 1
                best = node.get("", best)
            if best is None:
                yield text[i].upper()
                i += 1
            else:
                yield best
                i += len(best)


def suffixes(text):
    return sorted(range(len(text)), key=lambda i: text[i:])


def repeated(text, least=3):
    order = suffixes(text)
    for a, b in zip(order, order[1:]):
        n = 0
        while max(a, b) + n < len(text) and text[a + n] == text[b + n]:
            n += 1
        if n >= least:
            yield text[a:a + n]


def palindromes(text):
    for centre in range(2 * len(text) - 1):
        left = centre // 2
        right = left + centre % 2
        while left >= 0 and right < len(text) and text[left] == text[right]:
            left, right = left - 1, right + 1
        if right - left - 1 > 2:
            yield text[left + 1:right]


def wrap(text, width):
    line, length = [], -1
    for word in text.split():
        if line and length + 1 + len(word) > width:
            yield justify(line, width)
            line, length = [], -1
        line.append(word)
        length += 1 + len(word)
    yield " ".join(line)


def justify(words, width):
    if len(words) == 1:
        return words[0]
    gaps = len(words) - 1
    space, extra = divmod(width - sum(map(len, words)), gaps)
    return "".join(w + " " * (space + (i < extra)) for i, w in enumerate(words[:-1])) + words[-1]


TEXT = "the theme of the thesis is that the other theory bathes there in ether " * 3
for pattern in ("the", "there in", "he", "zebra", "t", "ether the theme"):
    results = [list(search(TEXT, pattern)) for search in (naive, kmp, horspool, rolling)]
    print(pattern, len(results[0]), results[0][:5], all(r == results[0] for r in results))
print(failure("abacabadabacaba"), list(kmp("aaaa", "aa")))
trie = Trie(set(TEXT.split()) | {"thus", "or", "an", "and"})
print(list(trie.starting("the")), list(trie.starting("x")), list(trie.matching("*e")), list(trie.matching("?h*s")), list(trie.matching("t*e*")))
print(list(trie.longest("thetheoryandother")), list(trie.longest("isxof")))
print(suffixes("banana"), sorted(set(repeated("banana bandana ananas")), key=lambda s: (-len(s), s))[:5], list(palindromes("abacabaxyyx")))
for width in (30, 17):
    print(*(f"|{line:<{width}}|" for line in wrap(TEXT[:150], width)), sep="\n")
print("Straße".casefold(), "ǅ".lower(), "a\tb".expandtabs(4), "x".join("abc").title(), "%r" % "é\n\x00\U0001f600", "é".encode(), "ß".upper(), "İ".lower().encode())
