# Sorting algorithms as generators that yield each state, driven in step and compared.


def bubble(a):
    for end in range(len(a) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if a[i] > a[i + 1]:
                a[i], a[i + 1] = a[i + 1], a[i]
                swapped = True
                yield a
        if not swapped:
            return "early"
    return "late"


def insertion(a):
    for i in range(1, len(a)):
        item, j = a[i], i
        while j and a[j - 1] > item:
            a[j] = a[j - 1]
            j -= 1
            yield a
        a[j] = item
    return i


def quick(a, low=0, high=None):
    if high is None:
        high = len(a) - 1
    if low >= high:
        return 0
    pivot, store = a[high], low
    for i in range(low, high):
        if a[i] < pivot:
            a[i], a[store] = a[store], a[i]
            store += 1
            yield a
    a[store], a[high] = a[high], a[store]
    yield a
    left = yield from quick(a, low, store - 1)
    right = yield from quick(a, store + 1, high)
    return 1 + max(left, right)


def merge(a, low=0, high=None):
    high = len(a) if high is None else high
    if high - low < 2:
        return 0
    middle = (low + high) // 2
    moves = (yield from merge(a, low, middle)) + (yield from merge(a, middle, high))
    left, right = a[low:middle], a[middle:high]
    for at in range(low, high):
        source = left if not right or left and left[0] <= right[0] else right
        a[at] = source.pop(0)
        yield a
    return moves + high - low


def heap(a):
    def sift(root, end):
        while (child := 2 * root + 1) < end:
            if child + 1 < end and a[child] < a[child + 1]:
                child += 1
            if a[root] >= a[child]:
                return
            a[root], a[child] = a[child], a[root]
            yield a
            root = child

    for root in range(len(a) // 2 - 1, -1, -1):
        yield from sift(root, len(a))
    for end in range(len(a) - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        yield a
        yield from sift(0, end)


def shell(a):
    gap = len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            for j in range(i, gap - 1, -gap):
                if a[j - gap] <= a[j]:
                    break
                a[j - gap], a[j] = a[j], a[j - gap]
                yield a
        gap //= 2


def drive(sort, data):
    work, steps = list(data), 0
    generator = sort(work)
    while True:
        try:
            next(generator)
        except StopIteration as stop:
            return work, steps, stop.value
        steps += 1


def noise(n, seed):
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        yield seed % 100


inputs = {"random": list(noise(40, 3)), "sorted": list(range(30)), "reversed": list(range(30, 0, -1)),
          "equal": [7] * 20, "one": [1], "saw": [i % 5 for i in range(35)]}
for name, data in inputs.items():
    print(name)
    for sort in (bubble, insertion, quick, merge, heap, shell):
        try:
            result, steps, value = drive(sort, data)
        except UnboundLocalError as error:
            print("  ", sort.__name__, error)
            continue
        print("  ", sort.__name__, result == sorted(data), steps, value)
print(next(quick([3, 1, 2])), [list(state) for state in merge([2, 3, 1])])
racers = {sort.__name__: sort(list(noise(25, 9))) for sort in (bubble, insertion, quick, heap, shell)}
order, rounds = [], 0
while racers:
    rounds += 1
    for name, racer in list(racers.items()):
        if next(racer, None) is None:
            order.append((name, rounds))
            del racers[name]
print(order)
print(drive(merge, "generators")[0], drive(insertion, ["b", "a"]))
try:
    drive(quick, [1, "a", 2])
except TypeError as error:
    print(error)
