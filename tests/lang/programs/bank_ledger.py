# Accounts with a coroutine-style audit log, transactions as context managers that roll back.


class InsufficientFunds(Exception):
    pass


def audit():
    entries, total = [], 0
    while True:
        entry = yield len(entries), total
        if entry is None:
            break
        kind, amount = entry
        entries.append(kind)
        total += amount
    return entries, total


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.log = audit()
        next(self.log)

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise InsufficientFunds(f"{self.owner} lacks {-value}")
        self.log.send(("credit" if value > self._balance else "debit", value - self._balance))
        self._balance = value

    def close(self):
        try:
            self.log.send(None)
        except StopIteration as stop:
            return stop.value

    def __repr__(self):
        return f"<{self.owner}: {self._balance}>"


class Transaction:
    def __init__(self, *accounts):
        self.accounts = accounts

    def __enter__(self):
        self.saved = [account._balance for account in self.accounts]
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            for account, balance in zip(self.accounts, self.saved):
                account._balance = balance
            print("  rolled back:", kind.__name__, value)
        return kind is not None and issubclass(kind, InsufficientFunds)


def transfer(source, target, amount, fee=0):
    with Transaction(source, target):
        target.balance += amount
        source.balance -= amount + fee
        return True
    return False


ada, bob = Account("ada", 100), Account("bob")
print(transfer(ada, bob, 30), ada, bob)
print(transfer(ada, bob, 500), ada, bob)
print(transfer(ada, bob, 69, fee=1), ada, bob)
print(transfer(ada, bob, 1), ada, bob)
try:
    with Transaction(ada, bob):
        bob.balance -= 10
        raise KeyError("unexpected")
except KeyError as error:
    print("passed on:", error, bob)
done = 0
for i in range(300):
    done += transfer(bob, ada, i % 5) if i % 2 else transfer(ada, bob, i % 3)
print(done, ada, bob)
entries, total = ada.close()
print(len(entries), entries.count("credit"), total)
print(bob.close()[1], bob.close())
