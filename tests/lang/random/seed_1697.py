# Made from seed 1697: what a region left for is done before its exit is recorded.
# jit: threshold=2
class Dead:
    def __init__(self, name):
        self.name = 1
    def __del__(self):
        print('del', self.name)
def g1(src, n):
    for v in range(10):
        try:
            x = 1
            match x:
                case int(y):
                    Dead((-(1 << 63) + 2))
        finally:
            print('finally', 60)
        yield 1
i, total, g = 0, -7, g1(range(4), 12)
for x in g:
    pass
