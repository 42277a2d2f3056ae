# gamma, lgamma, erf, erfc, nextafter, ulp, sumprod.
import math
from math import erf, erfc, gamma, inf, lgamma, nan, nextafter, sumprod, ulp


def show(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


print([gamma(x) for x in (1, 2, 5, 10.0, 23, 0.5, 1.5, -0.5, -1.5, 30.5, 100.25, 150.5, 171.5, 1e-10, 1e-300, -170.5, 1e-21)])
print([lgamma(x) for x in (1, 2, 3, 0.5, 10, 100.5, 1e10, -0.5, -3.7, 1e-30, 1e300, inf, -inf)])
print(gamma(inf), gamma(nan), lgamma(nan), gamma(-200.5), gamma(-300.3))
for x in (0, 0.0, -1, -2.0, -inf, 172, 1e300, "x"):
    show(f"gamma({x!r})", lambda: gamma(x))
    show(f"lgamma({x!r})", lambda: lgamma(x))
show("lgamma", lambda: lgamma(1.7e308))
print([erf(x) for x in (0, 0.5, 1, -1.5, 3, 10, -inf, 1e-20)], [erfc(x) for x in (0, 0.5, 1, -1.5, 3, 26, inf)], erf(nan))
print(nextafter(1, 2), nextafter(1, 0), nextafter(0.0, -1), nextafter(0.0, 1), nextafter(1, 1), nextafter(inf, 0), nextafter(-0.0, 0.0))
print(nextafter(1, 2, steps=3), nextafter(1, inf, steps=2**70), nextafter(5e-324, -1, steps=1), nextafter(5e-324, -1, steps=3), nextafter(1, 5, steps=0), nextafter(nan, 1), nextafter(1, nan))
show("steps", lambda: nextafter(1, 2, steps=-1))
show("steps type", lambda: nextafter(1, 2, steps=1.5))
show("few", lambda: nextafter(1))
print(ulp(1), ulp(0), ulp(-3.5), ulp(1e308), ulp(inf), ulp(nan), ulp(1.7976931348623157e308), ulp(2**53))
print(sumprod([1, 2, 3], [4, 5, 6]), sumprod([], []), sumprod([2**62, 1], [4, 1]), sumprod([0.1] * 10, [1] * 10), sumprod([1e100, 1, -1e100], [1.0, 1, 1]))
print(sumprod([1.5, 2], (2, 2.5)), sumprod(["a", "b"][:0], []), sumprod([True, 2], [3, True]), sumprod([1, 1j], [2, 3]), sumprod([1e308, 1], [10, 1]), sumprod(range(5), iter(range(5))))
print(sumprod([10, 0.1, 3], [1, 2, 3]), sumprod([2**70, 1.5], [1, 2]), sumprod([inf, 1], [1, 1.0]))
show("lengths", lambda: sumprod([1], [1, 2]))
show("types", lambda: sumprod([1, "a"], [1, "b"]))
show("iter", lambda: sumprod(1, 2))
show("names", lambda: sorted(name for name in ("acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 fabs "
     "factorial floor fma fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nan nextafter "
     "perm pi pow prod radians remainder sin sinh sqrt sumprod tan tanh tau trunc ulp").split() if not hasattr(math, name)))
for call in """acos(2) asin(-3) atanh(1) acosh(0.5) sqrt(-1) log(0) log(-1) log(0.0) log(2,1) log(2,-1) log2(0) log10(-2) log1p(-1) exp(1000) cosh(1000) sinh(-1000) exp2(5000) expm1(1000) pow(0,-1) pow(-1,0.5)
 pow(10,400) fmod(1,0) fmod(inf,1) sin(inf) cos(-inf) tan(inf) ldexp(1,10000) ldexp(1,'a') factorial(-1) factorial(1.5) comb(-1,2) comb(5,-1) comb(2.5,1) perm(-1) perm(3,-2) isqrt(-1) isqrt(2.5) gcd(1.5,2) lcm('a',1) 
 floor(inf) ceil(nan) trunc('x') dist([1],[1,2]) dist(1,2) hypot('a') prod(3) prod([1,'a']) prod([2,'a']) fsum(['a']) fsum([inf,-inf]) fsum([1e308,1e308]) remainder(1,0) copysign('a',1) isclose(1,2,rel_tol=-1) fma(inf,0,1) fma(1e308,10,0) modf('a') frexp('a') degrees('x')""".split():
    show(call, lambda: eval(call, vars(math)))
