# Graphs: Dijkstra and A* with heaps, Kruskal with sorted edges, Prim, topological order.
import heapq
import random
from itertools import count, product


def grid(width, height, seed):
    rng = random.Random(seed)
    cost = {(x, y): rng.randint(1, 9) for x, y in product(range(width), range(height))}

    def neighbours(node):
        x, y = node
        for other in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if other in cost:
                yield other, cost[other]

    return neighbours, cost


def dijkstra(start, neighbours):
    best = {start: 0}
    heap = [(0, start)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > best[node]:
            continue
        yield node, so_far
        for other, cost in neighbours(node):
            total = so_far + cost
            if total < best.get(other, float("inf")):
                best[other] = total
                heapq.heappush(heap, (total, other))


def a_star(start, goal, neighbours):
    ties = count()
    heap = [(0, next(ties), 0, start, None)]
    came = {}
    while heap:
        _, _, so_far, node, parent = heapq.heappop(heap)
        if node in came:
            continue
        came[node] = parent
        if node == goal:
            path = []
            while node is not None:
                path.append(node)
                node = came[node]
            return so_far, path[::-1]
        for other, cost in neighbours(node):
            if other not in came:
                guess = abs(goal[0] - other[0]) + abs(goal[1] - other[1])
                heapq.heappush(heap, (so_far + cost + guess, next(ties), so_far + cost, other, node))


def kruskal(nodes, edges):
    leader = {node: node for node in nodes}

    def find(node):
        while leader[node] != node:
            leader[node] = node = leader[leader[node]]
        return node

    heap = [(cost, a, b) for a, b, cost in edges]
    heapq.heapify(heap)
    while heap:
        cost, a, b = heapq.heappop(heap)
        a, b = find(a), find(b)
        if a != b:
            leader[a] = b
            yield cost


def order(needs):
    left = {node: set(before) for node, before in needs.items()}
    ready = sorted(node for node, before in left.items() if not before)
    while ready:
        node = heapq.heappop(ready)
        yield node
        for other, before in left.items():
            if node in before:
                before.remove(node)
                if not before:
                    heapq.heappush(ready, other)


neighbours, cost = grid(14, 10, 7)
distances = dict(dijkstra((0, 0), neighbours))
total, path = a_star((0, 0), (13, 9), neighbours)
print(distances[13, 9], total, len(path), path[:6], sum(distances.values()))
edges = [(a, b, c + cost[a]) for a in cost for b, c in neighbours(a)]
print(sum(kruskal(cost, edges)), len(edges))
print(*order({"shirt": [], "tie": ["shirt"], "jacket": ["tie", "belt"], "belt": ["trousers"], "trousers": ["pants"], "pants": [], "shoes": ["trousers", "socks"], "socks": []}))
print([node for node, so_far in dijkstra((5, 5), neighbours) if so_far == 12])
