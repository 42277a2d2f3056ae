# A line diff by the greedy edit script, unified hunks, and a patch that is applied and reversed
# jit: threshold=5


def edits(a, b):
    """The shortest edit script: (' ', '-' or '+', line)."""
    furthest, trace = {1: 0}, []
    for depth in range(len(a) + len(b) + 1):
        trace.append(dict(furthest))
        for k in range(-depth, depth + 1, 2):
            if k == -depth or k != depth and furthest[k - 1] < furthest[k + 1]:
                x = furthest[k + 1]
            else:
                x = furthest[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            if x >= len(a) and y >= len(b):
                return list(backwards(a, b, trace))[::-1]


def backwards(a, b, trace):
    x, y = len(a), len(b)
    for depth, furthest in reversed(list(enumerate(trace))):
        k = x - y
        down = k == -depth or k != depth and furthest[k - 1] < furthest[k + 1]
        before = k + 1 if down else k - 1
        start_x = furthest[before] if depth else 0
        start_y = start_x - before if depth else 0
        while x > max(start_x, 0) and y > max(start_y, 0) and (not depth or (x > start_x and y > start_y)):
            if a[x - 1] != b[y - 1]:
                break
            x, y = x - 1, y - 1
            yield " ", a[x]
        if depth:
            if down:
                y -= 1
                yield "+", b[y]
            else:
                x -= 1
                yield "-", a[x]


def hunks(script, context=2):
    numbered, old, new = [], 1, 1
    for sign, line in script:
        numbered.append((sign, line, old, new))
        old += sign != "+"
        new += sign != "-"
    changes = [i for i, row in enumerate(numbered) if row[0] != " "]
    while changes:
        last = 0
        while last + 1 < len(changes) and changes[last + 1] - changes[last] <= 2 * context:
            last += 1
        start, end = max(0, changes[0] - context), changes[last] + context + 1
        yield numbered[start:end]
        del changes[:last + 1]


def unified(a, b):
    for rows in hunks(edits(a, b)):
        old = sum(row[0] != "+" for row in rows)
        new = sum(row[0] != "-" for row in rows)
        yield f"@@ -{rows[0][2]},{old} +{rows[0][3]},{new} @@"
        yield from (sign + line for sign, line, *_ in rows)


class Conflict(Exception):
    pass


def apply(lines, patch, reverse=False):
    gone, come = "+-" if reverse else "-+"
    out, at = [], 0
    for line in patch:
        if line.startswith("@@"):
            place = line.split()[2 if reverse else 1]
            start = int(place[1:].split(",")[0]) - 1
            out += lines[at:start]
            at = start
        elif line[0] == come:
            out.append(line[1:])
        else:
            if at >= len(lines) or lines[at] != line[1:]:
                found = lines[at] if at < len(lines) else "the end"
                raise Conflict(f"line {at + 1}: {found!r} is not {line[1:]!r}")
            if line[0] == " ":
                out.append(lines[at])
            at += 1
    return out + lines[at:]


OLD = "def area(r):\n    pi = 3.14\n    return pi * r * r\n\n\ndef main():\n    for r in range(3):\n        print(r)\n        print(area(r))\n\n\nmain()\n# end".split("\n")
NEW = "import math\n\n\ndef area(r):\n    return math.pi * r * r\n\n\ndef main(n):\n    for r in range(n):\n        print(area(r))\n\n\nmain(3)\n# end".split("\n")
for a, b in [("abcabba", "cbabac"), ("", "xy"), ("same", "same"), ("kitten", "sitting"), ("abc", "")]:
    script = edits(a, b)
    print(repr(a), repr(b), "".join(sign + c for sign, c in script), sum(sign != " " for sign, _ in script))
patch = list(unified(OLD, NEW))
print(*patch, sep="\n")
print(apply(OLD, patch) == NEW, apply(NEW, patch, reverse=True) == OLD)
for broken in (OLD[1:], OLD[:4], [line.upper() for line in OLD]):
    try:
        apply(broken, patch)
    except Conflict as error:
        print("Conflict:", error)
before = [f"row {i * 7 % 23}" for i in range(70)]
after = [line + "!" if i % 17 == 3 else line for i, line in enumerate(before) if i % 13 != 5]
patch = list(unified(before, after))
print(len(patch), sum(line[0] in "+-" for line in patch), [line for line in patch if line[0] == "@"])
print(apply(before, patch) == after, apply(after, patch, reverse=True) == before)
