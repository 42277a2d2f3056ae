# send(None) becomes __next__; a value goes to the attribute `send` of the delegate.


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"


class Sender(Plain):
    def send(self, value):
        if value == "stop":
            raise StopIteration("result")
        return ("sent", value)


def g(delegate):
    try:
        return (yield from delegate)
    except AttributeError as error:
        yield str(error)


x = g(Sender())
print(next(x), x.send(None), x.send(5), next(x))
try:
    x.send("stop")
except StopIteration as stop:
    print(stop.value)
x = g(Plain())
print(next(x), x.send(5))
x = g([1, 2, 3])
print(next(x), x.send(5))
