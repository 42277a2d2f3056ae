# Poker hands: cards as values with operators, ranking, the best of seven, odds by full enumeration
# jit: threshold=5
from itertools import combinations, product
from collections import Counter

RANKS, SUITS = "23456789TJQKA", "cdhs"
KINDS = ["high card", "pair", "two pair", "three", "straight", "flush", "full house", "four", "straight flush"]


class Card:
    __slots__ = ("rank", "suit")
    cache = {}

    def __new__(cls, text):
        if text not in cls.cache:
            if len(text) != 2 or text[0] not in RANKS or text[1] not in SUITS:
                raise ValueError(f"no card {text!r}")
            card = super().__new__(cls)
            card.rank, card.suit = RANKS.index(text[0]) + 2, text[1]
            cls.cache[text] = card
        return cls.cache[text]

    def __repr__(self):
        return RANKS[self.rank - 2] + self.suit

    def __lt__(self, other):
        return (self.rank, self.suit) < (other.rank, other.suit)


class Hand:
    def __init__(self, cards):
        self.cards = sorted(map(Card, cards.split()) if isinstance(cards, str) else cards, reverse=True)

    def value(self):
        ranks = [card.rank for card in self.cards]
        groups = sorted(Counter(ranks).items(), key=lambda pair: (pair[1], pair[0]), reverse=True)
        shape, order = [count for _, count in groups], [rank for rank, _ in groups]
        flush = len({card.suit for card in self.cards}) == 1
        if ranks == [14, 5, 4, 3, 2]:
            order = [5, 4, 3, 2, 1]
        straight = len(order) == 5 and order[0] - order[4] == 4
        if straight and flush:
            kind = 8
        elif shape[0] == 4:
            kind = 7
        elif shape == [3, 2]:
            kind = 6
        elif flush or straight:
            kind = 5 if flush else 4
        else:
            kind = {3: 3, 2: 2 if shape[1] == 2 else 1}.get(shape[0], 0)
        return kind, *order

    def __lt__(self, other):
        return self.value() < other.value()

    def __eq__(self, other):
        return isinstance(other, Hand) and self.value() == other.value()

    __hash__ = None

    def __format__(self, spec):
        return f"{' '.join(map(repr, self.cards)):{spec}} {KINDS[self.value()[0]]}"


def best(cards):
    return max((Hand(five) for five in combinations(cards, 5)), key=Hand.value)


def deck(without=()):
    for rank, suit in product(RANKS, SUITS):
        card = Card(rank + suit)
        if card not in without:
            yield card


hands = [Hand(text) for text in [
    "Ah Kh Qh Jh Th", "9c 9d 9h 9s 2d", "Kc Kd Kh 2s 2d", "2h 5h 9h Jh Kh", "5c 4d 3h 2s Ad", "Tc 9d 8h 7s 6d",
    "7c 7d 7h 2s 3d", "Ac Ad 2h 2s 3d", "Ac Ad 2h 2s 4d", "Qc Qd 9h 5s 3d", "Ac Kd 9h 5s 3d", "Ad Kc 9s 5h 3c",
]]
for hand in sorted(hands, reverse=True):
    print(f"{hand:16} {hand.value()}")
print(hands[-1] == hands[-2], hands[7] < hands[8], max(hands) is hands[0], hands[0] == "x", Card("Ah") is Card("Ah"))
print(f"{best([Card(c) for c in '2c 7d 7h 7s Kc Kd 2h'.split()])}")
try:
    {hands[0]}
except TypeError as error:
    print("TypeError:", error)
for text in ["1h", "Ax", "Ahh"]:
    try:
        Card(text)
    except ValueError as error:
        print("ValueError:", error)
board, mine = [Card(c) for c in "9h 8h 2c Ks".split()], [Card("Jh"), Card("Th")]
results = Counter(KINDS[best(board + mine + [card]).value()[0]] for card in deck(board + mine))
print(dict(results.most_common()), sum(results.values()))
yours = [Card("Kc"), Card("9d")]
wins = Counter()
for river in deck(board + mine + yours):
    a, b = best(board + [river] + mine), best(board + [river] + yours)
    wins["tie" if a == b else "mine" if b < a else "yours"] += 1
print(dict(sorted(wins.items())))
