//! Classes whose methods do what no class should: each is a few lines with a number or two from the seed.

use super::dice::Dice;
use super::text::{ERRORS, Text};

/// Classes that every program has: expressions and schedules use them by name.
const ALWAYS: &str = "\
class Mine(Exception):
    pass
class Num(int):
    def __add__(self, other):
        return Num(int(self) + 1)
    def __lt__(self, other):
        return NotImplemented
class Hold:
    pass
class Dead:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
";

/// Writes the classes and what iterates over them: the names of iterables that take no argument.
pub fn write(dice: &mut Dice, text: &mut Text) {
    text.lines(ALWAYS);
    let (stop, error, other) = (2 + dice.below(9), dice.pick(ERRORS), dice.pick(ERRORS));
    text.lines(&format!(
        "\
class Iter:
    def __init__(self, n=0):
        self.i = n
    def __iter__(self):
        return self
    def __next__(self):
        self.i += 1
        if self.i > {stop}:
            raise {error}
        return self.i"
    ));
    text.open("class Wild(Iter):");
    let methods: &[&str] = &[
        "def send(self, v):\n    return v",
        "def send(self, v):\n    raise StopIteration(v)",
        "def throw(self, *args):\n    print('thrown', show(args[0]) if isinstance(args[0], BaseException) else args[0].__name__)\n    raise args[0]",
        "def throw(self, e, *rest):\n    return 5",
        "def throw(self, *args):\n    raise StopIteration(6)",
        "def close(self):\n    print('wild close')",
        "def close(self):\n    raise ValueError('close')",
        "def __getattr__(self, name):\n    raise ValueError(name)",
        "def __getattr__(self, name):\n    raise StopIteration(name)",
        "def __length_hint__(self):\n    return 3",
        "def __length_hint__(self):\n    raise KeyError('hint')",
        "def __bool__(self):\n    raise Mine('bool')",
        "def __eq__(self, other):\n    raise Mine('eq')",
    ];
    text.line("kind = 'wild'");
    for _ in 0..1 + dice.below(4) {
        text.lines(dice.pick(methods));
    }
    text.close();
    text.lines(&format!(
        "\
class With:
    def __init__(self, swallow):
        self.swallow = swallow
    def __enter__(self):
        return self.swallow
    def __exit__(self, kind, value, tb):
        print('exit', kind and kind.__name__, show(value), tb is None)
        if self.swallow == 2:
            raise {other}('exit')
        return self.swallow
class AWith:
    def __init__(self, swallow):
        self.swallow = swallow
    async def __aenter__(self):
        return await Wait(1)
    async def __aexit__(self, kind, value, tb):
        print('aexit', kind and kind.__name__)
        await Wait(2)
        return self.swallow
class Wait:
    def __init__(self, v):
        self.v = v
    def __await__(self):
        got = yield self.v
        return got
class AIter(Iter):
    def __aiter__(self):
        return self
    async def __anext__(self):
        self.i += 1
        if self.i > {stop}:
            raise StopAsyncIteration
        if self.i == {}:
            await Wait(self.i)
        return self.i",
        dice.below(6)
    ));
    meddler(dice, text);
}

/// An iterator that changes the world at some step: a global, a builtin, a method of its class, what a loop runs over.
fn meddler(dice: &mut Dice, text: &mut Text) {
    let at = 1 + dice.below(12);
    let deed = dice.pick(&[
        "G0 = 2.5",
        "G0 = 'text'",
        "G0 += 1 << 60",
        "K = lambda v: (v,)",
        "K = abs",
        "builtins.abs = lambda v: 77",
        "builtins.len = lambda v: 1.5",
        "builtins.range = lambda *a: iter(a)",
        "Meddler.__next__ = lambda self: 9 if (self.__dict__.update(i=self.i + 1) or self.i < 14) else iter(()).__next__()",
        "L0.append(self.i) if len(L0) < 30 else L0.clear()",
        "del L0[1:]",
        "D0[self.i] = self.i",
        "D0.pop(1, None)",
        "D0.update(zip(range(9), range(9)))",
        "del G0",
        "gc.collect()",
        "Mine.__init__ = lambda self, *a: None",
    ]);
    text.lines(&format!(
        "\
class Meddler:
    def __init__(self, n={}):
        self.i, self.n = 0, n
    def __iter__(self):
        return self
    def __next__(self):
        global G0, K
        self.i += 1
        if self.i == {at}:
            {deed}
        if self.i > self.n:
            raise StopIteration(self.i)
        return self.i",
        4 + dice.below(14)
    ));
}
