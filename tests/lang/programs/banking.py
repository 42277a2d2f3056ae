# Accounts: classes, errors with causes, transfers that are undone, a ledger.
class BankError(Exception):
    """What goes wrong at the bank."""


class Insufficient(BankError):
    def __init__(self, account, wanted):
        super().__init__(account, wanted)
        self.account, self.wanted = account, wanted

    def __str__(self):
        return f"{self.account.owner} has {self.account.balance}, not {self.wanted}"


class Money(int):
    """An amount in cents."""

    def __str__(self):
        sign, cents = "-" if self < 0 else "", abs(int(self))
        return f"{sign}{cents // 100:,}.{cents % 100:02d} €"

    def __add__(self, other):
        return Money(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other):
        return Money(int(self) - int(other))

    def __mul__(self, factor):
        return Money(round(int(self) * factor))

    def __format__(self, spec):
        return format(str(self), spec)


class Account:
    count = 0

    def __init__(self, owner, balance=0):
        type(self).count += 1
        self.number = f"{type(self).__name__[0]}{Account.count:04d}"
        self.owner, self.balance, self.history = owner, Money(balance), []

    def __init_subclass__(cls, /, rate=0.0, **rest):
        super().__init_subclass__(**rest)
        cls.rate = rate

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(f"cannot pay in {Money(amount)}")
        self.balance += amount
        self.history.append(("in", Money(amount)))

    def withdraw(self, amount):
        if amount > self.available():
            raise Insufficient(self, Money(amount))
        self.balance -= amount
        self.history.append(("out", Money(amount)))

    def available(self):
        return self.balance

    def month(self):
        interest = self.balance * (self.rate / 12)
        if interest > 0:
            self.deposit(interest)

    def __repr__(self):
        return f"<{type(self).__name__} {self.number} {self.owner}: {self.balance}>"


class Savings(Account, rate=0.03):
    pass


class Checking(Account, rate=0.0):
    def __init__(self, owner, balance=0, overdraft=0):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    def available(self):
        return super().available() + self.overdraft


class Transaction:
    """Undoes what was done to accounts if the block fails."""

    def __init__(self, *accounts):
        self.accounts = accounts

    def __enter__(self):
        self.saved = [(account, account.balance, len(account.history)) for account in self.accounts]
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            return False
        for account, balance, length in self.saved:
            account.balance = balance
            del account.history[length:]
        if issubclass(kind, Insufficient):
            raise BankError("transfer refused") from error
        return False


def transfer(source, target, amount, fee=0):
    with Transaction(source, target):
        target.deposit(amount)
        source.withdraw(amount + fee)


anna, bob, carl = Savings("Anna", 100_000), Checking("Bob", 5_000, overdraft=20_000), Checking("Carl")
accounts = [anna, bob, carl]
print(accounts)
transfer(anna, bob, 25_050)
transfer(bob, carl, 45_000, fee=50)
print(*accounts, sep="\n")
for action in (
    lambda: transfer(carl, anna, 1_000_000), lambda: carl.withdraw(10**9), lambda: carl.deposit(-5), lambda: transfer(carl, anna, 0), lambda: carl.close(),
):
    try:
        action()
    except Exception as error:
        print(f"{type(error).__name__}: {error} <- {error.__cause__!r:.60}")
print(*accounts, sep="\n")
for _ in range(12):
    anna.month()
print(anna, len(anna.history), anna.history[-1], Savings.rate, Checking.rate, Account.count, Savings.count)
width = max(len(account.owner) for account in accounts)
for account in sorted(accounts, key=lambda account: account.balance, reverse=True):
    print(f"{account.number} {account.owner:<{width}} {account.balance:>14} {'*' * (account.balance // 10_000)}")
print(sum((account.balance for account in accounts), Money(0)), Money(-123456789), Money(5) + 7, [Money(5)], f"{Money(99):>8}|")
print(isinstance(anna, Account), issubclass(Insufficient, BankError), Savings.__mro__[1].__name__, anna.__dict__.keys())
