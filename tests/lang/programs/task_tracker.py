# A tool for tasks as one calls it from a shell: subcommands, a store in text, filters, sorting, colours, reports, exit codes.
import argparse
import contextlib
import enum
import functools
import io
import itertools
import operator
import sys
import warnings
from collections import Counter, OrderedDict, defaultdict


@functools.total_ordering
class Priority(enum.Enum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"

    def __lt__(self, other):
        order = list(type(self))
        return order.index(self) < order.index(other)

    @classmethod
    def _missing_(cls, value):
        found = [member for member in cls if value and member.value.startswith(value.lower())]
        return found[0] if len(found) == 1 else None


class Status(enum.IntEnum):
    OPEN = enum.auto()
    STARTED = enum.auto()
    DONE = enum.auto()


class UserError(Exception):
    code = 2


class NotFound(UserError):
    code = 3


class Task:
    fields = OrderedDict(number=int, title=str, priority=Priority, status=lambda text: Status[text], day=int, tags=lambda t: set(t.split()))

    def __init__(self, **values):
        for name in self.fields:
            setattr(self, name, values.pop(name))
        if values:
            raise TypeError(f"no such fields: {', '.join(values)}")

    def line(self):
        texts = (self.number, self.title, self.priority.value, self.status.name, self.day, " ".join(sorted(self.tags)))
        return "\t".join(str(text).replace("\t", " ") for text in texts)

    @classmethod
    def parse(cls, line):
        parts = line.rstrip("\n").split("\t")
        if len(parts) != len(cls.fields):
            raise ValueError(f"{len(parts)} fields instead of {len(cls.fields)}: {line!r}")
        return cls(**{name: make(part) for (name, make), part in zip(cls.fields.items(), parts)})


class Store:
    def __init__(self, text=""):
        self.tasks, self.text = {}, text
        for number, line in enumerate(text.splitlines(), 1):
            try:
                task = Task.parse(line)
            except (ValueError, KeyError) as error:
                warnings.warn(f"line {number} ignored: {error}", RuntimeWarning, stacklevel=2)
            else:
                self.tasks[task.number] = task

    def __getitem__(self, number):
        try:
            return self.tasks[number]
        except KeyError:
            raise NotFound(f"no task {number}") from None

    def save(self):
        self.text = "".join(task.line() + "\n" for task in self.tasks.values())


def condition(text):
    """priority>=normal, day<5, tag=home, title~word"""
    for sign, function in ((">=", operator.ge), ("<=", operator.le), ("~", None), ("=", operator.eq), (">", operator.gt), ("<", operator.lt)):
        name, found, value = text.partition(sign)
        if found:
            break
    else:
        raise argparse.ArgumentTypeError(f"{text!r} has no comparison")
    if name == "tag":
        return lambda task: value in task.tags
    if name not in Task.fields:
        raise argparse.ArgumentTypeError(f"{name!r} is no field")
    if function is None:
        return lambda task: value.lower() in str(getattr(task, name)).lower()
    wanted = Task.fields[name](value.upper() if name == "status" else value)
    return lambda task: function(getattr(task, name), wanted)


def command(*arguments, **keywords):
    def register(function):
        command.known[function.__name__] = function, arguments, keywords
        return function
    return register


command.known = {}


def argument(*names, **options):
    return names, options


@command(argument("title", nargs="+"), argument("-p", "--priority", type=Priority, default=Priority.NORMAL, metavar="P"),
         argument("-d", "--day", type=int, default=0), argument("-t", "--tag", action="append", default=[]))
def add(store, options):
    """Adds a task."""
    number = max(store.tasks, default=0) + 1
    store.tasks[number] = Task(number=number, title=" ".join(options.title), priority=options.priority, status=Status.OPEN,
                               day=options.day, tags=set(options.tag))
    yield f"added {number}"


@command(argument("numbers", nargs="*", type=int), argument("--undo", action="store_true"))
def done(store, options):
    """Marks tasks as done."""
    if not options.numbers:
        raise UserError("which tasks?")
    for number in options.numbers:
        task = store[number]
        task.status = Status.OPEN if options.undo else Status.DONE
        yield f"{number} is {task.status.name.lower()}"


@command(argument("-w", "--where", type=condition, action="append", default=[]), argument("-s", "--sort", default="number", choices=list(Task.fields)),
         argument("-r", "--reverse", action="store_true"), argument("-n", type=int, default=None, dest="limit"))
def show(store, options):
    """Lists tasks."""
    chosen = [task for task in store.tasks.values() if all(test(task) for test in options.where)]
    chosen.sort(key=operator.attrgetter(options.sort) if options.sort != "tags" else lambda t: sorted(t.tags), reverse=options.reverse)
    for task in itertools.islice(chosen, options.limit):
        mark = {Status.OPEN: " ", Status.STARTED: ">", Status.DONE: "x"}[task.status]
        yield f"[{mark}] {task.number:>3} {task.title:<24.24} {task.priority.value:^8} {task.day:>3}  {','.join(sorted(task.tags)) or '-'}"
    yield f"{len(chosen)} of {len(store.tasks)} tasks"


@command(argument("by", choices=["priority", "status", "tag"]), argument("--width", type=int, default=20))
def report(store, options):
    """Draws bars."""
    counts = Counter()
    for task in store.tasks.values():
        if options.by == "tag":
            counts.update(sorted(task.tags) or ["none"])
        else:
            counts[getattr(task, options.by).name.lower()] += 1
    most = max(counts.values(), default=1)
    for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{name:>10} {'#' * round(number * options.width / most):<{options.width}} {number / sum(counts.values()):6.1%}"


def make_parser():
    parser = argparse.ArgumentParser(prog="task", description="Keeps tasks.", epilog="Exit codes: 2 bad call, 3 not found.")
    parser.add_argument("-q", "--quiet", action="count", default=0)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (function, arguments, keywords) in command.known.items():
        sub = commands.add_parser(name, help=function.__doc__, **keywords)
        for names, settings in arguments:
            sub.add_argument(*names, **settings)
        sub.set_defaults(function=function)
    return parser


def run(store, line):
    """Runs one call; answers its exit code."""
    try:
        options = make_parser().parse_args(line.split())
        for text in options.function(store, options):
            if not options.quiet:
                print(text)
        store.save()
    except UserError as error:
        print(f"task: {error}", file=sys.stderr)
        return error.code
    except SystemExit as exit:
        return exit.code
    return 0


def main():
    store, codes = Store(), []
    for line in """
        add Buy milk -t shop -d 3|add -p high Call the plumber --tag home --tag phone|add -p l Read a book -d 30
        add Write report -p hi -d 2 -t work|add Water plants --day=1 -thome|done 1 3|show|show -s day -r
        show -w priority>=normal -w status=open|show -w tag=home -n 1|show -w title~PL|report priority|report tag --width 10
        done|done 99|done 2 77|add -p urgent x|show -w colour=red|show -w day|show -s size|-q done --undo 1|-h|add|fly|show -w day>x
    """.replace("\n", "|").split("|"):
        if not (line := line.strip()):
            continue
        err = io.StringIO()
        with contextlib.redirect_stderr(err):
            print("$ task", line)
            code = run(store, line)
        codes.append(code)
        if err.getvalue():
            print("  !", err.getvalue().splitlines()[-1], f"({code})")
    print(codes, repr(store.text[:60]))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        again = Store(store.text + "broken line\n9\ta\tlow\tNEVER\t1\t\n")
    print(len(again.tasks), [task.line() for task in again.tasks.values()] == store.text.splitlines(), *(w.message for w in caught), sep="\n")
    big = Store("".join(f"{n}\ttask {n * 7 % 1000}\t{('low', 'normal', 'high')[n % 3]}\t{('OPEN', 'DONE')[n % 2]}\t{n * n % 365}\tt{n % 5}\n" for n in range(1, 1200)))
    for line in ("show -w priority=high -w day<40 -s day -n 4", "show -w title~99 -s title -r -n 3", "report status", "report tag"):
        print("$ task", line, run(big, line))
    by_day = defaultdict(list)
    for task in big.tasks.values():
        by_day[task.day // 60, task.priority].append(task.number)
    print({f"{k[0]} {k[1].value}": (len(v), sum(v)) for k, v in sorted(by_day.items())[:5]})


main()
