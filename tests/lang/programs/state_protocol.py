# A wire protocol: bytes are sent to a parser generator, frames come out, a session answers them
# jit: threshold=5

class ProtocolError(Exception):
    pass


def reader():
    """Delegated to: `data = yield from read(n)` waits until n bytes have come."""
    buffer = bytearray()

    def read(count):
        while len(buffer) < count:
            buffer.extend((yield))
        data = bytes(buffer[:count])
        del buffer[:count]
        return data

    return read


def checksum(data):
    value = 0
    for byte in data:
        value = (value << 1 | value >> 7) & 255 ^ byte
    return value


def frames(emit):
    read = reader()
    skipped = 0
    while True:
        mark = yield from read(1)
        if mark != b"\x7e":
            skipped += 1
            continue
        if skipped:
            emit("noise", skipped, b"")
            skipped = 0
        head = yield from read(3)
        kind, length = head[0], int.from_bytes(head[1:], "big")
        if length > 512:
            emit("error", kind, f"{length} bytes are too many".encode())
            continue
        body = yield from read(length)
        (check,) = yield from read(1)
        if check != checksum(body):
            emit("error", kind, b"checksum")
        else:
            emit("frame", kind, body)


def frame(kind, body=b""):
    return b"\x7e" + bytes([kind]) + len(body).to_bytes(2, "big") + body + bytes([checksum(body)])


HELLO, PUT, GET, LIST, BYE, OK, FAIL = range(1, 8)


def session(store):
    """Is sent (kind, body), answers with a frame; states are positions in the code."""
    kind, body = yield None
    while kind != HELLO:
        kind, body = yield frame(FAIL, b"say hello")
    user = body.decode()
    kind, body = yield frame(OK, b"hello " + body)
    count = 0
    while kind != BYE:
        count += 1
        if kind == PUT:
            key, separator, value = body.partition(b"=")
            if not separator:
                reply = frame(FAIL, b"put wants key=value")
            else:
                replaced = store.get(key)
                store[key] = value
                reply = frame(OK, replaced or b"new")
        elif kind == GET:
            reply = frame(OK, store[body]) if body in store else frame(FAIL, b"no " + body)
        elif kind == LIST:
            reply = frame(OK, b",".join(sorted(store)))
        else:
            reply = frame(FAIL, b"kind %d" % kind)
        kind, body = yield reply
    return f"{user} left after {count} commands"


class Server:
    def __init__(self):
        self.store, self.log, self.out = {}, [], bytearray()
        self.open()

    def open(self):
        self.session = session(self.store)
        next(self.session)
        self.parser = frames(self.handle)
        next(self.parser)

    def handle(self, what, number, body):
        if what != "frame":
            self.log.append((what, number, body.decode()))
            return
        try:
            self.out += self.session.send((number, body))
        except StopIteration as stop:
            self.log.append(stop.value)
            self.open()

    def receive(self, data):
        self.parser.send(data)
        out, self.out = bytes(self.out), bytearray()
        return out


class Client:
    def __init__(self):
        self.replies = []
        self.parser = frames(lambda *reply: self.replies.append(reply))
        next(self.parser)

    def exchange(self, server, *data, size=None):
        stream = b"".join(data)
        size = size or len(stream)
        for at in range(0, len(stream), size):
            self.parser.send(server.receive(stream[at:at + size]))
        replies, self.replies = self.replies, []
        return [(number, body.decode()) if what == "frame" else (what, number) for what, number, body in replies]


server, client = Server(), Client()
print(client.exchange(server, frame(GET, b"x"), frame(HELLO, b"ann"), frame(PUT, b"x=1")))
print(client.exchange(server, frame(PUT, b"x=22"), frame(PUT, b"y"), frame(GET, b"x"), frame(LIST), frame(99), size=3))
print(client.exchange(server, b"noise", frame(GET, b"z"), frame(GET, b"x")[:-1] + b"\0", frame(BYE)))
print(client.exchange(server, frame(HELLO, "zoë".encode()), b"\x7e\x02\xff\xff", frame(LIST), size=1))
print(server.log, server.store)
print(frame(PUT, b"k=v").hex(), checksum(bytes(range(256))), (1 << 15).to_bytes(2, "big"))
big = b"".join(frame(PUT, b"key%d=%d" % (i % 20, i * i)) + b"?" * (i % 3) for i in range(150))
replies = client.exchange(server, big, size=7)
print(len(replies), replies[-1], len(server.log), sum(int(value) for key, value in server.store.items() if key != b"x"))
server.parser.close()
try:
    server.receive(b"x")
except StopIteration:
    print("closed")
