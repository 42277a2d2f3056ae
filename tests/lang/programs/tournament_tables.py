# Leagues and votes: round robins, knock-outs, Swiss pairings, Elo, five voting systems, seats by two methods.
from fractions import Fraction


def round_robin(teams):
    teams = list(teams) + [None] * (len(teams) % 2)
    for round_number in range(len(teams) - 1):
        pairs = [(teams[i], teams[-1 - i]) for i in range(len(teams) // 2)]
        yield [(b, a) if round_number % 2 and None not in (a, b) else (a, b) for a, b in pairs if None not in (a, b)]
        teams.insert(1, teams.pop())


def play(a, b, round_number):
    seed = sum(map(ord, a)) * 31 + sum(map(ord, b)) * 17 + round_number * 101
    return seed % 5, seed // 5 % 4


class Row:
    def __init__(self, name):
        self.name, self.played, self.points, self.scored, self.conceded = name, 0, 0, 0, 0

    def add(self, mine, theirs):
        self.played += 1
        self.points += 3 if mine > theirs else mine == theirs
        self.scored += mine
        self.conceded += theirs

    def __lt__(self, other):
        return (-self.points, self.conceded - self.scored, -self.scored, self.name) < (-other.points, other.conceded - other.scored, -other.scored, other.name)

    def __format__(self, spec):
        return f"{self.name:<8}{self.played:>3}{self.points:>4} {self.scored:>3}:{self.conceded:<3}{self.scored - self.conceded:+}"


def league(teams):
    table = {team: Row(team) for team in teams}
    for number, pairs in enumerate(round_robin(teams)):
        for a, b in pairs:
            x, y = play(a, b, number)
            table[a].add(x, y)
            table[b].add(y, x)
        yield sorted(table.values())


def knock_out(teams):
    """Yields the pairs of each round; is sent the winners."""
    while len(teams) > 1:
        byes = (1 << (len(teams) - 1).bit_length()) - len(teams)
        pairs = list(zip(teams[byes::2], teams[byes + 1::2]))
        winners = yield pairs
        teams = teams[:byes] + winners
    return teams[0]


def elo(ratings, a, b, score, k=32):
    expected = 1 / (1 + 10 ** ((ratings[b] - ratings[a]) / 400))
    change = k * (score - expected)
    ratings[a] += change
    ratings[b] -= change


def swiss(teams, rounds):
    scores, met = dict.fromkeys(teams, 0), set()
    for number in range(rounds):
        waiting = sorted(teams, key=lambda t: (-scores[t], t))
        pairs = []
        while waiting:
            a = waiting.pop(0)
            b = next((t for t in waiting if frozenset((a, t)) not in met), waiting[0])
            waiting.remove(b)
            met.add(frozenset((a, b)))
            pairs.append((a, b))
            x, y = play(a, b, number)
            scores[a] += (x > y) - (x < y)
            scores[b] += (y > x) - (y < x)
        yield pairs, dict(scores)


def plurality(votes, alive):
    counts = dict.fromkeys(sorted(alive), 0)
    for ballot, n in votes.items():
        counts[next(c for c in ballot if c in alive)] += n
    return counts


def instant_runoff(votes):
    alive = set("".join(votes))
    while True:
        counts = plurality(votes, alive)
        yield counts
        leader = max(counts, key=lambda c: (counts[c], c))
        if counts[leader] * 2 > sum(counts.values()):
            return leader
        alive.discard(min(counts, key=lambda c: (counts[c], c)))


def borda(votes):
    scores = {}
    for ballot, n in votes.items():
        for points, c in enumerate(reversed(ballot)):
            scores[c] = scores.get(c, 0) + points * n
    return scores


def condorcet(votes):
    candidates = sorted(set("".join(votes)))

    def beats(a, b):
        return sum(n if ballot.index(a) < ballot.index(b) else -n for ballot, n in votes.items()) > 0

    return next((a for a in candidates if all(beats(a, b) for b in candidates if b != a)), None), [(a, b) for a in candidates for b in candidates if a != b and beats(a, b)]


def highest_averages(votes, seats, divisor):
    given = dict.fromkeys(votes, 0)
    for _ in range(seats):
        party = max(votes, key=lambda p: (Fraction(votes[p], divisor(given[p])), p))
        given[party] += 1
        yield party
    return given


def result(generator):
    while True:
        try:
            next(generator)
        except StopIteration as stop:
            return stop.value


TEAMS = ["Ants", "Bees", "Cats", "Dogs", "Elks"]
for number, pairs in enumerate(round_robin(TEAMS), 1):
    print(number, *(f"{a}-{b}" for a, b in pairs))
*_, table = league(TEAMS)
print(*map(format, table), sep="\n")
print([[row.name[0] for row in rows] for rows in league(TEAMS)], sum(len(p) for p in round_robin(range(20))))
cup = knock_out(["t%d" % i for i in range(1, 12)])
pairs = next(cup)
try:
    while True:
        print(pairs)
        pairs = cup.send([min(pair, key=lambda t: int(t[1:]) * 7 % 11) for pair in pairs])
except StopIteration as stop:
    print("champion", stop.value)
for pairs, scores in swiss(TEAMS + ["Foxes"], 4):
    print(pairs, sorted(scores.items(), key=lambda item: (-item[1], item[0])))
ratings = dict.fromkeys(TEAMS, 1500.0)
for number, pairs in enumerate(list(round_robin(TEAMS)) * 4):
    for a, b in pairs:
        x, y = play(a, b, number)
        elo(ratings, a, b, (x > y) + (x == y) / 2)
print({team: round(rating) for team, rating in sorted(ratings.items(), key=lambda item: -item[1])}, round(sum(ratings.values()), 6))
VOTES = {"ABCD": 42, "BCDA": 26, "CDBA": 15, "DCBA": 17}
print(plurality(VOTES, set("ABCD")), list(instant_runoff(VOTES)), result(instant_runoff(VOTES)), borda(VOTES), condorcet(VOTES))
print(condorcet({"ABC": 1, "BCA": 1, "CAB": 1}))
PARTIES = {"red": 340000, "blue": 280000, "green": 160000, "grey": 60000}
for name, divisor in (("D'Hondt", lambda n: n + 1), ("Sainte-Lague", lambda n: 2 * n + 1)):
    print(name, result(highest_averages(PARTIES, 15, divisor)), "".join(p[0] + p[2] for p in highest_averages(PARTIES, 6, divisor)))
