# Expressions compiled to a stack machine, folded, and run many times
# jit: threshold=5
import operator

PRECEDENCE = {"or": 1, "and": 2, "<": 3, "==": 3, "+": 4, "-": 4, "*": 5, "//": 5, "%": 5, "**": 7}
ACTIONS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "%": operator.mod,
    "**": operator.pow, "<": operator.lt, "==": operator.eq,
}


def lex(text):
    at = 0
    while at < len(text):
        c = text[at]
        if c.isspace():
            at += 1
            continue
        end = at + 1
        if c.isalnum():
            while end < len(text) and text[end].isalnum():
                end += 1
        elif text[at:at + 2] in PRECEDENCE:
            end += 1
        yield text[at:end]
        at = end
    yield "end"


class Compiler:
    def __init__(self, text):
        self.words = lex(text)
        self.word = next(self.words)
        self.code = []

    def take(self, expected=None):
        word = self.word
        if expected is not None and word != expected:
            raise SyntaxError(f"expected {expected!r} before {word!r}")
        self.word = next(self.words, "end")
        return word

    def emit(self, *instruction):
        self.code.append(instruction)
        return len(self.code) - 1

    def primary(self):
        word = self.take()
        if word == "(":
            self.expression()
            self.take(")")
        elif word == "-":
            self.binary(6)
            self.emit("neg")
        elif word.isdigit():
            self.emit("push", int(word))
        elif word.isalpha():
            self.emit("load", word)
        else:
            raise SyntaxError(f"cannot begin with {word!r}")

    def binary(self, least):
        self.primary()
        while (level := PRECEDENCE.get(self.word, 0)) >= least:
            word = self.take()
            if word in ("and", "or"):
                jump = self.emit("jump_if_" + word)
                self.binary(level + 1)
                self.code[jump] += (len(self.code),)
            else:
                self.binary(level if word == "**" else level + 1)
                self.emit("do", word)

    def expression(self):
        self.binary(1)

    def compile(self):
        self.expression()
        self.take("end")
        return tuple(self.fold())

    def fold(self):
        if any(op.startswith("jump") for op, *_ in self.code):
            return self.code
        out = []
        for op, *arguments in self.code:
            if op == "do" and len(out) >= 2 and out[-1][0] == out[-2][0] == "push":
                right, left = out.pop()[1], out.pop()[1]
                out.append(("push", ACTIONS[arguments[0]](left, right)))
            elif op == "neg" and out and out[-1][0] == "push":
                out.append(("push", -out.pop()[1]))
            else:
                out.append((op, *arguments))
        return out


def run(code, **names):
    stack, pc = [], 0
    while pc < len(code):
        op, *operands = code[pc]
        if op == "push":
            stack.append(operands[0])
        elif op == "load":
            stack.append(names[operands[0]])
        elif op == "neg":
            stack.append(-stack.pop())
        elif op == "do":
            right = stack.pop()
            stack[-1] = ACTIONS[operands[0]](stack[-1], right)
        else:
            if bool(stack[-1]) == (op == "jump_if_or"):
                (pc,) = operands
                continue
            stack.pop()
        pc += 1
    (result,) = stack
    return result


for text in ["1 + 2 * 3", "2 ** 3 ** 2", "-(4 - x) % 7", "x * x - y // 3", "x < 5 and y or 9", "-2 ** 2", "(x + 1) * (x - 1) == x * x - 1"]:
    code = Compiler(text).compile()
    print(f"{text:32} {len(code)} {[run(code, x=x, y=10) for x in range(0, 12, 3)]}")
    print("   ", " ".join("/".join(map(str, instruction)) for instruction in code))
for wrong in ["1 +", "(2", "* 3", "4 5", "x ** ", ")"]:
    try:
        Compiler(wrong).compile()
    except SyntaxError as error:
        print(repr(wrong), "->", error)
try:
    run(Compiler("1 // x").compile(), x=0)
except ZeroDivisionError as error:
    print(type(error).__name__, error)
code = Compiler("(x * 3 + y) % 1009 < 500 and x or y").compile()
print(sum(run(code, x=i, y=i * i % 97) for i in range(300)))
