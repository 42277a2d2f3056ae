//! ASCII letters in bytes: tests and changes of case.

use super::view::own;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

fn changed(vm: &mut Vm, args: &Arguments<'_>, change: impl FnOnce(&mut Vec<u8>)) -> PyResult {
    let mut all = own(&args[0]).to_vec();
    change(&mut all);
    Ok(vm.new_bytes_like(&args[0], all))
}

pub(super) fn lower(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    changed(vm, args, |all| all.make_ascii_lowercase())
}

pub(super) fn upper(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    changed(vm, args, |all| all.make_ascii_uppercase())
}

pub(super) fn capitalize(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    changed(vm, args, |all| {
        all.make_ascii_lowercase();
        if let Some(first) = all.first_mut() {
            first.make_ascii_uppercase();
        }
    })
}

pub(super) fn swapcase(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    changed(vm, args, |all| {
        for byte in all {
            *byte ^= if byte.is_ascii_alphabetic() { 0x20 } else { 0 };
        }
    })
}

pub(super) fn title(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    changed(vm, args, |all| {
        let mut inside = false;
        for byte in all {
            *byte = if inside { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
            inside = byte.is_ascii_alphabetic();
        }
    })
}

/// Whether there is a byte and the test holds for all.
fn every(args: &Arguments<'_>, test: fn(&u8) -> bool) -> PyResult {
    let all = own(&args[0]);
    Ok(Value::from_bool(!all.is_empty() && all.iter().all(test)))
}

pub(super) fn isalnum(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    every(args, u8::is_ascii_alphanumeric)
}

pub(super) fn isalpha(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    every(args, u8::is_ascii_alphabetic)
}

pub(super) fn isascii(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(own(&args[0]).is_ascii()))
}

pub(super) fn isdigit(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    every(args, u8::is_ascii_digit)
}

pub(super) fn isspace(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    every(args, super::split::is_space)
}

/// Whether there are letters, all of this case.
fn cased(args: &Arguments<'_>, right: fn(&u8) -> bool, wrong: fn(&u8) -> bool) -> PyResult {
    let all = own(&args[0]);
    Ok(Value::from_bool(all.iter().any(right) && !all.iter().any(wrong)))
}

pub(super) fn islower(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    cased(args, u8::is_ascii_lowercase, u8::is_ascii_uppercase)
}

pub(super) fn isupper(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    cased(args, u8::is_ascii_uppercase, u8::is_ascii_lowercase)
}

pub(super) fn istitle(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (mut inside, mut any) = (false, false);
    for byte in own(&args[0]).iter() {
        if byte.is_ascii_uppercase() && inside || byte.is_ascii_lowercase() && !inside {
            return Ok(Value::FALSE);
        }
        inside = byte.is_ascii_alphabetic();
        any |= inside;
    }
    Ok(Value::from_bool(any))
}
