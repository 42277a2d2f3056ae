# A text editor's core: a rope, an edit history with undo and redo, marks that move, commands by send()
# jit: threshold=5


class Leaf:
    __slots__ = ("text",)
    depth = 0

    def __init__(self, text):
        self.text = text

    def __len__(self):
        return len(self.text)

    def pieces(self):
        yield self.text


class Join:
    __slots__ = ("left", "right", "size", "depth")

    def __init__(self, left, right):
        self.left, self.right = left, right
        self.size, self.depth = len(left) + len(right), max(left.depth, right.depth) + 1

    def __len__(self):
        return self.size

    def pieces(self):
        yield from self.left.pieces()
        yield from self.right.pieces()


EMPTY = Leaf("")


def concat(left, right):
    if not len(left) or not len(right):
        return left if len(left) else right
    if isinstance(left, Leaf) and isinstance(right, Leaf) and len(left) + len(right) <= 16:
        return Leaf(left.text + right.text)
    node = Join(left, right)
    if node.depth > 2 * (len(node) // 8 + 2).bit_length():
        return balanced(list(node.pieces()))
    return node


def balanced(pieces):
    if len(pieces) <= 1:
        return Leaf(pieces[0]) if pieces else EMPTY
    middle = len(pieces) // 2
    return Join(balanced(pieces[:middle]), balanced(pieces[middle:]))


def split(node, at):
    if isinstance(node, Leaf):
        return Leaf(node.text[:at]), Leaf(node.text[at:])
    if at < len(node.left):
        left, right = split(node.left, at)
        return left, concat(right, node.right)
    left, right = split(node.right, at - len(node.left))
    return concat(node.left, left), right


class Buffer:
    def __init__(self, text=""):
        self.rope, self.marks, self.undone, self.done = Leaf(text), {}, [], []

    def __str__(self):
        return "".join(self.rope.pieces())

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self.rope))
            return "".join(split(split(self.rope, stop)[0], start)[1].pieces())[::step]
        if not -len(self.rope) <= index < len(self.rope):
            raise IndexError(f"position {index} of {len(self.rope)}")
        index %= len(self.rope)
        return self[index:index + 1]

    def edit(self, start, end, text):
        if not 0 <= start <= end <= len(self.rope):
            raise IndexError(f"span {start}:{end} of {len(self.rope)}")
        left, rest = split(self.rope, start)
        gone, right = split(rest, end - start)
        self.rope = concat(concat(left, Leaf(text)), right)
        moved = dict(self.marks)
        for name, at in moved.items():
            if at >= end and (at > start or not end == start):
                self.marks[name] = at + len(text) - (end - start)
            elif at > start:
                self.marks[name] = start
        return (start, start + len(text), "".join(gone.pieces())), moved

    def change(self, start, end, text):
        self.done.append(self.edit(start, end, text))
        self.undone.clear()

    def step(self, source, target):
        if not source:
            return False
        (start, end, text), marks = source.pop()
        target.append(self.edit(start, end, text))
        self.marks = dict(marks)
        return True

    def undo(self):
        return self.step(self.done, self.undone)

    def redo(self):
        return self.step(self.undone, self.done)

    def find(self, word):
        text, at = str(self), -1
        while (at := text.find(word, at + 1)) >= 0:
            yield at


def editor(buffer):
    """Is sent commands; answers each with what there is to say."""
    answer, cursor, saved = "ready", 0, 0
    while True:
        try:
            command = yield answer
            name, *words = command.split(" ", 2)
            if name == "go" and len(words) == 1:
                cursor = buffer.marks[words[0]] if words[0] in buffer.marks else int(words[0])
                answer = cursor
            elif name == "type":
                text = " ".join(words)
                buffer.change(cursor, cursor, text)
                cursor += len(text)
                answer = len(buffer.rope)
            elif name == "cut" and len(words) == 1:
                answer = buffer[cursor:cursor + int(words[0])]
                buffer.change(cursor, cursor + int(words[0]), "")
            elif name == "mark" and len(words) == 1:
                buffer.marks[words[0]] = cursor
                answer = dict(buffer.marks)
            elif name == "swap" and len(words) == 2:
                old, new = words
                answer = list(buffer.find(old))
                for at in reversed(answer):
                    buffer.change(at, at + len(old), new)
            elif command in ("undo", "redo"):
                answer = getattr(buffer, command)()
            elif command == "show":
                answer = str(buffer)
            else:
                answer = f"what is {command!r}?"
        except (IndexError, ValueError, KeyError) as error:
            answer = f"{type(error).__name__}: {error}"
        except GeneratorExit:
            print("bye", len(buffer.done), len(buffer.undone))
            raise


session = editor(Buffer("the old text"))
print(next(session))
for command in [
    "go 4", "mark here", "type very ", "show", "go here", "go 0", "cut 4", "show", "mark start", "swap e E", "undo", "undo", "show",
    "redo", "show", "go 100", "type x", "cut 99", "go nowhere", "fly", "undo", "undo", "undo", "undo", "undo", "show", "redo", "go here",
]:
    print(f"{command:12} -> {session.send(command)!r}")
session.close()
buffer = Buffer()
for i in range(300):
    place = i * 37 % (len(buffer.rope) + 1)
    buffer.change(place, min(len(buffer.rope), place + i % 3), f"{i}," if i % 5 else "")
text = str(buffer)
print(len(text), buffer.rope.depth, text[:30], buffer[100:140:3], buffer[-1], sum(map(ord, text)))
undone = 0
while buffer.undo():
    undone += 1
print(undone, repr(str(buffer)), len(buffer.undone))
while buffer.redo():
    pass
print(str(buffer) == text, len(list(buffer.find("1,"))))
