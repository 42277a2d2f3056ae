# Graphs: depth-first events as a generator, components, bridges, shortest paths, spanning trees, flows.


class Graph:
    def __init__(self, edges=(), directed=False):
        self.out, self.directed = {}, directed
        for a, b, *weight in edges:
            self.add(a, b, *weight)

    def add(self, a, b, weight=1):
        self.out.setdefault(a, {})[b] = weight
        self.out.setdefault(b, {})
        if not self.directed:
            self.out[b][a] = weight

    def __iter__(self):
        return iter(self.out)

    def edges(self):
        for a, targets in self.out.items():
            for b, weight in targets.items():
                if self.directed or a <= b:
                    yield a, b, weight

    def events(self):
        """(kind, vertex, parent) of a depth-first search: enter, back, leave; iterative."""
        state = {}
        for root in self.out:
            if root in state:
                continue
            state[root] = "open"
            yield "enter", root, None
            stack = [(root, None, iter(self.out[root]))]
            while stack:
                vertex, parent, targets = stack[-1]
                for target in targets:
                    if target not in state:
                        state[target] = "open"
                        yield "enter", target, vertex
                        stack.append((target, vertex, iter(self.out[target])))
                        break
                    elif state[target] == "open" and (self.directed or target != parent):
                        yield "back", vertex, target
                else:
                    state[vertex] = "done"
                    yield "leave", vertex, parent
                    stack.pop()


def components(graph):
    current = []
    for kind, vertex, parent in graph.events():
        if kind == "enter":
            current.append(vertex)
        elif kind == "leave" and parent is None:
            yield sorted(current)
            current = []


def topological(graph):
    order = []
    for kind, vertex, other in graph.events():
        if kind == "back":
            raise ValueError(f"cycle through {vertex} and {other}")
        if kind == "leave":
            order.append(vertex)
    return order[::-1]


def bridges(graph):
    low, seen = {}, {}
    for kind, vertex, other in graph.events():
        if kind == "enter":
            seen[vertex] = low[vertex] = len(seen)
        elif kind == "back":
            low[vertex] = min(low[vertex], seen[other])
        elif other is not None:
            low[other] = min(low[other], low[vertex])
            if low[vertex] > seen[other]:
                yield min(vertex, other), max(vertex, other)


def strong(graph):
    index, low, stack, result = {}, {}, [], []

    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        for w in graph.out[v]:
            if w not in index:
                yield from visit(w)
                low[v] = min(low[v], low[w])
            elif w in stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            at = stack.index(v)
            yield sorted(stack[at:])
            del stack[at:]

    for v in graph:
        if v not in index:
            yield from visit(v)


def distances(graph, start):
    best, done = {start: 0}, set()
    while len(done) < len(best):
        vertex = min((v for v in best if v not in done), key=lambda v: (best[v], v))
        done.add(vertex)
        yield vertex, best[vertex]
        for target, weight in graph.out[vertex].items():
            length = best[vertex] + weight
            if length < best.get(target, length + 1):
                best[target] = length


class Sets:
    def __init__(self):
        self.parent = {}

    def find(self, x):
        root = x
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[x] != root:
            self.parent[x], x = root, self.parent[x]
        return root

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        self.parent[a] = b
        return a != b


def spanning(graph):
    sets = Sets()
    return [edge for edge in sorted(graph.edges(), key=lambda e: (e[2], e)) if sets.union(edge[0], edge[1])]


def flow(graph, source, sink):
    left = {v: dict(t) for v, t in graph.out.items()}
    total = 0
    while True:
        came, queue = {source: None}, [source]
        for v in queue:
            for w, room in left[v].items():
                if room and w not in came:
                    came[w] = v
                    queue.append(w)
        if sink not in came:
            return total
        path, v = [], sink
        while came[v] is not None:
            path.append((came[v], v))
            v = came[v]
        amount = min(left[a][b] for a, b in path)
        for a, b in path:
            left[a][b] -= amount
            left[b][a] = left[b].get(a, 0) + amount
        total += amount


g = Graph([("a", "b", 4), ("b", "c", 1), ("a", "c", 7), ("c", "d", 2), ("e", "f", 5), ("f", "g", 1), ("g", "e", 3)])
print(list(g.events())[:9])
print(list(components(g)), list(bridges(g)))
print(list(distances(g, "a")), spanning(g))
d = Graph([("shirt", "tie"), ("tie", "jacket"), ("trousers", "shoes"), ("trousers", "belt"), ("belt", "jacket")], directed=True)
print(topological(d))
d.add("jacket", "shirt")
try:
    topological(d)
except ValueError as error:
    print(error)
print(list(strong(d)))
net = Graph([("s", "a", 10), ("s", "b", 5), ("a", "b", 15), ("a", "t", 4), ("b", "t", 9)], directed=True)
print(flow(net, "s", "t"), flow(net, "t", "s"))
grid = Graph([(x * 12 + y, nx * 12 + ny, (x * 7 + y * 13) % 9 + 1) for x in range(12) for y in range(12)
              for nx, ny in ((x + 1, y), (x, y + 1)) if nx < 12 and ny < 12])
print(len(list(components(grid))), list(bridges(grid)), sum(w for _, _, w in spanning(grid)), dict(distances(grid, 0))[143])
print(sum(1 for kind, *_ in grid.events() if kind == "back"))
