# State machines as coroutines: a vending machine, traffic lights and a line protocol, tested by tables.


def coroutine(function):
    def start(*args, **kwargs):
        machine = function(*args, **kwargs)
        next(machine)
        return machine
    start.__name__ = function.__name__
    return start


@coroutine
def vending(prices, stock):
    credit, output = 0, []
    while True:
        event, *detail = yield output
        output = []
        if event == "coin":
            (value,) = detail
            if value not in (5, 10, 20, 50):
                output.append(f"return {value}")
            else:
                credit += value
        elif event == "select":
            (item,) = detail
            if not stock.get(item):
                output.append("sold out")
            elif prices[item] > credit:
                output.append(f"need {prices[item] - credit}")
            else:
                credit -= prices[item]
                stock[item] -= 1
                output.append(item)
                credit = yield from change(credit, output)
        elif event == "cancel":
            credit = yield from change(credit, output)
        else:
            output.append(f"unknown {event}")


def change(credit, output):
    for coin in (50, 20, 10, 5):
        while credit >= coin:
            credit -= coin
            output.append(coin)
    return credit
    yield


@coroutine
def lights(green=3, yellow=1, red=2):
    state, left, waiting = "green", green, False
    while True:
        event = yield state
        if event == "button" and state == "green":
            waiting = True
            left = min(left, 2)
            continue
        if event != "tick":
            continue
        left -= 1
        if left <= 0:
            if state == "green":
                state, left = "yellow", yellow
            elif state == "yellow":
                state, left = "red", red + waiting * 2
                waiting = False
            else:
                state, left = "green", green


class ProtocolError(Exception):
    pass


def protocol():
    """Greets, takes commands, receives counted data; yields what to answer."""
    line = yield "HELLO"
    while True:
        words = line.split()
        if words[:1] == ["QUIT"]:
            return "BYE"
        if words[:1] == ["DATA"]:
            try:
                count = int(words[1])
            except (IndexError, ValueError) as error:
                line = yield f"ERR {type(error).__name__}"
                continue
            lines = []
            try:
                for i in range(count):
                    lines.append((yield f"LINE {i + 1}"))
            except ProtocolError as error:
                line = yield f"RESET {error} after {len(lines)}"
                continue
            line = yield f"OK {sum(map(len, lines))}"
        else:
            line = yield "ERR unknown"


machine = vending({"tea": 30, "gum": 15}, {"tea": 2, "gum": 1})
for event in [("coin", 20), ("select", "tea"), ("coin", 3), ("coin", 20), ("select", "tea"), ("coin", 50), ("select", "gum"),
              ("select", "gum"), ("coin", 5), ("cancel",), ("kick",), ("coin", 50), ("select", "tea"), ("coin", 50), ("select", "tea")]:
    print(event, machine.send(event))
try:
    machine.send(("coin",))
except ValueError as error:
    print(error)
try:
    machine.send(("coin", 5))
except StopIteration:
    print("machine is broken")

light = lights()
print([light.send("tick") for _ in range(14)])
light = lights(green=6)
print([light.send(event) for event in "tick button tick tick tick tick tick tick tick".split()], light.send("noise"))

session = protocol()
print(next(session))
for line in ["HELP", "DATA x", "DATA", "DATA 2", "ab", "cde", "DATA 3", "one", ProtocolError("timeout"), "QUIT now"]:
    try:
        answer = session.throw(line) if isinstance(line, Exception) else session.send(line)
        print(repr(line), "->", answer)
    except StopIteration as stop:
        print(repr(line), "=>", stop.value)
print(vending.__name__, protocol.__doc__)
light = lights()
states = {}
for i in range(600):
    state = light.send("button" if i % 7 == 0 else "tick")
    states[state] = states.get(state, 0) + 1
print(states)
