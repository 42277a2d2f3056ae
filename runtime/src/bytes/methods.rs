//! The methods of `bytes` that `bytearray` has too.

use super::view::{expect_bytes, own};
use super::{case, search, split};
use crate::error::{PyResult, Raised};
use crate::native::{Arguments, Arity, NativeDef, Parameters, class_method, method, static_method};
use crate::value::Value;
use crate::vm::Vm;

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
    let all = own(&args[0]).to_vec();
    // Nothing is decoded of nothing: the names are not looked at.
    if all.is_empty() {
        return Ok(vm.new_str(""));
    }
    let text = vm.decode_bytes(&all, &encoding, &errors)?;
    Ok(vm.new_str(&text))
}

pub(super) fn hex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const HEX: Parameters<2> =
        Parameters { function: "hex", names: ["sep", "bytes_per_sep"], required: 0, positional: 2 };
    let [separator, group] = args.rest().bind(vm, &HEX)?;
    let group = match group {
        Some(group) => vm.index_c_int(&group)?,
        None => 1,
    };
    let separator = match &separator {
        Some(separator) => Some(hex_separator(vm, separator)?),
        None => None,
    };
    let all = own(&args[0]);
    let (len, size) = (all.len(), group.unsigned_abs() as usize);
    let mut text = String::with_capacity(len * 2);
    for (at, byte) in all.iter().enumerate() {
        // Positive groups are counted from the right, negative ones from the left.
        let place = if group > 0 { len - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && size > 0
            && place.is_multiple_of(size)
        {
            text.push(separator);
        }
        text.push(char::from(b"0123456789abcdef"[usize::from(byte >> 4)]));
        text.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
    }
    Ok(vm.new_str(&text))
}

fn hex_separator(vm: &mut Vm, separator: &Value) -> PyResult<char> {
    if vm.len(separator)? != 1 {
        return Err(vm.raise_value_error("sep must be length 1."));
    }
    let c = match (separator.as_str(), separator.as_bytes()) {
        (Some(text), _) => text.chars().next(),
        (_, Some(bytes)) => bytes.first().map(|&byte| char::from(byte)),
        _ => return Err(vm.raise_type_error("sep must be str or bytes.")),
    };
    match c.filter(char::is_ascii) {
        Some(c) => Ok(c),
        None => Err(vm.raise_value_error("sep must be ASCII.")),
    }
}

fn fromhex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text: Vec<char> = match (args[1].as_str(), args[1].bytes_like()) {
        (Some(text), _) => text.chars().collect(),
        (_, Some(bytes)) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        _ => {
            let name = vm.type_name(&args[1]);
            let message = format!("fromhex() argument must be str or bytes-like, not {name}");
            return Err(vm.raise_type_error(message));
        }
    };
    let mut all = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if matches!(text[at], ' ' | '\t'..='\r') {
            at += 1;
            continue;
        }
        let digit = |at: usize| text.get(at).map(|c| c.to_digit(16));
        match (digit(at), digit(at + 1)) {
            (Some(Some(high)), Some(Some(low))) => all.push((high * 16 + low) as u8),
            (Some(None), _) => return Err(bad_hex(vm, at)),
            (_, None) => {
                let message = "fromhex() arg must contain an even number of hexadecimal digits";
                return Err(vm.raise_value_error(message));
            }
            _ => return Err(bad_hex(vm, at + 1)),
        }
        at += 2;
    }
    let made = vm.new_bytes(&all);
    let class = &args[0];
    if class.is(vm.types.get(crate::types::id::BYTES).value()) {
        return Ok(made);
    }
    vm.call(class, &[made])
}

#[cold]
fn bad_hex(vm: &mut Vm, at: usize) -> Raised {
    vm.raise_value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}"))
}

fn maketrans(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let from = expect_bytes(vm, &args[0])?.to_vec();
    let to = expect_bytes(vm, &args[1])?.to_vec();
    if from.len() != to.len() {
        return Err(vm.raise_value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.into_iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(vm.new_bytes(&table))
}

fn translate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const TRANSLATE: Parameters<2> =
        Parameters { function: "translate", names: ["", "delete"], required: 1, positional: 2 };
    let [table, delete] = args.rest().bind(vm, &TRANSLATE)?;
    let table = match table.filter(|table| !table.is_none()) {
        Some(table) => {
            let table = expect_bytes(vm, &table)?.to_vec();
            if table.len() != 256 {
                return Err(vm.raise_value_error("translation table must be 256 characters long"));
            }
            table
        }
        None => (0..=255).collect(),
    };
    let delete = match delete {
        Some(delete) => expect_bytes(vm, &delete)?.to_vec(),
        None => Vec::new(),
    };
    let kept = own(&args[0])
        .iter()
        .filter(|byte| !delete.contains(byte))
        .map(|&byte| table[usize::from(byte)])
        .collect();
    Ok(vm.new_bytes_like(&args[0], kept))
}

/// Methods of both types.
pub(super) const METHODS: &[NativeDef] = &[
    method("capitalize", case::capitalize, Arity::Zero),
    method("center", split::center, Arity::Between(1, 2)),
    method("count", search::count, Arity::Between(1, 3)),
    method("decode", decode, Arity::Any),
    method("endswith", search::endswith, Arity::Between(1, 3)),
    method("expandtabs", split::expandtabs, Arity::Any),
    method("find", search::find, Arity::Between(1, 3)),
    class_method("fromhex", fromhex, Arity::One),
    method("hex", hex, Arity::Any),
    method("index", search::index, Arity::Between(1, 3)),
    method("isalnum", case::isalnum, Arity::Zero),
    method("isalpha", case::isalpha, Arity::Zero),
    method("isascii", case::isascii, Arity::Zero),
    method("isdigit", case::isdigit, Arity::Zero),
    method("islower", case::islower, Arity::Zero),
    method("isspace", case::isspace, Arity::Zero),
    method("istitle", case::istitle, Arity::Zero),
    method("isupper", case::isupper, Arity::Zero),
    method("join", split::join, Arity::One),
    method("ljust", split::ljust, Arity::Between(1, 2)),
    method("lower", case::lower, Arity::Zero),
    method("lstrip", split::lstrip, Arity::Between(0, 1)),
    static_method("maketrans", maketrans, Arity::Exactly(2)),
    method("partition", split::partition, Arity::One),
    method("removeprefix", search::removeprefix, Arity::One),
    method("removesuffix", search::removesuffix, Arity::One),
    method("replace", search::replace, Arity::Between(2, 3)),
    method("rfind", search::rfind, Arity::Between(1, 3)),
    method("rindex", search::rindex, Arity::Between(1, 3)),
    method("rjust", split::rjust, Arity::Between(1, 2)),
    method("rpartition", split::rpartition, Arity::One),
    method("rsplit", split::rsplit, Arity::Any),
    method("rstrip", split::rstrip, Arity::Between(0, 1)),
    method("split", split::split, Arity::Any),
    method("splitlines", split::splitlines, Arity::Any),
    method("startswith", search::startswith, Arity::Between(1, 3)),
    method("strip", split::strip, Arity::Between(0, 1)),
    method("swapcase", case::swapcase, Arity::Zero),
    method("title", case::title, Arity::Zero),
    method("translate", translate, Arity::Any),
    method("upper", case::upper, Arity::Zero),
    method("zfill", split::zfill, Arity::One),
];

/// Methods of `bytes` alone.
pub(super) const BYTES_ONLY: &[NativeDef] = &[
    method("__bytes__", |vm, args| Ok(vm.new_bytes(&own(&args[0]))), Arity::Zero),
    method(
        "__getnewargs__",
        |vm, args| {
            let all = vm.new_bytes(&own(&args[0]));
            Ok(vm.new_tuple(vec![all]))
        },
        Arity::Zero,
    ),
];
