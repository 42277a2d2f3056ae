# Mazes carved by a depth-first generator, searched breadth-first and by A*, all with lazy frontiers.
import heapq
from collections import deque


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


def carve(width, height, seed):
    random, start = Random(seed), (0, 0)
    stack, seen = [start], {start}
    while stack:
        x, y = stack[-1]
        steps = [(x + dx, y + dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1))]
        steps = [s for s in steps if 0 <= s[0] < width and 0 <= s[1] < height and s not in seen]
        if not steps:
            stack.pop()
            continue
        step = steps[random.below(len(steps))]
        seen.add(step)
        stack.append(step)
        yield (x, y), step


class Maze:
    def __init__(self, width, height, seed, extra=0):
        self.width, self.height = width, height
        self.doors = {(x, y): set() for x in range(width) for y in range(height)}
        for a, b in carve(width, height, seed):
            self.open(a, b)
        random = Random(seed + 1)
        for _ in range(extra):
            x, y = random.below(width - 1), random.below(height)
            self.open((x, y), (x + 1, y))

    def open(self, a, b):
        self.doors[a].add(b)
        self.doors[b].add(a)

    def __str__(self):
        lines = ["+" + "--+" * self.width]
        for y in range(self.height):
            cells = "".join("  " + " |"[(x + 1, y) not in self.doors[x, y]] for x in range(self.width))
            walls = "".join(("--" if (x, y + 1) not in self.doors[x, y] else "  ") + "+" for x in range(self.width))
            lines += ["|" + cells, "+" + walls]
        return "\n".join(lines)

    def neighbours(self, cell):
        return sorted(self.doors[cell])


def trace(came, goal):
    while goal is not None:
        yield goal
        goal = came[goal]


def breadth_first(maze, start, goal):
    came, queue, looked = {start: None}, deque([start]), 0
    while queue:
        cell = queue.popleft()
        looked += 1
        if cell == goal:
            return list(trace(came, goal))[::-1], looked
        for step in maze.neighbours(cell):
            if step not in came:
                came[step] = cell
                queue.append(step)
    return None, looked


def a_star(maze, start, goal):
    def guess(cell):
        return abs(cell[0] - goal[0]) + abs(cell[1] - goal[1])

    cost, came, heap, looked = {start: 0}, {start: None}, [(guess(start), 0, start)], 0
    while heap:
        _, spent, cell = heapq.heappop(heap)
        looked += 1
        if cell == goal:
            return list(trace(came, goal))[::-1], looked
        for step in maze.neighbours(cell):
            if spent + 1 < cost.get(step, 1 << 30):
                cost[step], came[step] = spent + 1, cell
                heapq.heappush(heap, (spent + 1 + guess(step), spent + 1, step))
    return None, looked


def dead_ends(maze):
    return (cell for cell, doors in maze.doors.items() if len(doors) == 1)


maze = Maze(8, 5, 7)
print(maze)
path, looked = breadth_first(maze, (0, 0), (7, 4))
print(path, looked)
print(path == a_star(maze, (0, 0), (7, 4))[0], sorted(dead_ends(maze))[:5])
for seed in range(4):
    maze = Maze(18, 14, seed, extra=30)
    (a, seen_a), (b, seen_b) = breadth_first(maze, (0, 0), (17, 13)), a_star(maze, (0, 0), (17, 13))
    print(seed, len(a), len(a) == len(b), seen_b <= seen_a, sum(1 for _ in dead_ends(maze)))
print(breadth_first(maze, (0, 0), (99, 99))[0])
