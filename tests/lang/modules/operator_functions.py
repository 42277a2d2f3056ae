# The functions of `operator`, and what they refuse.
import operator
from operator import attrgetter, itemgetter, methodcaller


def show(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


class Named:
    def __init__(self, name, inner=None):
        self.name = name
        self.inner = inner

    def __repr__(self):
        return f"Named({self.name!r})"

    def greet(self, greeting, mark="!"):
        return f"{greeting} {self.name}{mark}"


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        return self.hint


class Seq:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __add__(self, other):
        return Seq(self.items + other.items)

    def __repr__(self):
        return f"Seq({self.items})"


n = Named("a", Named("b", Named("c")))
CALLS = """
add(1, 2), sub(1, 2), mul(3, 4), truediv(1, 4), floordiv(7, 2), mod(7, 4), pow(2, 10)
and_(6, 3), or_(6, 3), xor(6, 3), lshift(1, 4), rshift(16, 2), invert(5), inv(5), neg(3), pos(-3), abs(-3)
lt(1, 2), le(2, 2), eq(1, 1.0), ne(1, 2), gt(1, 2), ge(1, 2), not_(0), truth([]), is_(None, None), is_not(1, None)
is_none(None), is_none(0), is_not_none(0)
index(True), index(5)
index(1.5)
concat([1], [2]), concat("a", "b"), concat((1,), (2,)), concat(Seq([1]), Seq([2]))
concat(1, 2)
concat([1], 2)
concat({}, {})
iconcat([1], (2,)), iconcat("a", "b")
iconcat(1, 2)
contains([1, 2], 2), contains("abc", "b")
contains(1, 2)
countOf([1, 1.0, True, 2], 1), countOf("banana", "a")
countOf(3, 1)
indexOf([3, 4, 5], 4)
indexOf([3], 4)
indexOf(3, 1)
getitem([1, 2], 0), getitem({"a": 1}, "a"), getitem("abc", slice(1, None))
getitem(1, 2)
length_hint([1, 2]), length_hint(iter([1, 2, 3])), length_hint(5, 7), length_hint(range(4)), length_hint(Hint(3)), length_hint(Hint(NotImplemented), 9)
length_hint(Hint(-1))
length_hint(Hint("x"))
length_hint(1, "x")
length_hint()
call(max, 1, 2), call(dict, a=1)
call()
add(1)
add(1, 2, 3)
add(a=1, b=2)
add(1, "x")
neg()
neg("x")
setitem([1], 5, 1)
delitem({}, 1)
itemgetter(1)("abc"), itemgetter(1, 0)("abc"), itemgetter("k")({"k": 3}), itemgetter(slice(1, 3))([1, 2, 3, 4])
itemgetter()
itemgetter(1)()
itemgetter(1)("a", "b")
itemgetter(1)("a")
itemgetter(1)(k=1)
itemgetter(a=1)
itemgetter(1), itemgetter(1, "x"), itemgetter(slice(1, 2))
attrgetter("name")(n), attrgetter("inner.inner.name")(n), attrgetter("name", "inner.name")(n)
attrgetter("nope")(n)
attrgetter("inner.nope.name")(n)
attrgetter(1)
attrgetter()
attrgetter("name"), attrgetter("a.b", "c")
methodcaller("greet", "hi")(n), methodcaller("greet", "hi", mark="?")(n), methodcaller("upper")("abc")
methodcaller("greet")(n)
methodcaller()
methodcaller(1)
methodcaller("x")
methodcaller("x", 1, "a", k=2, j=[])
methodcaller("nope")(n)
methodcaller("upper")()
__add__(1, 2), __not__(1), __inv__(1), __concat__([1], [2]), __getitem__([5], 0), __index__(3), __call__(len, "ab")
sorted([3, 1, 2], key=neg), sorted(["b", "a"], key=itemgetter(0)), max([n, n.inner], key=attrgetter("name"))
"""
scope = vars(operator) | {"n": n, "Seq": Seq, "Hint": Hint}
for line in CALLS.strip().splitlines():
    show(line, lambda: eval(line, scope))

x = [1, 2]
print(operator.iadd(x, [3]) is x, operator.imul(x, 2) is x, x, operator.isub(5, 2), operator.ipow(2, 3), operator.imod(7, 4))
operator.setitem(x, 0, 9)
operator.delitem(x, slice(1, 3))
print(x)
print(sorted(operator.__all__))
print(itemgetter, attrgetter, methodcaller, type(itemgetter(1)).__module__, operator.add)
print(itemgetter(1, 2).__reduce__(), operator.sub.__module__, operator.__sub__ is operator.sub)
loop = []
g = itemgetter(loop)
loop.append(g)
print(g)
