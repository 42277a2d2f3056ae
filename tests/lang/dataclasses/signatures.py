"""The signatures of dataclasses."""
import inspect
from dataclasses import *


@dataclass
class P:
    x: int
    y: int = 0
    z: list[int] = field(default_factory=list)


@dataclass
class Post(P):
    c: InitVar[int] = 4
    d: "InitVar[str]" = "d"
    _: KW_ONLY
    e: float | None = None


print(inspect.signature(P), inspect.signature(P.__init__), inspect.signature(Post), Post.__doc__)
print(inspect.signature(make_dataclass("Made", [("a", int), ("b", "text", 3)], kw_only=True)))
