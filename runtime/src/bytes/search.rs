//! Finding, counting and testing parts of bytes.

use super::view::{byte, expect_bytes, find_part, own, rfind_part};
use crate::error::{PyResult, Raised};
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

/// What is looked for: a part, or one byte given as an int.
fn wanted(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(part) = value.bytes_like() {
        return Ok(part.to_vec());
    }
    if vm.has_index(value) {
        return Ok(vec![byte(vm, value)?]);
    }
    let name = vm.type_name(value);
    Err(vm.raise_type_error(format!("argument should be integer or bytes-like object, not '{name}'")))
}

/// The range that the arguments `start` and `end` give; nothing where it begins behind the end.
fn range(vm: &mut Vm, args: &Arguments<'_>, len: usize) -> PyResult<Option<(usize, usize)>> {
    let start = vm.slice_bound(args.get(2), 0)?;
    let end = vm.slice_bound(args.get(3), i64::MAX)?;
    let len = len as i64;
    let resolve = |bound: i64| if bound < 0 { (bound + len).max(0) } else { bound };
    let (start, end) = (resolve(start), resolve(end).min(len));
    Ok((start <= end && start <= len).then_some((start as usize, end as usize)))
}

/// Where the wanted part is, from the front or the back.
fn locate(
    vm: &mut Vm,
    args: &Arguments<'_>,
    find: fn(&[u8], &[u8]) -> Option<usize>,
) -> PyResult<Option<usize>> {
    let len = own(&args[0]).len();
    let range = range(vm, args, len)?;
    let part = wanted(vm, &args[1])?;
    let Some((start, end)) = range else { return Ok(None) };
    let all = own(&args[0]);
    Ok(find(all.get(start..end).unwrap_or_default(), &part).map(|at| at + start))
}

fn index_or_minus(vm: &mut Vm, found: Option<usize>) -> Value {
    found.map_or(Value::from_small(-1), |at| vm.int_from_usize(at))
}

#[cold]
fn not_found(vm: &mut Vm) -> Raised {
    vm.raise_value_error("subsection not found")
}

pub(super) fn find(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = locate(vm, args, find_part)?;
    Ok(index_or_minus(vm, found))
}

pub(super) fn rfind(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = locate(vm, args, rfind_part)?;
    Ok(index_or_minus(vm, found))
}

pub(super) fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match locate(vm, args, find_part)? {
        Some(at) => Ok(vm.int_from_usize(at)),
        None => Err(not_found(vm)),
    }
}

pub(super) fn rindex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match locate(vm, args, rfind_part)? {
        Some(at) => Ok(vm.int_from_usize(at)),
        None => Err(not_found(vm)),
    }
}

pub(super) fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let len = own(&args[0]).len();
    let range = range(vm, args, len)?;
    let part = wanted(vm, &args[1])?;
    let Some((start, end)) = range else { return Ok(Value::from_small(0)) };
    let all = own(&args[0]);
    let mut rest = all.get(start..end).unwrap_or_default();
    if part.is_empty() {
        return Ok(vm.int_from_usize(rest.len() + 1));
    }
    let mut count = 0;
    while let Some(at) = find_part(rest, &part) {
        count += 1;
        rest = &rest[at + part.len()..];
    }
    Ok(vm.int(count))
}

/// `startswith` and `endswith`.
fn affix(vm: &mut Vm, args: &Arguments<'_>, name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let is_tuple = args[1].as_tuple().is_some();
    let candidates = if is_tuple { vm.tuple_items(&args[1]) } else { vec![args[1].clone()] };
    let len = own(&args[0]).len();
    let range = range(vm, args, len)?;
    for candidate in &candidates {
        if !is_tuple && candidate.bytes_like().is_none() {
            let found = vm.type_name(candidate);
            let message = format!("{name} first arg must be bytes or a tuple of bytes, not {found}");
            return Err(vm.raise_type_error(message));
        }
        let part = expect_bytes(vm, candidate)?;
        let all = own(&args[0]);
        if range.is_some_and(|(start, end)| all.get(start..end).is_some_and(|all| test(all, &part))) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn startswith(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    affix(vm, args, "startswith", |all, part| all.starts_with(part))
}

pub(super) fn endswith(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    affix(vm, args, "endswith", |all, part| all.ends_with(part))
}

pub(super) fn replace(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    expect_bytes(vm, &args[1])?;
    expect_bytes(vm, &args[2])?;
    let most = match args.get(3) {
        Some(most) => usize::try_from(vm.index_i64(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let replaced = {
        let (old, new) = (expect_bytes(vm, &args[1])?, expect_bytes(vm, &args[2])?);
        replaced(&own(&args[0]), &old, &new, most)
    };
    Ok(vm.new_bytes_like(&args[0], replaced))
}

fn replaced(all: &[u8], old: &[u8], new: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(all.len());
    if old.is_empty() {
        // Before each byte, and behind the last.
        for (at, &byte) in all.iter().enumerate() {
            if at < most {
                out.extend_from_slice(new);
            }
            out.push(byte);
        }
        if all.len() < most {
            out.extend_from_slice(new);
        }
        return out;
    }
    let (mut rest, mut done) = (all, 0);
    while done < most
        && let Some(at) = find_part(rest, old)
    {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        rest = &rest[at + old.len()..];
        done += 1;
    }
    out.extend_from_slice(rest);
    out
}

pub(super) fn removeprefix(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let rest = {
        let (all, part) = (own(&args[0]), expect_bytes(vm, &args[1])?);
        all.strip_prefix(&*part).unwrap_or(&all).to_vec()
    };
    Ok(vm.new_bytes_like(&args[0], rest))
}

pub(super) fn removesuffix(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let rest = {
        let (all, part) = (own(&args[0]), expect_bytes(vm, &args[1])?);
        all.strip_suffix(&*part).unwrap_or(&all).to_vec()
    };
    Ok(vm.new_bytes_like(&args[0], rest))
}
