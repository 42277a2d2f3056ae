# The iterators of strings: of ASCII text, of other text, empty; their state, copies and hints.
import copy

for text in ("ab", "aé", "", "日本", "a\x7f", "\x80"):
    it = iter(text)
    print(ascii(text), type(it).__name__, type(it).__qualname__, it.__length_hint__(), ascii(it.__reduce__()[1:]))
    print([ascii(c) for c in it], it.__length_hint__(), ascii(it.__reduce__()[1:]))
    it = iter(text)
    next(it, None)
    it.__setstate__(1)
    print([ascii(c) for c in copy.copy(it)], [ascii(c) for c in it])
print(type(iter("a")) is type(iter("b")), type(iter("a")) is type(iter("é")), type(iter("é")) is type(iter("日")))


for text in ("a", "é"):
    try:
        iter(text).send(1)
    except AttributeError as error:
        print(error)
    try:
        type(iter(text))()
    except TypeError as error:
        print(error)


def count(texts):
    total = 0
    for text in texts:
        for c in text:
            total += ord(c)
    return total


print(count(["abc"] * 60), count(["abc", "é", "日本語x"] * 60), count(["ééé"] * 60 + ["a"] * 60))


def delegate(text):
    yield from text


print(sum(1 for _ in delegate("ab" * 50)), "".join(delegate("éa" * 3)) == "éa" * 3)
