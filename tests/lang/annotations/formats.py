"""annotationlib: annotations as values, as references, as texts."""
from annotationlib import (Format, ForwardRef, annotations_to_string, call_annotate_function,
                           get_annotate_from_class_namespace, get_annotations, type_repr)


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class Owner:
    a: Undef
    b: Undef | None
    c: list[Undef]
    d: Undef | int
    f: "text"
    g: Undef[1, "k"]
    h: Undef.x.y
    i: Undef(1, k=2)
    j: [Undef, 1]
    k: {Undef: 1}
    m: int
    n: -Undef + 1 * Undef ** 2 - (Undef - 3)
    p: Undef[1:2, ::3]
    q: Undef == 3
    r: (Undef, 1)
    s: tuple[*Undef]
    x: None
    y: ...
    z: 1.5


for name, value in get_annotations(Owner, format=Format.FORWARDREF).items():
    print(name, repr(value))
for name, value in get_annotations(Owner, format=Format.STRING).items():
    print(name, repr(value))
for form in (1, 2, 5):
    attempt(get_annotations, Owner, format=form)


class C:
    x: Later
    y: "Later | None"

    def m(self, a: Other) -> C: pass


reference = get_annotations(C, format=Format.FORWARDREF)["x"]
print(reference.__forward_arg__, reference.__forward_module__, reference.__forward_is_argument__,
      reference.__forward_is_class__, reference.__owner__)
attempt(reference.evaluate)
print(reference.evaluate(format=Format.FORWARDREF) is reference, reference.evaluate(format=Format.STRING))
print(reference.evaluate(globals={"Later": 3}), reference.evaluate(locals={"Later": 4}))
Later = int
print(reference.evaluate(), get_annotations(C), get_annotations(C, globals=globals(), eval_str=True), C.__annotations__)
print(ForwardRef("a") == ForwardRef("a"), ForwardRef("a") == ForwardRef("a", module="m"),
      hash(ForwardRef("a")) == hash(ForwardRef("a")), ForwardRef("a") | int, int | ForwardRef("a"),
      ForwardRef("a", module="m"), ForwardRef("a", owner=C))
attempt(ForwardRef, 3)
attempt(ForwardRef("a b").evaluate)
print(ForwardRef("int | str").evaluate(), ForwardRef("x", module=__name__).evaluate(locals={"x": 1}))
print(type_repr(int), type_repr(C), type_repr(attempt), type_repr(len), type_repr(...), type_repr("a"),
      type_repr(None), type_repr(list[int]), type_repr(C.m))
print(annotations_to_string({"a": int, "b": "x", "c": C}))
for thing in (3, len, int, type("Q", (), {})):
    attempt(get_annotations, thing)
attempt(get_annotations, C, eval_str=True, format=Format.STRING)
print(call_annotate_function(C.__annotate__, Format.STRING))
print(get_annotate_from_class_namespace(C.__dict__).__name__, get_annotate_from_class_namespace({}))


def outer():
    def inner(a: late, b: list[late]): pass

    print(get_annotations(inner, format=Format.STRING))
    reference = get_annotations(inner, format=Format.FORWARDREF)["a"]
    late = 5
    print(get_annotations(inner), reference.evaluate())


outer()


def known(format):
    if format == Format.STRING:
        return {"x": "text"}
    if format != Format.VALUE:
        raise NotImplementedError
    return {"x": int}


C.__annotate__ = known
print([get_annotations(C, format=form) for form in (Format.VALUE, Format.FORWARDREF, Format.STRING)])
print(Format.VALUE, repr(Format.STRING), list(Format))
