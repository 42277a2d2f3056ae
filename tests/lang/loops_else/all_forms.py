# else of for and while, with break, continue, return and nested loops.


def find(items, wanted):
    for i, x in enumerate(items):
        if x == wanted:
            break
    else:
        return "missing"
    return i


print(find("abc", "b"), find("abc", "z"), find([], 1))
n = 5
while n:
    n -= 1
    if n == 2:
        continue
    if n == -1:
        break
else:
    print("while else", n)
while True:
    n += 1
    if n > 3:
        break
else:
    print("never")
print(n)
for i in range(2, 12):
    for j in range(2, i):
        if i % j == 0:
            break
    else:
        print(i, "is prime", end="; ")
        continue
    print(i, "=", j, "*", i // j, end="; ")
print()
for x in []:
    pass
else:
    print("empty for runs else")
for x in (1, 2):
    try:
        if x == 1:
            continue
        break
    finally:
        print("finally", x)
else:
    print("never")


def early():
    for x in range(3):
        while True:
            return x
    else:
        return "else"


print(early(), [x for x in range(3)][-1])
i = 10
for i in range(3):
    i *= 2
print(i)
