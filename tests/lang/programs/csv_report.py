# Reads comma-separated values with quotes and prints a report in columns.
import io

DATA = '''name,department,salary,"start, year",note
"Miller, Anna",Engineering,85000.50,2015,"says ""hello"""
Bob,Sales,42000,2019,
"Çelik, Deniz",Engineering,91000.25,2011,"two
lines"
Eve,Support,38500.75,2021,x
Dan,Sales,45500,2018,"a,b"
'''


def rows(file):
    """The rows of a file, each a list of fields."""
    field, row, quoted, was_quoted = [], [], False, False
    while char := file.read(1):
        if quoted:
            if char != '"':
                field.append(char)
                continue
            follows = file.read(1)
            if follows == '"':
                field.append('"')
                continue
            quoted, char = False, follows
            if not char:
                break
        elif char == '"' and not field:
            quoted = was_quoted = True
            continue
        if char == ",":
            row.append("".join(field))
            field, was_quoted = [], False
        elif char == "\n":
            row.append("".join(field))
            yield row
            field, row, was_quoted = [], [], False
        else:
            field.append(char)
    if field or row or was_quoted:
        row.append("".join(field))
        yield row


def records(file):
    lines = rows(file)
    header = next(lines)
    for number, line in enumerate(lines, 2):
        if len(line) != len(header):
            raise ValueError(f"row {number}: {len(line)} fields, {len(header)} expected")
        yield dict(zip(header, line))


people = list(records(io.StringIO(DATA)))
for person in people:
    print(person)

print(f"{'Name':<16}|{'Department':^14}|{'Salary':>12}|{'Since':>6}")
print("-" * 16 + "+" + "-" * 14 + "+" + "-" * 12 + "+" + "-" * 6)
for person in sorted(people, key=lambda p: (p["department"], -float(p["salary"]))):
    salary = float(person["salary"])
    print(f"{person['name']:<16}|{person['department']:^14}|{salary:>12,.2f}|{person['start, year']:>6}")

totals = {}
for person in people:
    totals.setdefault(person["department"], []).append(float(person["salary"]))
for department, salaries in sorted(totals.items(), key=lambda item: -sum(item[1])):
    mean = sum(salaries) / len(salaries)
    print(f"{department:.<15}{len(salaries):3d}  sum {sum(salaries):>11_.2f}  mean {mean:>10.1f}  share {sum(salaries) / 302001.5:6.1%}")


def quote(text):
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text


out = io.StringIO()
for person in people:
    print(",".join(map(quote, person.values())), file=out)
print(out.getvalue() == DATA.partition("\n")[2])
try:
    list(records(io.StringIO("a,b\n1\n")))
except ValueError as error:
    print("error:", error)
