# continue, break and else in hot loops.
# jit: threshold=2
# expect-jit: regions>=1


def primes(n):
    k = 2
    while k < n:
        d = 2
        while d * d <= k:
            if k % d == 0:
                break
            d += 1
        else:
            yield k
        k += 1


def skip(n):
    total = 0
    for p in primes(n):
        if p % 4 == 1:
            continue
        total += p
    else:
        total += 1000
    return total


print(list(primes(60)))
print(skip(100))
