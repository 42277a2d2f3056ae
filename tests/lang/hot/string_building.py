# Strings yielded, joined and measured in the loop.
# jit: threshold=2
# expect-jit: regions>=1


def letters(text):
    for c in text:
        yield c


def caesar(text, k):
    out = ""
    for c in letters(text):
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + k) % 26 + 97)
        out += c
    return out


text = "the quick brown fox jumps over the lazy dog"
print(caesar(text, 3))
print(caesar(caesar(text, 11), 15) == text)
