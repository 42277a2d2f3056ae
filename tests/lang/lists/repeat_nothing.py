# How often nothing is repeated must be an index all the same.
class Index:
    def __index__(self):
        print("asked")
        return 3


for empty in [], (), "", b"", bytearray():
    print(empty * 5, empty * -1, empty * Index())
    for count in 1 << 64, -(1 << 64), 1.5:
        try:
            print(empty * count)
        except (OverflowError, TypeError) as e:
            print(type(e).__name__, e)
