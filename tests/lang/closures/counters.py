# Cells shared by closures, nonlocal, and late binding.


def make(start):
    count = start

    def up(step=1):
        nonlocal count
        count += step
        return count

    def down():
        nonlocal count
        count -= 1
        return count

    return up, down, lambda: count


up, down, peek = make(10)
other, _, _ = make(0)
print(up(), up(5), down(), peek(), other())
fs = []
for i in range(3):
    fs.append(lambda: i)
    fs.append(lambda i=i: i)
print([f() for f in fs])
print(up.__closure__ is not None, len(up.__closure__), up.__closure__[0].cell_contents)
print(up.__code__.co_freevars, make.__code__.co_cellvars, up.__defaults__)


def three_levels():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x += "+inner"
            return x

        return inner

    return middle()(), x


print(three_levels())
