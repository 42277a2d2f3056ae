# KeyError shows the repr of its key.
# exit: 1
table = {"a": 1}
print(table["a"])
print(table["it's"])
