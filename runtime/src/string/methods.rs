//! The table of `str`'s methods, and those that belong to no family.

use super::types::string;
use super::{bytes_codec, case, search, split, template};
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method, static_method};
use crate::value::Value;
use crate::vm::Vm;

fn format_spec(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let spec = vm.expect_text(&args[1], "__format__() argument")?.to_owned();
    vm.format_native(&args[0], &spec)
}

/// `str.maketrans(mapping)`, `(from, to)` or `(from, to, deleted)`.
fn maketrans(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let table = vm.new_dict();
    if let [mapping] = args.positionals() {
        let Some(mapping) = mapping.as_dict().cloned() else {
            let message = "if you give only one argument to maketrans it must be a dict";
            return Err(vm.raise_type_error(message));
        };
        for (key, value) in mapping.items() {
            let key = match key.as_str().map(|text| text.chars().collect::<Vec<_>>()) {
                None => key,
                Some(chars) if chars.len() == 1 => Value::from_small(i64::from(u32::from(chars[0]))),
                Some(_) => {
                    let message = "string keys in translate table must be of length 1";
                    return Err(vm.raise_value_error(message));
                }
            };
            vm.set_item(&table, &key, &value)?;
        }
        return Ok(table);
    }
    for (at, argument) in args.iter().enumerate().skip(1) {
        vm.expect_text(argument, &format!("maketrans() argument {}", at + 1))?;
    }
    let Some(from) = args[0].as_str().map(|from| from.chars().collect::<Vec<_>>()) else {
        let message = "first maketrans argument must be a string if there is a second argument";
        return Err(vm.raise_type_error(message));
    };
    let to: Vec<char> = vm.expect_text(&args[1], "maketrans() argument 2")?.chars().collect();
    if from.len() != to.len() {
        let message = "the first two maketrans arguments must have equal length";
        return Err(vm.raise_value_error(message));
    }
    let number = |c: char| Value::from_small(i64::from(u32::from(c)));
    for (from, to) in from.into_iter().zip(to) {
        vm.set_item(&table, &number(from), &number(to))?;
    }
    if let Some(deleted) = args.get(2) {
        for c in vm.expect_text(deleted, "maketrans() argument 3")?.chars().collect::<Vec<_>>() {
            vm.set_item(&table, &number(c), &Value::NONE)?;
        }
    }
    Ok(table)
}

/// What a table says of a character; nothing if it says nothing.
fn table_entry(vm: &mut Vm, table: &Value, c: char) -> PyResult<Option<Value>> {
    let key = Value::from_small(i64::from(u32::from(c)));
    if table.type_id() == crate::types::id::DICT
        && let Some(dict) = table.as_dict().cloned()
    {
        return vm.dict_lookup(&dict, &key);
    }
    match vm.get_item(table, &key) {
        Ok(mapped) => Ok(Some(mapped)),
        Err(raised) => {
            vm.clear_if(raised, crate::exceptions::ExceptionKind::LookupError)?;
            Ok(None)
        }
    }
}

fn translate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut out = String::with_capacity(string(&args[0]).as_str().len());
    for c in string(&args[0]).as_str().chars() {
        let Some(mapped) = table_entry(vm, &args[1], c)? else {
            out.push(c);
            continue;
        };
        if let Some(text) = mapped.as_str() {
            out.push_str(text);
        } else if let Some(code) = mapped.as_int() {
            match code.to_i64().and_then(|code| char::from_u32(u32::try_from(code).ok()?)) {
                Some(c) => out.push(c),
                None => return Err(vm.raise_value_error("character mapping must be in range(0x110000)")),
            }
        } else if !mapped.is_none() {
            return Err(vm.raise_type_error("character mapping must return integer, None or str"));
        }
    }
    Ok(vm.new_str(&out))
}

fn getnewargs(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = args[0].exact().clone();
    Ok(vm.new_tuple(vec![text]))
}

/// Methods of `str`.
pub(super) const METHODS: &[NativeDef] = &[
    method("capitalize", case::capitalize, Arity::Zero),
    method("casefold", case::casefold, Arity::Zero),
    method("center", split::center, Arity::Between(1, 2)),
    method("count", search::count, Arity::Between(1, 3)),
    method("encode", bytes_codec::encode, Arity::Any),
    method("endswith", search::endswith, Arity::Between(1, 3)),
    method("expandtabs", split::expandtabs, Arity::Any),
    method("find", search::find, Arity::Between(1, 3)),
    method("format", template::format, Arity::Any),
    method("format_map", template::format_map, Arity::One),
    method("index", search::index, Arity::Between(1, 3)),
    method("isalnum", case::isalnum, Arity::Zero),
    method("isalpha", case::isalpha, Arity::Zero),
    method("isascii", case::isascii, Arity::Zero),
    method("isdecimal", case::isdecimal, Arity::Zero),
    method("isdigit", case::isdigit, Arity::Zero),
    method("isidentifier", case::isidentifier, Arity::Zero),
    method("islower", case::islower, Arity::Zero),
    method("isnumeric", case::isnumeric, Arity::Zero),
    method("isprintable", case::isprintable, Arity::Zero),
    method("isspace", case::isspace, Arity::Zero),
    method("istitle", case::istitle, Arity::Zero),
    method("isupper", case::isupper, Arity::Zero),
    method("join", split::join, Arity::One),
    method("ljust", split::ljust, Arity::Between(1, 2)),
    method("lower", case::lower, Arity::Zero),
    method("lstrip", split::lstrip, Arity::Between(0, 1)),
    static_method("maketrans", maketrans, Arity::Between(1, 3)),
    method("partition", split::partition, Arity::One),
    method("removeprefix", search::removeprefix, Arity::One),
    method("removesuffix", search::removesuffix, Arity::One),
    method("replace", search::replace, Arity::Any),
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
    method("translate", translate, Arity::One),
    method("upper", case::upper, Arity::Zero),
    method("zfill", split::zfill, Arity::One),
    method("__format__", format_spec, Arity::One).keep_self(),
    method("__getnewargs__", getnewargs, Arity::Zero),
];
