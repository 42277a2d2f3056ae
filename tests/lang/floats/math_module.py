# The math module's functions and their errors.
import math

print(math.pi, math.e, math.inf, math.nan, math.tau)
print(math.sqrt(2), math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(1e20), math.fabs(-2), math.gcd(12, 18, 27), math.lcm(4, 6))
print(math.isqrt(10**30), math.factorial(20), math.comb(10, 3), math.perm(5, 2), math.hypot(3, 4), math.copysign(1, -0.0))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.fmod(-7, 3), math.modf(-1.25), math.frexp(10.0), math.ldexp(0.625, 4))
print(round(math.sin(1), 12), round(math.cos(1), 12), round(math.tan(1), 12), round(math.atan2(1, -1), 12), round(math.exp(1), 12), round(math.log(10), 12))
print(math.log2(8), math.log10(1000), math.log(8, 2), math.log(2**2000), math.prod([1, 2, 3.5]), math.fsum([0.1] * 10), math.isclose(0.1 + 0.2, 0.3))
for act in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.floor(math.inf), lambda: math.sqrt("x")):
    try:
        act()
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
