//! Searching in strings: positions are code points outside, bytes inside.

use super::Str;
use super::types::string;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// Whether `part` occurs in `text`.
pub(super) fn contains(text: &str, part: &str) -> bool {
    text.contains(part)
}

/// The part of the string between the optional bounds `args[2]` and `args[3]`, in bytes, and whether
/// the start lies within the string.
struct Window {
    start: usize,
    stop: usize,
    empty: bool,
}

fn window(vm: &mut Vm, text: &Ref<Str>, args: &Arguments<'_>) -> PyResult<Window> {
    let len = text.chars() as i64;
    let mut bound = |at: usize, default: i64| -> PyResult<i64> {
        let index = vm.slice_bound(args.get(at), default)?;
        Ok(if index < 0 { index.saturating_add(len).max(0) } else { index })
    };
    let (start, stop) = (bound(2, 0)?, bound(3, i64::MAX)?.min(len));
    let empty = start > stop;
    let start_offset = text.offset(start.min(len) as usize);
    let stop_offset = if empty { start_offset } else { text.offset(stop as usize) };
    Ok(Window { start: start_offset, stop: stop_offset, empty })
}

fn needle<'a>(vm: &mut Vm, args: &'a Arguments<'_>, method: &str) -> PyResult<&'a str> {
    match args[1].as_str() {
        Some(text) => Ok(text),
        None => {
            let name = vm.type_name_or_none(&args[1]);
            Err(vm.raise_type_error(format!("{method}() argument 1 must be str, not {name}")))
        }
    }
}

fn search(vm: &mut Vm, args: &Arguments<'_>, method: &str, backwards: bool) -> PyResult<Option<usize>> {
    let part = needle(vm, args, method)?;
    let text = string(&args[0]);
    let window = window(vm, text, args)?;
    if window.empty {
        return Ok(None);
    }
    let searched = &text.as_str()[window.start..window.stop];
    let found = if backwards { searched.rfind(part) } else { searched.find(part) };
    Ok(found.map(|offset| text.index_of_offset(window.start + offset)))
}

fn position(vm: &mut Vm, found: Option<usize>, required: bool) -> PyResult {
    match found {
        Some(at) => Ok(vm.int_from_usize(at)),
        None if required => Err(vm.raise_value_error("substring not found")),
        None => Ok(Value::from_small(-1)),
    }
}

pub(super) fn find(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = search(vm, args, "find", false)?;
    position(vm, found, false)
}

pub(super) fn rfind(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = search(vm, args, "rfind", true)?;
    position(vm, found, false)
}

pub(super) fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = search(vm, args, "index", false)?;
    position(vm, found, true)
}

pub(super) fn rindex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = search(vm, args, "rindex", true)?;
    position(vm, found, true)
}

pub(super) fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let part = needle(vm, args, "count")?;
    let text = string(&args[0]);
    let window = window(vm, text, args)?;
    if window.empty {
        return Ok(Value::from_small(0));
    }
    let searched = &text.as_str()[window.start..window.stop];
    let count = if part.is_empty() { super::char_count(searched) + 1 } else { count_parts(searched, part) };
    Ok(vm.int_from_usize(count))
}

/// How often a part occurs, without overlaps.
fn count_parts(text: &str, part: &str) -> usize {
    let (mut rest, mut count) = (text.as_bytes(), 0);
    while let Some(at) = crate::bytes::find_part(rest, part.as_bytes()) {
        count += 1;
        rest = &rest[at + part.len()..];
    }
    count
}

/// `startswith` and `endswith`: one text or a tuple of texts.
fn affix(vm: &mut Vm, args: &Arguments<'_>, method: &str, test: fn(&str, &str) -> bool) -> PyResult {
    let text = string(&args[0]);
    if let [_, part] = args.positionals()
        && let Some(part) = part.as_str()
    {
        return Ok(Value::from_bool(test(text.as_str(), part)));
    }
    let window = window(vm, text, args)?;
    let candidates = match (&args[1], args[1].as_tuple()) {
        (_, Some(tuple)) => tuple.items().to_vec(),
        (one, None) if one.as_str().is_some() => vec![one.clone()],
        (other, None) => {
            let name = vm.type_name(other);
            return Err(
                vm.raise_type_error(format!("{method} first arg must be str or a tuple of str, not {name}"))
            );
        }
    };
    let searched = &text.as_str()[window.start..window.stop];
    for candidate in &candidates {
        let Some(part) = candidate.as_str() else {
            let name = vm.type_name(candidate);
            return Err(vm.raise_type_error(format!("tuple for {method} must only contain str, not {name}")));
        };
        if !window.empty && test(searched, part) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn startswith(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    affix(vm, args, "startswith", |text, part| text.starts_with(part))
}

pub(super) fn endswith(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    affix(vm, args, "endswith", |text, part| text.ends_with(part))
}

fn text_argument<'a>(vm: &mut Vm, args: &'a Arguments<'_>, at: usize, method: &str) -> PyResult<&'a str> {
    match args[at].as_str() {
        Some(text) => Ok(text),
        None => {
            let name = vm.type_name_or_none(&args[at]);
            Err(vm.raise_type_error(format!("{method}() argument {at} must be str, not {name}")))
        }
    }
}

pub(super) fn replace(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const COUNT: crate::native::Parameters<3> = crate::native::Parameters {
        function: "replace",
        names: ["", "", "count"],
        required: 2,
        positional: 3,
    };
    let [_, _, count] = args.rest().bind(vm, &COUNT)?;
    let (old, new) = (text_argument(vm, args, 1, "replace")?, text_argument(vm, args, 2, "replace")?);
    let text = string(&args[0]).as_str();
    let count = match count {
        Some(count) => vm.index_i64(&count)?,
        None => -1,
    };
    let replaced = match usize::try_from(count) {
        Ok(count) => text.replacen(old, new, count),
        Err(_) => text.replace(old, new),
    };
    Ok(vm.new_str(&replaced))
}

pub(super) fn removeprefix(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let part = vm.expect_text(&args[1], "removeprefix() argument")?;
    let text = string(&args[0]).as_str();
    Ok(vm.new_str(text.strip_prefix(part).unwrap_or(text)))
}

pub(super) fn removesuffix(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let part = vm.expect_text(&args[1], "removesuffix() argument")?;
    let text = string(&args[0]).as_str();
    Ok(vm.new_str(text.strip_suffix(part).unwrap_or(text)))
}
