//! Splitting, joining, stripping and padding.

use super::types::string;
use super::{Str, char_count};
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

/// Whether `str.isspace` holds for the character.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

fn strings(vm: &mut Vm, parts: Vec<&str>) -> PyResult {
    let items = parts.into_iter().map(|part| vm.new_str(part)).collect();
    Ok(vm.new_list(items))
}

/// `sep` and `maxsplit` of `split` and `rsplit`.
fn split_arguments(
    vm: &mut Vm,
    args: &Arguments<'_>,
    function: &'static str,
) -> PyResult<(Option<Value>, usize)> {
    let parameters = Parameters { function, names: ["sep", "maxsplit"], required: 0, positional: 2 };
    let [separator, most] = args.rest().bind(vm, &parameters)?;
    let most = match most {
        Some(most) => vm.index_i64(&most)?,
        None => -1,
    };
    let separator = separator.filter(|separator| !separator.is_none());
    if let Some(separator) = &separator {
        match separator.as_str() {
            Some("") => return Err(vm.raise_value_error("empty separator")),
            Some(_) => {}
            None => {
                let name = vm.type_name(separator);
                return Err(vm.raise_type_error(format!("must be str or None, not {name}")));
            }
        }
    }
    Ok((separator, usize::try_from(most).unwrap_or(usize::MAX)))
}

pub(super) fn split(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (separator, most) = split_arguments(vm, args, "split")?;
    let text = string(&args[0]).as_str();
    let parts = match separator.as_ref().and_then(|separator| separator.as_str()) {
        Some(separator) => text.splitn(most.saturating_add(1), separator).collect(),
        None => split_words(text, most),
    };
    strings(vm, parts)
}

fn split_words(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

pub(super) fn rsplit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (separator, most) = split_arguments(vm, args, "rsplit")?;
    let text = string(&args[0]).as_str();
    let mut parts: Vec<&str> = match separator.as_ref().and_then(|separator| separator.as_str()) {
        Some(separator) => text.rsplitn(most.saturating_add(1), separator).collect(),
        None => rsplit_words(text, most),
    };
    parts.reverse();
    strings(vm, parts)
}

fn rsplit_words(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let start =
            rest.char_indices().rev().find(|&(_, c)| is_space(c)).map_or(0, |(at, c)| at + c.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts
}

pub(super) fn splitlines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const KEEPENDS: Parameters<1> =
        Parameters { function: "splitlines", names: ["keepends"], required: 0, positional: 1 };
    let [keep] = args.rest().bind(vm, &KEEPENDS)?;
    let keep = matches!(keep, Some(keep) if vm.truth(&keep)?);
    let text = string(&args[0]).as_str();
    let ascii = string(&args[0]).is_ascii();
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let is_break = |c: char| {
            matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
        };
        let found = if ascii {
            let is_byte_break = |byte: &u8| matches!(byte, b'\n'..=b'\r' | 0x1c..=0x1e);
            rest.as_bytes().iter().position(is_byte_break).map(|at| (at, char::from(rest.as_bytes()[at])))
        } else {
            rest.char_indices().find(|&(_, c)| is_break(c))
        };
        let Some((end, c)) = found else {
            parts.push(rest);
            break;
        };
        let behind = if rest[end..].starts_with("\r\n") { end + 2 } else { end + c.len_utf8() };
        parts.push(&rest[..if keep { behind } else { end }]);
        rest = &rest[behind..];
    }
    strings(vm, parts)
}

fn separator<'a>(vm: &mut Vm, args: &'a Arguments<'_>) -> PyResult<&'a str> {
    match args[1].as_str() {
        Some("") => Err(vm.raise_value_error("empty separator")),
        Some(text) => Ok(text),
        None => {
            let name = vm.type_name(&args[1]);
            Err(vm.raise_type_error(format!("must be str, not {name}")))
        }
    }
}

pub(super) fn partition(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let separator = separator(vm, args)?;
    let text = string(&args[0]).as_str();
    let parts = match text.split_once(separator) {
        Some((before, behind)) => [before, separator, behind],
        None => [text, "", ""],
    };
    let parts = parts.iter().map(|part| vm.new_str(part)).collect();
    Ok(vm.new_tuple(parts))
}

pub(super) fn rpartition(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let separator = separator(vm, args)?;
    let text = string(&args[0]).as_str();
    let parts = match text.rsplit_once(separator) {
        Some((before, behind)) => [before, separator, behind],
        None => ["", "", text],
    };
    let parts = parts.iter().map(|part| vm.new_str(part)).collect();
    Ok(vm.new_tuple(parts))
}

pub(super) fn join(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    // Nothing runs while strings are joined, so that a list needs no copy.
    if let Some(list) = args[1].as_list().filter(|_| args[1].type_id() == crate::types::id::LIST) {
        return vm.join_strings(&args[0], list.items());
    }
    let items = vm.collect_list(&args[1], "can only join an iterable")?;
    vm.join_strings(&args[0], &items)
}

impl Vm {
    /// The argument of `expandtabs`; 0 where tabs are left out.
    pub(crate) fn tab_size(&mut self, args: &Arguments<'_>) -> PyResult<usize> {
        const TABSIZE: Parameters<1> =
            Parameters { function: "expandtabs", names: ["tabsize"], required: 0, positional: 1 };
        let [size] = args.rest().bind(self, &TABSIZE)?;
        let size = match size {
            Some(size) => self.index_c_int(&size)?,
            None => 8,
        };
        Ok(usize::try_from(size).unwrap_or(0))
    }

    /// `separator.join(items)`
    pub(crate) fn join_strings(&mut self, separator: &Value, items: &[Value]) -> PyResult {
        if let [only] = items
            && only.is_a::<Str>()
        {
            return Ok(only.clone());
        }
        let separator = separator.as_str().unwrap_or_default();
        let mut pieces = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            match item.as_str_object() {
                Some(text) => pieces.push(text),
                None => {
                    let name = self.type_name(item);
                    return Err(self.raise_type_error(format!(
                        "sequence item {at}: expected str instance, {name} found"
                    )));
                }
            }
        }
        Ok(Str::joined(&mut self.heap, separator, &pieces).into_value())
    }
}

/// `strip` and its one-sided forms.
fn stripped(vm: &mut Vm, args: &Arguments<'_>, method: &str, left: bool, right: bool) -> PyResult {
    let this = string(&args[0]);
    let set: Option<Vec<char>> = match args.get(1) {
        None => None,
        Some(set) if set.is_none() => None,
        Some(set) => match set.as_str() {
            Some(set) => Some(set.chars().collect()),
            None => {
                return Err(vm.raise_type_error(format!("{method} arg must be None or str")));
            }
        },
    };
    let goes = |c: char| set.as_ref().map_or_else(|| is_space(c), |set| set.contains(&c));
    let mut text = this.as_str();
    if left {
        text = text.trim_start_matches(goes);
    }
    if right {
        text = text.trim_end_matches(goes);
    }
    if text.len() == this.as_str().len() {
        return Ok(this.value().clone());
    }
    Ok(vm.new_str(text))
}

pub(super) fn strip(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    stripped(vm, args, "strip", true, true)
}

pub(super) fn lstrip(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    stripped(vm, args, "lstrip", true, false)
}

pub(super) fn rstrip(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    stripped(vm, args, "rstrip", false, true)
}

/// Pads to a width; `left` says how much of the missing goes to the left.
fn padded(vm: &mut Vm, args: &Arguments<'_>, left: fn(usize, usize) -> usize) -> PyResult {
    let this = string(&args[0]).clone();
    let width = vm.index_i64(&args[1])?;
    let fill = match args.get(2) {
        None => ' ',
        Some(fill) => match fill.as_str().map(|fill| fill.chars().collect::<Vec<_>>()) {
            Some(chars) if chars.len() == 1 => chars[0],
            Some(_) => {
                return Err(vm.raise_type_error("The fill character must be exactly one character long"));
            }
            None => {
                let name = vm.type_name(fill);
                return Err(vm.raise_type_error(format!(
                    "The fill character must be a unicode character, not {name}"
                )));
            }
        },
    };
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(this.chars());
    if missing == 0 {
        return Ok(this.into_value());
    }
    if missing >= 1 << 32 {
        return Err(vm.raise_memory_error(""));
    }
    let left = left(missing, width as usize);
    let fill = |count: usize| std::iter::repeat_n(fill, count);
    let text: String = fill(left).chain(this.as_str().chars()).chain(fill(missing - left)).collect();
    Ok(vm.new_str(&text))
}

pub(super) fn ljust(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    padded(vm, args, |_, _| 0)
}

pub(super) fn rjust(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    padded(vm, args, |missing, _| missing)
}

pub(super) fn center(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    // Odd padding of an odd width goes to the left.
    padded(vm, args, |missing, width| missing / 2 + (missing & width & 1))
}

pub(super) fn zfill(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = string(&args[0]).as_str();
    let width = vm.index_i64(&args[1])?;
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(char_count(text));
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (&text[..1], rest),
        None => ("", text),
    };
    Ok(vm.new_str(&format!("{sign}{}{digits}", "0".repeat(missing))))
}

pub(super) fn expandtabs(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = vm.tab_size(args)?;
    let mut out = String::new();
    let mut column = 0;
    for c in string(&args[0]).as_str().chars() {
        match c {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            c => {
                out.push(c);
                column += 1;
            }
        }
    }
    Ok(vm.new_str(&out))
}
