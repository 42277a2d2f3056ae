# Objects with finalisers die inside the hot loop; each runs at the right time.
# jit: threshold=2
# expect-jit: regions>=1
log = []


class Token:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def tokens(n):
    for i in range(n):
        yield Token(i)


def run(n):
    total = 0
    for token in tokens(n):
        total += token.name
        log.append("use %d" % token.name)
    return total


print(run(24))
print(log)
