//! Log lines and dumps, kept until the embedder fetches them.

use crate::observe::{CodeId, Facts};
use crate::region::RegionPlace;

/// Lines not fetched yet.
#[derive(Debug)]
pub struct Log {
    events: bool,
    lines: Vec<String>,
}

impl Log {
    /// Keeps event lines if `events`; dumps are kept always.
    pub fn new(events: bool) -> Log {
        Log { events, lines: Vec::new() }
    }

    /// One event. The line is made only if it is wanted.
    pub fn line(&mut self, line: impl FnOnce() -> String) {
        if self.events {
            self.lines.push(line());
        }
    }

    /// A dump of several lines.
    pub fn dump(&mut self, text: &str) {
        self.lines.extend(text.lines().map(str::to_owned));
    }

    /// Everything kept, oldest first.
    pub fn drain(&mut self) -> Vec<String> {
        std::mem::take(&mut self.lines)
    }
}

/// `total@34`: the function and the byte offset.
pub fn name(facts: &dyn Facts, place: RegionPlace) -> String {
    format!("{}@{}", facts.code(place.code()).name, 2 * place.pc())
}

/// `total@34 total.py:9`.
pub fn describe(facts: &dyn Facts, place: RegionPlace) -> String {
    describe_at(facts, place.code(), place.pc())
}

/// The same for any instruction.
pub fn describe_at(facts: &dyn Facts, id: CodeId, pc: u32) -> String {
    let code = facts.code(id);
    let file = code.filename.rsplit('/').next().unwrap_or_default().to_owned();
    format!("{}@{} {file}:{}", code.name, 2 * pc, line_of(&code, pc))
}

fn line_of(code: &genjit_bytecode::CodeObject, pc: u32) -> u32 {
    code.line_at(2 * pc as usize).unwrap_or(code.firstlineno)
}
