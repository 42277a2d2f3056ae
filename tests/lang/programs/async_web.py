# A web service without a network: routes, middleware, a connection pool, a limit on concurrency, metrics.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Failure(Exception):
    def __init__(self, status, reason):
        super().__init__(f"{status} {reason}")
        self.status = status


class Pool:
    """Connections that are opened when needed and used again."""

    def __init__(self, size):
        self.free, self.size, self.opened = [], size, 0
        self.slots = asyncio.Semaphore(size)

    class Lease:
        def __init__(self, pool):
            self.pool = pool

        async def __aenter__(self):
            await self.pool.slots.acquire()
            if not self.pool.free:
                self.pool.opened += 1
                await asyncio.sleep(0.005)
                self.pool.free.append(f"conn{self.pool.opened}")
            self.connection = self.pool.free.pop()
            return self.connection

        async def __aexit__(self, kind, value, traceback):
            self.pool.free.append(self.connection)
            self.pool.slots.release()

    def lease(self):
        return self.Lease(self)


class App:
    def __init__(self):
        self.routes, self.middleware, self.metrics = {}, [], {}

    def route(self, method, path):
        def register(handler):
            self.routes[method, path] = handler
            return handler

        return register

    def wrap(self, layer):
        self.middleware.insert(0, layer)
        return layer

    async def handle(self, request):
        async def endpoint(request):
            handler = self.routes.get((request["method"], request["path"].split("?")[0]))
            if handler is None:
                raise Failure(404, "not found")
            return 200, await handler(request)

        call = endpoint
        for layer in self.middleware:
            call = self.layered(layer, call)
        return await call(request)

    @staticmethod
    def layered(layer, inner):
        async def call(request):
            return await layer(request, inner)

        return call


app, db = App(), {"users": {1: "ada", 2: "grace"}, "hits": 0}


@app.wrap
async def timing(request, inner):
    start = now()
    try:
        return await inner(request)
    finally:
        entry = app.metrics.setdefault(request["path"].split("?")[0], [0, 0.0])
        entry[0] += 1
        entry[1] += now() - start


@app.wrap
async def errors(request, inner):
    try:
        return await inner(request)
    except Failure as failure:
        return failure.status, str(failure)
    except TimeoutError:
        return 504, "timed out"
    except Exception as error:
        return 500, type(error).__name__


@app.wrap
async def limits(request, inner):
    async with asyncio.timeout(request.get("limit", 0.05)):
        return await inner(request)


@app.route("GET", "/users")
async def users(request):
    async with pool.lease() as connection:
        await asyncio.sleep(0.01)
        return sorted(db["users"].items()), connection


@app.route("POST", "/users")
async def add_user(request):
    async with pool.lease():
        await asyncio.sleep(0.01)
        if request["body"] in db["users"].values():
            raise Failure(409, "already there")
        db["users"][len(db["users"]) + 1] = request["body"]
        return len(db["users"])


@app.route("GET", "/slow")
async def slow(request):
    async with pool.lease():
        await asyncio.sleep(float(request["path"].partition("?")[2] or 1))
        return "slow"


@app.route("GET", "/broken")
async def broken(request):
    return db["nothing"]


@app.route("GET", "/fanout")
async def fanout(request):
    answers = await asyncio.gather(*(app.handle({"method": "GET", "path": f"/slow?0.0{i}"}) for i in range(1, 4)))
    return [status for status, _ in answers]


async def client(name, requests):
    for request in requests:
        status, body = await app.handle(dict(request))
        print(f"{now():.3f} {name} {request['method']} {request['path']} -> {status} {body}")


async def main():
    global pool
    pool = Pool(2)
    get = lambda path, **more: {"method": "GET", "path": path, **more}
    post = lambda body: {"method": "POST", "path": "/users", "body": body}
    async with asyncio.TaskGroup() as clients:
        clients.create_task(client("a", [get("/users"), post("barbara"), get("/users"), get("/nowhere")]))
        clients.create_task(client("b", [post("barbara"), get("/broken"), get("/slow?0.02"), get("/slow")]))
        clients.create_task(client("c", [get("/users", limit=0.001), get("/fanout"), get("/slow?0.04", limit=1)]))
    print({path: (count, round(spent, 3)) for path, (count, spent) in sorted(app.metrics.items())})
    print(pool.opened, sorted(pool.free), repr(pool.slots).rpartition("[")[2])


asyncio.run(main(), loop_factory=Loop)
