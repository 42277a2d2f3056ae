"""Statistics of data: averages, spread, relations, normal distributions."""

import math
from fractions import Fraction

__all__ = [
    "NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "kde",
    "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
    "pstdev", "pvariance", "quantiles", "stdev", "variance",
]


class StatisticsError(ValueError):
    """Data from which the statistic cannot be had."""


# Exact sums. Every number is a ratio of ints; the result is turned into the type of the data.


def _ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return x, None


def _wider(kind, other):
    """The type that data of two types counts as."""
    if kind is other or other is int or other is bool:
        return kind
    if kind is int:
        return other
    if issubclass(other, kind):
        return other
    if issubclass(kind, other):
        return kind
    if issubclass(kind, int):
        return other
    if issubclass(other, int):
        return kind
    if issubclass(kind, Fraction) and issubclass(other, float):
        return other
    if issubclass(kind, float) and issubclass(other, Fraction):
        return kind
    raise TypeError("don't know how to coerce %s and %s" % (kind.__name__, other.__name__))


def _sums(data, power=1):
    """The type and number of the data, and the exact sums of its first powers."""
    kind, count = int, 0
    by_bottom, squares = {}, {}
    for x in data:
        count += 1
        if type(x) is not kind:
            kind = _wider(kind, type(x))
        top, bottom = _ratio(x)
        by_bottom[bottom] = by_bottom.get(bottom, 0) + top
        if power == 2 and bottom is not None:
            squares[bottom] = squares.get(bottom, 0) + top * top
    if None in by_bottom:
        special = by_bottom[None]
        return kind, count, special, special
    total = sum((Fraction(top, bottom) for bottom, top in by_bottom.items()), Fraction(0))
    square = sum((Fraction(top, bottom * bottom) for bottom, top in squares.items()), Fraction(0))
    return kind, count, total, square


def _convert(value, kind):
    """An exact value in the type of the data."""
    if type(value) is kind:
        return value
    if issubclass(kind, int) and getattr(value, "denominator", 1) != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        return kind(value.numerator) / kind(value.denominator)


def mean(data):
    """The arithmetic mean, exact until the end."""
    kind, count, total, _ = _sums(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / count, kind)


def fmean(data, weights=None):
    """The arithmetic mean of numbers taken as floats."""
    if weights is None:
        try:
            count = len(data)
        except TypeError:
            data = list(data)
            count = len(data)
        total = math.fsum(data)
        if not count:
            raise StatisticsError("fmean requires at least one data point")
        return total / count
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    try:
        total = math.sumprod(data, weights)
    except ValueError:
        raise StatisticsError("data and weights must be the same length")
    bottom = math.fsum(weights)
    if not bottom:
        raise StatisticsError("sum of weights must be non-zero")
    return total / bottom


def geometric_mean(data):
    """The n-th root of the product of n numbers."""
    count, logs, has_zero = 0, [], False
    for x in data:
        count += 1
        if x > 0.0 or math.isnan(x):
            logs.append(math.log(x))
        elif x == 0.0:
            has_zero = True
        else:
            raise StatisticsError("No negative inputs allowed", x)
    if not count:
        raise StatisticsError("Must have a non-empty dataset")
    total = math.fsum(logs)
    if math.isnan(total):
        return math.nan
    if has_zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / count)


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    if iter(data) is data:
        data = list(data)
    problem = "harmonic mean does not support negative values"
    if len(data) < 1:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float, Fraction)):
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(problem)
        return x
    if weights is None:
        weights = [1] * len(data)
        sum_weights = len(data)
    else:
        if iter(weights) is weights:
            weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        if any(weight < 0 for weight in weights):
            raise StatisticsError(problem)
        _, _, sum_weights, _ = _sums(weights)
    if any(x < 0 for x in data):
        raise StatisticsError(problem)
    try:
        kind, _, total, _ = _sums(w / x if w else 0 for w, x in zip(weights, data))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(sum_weights / total, kind)


def median(data):
    """The middle value; the mean of the two middle ones of an even number."""
    data = sorted(data)
    count = len(data)
    if count == 0:
        raise StatisticsError("no median for empty data")
    if count % 2:
        return data[count // 2]
    return (data[count // 2 - 1] + data[count // 2]) / 2


def median_low(data):
    """The middle value; the smaller of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value; the larger of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of data that stands for classes of a width, by interpolation."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    middle = data[len(data) // 2]
    below = sum(1 for x in data if x < middle)
    frequency = sum(1 for x in data if x == middle)
    try:
        interval, middle = float(interval), float(middle)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return middle - interval / 2.0 + interval * (len(data) / 2 - below) / frequency


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    """The most common value, the first of several."""
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts.items(), key=lambda item: item[1])[0]


def multimode(data):
    """The most common values."""
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The values that cut the data into parts of equal size."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def _squares(data, center=None):
    """The type and number of the data, and the exact sum of squared distances from the mean."""
    if center is not None:
        kind, count, total, _ = _sums((d := x - center) * d for x in data)
        return kind, count, total
    kind, count, total, squares = _sums(data, power=2)
    if count == 0:
        return kind, count, Fraction(0)
    if not isinstance(total, Fraction):
        return kind, count, total * 0
    return kind, count, squares - total * total / count


def variance(data, xbar=None):
    """The variance of a sample."""
    kind, count, total = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(total / (count - 1), kind)


def pvariance(data, mu=None):
    """The variance of a population."""
    kind, count, total = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(total / count, kind)


def _root(value):
    """The float nearest to the square root of a fraction."""
    if not isinstance(value, Fraction):
        return math.sqrt(value)
    top, bottom = value.numerator, value.denominator
    if top == 0:
        return 0.0
    # An int root with more bits than a float has, its last bit set if the root is inexact: then the
    # division rounds as that of the true root would.
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    scaled_top, scaled_bottom = (top, bottom << 2 * shift) if shift >= 0 else (top << -2 * shift, bottom)
    root = math.isqrt(scaled_top // scaled_bottom)
    root |= root * root * scaled_bottom != scaled_top
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    _, count, total = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total / (count - 1))


def pstdev(data, mu=None):
    """The standard deviation of a population."""
    _, count, total = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total / count)


def _centered(x, y, what):
    if len(y) != len(x):
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{what} requires at least two data points")


def covariance(x, y, /):
    """How far two variables move together."""
    _centered(x, y, "covariance")
    count = len(x)
    xbar, ybar = math.fsum(x) / count, math.fsum(y) / count
    return math.sumprod([a - xbar for a in x], [b - ybar for b in y]) / (count - 1)


def _rank(data, start):
    """The ranks of data, equal values sharing theirs."""
    order = sorted(range(len(data)), key=data.__getitem__)
    ranks = [0.0] * len(data)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and data[order[end]] == data[order[at]]:
            end += 1
        for index in order[at:end]:
            ranks[index] = start + (at + end - 1) / 2 + 1
        at = end
    return ranks


def correlation(x, y, /, *, method="linear"):
    """Pearson's correlation, or with ranks Spearman's."""
    _centered(x, y, "correlation")
    count = len(x)
    if method not in {"linear", "ranked"}:
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (count - 1) / -2
        x, y = _rank(x, start - 1), _rank(y, start - 1)
    else:
        xbar, ybar = math.fsum(x) / count, math.fsum(y) / count
        x, y = [a - xbar for a in x], [b - ybar for b in y]
    sxy, sxx, syy = math.sumprod(x, y), math.sumprod(x, x), math.sumprod(y, y)
    try:
        return sxy / _root_of_product(sxx, syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _root_of_product(x, y):
    """The float nearest to the square root of a product."""
    root = math.sqrt(x * y)
    if not math.isfinite(root):
        return math.sqrt(x) * math.sqrt(y) if math.isinf(root) and not (math.isinf(x) or math.isinf(y)) else root
    if not root:
        return math.sqrt(x) * math.sqrt(y) if x and y else root
    # One step of Newton's, with the exact error.
    error = Fraction(x) * Fraction(y) - Fraction(root) ** 2
    return root + float(error) / (2.0 * root)


class LinearRegression(tuple):
    """The line `slope * x + intercept`."""

    __slots__ = ()
    _fields = ("slope", "intercept")

    def __new__(cls, slope, intercept):
        return tuple.__new__(cls, (slope, intercept))

    @property
    def slope(self):
        return self[0]

    @property
    def intercept(self):
        return self[1]

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    """The line that is nearest to points by least squares."""
    _centered(x, y, "linear regression")
    count = len(x)
    if not proportional:
        xbar, ybar = math.fsum(x) / count, math.fsum(y) / count
        x = [a - xbar for a in x]
        y = (b - ybar for b in y)
    sxy = math.sumprod(x, y) + 0.0
    sxx = math.sumprod(x, x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


# Density estimation.

_KERNELS = {
    "normal": (
        lambda t: math.exp(-1 / 2 * t * t) / math.sqrt(2 * math.pi), lambda t: 1 / 2 * math.erfc(-t / math.sqrt(2)), None
    ),
    "logistic": (lambda t: 1 / 2 / (1.0 + math.cosh(t)), lambda t: 1.0 - 1.0 / (math.exp(t) + 1.0), None),
    "sigmoid": (lambda t: 1 / math.pi / math.cosh(t), lambda t: 2 / math.pi * math.atan(math.exp(t)), None),
    "rectangular": (lambda t: 1 / 2, lambda t: 1 / 2 * t + 1 / 2, 1.0),
    "triangular": (
        lambda t: 1.0 - abs(t), lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2, 1.0
    ),
    "parabolic": (lambda t: 3 / 4 * (1.0 - t * t), lambda t: -1 / 4 * t**3 + 3 / 4 * t + 1 / 2, 1.0),
    "quartic": (
        lambda t: 15 / 16 * (1.0 - t * t) ** 2, lambda t: math.sumprod((3 / 16, -5 / 8, 15 / 16, 1 / 2), (t**5, t**3, t, 1.0)),
        1.0,
    ),
    "triweight": (
        lambda t: 35 / 32 * (1.0 - t * t) ** 3,
        lambda t: math.sumprod((-5 / 32, 21 / 32, -35 / 32, 35 / 32, 1 / 2), (t**7, t**5, t**3, t, 1.0)),
        1.0,
    ),
    "cosine": (
        lambda t: math.pi / 4 * math.cos(math.pi / 2 * t), lambda t: 1 / 2 * math.sin(math.pi / 2 * t) + 1 / 2, 1.0
    ),
}
_KERNELS["gauss"] = _KERNELS["normal"]
_KERNELS["uniform"] = _KERNELS["rectangular"]
_KERNELS["epanechnikov"] = _KERNELS["parabolic"]
_KERNELS["biweight"] = _KERNELS["quartic"]


def kde(data, h, kernel="normal", *, cumulative=False):
    """A function that estimates the density that data was drawn from, or its integral."""
    count = len(data)
    if not count:
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    if kernel not in _KERNELS:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    density, integral, support = _KERNELS[kernel]
    sample = sorted(data)

    def pdf(x):
        if support is None:
            return sum(density((x - point) / h) for point in data) / (len(data) * h)
        near = [point for point in sample if x - h * support <= point <= x + h * support]
        return sum(density((x - point) / h) for point in near) / (count * h)

    def cdf(x):
        if support is None:
            return sum(integral((x - point) / h) for point in data) / len(data)
        reach = h * support
        below = sum(1 for point in sample if point < x - reach)
        near = [point for point in sample if x - reach <= point <= x + reach]
        return sum((integral((x - point) / h) for point in near), below) / count

    chosen = cdf if cumulative else pdf
    chosen.__doc__ = f"{'CDF' if cumulative else 'PDF'} estimate with {h=!r} and {kernel=!r}"
    return chosen


# The quotients of polynomials of the algorithm AS 241 (Wichura 1988), highest power first.
_CENTRAL = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
     1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
     5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0),
)
_TAIL = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
     3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0),
)
_FAR_TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
)


def _polynomial(coefficients, x):
    value = coefficients[0]
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value


def _normal_inverse(p, mu, sigma):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        r = 0.180625 - q * q
        x = _polynomial(_CENTRAL[0], r) * q / _polynomial(_CENTRAL[1], r)
        return mu + x * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    top, bottom, shift = (*_TAIL, 1.6) if r <= 5.0 else (*_FAR_TAIL, 5.0)
    x = _polynomial(top, r - shift) / _polynomial(bottom, r - shift)
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution: a mean and a standard deviation."""

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution", "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """From the mean and deviation of a sample."""
        data = list(data)
        return cls(float(mean(data)), stdev(data))

    def samples(self, n, *, seed=None):
        """Random numbers of this distribution."""
        import random

        draw = random.random if seed is None else random.Random(seed).random
        return [_normal_inverse(draw(), self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        """The density at a place."""
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        distance = x - self._mu
        return math.exp(distance * distance / (-2.0 * variance)) / math.sqrt(2 * math.pi * variance)

    def cdf(self, x):
        """The probability of a value up to a place."""
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * math.erfc((self._mu - x) / (self._sigma * math.sqrt(2.0)))

    def inv_cdf(self, p):
        """The place up to which a value falls with a probability."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_inverse(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The places that cut the distribution into parts of equal probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """How much of the area below two densities is below both."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        one, two = (self, other) if (self._sigma, self._mu) <= (other._sigma, other._mu) else (other, self)
        if not one.variance or not two.variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        spread = two.variance - one.variance
        distance = math.fabs(two._mu - one._mu)
        if not spread:
            return math.erfc(distance / (2.0 * one._sigma * math.sqrt(2.0)))
        a = one._mu * two.variance - two._mu * one.variance
        b = one._sigma * two._sigma * math.sqrt(distance * distance + spread * math.log(two.variance / one.variance))
        left, right = (a + b) / spread, (a - b) / spread
        return 1.0 - (math.fabs(two.cdf(left) - one.cdf(left)) + math.fabs(two.cdf(right) - one.cdf(right)))

    def zscore(self, x):
        """How many deviations a place is from the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * math.fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / math.fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
