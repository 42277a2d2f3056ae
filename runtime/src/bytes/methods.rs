//! Methods of `bytes`.

use super::bytes;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, Parameters, class_method, method};
use crate::value::Value;
use crate::vm::Vm;

fn find_part(all: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() { Some(0) } else { all.windows(part.len()).position(|window| window == part) }
}

/// The bytes of an argument.
fn part<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<&'a [u8]> {
    match value.as_bytes() {
        Some(part) => Ok(part),
        None => {
            let name = vm.type_name(value);
            Err(vm.raise_type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

const DECODE: Parameters<2> =
    Parameters { function: "decode", names: ["encoding", "errors"], required: 0, positional: 2 };

fn decode(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [encoding, errors] = args.rest().bind(vm, &DECODE)?;
    let encoding = match &encoding {
        Some(encoding) => vm.expect_text(encoding, "decode() argument 'encoding'")?.to_owned(),
        None => "utf-8".to_owned(),
    };
    let errors = match &errors {
        Some(errors) => vm.expect_text(errors, "decode() argument 'errors'")?.to_owned(),
        None => "strict".to_owned(),
    };
    let text = vm.decode_bytes(bytes(&args[0]), &encoding, &errors)?;
    Ok(vm.new_str(&text))
}

fn hex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text: String = bytes(&args[0]).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(vm.new_str(&text))
}

fn fromhex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = vm.expect_text(&args[1], "fromhex() argument")?.to_owned();
    let mut all = Vec::new();
    let mut chars = text.char_indices().filter(|(_, c)| !c.is_ascii_whitespace());
    while let Some((at, high)) = chars.next() {
        let low = chars.next();
        let (Some(high), Some(low)) = (high.to_digit(16), low.and_then(|(_, low)| low.to_digit(16))) else {
            let at = if high.is_ascii_hexdigit() { at + 1 } else { at };
            let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
            return Err(vm.raise_value_error(message));
        };
        all.push((high * 16 + low) as u8);
    }
    Ok(vm.new_bytes(&all))
}

fn find(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = find_part(bytes(&args[0]), part(vm, &args[1])?);
    Ok(found.map_or(Value::from_small(-1), |at| Value::from_small(at as i64)))
}

fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match find_part(bytes(&args[0]), part(vm, &args[1])?) {
        Some(at) => Ok(vm.int_from_usize(at)),
        None => Err(vm.raise_value_error("subsection not found")),
    }
}

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (mut all, part) = (bytes(&args[0]), part(vm, &args[1])?);
    if part.is_empty() {
        return Ok(vm.int_from_usize(all.len() + 1));
    }
    let mut count = 0;
    while let Some(at) = find_part(all, part) {
        count += 1;
        all = &all[at + part.len()..];
    }
    Ok(vm.int(count))
}

fn affix(vm: &mut Vm, args: &Arguments<'_>, test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let candidates = match args[1].as_tuple() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![args[1].clone()],
    };
    for candidate in &candidates {
        if test(bytes(&args[0]), part(vm, candidate)?) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn join(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut all = Vec::new();
    for (at, item) in vm.collect(&args[1])?.iter().enumerate() {
        let Some(part) = item.as_bytes() else {
            let name = vm.type_name(item);
            let message = format!("sequence item {at}: expected a bytes-like object, {name} found");
            return Err(vm.raise_type_error(message));
        };
        if at > 0 {
            all.extend_from_slice(bytes(&args[0]));
        }
        all.extend_from_slice(part);
    }
    Ok(vm.new_bytes(&all))
}

fn split(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const SPLIT: Parameters<2> =
        Parameters { function: "split", names: ["sep", "maxsplit"], required: 0, positional: 2 };
    let [separator, most] = args.rest().bind(vm, &SPLIT)?;
    let most = match most {
        Some(most) => usize::try_from(vm.index_i64(&most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let mut rest = bytes(&args[0]);
    let mut parts: Vec<&[u8]> = Vec::new();
    match separator.as_ref().filter(|separator| !separator.is_none()) {
        None => {
            rest = rest.trim_ascii_start();
            while !rest.is_empty() && parts.len() < most {
                let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
                parts.push(&rest[..end]);
                rest = rest[end..].trim_ascii_start();
            }
            parts.extend((!rest.is_empty()).then_some(rest));
        }
        Some(separator) => {
            let separator = part(vm, separator)?;
            if separator.is_empty() {
                return Err(vm.raise_value_error("empty separator"));
            }
            while parts.len() < most
                && let Some(at) = find_part(rest, separator)
            {
                parts.push(&rest[..at]);
                rest = &rest[at + separator.len()..];
            }
            parts.push(rest);
        }
    }
    let items = parts.into_iter().map(|part| vm.new_bytes(part)).collect();
    Ok(vm.new_list(items))
}

fn replace(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (mut rest, old, new) = (bytes(&args[0]), part(vm, &args[1])?, part(vm, &args[2])?);
    let most = match args.get(3) {
        Some(most) => usize::try_from(vm.index_i64(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let mut all = Vec::new();
    let mut done = 0;
    while done < most
        && !old.is_empty()
        && let Some(at) = find_part(rest, old)
    {
        all.extend_from_slice(&rest[..at]);
        all.extend_from_slice(new);
        rest = &rest[at + old.len()..];
        done += 1;
    }
    all.extend_from_slice(rest);
    Ok(vm.new_bytes(&all))
}

/// `strip` and its one-sided forms.
fn stripped(vm: &mut Vm, args: &Arguments<'_>, left: bool, right: bool) -> PyResult {
    let set = match args.get(1) {
        Some(set) if !set.is_none() => part(vm, set)?.to_vec(),
        _ => b" \t\n\r\x0b\x0c".to_vec(),
    };
    let mut all = bytes(&args[0]);
    while left && all.first().is_some_and(|byte| set.contains(byte)) {
        all = &all[1..];
    }
    while right && all.last().is_some_and(|byte| set.contains(byte)) {
        all = &all[..all.len() - 1];
    }
    Ok(vm.new_bytes(all))
}

/// Methods of `bytes`.
pub(super) const METHODS: &[NativeDef] = &[
    method("count", count, Arity::One),
    method("decode", decode, Arity::Any),
    method("endswith", |vm, args| affix(vm, args, |all, part| all.ends_with(part)), Arity::One),
    method("find", find, Arity::One),
    class_method("fromhex", fromhex, Arity::One),
    method("hex", hex, Arity::Zero),
    method("index", index, Arity::One),
    method("join", join, Arity::One),
    method("lower", |vm, args| Ok(vm.new_bytes(&bytes(&args[0]).to_ascii_lowercase())), Arity::Zero),
    method("lstrip", |vm, args| stripped(vm, args, true, false), Arity::Between(0, 1)),
    method("replace", replace, Arity::Between(2, 3)),
    method("rstrip", |vm, args| stripped(vm, args, false, true), Arity::Between(0, 1)),
    method("split", split, Arity::Any),
    method("startswith", |vm, args| affix(vm, args, |all, part| all.starts_with(part)), Arity::One),
    method("strip", |vm, args| stripped(vm, args, true, true), Arity::Between(0, 1)),
    method("upper", |vm, args| Ok(vm.new_bytes(&bytes(&args[0]).to_ascii_uppercase())), Arity::Zero),
];
