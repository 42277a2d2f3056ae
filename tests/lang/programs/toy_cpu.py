# An assembler in two passes and the machine that runs what it makes
# jit: threshold=5
# not-in: gc-every-1 too long for a collection at every allocation

OPCODES = ["halt", "load", "store", "const", "add", "sub", "mul", "jump", "jz", "jneg", "out", "call", "ret", "push", "pop", "in"]
HAS_OPERAND = {"load", "store", "const", "jump", "jz", "jneg", "call"}


class AssemblyError(Exception):
    pass


def lines_of(text):
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split(";")[0]
        label, colon, rest = line.partition(":")
        if not colon:
            label, rest = "", line
        words = rest.split()
        if label or words:
            yield number, label.strip(), words


def assemble(text):
    labels, size = {}, 0
    for number, label, words in lines_of(text):
        if label:
            if label in labels:
                raise AssemblyError(f"line {number}: {label} is defined twice")
            labels[label] = size
        if words:
            size += len(words[1:]) if words[0] == ".data" else 1 + (words[0] in HAS_OPERAND)
    image = []
    for number, _, words in lines_of(text):
        if not words:
            continue
        name, *operands = words
        if name == ".data":
            image.extend(map(int, operands))
            continue
        if name not in OPCODES:
            raise AssemblyError(f"line {number}: unknown {name!r}")
        if len(operands) != (name in HAS_OPERAND):
            raise AssemblyError(f"line {number}: {name} takes {int(name in HAS_OPERAND)} operands, {len(operands)} given")
        image.append(OPCODES.index(name))
        for operand in operands:
            try:
                image.append(labels[operand] if operand in labels else int(operand))
            except ValueError:
                raise AssemblyError(f"line {number}: no label {operand!r}") from None
    return image, labels


class Machine:
    def __init__(self, image, size=96):
        self.memory = image + [0] * (size - len(image))
        self.acc = self.pc = self.steps = 0
        self.stack = []

    def fetch(self):
        value = self.memory[self.pc]
        self.pc += 1
        return value

    def run(self, limit=100000):
        """Yields what is written; what is sent is read by `in`."""
        while self.steps < limit:
            self.steps += 1
            name = OPCODES[self.fetch()]
            operand = self.fetch() if name in HAS_OPERAND else None
            if name == "halt":
                return self.steps
            if name == "load":
                self.acc = self.memory[operand]
            elif name == "store":
                self.memory[operand] = self.acc
            elif name == "const":
                self.acc = operand
            elif name in ("add", "sub", "mul"):
                other = self.stack.pop()
                self.acc = {"add": other + self.acc, "sub": other - self.acc, "mul": other * self.acc}[name]
            elif name == "jump":
                self.pc = operand
            elif name == "jz" or name == "jneg":
                if self.acc == 0 if name == "jz" else self.acc < 0:
                    self.pc = operand
            elif name == "out":
                yield "out", self.acc
            elif name == "in":
                self.acc = yield "in", self.steps
            elif name == "call":
                self.stack.append(self.pc)
                self.pc = operand
            elif name == "ret":
                self.pc = self.stack.pop()
            elif name == "push":
                self.stack.append(self.acc)
            else:
                self.acc = self.stack.pop()
        raise TimeoutError(f"no end after {limit} steps")


def drive(machine, inputs=()):
    inputs, written, reply = iter(inputs), [], None
    running = machine.run()
    try:
        while True:
            kind, value = running.send(reply)
            reply = None
            if kind == "in":
                reply = next(inputs)
            else:
                written.append(value)
    except StopIteration as stop:
        return written, stop.value


FACTORIAL = """
start:  in
        jz done         ; zero ends
        store n
        const 1
        store result
again:  load result
        push
        load n
        mul
        store result
        load n
        push
        const 1
        sub
        store n
        jz show
        jump again
show:   load result
        out
        jump start
done:   halt
n:      .data 0
result: .data 0
"""
SIEVE = """
        const 2
        store i
next:   load i
        push
        const 60
        sub
        jz done
        const 2
        store d
try:    load d
        push
        load d
        mul
        push
        load i
        sub
        push
        const 1
        sub             ; d * d - i - 1 < 0 while d * d <= i
        jneg test
        load i
        out
        jump more
test:   load i
        store r
minus:  load r
        push
        load d
        sub
        store r
        jz more
        jneg up
        jump minus
up:     load d
        push
        const 1
        add
        store d
        jump try
more:   load i
        push
        const 1
        add
        store i
        jump next
done:   halt
i:      .data 0
d:      .data 0
r:      .data 0
"""
image, labels = assemble(FACTORIAL)
print(len(image), labels)
print(drive(Machine(image), [5, 10, 1, 20, 0]))
image, labels = assemble(SIEVE)
written, steps = drive(Machine(image))
print(written, steps)
print(drive(Machine(assemble("call f\ncall f\nhalt\nf: const 7\nout\nret")[0])))
for source in ["jump nowhere", "a: halt\na: halt", "add 3", "load", "fly 1"]:
    try:
        print(assemble(source))
    except AssemblyError as error:
        print("AssemblyError:", error, "| from", type(error.__cause__).__name__, error.__suppress_context__)
for source in ["a: jump a", "ret", "in\nout\nhalt"]:
    try:
        print(drive(Machine(assemble(source)[0])))
    except (TimeoutError, IndexError, RuntimeError, StopIteration) as error:
        print(type(error).__name__, error)
