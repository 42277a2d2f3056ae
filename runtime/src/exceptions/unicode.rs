//! `UnicodeEncodeError`, `UnicodeDecodeError`, `UnicodeTranslateError`: which part of what went wrong, and why.

use crate::error::PyResult;
use crate::exceptions::class::{keep_arguments, no_keywords, object};
use crate::exceptions::{ExceptionKind, field};
use crate::native::{Arguments, GetSetDef, getset};
use crate::string::backslashed;
use crate::value::Value;
use crate::vm::Vm;

fn field(this: &Value, index: usize) -> PyResult {
    Ok(object(this).fields[index].get_or_none())
}

fn set_field(this: &Value, index: usize, value: Option<&Value>) {
    drop(object(this).fields[index].replace(value.cloned()));
}

/// `start` and `end`.
fn range(this: &Value) -> (Value, Value) {
    let range = object(this).fields[field::RANGE].get();
    let items = range.as_ref().and_then(|range| range.as_tuple()).map(|range| range.items().to_vec());
    match items.as_deref() {
        Some([start, end]) => (start.clone(), end.clone()),
        _ => (Value::from_small(0), Value::from_small(0)),
    }
}

fn set_range(vm: &mut Vm, this: &Value, start: Value, end: Value) {
    let range = vm.new_tuple(vec![start, end]);
    object(this).fields[field::RANGE].set(range);
}

fn set_start(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let start = index(vm, value)?;
    let (_, end) = range(this);
    set_range(vm, this, start, end);
    Ok(())
}

fn set_end(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let end = index(vm, value)?;
    let (start, _) = range(this);
    set_range(vm, this, start, end);
    Ok(())
}

fn index(vm: &mut Vm, value: Option<&Value>) -> PyResult {
    match value {
        Some(value) => vm.index(value),
        None => Err(vm.raise_type_error("can't delete numeric/char attribute")),
    }
}

macro_rules! attributes {
    ($($name:literal $index:ident),*) => {
        &[$(getset($name, |_, this| field(this, field::$index), |_, this, value| {
            set_field(this, field::$index, value);
            Ok(())
        }),)*
        getset("start", |_, this| Ok(range(this).0), set_start),
        getset("end", |_, this| Ok(range(this).1), set_end)]
    };
}

pub(super) const CODEC_ERROR: &[GetSetDef] =
    attributes!("encoding" ENCODING, "object" OBJECT, "reason" MESSAGE);
pub(super) const TRANSLATE_ERROR: &[GetSetDef] = attributes!("object" OBJECT, "reason" MESSAGE);

/// The arguments must be this many, and of these types.
pub(super) fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    no_keywords(vm, this, args)?;
    keep_arguments(vm, this, args);
    let kind = ExceptionKind::from_type_id(vm.class_of(this).base_type());
    let translates = kind == Some(ExceptionKind::UnicodeTranslateError);
    let count = if translates { 4 } else { 5 };
    if args.len() != count {
        let given = args.len();
        return Err(vm.raise_type_error(format!("function takes exactly {count} arguments ({given} given)")));
    }
    let values = args.positionals();
    let rest = if translates { values } else { &values[1..] };
    if !translates {
        vm.expect_text(&values[0], "argument 1")?;
        set_field(this, field::ENCODING, Some(&values[0]));
    }
    let mut subject = rest[0].clone();
    if kind == Some(ExceptionKind::UnicodeDecodeError) {
        let bytes = crate::bytes::expect_bytes(vm, &rest[0])?.to_vec();
        if subject.as_bytes().is_none() {
            subject = vm.new_bytes(&bytes);
        }
    } else {
        vm.expect_text(&subject, if translates { "argument 1" } else { "argument 2" })?;
    }
    let (start, end) = (vm.index(&rest[1])?, vm.index(&rest[2])?);
    vm.expect_text(&rest[3], if translates { "argument 4" } else { "argument 5" })?;
    set_field(this, field::OBJECT, Some(&subject));
    set_range(vm, this, start, end);
    set_field(this, field::MESSAGE, Some(&rest[3]));
    Ok(())
}

pub(super) fn str(vm: &mut Vm, this: &Value) -> PyResult {
    let fields = &object(this).fields;
    let Some(subject) = fields[field::OBJECT].get() else { return Ok(vm.new_str("")) };
    let (reason, encoding) = (fields[field::MESSAGE].get_or_none(), fields[field::ENCODING].get_or_none());
    let reason = vm.str_string(&reason)?;
    let encoding = vm.str_string(&encoding)?;
    let (start, end) = range(this);
    let number = |value: &Value| value.as_int().map_or(0, |int| int.clamped());
    let (start, end) = (number(&start), number(&end));
    let kind = ExceptionKind::from_type_id(vm.class_of(this).base_type());
    let (what, one, many) = match kind {
        Some(ExceptionKind::UnicodeDecodeError) => {
            let byte = subject.as_bytes().and_then(|bytes| bytes.get(usize::try_from(start).ok()?).copied());
            let head = format!("'{encoding}' codec can't decode");
            (head, byte.map(|byte| format!("byte {byte:#04x}")), "bytes")
        }
        kind => {
            let c = subject.as_str().and_then(|text| text.chars().nth(usize::try_from(start).ok()?));
            let translates = kind == Some(ExceptionKind::UnicodeTranslateError);
            let head = if translates {
                "can't translate".to_owned()
            } else {
                format!("'{encoding}' codec can't encode")
            };
            (head, c.map(|c| format!("character '{}'", backslashed(c))), "characters")
        }
    };
    let text = match one.filter(|_| end == start + 1) {
        Some(one) => format!("{what} {one} in position {start}: {reason}"),
        None => format!("{what} {many} in position {start}-{}: {reason}", end - 1),
    };
    Ok(vm.new_str(&text))
}
