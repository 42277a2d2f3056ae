# Turing machines, tag systems, cellular automata and a brainfuck interpreter, each a generator of configurations.
from itertools import islice


def turing(rules, tape="", state="start", blank="_"):
    cells, head = dict(enumerate(tape)), 0
    while True:
        yield state, head, cells
        symbol = cells.get(head, blank)
        action = rules.get((state, symbol)) or rules.get((state, "*"))
        if action is None:
            return "".join(cells[i] for i in range(min(cells, default=0), max(cells, default=-1) + 1)).strip(blank)
        write, move, state = action
        cells[head] = symbol if write == "*" else write
        head += {"<": -1, ">": 1, ".": 0}[move]


def run(machine, limit=5000):
    steps = 0
    for _ in range(limit):
        try:
            next(machine)
        except StopIteration as stop:
            return stop.value, steps
        steps += 1
    machine.close()
    return "no halt", steps


INCREMENT = {("start", "*"): ("*", ">", "start"), ("start", "_"): ("_", "<", "carry"), ("carry", "1"): ("0", "<", "carry"),
             ("carry", "0"): ("1", ".", "done"), ("carry", "_"): ("1", ".", "done")}
BEAVER = {("start", "_"): ("1", ">", "b"), ("start", "1"): ("1", "<", "c"), ("b", "_"): ("1", "<", "start"), ("b", "1"): ("1", ">", "b"),
          ("c", "_"): ("1", "<", "b"), ("c", "1"): ("1", ">", "halt")}
PALINDROME = {("start", "a"): ("_", ">", "a"), ("start", "b"): ("_", ">", "b"), ("start", "_"): ("Y", ".", "end"), ("back", "_"): ("_", ">", "start"),
              ("back", "*"): ("*", "<", "back")}
for c, other in ("ab", "ba"):
    PALINDROME.update({(c, "_"): ("_", "<", "check" + c), (c, "*"): ("*", ">", c), ("check" + c, c): ("_", "<", "back"),
                       ("check" + c, "_"): ("Y", ".", "end"), ("check" + c, other): ("N", ".", "end")})


def tag(word, rules, drop=2):
    while len(word) >= drop and word[0] in rules:
        yield word
        word = word[drop:] + rules[word[0]]
    yield word


def automaton(rule, cells, wrap=True):
    while True:
        yield cells
        padded = cells[-1] + cells + cells[0] if wrap else "." + cells + "."
        cells = "".join(".#"[rule >> int(padded[i:i + 3].replace("#", "1").replace(".", "0"), 2) & 1] for i in range(len(cells)))


class BadProgram(ValueError):
    pass


def brainfuck(program, source=()):
    jumps, stack = {}, []
    for i, c in enumerate(program):
        if c == "[":
            stack.append(i)
        elif c == "]":
            if not stack:
                raise BadProgram(f"unmatched ] at {i}")
            start = stack.pop()
            jumps[start], jumps[i] = i, start
    if stack:
        raise BadProgram(f"unmatched [ at {stack[-1]}")
    memory, pointer, pc, source = [0] * 64, 0, 0, iter(source)
    while pc < len(program):
        c = program[pc]
        if c in "<>":
            pointer += 1 if c == ">" else -1
        elif c in "+-":
            memory[pointer] = (memory[pointer] + (1 if c == "+" else -1)) % 256
        elif c == ".":
            yield memory[pointer]
        elif c == ",":
            memory[pointer] = next(source, 0)
        elif c == "[" and not memory[pointer] or c == "]" and memory[pointer]:
            pc = jumps[pc]
        pc += 1


print([run(turing(INCREMENT, tape)) for tape in ("0", "1", "1011", "111111")])
print(run(turing(BEAVER)), [run(turing(PALINDROME, word)) for word in ("abba", "aba", "ab", "", "babbab", "abab")])
print(run(turing({("start", "*"): ("*", ">", "start")}, "x"), 50), [(s, h) for s, h, _ in islice(turing(BEAVER), 8)])
print(list(tag("aaa", {"a": "bc", "b": "a", "c": "aaa"}))[:12], max(map(len, islice(tag("a" * 7, {"a": "bc", "b": "a", "c": "aaa"}), 150))))
print(*islice(automaton(90, "." * 15 + "#" + "." * 15), 8), sep="\n")
print([sum(row.count("#") for row in islice(automaton(rule, "." * 20 + "#" + "." * 20, wrap=False), 20)) for rule in (30, 54, 90, 110, 184, 254)])
HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
print(bytes(brainfuck(HELLO)), bytes(brainfuck(",[.,]", b"echo")), list(brainfuck("++++[>+++++<-]>[<+++++>-]<.")), bytes(brainfuck(">,[>,]<[.<]", b"reverse")))
for bad in ("[[]", "+]", "<" * 70 + "+."):
    try:
        print(list(brainfuck(bad)))
    except (BadProgram, IndexError) as error:
        print(type(error).__name__, error)
