# Linear programming in exact arithmetic: the simplex method with two phases, duals, and whole numbers by branching.
from collections import namedtuple
from fractions import Fraction
from functools import reduce
from heapq import heappop, heappush
from itertools import count
from math import floor
from operator import ge, le
from random import Random

Solution = namedtuple("Solution", "value point duals pivots")


class Infeasible(Exception):
    pass


class Unbounded(Exception):
    pass


class Expression:
    """A linear expression; comparing two gives a constraint."""

    def __init__(self, terms=(), constant=0):
        self.terms, self.constant = dict(terms), Fraction(constant)

    @staticmethod
    def of(value):
        return value if isinstance(value, Expression) else Expression((), value)

    def __add__(self, other):
        other = Expression.of(other)
        terms = dict(self.terms)
        for name, factor in other.terms.items():
            terms[name] = terms.get(name, 0) + factor
        return Expression(terms, self.constant + other.constant)

    def __mul__(self, factor):
        return Expression({n: f * Fraction(factor) for n, f in self.terms.items()}, self.constant * factor)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -Expression.of(other)

    def __rsub__(self, other):
        return -self + other

    __radd__, __rmul__ = __add__, __mul__

    def __le__(self, other):
        return Constraint(self - other)

    def __ge__(self, other):
        return Constraint(Expression.of(other) - self)

    def __eq__(self, other):
        return [self <= other, self >= other]

    __hash__ = None

    def at(self, point):
        return self.constant + sum(f * point[n] for n, f in self.terms.items())

    def __repr__(self):
        parts = [f"{'+' if f > 0 else '-'} {abs(f) if abs(f) != 1 else ''}{n}" for n, f in sorted(self.terms.items()) if f]
        if self.constant:
            parts.append(f"{'+' if self.constant > 0 else '-'} {abs(self.constant)}")
        return " ".join(parts).removeprefix("+ ") or "0"


class Constraint:
    """expression <= 0"""

    def __init__(self, expression):
        self.expression = expression

    def __repr__(self):
        e = self.expression
        return f"{Expression(e.terms)} <= {-e.constant}"


def variables(names):
    return [Expression({name: 1}) for name in names.split()]


class Tableau:
    def __init__(self, objective, constraints):
        self.names = sorted(reduce(set.union, (c.expression.terms for c in constraints), set(objective.terms)))
        self.basis = [len(self.names) + i for i in range(len(constraints))]
        self.rows = []
        for i, constraint in enumerate(constraints):
            terms = constraint.expression.terms
            slack = [Fraction(i == j) for j in range(len(constraints))]
            self.rows.append([Fraction(terms.get(n, 0)) for n in self.names] + slack + [-constraint.expression.constant])
        self.cost = [-Fraction(objective.terms.get(n, 0)) for n in self.names] + [Fraction(0)] * (len(constraints) + 1)
        self.pivots = 0

    def pivot(self, row, column):
        self.pivots += 1
        factor = self.rows[row][column]
        self.rows[row] = pivot_row = [x / factor for x in self.rows[row]]
        for line in (*(line for i, line in enumerate(self.rows) if i != row), self.cost):
            factor = line[column]
            if factor:
                line[:] = [x - factor * p for x, p in zip(line, pivot_row)]
        self.basis[row] = column

    def make_feasible(self):
        """The dual's way: rows that are violated are pivoted out, smallest index first."""
        while True:
            bad = [(self.basis[i], i) for i, row in enumerate(self.rows) if row[-1] < 0]
            if not bad:
                return
            _, row = min(bad)
            columns = [j for j, x in enumerate(self.rows[row][:-1]) if x < 0]
            if not columns:
                raise Infeasible(f"row {row}")
            self.pivot(row, columns[0])
            if self.pivots > 500:
                raise RuntimeError("cycling")

    def optimise(self):
        while True:
            column = next((j for j, x in enumerate(self.cost[:-1]) if x < 0), None)
            if column is None:
                return
            ratios = [(row[-1] / row[column], self.basis[i], i) for i, row in enumerate(self.rows) if row[column] > 0]
            if not ratios:
                raise Unbounded(self.names[column] if column < len(self.names) else "slack")
            self.pivot(min(ratios)[2], column)


def maximise(objective, *constraints):
    flat = [c for group in constraints for c in (group if isinstance(group, list) else [group])]
    tableau = Tableau(objective, flat)
    tableau.make_feasible()
    tableau.optimise()
    point = dict.fromkeys(tableau.names, Fraction(0))
    for row, column in zip(tableau.rows, tableau.basis):
        if column < len(tableau.names):
            point[tableau.names[column]] = row[-1]
    duals = tableau.cost[len(tableau.names):-1]
    return Solution(objective.at(point), point, duals, tableau.pivots)


def maximise_whole(objective, *constraints):
    """Branch and bound, best bound first. A generator of the improvements; it returns the number of nodes."""
    best, serial, nodes = None, count(), 0
    heap = [(0, next(serial), [])]
    while heap:
        bound, _, cuts = heappop(heap)
        if best is not None and -bound <= best and cuts:
            continue
        nodes += 1
        try:
            solution = maximise(objective, *constraints, *cuts)
        except Infeasible:
            continue
        if best is not None and solution.value <= best:
            continue
        name = next((n for n, x in solution.point.items() if x.denominator != 1), None)
        if name is None:
            best = solution.value
            yield solution
            continue
        for side, limit in ((le, floor(solution.point[name])), (ge, floor(solution.point[name]) + 1)):
            heappush(heap, (-solution.value, next(serial), [*cuts, side(Expression({name: 1}), limit)]))
    return nodes


def report(title, solve, *args):
    try:
        s = solve(*args)
    except (Infeasible, Unbounded) as error:
        print(f"{title}: {type(error).__name__} {error}")
    else:
        print(f"{title}: {s.value} at {' '.join(f'{n}={x}' for n, x in s.point.items())}, duals {' '.join(map(str, s.duals))}, {s.pivots} pivots")


x, y, z = variables("x y z")
print(3 * x + 2 * y - 1, x + 2 * y <= 14, 3 * x - y >= 0, 2 - x)
report("plain", maximise, 3 * x + 2 * y, x + 2 * y <= 14, 3 * x - y >= 0, x - y <= 2)
report("two phases", maximise, -2 * x - 3 * y, x + y >= 4, x + 3 * y >= 6, x <= 3)
report("equation", maximise, 5 * x + 4 * y + 3 * z, 2 * x + 3 * y + z <= 5, 4 * x + y + 2 * z == 9, 3 * x + 4 * y + 2 * z <= 9)
report("degenerate", maximise, 10 * x - 57 * y - 9 * z, x * Fraction(1, 2) - 5.5 * y - 2.5 * z <= 0, x * 0.5 - 1.5 * y - z * 0.5 <= 0, x <= 1)
report("infeasible", maximise, x, x <= 1, x >= 2)
report("unbounded", maximise, x + y, x - y <= 1)
for size, seed in ((5, 1), (7, 2), (9, 3)):
    rng = Random(seed)
    items = variables(" ".join(f"v{i}" for i in range(size)))
    weights, values = ([rng.randrange(3, 30) for _ in items] for _ in range(2))
    total = sum((w * v for w, v in zip(weights, items)), Expression())
    goal = sum((w * v for w, v in zip(values, items)), Expression())
    limits = [total <= sum(weights) // 2, *(v <= 1 for v in items)]
    search, found = maximise_whole(goal, *limits), []
    while True:
        try:
            found.append(next(search))
        except StopIteration as end:
            nodes = end.value
            break
    relaxed = maximise(goal, *limits)
    print(size, [str(s.value) for s in found], "relaxed", relaxed.value, f"{float(relaxed.value):.3f}", "nodes", nodes,
          "".join(str(x) for x in found[-1].point.values()), total.at(found[-1].point), limits[0])
