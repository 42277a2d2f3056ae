//! Generators, coroutines and asynchronous generators: bodies of random statements.
//!
//! Each function calls only those made before it, loops have few rounds, and the product of both is bounded:
//! every program ends soon.

use super::dice::Dice;
use super::text::{HANDLED, Text};

/// What a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// A function that has been written: `name(src, n)`.
#[derive(Clone, Debug)]
pub struct Made {
    pub name: String,
    pub kind: Kind,
    /// Steps that a run takes at most, in a coarse unit.
    cost: usize,
}

/// Steps that one function may take.
const BUDGET: usize = 2_500;

/// Rounds that a loop over what came as an argument is taken for.
const ROUNDS: usize = 14;

/// What a statement stands in.
#[derive(Clone, Copy, Debug)]
struct Place {
    depth: usize,
    /// Product of the rounds of the loops around.
    rounds: usize,
    in_loop: bool,
    /// Whether `return`, `break` and `continue` are refused or warned of: in `finally` and `except*`.
    bound: bool,
}

pub struct Functions {
    pub dice: Dice,
    pub text: Text,
    pub made: Vec<Made>,
    kind: Kind,
    cost: usize,
    has_cell: bool,
}

impl Functions {
    pub fn new(dice: Dice, text: Text) -> Self {
        Functions { dice, text, made: Vec::new(), kind: Kind::Generator, cost: 0, has_cell: false }
    }

    /// Writes one function.
    pub fn write(&mut self, kind: Kind) {
        let number = self.made.len();
        let (letter, word) = match kind {
            Kind::Generator => ('g', "def"),
            Kind::Coroutine => ('c', "async def"),
            Kind::AsyncGenerator => ('a', "async def"),
        };
        let name = format!("{letter}{number}");
        self.has_cell = self.dice.one_in(4);
        if self.has_cell {
            self.text.open(&format!("def make_{name}(cell):"));
        }
        self.text.open(&format!("{word} {name}(src, n):"));
        (self.kind, self.cost) = (kind, 1);
        if self.has_cell {
            self.text.line("nonlocal cell");
        }
        if self.dice.one_in(3) {
            self.text.line("global G0");
            self.text.line("G0 = G0");
        }
        self.text.line(&format!(
            "i, x = 0, {}",
            self.dice.pick(&["0", "1", "n", "G0", "2.5", "1", "(1 << 62) - 9", "3", "None"])
        ));
        let place = Place { depth: 0, rounds: 1, in_loop: false, bound: false };
        for _ in 0..1 + self.dice.below(4) {
            self.statement(place);
        }
        if kind != Kind::Coroutine {
            let value = self.dice.expression("x");
            self.text.line(&format!("yield {value}"));
        }
        if kind != Kind::AsyncGenerator && self.dice.one_in(2) {
            let value = self.dice.expression("x");
            self.text.line(&format!("return {value}"));
        }
        self.text.close();
        if self.has_cell {
            self.text.line(&format!("return {name}"));
            self.text.close();
            let value = self.dice.value();
            self.text.line(&format!("{name} = make_{name}({value})"));
        }
        self.made.push(Made { name, kind, cost: self.cost });
    }

    fn block(&mut self, place: Place) {
        for _ in 0..1 + self.dice.below(if place.depth > 2 { 1 } else { 3 }) {
            self.statement(place);
        }
    }

    fn statement(&mut self, place: Place) {
        self.cost += place.rounds;
        let inner = Place { depth: place.depth + 1, ..place };
        match self.dice.below(if place.depth < 4 { 34 } else { 16 }) {
            0..=4 => self.suspend(place),
            5..=9 => self.simple(place),
            10 | 11 => self.compute(place),
            12 | 13 => self.delegate(place),
            14 => self.look(place),
            15 => self.leave(place),
            16..=21 => self.loops(inner),
            22..=25 => self.condition(inner),
            26..=30 => self.tries(inner),
            31 | 32 => self.with(inner),
            _ => self.matches(inner),
        }
    }

    /// A `yield`; an `await` in a coroutine.
    fn suspend(&mut self, place: Place) {
        let x = self.dice.pick(&["x", "i", "x", "v"]);
        let value = self.dice.expression(if place.in_loop { x } else { "x" });
        if self.kind == Kind::Coroutine || self.kind == Kind::AsyncGenerator && self.dice.one_in(3) {
            let line = match self.dice.below(9) {
                0 | 1 => format!("await Wait({value})"),
                2 | 3 => format!("x = await Wait({value})"),
                4 => format!("x = [x, await Wait({value})]"),
                5 => format!("x = [await Wait(w) for w in ({value}, i)]"),
                6 => "x = [w async for w in AIter()]".to_owned(),
                7 => format!("x = {{w: await Wait(x) async for w in AIter() if w != {value}}}"),
                _ => format!("print(show(await Wait({value})), show(await Wait(i)))"),
            };
            return self.text.line(&line);
        }
        let line = match self.dice.below(22) {
            0..=7 => format!("yield {value}"),
            8..=11 => format!("x = yield {value}"),
            12 | 13 => format!("x = (yield {value}) or x"),
            14 | 15 => format!("x = {value} + (yield i)"),
            16 => format!("x = [x, (yield {value}), Dead(i), (yield i)][0]"),
            17 => format!("x = {{x: (yield {value}), (yield i): x}}"),
            18 => format!("x = len(f'{{x}}{{(yield {value})}}{{i}}')"),
            19 => format!("print(show((yield {value})), show((yield i)))"),
            20 => format!("x = (yield {value}) if i % 2 else K((yield x))"),
            _ => format!("x = max(Num(1), (yield {value}) or 2, key=lambda w: (i, str(w)))"),
        };
        self.text.line(&line);
    }

    fn simple(&mut self, place: Place) {
        let value = self.dice.expression("x");
        let k = self.dice.number();
        let line = match self.dice.below(18) {
            0..=2 => format!("x = {value}"),
            3 => format!("x += {k}"),
            4 => format!("x -= {k}"),
            5 => "i += 1".to_owned(),
            6 => format!("x = {k}"),
            7 if self.has_cell => format!("cell = {value}"),
            8 if self.has_cell => "x = cell".to_owned(),
            7 | 8 => format!("x = {}", self.dice.value()),
            9 => "L0.append(i) if len(L0) < 20 else L0.clear()".to_owned(),
            10 => "D0[i] = i".to_owned(),
            11 => "G0 = x".to_owned(),
            12 if place.in_loop => "x = v".to_owned(),
            13 if place.in_loop => "x += v".to_owned(),
            14 => "del x".to_owned(),
            15 => format!("d = Dead({k})"),
            16 if self.dice.one_in(3) => format!("h = Hold(); h.a, h.d, h.b = d, Dead({k}), Dead('b')"),
            17 if self.dice.one_in(3) => "h = d = None".to_owned(),
            16 if place.rounds < 20 => "print('exception', show(sys.exception()))".to_owned(),
            _ => format!("x = {value}"),
        };
        self.text.line(&line);
    }

    /// Something that consumes an iterable in one expression.
    fn compute(&mut self, place: Place) {
        let source = self.iterable(place);
        let k = self.dice.number();
        let expression = match self.dice.below(18) {
            0 => format!("sum({source})"),
            1 => format!("list({source})"),
            2 => format!("[w for w in {source} if w != {k}]"),
            3 => format!("sum(w + {k} for w in {source})"),
            4 => format!("any(w == {k} for w in {source})"),
            5 => format!("max({source}, default={k})"),
            6 => format!("next(iter({source}), {k})"),
            7 => format!("list(zip({source}, range(3)))"),
            8 => format!("list(map(K, {source}))"),
            9 => format!("{k} in {source}"),
            10 => format!("tuple(enumerate({source}))"),
            11 => format!("[*{source}, *range(2)]"),
            12 => format!("sorted({source})"),
            13 => format!("dict.fromkeys(w for w in {source})"),
            14 => format!("list(itertools.chain({source}, [{k}]))"),
            15 => format!("list(itertools.islice({source}, {}))", self.dice.below(5)),
            16 => format!("[w for w in itertools.takewhile(lambda w: w != {k}, {source})]"),
            _ => format!("(lambda z, *w, **k: (len(w), k))(0, *{source}, k={k})"),
        };
        self.text.line(&format!("x = {expression}"));
    }

    fn delegate(&mut self, place: Place) {
        let line = match self.kind {
            Kind::Generator => format!("yield from {}", self.iterable(place)),
            _ => match self.callee(Kind::Coroutine, place.rounds) {
                Some(call) => format!("await {call}"),
                None => {
                    format!("await {}", self.dice.pick(&["Wait(3)", "src", "x", "Wait(i)", "anext(AIter())"]))
                }
            },
        };
        let left = self.dice.pick(&["", "x = ", "x = "]);
        self.text.line(&format!("{left}{line}"));
    }

    /// What can be seen from inside.
    fn look(&mut self, place: Place) {
        if place.rounds > 20 {
            return self.simple(place);
        }
        let line = self.dice.pick(&[
            "print(sorted(locals()))",
            "sys._getframe().f_locals['x'] = 1.5",
            "sys._getframe().f_locals['i'] = i",
            "print(sys._getframe(1).f_code.co_name)",
            "print('line', sys._getframe().f_lineno)",
            "x = sys._getframe().f_locals['x']",
        ]);
        self.text.line(line);
    }

    fn leave(&mut self, place: Place) {
        let error = self.dice.error();
        let condition = self.dice.pick(&["i % 5 == 3", "i > 6", "n == 3", "x", "isinstance(x, float)"]);
        let can_return = !place.bound && self.kind != Kind::AsyncGenerator;
        let line = match self.dice.below(8) {
            0 if can_return => format!("return {}", self.dice.expression("x")),
            1 | 2 if place.in_loop && !place.bound => "break".to_owned(),
            3 if place.in_loop && !place.bound => "continue".to_owned(),
            4 => "raise".to_owned(),
            5 => format!("raise {error} from {}", self.dice.pick(&["None", "KeyError('cause')", "Mine"])),
            _ => format!("raise {error}"),
        };
        self.text.open(&format!("if {condition}:"));
        self.text.line(&line);
        self.text.close();
    }

    fn loops(&mut self, place: Place) {
        let rounds = 2 + self.dice.below(11);
        let counter = self.dice.pick(&["i", "i", "j"]);
        let body = |rounds| Place { rounds: place.rounds * rounds, in_loop: true, bound: false, ..place };
        match self.dice.below(6) {
            // Nothing but its own test counts this one's rounds.
            0 | 1 => {
                let name = format!("t{}", place.depth);
                self.text.line(&format!("{name} = 0"));
                self.text.open(&format!("while ({name} := {name} + 1) < {}:", rounds + 1));
                self.text.line(&format!("v = {counter} = {name}"));
                self.block(body(rounds));
            }
            2 => {
                self.text.open(&format!("for v in range({rounds}):"));
                self.text.line("i += 1");
                self.block(body(rounds));
            }
            3 if self.kind != Kind::Generator => {
                let source =
                    self.callee(Kind::AsyncGenerator, place.rounds).unwrap_or_else(|| "AIter()".to_owned());
                self.text.open(&format!("async for v in {source}:"));
                self.text.line("i += 1");
                self.block(body(ROUNDS));
            }
            _ => {
                let source = self.iterable(place);
                let target = self.dice.pick(&["v", "v", "v", "i, v", "x"]);
                let source = if target == "i, v" { format!("enumerate({source})") } else { source };
                self.text.open(&format!("for {target} in {source}:"));
                if target == "x" {
                    self.text.line("v = i = x");
                }
                self.block(body(ROUNDS));
            }
        }
        if self.dice.one_in(5) {
            self.text.branch("else:");
            self.block(place);
        }
        self.text.close();
    }

    fn condition(&mut self, place: Place) {
        let test = self.dice.test("x");
        self.text.open(&format!("if {test}:"));
        self.block(place);
        if self.dice.one_in(2) {
            self.text.branch("else:");
            self.block(place);
        }
        self.text.close();
    }

    fn tries(&mut self, place: Place) {
        self.text.open("try:");
        self.block(place);
        let shape = self.dice.below(8);
        if shape == 0 {
            let handled = self.dice.pick(&["ValueError", "(KeyError, Mine)", "Exception", "RuntimeError"]);
            self.text.branch(&format!("except* {handled} as group:"));
            self.text.line("print(told(group))");
            self.block(Place { in_loop: false, bound: true, ..place });
        } else if shape < 6 {
            let handled = self.dice.pick(HANDLED);
            match self.dice.below(3) {
                0 => self.text.branch(&format!("except {handled}:")),
                _ => {
                    self.text.branch(&format!("except {handled} as e:"));
                    self.text.line("print('caught', told(e))");
                }
            }
            if self.dice.one_in(3) {
                self.text.line(self.dice.pick(&["raise", "x = -1", "raise Mine('again')"]));
            } else {
                self.block(place);
            }
        }
        if shape < 6 && shape > 0 && self.dice.one_in(6) {
            self.text.branch("else:");
            self.block(place);
        }
        if shape >= 6 || self.dice.one_in(4) {
            self.text.branch("finally:");
            self.text.line(&format!("print('finally', {})", self.dice.below(100)));
            if self.dice.one_in(2) {
                self.block(Place { in_loop: false, bound: true, ..place });
            }
        }
        self.text.close();
    }

    fn with(&mut self, place: Place) {
        let how = self.dice.pick(&["0", "0", "1", "2", "x"]);
        match self.kind {
            Kind::Generator => self.text.open(&format!("with With({how}) as w:")),
            _ => self.text.open(&format!("async with AWith({how}) as w:")),
        }
        self.block(place);
        self.text.close();
    }

    fn matches(&mut self, place: Place) {
        self.text.open("match x:");
        let patterns = ["int(y)", "[y, *_]", "(1 | 2 | None) as y", "float() | str() as y", "{'k': y}"];
        for _ in 0..1 + self.dice.below(2) {
            let pattern = self.dice.pick(&patterns);
            let guard = if self.dice.one_in(3) { " if i % 2" } else { "" };
            self.text.open(&format!("case {pattern}{guard}:"));
            self.text.line("x = y");
            self.block(place);
            self.text.close();
        }
        self.text.open("case _:");
        self.block(place);
        self.text.close();
        self.text.close();
    }

    /// Something to iterate over.
    fn iterable(&mut self, place: Place) -> String {
        if self.dice.one_in(2)
            && let Some(call) = self.callee(Kind::Generator, place.rounds)
        {
            return call;
        }
        self.cost += place.rounds * ROUNDS;
        if place.rounds * ROUNDS > BUDGET {
            return "()".to_owned();
        }
        self.source().to_owned()
    }

    /// A small iterable that is no generator of the program's, or comes as an argument.
    pub fn source(&mut self) -> &'static str {
        self.dice.pick(&[
            "src",
            "src",
            "range(n)",
            "range(n)",
            "range(3)",
            "[1, 2.5, 3]",
            "(1 << 61, 1 << 62, -1)",
            "L0",
            "L0",
            "D0",
            "list(L0)",
            "Iter()",
            "Wild()",
            "Meddler()",
            "(w * 2 for w in range(5))",
            "reversed(range(4))",
            "zip(range(3), 'abc')",
            "map(K, range(4))",
            "filter(None, range(4))",
            "'text'",
            "iter([4, 5])",
            "5",
            "enumerate('pq')",
            "{1: 2, 3: 4}.items()",
        ])
    }

    /// A call of a function of this kind that is cheap enough to be made so many times.
    fn callee(&mut self, kind: Kind, rounds: usize) -> Option<String> {
        let fitting: Vec<&Made> =
            self.made.iter().filter(|made| made.kind == kind && made.cost * rounds <= BUDGET / 2).collect();
        if fitting.is_empty() {
            return None;
        }
        let made = fitting[self.dice.below(fitting.len())].clone();
        self.cost += made.cost * rounds;
        let source = self.source();
        Some(format!("{}({source}, {})", made.name, self.dice.pick(&["n", "2", "3", "i % 4", "n"])))
    }

    /// A call from outside every function.
    pub fn call(&mut self, kind: Kind) -> Option<String> {
        let fitting: Vec<Made> = self.made.iter().filter(|made| made.kind == kind).cloned().collect();
        if fitting.is_empty() {
            return None;
        }
        let made = &fitting[self.dice.below(fitting.len())];
        let nested = fitting.iter().find(|inner| inner.cost < 60).filter(|_| self.dice.one_in(4));
        let source = match nested {
            Some(inner) if inner.kind == Kind::Generator => format!("{}(range(3), 2)", inner.name),
            _ => self.source().replace("src", "arg").replace("(n)", "(4)"),
        };
        let n = self.dice.pick(&["0", "1", "3", "7", "12", "2.5", "None", "True", "5", "9"]);
        Some(format!("{}({source}, {n})", made.name))
    }
}
