# A web framework in the small: requests parsed from byte chunks, a router with converters, middleware, streamed answers.


class HTTPError(Exception):
    REASONS = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 413: "Too Large", 500: "Error"}

    def __init__(self, status, detail=""):
        super().__init__(f"{status} {self.REASONS[status]}" + (f": {detail}" if detail else ""))
        self.status = status


def unquote(text):
    out, i, data = bytearray(), 0, text.replace("+", " ").encode()
    while i < len(data):
        if data[i] == 0x25:
            try:
                out.append(int(data[i + 1:i + 3], 16))
            except ValueError:
                raise HTTPError(400, f"bad escape in {text!r}") from None
            i += 3
        else:
            out.append(data[i])
            i += 1
    return out.decode(errors="replace")


class Request:
    def __init__(self, method, target, headers, body):
        self.method, self.headers, self.body = method, headers, body
        path, _, query = target.partition("?")
        self.path = unquote(path)
        self.query = {}
        for part in query.split("&"):
            if part:
                key, _, value = part.partition("=")
                self.query.setdefault(unquote(key), []).append(unquote(value))


def parser(limit=200):
    """Is sent chunks of bytes in any size; yields lists of finished requests."""
    buffer, done = b"", []
    while True:
        while b"\r\n\r\n" not in buffer:
            if len(buffer) > limit:
                raise HTTPError(413)
            buffer += yield done
            done = []
        head, _, buffer = buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        try:
            method, target, version = first.split(" ")
            headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
            length = int(headers.get("content-length", 0))
        except ValueError as error:
            raise HTTPError(400, first[:20]) from error
        while len(buffer) < length:
            buffer += yield done
            done = []
        done.append(Request(method, target, headers, buffer[:length]))
        buffer = buffer[length:]


class App:
    CONVERTERS = {"int": int, "str": str, "path": str, "float": float}

    def __init__(self):
        self.routes, self.layers, self.log = [], [], []

    def route(self, pattern, *methods):
        def decorate(function):
            self.routes.append((list(self.compile(pattern)), methods or ("GET",), function))
            return function
        return decorate

    def compile(self, pattern):
        for part in pattern.strip("/").split("/"):
            if part.startswith("<"):
                kind, _, name = part.strip("<>").rpartition(":")
                yield kind or "str", name
            else:
                yield None, part

    def layer(self, function):
        self.layers.append(function)
        return function

    def match(self, compiled, parts):
        found = {}
        for i, (kind, name) in enumerate(compiled):
            if kind == "path":
                found[name] = "/".join(parts[i:])
                return found
            if i >= len(parts):
                return None
            if kind is None:
                if parts[i] != name:
                    return None
            else:
                try:
                    found[name] = self.CONVERTERS[kind](parts[i])
                except ValueError:
                    return None
        return found if len(parts) == len(compiled) else None

    def find(self, request):
        allowed = set()
        for compiled, methods, function in self.routes:
            found = self.match(compiled, request.path.strip("/").split("/"))
            if found is not None:
                if request.method in methods:
                    return function, found
                allowed.update(methods)
        if allowed:
            raise HTTPError(405, " ".join(sorted(allowed)))
        raise HTTPError(404, request.path)

    def handle(self, request):
        stack = []
        try:
            for make in self.layers:
                layer = make(self, request)
                next(layer)
                stack.append(layer)
            function, found = self.find(request)
            answer = 200, function(request, **found)
        except HTTPError as error:
            answer = error.status, str(error)
        except Exception as error:
            answer = 500, f"{type(error).__name__}"
        while stack:
            try:
                answer = stack.pop().send(answer) or answer
            except StopIteration:
                pass
        return answer

    def respond(self, request):
        status, body = self.handle(request)
        if isinstance(body, str):
            yield f"HTTP/1.1 {status}\r\ncontent-length: {len(body.encode())}\r\n\r\n{body}"
            return
        yield f"HTTP/1.1 {status}\r\ntransfer-encoding: chunked\r\n\r\n"
        for chunk in body:
            yield f"{len(chunk):x}\r\n{chunk}\r\n"
        yield "0\r\n\r\n"


app = App()
sessions = {}


@app.layer
def logging(app, request):
    status, body = yield
    app.log.append(f"{request.method} {request.path} {status}")


@app.layer
def login(app, request):
    user = request.headers.get("x-user")
    if request.path.startswith("/admin") and user != "root":
        raise HTTPError(404)
    sessions[user] = sessions.get(user, 0) + 1
    status, body = yield
    if status == 500:
        yield 500, "sorry: " + body


@app.route("/")
def home(request):
    return "home"


@app.route("/items/<int:n>", "GET", "PUT")
def item(request, n):
    return f"{request.method} item {n}: {request.body.decode()}{request.query or ''}"


@app.route("/items/<name>")
def named(request, name):
    return f"named {name}"


@app.route("/files/<path:rest>")
def files(request, rest):
    return f"file {rest}"


@app.route("/count/<int:n>")
def count(request, n):
    return (f"line {i}" for i in range(n))


@app.route("/crash")
def crash(request):
    return {}["missing"]


@app.route("/admin/stats")
def stats(request):
    return str(sorted(sessions.items(), key=str))


def raw(method, target, body=b"", **headers):
    lines = [f"{method} {target} HTTP/1.1", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


TRAFFIC = b"".join([raw("GET", "/"), raw("GET", "/items/12?a=1&a=2&b=x%20y"), raw("PUT", "/items/7", "\u00e9t\u00e9".encode()), raw("GET", "/items/tea"),
                    raw("POST", "/items/7"), raw("GET", "/files/a/b%2Fc/d"), raw("GET", "/count/3", X_User="ann"), raw("GET", "/crash"), raw("GET", "/nothing"),
                    raw("GET", "/admin/stats"), raw("GET", "/admin/stats", X_User="root"), raw("GET", "/bad%zz")])
for size in (7, 64, 1000):
    connection, app.log, out = parser(), [], []
    next(connection)
    try:
        for i in range(0, len(TRAFFIC), size):
            for request in connection.send(TRAFFIC[i:i + size]):
                out.append("".join(app.respond(request)))
    except HTTPError as error:
        out.append(str(error))
    if size == 7:
        print(*(repr(text) for text in out), sep="\n")
    print(size, len(out), app.log[-3:])
for bad in (b"GET /\r\n\r\n", b"x" * 300, b"GET / HTTP/1.1\r\nnocolon\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: q\r\n\r\n"):
    connection = parser()
    next(connection)
    try:
        print(connection.send(bad), connection.send(b"more"))
    except HTTPError as error:
        print(error, "|", type(error.__cause__).__name__)
