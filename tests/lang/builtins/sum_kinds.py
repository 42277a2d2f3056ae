# sum() adds ints of 64 bits, then floats, then complex numbers at once and with the error kept aside; from the first
# item of another kind on it adds as + does.
import itertools

tenths = [0.1] * 10


class Int(int):
    def __add__(self, other):
        return Int(int(self) + 1)


class Other(complex):
    pass


class Any:
    def __add__(self, other):
        return self

    def __radd__(self, other):
        return 2.5


def show(*arguments):
    items, *start = arguments
    print(sum(items, *start), sum((item for item in items), *start), sum(itertools.chain(items), *start))


for _ in range(4):
    show(tenths)
    show(tenths, 0.0)
    show(tenths, True)
    show([True, 1, *tenths])
    show(tenths, Int(3))
    show([Int(5), 7, *tenths])
    show([0.5, Int(5), *tenths])
    show([Int(5)], 0.5)
    show([1, Any(), *tenths])
    show([0.5, Any(), *tenths])
    show([*tenths, 1, 2, *tenths])
    show([1e16, 1, 1j, 1, -1e16])
    show([complex(1e16, 1e16), complex(1, 1), complex(-1e16, -1e16)])
    show(tenths, 0j)
    show([0.1j] * 10)
    show([*tenths, *[0.1j] * 10, *tenths], 0j)
    show([1j, 2.5, True, 3])
    show([Other(1, 2), *tenths])
    show([*tenths, Other(1, 2), *tenths])
    show([-0.0], complex(-0.0, -0.0))
    show([0], complex(-0.0, -0.0))
    show([0.1, float("inf"), 1])
    show([complex(float("inf"), 0), 1])
    show([1e308, 1e308, -1e308])

    show([2**63, *tenths])
    show([2**62, 2**62, 0.1, 4096.0, *tenths])
    show([*tenths], 1 << 64)
    show([-1, 2**63, *tenths])

for items in [0.1, 10**400], [1j, 10**400]:
    try:
        sum(items)
    except OverflowError as e:
        print(e)
