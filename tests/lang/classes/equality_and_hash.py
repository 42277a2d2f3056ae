# __eq__ and __hash__ in dicts and sets, and what happens without __hash__.


class Key:
    def __init__(self, k):
        self.k = k

    def __eq__(self, other):
        return isinstance(other, Key) and self.k == other.k

    def __hash__(self):
        return hash(self.k) & 3

    def __repr__(self):
        return f"K{self.k}"


d = {Key(i): i for i in range(8)}
print(d[Key(5)], Key(9) in d, len(d))
d[Key(5)] = "five"
del d[Key(0)]
print(d)
s = {Key(1), Key(1), Key(5)}
print(len(s), Key(5) in s)


class NoHash:
    def __eq__(self, other):
        return True


try:
    {NoHash(): 1}
except TypeError as error:
    print(error)
print(NoHash() == 5, 5 == NoHash(), NoHash() != 5, [NoHash()] == [7])
print(Key(1) == 1, Key(1) != Key(1), (1, Key(2)) == (1, Key(2)), [Key(3)].index(Key(3)))
nan = float("nan")
print(nan in [nan], [nan] == [nan], nan == nan, {nan: 1}[nan])
