# Shifts of small and large, negative numbers, and by large counts.
for x in (0, 1, -1, 5, -5, 2**61 - 1, -(2**61), 2**62, 2**80 + 1, -(2**80) - 1):
    print(x, [x << s for s in (0, 1, 3, 61, 64)], [x >> s for s in (0, 1, 3, 61, 63, 64, 79, 200)])
for act in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 2**70 >> -3):
    try:
        act()
    except ValueError as error:
        print(error)
print(0 << 10**9, 1 >> 10**9, -1 >> 10**9, 5 >> 2**70, -5 >> 2**70, 0 << 2**70)
x = 1
x <<= 100
x >>= 98
x |= 3
x &= 6
x ^= 15
print(x)
print([(1 << n).bit_length() for n in (0, 1, 31, 61, 62, 63, 64, 100)], (0).bit_length(), (-8).bit_length(), (255).bit_count())
