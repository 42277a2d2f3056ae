# A bank with several counters: discrete events from a heap, arrivals from a generator.
import heapq
import random
from itertools import count


def arrivals(rng, rate, until):
    clock = 0.0
    for number in count(1):
        clock += rng.expovariate(rate)
        if clock > until:
            return
        yield clock, number


class Bank:
    def __init__(self, counters, rng):
        self.free = list(range(counters))
        heapq.heapify(self.free)
        self.waiting = []
        self.events = []
        self.order = count()
        self.rng = rng
        self.served = []

    def schedule(self, when, kind, *data):
        heapq.heappush(self.events, (when, next(self.order), kind, data))

    def start(self, now, customer, arrived):
        counter = heapq.heappop(self.free)
        length = self.rng.triangular(1, 9, 3)
        self.schedule(now + length, "done", counter, customer, arrived, now)

    def run(self, people):
        for when, customer in people:
            self.schedule(when, "arrive", customer)
        while self.events:
            now, _, kind, data = heapq.heappop(self.events)
            if kind == "arrive":
                if self.free:
                    self.start(now, data[0], now)
                else:
                    self.waiting.append((data[0], now))
            else:
                counter, customer, arrived, began = data
                heapq.heappush(self.free, counter)
                self.served.append((customer, began - arrived, now - began, counter))
                if self.waiting:
                    customer, arrived = self.waiting.pop(0)
                    self.start(now, customer, arrived)


rng = random.Random(20)
bank = Bank(3, rng)
bank.run(arrivals(rng, 0.6, 200))
waits = [wait for _, wait, _, _ in bank.served]
print(len(bank.served), "customers, mean wait", round(sum(waits) / len(waits), 6), "longest", round(max(waits), 6))
for counter in range(3):
    mine = [length for _, _, length, c in bank.served if c == counter]
    print("counter", counter, len(mine), round(sum(mine), 6))
print([customer for customer, *_ in heapq.nlargest(5, bank.served, key=lambda row: row[1])])
