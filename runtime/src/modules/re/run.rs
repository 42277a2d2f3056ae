//! Applying a pattern.

use std::sync::Arc;

use fancy_regex::{BytesMode, Captures, Regex, RegexBuilder, RegexInput};

use super::emit::{Variant, emit};
use super::pattern::Pattern;
use super::subject::{Data, Subject};
use crate::error::{PyResult, Raised};
use crate::object::Ref;
use crate::vm::Vm;

/// Steps back after which a match is given up.
const MOST_BACKTRACKS: usize = 100_000_000;

/// Bytes that a program may take.
const MOST_MEMORY: usize = 256 << 20;

/// Where a match may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Anywhere.
    Search,
    /// At the start.
    Match,
    /// From the start to the end.
    Full,
}

/// The parts of a match: that of the whole, then those of the groups.
pub(super) type Spans = Vec<Option<(usize, usize)>>;

/// Applies a pattern to a subject. With `advance` the match is not an empty one at the start.
pub(super) fn run(
    vm: &mut Vm,
    pattern: &Ref<Pattern>,
    subject: &Subject,
    mode: Mode,
    advance: bool,
) -> PyResult<Option<Spans>> {
    if subject.start > subject.end {
        return Ok(None);
    }
    let (ascii_text, last) = match subject.data() {
        Data::Text(text) => (text.is_ascii(), text.as_bytes()[..subject.end].last()),
        Data::Bytes(bytes) => (true, bytes[..subject.end].last()),
    };
    let variant = Variant { ascii_text, new_line: last == Some(&b'\n'), full: mode == Mode::Full, advance };
    let regex = program(vm, pattern, variant)?;
    let anchored = mode != Mode::Search;
    let groups = pattern.parsed().groups + 1;
    let found = match subject.data() {
        Data::Text(text) => {
            let input = RegexInput::new(&text[..subject.end]).from_pos(subject.start).anchored(anchored);
            regex.captures_input(input).map(|found| found.map(|found| text_spans(&found, groups)))
        }
        Data::Bytes(bytes) => {
            let input = RegexInput::new(&bytes[..subject.end]).from_pos(subject.start).anchored(anchored);
            regex.captures_input(input).map(|found| found.map(|found| byte_spans(&found, groups)))
        }
    };
    found.map_err(|error| vm.raise_runtime_error(format!("regular expression given up: {error}")))
}

fn text_spans(found: &Captures<'_, str>, groups: usize) -> Spans {
    (0..groups).map(|i| found.get(i).map(|part| (part.start(), part.end()))).collect()
}

fn byte_spans(found: &Captures<'_, [u8]>, groups: usize) -> Spans {
    (0..groups).map(|i| found.get(i).map(|part| (part.start(), part.end()))).collect()
}

/// The program of a variant, made when it is first wanted.
fn program(vm: &mut Vm, pattern: &Ref<Pattern>, variant: Variant) -> PyResult<Arc<Regex>> {
    let known = pattern.programs.0.borrow()[variant.index()].clone();
    if let Some(regex) = known {
        return Ok(regex);
    }
    let text = emit(&pattern.parsed().nodes, pattern.is_bytes(), variant);
    let mode = if pattern.is_bytes() { BytesMode::Ascii } else { BytesMode::Unicode };
    let made = RegexBuilder::new(&text)
        .bytes_mode(mode)
        .backtrack_limit(MOST_BACKTRACKS)
        .delegate_size_limit(MOST_MEMORY)
        .build();
    match made {
        Ok(regex) => {
            let regex = Arc::new(regex);
            pattern.programs.0.borrow_mut()[variant.index()] = Some(regex.clone());
            Ok(regex)
        }
        Err(error) => Err(unsupported(vm, pattern, &error.to_string())),
    }
}

#[cold]
fn unsupported(vm: &mut Vm, pattern: &Ref<Pattern>, reason: &str) -> Raised {
    let source = pattern.source.0.clone();
    super::pattern::raise_pattern_error(vm, &format!("pattern is not supported: {reason}"), &source, None)
}

/// Calls `each` with the matches from left to right until it says that it is enough. Behind an empty match the
/// next is not empty at the same place.
pub(super) fn each_match(
    vm: &mut Vm,
    pattern: &Ref<Pattern>,
    subject: &Subject,
    mut each: impl FnMut(&mut Vm, Spans) -> PyResult<bool>,
) -> PyResult<()> {
    let mut rest = subject.clone();
    let mut advance = false;
    while let Some(spans) = run(vm, pattern, &rest, Mode::Search, advance)? {
        let (start, end) = spans[0].unwrap_or_default();
        if !each(vm, spans)? {
            break;
        }
        vm.check_interrupt()?;
        (rest.start, advance) = (end, start == end);
    }
    Ok(())
}
