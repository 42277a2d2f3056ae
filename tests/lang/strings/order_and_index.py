# Comparisons and indices of texts: empty, equal, of other lengths, beyond ASCII, of derived classes.
TEXTS = ["", "a", "b", "ab", "aa", "é", "e", "€", "z", "𝄞", "\uffee", "aé", "a" * 40, "a" * 39 + "b"]


def signs(a, b):
    return "".join("01"[x] for x in (a < b, a <= b, a == b, a != b, a > b, a >= b))


for a in TEXTS:
    print(" ".join(signs(a, b) for b in TEXTS))
print(sorted(TEXTS) == sorted(TEXTS, key=lambda text: [ord(c) for c in text]))


class Loud(str):
    def __eq__(self, other):
        return "eq"

    def __lt__(self, other):
        return "lt"

    def __gt__(self, other):
        return "gt"

    __hash__ = str.__hash__


class Quiet(str):
    pass


loud, quiet = Loud("a"), Quiet("a")
print(loud == "a", "a" == loud, loud < "b", "b" < loud, "a" > loud, loud != "a", "a" <= loud)
print(quiet == "a", "a" == quiet, quiet < "b", "b" < quiet, quiet != "b", quiet >= "a")
for other in (1, None, b"a"):
    print("a" == other, "a" != other)
    try:
        "a" < other
    except TypeError as error:
        print(error)


def at(text, index):
    try:
        return text[index]
    except (IndexError, TypeError) as error:
        return "%s: %s" % (type(error).__name__, error)


class Index:
    def __index__(self):
        return -1


for text in ("", "xyz", "xéz", "x€𝄞", quiet):
    print([at(text, index) for index in (0, 1, 2, 3, -1, -3, -4, True, 2**70, -2**70, Index())])
print(at("abc", "a"), at("abc", 1.0), at("abc", None))


def count(text):
    vowels = small = 0
    for i in range(len(text)):
        if text[i] == "a" or text[i] == "e":
            vowels += 1
        if "f" <= text[i] <= "m":
            small += 1
    return vowels, small


print(count("the quick brown fox jumps over the lazy dog, as ever" * 60))
