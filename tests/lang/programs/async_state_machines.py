# Protocols as coroutines: a parser fed in pieces, a handshake of two peers, a turn-based game, with awaitable events.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Stream:
    """Bytes come in pieces; readers ask for lines and counts."""

    def __init__(self):
        self.buffer, self.ended, self.more = b"", False, asyncio.Event()

    def feed(self, data):
        self.buffer += data
        self.more.set()

    def end(self):
        self.ended = True
        self.more.set()

    async def _until(self, enough):
        while not enough():
            if self.ended:
                raise asyncio.IncompleteReadError(self.buffer, None)
            self.more.clear()
            await self.more.wait()

    async def line(self):
        await self._until(lambda: b"\r\n" in self.buffer)
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line.decode()

    async def exactly(self, n):
        await self._until(lambda: len(self.buffer) >= n)
        data, self.buffer = self.buffer[:n], self.buffer[n:]
        return data


async def requests(stream):
    while True:
        try:
            start = await stream.line()
        except asyncio.IncompleteReadError as error:
            if error.partial:
                yield "incomplete", bytes(error.partial)
            return
        headers = {}
        while line := await stream.line():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = await stream.exactly(int(headers.get("content-length", 0)))
        if headers.get("transfer-encoding") == "chunked":
            while size := int(await stream.line(), 16):
                body += await stream.exactly(size)
                await stream.exactly(2)
            await stream.line()
        yield start, headers, body


RAW = (
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    b"POST /x HTTP/1.1\r\nContent-Length: 11\r\n\r\nhello world"
    b"PUT /y HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n3\r\nfgh\r\n0\r\n\r\n"
    b"GET /cut HTTP/1.1\r\nHos"
)


async def feed(stream, size):
    for i in range(0, len(RAW), size):
        stream.feed(RAW[i : i + size])
        await asyncio.sleep(0.001)
    stream.end()


async def parse(size):
    stream = Stream()
    feeding = asyncio.create_task(feed(stream, size))
    out = []
    try:
        async for request in requests(stream):
            out.append(request)
    except asyncio.IncompleteReadError as error:
        out.append(("cut", error.partial))
    await feeding
    return out


class Peer:
    def __init__(self, name, secret):
        self.name, self.secret, self.inbox, self.log = name, secret, asyncio.Queue(), []

    async def send(self, other, *message):
        self.log.append(("->", message))
        await asyncio.sleep(0.01)
        other.inbox.put_nowait(message)

    async def expect(self, kind, limit=0.05):
        message = await asyncio.wait_for(self.inbox.get(), limit)
        self.log.append(("<-", message))
        if message[0] != kind:
            raise ConnectionError(f"{self.name}: {message[0]} instead of {kind}")
        return message[1:]

    async def open(self, other):
        await self.send(other, "hello", self.name)
        (nonce,) = await self.expect("challenge")
        await self.send(other, "answer", nonce * self.secret % 1009)
        return await self.expect("welcome")

    async def accept(self, other):
        (name,) = await self.expect("hello")
        nonce = sum(map(ord, name))
        await self.send(other, "challenge", nonce)
        (answer,) = await self.expect("answer")
        if answer != nonce * self.secret % 1009:
            await self.send(other, "refused")
            raise PermissionError(name)
        await self.send(other, "welcome", f"{name} to {self.name}")
        return name


async def handshake(secret, lost=False):
    client, server = Peer("client", secret), Peer("server", 77)
    if lost:
        server.send = lambda *message: asyncio.sleep(0)
    results = await asyncio.gather(client.open(server), server.accept(client), return_exceptions=True)
    return [r if not isinstance(r, Exception) else repr(r) for r in results], len(client.log), len(server.log)


async def main():
    whole = await parse(1000)
    for request in whole:
        print(request)
    print([await parse(size) == whole for size in (1, 2, 7, 30)], now())
    for case in ((77, False), (5, False), (77, True)):
        print(await handshake(*case), now())


asyncio.run(main(), loop_factory=Loop)
