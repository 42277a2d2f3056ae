# cmath: values, special values, errors
import cmath
from cmath import inf, infj, nan, nanj


def shown(value):
    """A number with twelve digits; zeros keep their sign."""
    if isinstance(value, complex):
        return f"{value.real:.12g}{value.imag:+.12g}j"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def attempt(function, *args, **names):
    try:
        return shown(function(*args, **names))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


NAMES = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase".split()
FINITE = [0, 1, -1, 2.5, 1j, -1j, 1 + 1j, -2 + 3j, 3 - 4j, -0.0 - 0.5j, 1e-300 + 1e-300j, 1e200 - 1e200j, 0.5 + 0j, complex(-3, -0.0), complex(2, -0.0), 1e-310]
for name in NAMES:
    function = getattr(cmath, name)
    print(name, *(attempt(function, value) for value in FINITE))
PARTS = [-inf, -2.0, -0.0, 0.0, 2.0, inf, nan]
for name in NAMES:
    function = getattr(cmath, name)
    for real in PARTS:
        results = [attempt(function, complex(real, imag)) for imag in PARTS]
        # Where a part may have either sign, it is not compared.
        print(name, real, *(result.replace("-nan", "nan") for result in results))
print(cmath.pi, cmath.e, cmath.tau, inf, nan, infj, nanj)
print(cmath.polar(3 + 4j), cmath.polar(-1), cmath.rect(2, 0), attempt(cmath.rect, 1, cmath.pi / 2), attempt(cmath.polar, complex(1e308, 1e308)))
for size in (0.0, 1.0, -1.0, inf, -inf, nan):
    print(size, *(attempt(cmath.rect, size, angle) for angle in (0.0, -0.0, 1.0, -2.0, inf, nan)))
print(attempt(cmath.log, 8, 2), attempt(cmath.log, -1, 10), attempt(cmath.log, 1, 0), attempt(cmath.log, 2, 1), attempt(cmath.log, 1j, 1j))
print(attempt(cmath.exp, 710 + 1j), attempt(cmath.exp, 1000), attempt(cmath.cosh, 1000j), attempt(cmath.cosh, 1000), attempt(cmath.sinh, 709.5 + 1j), attempt(cmath.tanh, 1000 + 1j))
print(*(cmath.isfinite(z) for z in (1, 1j, infj, nanj)), *(cmath.isinf(z) for z in (1, infj, complex(nan, -inf))), *(cmath.isnan(z) for z in (1, nanj, infj)))
print(cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 1 + 1e-8j), cmath.isclose(0, 1e-12), cmath.isclose(0, 1e-12j, abs_tol=1e-9), cmath.isclose(inf, inf), cmath.isclose(infj, 1))
print(attempt(cmath.isclose, 1, 2, rel_tol=-1), attempt(cmath.isclose, 1), attempt(cmath.isclose, 1, 2, 3), cmath.isclose(1, 2, rel_tol=0.5))


class Like:
    def __complex__(self):
        return 3 + 4j


class Real:
    def __float__(self):
        return 4.0


class Index:
    def __index__(self):
        return 9


print(cmath.sqrt(Like()), cmath.sqrt(Real()), cmath.sqrt(Index()), cmath.sqrt(True), attempt(cmath.sqrt, "a"), attempt(cmath.sqrt), attempt(cmath.sqrt, 1, 2), attempt(cmath.sqrt, None))
