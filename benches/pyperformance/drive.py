"""Runs one benchmark of pyperformance, unmodified, without pyperf: the same way in every Python.

    drive.py time FOLDER SECONDS [ARGUMENT…]     a line `time NAME SECONDS` for each benchmark it registers
    drive.py observe FOLDER                      what its functions compute, as text

FOLDER holds `run_benchmark.py`. Benchmarks print nothing, so that their results are looked at through the
functions that they time, at small sizes; what each does with them is a row of OBSERVE.
"""

import sys
from time import perf_counter


class Arguments:
    """What `argparse` would give for a command line without options, but for positional choices."""

    def __init__(self, words):
        self.words = list(words)
        self.values = {}

    def add_argument(self, *names, default=None, action=None, choices=None, **_):
        name = names[-1]
        key = name.lstrip("-").replace("-", "_")
        if name.startswith("-"):
            given = name in self.words
            if given:
                self.words.remove(name)
            self.values[key] = True if given else default
        else:
            self.values[key] = self.words.pop(0) if self.words else default
            assert self.values[key] is None or choices is None or self.values[key] in choices

    def parse_args(self):
        result = Arguments(())
        for key, value in self.values.items():
            setattr(result, key, value)
        return result


class Runner:
    """Times what is registered at once: one repeat after the other until the time is over, and where a repeat is
    short at least three."""

    seconds = 1.0
    words = ()

    def __init__(self, **_):
        self.metadata = {}
        self.argparser = Arguments(Runner.words)

    def parse_args(self):
        return self.argparser.parse_args()

    def bench_time_func(self, name, function, *args, inner_loops=None):
        self.measure(name, lambda loops: function(loops, *args))

    def bench_func(self, name, function, *args, inner_loops=None):
        def run(loops):
            start = perf_counter()
            for _ in range(loops):
                function(*args)
            return perf_counter() - start

        self.measure(name, run)

    def bench_async_func(self, name, function, *args):
        import asyncio

        def run(loops):
            start = perf_counter()
            for _ in range(loops):
                asyncio.run(function(*args))
            return perf_counter() - start

        self.measure(name, run)

    def measure(self, name, run):
        begin = perf_counter()
        loops = 1
        seconds = run(loops)
        while seconds < 0.02:
            loops *= 4
            seconds = run(loops)
        times = [seconds / loops]
        while perf_counter() - begin < Runner.seconds or len(times) < 3 and times[0] < 0.5:
            times.append(run(loops) / loops)
        # What had to be compiled has been in the later half.
        later = sorted(times[len(times) // 2:])
        print("time", name, "%.9f" % later[len(later) // 2])


class Pyperf:
    """In the place of the module `pyperf`."""

    Runner = Runner
    perf_counter = staticmethod(perf_counter)


def read(folder):
    path = folder + "/run_benchmark.py"
    with open(path, encoding="utf-8") as file:
        return compile(file.read(), path, "exec")


def load(folder):
    """The benchmark as a module that is not the program."""
    module = type(sys)("run_benchmark")
    module.__file__ = folder + "/run_benchmark.py"
    sys.modules["run_benchmark"] = module
    exec(read(folder), module.__dict__)
    return module


def drain(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def grid(rows):
    return [sum((i + 1) * value for i, value in enumerate(row)) for row in rows]


def async_generators(m):
    async def walk(n):
        return [item async for item in m.tree(range(n))]

    return drain(walk(300))


def async_tree(m):
    import asyncio

    m.NUM_RECURSE_LEVELS, m.NUM_RECURSE_BRANCHES, m.IO_SLEEP_TIME = 3, 3, 0.001
    seen = []
    for name, kind in m.BENCHMARKS.items():
        for groups in (False, True):
            tree = kind(use_task_groups=groups)
            done = []
            work = tree.workload_func

            async def counted(work=work, done=done):
                result = await work()
                done.append(result if result is None or result < 1000 else result % 1000003)
                return result

            tree.workload_func = counted
            asyncio.run(tree.run())
            values = [-1 if value is None else value for value in done]
            seen.append((name, groups, len(values), sum(values), len(tree.cache)))
    return seen


def barnes_hut(m):
    particles = m.create_deterministic_galaxy(40, 500, 400)
    for _ in range(5):
        m.advance_system(particles, m.DEFAULT_THETA, m.TIME_STEP, 1000, 800)
    places = [(p.position.x, p.position.y, p.velocity.x, p.velocity.y) for p in particles]
    return m.calculate_system_energy(particles), places[::7]


def btree(m):
    import random

    m.NUM_NODES = 4000
    records = list(m.make_records(m.NUM_NODES))
    random.seed(m.RANDOM_SEED)
    tree = m.make_tree(m.NUM_NODES, records)
    keys = list(tree)
    missing = [key for key in (-1, 1.5, 4000) if tree.get(key) is None and key not in tree]
    total = sum(tree[key].d for key in tree)
    return len(tree), tree.root.get_level(), keys == sorted(keys), keys[::500], missing, total, records[99].c


def chaos(m):
    seen = []

    class Observer:
        metadata = {}

        def bench_func(self, name, function, *args):
            m.write_ppm = lambda image, name: seen.append(grid(image))
            width, height, iterations, _, seed = args
            function(48, 48, 1500, "picture", seed)

    options = Arguments(())
    options.thickness, options.width, options.height = m.DEFAULT_THICKNESS, 48, 48
    options.iterations, options.filename, options.rng_seed = 1500, None, m.DEFAULT_RNG_SEED
    m.main(Observer(), options)
    return seen


def comprehensions(m):
    tray = m.WidgetTray(1, m.make_some_widgets())
    return tray.sorted_widgets


def deepcopy(m):
    import copy

    inner = [1, 2]
    value = {"a": (inner, inner), "b": m.A("text", [inner], True)}
    twin = copy.deepcopy(value)
    inner.append(3)
    for function in (m.benchmark, m.benchmark_reduce, m.benchmark_memo):
        assert function(2) > 0
    return twin, value, twin["a"][0] is twin["a"][1] is twin["b"].lst[0], twin["a"][0] is inner


def deltablue(m):
    m.delta_blue(20)
    planner = m.planner
    return planner.current_mark, type(planner).__name__


def go(m):
    m.GAMES = 30
    import random

    random.seed(1)
    moves = []
    board = m.Board()
    for _ in range(3):
        move = m.computer_move(board)
        moves.append(move)
        if move != m.PASS:
            board.move(move)
    return moves, board.history, m.versus_cpu()


def hexiom(m):
    import io

    shown = []
    for level in (2, 10, 25):
        stream = io.StringIO()
        m.solve_file(m.LEVELS[level][0].strip(), m.Done.FIRST_STRATEGY, m.DESCENDING, stream)
        shown.append(stream.getvalue())
    return shown


def mdp(m):
    battle = m.Battle()
    return battle.evaluate(0.6), len(battle.min), len(battle.frozen)


def meteor_contest(m):
    board, cti, pieces = m.get_puzzle(m.WIDTH, m.HEIGHT)
    fps, se_nh = m.get_footprints(board, cti, pieces), m.get_senh(board, cti)
    m.bench_meteor_contest(1, board, pieces, m.SOLVE_ARG, fps, se_nh)
    return [sorted(map(sorted, row[0]))[:3] for row in fps[:5]], [sorted(near) for near in se_nh]


def nbody(m):
    before = m.report_energy()
    m.bench_nbody(2, "sun", 300)
    return before, m.report_energy(), m.SYSTEM


def raytrace(m):
    seen = []
    m.Canvas.write_ppm = lambda canvas, name: seen.append(list(canvas.bytes))
    m.bench_raytrace(1, 24, 24, "picture")
    return seen


def richards(m):
    ok = m.Richards().run(1)
    area = m.taskWorkArea
    return ok, area.holdCount, area.qpktCount


def scimark(m):
    grid = m.Array2D(12, 12)
    for x in range(12):
        for y in range(12):
            grid[x, y] = (x * 7 + y * 3) % 5 - 1.5
    m.SOR_execute(1.25, grid, 4, m.Array2D)
    x, y = m.array("d", [1.5, 2.5, -3.0]), m.array("d", [0.0] * 2)
    m.SparseCompRow_matmult(2, y, m.array("d", [2, 3, 4]), m.array("i", [0, 2, 3]), m.array("i", [0, 2, 1]), x, 2)
    matrix = m.Random(7).RandomMatrix(m.ArrayList(9, 9))
    factors, pivot = m.ArrayList(9, 9), m.array("i", [0]) * 9
    m.LU(factors, matrix, pivot)
    vector = m.Random(7).RandomVector(32)
    m.FFT_transform(32, vector)
    transformed = list(vector)
    m.FFT_inverse(32, vector)
    rows = [list(row) for row in factors.data]
    return [grid[x, 5] for x in range(12)], list(y), rows, list(pivot), m.MonteCarlo(500), transformed, list(vector)


def spectral_norm(m):
    u = [1] * 30
    for _ in range(4):
        v = m.eval_AtA_times_u(u)
        u = m.eval_AtA_times_u(v)
    return u[::5], v[::5]


def unpack_sequence(m):
    m.bench_all(3)
    errors = []
    for value in ((1, 2, 3), [1] * 11, iter(range(10)), 5):
        try:
            m.do_unpacking(1, value)
        except (TypeError, ValueError) as error:
            errors.append(type(error).__name__)
    return errors


OBSERVE = {
    "async_generators": async_generators,
    "async_tree": async_tree,
    "barnes_hut": barnes_hut,
    "btree": btree,
    "chaos": chaos,
    "comprehensions": comprehensions,
    "coroutines": lambda m: [drain(m.fibonacci(n)) for n in range(16)],
    "deepcopy": deepcopy,
    "deltablue": deltablue,
    "fannkuch": lambda m: [m.fannkuch(n) for n in range(2, 8)],
    "float": lambda m: [m.benchmark(n) for n in (1, 10, 500)],
    "generators": lambda m: [list(m.tree(range(n))) for n in (1, 7, 200)],
    "go": go,
    "hexiom": hexiom,
    "mdp": mdp,
    "meteor_contest": meteor_contest,
    "nbody": nbody,
    "nqueens": lambda m: [list(m.n_queens(n)) for n in range(1, 7)],
    "pidigits": lambda m: m.calc_ndigits(150),
    "raytrace": raytrace,
    "richards": richards,
    "richards_super": richards,
    "scimark": scimark,
    "spectral_norm": spectral_norm,
    "unpack_sequence": unpack_sequence,
}


def main():
    task, folder = sys.argv[1:3]
    sys.modules["pyperf"] = Pyperf
    sys.path.insert(0, folder)
    if task == "observe":
        name = folder.rsplit("bm_", 1)[1]
        print(OBSERVE[name](load(folder)))
        return
    Runner.seconds, Runner.words = float(sys.argv[3]), sys.argv[4:]
    main = sys.modules["__main__"]
    scope = {"__name__": "__main__", "__builtins__": __builtins__, "__file__": folder + "/run_benchmark.py"}
    # Classes of the benchmark say that they are of `__main__`.
    main.__dict__.update(scope)
    exec(read(folder), main.__dict__)


main()
