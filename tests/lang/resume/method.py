# A generator method that works on its instance's attributes.
# jit: threshold=2
# expect-resume: steps


class Walker:
    def __init__(self):
        self.at = 0
        self.total = 0

    def steps(self, n):
        while self.at < n:
            self.at += 1
            yield self.at
            self.total += self.at
            yield self.total


for _ in range(4):
    w = Walker()
    g = w.steps(20)
    while next(g, None) is not None:
        pass
    print(w.at, w.total)
