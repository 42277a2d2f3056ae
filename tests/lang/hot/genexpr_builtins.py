# list, tuple, set, max, min, any, all, sorted over generator expressions.
# jit: threshold=2
# expect-jit: regions>=1


def mix(n):
    return (x * 7919 % 101 for x in range(n))


print(list(mix(30)))
print(tuple(mix(20)))
print(len(set(mix(200))))
print(max(mix(60)), min(mix(60)))
print(any(x == 99 for x in mix(90)), any(x > 200 for x in mix(90)))
print(all(x < 101 for x in mix(90)), all(x < 50 for x in mix(90)))
print(sorted(mix(40)))
print(",".join(str(x) for x in mix(25)))
print(dict((x, x * x) for x in range(30)))
print(max((x % 13, x) for x in range(50)))
