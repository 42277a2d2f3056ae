# A chat server: connections, rooms, slow readers that lose messages, idle clients that are thrown out.
import asyncio
from collections import Counter, defaultdict
from contextlib import asynccontextmanager, suppress

from virtual_time import run

IDLE_LIMIT = 3.0


class Closed(Exception):
    """The other end of a connection has gone."""


class Connection:
    """Two queues; what the client does not read in time is dropped, the oldest first."""

    def __init__(self, name, room_for=8):
        self.name = name
        self.inbox = asyncio.Queue()
        self.outbox = asyncio.Queue(maxsize=room_for)
        self.dropped = 0

    def deliver(self, message):
        if self.outbox.full():
            self.outbox.get_nowait()
            self.dropped += 1
        self.outbox.put_nowait(message)

    async def lines(self):
        while True:
            try:
                async with asyncio.timeout(IDLE_LIMIT):
                    line = await self.inbox.get()
            except TimeoutError:
                raise Closed(f"{self.name} idle for {IDLE_LIMIT} s") from None
            if line is None:
                return
            yield line


class Server:
    def __init__(self):
        self.rooms = defaultdict(dict)
        self.counts = Counter()
        self.log = []

    def say(self, text):
        self.log.append(f"{asyncio.get_running_loop().time():5.1f} {text}")

    def broadcast(self, room, sender, text):
        for name, connection in self.rooms[room].items():
            if name != sender:
                connection.deliver((room, sender, text))
                self.counts["delivered"] += 1

    @asynccontextmanager
    async def member(self, room, connection):
        self.rooms[room][connection.name] = connection
        self.broadcast(room, connection.name, "* joins")
        try:
            yield self.rooms[room]
        finally:
            del self.rooms[room][connection.name]
            self.broadcast(room, connection.name, "* leaves")

    async def serve(self, connection, room):
        try:
            async with self.member(room, connection) as members:
                async for line in connection.lines():
                    self.counts["lines"] += 1
                    if line.startswith("/"):
                        command, _, argument = line[1:].partition(" ")
                        handler = getattr(self, "do_" + command, None)
                        if handler is None:
                            connection.deliver(("", "server", f"no command {command!r}"))
                        else:
                            handler(connection, room, argument)
                    else:
                        self.broadcast(room, connection.name, line)
                self.say(f"{connection.name} quits, {len(members) - 1} left in {room}")
        except Closed as reason:
            self.say(f"closed: {reason}")
        except KeyError as error:
            self.say(f"kicked {connection.name}: {type(error).__name__} {error}")
        finally:
            connection.deliver(None)

    def do_who(self, connection, room, argument):
        connection.deliver(("", "server", ", ".join(sorted(self.rooms[argument or room]))))

    def do_whisper(self, connection, room, argument):
        target, _, text = argument.partition(" ")
        self.rooms[room][target].deliver((room, connection.name + "?", text))


async def client(server, name, room, script, reads_every=1):
    """Plays a script of (delay, line); answers what was read."""
    connection = Connection(name)
    task = asyncio.create_task(server.serve(connection, room))
    seen = []

    async def read():
        while (message := await connection.outbox.get()) is not None:
            seen.append(message)
            if len(seen) % reads_every == 0:
                await asyncio.sleep(0.05 * reads_every)

    reader = asyncio.create_task(read())
    for delay, line in script:
        await asyncio.sleep(delay)
        if task.done():
            break
        connection.inbox.put_nowait(line)
    await task
    with suppress(asyncio.CancelledError):
        await asyncio.wait_for(reader, 5)
    return name, seen, connection.dropped


async def main():
    server = Server()
    chatty = [(0.01, f"line {i}") for i in range(300)] + [(0, None)]
    results = await asyncio.gather(
        client(server, "ann", "tea", [(0.1, "hello"), (0.2, "/who"), (0.3, "/dance"), (2.9, "bye"), (0, None)]),
        client(server, "bob", "tea", [(0.15, "/whisper ann psst"), (0.2, "anyone?")]),
        client(server, "cat", "tea", [(0.3, "/whisper dan where are you")]),
        client(server, "eve", "bulk", chatty),
        client(server, "fay", "bulk", [(1.5, "/who"), (1.0, "/who tea"), (1.0, None)], reads_every=10),
        client(server, "gus", "bulk", [(2.5, "stop it"), (1.5, None)]),
    )
    for name, seen, dropped in results:
        print(f"{name}: {len(seen)} read, {dropped} dropped")
        for message in seen[:5] + seen[-2:]:
            print("   ", *message)
    print(*server.log, sep="\n")
    print(dict(server.counts), {room: sorted(members) for room, members in server.rooms.items()})


run(main())
