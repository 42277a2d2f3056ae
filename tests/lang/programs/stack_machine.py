# A compiler for a tiny language to a stack machine; the machine is a generator that yields its output.
import operator

OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv, "%": operator.mod,
              "<": operator.lt, ">": operator.gt, "==": operator.eq, "!=": operator.ne}
LEVELS = [("==", "!="), ("<", ">"), ("+", "-"), ("*", "/", "%")]


def lex(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif text[i:i + 2] in ("==", "!="):
            yield text[i:i + 2]
            i += 2
        elif c.isalnum():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield text[i:j]
            i = j
        else:
            yield c
            i += 1
    yield None


class Compiler:
    def __init__(self, text):
        self.tokens = lex(text)
        self.token = next(self.tokens)
        self.code, self.functions, self.slots = [], {}, {}

    def next(self):
        token, self.token = self.token, next(self.tokens, None)
        return token

    def expect(self, token):
        if self.next() != token:
            raise SyntaxError(f"expected {token}")

    def emit(self, op, argument=None):
        self.code.append([op, argument])
        return len(self.code) - 1

    def slot(self, name):
        return self.slots.setdefault(name, len(self.slots))

    def program(self):
        start = self.emit("jump")
        while self.token == "def":
            self.function()
        self.slots = {}
        self.code[start][1] = len(self.code)
        self.code.append(["frame", None])
        frame = len(self.code) - 1
        while self.token is not None:
            self.statement()
        self.code[frame][1] = len(self.slots)
        self.emit("halt")
        return self.code

    def function(self):
        self.next()
        name = self.next()
        self.slots = {}
        self.expect("(")
        parameters = []
        while self.token != ")":
            parameters.append(self.next())
            self.slot(parameters[-1])
            if self.token == ",":
                self.next()
        self.next()
        self.functions[name] = len(self.code), len(parameters)
        frame = self.emit("frame")
        self.block()
        self.code[frame][1] = len(self.slots) - len(parameters)
        self.emit("push", 0)
        self.emit("return")

    def block(self):
        self.expect("{")
        while self.token != "}":
            self.statement()
        self.next()

    def statement(self):
        if self.token in ("if", "while"):
            kind = self.next()
            top = len(self.code)
            self.expression()
            out = self.emit("jump_false")
            self.block()
            if kind == "while":
                self.emit("jump", top)
            elif self.token == "else":
                self.next()
                end = self.emit("jump")
                self.code[out][1] = len(self.code)
                self.block()
                self.code[end][1] = len(self.code)
                return
            self.code[out][1] = len(self.code)
            return
        if self.token in ("print", "return"):
            op = self.next()
            self.expression()
            self.emit(op)
        else:
            name = self.next()
            self.expect("=")
            self.expression()
            self.emit("store", self.slot(name))
        self.expect(";")

    def expression(self, level=0):
        if level == len(LEVELS):
            return self.atom()
        self.expression(level + 1)
        while self.token in LEVELS[level]:
            operation = self.next()
            self.expression(level + 1)
            self.emit("binary", operation)

    def atom(self):
        token = self.next()
        if token == "(":
            self.expression()
            self.expect(")")
        elif token is not None and token.isdigit():
            self.emit("push", int(token))
        elif self.token == "(":
            self.next()
            while self.token != ")":
                self.expression()
                if self.token == ",":
                    self.next()
            self.next()
            self.emit("call", token)
        else:
            self.emit("load", self.slot(token))


class Machine:
    def __init__(self, compiler):
        self.code, self.functions = compiler.program(), compiler.functions
        self.steps = self.deepest = 0

    def run(self):
        stack, frames, base, pc = [], [], 0, 0
        while True:
            op, argument = self.code[pc]
            pc += 1
            self.steps += 1
            if op == "push":
                stack.append(argument)
            elif op == "load":
                stack.append(stack[base + argument])
            elif op == "store":
                stack[base + argument] = stack.pop()
            elif op == "binary":
                right = stack.pop()
                stack[-1] = int(OPERATIONS[argument](stack[-1], right))
            elif op == "jump":
                pc = argument
            elif op == "jump_false":
                if not stack.pop():
                    pc = argument
            elif op == "frame":
                stack.extend([0] * argument)
            elif op == "call":
                target, count = self.functions[argument]
                frames.append((pc, base))
                self.deepest = max(self.deepest, len(frames))
                base, pc = len(stack) - count, target
            elif op == "return":
                value = stack.pop()
                del stack[base:]
                stack.append(value)
                pc, base = frames.pop()
            elif op == "print":
                yield stack.pop()
            else:
                return


SOURCE = """
def fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
def gcd(a, b) { while b != 0 { t = a % b; a = b; b = t; } return a; }
def even(n) { if n == 0 { return 1; } else { return odd(n - 1); } }
def odd(n) { if n == 0 { return 0; } else { return even(n - 1); } }
i = 0;
while i < 12 { print fib(i); i = i + 1; }
print gcd(1071, 462); print even(21) * 10 + odd(21);
n = 2; while n < 40 { p = 1; d = 2; while d * d < n + 1 { if n % d == 0 { p = 0; d = n; } d = d + 1; } if p { print n; } n = n + 1; }
"""
machine = Machine(Compiler(SOURCE))
print(list(machine.run()))
print(machine.steps, machine.deepest, len(machine.code))
print(machine.code[:6])
for bad in ("x = ;1", "x 1;", "print 1 / 0;", "print nope(1);"):
    try:
        print(list(Machine(Compiler(bad)).run()))
    except Exception as error:
        print(bad, "->", type(error).__name__, error)
