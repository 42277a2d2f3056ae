# Poker hands: ranking by counting, all hands of a small deck, a seeded deal, simulated odds.
from collections import Counter
from itertools import combinations

RANKS, SUITS = "23456789TJQKA", "CDHS"
NAMES = ["high card", "pair", "two pair", "three", "straight", "flush", "full house", "four", "straight flush"]


class Card:
    __slots__ = ("rank", "suit")

    def __init__(self, text):
        self.rank, self.suit = RANKS.index(text[0]), text[1]

    def __repr__(self):
        return RANKS[self.rank] + self.suit

    def __lt__(self, other):
        return (self.rank, self.suit) < (other.rank, other.suit)

    def __eq__(self, other):
        return isinstance(other, Card) and (self.rank, self.suit) == (other.rank, other.suit)

    def __hash__(self):
        return hash((self.rank, self.suit))


def deck():
    for suit in SUITS:
        for rank in RANKS:
            yield Card(rank + suit)


def score(hand):
    counts = Counter(card.rank for card in hand)
    shape, ranks = zip(*sorted(((n, rank) for rank, n in counts.items()), reverse=True))
    flush = len({card.suit for card in hand}) == 1
    straight = len(ranks) == 5 and ranks[0] - ranks[4] == 4
    if ranks == (12, 3, 2, 1, 0):
        straight, ranks = True, (3, 2, 1, 0, -1)
    if straight and flush:
        kind = 8
    elif shape == (4, 1):
        kind = 7
    elif shape == (3, 2):
        kind = 6
    elif flush:
        kind = 5
    elif straight:
        kind = 4
    else:
        kind = {(3, 1, 1): 3, (2, 2, 1): 2, (2, 1, 1, 1): 1}.get(shape, 0)
    return kind, ranks


def best(cards):
    return max(combinations(sorted(cards, reverse=True), 5), key=score)


def shuffled(cards, seed):
    cards = list(cards)
    for i in range(len(cards) - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) % 2**31
        j = (seed >> 8) % (i + 1)
        cards[i], cards[j] = cards[j], cards[i]
    return cards


def deal(cards, players, n):
    source = iter(cards)
    hands = [[] for _ in range(players)]
    for _ in range(n):
        for hand in hands:
            hand.append(next(source))
    return hands, source


for text in ("2H 3D 5S 9C KD", "2C 3H 4S 8C AH", "AH AD 5S 5C KD", "AH 2D 3S 4C 5D", "TH JH QH KH AH", "7H 7D 7S 4C 4D", "9H 9D 9S 9C 4D",
             "2H 8H 4H JH KH", "6C 6D 6H 2S 9D"):
    hand = [Card(word) for word in text.split()]
    print(text, NAMES[score(hand)[0]], score(hand)[1])
assert len(set(deck())) == 52
small = [card for card in deck() if card.rank >= 8 and card.suit != "C"]
print(len(small), sorted(Counter(NAMES[score(hand)[0]] for hand in combinations(small, 5)).items()))
hands, rest = deal(shuffled(deck(), 42), 4, 2)
board = [next(rest) for _ in range(5)]
print("board", board)
for hand in hands:
    five = best(hand + board)
    print(hand, five, NAMES[score(five)[0]])
wins = Counter()
for seed in range(25):
    hands, rest = deal(shuffled(deck(), seed), 3, 2)
    board = [next(rest) for _ in range(5)]
    scores = [score(best(hand + board)) for hand in hands]
    top = max(scores)
    wins[NAMES[top[0]]] += 1
    wins["split"] += scores.count(top) > 1
print(wins.most_common())
print(len(list(rest)), max(deck()), sorted(small)[:3])
