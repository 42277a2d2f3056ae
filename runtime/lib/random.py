"""Random numbers, by the Mersenne Twister MT19937.

Requirement: a seed gives the same numbers everywhere, to the last bit. So the order of the operations on floats and
the number of deviates that a method takes may not change.
"""

from _random import Random as _Core, _entropy, _seed_of
from bisect import bisect as _place
from itertools import accumulate as _running_totals, repeat as _times
from math import acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp, floor as _floor, isfinite as _isfinite
from math import lgamma as _lgamma, log as _log, log2 as _log2, pi as _pi, sin as _sin, sqrt as _sqrt, tau as TWOPI
from operator import index as _index

__all__ = [
    "Random", "SystemRandom", "betavariate", "binomialvariate", "choice", "choices", "expovariate", "gammavariate",
    "gauss", "getrandbits", "getstate", "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint",
    "random", "randrange", "sample", "seed", "setstate", "shuffle", "triangular", "uniform", "vonmisesvariate",
    "weibullvariate",
]

BPF = 53
RECIP_BPF = 1.0 / (1 << BPF)
SG_MAGICCONST = _log(4.5) + 1.0
LOG4 = _log(4.0)
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)

_FLOATS = 1 << BPF
_WORD = (1 << 64) - 1
_DEFAULT_STEP = 1

# Where a class makes its randomness.
_SOURCES = {"_randbelow", "getrandbits", "random"}


def _old_text_hash(text):
    """The hash of a text, or of bytes as Latin-1, that seeds of version 1 are made by."""
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    codes = [ord(letter) for letter in text]
    mixed = codes[0] << 7 if codes else 0
    for code in codes:
        mixed = (mixed * 1000003 ^ code) & _WORD
    mixed ^= len(codes)
    return mixed if mixed != -1 else -2


def _plain_seed(seed, version):
    """A seed that the core takes: None, an int or another number."""
    if isinstance(seed, (str, bytes)) and version == 1:
        return _old_text_hash(seed)
    if isinstance(seed, (str, bytes, bytearray)):
        if version != 2:
            return seed
        return _seed_of(seed.encode() if isinstance(seed, str) else bytes(seed))
    if seed is None or isinstance(seed, (int, float)):
        return seed
    raise TypeError("The only supported seed types are:\n"
                    "None, int, float, str, bytes, and bytearray.")


def _unsigned(words):
    """The words of a state of version 2, which may be signed."""
    try:
        return tuple([word % 4294967296 for word in words])
    except ValueError as error:
        raise TypeError from error


def _is_sequence(value):
    if isinstance(value, (list, tuple, str, range, bytes, bytearray)):
        return True
    if isinstance(value, (dict, set, frozenset)):
        return False
    try:
        from collections.abc import Sequence
    except ImportError:
        cls = type(value)
        return hasattr(cls, "__getitem__") and hasattr(cls, "__len__") and not hasattr(cls, "keys")
    return isinstance(value, Sequence)


def _cumulated(weights):
    """The running totals of weights; a number is taken for a misplaced k."""
    try:
        return list(_running_totals(weights))
    except TypeError:
        if isinstance(weights, int):
            raise TypeError(f"The number of choices must be a keyword argument: k={weights!r}") from None
        raise


class Random(_Core):
    """A generator of random numbers; one that derives from it may bring its own `random`."""

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        own = next((base for base in cls.__mro__ if base.__dict__.keys() & _SOURCES), Random)
        if own is Random or own is _Core:
            return
        # The short cuts of the base do not ask the class: it gets the methods that do.
        for name, method in _METHODS.items():
            if name not in cls.__dict__ and getattr(cls, name) is getattr(Random, name):
                setattr(cls, name, method)
        if "_randbelow" not in own.__dict__:
            cls._randbelow = Random._below_by_bits if "getrandbits" in own.__dict__ else Random._below_by_floats

    # State.

    def seed(self, a=None, version=2):
        """Begin anew from a seed, or from one that nobody can foretell."""
        super().seed(_plain_seed(a, version))
        self.gauss_next = None

    def getstate(self):
        """What `setstate` needs to come back to this point."""
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        """Go back to where `getstate` was called."""
        version = state[0]
        if version not in (2, 3):
            raise ValueError(f"state with version {version} passed to Random.setstate() of version {self.VERSION}")
        _, words, self.gauss_next = state
        super().setstate(words if version == 3 else _unsigned(words))

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    # Ints. Numbers that are too large are refused, so that all are equally likely.

    def _below_by_bits(self, bound):
        bits, size = self.getrandbits, bound.bit_length()
        while (found := bits(size)) >= bound:
            pass
        return found

    def _below_by_floats(self, bound):
        random = self.random
        if bound < _FLOATS:
            limit = (_FLOATS - _FLOATS % bound) / _FLOATS
            while (found := random()) >= limit:
                pass
            return _floor(found * _FLOATS) % bound
        from warnings import warn
        warn("Underlying random() generator does not supply \n"
             "enough bits to choose from a population range this large.\n"
             "To remove the range limitation, add a getrandbits() method.")
        return _floor(random() * bound)

    def randbytes(self, n):
        """So many random bytes."""
        bits = self.getrandbits(8 * n)
        return bits.to_bytes(n, "little")

    def randint(self, a, b):
        """An int from a to b, both included."""
        low, high = _index(a), _index(b)
        if low > high:
            raise ValueError(f"empty range in randint({low}, {high})")
        return low + self._randbelow(high - low + 1)

    def randrange(self, start, stop=None, step=_DEFAULT_STEP):
        """One of the items of range(start, stop[, step])."""
        first = _index(start)
        if stop is None:
            if step is not _DEFAULT_STEP:
                raise TypeError("Missing a non-None stop argument")
            if first <= 0:
                raise ValueError("empty range for randrange()")
            return self._randbelow(first)
        width, stride = _index(stop) - first, _index(step)
        if not stride:
            raise ValueError("zero step for randrange()")
        count = -(-width // stride)
        if count <= 0:
            shown = f"{start}, {stop}" if stride == 1 else f"{start}, {stop}, {step}"
            raise ValueError(f"empty range in randrange({shown})")
        return first + self._randbelow(count) * stride

    # Items of sequences.

    def choice(self, seq):
        """One of the items of a sequence."""
        size = len(seq)
        if size:
            return seq[self._randbelow(size)]
        raise IndexError("Cannot choose from an empty sequence")

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k items of a sequence, each chosen from all, by their weights if there are any."""
        random, size = self.random, len(population)
        if weights is not None:
            if cum_weights is not None:
                raise TypeError("Cannot specify both weights and cumulative weights")
            cum_weights = _cumulated(weights)
        if cum_weights is None:
            scale = float(size)
            return [population[_floor(random() * scale)] for _ in _times(None, k)]
        if len(cum_weights) != size:
            raise ValueError("The number of weights does not match the population")
        total, last = cum_weights[-1] + 0.0, size - 1
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_place(cum_weights, random() * total, 0, last)] for _ in _times(None, k)]

    def sample(self, population, k, *, counts=None):
        """k items of a sequence, each at most once, or as often as `counts` says."""
        if not _is_sequence(population):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            return self._sample_counted(population, k, counts)
        size = len(population)
        if k < 0 or k > size:
            raise ValueError("Sample larger than population or is negative")
        # What is chosen from a large population is less than a copy of it.
        if size > 21 + (4 ** _ceil(_log(k * 3, 4)) if k > 5 else 0):
            return self._sample_of_many(population, k)
        return self._sample_of_copy(list(population), k)

    def _sample_counted(self, population, k, counts):
        ends = list(_running_totals(counts))
        if len(ends) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = ends.pop() if ends else 0
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total < 0:
            raise ValueError("Counts must be non-negative")
        return [population[_place(ends, place)] for place in self.sample(range(total), k=k)]

    def _sample_of_many(self, population, k):
        below, size = self._randbelow, len(population)
        places = {}
        while len(places) < k:
            places[below(size)] = None
        return [population[place] for place in places]

    def _sample_of_copy(self, left, k):
        """Takes items out of a list; the last that is left fills the gap."""
        below, taken = self._randbelow, []
        for end in range(len(left), len(left) - k, -1):
            place = below(end)
            taken.append(left[place])
            left[place] = left[end - 1]
        return taken

    def shuffle(self, x):
        """Put the items of a sequence in another order."""
        below = self._randbelow
        for last in reversed(range(1, len(x))):
            other = below(last + 1)
            x[last], x[other] = x[other], x[last]

    # Floats of distributions whose inverse is known.

    def uniform(self, a, b):
        """A float between a and b."""
        width = b - a
        return a + width * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """A float of the triangular distribution."""
        level = self.random()
        if mode is None:
            peak = 0.5
        else:
            try:
                peak = (mode - low) / (high - low)
            except ZeroDivisionError:
                return low
        if level <= peak:
            return low + (high - low) * _sqrt(level * peak)
        return high + (low - high) * _sqrt((1.0 - level) * (1.0 - peak))

    def expovariate(self, lambd=1.0):
        """A float of the exponential distribution with the rate lambd."""
        positive = 1.0 - self.random()
        return -_log(positive) / lambd

    def weibullvariate(self, alpha, beta):
        """A float of the Weibull distribution."""
        hazard = -_log(1.0 - self.random())
        return alpha * hazard ** (1.0 / beta)

    def paretovariate(self, alpha):
        """A float of the Pareto distribution."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    # Floats of the normal distribution and those made of it.

    def gauss(self, mu=0.0, sigma=1.0):
        """A float of the normal distribution; every second call is cheap."""
        kept, self.gauss_next = self.gauss_next, None
        if kept is None:
            # By the polar form of two deviates (Box and Muller): its two coordinates are independent.
            random = self.random
            angle = TWOPI * random()
            length = _sqrt(-2.0 * _log(1.0 - random()))
            kept, self.gauss_next = _cos(angle) * length, _sin(angle) * length
        return mu + kept * sigma

    def normalvariate(self, mu=0.0, sigma=1.0):
        """A float of the normal distribution."""
        # By the ratio of two uniform deviates (Kinderman and Monahan).
        random, is_inside = self.random, False
        while not is_inside:
            across = random() - 0.5
            down = 1.0 - random()
            ratio = NV_MAGICCONST * across / down
            is_inside = ratio * ratio / 4.0 <= -_log(down)
        return mu + ratio * sigma

    def lognormvariate(self, mu, sigma):
        """A float whose logarithm is of the normal distribution."""
        exponent = self.normalvariate(mu, sigma)
        return _exp(exponent)

    def vonmisesvariate(self, mu, kappa):
        """An angle of the von Mises distribution."""
        random = self.random
        if kappa <= 1e-6:
            return random() * TWOPI
        # By rejection from a wrapped Cauchy distribution (Best and Fisher, 1979).
        half = 0.5 / kappa
        spread = half + _sqrt(1.0 + half * half)
        while True:
            cosine = _cos(_pi * random())
            slack = cosine / (spread + cosine)
            level = random()
            if level < 1.0 - slack * slack or level <= (1.0 - slack) * _exp(slack):
                break
        inverse = 1.0 / spread
        turn = _acos((inverse + cosine) / (1.0 + inverse * cosine))
        return (mu + turn if random() > 0.5 else mu - turn) % TWOPI

    # Floats of the gamma distribution and those made of it.

    def gammavariate(self, alpha, beta):
        """A float of the gamma distribution."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return (self._gamma_of_peak(alpha) if alpha > 1.0 else self._gamma_of_pole(alpha)) * beta

    def _gamma_of_peak(self, shape):
        # GB of Cheng, 1977: rejection from a log-logistic distribution, with a squeeze before the logarithm.
        random = self.random
        power = _sqrt(2.0 * shape - 1.0)
        offset, slope = shape - LOG4, shape + power
        while True:
            level = random()
            if level <= 1e-7 or level >= 0.9999999:
                continue
            opposite = 1.0 - random()
            logit = _log(level / (1.0 - level)) / power
            found = shape * _exp(logit)
            area = level * level * opposite
            margin = offset + slope * logit - found
            if margin + SG_MAGICCONST - 4.5 * area >= 0.0 or margin >= _log(area):
                return found

    def _gamma_of_pole(self, shape):
        # GS of Ahrens and Dieter, 1974: a power below 1 and an exponential above it.
        random = self.random
        whole = (_e + shape) / _e
        while True:
            part = whole * random()
            if part > 1.0:
                found = -_log((whole - part) / shape)
                bound = found ** (shape - 1.0)
            else:
                found = part ** (1.0 / shape)
                bound = _exp(-found)
            if random() <= bound:
                return found

    def betavariate(self, alpha, beta):
        """A float of the beta distribution."""
        mine = self.gammavariate(alpha, 1.0)
        return mine / (mine + self.gammavariate(beta, 1.0)) if mine else 0.0

    # Counts.

    def binomialvariate(self, n=1, p=0.5):
        """How many of n trials succeed that each do with probability p."""
        if n < 0:
            raise ValueError("n must be non-negative")
        if p <= 0.0 or p >= 1.0:
            if p != 0.0 and p != 1.0:
                raise ValueError("p must be in the range 0.0 <= p <= 1.0")
            return n if p else 0
        if n == 1:
            return _index(self.random() < p)
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        return self._binomial_by_gaps(n, p) if n * p < 10.0 else self._binomial_by_rejection(n, p)

    def _binomial_by_gaps(self, trials, chance):
        # The gaps between successes are geometric (Devroye, 1986).
        random, rate = self.random, _log2(1.0 - chance)
        successes = 0
        if rate:
            trial = _floor(_log2(random()) / rate) + 1
            while trial <= trials:
                successes += 1
                trial += _floor(_log2(random()) / rate) + 1
        return successes

    def _binomial_by_rejection(self, trials, chance):
        # BTRS of Hoermann, 1993: transformed rejection with a squeeze; most answers need no logarithm.
        random = self.random
        deviation = _sqrt(trials * chance * (1.0 - chance))
        breadth = 1.15 + 2.53 * deviation
        curve = -0.0873 + 0.0248 * breadth + 0.01 * chance
        centre = trials * chance + 0.5
        surely = 0.92 - 4.2 / breadth
        scale = odds = None
        while True:
            aside = random() - 0.5
            inner = 0.5 - abs(aside)
            count = _floor((2.0 * curve / inner + breadth) * aside + centre)
            if not 0 <= count <= trials:
                continue
            level = random()
            if inner >= 0.07 and level <= surely:
                return count
            if scale is None:
                scale = (2.83 + 5.1 / breadth) * deviation
                odds = _log(chance / (1.0 - chance))
                mode = _floor((trials + 1) * chance)
                peak = _lgamma(mode + 1) + _lgamma(trials - mode + 1)
            level *= scale / (curve / (inner * inner) + breadth)
            if _log(level) <= peak - _lgamma(count + 1) - _lgamma(trials - count + 1) + (count - mode) * odds:
                return count


# The methods for which the base has short cuts: it falls back to these.
_METHODS = {
    name: Random.__dict__[name]
    for name in ("choice", "expovariate", "gauss", "normalvariate", "randint", "randrange", "shuffle", "uniform")
}
for _name in _METHODS:
    delattr(Random, _name)
Random._methods = _METHODS | {"_randbelow": Random._below_by_bits}


class SystemRandom(Random):
    """Random numbers from the system's source of randomness."""

    def getrandbits(self, k):
        """An int of k random bits."""
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        size, surplus = -(-k // 8), -k % 8
        return int.from_bytes(_entropy(size)) >> surplus

    def random(self):
        """A float from 0 up to, but not, 1."""
        return RECIP_BPF * (int.from_bytes(_entropy(7)) >> 56 - BPF)

    def randbytes(self, n):
        """So many random bytes."""
        return _entropy(n)

    def seed(self, *args, **kwds):
        """Nothing: the system's source is not seeded."""

    def _no_state(self, *args, **kwds):
        raise NotImplementedError("System entropy source does not have state.")

    getstate = setstate = _no_state


# The functions of the module are the methods of one hidden generator.
_hidden = Random()
for _name in __all__:
    if _name.islower():
        globals()[_name] = getattr(_hidden, _name)
del _name
