//! The text of exceptions: tracebacks with carets, causes and contexts, notes, suggestions.
//!
//! The text is that of CPython 3.14's `traceback` module. Printing runs code of the program (`__str__`,
//! attributes); what that raises is dropped, and a stand-in is shown.

use std::fmt::Write;

use genjit_bytecode::Position;

use super::carets::{self, Anchor, Anchors};
use super::group::{self, Boxes, members};
use super::syntax_text;
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::frame_view::FrameView;
use crate::object::Ref;
use crate::traceback::Traceback;
use crate::value::Value;
use crate::vm::Vm;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
const HEADER: &str = "Traceback (most recent call last):\n";

/// Equal entries of a traceback that are shown before they are only counted.
const SHOWN_REPEATS: usize = 3;

/// Exceptions of a chain that are shown.
const LONGEST_CHAIN: usize = 1000;

/// How an exception of a chain follows the one printed before it.
type Link = &'static str;

impl Vm {
    /// The text printed for an exception that nobody handled: its chain, tracebacks and message.
    pub fn format_exception(&mut self, exception: &Value) -> String {
        let mut out = Boxes::default();
        self.format_chain(exception, &mut out);
        out.text
    }

    /// An exception and, before it, what it came of.
    pub(super) fn format_chain(&mut self, exception: &Value, out: &mut Boxes) {
        for (exception, link) in chain(exception) {
            self.format_one(&exception, out);
            out.write(link);
        }
    }

    /// One exception of a chain.
    fn format_one(&mut self, exception: &Value, out: &mut Boxes) {
        let Some(object) = exception.downcast::<Exception>().cloned() else { return };
        if let Some(exceptions) = members(self, exception) {
            group::format(self, exception, &exceptions, out);
            return;
        }
        if let Some(traceback) = object.traceback.get() {
            out.write(HEADER);
            out.write(&self.format_traceback(&traceback, true));
        }
        out.write(&self.format_exception_only(exception));
    }

    /// The entries of a traceback, outermost first. `marks` are the carets, which CPython leaves out where
    /// nobody can catch the exception.
    pub(crate) fn format_traceback(&mut self, traceback: &Value, marks: bool) -> String {
        let mut text = String::new();
        let mut last: Option<(Ref<Traceback>, usize)> = None;
        let mut next = traceback.downcast::<Traceback>().cloned();
        while let Some(entry) = next {
            let count = match &last {
                Some((before, count)) if same_line(before, &entry) => count + 1,
                Some((_, count)) => {
                    repeats(&mut text, *count);
                    1
                }
                None => 1,
            };
            if count <= SHOWN_REPEATS {
                text += &self.format_entry(&entry, marks);
            }
            next = entry.next.get().and_then(|value| value.downcast::<Traceback>().cloned());
            last = Some((entry, count));
        }
        repeats(&mut text, last.map_or(0, |(_, count)| count));
        text
    }

    fn format_entry(&mut self, entry: &Ref<Traceback>, marks: bool) -> String {
        let Some(code) = frame_of(entry).and_then(|frame| frame.code()) else { return String::new() };
        let source = code.source();
        let line = entry.line().unwrap_or(0);
        let filename = crate::prompt::shown(&source.filename);
        let mut text = format!("  File \"{filename}\", line {line}, in {}\n", source.name);
        let mut position = source.position_at(entry.lasti.get() as usize);
        if position.line != Some(line) || !marks {
            position = Position { line: Some(line), ..Position::NONE };
        }
        if let Some(lines) = self.source_text(&source.filename) {
            text += &carets::excerpt(&lines, position, &SourceAnchors);
        }
        text
    }

    /// The lines of a position with carets below.
    pub(crate) fn source_excerpt(&mut self, lines: &str, position: Position) -> String {
        carets::excerpt(lines, position, &SourceAnchors)
    }

    /// The last lines: class and message, for syntax errors the place, and notes.
    pub fn format_exception_only(&mut self, exception: &Value) -> String {
        let name = self.full_type_name(exception);
        let mut text = if self.is_exception_of(exception, ExceptionKind::SyntaxError) {
            syntax_text::format(self, exception, &name)
        } else {
            match self.exception_message(exception) {
                message if message.is_empty() => format!("{name}\n"),
                message => format!("{name}: {message}\n"),
            }
        };
        self.format_notes(exception, &mut text);
        text
    }

    /// The qualified name of an object's class; with its module, unless that goes without saying.
    pub(crate) fn full_type_name(&mut self, object: &Value) -> String {
        let class = self.class_of(object);
        let qualname = class.qualname_text();
        let key = self.names.__module__.clone();
        match self.find_attr(class.value(), &key) {
            Ok(Some(module)) => match module.as_str() {
                Some("__main__" | "builtins") => qualname,
                Some(module) => format!("{module}.{qualname}"),
                None => format!("<unknown>.{qualname}"),
            },
            Ok(None) => qualname,
            Err(raised) => {
                drop(self.take_raised(raised));
                qualname
            }
        }
    }

    /// `str(exception)`, with a suggestion where a name was misspelt.
    fn exception_message(&mut self, exception: &Value) -> String {
        let mut message = match self.str_string(exception) {
            Ok(text) => text,
            Err(raised) => {
                drop(self.take_raised(raised));
                "<exception str() failed>".to_owned()
            }
        };
        message += &super::hints::hint(self, exception);
        message
    }

    fn format_notes(&mut self, exception: &Value, text: &mut String) {
        let key = self.names.__notes__.clone();
        let notes = match self.find_attr(exception, &key) {
            Ok(Some(notes)) => notes,
            Ok(None) => return,
            Err(raised) => return drop(self.take_raised(raised)),
        };
        let Some(items) = notes.as_list().map(|list| list.snapshot()) else {
            let shown = self.safe_text(&notes, true, "__notes__");
            let _ = writeln!(text, "{shown}");
            return;
        };
        for note in items {
            let note = self.safe_text(&note, false, "note");
            for line in note.split('\n') {
                let _ = writeln!(text, "{line}");
            }
        }
    }

    /// `str` or `repr` of a value, or a stand-in.
    fn safe_text(&mut self, value: &Value, repr: bool, what: &str) -> String {
        let text = if repr { self.repr_string(value) } else { self.str_string(value) };
        text.unwrap_or_else(|raised| {
            drop(self.take_raised(raised));
            format!("<{what} {}() failed>", if repr { "repr" } else { "str" })
        })
    }
}

/// The exceptions to print, first the one that happened first, each with the words that follow it.
fn chain(exception: &Value) -> Vec<(Value, Link)> {
    let mut found: Vec<(Value, Link)> = vec![(exception.clone(), "")];
    while found.len() < LONGEST_CHAIN {
        let Some(object) = found.last().and_then(|(last, _)| last.downcast::<Exception>()) else { break };
        let (next, link) = match object.cause.get() {
            Some(cause) => (Some(cause), CAUSE),
            None if object.suppress_context.get() => (None, ""),
            None => (object.context.get(), CONTEXT),
        };
        match next {
            Some(next) if found.iter().all(|(seen, _)| !seen.is(&next)) => found.push((next, link)),
            _ => break,
        }
    }
    found.reverse();
    found
}

fn same_line(a: &Ref<Traceback>, b: &Ref<Traceback>) -> bool {
    let code = |entry: &Ref<Traceback>| frame_of(entry).and_then(|frame| frame.code());
    match (code(a), code(b)) {
        (Some(x), Some(y)) => {
            let (x, y) = (x.source(), y.source());
            a.line() == b.line() && x.filename == y.filename && x.name == y.name
        }
        _ => false,
    }
}

fn repeats(text: &mut String, count: usize) {
    if count > SHOWN_REPEATS {
        let more = count - SHOWN_REPEATS;
        let plural = if more > 1 { "s" } else { "" };
        let _ = writeln!(text, "  [Previous line repeated {more} more time{plural}]");
    }
}

/// The frame of a traceback entry.
pub(super) fn frame_of(entry: &Ref<Traceback>) -> Option<Ref<FrameView>> {
    entry.frame.get()?.downcast::<FrameView>().cloned()
}

/// The innermost frame of an exception's traceback.
pub(super) fn innermost_frame(exception: &Ref<Exception>) -> Option<Ref<FrameView>> {
    let mut entry = exception.traceback.get()?.downcast::<Traceback>()?.clone();
    while let Some(next) = entry.next.get().and_then(|value| value.downcast::<Traceback>().cloned()) {
        entry = next;
    }
    frame_of(&entry)
}

/// The names and text fields of exceptions.
pub(super) fn text_field(exception: &Ref<Exception>, index: usize) -> Option<String> {
    debug_assert!(index < field::COUNT);
    exception.fields[index].get()?.as_str().map(str::to_owned)
}

/// Anchors found by the compiler's parser.
struct SourceAnchors;

#[cfg(feature = "compiler")]
impl Anchors for SourceAnchors {
    fn anchor(&self, segment: &str) -> Option<Anchor> {
        let (start, end) = genjit_compiler::anchor::anchor(segment)?;
        Some(Anchor { start, end })
    }

    fn is_plain_call(&self, lines: &str, start: usize, end: usize) -> bool {
        genjit_compiler::anchor::is_plain_call(lines, start, end)
    }
}

#[cfg(not(feature = "compiler"))]
impl Anchors for SourceAnchors {
    fn anchor(&self, _segment: &str) -> Option<Anchor> {
        None
    }

    fn is_plain_call(&self, _lines: &str, _start: usize, _end: usize) -> bool {
        false
    }
}
