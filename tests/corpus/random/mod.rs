//! Random programs: generators and what drives them, made from a seed.
//!
//!     cargo test -p genjit --test corpus random                        2,000 programs
//!     cargo test -p genjit --test corpus -- --seeds 0..20000            any number of them
//!     cargo test -p genjit --test corpus -- --seeds 0..20000 --python python3.13    compared with CPython too
//!     cargo test -p genjit --test corpus -- --seed 7                    the text of one
//!
//! The interpreter's output is what every other mode must print; a CPython's is what the interpreter must print,
//! but for what [`versions`] lists. A program that fails is shrunk ([`shrink`]) and becomes a file of
//! `tests/lang/random`, so that it is run ever after.

mod batch;
mod classes;
mod command;
mod dice;
mod functions;
mod python;
mod schedules;
mod shrink;
mod text;
mod tree;
mod versions;

use std::collections::HashSet;
use std::ops::Range;
use std::slice;

use libtest_mimic::Trial;

pub use batch::{CHILD, run_child};
pub use command::run as run_command;

use dice::Dice;
use functions::{Functions, Kind};
use text::Text;

/// The seeds of an ordinary run, and how many make a test.
const SEEDS: Range<u64> = 0..2000;
const SLICE: usize = 125;

/// What every program begins with: how values and exceptions are shown.
const PRELUDE: &str = include_str!("prelude.py");

/// How warnings are shown, where a coroutine may never be awaited.
const WARNINGS: &str = include_str!("warnings.py");

/// The tests of an ordinary run.
pub fn trials() -> Vec<Trial> {
    let slice = |start: u64| {
        let seeds = start..(start + SLICE as u64).min(SEEDS.end);
        let name = format!("random/{}..{}", seeds.start, seeds.end);
        Trial::test(name, move || Ok(batch::check(seeds, None)?))
    };
    SEEDS.step_by(SLICE).map(slice).collect()
}

/// The program of a seed.
pub fn program(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut text = Text::default();
    text.line(&format!("G0, L0, D0 = {}, [1, 2, 3], {{1: 1, 2: 2}}", dice.number()));
    text.line(&format!("K = lambda v: {}", dice.pick(&["v", "v + 1", "-v", "(v, 1)", "v * 0.5"])));
    classes::write(&mut dice, &mut text);
    let mut functions = Functions::new(dice, text);
    for _ in 0..1 + functions.dice.below(3).min(1 + functions.dice.below(2)) {
        functions.write(Kind::Generator);
    }
    if functions.dice.one_in(3) {
        functions.write(Kind::Coroutine);
    }
    if functions.dice.one_in(3) {
        functions.write(Kind::AsyncGenerator);
        if functions.dice.one_in(3) {
            functions.write(Kind::Coroutine);
        }
    }
    schedules::write(&mut functions);
    let may_warn = functions.made.iter().any(|function| function.kind != Kind::Generator);
    without_unused(&[PRELUDE, if may_warn { WARNINGS } else { "" }, &functions.text.text].concat())
}

/// The text without the functions and classes that no statement but their own names.
fn without_unused(text: &str) -> String {
    let mut statements = tree::parse(text);
    loop {
        let words: Vec<HashSet<String>> =
            statements.iter().map(|node| words(&tree::print(slice::from_ref(node)))).collect();
        let is_used = |at: usize, node: &tree::Node| {
            let definition = ["class ", "def "].iter().find_map(|word| node.head.strip_prefix(word));
            let name = definition.and_then(|rest| rest.split(is_outside_words).next());
            name.is_none_or(|name| {
                words.iter().enumerate().any(|(other, words)| other != at && words.contains(name))
            })
        };
        let is_kept: Vec<bool> = statements.iter().enumerate().map(|(at, node)| is_used(at, node)).collect();
        if is_kept.iter().all(|&kept| kept) {
            return tree::print(&statements);
        }
        let mut kept = is_kept.into_iter();
        statements.retain(|_| kept.next() == Some(true));
    }
}

fn words(text: &str) -> HashSet<String> {
    text.split(is_outside_words).map(str::to_owned).collect()
}

fn is_outside_words(c: char) -> bool {
    !c.is_alphanumeric() && c != '_'
}
