//! Log lines and dumps: written as they come, or kept until the embedder fetches them.

use std::fmt;
use std::io::Write;

use crate::observe::{CodeId, Facts};
use crate::region::RegionPlace;

/// Where lines go.
pub struct Log {
    events: bool,
    /// Takes each line at once.
    sink: Option<Box<dyn Write + Send>>,
    /// Without a sink: lines not fetched yet.
    lines: Vec<String>,
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log")
            .field("events", &self.events)
            .field("lines", &self.lines)
            .finish_non_exhaustive()
    }
}

impl Log {
    /// Takes event lines if `events`; dumps always.
    pub fn new(events: bool) -> Log {
        Log { events, sink: None, lines: Vec::new() }
    }

    /// Sends lines to a sink from now on.
    pub fn set_sink(&mut self, sink: Box<dyn Write + Send>) {
        self.sink = Some(sink);
    }

    fn put(&mut self, line: String) {
        match &mut self.sink {
            // A log that nobody can read is no fault of the program.
            Some(sink) => drop(writeln!(sink, "{line}").and_then(|()| sink.flush())),
            None => self.lines.push(line),
        }
    }

    /// One event. The line is made only if it is wanted.
    pub fn line(&mut self, line: impl FnOnce() -> String) {
        if self.events {
            self.put(line());
        }
    }

    /// A dump of several lines.
    pub fn dump(&mut self, text: &str) {
        text.lines().for_each(|line| self.put(line.to_owned()));
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
