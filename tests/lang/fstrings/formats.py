# Conversions, nested widths, self-documenting fields, braces.
name, n, x = "Ada", 42, 3.14159
print(f"{name} {n} {x}", f"{name!r} {name!s:>6}|", f"{n:5d}|{n:<5}|{n:^5}|{n:>+5}|{n:05}|{n:,}")
print(f"{x:.2f} {x:8.3f} {x:e} {x:.3g} {x:+.1%} {x:08.2f} {-x: .1f}")
print(f"{n:b} {n:o} {n:x} {n:X} {n:#x} {n:#b} {n:#010b} {1234567:_} {255:#_x}")
print(f"{name:{'>'}{n // 5}}|{x:.{n % 40}f}", f"{{}} {{{n}}}", f"{n=} {x = :.1f} {name=!s}")
print(f"{'nested ' + f'{n + 1}'}", f"{n if n > 1 else x}", f"{(lambda v: v * 2)(n)}")
print(f"{[1, 2]} {(1,)} { {1: 2} } {None} {True}", f"{name:.2}", f"{name:*^9}")
print(f"a" "b" f"{n}" 'c', rf"\n{n}", f"""{
    n
}""")


class Money:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


m = Money()
print(f"{m} {m:abc} {m!r} {m!s:>5} {m!a}", format(m, "z"), "{:y} {}".format(m, 1))
print(f"{'é'!a} {'é'!r} {'tab	'!r}", f"{1e100} {1e16} {1e15} {-0.0} {1.0:g} {1e5:n}")
