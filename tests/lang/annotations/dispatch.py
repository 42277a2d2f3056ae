"""What reads annotations: singledispatch, inspect.signature."""
import enum
import functools
import inspect


@functools.singledispatch
def show(value):
    return "something"


@show.register
def _(value: int):
    return "an int"


@show.register
def _(value: list | tuple) -> str:
    return "a sequence"


try:
    @show.register
    def _(value): pass
except TypeError as e:
    print(str(e).split(" at ")[0])

print(show(1), show(()), show([]), show("x"))


def f(a: int, b: "text" = 3, *, c: list[int] | None = None, **d: float) -> dict[str, int]: pass


print(inspect.signature(f), inspect.signature(f).parameters["b"].annotation)


class Meta(type):
    @property
    def __signature__(cls):
        return inspect.Signature([inspect.Parameter("shown", inspect.Parameter.POSITIONAL_ONLY)])


class WithMeta(metaclass=Meta):
    def __init__(self, hidden): pass


class Color(enum.Enum):
    RED = 1


print(inspect.signature(WithMeta), inspect.signature(Color))


class Plain:
    def __init__(self, a: int, b=2): pass


print(inspect.signature(Plain), inspect.get_annotations(Plain.__init__))
