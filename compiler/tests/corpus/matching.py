match subject:
    case 1:
        one()
    case -1.5 | "text" "more" | b"bytes":
        several()
    case 1 + 2j | -3 - 4j:
        complex()
    case None:
        none()
    case True | False:
        boolean()
    case module.CONSTANT | module.inner.OTHER:
        constant()

match only:
    case 0:
        pass

match wild:
    case _:
        anything()

match guarded:
    case x if x > 0:
        positive(x)
    case _ if other():
        second()
    case _:
        last()

match a, b:
    case 1, 2:
        pass
    case (3, y):
        y()
    case [z]:
        z()
    case []:
        nothing()


def sequences(subject):
    match subject:
        case [_, _]:
            return 2
        case [*_]:
            return "any"
    match subject:
        case [first, *_]:
            return first
        case [*_, last]:
            return last
        case [first, second, *_, before, last]:
            return first, second, before, last
        case [1, *_, 2, _]:
            return None
        case [first, *rest]:
            return rest
        case [*rest, last]:
            return rest
        case [a, *b, c]:
            return a, b, c
        case [[a, b], [c, [d, *e]]]:
            return a, b, c, d, e
        case ((a, b) as pair, *_):
            return pair
        case *start, 5:
            return start


def mappings(subject):
    match subject:
        case {}:
            return 0
        case {"key": value}:
            return value
        case {"a": 1, "b": [x, y], -1: z, None: _, module.KEY: {"inner": w}}:
            return x, y, z, w
        case {**rest}:
            return rest
        case {"a": a, "b": b, **rest}:
            return a, b, rest
        case {"a": _, **_rest}:
            return _rest


def classes(subject):
    match subject:
        case int():
            return int
        case str(text):
            return text
        case Point(x, y):
            return x, y
        case Point(0, y=y):
            return y
        case Point(x=0, y=_):
            return 0
        case shapes.Line(Point(a, b), end=Point(c, d)) if a < c:
            return a, b, c, d
        case float() | complex() as number:
            return number
        case list([a, *b]):
            return a, b


def alternatives(subject):
    match subject:
        case [a, b] | {"a": a, "b": b}:
            return a, b
        case [1, a, b, c] | [2, b, c, a] | [3, c, a, b] | (4, c, b, a):
            return a, b, c
        case (1 | 2 | 3) as small, (4 | 5 as big):
            return small, big
        case [x, ([y] | y), (z, _) | [_, z, _]]:
            return x, y, z
        case None | [] | {} as empty:
            return empty
        case [1, x] | [x] | x if x:
            return x
        case 0 | 1 | _:
            return None


class Machine:
    state = 0

    def run(self, tokens):
        for token in tokens:
            match token:
                case ["push", __value]:
                    self.push(__value)
                case ["jump", where] if where:
                    continue
                case ["stop"]:
                    break
                case ["add" | "sub" as op, int(x) | float(x)]:
                    yield op, x
                case _:
                    raise ValueError(token)
        else:
            return self

    async def serve(self):
        match await self.get():
            case (x, y):
                await self.put([z async for z in x if (lambda: y)()])
            case other:
                try:
                    match other.kind:
                        case "a":
                            return 1
                finally:
                    close(other)


def walrus(value):
    match (n := len(value)):
        case 0:
            return n
        case k:
            return [k + i for i in range(n)], lambda: k


def long(x):
    match x:
        case (
            1,
            2,
            [
                a,
                b,
            ],
        ) if (
            a
            and b
        ):
            return a
        case {
            "a": 1,
            **others,
        }:
            return others
        case Point(
            x=1,
            y=q,
        ):
            return q
