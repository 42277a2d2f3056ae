# Nodes that elect a leader over a network which loses messages and splits: coroutines on a loop of our own.
import heapq
from collections import Counter
from enum import Enum, auto
from random import Random
from types import coroutine


class Role(Enum):
    FOLLOWER = auto()
    CANDIDATE = auto()
    LEADER = auto()


@coroutine
def receive(timeout):
    """The next message, or None when the time is over."""
    return (yield timeout)


class Simulation:
    def __init__(self, seed, loss):
        self.rng, self.loss, self.clock = Random(seed), loss, 0
        self.events, self.serial = [], 0
        self.nodes, self.waits, self.groups = {}, {}, None
        self.traffic, self.history = Counter(), []

    def later(self, delay, *event):
        self.serial += 1
        heapq.heappush(self.events, (self.clock + delay, self.serial, event))

    def reachable(self, a, b):
        return self.groups is None or any(a in group and b in group for group in self.groups)

    def send(self, source, target, message):
        self.traffic[message[0]] += 1
        if self.rng.random() < self.loss or not self.reachable(source, target):
            self.traffic["lost"] += 1
        else:
            self.later(self.rng.randrange(1, 8), "deliver", target, (source, *message))

    def resume(self, name, value):
        timeout = self.nodes[name].coroutine.send(value)
        self.serial += 1
        self.waits[name] = self.serial
        self.later(timeout, "timeout", name, self.serial)

    def run(self, until):
        while self.events and self.events[0][0] <= until:
            self.clock, _, (kind, name, detail) = heapq.heappop(self.events)
            node = self.nodes[name]
            if node.crashed:
                continue
            if kind == "deliver":
                self.resume(name, detail)
            elif self.waits[name] == detail:
                self.resume(name, None)
        self.clock = until

    def start(self, node):
        self.nodes[node.name] = node
        node.crashed = False
        node.coroutine = node.live()
        self.resume(node.name, None)

    def crash(self, name):
        node = self.nodes[name]
        node.crashed = True
        node.coroutine.close()


class Node:
    def __init__(self, name, peers, world):
        self.name, self.peers, self.world = name, [p for p in peers if p != name], world
        self.term, self.voted, self.role, self.leader = 0, None, Role.FOLLOWER, None
        self.closed_in = None

    def tell_all(self, *message):
        for peer in self.peers:
            self.world.send(self.name, peer, message)

    async def live(self):
        states = {Role.FOLLOWER: self.follow, Role.CANDIDATE: self.campaign, Role.LEADER: self.lead}
        try:
            await receive(0)
            while True:
                self.role = await states[self.role]()
        finally:
            self.closed_in, self.role = self.role, Role.FOLLOWER

    def newer(self, term):
        if term > self.term:
            self.term, self.voted = term, None
            return True
        return False

    def answer_vote(self, candidate, term):
        granted = term == self.term and self.voted in (None, candidate)
        if granted:
            self.voted = candidate
        self.world.send(self.name, candidate, ("vote", self.term, granted))

    async def follow(self):
        while (message := await receive(self.world.rng.randrange(60, 120))) is not None:
            source, kind, term, *rest = message
            self.newer(term)
            if kind == "ask":
                self.answer_vote(source, term)
            elif kind == "beat" and term == self.term:
                self.leader = source
        return Role.CANDIDATE

    async def campaign(self):
        self.term += 1
        self.voted, self.leader, votes = self.name, None, {self.name}
        self.tell_all("ask", self.term)
        deadline = self.world.clock + self.world.rng.randrange(40, 90)
        while (left := deadline - self.world.clock) > 0 and (message := await receive(left)) is not None:
            source, kind, term, *rest = message
            if self.newer(term) or (kind == "beat" and term == self.term):
                if kind == "ask":
                    self.answer_vote(source, term)
                return Role.FOLLOWER
            if kind == "vote" and term == self.term and rest[0]:
                votes.add(source)
                if 2 * len(votes) > len(self.peers) + 1:
                    return Role.LEADER
        return Role.CANDIDATE

    async def lead(self):
        self.world.history.append((self.world.clock, self.term, self.name))
        self.leader, next_beat = self.name, self.world.clock
        while True:
            if self.world.clock >= next_beat:
                self.tell_all("beat", self.term)
                next_beat = self.world.clock + 20
            message = await receive(max(1, next_beat - self.world.clock))
            if message is not None and self.newer(message[2]):
                if message[1] == "ask":
                    self.answer_vote(message[0], message[2])
                return Role.FOLLOWER


def show(world, title):
    rows = [f"{n.name}:{'crashed' if n.crashed else n.role.name.lower()}/{n.term}/{n.leader}" for n in world.nodes.values()]
    print(f"{world.clock:5} {title:<12}", *rows)


def scenario(seed, loss, size=5):
    world = Simulation(seed, loss)
    names = [f"n{i}" for i in range(size)]
    for name in names:
        world.start(Node(name, names, world))
    world.run(600)
    show(world, "settled")
    leader = max(world.nodes.values(), key=lambda n: (n.role is Role.LEADER, n.term)).name
    world.crash(leader)
    world.run(1200)
    show(world, "crashed " + leader)
    world.groups = [names[:2], names[2:]]
    world.run(1800)
    show(world, "split")
    world.groups = None
    world.start(world.nodes[leader])
    world.run(2600)
    show(world, "healed")
    print("      was", world.nodes[leader].closed_in.name, "terms", world.history)
    by_term = Counter(term for _, term, _ in world.history)
    print("      one leader a term:", max(by_term.values()) == 1, dict(sorted(world.traffic.items())))
    for node in world.nodes.values():
        if not node.crashed:
            world.crash(node.name)
    return sum(world.traffic.values())


print(sum(scenario(seed, loss) for seed, loss in ((1, 0.0), (2, 0.1), (3, 0.3), (11, 0.05))))
