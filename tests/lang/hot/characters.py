# Loops over the characters of strings, as machine code: comparisons, subscripts, lengths.
# jit: threshold=10
# expect-jit: regions>=5


def words(text):
    i, end = 0, len(text)
    while i < end:
        ch = text[i]
        if ch == " ":
            i += 1
        elif "a" <= ch <= "z" or ch == "_":
            start = i
            while i < end and ("a" <= text[i] <= "z" or text[i] == "_"):
                i += 1
            yield text[start:i]
        else:
            i += 1
            yield ch


def tally(text):
    counts = {}
    for word in words(text):
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items())


def backwards(text):
    out, i = 0, -1
    while i >= -len(text):
        if text[i] != "x":
            out += 1
        i -= 1
    return out


def beyond(text, n):
    ends = 0
    for i in range(n):
        try:
            if text[i % (len(text) + 1)] < "m":
                ends += 1
        except IndexError as error:
            assert str(error) == "string index out of range"
            ends += 1000
    return ends


class Text(str):
    def __eq__(self, other):
        return "derived"

    __hash__ = str.__hash__


def mixed(items):
    out = []
    for a in items:
        for b in items:
            out.append((a == b, a != b))
    return out


def empties(texts, n):
    full = 0
    for i in range(n):
        if texts[i % len(texts)]:
            full += len(texts[i % len(texts)])
    return full


ascii_text = "the_cat (sat) on the_mat 1 2 " * 200
print(tally(ascii_text))
print(tally("на улице é ascii \U0001f600 " * 200))
print(backwards(ascii_text), backwards("é" * 3000 + "x"))
print(beyond("axbz", 5000), beyond("é€", 3000))
items = ["a", "b", Text("a"), "ab", 1, None, "é"] * 8
print(mixed(items)[:60], len(mixed(items)))
print(empties(["", "a", "éé", "abc"], 4000))
print([a < b for a in ("a", "", "é", "\U0001f600", "￿") for b in ("a", "", "é", "\U0001f600", "￿")] * 2)


def unpacked(texts, n):
    out = []
    for i in range(n):
        a, b = texts[i % len(texts)]
        c, *d = texts[i % len(texts)]
        out.append((a, b, c, d))
    return out


print(unpacked(["ab", "éa", "||"], 300)[-3:])
