# Iterators that run no code: of strings, bytes, dicts, their views, sets and reversed lists.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def spread(n):
    text = "añb€" * n
    letters = 0
    for letter in text:
        if letter > "b":
            letters += len(letter)
    total = 0
    for byte in bytes(range(n)):
        total += byte
    return letters, total


print([spread(n) for n in (0, 1, 3, 12)])


def views(n):
    table = {i: i * i for i in range(n)}
    keys = 0
    for key in table:
        keys += key
    values = 0
    for value in table.values():
        values += value
    pairs = 0
    for key, value in table.items():
        pairs += key * value
    for pair in table.items():
        pairs -= pair[0] * pair[1]
    for key, value in reversed(table.items()):
        pairs += value - key
    return keys, values, pairs


print([views(n) for n in (0, 1, 5, 20)])


def sets(n):
    total = 0
    for item in set(range(n)):
        total += item
    for item in frozenset(range(n)):
        total += item
    for item in reversed(list(range(n))):
        total = total * 3 % 1009 + item
    return total


print([sets(n) for n in (0, 1, 7, 30)])


# Nested: an iterator for each item, by functions and generators.
def letters_of(words):
    for word in words:
        for letter in word:
            yield letter


def counts(words):
    table = {}
    for letter in letters_of(words):
        table[letter] = table.get(letter, 0) + 1
    out = []
    for letter, count in sorted(table.items()):
        out.append(f"{letter}{count}")
    return " ".join(out)


print(counts(["hot", "loop", "of", "words"] * 5))


def changed(n, at, how):
    table = {i: str(i) for i in range(n)}
    seen = []
    try:
        if how == "items":
            for key, value in table.items():
                seen.append(value)
                if key == at:
                    table[n] = "new"
        elif how == "keys":
            for key in table:
                seen.append(key)
                if key == at:
                    del table[key]
                    table[-key] = "other"
        else:
            items = set(range(n))
            for item in items:
                seen.append(item)
                if item == at:
                    items.add(n)
    except RuntimeError as error:
        return len(seen), str(error)
    return len(seen), None


for how in ("items", "keys", "set"):
    print([changed(9, at, how) for at in (1, 5, 8, 20)])


# yield from over them, and an iterator that is shared with the loop body.
def chained(n):
    yield from "xy" * n
    yield from {i: None for i in range(n)}
    yield from bytes(range(n))


print(["".join(map(str, chained(n))) for n in (1, 3, 6)])


def shared(n):
    letters = iter("abcdefgh" * n)
    out = []
    for letter in letters:
        out.append(letter + next(letters, "-"))
    return "".join(out)


print(shared(3))
