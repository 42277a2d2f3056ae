//! Changing and testing the case and the kind of characters.

use super::split::is_space;
use super::types::string;
use crate::class::is_identifier;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

fn mapped(vm: &mut Vm, args: &Arguments<'_>, map: fn(&str) -> String) -> PyResult {
    let text = map(string(&args[0]).as_str());
    Ok(vm.new_str(&text))
}

pub(super) fn upper(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    mapped(vm, args, str::to_uppercase)
}

pub(super) fn lower(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    mapped(vm, args, str::to_lowercase)
}

pub(super) fn casefold(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    mapped(vm, args, |text| {
        text.chars()
            .flat_map(|c| match c {
                'ß' | 'ẞ' => vec!['s', 's'],
                'ς' => vec!['σ'],
                c => c.to_lowercase().collect(),
            })
            .collect()
    })
}

pub(super) fn swapcase(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    mapped(vm, args, |text| {
        text.chars()
            .flat_map(|c| -> Vec<char> {
                if c.is_uppercase() { c.to_lowercase().collect() } else { c.to_uppercase().collect() }
            })
            .collect()
    })
}

/// A character's title case: its upper case, only the first of several letters large.
fn titled(c: char) -> String {
    let upper: Vec<char> = c.to_uppercase().collect();
    let rest = upper[1..].iter().flat_map(|c| c.to_lowercase());
    upper[..1].iter().copied().chain(rest).collect()
}

pub(super) fn capitalize(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    mapped(vm, args, |text| {
        let mut chars = text.chars();
        match chars.next() {
            Some(first) => titled(first) + &chars.as_str().to_lowercase(),
            None => String::new(),
        }
    })
}

fn is_cased(c: char) -> bool {
    c.is_uppercase() || c.is_lowercase()
}

pub(super) fn title(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    mapped(vm, args, |text| {
        let mut out = String::new();
        let mut inside = false;
        for c in text.chars() {
            if inside {
                out.extend(c.to_lowercase())
            } else {
                out.push_str(&titled(c))
            }
            inside = is_cased(c);
        }
        out
    })
}

fn tested(args: &Arguments<'_>, test: fn(&str) -> bool) -> PyResult {
    Ok(Value::from_bool(test(string(&args[0]).as_str())))
}

fn all(text: &str, test: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(test)
}

pub(super) fn isalpha(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| all(text, char::is_alphabetic))
}

pub(super) fn isalnum(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| all(text, char::is_alphanumeric))
}

pub(super) fn isdecimal(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| all(text, |c| crate::num::decimal_digit(c).is_some()))
}

pub(super) fn isdigit(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const SUPERSCRIPTS: &str = "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉①②③④⑤⑥⑦⑧⑨";
    tested(args, |text| all(text, |c| crate::num::decimal_digit(c).is_some() || SUPERSCRIPTS.contains(c)))
}

pub(super) fn isnumeric(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| all(text, char::is_numeric))
}

pub(super) fn isspace(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| all(text, is_space))
}

pub(super) fn isascii(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, str::is_ascii)
}

pub(super) fn isprintable(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| text.chars().all(genjit_bytecode::is_printable))
}

pub(super) fn isidentifier(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, is_identifier)
}

pub(super) fn isupper(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| text.chars().any(is_cased) && !text.chars().any(char::is_lowercase))
}

pub(super) fn islower(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| text.chars().any(is_cased) && !text.chars().any(char::is_uppercase))
}

pub(super) fn istitle(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    tested(args, |text| {
        let (mut inside, mut any) = (false, false);
        for c in text.chars() {
            if c.is_uppercase() && inside || c.is_lowercase() && !inside {
                return false;
            }
            inside = is_cased(c);
            any |= inside;
        }
        any
    })
}
