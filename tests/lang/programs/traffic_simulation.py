# Cellular traffic, an epidemic, predators and prey, a bouncing ball: models as generators observed by one probe.


class Dice:
    def __init__(self, seed):
        self.seed = seed

    def chance(self, percent):
        self.seed = (self.seed * 1664525 + 1013904223) % 2**32
        return (self.seed >> 16) % 100 < percent


def traffic(length, cars, top, dice):
    places = {i * length // cars: 0 for i in range(cars)}
    while True:
        moved, nxt = 0, {}
        order = sorted(places)
        for i, place in enumerate(order):
            gap = (order[(i + 1) % len(order)] - place - 1) % length
            speed = min(places[place] + 1, top, gap)
            if speed and dice.chance(20):
                speed -= 1
            nxt[(place + speed) % length] = speed
            moved += speed
        places = nxt
        yield "".join(str(places[i]) if i in places else "." for i in range(length)), moved / cars


def epidemic(size, dice, start=3, days=4):
    state = {(x, y): 0 for x in range(size) for y in range(size)}
    for i in range(start):
        state[i * size // start, size // 2] = 1
    while any(0 < s <= days for s in state.values()):
        counts = [sum(s == 0 for s in state.values()), sum(0 < s <= days for s in state.values())]
        yield counts[0], counts[1], size * size - sum(counts)
        after = {}
        for (x, y), s in state.items():
            if s == 0:
                near = sum(0 < state.get(n, 0) <= days for n in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)))
                after[x, y] = int(near > 0 and dice.chance(22 * near))
            else:
                after[x, y] = min(s + 1, days + 1)
        state = after
    return sum(s > days for s in state.values())


def predators(prey, hunters, birth=1.1, kill=0.4, grow=0.1, death=0.4, dt=0.05):
    while True:
        yield prey, hunters
        for _ in range(20):
            dp, dh = birth * prey - kill * prey * hunters, grow * prey * hunters - death * hunters
            mid_p, mid_h = prey + dp * dt / 2, hunters + dh * dt / 2
            prey += (birth * mid_p - kill * mid_p * mid_h) * dt
            hunters += (grow * mid_p * mid_h - death * mid_h) * dt


def ball(height, loss=0.8, g=9.81, dt=0.01):
    t, y, v, bounces = 0.0, height, 0.0, 0
    while bounces < 6:
        v -= g * dt
        y += v * dt
        t += dt
        if y < 0:
            y, v = -y, -v * loss
            bounces += 1
            yield round(t, 2), round(v, 3)
    return t


def observe(model, *, every=1, limit=None):
    """Yields every n-th state; returns how the model ended."""
    n = 0
    try:
        while limit is None or n < limit:
            state = next(model)
            if n % every == 0:
                yield state
            n += 1
    except StopIteration as stop:
        return "ended", n, stop.value
    model.close()
    return "stopped", n, None


def show(name, observed):
    print(name)
    while True:
        try:
            print("   ", next(observed))
        except StopIteration as stop:
            print("   ", stop.value)
            return


show("traffic", observe(traffic(40, 12, 5, Dice(1)), every=8, limit=48))
show("jam", observe(traffic(20, 16, 5, Dice(2)), every=5, limit=20))
show("epidemic", observe(epidemic(16, Dice(5)), every=6))
show("predators", observe(((round(a, 4), round(b, 4)) for a, b in predators(10.0, 5.0)), every=4, limit=20))
show("ball", observe(ball(2.0)))
flows = []
for cars in range(2, 31, 4):
    states = list(observe(traffic(40, cars, 5, Dice(cars)), limit=60))
    flows.append(round(sum(mean for _, mean in states[20:]) * cars / 40 / 40, 3))
print(flows, max(flows) == max(flows[1:5]))
