# Concurrent transfers between accounts: locks in order, optimistic retries, a journal, nothing lost.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Insufficient(Exception):
    pass


class Conflict(Exception):
    pass


class Account:
    def __init__(self, number, balance):
        self.number, self.balance, self.version = number, balance, 0
        self.lock = asyncio.Lock()


class Bank:
    def __init__(self, balances):
        self.accounts = [Account(i, balance) for i, balance in enumerate(balances)]
        self.journal, self.conflicts = [], 0

    def total(self):
        return sum(account.balance for account in self.accounts)

    async def locked(self, source, target, amount):
        first, second = sorted((self.accounts[source], self.accounts[target]), key=lambda a: a.number)
        async with first.lock, second.lock:
            await asyncio.sleep(0.001)
            self.move(source, target, amount)

    def move(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        if a.balance < amount:
            raise Insufficient(source)
        a.balance -= amount
        b.balance += amount
        self.journal.append((source, target, amount))

    async def optimistic(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        for attempt in range(20):
            versions = a.version, b.version
            await asyncio.sleep(0.001)
            try:
                self.commit(a, b, versions, amount)
                return attempt
            except Conflict:
                self.conflicts += 1
                await asyncio.sleep(0.0007 * (source + 1))
        raise Conflict(source, target)

    def commit(self, a, b, versions, amount):
        if (a.version, b.version) != versions:
            raise Conflict
        self.move(a.number, b.number, amount)
        a.version += 1
        b.version += 1

    async def unsafe(self, source, target, amount):
        """What goes wrong without either."""
        a, b = self.accounts[source], self.accounts[target]
        have, other = a.balance, b.balance
        await asyncio.sleep(0.001)
        a.balance, b.balance = have - amount, other + amount


def orders(count):
    state = 12345
    for i in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        source = state // 65536 % 5
        target = (source + 1 + state // 1024 % 4) % 5
        yield source, target, state // 65536 % 40


async def trial(name, way, count=60):
    bank = Bank([100] * 5)
    outcomes = {}

    async def one(order):
        try:
            await way(bank, *order)
            result = "done"
        except (Insufficient, Conflict) as error:
            result = type(error).__name__
        outcomes[result] = outcomes.get(result, 0) + 1

    started = now()
    async with asyncio.TaskGroup() as group:
        for order in orders(count):
            group.create_task(one(order))
    print(name, bank.total(), sorted(outcomes.items()), [a.balance for a in bank.accounts], bank.conflicts, round(now() - started, 4))
    replayed = [100] * 5
    for source, target, amount in bank.journal:
        replayed[source] -= amount
        replayed[target] += amount
    print("   ", replayed == [a.balance for a in bank.accounts], len(bank.journal), min(a.balance for a in bank.accounts) >= 0)


async def deadlock():
    """Locks against the order, found by a timeout."""
    a, b = asyncio.Lock(), asyncio.Lock()

    async def takes(first, second):
        async with first:
            await asyncio.sleep(0.001)
            async with second:
                return "both"

    try:
        async with asyncio.timeout(0.1):
            return await asyncio.gather(takes(a, b), takes(b, a))
    except TimeoutError:
        return "deadlock", a.locked(), b.locked()


async def main():
    await trial("locked", Bank.locked)
    await trial("optimistic", Bank.optimistic)
    await trial("unsafe", Bank.unsafe)
    print(await deadlock())


asyncio.run(main(), loop_factory=Loop)
