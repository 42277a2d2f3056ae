# A stock exchange: matching orders by price and time, coroutines of traders on a small kernel, a ticker in candles.
import heapq
from collections import defaultdict, namedtuple
from fractions import Fraction
from itertools import count, groupby
from random import Random
from types import coroutine

Trade = namedtuple("Trade", "tick price size buyer seller")


class Order:
    __slots__ = ("owner", "side", "price", "left", "serial", "alive")
    serials = count(1)

    def __init__(self, owner, side, price, size):
        self.owner, self.side, self.price, self.left = owner, side, price, size
        self.serial, self.alive = next(Order.serials), True

    def __lt__(self, other):
        mine, theirs = (-self.price, -other.price) if self.side == "buy" else (self.price, other.price)
        return (mine, self.serial) < (theirs, other.serial)


class Book:
    def __init__(self):
        self.sides = {"buy": [], "sell": []}
        self.trades, self.rejected = [], defaultdict(int)

    def best(self, side):
        heap = self.sides[side]
        while heap and not heap[0].alive:
            heapq.heappop(heap)
        return heap[0] if heap else None

    def place(self, tick, order):
        if order.left <= 0 or order.price <= 0:
            self.rejected[order.owner] += 1
            raise ValueError(f"bad order of {order.owner}: {order.left} at {order.price}")
        other = "sell" if order.side == "buy" else "buy"
        while order.left and (rest := self.best(other)):
            crosses = rest.price <= order.price if order.side == "buy" else rest.price >= order.price
            if not crosses:
                break
            size = min(order.left, rest.left)
            order.left -= size
            rest.left -= size
            rest.alive = rest.left > 0
            buyer, seller = (order, rest) if order.side == "buy" else (rest, order)
            trade = Trade(tick, rest.price, size, buyer.owner, seller.owner)
            self.trades.append(trade)
            yield trade
        if order.left:
            heapq.heappush(self.sides[order.side], order)
        else:
            order.alive = False

    def depth(self, side, levels=3):
        alive = sorted(order for order in self.sides[side] if order.alive)
        rows = ((price, sum(o.left for o in group)) for price, group in groupby(alive, key=lambda o: o.price))
        return [row for row, _ in zip(rows, range(levels))]


@coroutine
def call(*request):
    return (yield request)


class Exchange:
    def __init__(self, seed):
        self.book, self.rng, self.tick = Book(), Random(seed), 0
        self.cash, self.shares = defaultdict(int), defaultdict(int)
        self.queue, self.serial, self.endings = [], count(), {}

    def add(self, name, trader):
        heapq.heappush(self.queue, (self.tick, next(self.serial), name, trader, None))

    def settle(self, trade):
        self.cash[trade.buyer] -= trade.price * trade.size
        self.cash[trade.seller] += trade.price * trade.size
        self.shares[trade.buyer] += trade.size
        self.shares[trade.seller] -= trade.size

    def handle(self, name, request):
        kind, *args = request
        if kind == "sleep":
            return args[0], None
        if kind == "place":
            order = Order(name, *args)
            for trade in self.book.place(self.tick, order):
                self.settle(trade)
            return 1, order
        if kind == "cancel":
            was, args[0].alive = args[0].alive, False
            return 0, was
        return 0, {side: self.book.best(side) for side in ("buy", "sell")}

    def run(self, until):
        while self.queue and self.queue[0][0] <= until:
            self.tick, _, name, trader, value = heapq.heappop(self.queue)
            try:
                try:
                    delay, value = self.handle(name, trader.send(value))
                except ValueError as error:
                    delay, value = self.handle(name, trader.throw(error))
            except StopIteration as end:
                self.endings[name] = end.value
                continue
            heapq.heappush(self.queue, (self.tick + delay, next(self.serial), name, trader, value))


async def maker(rng, spread):
    """Keeps an order on each side of a wandering price."""
    fair, cancelled = 1000, 0
    while True:
        fair += rng.randrange(-6, 7)
        orders = [await call("place", "buy", fair - spread, 10), await call("place", "sell", fair + spread, 10)]
        await call("sleep", 8)
        for order in orders:
            cancelled += await call("cancel", order)


async def noise(rng, rounds):
    failures = 0
    for _ in range(rounds):
        quote = await call("quote")
        side = rng.choice(["buy", "sell"])
        rest = quote["sell" if side == "buy" else "buy"]
        price = rest.price + rng.randrange(-4, 5) if rest else 1000
        try:
            await call("place", side, price, rng.randrange(0, 12))
        except ValueError as error:
            failures += 1
            last = str(error)
        await call("sleep", rng.randrange(1, 6))
    return failures, last if failures else None


def candles(trades, width):
    for start, group in groupby(trades, key=lambda t: t.tick // width):
        prices, volume = [], 0
        for trade in group:
            prices.append(trade.price)
            volume += trade.size
        yield start * width, prices[0], max(prices), min(prices), prices[-1], volume


exchange = Exchange(7)
for i, spread in enumerate((3, 5)):
    exchange.add(f"maker{i}", maker(Random(i), spread))
for i in range(5):
    exchange.add(f"noise{i}", noise(Random(100 + i), 120))
exchange.run(700)
trades = exchange.book.trades
print(len(trades), sum(t.size for t in trades), *trades[:3], sep="\n  ")
for candle in candles(trades, 50):
    print("{:>5} open {:5} high {:5} low {:5} close {:5} volume {:5}".format(*candle))
for name in sorted(exchange.cash):
    print(f"{name:<7} cash {exchange.cash[name]:>8,} shares {exchange.shares[name]:>5} rejected {exchange.book.rejected[name]}")
print(sum(exchange.cash.values()), sum(exchange.shares.values()))
print(exchange.book.depth("buy"), exchange.book.depth("sell"))
print(*sorted(exchange.endings.items()), sep="\n")
average = Fraction(sum(t.price * t.size for t in trades), sum(t.size for t in trades))
print(average, f"{float(average):.4f}", [entry[2] for entry in sorted(exchange.queue, key=lambda e: e[:2])])
