"""string: constants, capwords, Template, Formatter."""
import string
from string import *


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, e)


for name in sorted(string.__all__):
    value = getattr(string, name)
    print(name, repr(value) if isinstance(value, str) else value.__name__)
print(repr(capwords("  hello   wORLD foo\tbar ")), repr(capwords("a-b-cD", "-")), repr(capwords("")))
t = Template("$who likes ${what}; $$5, $who again, ${who}s")
print(t.substitute(who="tim", what="kung pao"), t.substitute({"who": 1, "what": None}), t.template)
print(t.substitute({"who": "a", "what": "b"}, who="c"), t.safe_substitute(who="x"), t.get_identifiers(), t.is_valid())
attempt(t.substitute, who=1)
attempt(t.substitute)
for text in ("$", "a\nb $ c", "${", "${a", "${a b}", "$1a", "$é", "$_a1é", "100% $", "$$$a", "$$", "${}", "x $a.b $a-b"):
    bad = Template(text)
    attempt(bad.substitute, a="A", _a1="B")
    attempt(bad.safe_substitute, a="A")
    print(bad.is_valid(), bad.get_identifiers())


class Percent(Template):
    delimiter = "%"


class Long(Template):
    delimiter = "&&"


print(Percent("%a %{b} %% $c").substitute(a=1, b=2), Long("&&a &&{b} &&&& &c").substitute(a=1, b=2))
f = Formatter()
for text, args, kwargs in (
    ("{} {}", (1, 2), {}), ("{0} {1} {0}", (1, 2), {}), ("{a} {b!r:>5} {c.real} {d[k]} {d[0]}", (), dict(
        a=1, b="x", c=3j, d={"k": 5, 0: 6})), ("{{}} {0:{1}}", (3, ">5"), {}), ("{:{}}{}", (1, 4, 5), {}),
    ("{0!s}{0!r}{0!a}", ("é",), {}), ("{0.__class__.__name__}", (1,), {}), ("{0[0][1]}", ([(1, 2)],), {}),
    ("{!r}", ("x",), {}), ("", (), {}), ("plain", (), {}), ("{a:%}", (), {"a": 0.5}), ("{0:}", (1,), {}),
    ("{", (), {}), ("}", (), {}), ("{0", (1,), {}), ("{0!}", (1,), {}), ("{0!x}", (1,), {}), ("{0!rx}", (1,), {}),
    ("{} {0}", (1,), {}), ("{0} {}", (1,), {}), ("{1}", (1,), {}), ("{a}", (), {}), ("{0.}", (1,), {}),
    ("{0[}", (1,), {}), ("{0[]}", (1,), {}), ("{0[a]b}", ({"a": 1},), {}), ("{0:{1:{2}}}", (1, 2, 3), {}),
    ("{0:{1:{2:{3}}}}", (1, 2, 3, 4), {}), ("{a b}", (), {"a b": 3}), ("{-1}", (), {"-1": 4}), ("a}}b{{c", (), {}),
):
    attempt(f.format, text, *args, **kwargs)
print(list(f.parse("a{b!r:c{d}}e{{f}}g{}")), list(f.parse("x}}")), list(f.parse("")))
print(f.get_field("a.real", (), {"a": 3}), f.get_value(0, (5,), {}), f.convert_field(3, "r"), f.format_field(3, ">3"))


class Lenient(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def check_unused_args(self, used, args, kwargs):
        print(sorted(map(str, used)), len(args), sorted(kwargs))

    def format_field(self, value, spec):
        return value.upper() if spec == "upper" else super().format_field(value, spec)


print(Lenient().format("{x} {y:upper} {0}", 1, 2, y="z"))
attempt(Lenient().vformat, "{x}", (), {"x": 1})
