# Grids: the game of life, mazes, flood fill, a queue of cells, spirals.
def life(cells):
    """The generations of a set of living cells."""
    while True:
        yield cells
        near = {}
        for x, y in cells:
            for dx in -1, 0, 1:
                for dy in -1, 0, 1:
                    if dx or dy:
                        near[x + dx, y + dy] = near.get((x + dx, y + dy), 0) + 1
        cells = {cell for cell, count in near.items() if count == 3 or count == 2 and cell in cells}


def show(cells, width, height):
    return "\n".join("".join("#" if (x, y) in cells else "." for x in range(width)) for y in range(height))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for number, cells in enumerate(life(glider)):
    if number % 4 == 0:
        print(f"generation {number}: {len(cells)} cells")
        print(show(cells, 7, 6))
    if number == 8:
        break
pentomino = {(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)}
sizes = []
for number, cells in enumerate(life(pentomino)):
    sizes.append(len(cells))
    if number == 20:
        break
print(sizes)

MAZE = """
###############
#S    #   #   #
# ### # # # # #
# #   # #   # #
# # ### ##### #
# #     #    E#
# ####### #####
#             #
###############
""".strip().splitlines()


def find(char):
    return next((x, y) for y, row in enumerate(MAZE) for x, c in enumerate(row) if c == char)


def shortest(start, end):
    came, queue = {start: None}, [start]
    for place in queue:
        if place == end:
            break
        x, y = place
        for step in (x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1):
            if MAZE[step[1]][step[0]] != "#" and step not in came:
                came[step] = place
                queue.append(step)
    else:
        return None
    path = []
    while place is not None:
        path.append(place)
        place = came[place]
    return path[::-1]


path = shortest(find("S"), find("E"))
print(len(path), path[:4], path[-1])
marks = set(path[1:-1])
for y, row in enumerate(MAZE):
    print("".join("·" if (x, y) in marks else char for x, char in enumerate(row)))


def fill(grid, x, y, color):
    rows = [list(row) for row in grid]
    old, stack, changed = rows[y][x], [(x, y)], 0
    while stack:
        x, y = stack.pop()
        if 0 <= y < len(rows) and 0 <= x < len(rows[y]) and rows[y][x] == old != color:
            rows[y][x] = color
            changed += 1
            stack += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return ["".join(row) for row in rows], changed


picture, changed = fill(["..ab..", ".aab..", "..ab.b", "bbbb.."], 0, 0, "~")
print(*picture, changed, sep="\n")


def spiral(rows):
    rows = [list(row) for row in rows]
    while rows:
        yield from rows.pop(0)
        rows = [list(row) for row in zip(*rows)][::-1]


print(list(spiral([range(n, n + 5) for n in range(0, 20, 5)])))
triangle = [[1]]
for _ in range(9):
    last = triangle[-1]
    triangle.append([1, *(a + b for a, b in zip(last, last[1:])), 1])
for row in triangle:
    print(" ".join(f"{n:^3}" for n in row).center(40).rstrip())
