# An inventory in a text format, read into records, joined with orders, reported with aligned columns.
import io

STOCK = '''\
sku;name;price;count;tags
A-1;Bolt M4;0.05;12000;metal,small
A-2;Nut M4;0.04;9000;metal,small
B-7;"Lamp; desk";24.90;14;light
B-9;"Lamp ""Sun""";89.00;0;light,fragile
C-3;Rope 10m;12.5;40;
broken line
D-4;Glue;-3;x;
'''
ORDERS = ["2024-01-03 A-1 500", "2024-01-03 B-7 2", "2024-02-10 B-9 1", "2024-02-11 Z-0 4", "2024-02-12 B-7 20", "2024-03-01 C-3 5"]


def split_fields(line, separator=";"):
    field, quoted, was_quote = "", False, False
    for c in line:
        if c == '"':
            if quoted:
                was_quote = True
                quoted = False
            else:
                if was_quote:
                    field += '"'
                quoted, was_quote = True, False
        elif c == separator and not quoted:
            yield field
            field, was_quote = "", False
        else:
            field += c
    yield field


class Item:
    def __init__(self, sku, name, price, count, tags):
        self.sku, self.name = sku, name
        self.price, self.count = round(float(price) * 100), int(count)
        self.tags = frozenset(tag for tag in tags.split(",") if tag)
        if self.price < 0:
            raise ValueError("negative price")

    @property
    def worth(self):
        return self.price * self.count

    def __format__(self, spec):
        if spec == "long":
            return f"{self.sku:<5}{self.name:<12.12}{self.price / 100:>9.2f}{self.count:>7,}{self.worth / 100:>12,.2f}"
        return format(str(self), spec)

    def __str__(self):
        return f"{self.name} ({self.sku})"


def read(stream):
    header = next(stream).rstrip("\n").split(";")
    for number, line in enumerate(stream, 2):
        fields = dict(zip(header, split_fields(line.rstrip("\n"))))
        try:
            yield number, Item(**fields)
        except (TypeError, ValueError) as error:
            yield number, error


def money(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02}"


def fill(orders, items):
    for order in orders:
        date, sku, count = order.split()
        item, count = items.get(sku), int(count)
        if item is None:
            yield date, sku, "unknown", 0
        elif item.count < count:
            yield date, item, f"short by {count - item.count}", 0
        else:
            item.count -= count
            yield date, item, "filled", count * item.price


items = {}
for number, result in read(io.StringIO(STOCK)):
    if isinstance(result, Exception):
        print(f"line {number}: {type(result).__name__}: {str(result).split('.')[-1]}")
    else:
        items[result.sku] = result
print(f"{'sku':<5}{'name':<12}{'price':>9}{'count':>7}{'worth':>12}")
print("-" * 45)
for item in items.values():
    print(f"{item:long}")
print(f"{'total':<33}{sum(i.worth for i in items.values()) / 100:>12,.2f}")
monthly = {}
for date, item, outcome, cents in fill(ORDERS, items):
    print(f"{date} {item!s:>18} {outcome:<14}{money(cents):>10}")
    monthly.setdefault(date[:7], []).append(cents)
for month, amounts in sorted(monthly.items()):
    bar = "#" * (sum(amounts) // 500)
    print(f"{month}|{bar:<12}|{money(sum(amounts)):>9} {len(amounts)} order{'s' * (len(amounts) != 1)}")
tags = {tag: [i.sku for i in items.values() if tag in i.tags] for tag in sorted({t for i in items.values() for t in i.tags})}
print(tags)
print(f"{items['A-1']:>20}|{items['B-9']:^24}|", "%-10s|%8.3f|%+d|%05d|%x|%%" % ("left", 3.14159, 5, 42, 255))
print("{0!r:>8} {1:{width}.{digits}f} {name[0]}{name[1]} {2.sku}".format("a", 2 / 3, items["C-3"], width=8, digits=3, name=("x", "y")))
out = io.StringIO()
for item in sorted(items.values(), key=lambda i: (-i.worth, i.sku)):
    print(item.sku, money(item.worth), sep="\t", file=out)
print(out.getvalue().expandtabs(8), end="")
print(list(split_fields('a;"b;c";"d""e";;f')), list(split_fields("")))
