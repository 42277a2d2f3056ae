//! The event log of a recording and its text form.
//!
//! One event an executed instruction: how deep its activation lies inside the root frame, where it is,
//! and the kinds of its operands *before* it runs. The text is for `--jit-dump=events` and for tests,
//! which parse it:
//!
//! ```text
//! loop c1@14
//! c1@14 FOR_ITER 11 : generator(c0@20)
//!   c0@20 RESUME 5
//!   c0@21 POP_TOP
//! ```
//!
//! The first line says where the recording starts: `loop` at a loop head, `body` at a resume point,
//! `exit` with the activations from the root frame inwards (`exit c1@14 c0@30`).
//! Indentation is the depth, two blanks each. After ` : ` stand the kinds, bottom of the stack first, after
//! ` -> ` the kind of the result of a load, and after ` ; ` the note.

use std::fmt;
use std::str::FromStr;

use genjit_bytecode::Opcode;

use crate::observe::{Attribute, CodeId, ConstId, Folded, Kind, WatchId};

/// What kind of recording it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Start {
    /// At a loop head of the root frame.
    Loop,
    /// At a resume point of a generator body, the root frame.
    Body,
    /// At a side exit.
    Exit,
}

/// What else was learned at an instruction.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Note {
    /// Nothing.
    #[default]
    None,
    /// The loaded value can be folded.
    Folded(Folded),
    /// What an attribute is.
    Attribute(Attribute),
}

/// One recorded instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Activations outside this one, counted from the root frame.
    pub depth: u32,
    /// What it runs.
    pub code: CodeId,
    /// Code unit of the instruction itself, behind any `EXTENDED_ARG`.
    pub pc: u32,
    /// The instruction.
    pub opcode: Opcode,
    /// Its whole oparg.
    pub oparg: u32,
    /// Kinds of its operands, bottom of the stack first.
    pub kinds: Vec<Kind>,
    /// Kind of the value it left on top, for loads from objects.
    pub result: Option<Kind>,
    /// What else was learned.
    pub note: Note,
}

/// A recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLog {
    /// Which kind.
    pub start: Start,
    /// Where it starts: code and pc of each activation from the root frame inwards.
    pub stack: Vec<(CodeId, u32)>,
    /// The instructions.
    pub events: Vec<Event>,
}

impl Note {
    /// The assumption it stands on.
    pub fn watch(&self) -> Option<WatchId> {
        match self {
            Note::Folded(folded) | Note::Attribute(Attribute::Method(folded)) => folded.watch,
            Note::None | Note::Attribute(Attribute::Slot { .. } | Attribute::Other) => None,
        }
    }

    /// Whether it names this value.
    pub fn names(&self, constant: ConstId) -> bool {
        match self {
            Note::Folded(folded) | Note::Attribute(Attribute::Method(folded)) => {
                folded.constant == constant || folded.scope == Some(constant)
            }
            Note::None | Note::Attribute(Attribute::Slot { .. } | Attribute::Other) => false,
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::None => Ok(()),
            Note::Folded(folded) => write!(f, "fold {folded}"),
            Note::Attribute(Attribute::Method(folded)) => write!(f, "method {folded}"),
            Note::Attribute(Attribute::Slot { shape, offset }) => write!(f, "slot {shape} {offset}"),
            Note::Attribute(Attribute::Other) => f.write_str("attribute"),
        }
    }
}

impl fmt::Display for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.constant, self.kind)?;
        self.watch.map_or(Ok(()), |watch| write!(f, " {watch}"))?;
        self.scope.map_or(Ok(()), |scope| write!(f, " in {scope}"))
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let indent = 2 * self.depth as usize;
        write!(f, "{:indent$}{}@{} {}", "", self.code, self.pc, self.opcode.name())?;
        if self.oparg != 0 {
            write!(f, " {}", self.oparg)?;
        }
        for (index, kind) in self.kinds.iter().enumerate() {
            write!(f, "{} {kind}", if index == 0 { " :" } else { "" })?;
        }
        if let Some(kind) = self.result {
            write!(f, " -> {kind}")?;
        }
        if self.note != Note::None {
            write!(f, " ; {}", self.note)?;
        }
        Ok(())
    }
}

impl fmt::Display for EventLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.start {
            Start::Loop => "loop",
            Start::Body => "body",
            Start::Exit => "exit",
        })?;
        for (code, pc) in &self.stack {
            write!(f, " {code}@{pc}")?;
        }
        writeln!(f)?;
        self.events.iter().try_for_each(|event| writeln!(f, "{event}"))
    }
}

fn parse_place(text: &str) -> Option<(CodeId, u32)> {
    let (code, pc) = text.split_once('@')?;
    Some((code.parse().ok()?, pc.parse().ok()?))
}

fn parse_folded(words: &[&str]) -> Option<Folded> {
    let (words, scope) = match words {
        [words @ .., "in", scope] => (words, Some(scope.parse().ok()?)),
        _ => (words, None),
    };
    let (constant, kind, watch) = match words {
        [constant, kind] => (constant, kind, None),
        [constant, kind, watch] => (constant, kind, Some(watch.parse().ok()?)),
        _ => return None,
    };
    Some(Folded { constant: constant.parse().ok()?, kind: kind.parse().ok()?, watch, scope })
}

fn parse_note(text: &str) -> Option<Note> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["fold", rest @ ..] => parse_folded(rest).map(Note::Folded),
        ["method", rest @ ..] => parse_folded(rest).map(|folded| Note::Attribute(Attribute::Method(folded))),
        ["slot", shape, offset] => Some(Note::Attribute(Attribute::Slot {
            shape: shape.parse().ok()?,
            offset: offset.parse().ok()?,
        })),
        ["attribute"] => Some(Note::Attribute(Attribute::Other)),
        _ => None,
    }
}

impl FromStr for Event {
    type Err = String;

    fn from_str(line: &str) -> Result<Event, String> {
        let bad = |what: &str| format!("bad {what} in event `{line}`");
        let body = line.trim_start();
        let depth = ((line.len() - body.len()) / 2) as u32;
        let (head, note) = body.split_once(" ; ").map_or((body, None), |(head, note)| (head, Some(note)));
        let (head, result) =
            head.split_once(" -> ").map_or((head, None), |(head, kind)| (head, Some(kind.trim())));
        let (head, kinds) = head.split_once(" : ").unwrap_or((head, ""));
        let mut words = head.split_whitespace();
        let (code, pc) = words.next().and_then(parse_place).ok_or_else(|| bad("place"))?;
        let opcode = words.next().and_then(Opcode::from_name).ok_or_else(|| bad("opcode"))?;
        let oparg = words.next().map_or(Ok(0), str::parse).map_err(|_| bad("oparg"))?;
        let kinds = kinds.split_whitespace().map(str::parse).collect::<Result<Vec<Kind>, String>>()?;
        let note = note.map_or(Some(Note::None), parse_note).ok_or_else(|| bad("note"))?;
        let result = result.map(str::parse).transpose()?;
        Ok(Event { depth, code, pc, opcode, oparg, kinds, result, note })
    }
}

impl FromStr for EventLog {
    type Err = String;

    fn from_str(text: &str) -> Result<EventLog, String> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next().ok_or("an event log starts with a line that says where")?;
        let mut words = first.split_whitespace();
        let start = match words.next() {
            Some("loop") => Start::Loop,
            Some("body") => Start::Body,
            Some("exit") => Start::Exit,
            _ => return Err(format!("bad start of an event log: `{first}`")),
        };
        let stack = words.map(parse_place).collect::<Option<Vec<_>>>();
        let stack =
            stack.filter(|stack| !stack.is_empty()).ok_or_else(|| format!("bad place in `{first}`"))?;
        Ok(EventLog { start, stack, events: lines.map(str::parse).collect::<Result<_, _>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_round_trip() {
        let text = "\
loop c1@14
c1@14 FOR_ITER 11 : generator(c0@20)
  c0@20 RESUME 5
  c0@24 BINARY_OP 13 : int float
c1@16 LOAD_GLOBAL 1 ; fold k3 function(c2) w0
c1@18 LOAD_GLOBAL 1 ; fold k3 function(c2) w0 in k7
c1@21 LOAD_ATTR 3 : list ; method k4 builtin(list.append)
c1@31 LOAD_ATTR 2 : object(s1) -> float ; slot s1 24
c1@41 STORE_ATTR 2 : int object(s1) ; attribute
";
        let log: EventLog = text.parse().unwrap();
        assert_eq!(log.to_string(), text);
        assert_eq!(log.events[1].depth, 1);
    }

    #[test]
    fn bad_lines_are_named() {
        assert!("loop".parse::<EventLog>().is_err());
        let error = "loop c0@1\nc0@1 NO_SUCH".parse::<EventLog>().unwrap_err();
        assert!(error.contains("opcode"), "{error}");
    }
}
