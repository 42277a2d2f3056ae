# A text buffer with commands, undo and redo, macros recorded as generators, and a change feed.


class Command:
    def __init__(self, do, undo, label):
        self.do, self.undo, self.label = do, undo, label


class Editor:
    def __init__(self, text=""):
        self.text, self.cursor = text, len(text)
        self.done, self.undone, self.listeners = [], [], []

    def listen(self, listener):
        next(listener)
        self.listeners.append(listener)
        return listener

    def perform(self, command):
        command.do()
        self.done.append(command)
        self.undone.clear()
        self.tell("do", command)

    def tell(self, kind, command):
        for listener in list(self.listeners):
            try:
                listener.send((kind, command.label, self.text))
            except StopIteration:
                self.listeners.remove(listener)

    def insert(self, text):
        at = self.cursor

        def do():
            self.text = self.text[:at] + text + self.text[at:]
            self.cursor = at + len(text)

        def undo():
            self.text = self.text[:at] + self.text[at + len(text):]
            self.cursor = at

        self.perform(Command(do, undo, f"insert {text!r}"))

    def delete(self, n):
        end = self.cursor
        start = max(0, end - n)
        cut = self.text[start:end]

        def do():
            self.text, self.cursor = self.text[:start] + self.text[end:], start

        def undo():
            self.text, self.cursor = self.text[:start] + cut + self.text[start:], end

        self.perform(Command(do, undo, f"delete {cut!r}"))

    def move(self, to):
        self.cursor = max(0, min(len(self.text), to))

    def replace(self, old, new):
        before = self.text, self.cursor
        if old not in self.text:
            raise LookupError(f"{old!r} not found")

        def do():
            self.text = self.text.replace(old, new)
            self.cursor = min(self.cursor, len(self.text))

        def undo():
            self.text, self.cursor = before

        self.perform(Command(do, undo, f"replace {old!r}"))

    def undo(self, n=1):
        for _ in range(n):
            if not self.done:
                return False
            command = self.done.pop()
            command.undo()
            self.undone.append(command)
            self.tell("undo", command)
        return True

    def redo(self):
        if not self.undone:
            return False
        command = self.undone.pop()
        command.do()
        self.done.append(command)
        self.tell("redo", command)
        return True

    def __str__(self):
        return self.text[:self.cursor] + "|" + self.text[self.cursor:]

    def run(self, macro):
        mark = len(self.done)
        try:
            for step in macro:
                method, *arguments = step
                getattr(self, method)(*arguments)
        except Exception as error:
            self.undo(len(self.done) - mark)
            macro.close()
            return f"rolled back: {type(error).__name__}: {error}"
        return f"{len(self.done) - mark} commands"


def history(log):
    while True:
        kind, label, text = yield
        log.append(f"{kind} {label} -> {text!r}")


def first(n, log):
    for _ in range(n):
        log.append((yield)[0])
    log.append("enough")


def title(words):
    try:
        for word in words:
            if not word.isalpha():
                raise ValueError(f"bad word {word!r}")
            yield "insert", word.capitalize()
            yield "insert", " "
        yield "delete", 1
    finally:
        words.append("closed")


log, short = [], []
editor = Editor("abc")
editor.listen(history(log))
editor.listen(first(2, short))
editor.insert("def")
editor.move(2)
editor.insert("-")
print(editor)
editor.delete(2)
print(editor, editor.undo(), editor, editor.undo(5), editor, editor.undo())
print(editor.redo(), editor, editor.redo(), editor)
editor.insert("!")
print(editor, editor.redo())
editor.replace("b", "BB")
print(editor, editor.undo(), editor)
try:
    editor.replace("zzz", "")
except LookupError as error:
    print(error)
words = ["hello", "wide", "world"]
editor.move(99)
print(editor.run(title(words)), editor, words)
words = ["good", "b4d", "unused"]
print(editor.run(title(words)), editor, words)
print(short, len(editor.listeners))
print(*log, sep="\n")
big = Editor()
for i in range(150):
    big.insert(str(i % 10))
    if i % 3 == 0:
        big.delete(1)
    if i % 5 == 0:
        big.undo()
while big.undo():
    pass
print(repr(big.text), len(big.undone))
while big.redo():
    pass
print(big.text, len(big.done))
