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

use crate::observe::{
    Argument, Attribute, Binding, CodeId, ConstId, Construction, Folded, Kind, Layout, Receiver, WatchId,
};

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
    /// What calling a class does.
    Construct(Construction),
    /// How a call fills its parameters.
    Bind(Binding),
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
    /// The assumptions it stands on.
    pub fn watches(&self) -> Vec<WatchId> {
        let mut watches: Vec<WatchId> = self.folded().iter().filter_map(|folded| folded.watch).collect();
        if let Note::Attribute(
            Attribute::Field { layout, .. }
            | Attribute::OfClass { layout, .. }
            | Attribute::Property { layout, .. },
        ) = self
        {
            watches.push(layout.watch);
        }
        watches
    }

    /// Whether it names this value.
    pub fn names(&self, constant: ConstId) -> bool {
        let other = match self {
            Note::Construct(construction) => construction.class == constant,
            Note::Attribute(Attribute::OfObject { object, receiver, .. }) => {
                *object == constant || *receiver == Receiver::Class(constant)
            }
            Note::Attribute(Attribute::OfClass { receiver, .. }) => *receiver == Receiver::Class(constant),
            Note::None | Note::Folded(_) | Note::Attribute(_) | Note::Bind(_) => false,
        };
        let same = |folded: &Folded| folded.constant == constant || folded.scope == Some(constant);
        other || self.folded().iter().any(same)
    }

    /// The values that it folds.
    fn folded(&self) -> Vec<Folded> {
        match self {
            Note::Folded(folded)
            | Note::Attribute(
                Attribute::Method(folded)
                | Attribute::OfClass { folded, .. }
                | Attribute::OfObject { folded, .. }
                | Attribute::Property { getter: folded, .. },
            )
            | Note::Construct(Construction { init: folded, .. }) => vec![*folded],
            Note::Bind(binding) => {
                let defaults = binding.arguments.iter().filter_map(|argument| match argument {
                    Argument::Default(folded) => Some(*folded),
                    Argument::Passed(_) | Argument::Rest(..) => None,
                });
                std::iter::once(binding.function).chain(defaults).collect()
            }
            Note::None | Note::Attribute(Attribute::Field { .. } | Attribute::Other) => vec![],
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::None => Ok(()),
            Note::Folded(folded) => write!(f, "fold {folded}"),
            Note::Attribute(Attribute::Method(folded)) => write!(f, "method {folded}"),
            Note::Attribute(Attribute::Field { layout, place, next }) => {
                write!(f, "field {layout} {place} {next}")
            }
            Note::Attribute(Attribute::OfClass { layout, folded, receiver }) => {
                write!(f, "of class {layout} {receiver} {folded}")
            }
            Note::Attribute(Attribute::OfObject { object, folded, receiver }) => {
                write!(f, "of object {object} {receiver} {folded}")
            }
            Note::Attribute(Attribute::Property { layout, getter }) => {
                write!(f, "property {layout} {getter}")
            }
            Note::Attribute(Attribute::Other) => f.write_str("attribute"),
            Note::Construct(Construction { class, type_id, init }) => {
                write!(f, "construct {class} {type_id} {init}")
            }
            Note::Bind(binding) => {
                write!(f, "bind {} {}", binding.function, binding.passed)?;
                binding.arguments.iter().try_for_each(|argument| write!(f, ", {argument}"))
            }
        }
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.type_id, self.shape, self.watch)
    }
}

impl fmt::Display for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Receiver::Nothing => f.write_str("alone"),
            Receiver::Object => f.write_str("self"),
            Receiver::Class(class) => write!(f, "{class}"),
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Argument::Passed(index) => write!(f, "{index}"),
            Argument::Default(folded) => write!(f, "{folded}"),
            Argument::Rest(first, end) => write!(f, "{first}..{end}"),
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

fn parse_layout(words: &[&str]) -> Option<Layout> {
    let &[type_id, shape, watch] = words else { return None };
    Some(Layout { type_id: type_id.parse().ok()?, shape: shape.parse().ok()?, watch: watch.parse().ok()? })
}

fn parse_receiver(word: &str) -> Option<Receiver> {
    match word {
        "alone" => Some(Receiver::Nothing),
        "self" => Some(Receiver::Object),
        class => class.parse().ok().map(Receiver::Class),
    }
}

fn parse_argument(text: &str) -> Option<Argument> {
    if let Ok(index) = text.parse() {
        return Some(Argument::Passed(index));
    }
    if let Some((first, end)) = text.split_once("..") {
        return Some(Argument::Rest(first.parse().ok()?, end.parse().ok()?));
    }
    parse_folded(&text.split_whitespace().collect::<Vec<_>>()).map(Argument::Default)
}

fn parse_binding(text: &str) -> Option<Binding> {
    let mut parts = text.split(", ");
    let words: Vec<&str> = parts.next()?.split_whitespace().collect();
    let (passed, function) = words.split_last()?;
    let arguments = parts.map(parse_argument).collect::<Option<Vec<_>>>()?;
    Some(Binding { function: parse_folded(function)?, arguments, passed: passed.parse().ok()? })
}

fn parse_attribute(words: &[&str]) -> Option<Attribute> {
    match words {
        ["method", rest @ ..] => parse_folded(rest).map(Attribute::Method),
        ["field", type_id, shape, watch, place, next] => Some(Attribute::Field {
            layout: parse_layout(&[type_id, shape, watch])?,
            place: place.parse().ok()?,
            next: next.parse().ok()?,
        }),
        ["of", "class", type_id, shape, watch, receiver, rest @ ..] => Some(Attribute::OfClass {
            layout: parse_layout(&[type_id, shape, watch])?,
            receiver: parse_receiver(receiver)?,
            folded: parse_folded(rest)?,
        }),
        ["of", "object", object, receiver, rest @ ..] => Some(Attribute::OfObject {
            object: object.parse().ok()?,
            receiver: parse_receiver(receiver)?,
            folded: parse_folded(rest)?,
        }),
        ["property", type_id, shape, watch, rest @ ..] => Some(Attribute::Property {
            layout: parse_layout(&[type_id, shape, watch])?,
            getter: parse_folded(rest)?,
        }),
        ["attribute"] => Some(Attribute::Other),
        _ => None,
    }
}

fn parse_note(text: &str) -> Option<Note> {
    if let Some(binding) = text.strip_prefix("bind ") {
        return parse_binding(binding).map(Note::Bind);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["fold", rest @ ..] => parse_folded(rest).map(Note::Folded),
        ["construct", class, type_id, rest @ ..] => Some(Note::Construct(Construction {
            class: class.parse().ok()?,
            type_id: type_id.parse().ok()?,
            init: parse_folded(rest)?,
        })),
        words => parse_attribute(words).map(Note::Attribute),
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
c1@31 LOAD_ATTR 2 : other(264) -> float ; field 264 s1 w2 3 s1
c1@41 STORE_ATTR 2 : int other(264) ; attribute
c1@43 LOAD_ATTR 2 : other(264) ; of class 264 s1 w2 self k5 function(c2) w2
c1@45 LOAD_ATTR 2 : other(20) ; of object k6 alone k7 int w3
c1@47 LOAD_ATTR 2 : other(264) ; property 264 s1 w2 k8 function(c3) w2
c1@49 CALL 1 : builtin(other) null int ; construct k9 264 k10 function(c4) w2
c1@51 CALL 1 : function(c5) null int ; bind k11 function(c5) w4 0, 0, k12 int w4, 1..3
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
