# Slice assignment and deletion, with and without steps.


def run(n, change):
    a = list(range(n))
    try:
        change(a)
    except (ValueError, TypeError) as error:
        print(error)
    print(a)


def assign(i, j, k, value):
    def change(a):
        a[i:j:k] = value

    return change


def delete(i, j, k):
    def change(a):
        del a[i:j:k]

    return change


run(6, assign(1, 3, None, [9]))
run(6, assign(1, 1, None, "ab"))
run(6, assign(4, 2, None, (7, 8)))
run(6, assign(None, None, 2, "xyz"))
run(6, assign(None, None, -1, range(6)))
run(6, assign(None, None, 2, "x"))
run(6, assign(-100, 100, None, []))
run(6, assign(1, 2, None, 5))
run(6, assign(5, 1, -2, [0, 0]))
run(8, delete(1, 7, 2))
run(8, delete(7, 1, -3))
run(8, delete(3, None, None))
run(8, delete(5, 2, None))
run(4, lambda a: a.__setitem__(slice(1, 3), a))
s = slice(1, None, 2)
print(s, s.start, s.stop, s.step, s.indices(10), s == slice(1, None, 2), list(range(10))[s], "abcdef"[s], range(20)[s], range(10)[::-1], range(5)[-1])
