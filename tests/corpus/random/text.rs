//! Lines of Python, and the expressions in them.

use super::dice::Dice;

/// Text under way: each line is indented by the blocks that are open.
#[derive(Default)]
pub struct Text {
    pub text: String,
    depth: usize,
}

impl Text {
    pub fn line(&mut self, line: &str) {
        self.text += &"    ".repeat(self.depth);
        self.text += line;
        self.text.push('\n');
    }

    /// Lines that are indented by themselves.
    pub fn lines(&mut self, lines: &str) {
        lines.lines().for_each(|line| self.line(line));
    }

    /// A line that opens a block; [`close`](Self::close) closes it.
    pub fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    pub fn close(&mut self) {
        self.depth -= 1;
    }

    /// A branch of the statement whose body is open.
    pub fn branch(&mut self, line: &str) {
        self.close();
        self.open(line);
    }
}

/// Exceptions that are raised, thrown and caught.
pub const ERRORS: &[&str] = &[
    "ValueError",
    "KeyError",
    "ZeroDivisionError",
    "StopIteration",
    "GeneratorExit",
    "RuntimeError",
    "TypeError",
    "Mine",
    "StopAsyncIteration",
];

pub const HANDLED: &[&str] = &[
    "ValueError",
    "Exception",
    "Exception",
    "(KeyError, ZeroDivisionError)",
    "StopIteration",
    "BaseException",
    "GeneratorExit",
    "RuntimeError",
    "TypeError",
    "Mine",
    "ArithmeticError",
    "(ValueError, RuntimeError, TypeError)",
];

impl Dice {
    pub fn number(&mut self) -> &'static str {
        self.pick(&[
            "0",
            "1",
            "-1",
            "2",
            "3",
            "-7",
            "10",
            "255",
            "(1 << 31)",
            "((1 << 31) - 1)",
            "((1 << 53) + 1)",
            "((1 << 61) - 3)",
            "-(1 << 61)",
            "((1 << 62) - 3)",
            "(-(1 << 63) + 2)",
            "((1 << 63) - 1)",
            "(1 << 64)",
            "0.5",
            "-1.25",
            "1e9",
            "-0.0",
            "True",
        ])
    }

    /// A value of any type.
    pub fn value(&mut self) -> &'static str {
        match self.below(6) {
            0 => self.pick(&["None", "'a'", "'xyz'", "()", "(1, 2)", "[3]", "b'q'", "1j", "range(3)", "G0"]),
            _ => self.number(),
        }
    }

    /// An expression over a variable; numbers mostly.
    pub fn expression(&mut self, x: &str) -> String {
        let k = self.number();
        match self.below(20) {
            0 | 1 => x.to_owned(),
            2 | 3 => format!("{x} + {k}"),
            4 => format!("{x} - {k}"),
            // No text or list grows without a bound.
            5 if k.starts_with('(') => format!("({x} * {k} if isinstance({x}, int | float) else {x})"),
            5 => format!("{x} * {}", self.pick(&["0.5", "-1.25", "1e9", "-1", "0", "True", "(1 << 64)"])),
            6 => format!("{x} // {k}"),
            7 => format!("{x} % {k}"),
            8 => format!("({x}) & 1023"),
            9 => format!("{x} >> {}", self.below(70)),
            10 => format!("-{x} / {}", 1 + self.below(9)),
            11 => format!("({x} if {x} > {k} else {x} + 1)"),
            12 => format!("~{x} ^ {}", self.below(300)),
            13 => format!("abs({x}) + ({x} < {k})"),
            14 => format!("({x}, {k})"),
            15 => format!("K({x})"),
            16 => format!("{x} + G0"),
            17 => format!("[{x}, {x}][{}]", self.pick(&["0", "-1", "1", "2", "i & 1"])),
            18 => format!("len(str({x}))"),
            _ => self.value().to_owned(),
        }
    }

    pub fn test(&mut self, x: &str) -> String {
        let k = self.number();
        match self.below(9) {
            0 => format!("{x} < {k}"),
            1 | 2 => format!("i % {} == {}", 2 + self.below(6), self.below(2)),
            3 => format!("{x} != {k} and {x} == {x}"),
            4 => format!("-50 < {x} <= {k}"),
            5 => format!("i > {}", self.below(30)),
            6 => format!("{x} is None"),
            7 => format!("isinstance({x}, {})", self.pick(&["int", "float", "tuple", "str"])),
            _ => x.to_owned(),
        }
    }

    /// An exception as it stands behind `raise` or in `throw()`.
    pub fn error(&mut self) -> String {
        let class = self.pick(ERRORS);
        match self.below(4) {
            0 => class.to_owned(),
            1 => format!("{class}()"),
            2 => format!("{class}({})", self.value()),
            _ => format!("{class}('e', {})", self.below(9)),
        }
    }
}
