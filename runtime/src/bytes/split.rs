//! Splitting, joining, stripping and padding bytes.

use super::view::{expect_bytes, find_part, own, rfind_part};
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

/// ASCII white space, the vertical tab included.
pub(super) fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

fn objects(vm: &mut Vm, like: &Value, parts: Vec<Vec<u8>>) -> Vec<Value> {
    parts.into_iter().map(|part| vm.new_bytes_like(like, part)).collect()
}

fn split_arguments(
    vm: &mut Vm,
    args: &Arguments<'_>,
    function: &'static str,
) -> PyResult<(Option<Vec<u8>>, usize)> {
    let parameters = Parameters { function, names: ["sep", "maxsplit"], required: 0, positional: 2 };
    let [separator, most] = args.rest().bind(vm, &parameters)?;
    let most = match most {
        Some(most) => usize::try_from(vm.index_i64(&most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let Some(separator) = separator.filter(|separator| !separator.is_none()) else { return Ok((None, most)) };
    let separator = expect_bytes(vm, &separator)?.to_vec();
    if separator.is_empty() {
        return Err(vm.raise_value_error("empty separator"));
    }
    Ok((Some(separator), most))
}

fn trim_start(all: &[u8]) -> &[u8] {
    &all[all.iter().position(|byte| !is_space(byte)).unwrap_or(all.len())..]
}

fn trim_end(all: &[u8]) -> &[u8] {
    &all[..all.iter().rposition(|byte| !is_space(byte)).map_or(0, |at| at + 1)]
}

pub(super) fn split(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (separator, most) = split_arguments(vm, args, "split")?;
    let parts = {
        let all = own(&args[0]);
        let (mut rest, mut parts) = (&*all, Vec::new());
        match separator {
            None => {
                rest = trim_start(rest);
                while !rest.is_empty() && parts.len() < most {
                    let end = rest.iter().position(is_space).unwrap_or(rest.len());
                    parts.push(rest[..end].to_vec());
                    rest = trim_start(&rest[end..]);
                }
                parts.extend((!rest.is_empty()).then(|| rest.to_vec()));
            }
            Some(separator) => {
                while parts.len() < most
                    && let Some(at) = find_part(rest, &separator)
                {
                    parts.push(rest[..at].to_vec());
                    rest = &rest[at + separator.len()..];
                }
                parts.push(rest.to_vec());
            }
        }
        parts
    };
    let items = objects(vm, &args[0], parts);
    Ok(vm.new_list(items))
}

pub(super) fn rsplit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (separator, most) = split_arguments(vm, args, "rsplit")?;
    let mut parts = {
        let all = own(&args[0]);
        let (mut rest, mut parts) = (&*all, Vec::new());
        match separator {
            None => {
                rest = trim_end(rest);
                while !rest.is_empty() && parts.len() < most {
                    let start = rest.iter().rposition(is_space).map_or(0, |at| at + 1);
                    parts.push(rest[start..].to_vec());
                    rest = trim_end(&rest[..start]);
                }
                parts.extend((!rest.is_empty()).then(|| rest.to_vec()));
            }
            Some(separator) => {
                while parts.len() < most
                    && let Some(at) = rfind_part(rest, &separator)
                {
                    parts.push(rest[at + separator.len()..].to_vec());
                    rest = &rest[..at];
                }
                parts.push(rest.to_vec());
            }
        }
        parts
    };
    parts.reverse();
    let items = objects(vm, &args[0], parts);
    Ok(vm.new_list(items))
}

pub(super) fn splitlines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const KEEPENDS: Parameters<1> =
        Parameters { function: "splitlines", names: ["keepends"], required: 0, positional: 1 };
    let [keep] = args.rest().bind(vm, &KEEPENDS)?;
    let keep = matches!(keep, Some(keep) if vm.truth(&keep)?);
    let parts = {
        let all = own(&args[0]);
        let (mut rest, mut parts) = (&*all, Vec::new());
        while !rest.is_empty() {
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
            let behind = if rest[end..].starts_with(b"\r\n") { end + 2 } else { (end + 1).min(rest.len()) };
            parts.push(rest[..if keep { behind } else { end }].to_vec());
            rest = &rest[behind..];
        }
        parts
    };
    let items = objects(vm, &args[0], parts);
    Ok(vm.new_list(items))
}

fn partitioned(
    vm: &mut Vm,
    args: &Arguments<'_>,
    find: fn(&[u8], &[u8]) -> Option<usize>,
    rest_first: bool,
) -> PyResult {
    let separator = expect_bytes(vm, &args[1])?.to_vec();
    if separator.is_empty() {
        return Err(vm.raise_value_error("empty separator"));
    }
    let parts = {
        let all = own(&args[0]);
        match find(&all, &separator) {
            Some(at) => {
                let (before, behind) = (all[..at].to_vec(), all[at + separator.len()..].to_vec());
                vec![before, separator, behind]
            }
            None if rest_first => vec![all.to_vec(), Vec::new(), Vec::new()],
            None => vec![Vec::new(), Vec::new(), all.to_vec()],
        }
    };
    let items = objects(vm, &args[0], parts);
    Ok(vm.new_tuple(items))
}

pub(super) fn partition(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    partitioned(vm, args, find_part, true)
}

pub(super) fn rpartition(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    partitioned(vm, args, rfind_part, false)
}

pub(super) fn join(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let items = vm.collect_list(&args[1], "can only join an iterable")?;
    let mut all = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            all.extend_from_slice(&own(&args[0]));
        }
        match item.bytes_like() {
            Some(part) => all.extend_from_slice(&part),
            None => {
                let name = vm.type_name(item);
                let message = format!("sequence item {at}: expected a bytes-like object, {name} found");
                return Err(vm.raise_type_error(message));
            }
        }
    }
    Ok(vm.new_bytes_like(&args[0], all))
}

/// `strip` and its one-sided forms.
fn stripped(vm: &mut Vm, args: &Arguments<'_>, left: bool, right: bool) -> PyResult {
    let set = match args.get(1) {
        Some(set) if !set.is_none() => expect_bytes(vm, set)?.to_vec(),
        _ => b" \t\n\r\x0b\x0c".to_vec(),
    };
    let stripped = {
        let all = own(&args[0]);
        let mut all = &*all;
        while left && all.first().is_some_and(|byte| set.contains(byte)) {
            all = &all[1..];
        }
        while right && all.last().is_some_and(|byte| set.contains(byte)) {
            all = &all[..all.len() - 1];
        }
        all.to_vec()
    };
    Ok(vm.new_bytes_like(&args[0], stripped))
}

pub(super) fn strip(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    stripped(vm, args, true, true)
}

pub(super) fn lstrip(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    stripped(vm, args, true, false)
}

pub(super) fn rstrip(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    stripped(vm, args, false, true)
}

/// Pads to a width; `left` says how much of the missing goes to the left.
fn padded(vm: &mut Vm, args: &Arguments<'_>, name: &str, left: fn(usize, usize) -> usize) -> PyResult {
    let width = vm.index_i64(&args[1])?;
    let fill = match args.get(2) {
        None => b' ',
        Some(fill) => match fill.bytes_like().map(|fill| fill.to_vec()).as_deref() {
            Some(&[fill]) => fill,
            Some(fill) => {
                let (kind, length) = (vm.type_name(&args[2]), fill.len());
                return Err(vm.raise_type_error(format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {kind} object of length {length}"
                )));
            }
            None => {
                let found = vm.type_name_or_none(fill);
                return Err(vm.raise_type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {found}"
                )));
            }
        },
    };
    let mut all = own(&args[0]).to_vec();
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(all.len());
    if missing >= 1 << 36 {
        return Err(vm.raise_memory_error(""));
    }
    if missing > 0 {
        let before = left(missing, width as usize);
        all.splice(0..0, std::iter::repeat_n(fill, before));
        all.extend(std::iter::repeat_n(fill, missing - before));
    }
    Ok(vm.new_bytes_like(&args[0], all))
}

pub(super) fn ljust(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    padded(vm, args, "ljust", |_, _| 0)
}

pub(super) fn rjust(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    padded(vm, args, "rjust", |missing, _| missing)
}

pub(super) fn center(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    padded(vm, args, "center", |missing, width| missing / 2 + (missing & width & 1))
}

pub(super) fn zfill(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let width = vm.index_i64(&args[1])?;
    let mut all = own(&args[0]).to_vec();
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(all.len());
    if missing >= 1 << 36 {
        return Err(vm.raise_memory_error(""));
    }
    let at = usize::from(matches!(all.first(), Some(b'+' | b'-')));
    all.splice(at..at, std::iter::repeat_n(b'0', missing));
    Ok(vm.new_bytes_like(&args[0], all))
}

pub(super) fn expandtabs(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = vm.tab_size(args)?;
    let mut out = Vec::new();
    let mut column = 0;
    for &byte in own(&args[0]).iter() {
        match byte {
            b'\t' => {
                let spaces = if size > 0 { size - column % size } else { 0 };
                out.extend(std::iter::repeat_n(b' ', spaces));
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            byte => {
                out.push(byte);
                column += 1;
            }
        }
    }
    Ok(vm.new_bytes_like(&args[0], out))
}
