# A discrete event simulation: customers are generators, the clock is a heap
# jit: threshold=5
import heapq
from itertools import count


class Environment:
    def __init__(self):
        self.now, self.queue, self.numbers = 0, [], count()

    def schedule(self, delay, process, value=None):
        heapq.heappush(self.queue, (self.now + delay, next(self.numbers), process, value))

    def start(self, process):
        self.schedule(0, process)
        return process

    def run(self, until):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, process, value = heapq.heappop(self.queue)
            try:
                request = process.send(value)
            except StopIteration:
                continue
            request(self, process)
        self.now = until


def wait(delay):
    return lambda env, process: env.schedule(delay, process, env.now + delay)


class Resource:
    def __init__(self, capacity):
        self.free, self.waiting, self.longest = capacity, [], 0

    def request(self, env, process):
        if self.free:
            self.free -= 1
            env.schedule(0, process, True)
        else:
            self.waiting.append(process)
            self.longest = max(self.longest, len(self.waiting))

    def cancel(self, process):
        self.waiting.remove(process)

    def release(self, env):
        if self.waiting:
            env.schedule(0, self.waiting.pop(0), True)
        else:
            self.free += 1


def random_numbers(seed):
    while True:
        seed = seed * 16807 % 2147483647
        yield seed


class Bank:
    def __init__(self, env, tellers, seed):
        self.env, self.tellers = env, Resource(tellers)
        self.dice = random_numbers(seed)
        self.log, self.served, self.left, self.waits = [], 0, 0, []

    def roll(self, low, high):
        return low + next(self.dice) % (high - low + 1)

    def customer(self, number):
        arrived = self.env.now
        patience = self.roll(3, 9)
        timer = self.env.start(self.reneger(patience))
        self.patient[number] = timer
        yield self.tellers.request
        if number not in self.patient:
            self.tellers.release(self.env)
            return
        del self.patient[number]
        waited = self.env.now - arrived
        self.waits.append(waited)
        try:
            yield wait(self.roll(2, 8))
            self.served += 1
            self.log.append((self.env.now, number, waited))
        finally:
            self.tellers.release(self.env)

    def reneger(self, patience):
        yield wait(patience)
        for number, timer in list(self.patient.items()):
            if timer.gi_running:
                del self.patient[number]
                self.left += 1
                self.log.append((self.env.now, number, "left"))

    def source(self, customers):
        self.patient = {}
        for number in range(customers):
            self.env.start(self.customer(number))
            yield wait(self.roll(1, 4))


for tellers in (1, 2, 3):
    env = Environment()
    bank = Bank(env, tellers, 42)
    env.start(bank.source(60))
    env.run(until=400)
    print(f"{tellers} tellers: served {bank.served}, left {bank.left}, longest queue {bank.tellers.longest}, "
          f"mean wait {sum(bank.waits) / len(bank.waits):.3f}, free {bank.tellers.free}")
    print("  ", *(f"{at}:{number}:{what}" for at, number, what in bank.log[:12]))
    print("  ", bank.log[-1], len(bank.log), len(env.queue))
