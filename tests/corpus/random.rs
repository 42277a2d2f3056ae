//! Random programs: pipelines of generators over ints and floats, made from a seed.
//!
//! There is no expected text: the interpreter's output is what every other mode must print. The tests
//! `random/SEED` run a few seeds in all modes; `random/many`, ignored unless asked for, runs a thousand.
//! A seed that ever failed becomes a program of `tests/lang`.

use libtest_mimic::Trial;

use super::engine;
use super::modes;
use super::program::{Expected, Program};
use super::report;

/// The seeds of an ordinary run.
const SEEDS: std::ops::Range<u64> = 0..24;

/// The seeds of `random/many`.
const MANY: std::ops::Range<u64> = 1000..2000;

/// One test a seed, and one for many.
pub fn trials() -> Vec<Trial> {
    let one = |seed| Trial::test(format!("random/{seed}"), move || Ok(check(seed)?));
    let mut trials: Vec<Trial> = SEEDS.map(one).collect();
    let many = || Ok(MANY.into_iter().try_for_each(check)?);
    trials.push(Trial::test("random/many", many).with_ignored_flag(true));
    trials
}

fn check(seed: u64) -> Result<(), String> {
    let mut program = Program {
        name: format!("random/{seed}"),
        path: format!("random_{seed}.py"),
        source: Writer::new(seed).program(),
        flags: vec!["--jit-threshold=2".to_owned()],
        ..Program::default()
    };
    let failed = |report: String, program: &Program| format!("{report}\nthe program:\n{}", program.source);
    let interpreted =
        engine::run(&program, &["--jit=off".to_owned()]).map_err(|report| failed(report, &program))?;
    if interpreted.code != 0 {
        return Err(failed(interpreted.err, &program));
    }
    program.expected = Expected { code: 0, out: interpreted.out, err: interpreted.err };
    for mode in modes::for_program(&program) {
        report::check(&program, &mode)
            .map_err(|report| failed(format!("[{}] {report}", mode.name), &program))?;
    }
    Ok(())
}

/// Writes one program. Every loop in it ends, and no number grows beyond a few thousand bits.
struct Writer {
    random: Random,
    text: Text,
}

/// Lines of Python.
#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, indent: usize, text: &str) {
        self.0 += &"    ".repeat(indent);
        self.0 += text;
        self.0.push('\n');
    }
}

/// What the seed decides: numbers, constants, expressions and conditions.
struct Random(u64);

impl Random {
    /// A number below `bound` (xorshift: the quality that picking branches needs).
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = usize::try_from(self.0 >> 33).expect("31 bits");
        high % bound
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn constant(&mut self) -> &'static str {
        self.pick(&[
            "0",
            "1",
            "-1",
            "2",
            "3",
            "-7",
            "10",
            "255",
            "1 << 31",
            "(1 << 53) + 1",
            "(1 << 61) - 3",
            "-(1 << 61)",
            "(1 << 62) - 30",
            "-(1 << 63) + 2",
            "1 << 64",
            "0.5",
            "-1.25",
            "1e9",
            "-0.0",
        ])
    }

    fn expression(&mut self, x: &str) -> String {
        let k = self.constant();
        match self.below(12) {
            0 => x.to_owned(),
            1 => format!("{x} + ({k})"),
            2 => format!("{x} - ({k})"),
            3 => format!("{x} * ({k})"),
            4 => format!("{x} // ({k})"),
            5 => format!("{x} % ({k})"),
            6 => format!("int({x}) & 1023"),
            7 => format!("int({x}) >> {}", self.below(70)),
            8 => format!("-{x} / {}", 1 + self.below(9)),
            9 => format!("({x} if {x} > ({k}) else {x} + 1)"),
            10 => format!("~int({x}) ^ {}", self.below(300)),
            _ => format!("abs({x}) + ({x} < ({k}))"),
        }
    }

    fn test(&mut self, x: &str) -> String {
        let k = self.constant();
        match self.below(6) {
            0 => format!("{x} < ({k})"),
            1 => format!("int({x}) % {}", 2 + self.below(3)),
            2 => format!("{x} != {k} and {x} == {x}"),
            3 => format!("-50 < {x} <= ({k})"),
            4 => format!("not int({x}) & {}", 1 << self.below(3)),
            _ => x.to_owned(),
        }
    }
}

impl Writer {
    fn new(seed: u64) -> Self {
        let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        Writer { random, text: Text::default() }
    }

    fn program(mut self) -> String {
        self.source();
        let stages = 1 + self.random.below(3);
        for stage in 0..stages {
            self.stage(stage);
        }
        self.consumer(stages);
        for size in ["0", "1", "7", "45", "80"] {
            self.text.line(0, "try:");
            self.text.line(1, &format!("print(run({size}))"));
            self.text.line(0, "except Exception as error:");
            self.text.line(1, "print(type(error).__name__, error)");
        }
        self.text.0
    }

    /// `source(n)`: at most `n` numbers.
    fn source(&mut self) {
        self.text.line(0, "def source(n):");
        let (start, step) = (self.random.constant(), self.random.constant());
        match self.random.below(4) {
            0 => {
                self.text.line(1, "i = 0");
                self.text.line(1, "while i < n:");
                self.text.line(2, "yield i");
                self.text.line(2, "i += 1");
            }
            1 => {
                self.text.line(1, &format!("x = {start}"));
                self.text.line(1, "for i in range(n):");
                self.text.line(2, "yield x");
                self.text.line(2, &format!("x += {step}"));
            }
            2 => {
                self.text.line(1, &format!("for x in [{start}, {step}, -1, 0.5, 3] * (n // 5):"));
                self.text.line(2, "yield x");
            }
            _ => {
                self.text.line(1, "for i in range(n, 0, -1):");
                self.text.line(2, "yield i");
                self.text.line(2, &format!("if i % {} == 1:", 2 + self.random.below(4)));
                let extra = self.random.expression("i");
                self.text.line(3, &format!("yield {extra}"));
            }
        }
    }

    /// `stageK(src)`: at most three items for each one it takes.
    fn stage(&mut self, number: usize) {
        self.text.line(0, &format!("def stage{number}(src):"));
        let value = self.random.expression("x");
        match self.random.below(6) {
            0 => {
                self.text.line(1, "for x in src:");
                self.text.line(2, &format!("yield {value}"));
            }
            1 => {
                let test = self.random.test("x");
                self.text.line(1, "for x in src:");
                self.text.line(2, &format!("if {test}:"));
                self.text.line(3, &format!("yield {value}"));
            }
            2 => {
                self.text.line(1, "for x in src:");
                self.text.line(2, "yield x");
                self.text.line(2, &format!("yield {value}"));
            }
            3 => {
                self.text.line(1, "count = 0");
                self.text.line(1, "try:");
                self.text.line(2, "for x in src:");
                self.text.line(3, "count += 1");
                self.text.line(3, &format!("yield {value}"));
                self.text.line(1, "finally:");
                self.text.line(2, "log.append(count)");
            }
            4 => {
                self.text.line(1, "try:");
                self.text.line(2, &format!("yield from ({value} for x in src)"));
                self.text.line(1, "except ZeroDivisionError:");
                self.text.line(2, "yield -1");
            }
            _ => {
                self.text.line(1, &format!("last = {}", self.random.below(9)));
                self.text.line(1, "for x in src:");
                self.text.line(2, "for pair in ((x, last), (last, 1)):");
                self.text.line(3, "a, b = pair");
                self.text.line(3, "yield a - b");
                self.text.line(2, &format!("last = {value}"));
            }
        }
    }

    /// `run(n)`: consumes the whole pipeline and tells what it saw.
    fn consumer(&mut self, stages: usize) {
        let mut pipeline = "source(n)".to_owned();
        for stage in 0..stages {
            pipeline = format!("stage{stage}({pipeline})");
        }
        self.text.line(0, "log = []");
        self.text.line(0, "def run(n):");
        self.text.line(1, "log.clear()");
        self.text.line(1, &format!("total, seen, g = {}, 0, {pipeline}", self.random.below(3)));
        if self.random.below(3) == 0 {
            self.text.line(1, "next(g, None)");
        }
        self.text.line(1, "for x in g:");
        self.text.line(2, "seen += 1");
        let (test, value, other) =
            (self.random.test("x"), self.random.expression("x"), self.random.expression("seen"));
        self.text.line(2, &format!("if {test}:"));
        self.text.line(3, &format!("total += {value}"));
        self.text.line(2, "else:");
        self.text.line(3, &format!("total = total % 1000003 + {other}"));
        match self.random.below(4) {
            0 => self.text.line(2, &format!("if seen == {}: break", 5 + self.random.below(60))),
            1 => self
                .text
                .line(2, &format!("if seen == {}: log.append(next(g, 'end'))", 5 + self.random.below(40))),
            2 => self.text.line(2, &format!("if seen == {}: g.close()", 5 + self.random.below(60))),
            _ => {
                self.text.line(2, &format!("if seen % {} == 0: total = int(total)", 7 + self.random.below(9)))
            }
        }
        self.text.line(1, "return total, seen, list(log), next(g, 'ended')");
    }
}
