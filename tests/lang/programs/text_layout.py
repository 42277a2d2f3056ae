# Text: wrapping, justifying, frequencies, ciphers, anagrams, tables.
TEXT = """Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or twice
she had peeped into the book her sister was reading, but it had no pictures or conversations in it, "and what is the use of a book,"
thought Alice "without pictures or conversations?\""""


def wrap(text, width):
    line, length = [], 0
    for word in text.split():
        if line and length + len(line) + len(word) > width:
            yield line
            line, length = [], 0
        line.append(word)
        length += len(word)
    if line:
        yield line


def justify(line, width):
    if len(line) == 1:
        return line[0].ljust(width)
    gaps, spaces = len(line) - 1, width - sum(map(len, line))
    each, more = divmod(spaces, gaps)
    return "".join(word + " " * (each + (at < more)) for at, word in enumerate(line[:-1])) + line[-1]


for width in 30, 47:
    lines = list(wrap(TEXT, width))
    print("+" + "-" * width + "+")
    for line in lines[:-1]:
        print(f"|{justify(line, width)}|")
    print(f"|{' '.join(lines[-1]):^{width}}|")
    print("+" + "-" * width + "+")

words = [word.strip('.,:?"').lower() for word in TEXT.split()]
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]
print(*(f"{word}:{count}" for word, count in top), len(counts), max(words, key=len), sum(map(len, words)) / len(words))
letters = {}
for char in TEXT.casefold():
    if char.isalpha():
        letters[char] = letters.get(char, 0) + 1
for char in sorted(letters, key=letters.get, reverse=True)[:6]:
    print(f"{char} {'*' * (letters[char] // 2):<20}{letters[char] / sum(letters.values()):7.2%}")


def caesar(text, shift):
    upper, lower = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
    shift %= 26
    return text.translate(str.maketrans(upper + lower, upper[shift:] + upper[:shift] + lower[shift:] + lower[:shift]))


def vigenere(text, key, sign=1):
    out, at = [], 0
    for char in text:
        if char.isascii() and char.isalpha():
            base = ord("A") if char.isupper() else ord("a")
            shift = ord(key[at % len(key)].lower()) - ord("a")
            out.append(chr((ord(char) - base + sign * shift) % 26 + base))
            at += 1
        else:
            out.append(char)
    return "".join(out)


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3), caesar("abc xyz", 13))
hidden = vigenere("Attack at Dawn!", "Lemon")
print(hidden, vigenere(hidden, "Lemon", -1))
groups = {}
for word in "listen silent enlist google elgoog abc cab bca tinsel".split():
    groups.setdefault("".join(sorted(word)), []).append(word)
print([group for group in groups.values() if len(group) > 1])
print([word for word in "level Noon radar Python ABBA été".split() if word.casefold() == word.casefold()[::-1]])


def camel(name):
    return "".join(part.title() if at else part for at, part in enumerate(name.split("_")))


def snake(name):
    return "".join("_" + char.lower() if char.isupper() else char for char in name).lstrip("_")


print([camel(name) for name in ("http_server_error", "x", "two_words")], [snake(name) for name in ("httpServerError", "X", "TwoWords")])
table = [("Straße", 1.5, "ß→ss"), ("naïve café", -22.75, "é"), ("日本", 1e6, "wide"), ("e\u0301", 0, "two points")]
for name, value, note in table:
    print(f"{name:<12}|{value:>+14,.2f}|{note!r:>10}|{len(name):3d}|{name.upper():<12}|{name.encode()!r}")
print("{0:>8}|{0:<8}|{0:^8}|{1:08.3f}|{2!r:*^9}|{name[0]}{obj.real}".format("mid", 3.14159, "q", name=["zero"], obj=5))
print("\t".join("abc").expandtabs(4), "a,b,,c".split(","), " x  y ".split(), "k=v=w".partition("="), "path/to/file.tar.gz".rpartition("."))
