//! What the kinds of exceptions add to `BaseException`: fields, and how they are made and shown.

use crate::error::PyResult;
use crate::exceptions::class::{
    BASE_ATTRIBUTES, BASE_METHODS, BASE_SLOTS, allocate, arguments, keep_arguments, no_keywords, object,
};
use crate::exceptions::{ExceptionKind, field, unicode};
use crate::native::{Arguments, GetSetDef, NativeDef, getset, getter};
use crate::slots::Slots;
use crate::value::Value;
use crate::vm::Vm;

type Kind = ExceptionKind;

/// The slots of a kind.
pub(super) fn slots(kind: Kind) -> Slots {
    let is = |base| kind.derives_from(base);
    let base = BASE_SLOTS;
    if is(Kind::StopIteration) {
        Slots { init: Some(init_stop_iteration), ..base }
    } else if is(Kind::SystemExit) {
        Slots { init: Some(init_system_exit), ..base }
    } else if is(Kind::KeyError) {
        Slots { str: Some(key_error_str), ..base }
    } else if is(Kind::NameError) {
        Slots { init: Some(init_name_error), ..base }
    } else if is(Kind::AttributeError) {
        Slots { init: Some(init_attribute_error), ..base }
    } else if is(Kind::ImportError) {
        Slots { init: Some(init_import_error), str: Some(import_error_str), ..base }
    } else if is(Kind::OSError) {
        Slots { new: Some(new_os_error), init: Some(init_os_error), str: Some(os_error_str), ..base }
    } else if is(Kind::UnicodeDecodeError) || is(Kind::UnicodeEncodeError) || is(Kind::UnicodeTranslateError)
    {
        Slots { init: Some(unicode::init), str: Some(unicode::str), ..base }
    } else if is(Kind::SyntaxError) {
        Slots { init: Some(init_syntax_error), str: Some(syntax_error_str), ..base }
    } else if is(Kind::BaseExceptionGroup) {
        Slots { new: Some(new_group), init: Some(init_group), str: Some(group_str), ..base }
    } else {
        base
    }
}

/// Methods and attributes that a class defines; nothing for classes that only inherit.
pub(super) fn attributes(kind: Kind) -> Option<(&'static [NativeDef], &'static [GetSetDef])> {
    Some(match kind {
        Kind::BaseException => (BASE_METHODS, BASE_ATTRIBUTES),
        Kind::StopIteration => (&[], STOP_ITERATION),
        Kind::SystemExit => (&[], SYSTEM_EXIT),
        Kind::NameError => (&[], NAME_ERROR),
        Kind::AttributeError => (&[], ATTRIBUTE_ERROR),
        Kind::ImportError => (&[], IMPORT_ERROR),
        Kind::OSError => (&[], OS_ERROR),
        Kind::SyntaxError => (&[], SYNTAX_ERROR),
        Kind::UnicodeDecodeError | Kind::UnicodeEncodeError => (&[], unicode::CODEC_ERROR),
        Kind::UnicodeTranslateError => (&[], unicode::TRANSLATE_ERROR),
        Kind::BaseExceptionGroup => (super::split::METHODS, GROUP),
        Kind::KeyError => (&[], &[]),
        _ => return None,
    })
}

macro_rules! field_attributes {
    ($($get:ident $set:ident $field:ident;)*) => {$(
        fn $get(_vm: &mut Vm, this: &Value) -> PyResult {
            Ok(object(this).fields[field::$field].get_or_none())
        }
        fn $set(_vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
            drop(object(this).fields[field::$field].replace(value.cloned()));
            Ok(())
        }
    )*};
}
field_attributes! {
    value set_value VALUE;
    name set_name NAME;
    object_field set_object OBJECT;
    path set_path PATH;
    message set_message MESSAGE;
    errno set_errno ERRNO;
    strerror set_strerror STRERROR;
    filename set_filename FILENAME;
    filename2 set_filename2 FILENAME2;
}

fn exceptions(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(object(this).fields[field::EXCEPTIONS].get_or_none())
}

const STOP_ITERATION: &[GetSetDef] = &[getset("value", value, set_value)];
const SYSTEM_EXIT: &[GetSetDef] = &[getset("code", value, set_value)];
const NAME_ERROR: &[GetSetDef] = &[getset("name", name, set_name)];
const ATTRIBUTE_ERROR: &[GetSetDef] =
    &[getset("name", name, set_name), getset("obj", object_field, set_object)];
const IMPORT_ERROR: &[GetSetDef] = &[
    getset("name", name, set_name),
    getset("path", path, set_path),
    getset("msg", message, set_message),
    getset("name_from", filename, set_filename),
];
const OS_ERROR: &[GetSetDef] = &[
    getset("errno", errno, set_errno),
    getset("strerror", strerror, set_strerror),
    getset("filename", filename, set_filename),
    getset("filename2", filename2, set_filename2),
];
const SYNTAX_ERROR: &[GetSetDef] = &[
    getset("msg", message, set_message),
    getset("filename", filename, set_filename),
    getset("lineno", lineno, set_lineno),
    getset("offset", offset, set_offset),
    getset("text", text, set_text),
    getset("end_lineno", end_lineno, set_end_lineno),
    getset("end_offset", end_offset, set_end_offset),
    getset("print_file_and_line", print_file_and_line, set_print_file_and_line),
];
const GROUP: &[GetSetDef] = &[getter("message", message), getter("exceptions", exceptions)];

fn set_field(this: &Value, index: usize, value: Value) {
    object(this).fields[index].set(value);
}

fn init_stop_iteration(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    no_keywords(vm, this, args)?;
    keep_arguments(vm, this, args);
    set_field(this, field::VALUE, args.first().cloned().unwrap_or(Value::NONE));
    Ok(())
}

fn init_system_exit(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    no_keywords(vm, this, args)?;
    keep_arguments(vm, this, args);
    let code = match args.positionals() {
        [] => Value::NONE,
        [one] => one.clone(),
        _ => object(this).args.get_or_none(),
    };
    set_field(this, field::VALUE, code);
    Ok(())
}

fn key_error_str(vm: &mut Vm, this: &Value) -> PyResult {
    match &arguments(this)[..] {
        [one] => vm.repr(one),
        _ => match BASE_SLOTS.str {
            Some(str) => str(vm, this),
            None => Ok(Value::NONE),
        },
    }
}

/// Sets fields from keywords; other keywords are an error.
fn init_keywords(
    vm: &mut Vm,
    this: &Value,
    args: &Arguments<'_>,
    class: &str,
    known: &[(&str, usize)],
) -> PyResult<()> {
    keep_arguments(vm, this, args);
    for &(_, index) in known {
        drop(object(this).fields[index].take());
    }
    let (most, given) = (known.len(), args.names().len());
    if given > most {
        let plural = if most == 1 { "" } else { "s" };
        let message = format!("{class}() takes at most {most} keyword argument{plural} ({given} given)");
        return Err(vm.raise_type_error(message));
    }
    for (name, value) in args.keywords() {
        let text = name.as_str().unwrap_or_default();
        match known.iter().find(|(known, _)| *known == text) {
            Some(&(_, index)) => set_field(this, index, value.clone()),
            None => {
                let hint = crate::suggest::hint(text, known.iter().map(|&(known, _)| known));
                let message = format!("{class}() got an unexpected keyword argument '{text}'{hint}");
                return Err(vm.raise_type_error(message));
            }
        }
    }
    Ok(())
}

fn init_name_error(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    init_keywords(vm, this, args, "NameError", &[("name", field::NAME)])
}

fn init_attribute_error(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    init_keywords(vm, this, args, "AttributeError", &[("name", field::NAME), ("obj", field::OBJECT)])
}

fn init_import_error(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let known = [("name", field::NAME), ("path", field::PATH), ("name_from", field::FILENAME)];
    init_keywords(vm, this, args, "ImportError", &known)?;
    match args.positionals() {
        [message] => set_field(this, field::MESSAGE, message.clone()),
        _ => object(this).fields[field::MESSAGE].give_up(),
    }
    Ok(())
}

fn import_error_str(vm: &mut Vm, this: &Value) -> PyResult {
    match object(this).fields[field::MESSAGE].get() {
        Some(message) if message.as_str().is_some() => Ok(message),
        _ => match BASE_SLOTS.str {
            Some(str) => str(vm, this),
            None => Ok(Value::NONE),
        },
    }
}

/// The class of an error of the operating system.
pub(crate) fn kind_of_errno(errno: i64) -> Kind {
    match errno {
        1 | 13 => Kind::PermissionError,
        2 => Kind::FileNotFoundError,
        3 => Kind::ProcessLookupError,
        4 => Kind::InterruptedError,
        10 => Kind::ChildProcessError,
        11 | 114 | 115 => Kind::BlockingIOError,
        17 => Kind::FileExistsError,
        20 => Kind::NotADirectoryError,
        21 => Kind::IsADirectoryError,
        32 | 108 => Kind::BrokenPipeError,
        103 => Kind::ConnectionAbortedError,
        104 => Kind::ConnectionResetError,
        110 => Kind::TimeoutError,
        111 => Kind::ConnectionRefusedError,
        _ => Kind::OSError,
    }
}

/// `OSError(errno, text)` makes an instance of the class that stands for the number.
fn new_os_error(vm: &mut Vm, class: &Value, args: &Arguments<'_>) -> PyResult {
    let is_plain = class.as_class().is_some_and(|class| class.instance_type() == Kind::OSError.type_id());
    let mut class = class.clone();
    if is_plain
        && (2..=5).contains(&args.len())
        && let Some(errno) = args[0].as_int().and_then(|int| int.to_i64())
    {
        class = vm.class_of_type(kind_of_errno(errno).type_id()).into_value();
    }
    let this = allocate(vm, &class, args.positionals().to_vec());
    fill_os_error(vm, &this, args);
    Ok(this)
}

fn init_os_error(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    no_keywords(vm, this, args)?;
    keep_arguments(vm, this, args);
    fill_os_error(vm, this, args);
    Ok(())
}

fn fill_os_error(vm: &mut Vm, this: &Value, args: &Arguments<'_>) {
    if !(2..=5).contains(&args.len()) {
        return;
    }
    set_field(this, field::ERRNO, args[0].clone());
    set_field(this, field::STRERROR, args[1].clone());
    if let Some(filename) = args.get(2).filter(|filename| !filename.is_none()) {
        set_field(this, field::FILENAME, filename.clone());
        if let Some(second) = args.get(4).filter(|second| !second.is_none()) {
            set_field(this, field::FILENAME2, second.clone());
        }
        let two = vm.new_tuple(args[..2].to_vec());
        object(this).args.set(two);
    }
}

fn os_error_str(vm: &mut Vm, this: &Value) -> PyResult {
    let fields = &object(this).fields;
    let (errno, strerror) = (fields[field::ERRNO].get(), fields[field::STRERROR].get());
    let (filename, second) = (fields[field::FILENAME].get(), fields[field::FILENAME2].get());
    let (Some(errno), Some(strerror)) = (errno, strerror) else {
        return match BASE_SLOTS.str {
            Some(str) => str(vm, this),
            None => Ok(Value::NONE),
        };
    };
    let mut text = format!("[Errno {}] {}", vm.str_string(&errno)?, vm.str_string(&strerror)?);
    if let Some(filename) = filename {
        text += &format!(": {}", vm.repr_string(&filename)?);
    }
    if let Some(second) = second {
        text += &format!(" -> {}", vm.repr_string(&second)?);
    }
    Ok(vm.new_str(&text))
}

/// Places in the tuple of a syntax error's details.
const DETAILS: usize = 6;

fn details(this: &Value) -> Vec<Value> {
    let details = object(this).fields[field::DETAILS].get();
    let items = details.as_ref().and_then(|details| details.as_tuple()).map(|tuple| tuple.items().to_vec());
    items.unwrap_or_else(|| vec![Value::NONE; DETAILS])
}

fn set_detail(vm: &mut Vm, this: &Value, index: usize, value: Option<&Value>) {
    let mut items = details(this);
    items[index] = value.cloned().unwrap_or(Value::NONE);
    let tuple = vm.new_tuple(items);
    set_field(this, field::DETAILS, tuple);
}

macro_rules! detail_attributes {
    ($($get:ident $set:ident $index:literal;)*) => {$(
        fn $get(_vm: &mut Vm, this: &Value) -> PyResult {
            Ok(details(this)[$index].clone())
        }
        fn $set(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
            set_detail(vm, this, $index, value);
            Ok(())
        }
    )*};
}
detail_attributes! {
    lineno set_lineno 0;
    offset set_offset 1;
    text set_text 2;
    end_lineno set_end_lineno 3;
    end_offset set_end_offset 4;
    print_file_and_line set_print_file_and_line 5;
}

/// `SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset))`
fn init_syntax_error(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    no_keywords(vm, this, args)?;
    keep_arguments(vm, this, args);
    if let Some(message) = args.first() {
        set_field(this, field::MESSAGE, message.clone());
    }
    let [_, place] = args.positionals() else { return Ok(()) };
    let items = vm.collect(place)?;
    let count = items.len();
    if !(4..=7).contains(&count) {
        let (word, bound) = if count < 4 { ("at least", 4) } else { ("at most", 7) };
        return Err(vm.raise_type_error(format!("function takes {word} {bound} arguments ({count} given)")));
    }
    if count == 5 {
        return Err(vm.raise_type_error("end_offset must be provided when end_lineno is provided"));
    }
    set_field(this, field::FILENAME, items[0].clone());
    let mut kept = vec![Value::NONE; DETAILS];
    kept[..items.len().min(DETAILS) - 1].clone_from_slice(&items[1..items.len().min(DETAILS)]);
    let tuple = vm.new_tuple(kept);
    set_field(this, field::DETAILS, tuple);
    Ok(())
}

fn syntax_error_str(vm: &mut Vm, this: &Value) -> PyResult {
    let fields = &object(this).fields;
    let message = fields[field::MESSAGE].get_or_none();
    let filename = fields[field::FILENAME].get();
    let line = details(this)[0].clone();
    let message = vm.str_string(&message)?;
    let base = filename
        .as_ref()
        .and_then(|name| name.as_str())
        .map(|name| name.rsplit('/').next().unwrap_or(name).to_owned());
    let text = match (base, line.as_int().and_then(|line| line.to_i64())) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    Ok(vm.new_str(&text))
}

/// `ExceptionGroup(message, exceptions)`
fn new_group(vm: &mut Vm, class: &Value, args: &Arguments<'_>) -> PyResult {
    let name = class.as_class().map_or_else(String::new, |class| class.name_text());
    args.no_keywords(vm, &name)?;
    let [message, exceptions] = args.positionals() else {
        let message =
            format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", args.len());
        return Err(vm.raise_type_error(message));
    };
    if message.as_str().is_none() {
        let found = vm.type_name(message);
        return Err(vm.raise_type_error(format!("argument 1 must be str, not {found}")));
    }
    if exceptions.as_list().is_none() && exceptions.as_tuple().is_none() {
        return Err(vm.raise_type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(exceptions)?;
    if items.is_empty() {
        return Err(vm.raise_value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_ordinary = true;
    for (index, item) in items.iter().enumerate() {
        if !vm.is_exception(item) {
            let message = format!("Item {index} of second argument (exceptions) is not an exception");
            return Err(vm.raise_value_error(message));
        }
        all_ordinary &= vm.is_exception_of(item, Kind::Exception);
    }
    let class = group_class(vm, class, all_ordinary)?;
    let this = allocate(vm, &class, args.positionals().to_vec());
    let tuple = vm.new_tuple(items);
    set_field(&this, field::MESSAGE, message.clone());
    set_field(&this, field::EXCEPTIONS, tuple);
    Ok(this)
}

/// `BaseExceptionGroup` of ordinary exceptions is an `ExceptionGroup`; that one takes no others.
fn group_class(vm: &mut Vm, class: &Value, all_ordinary: bool) -> PyResult {
    let Some(own) = class.as_class() else { return Ok(class.clone()) };
    if own.instance_type() == Kind::BaseExceptionGroup.type_id() && all_ordinary {
        return Ok(vm.class_of_type(Kind::ExceptionGroup.type_id()).into_value());
    }
    if own.is_subtype_of(Kind::Exception.type_id()) && !all_ordinary {
        let name = own.name_text();
        let message = if own.is_user() {
            format!("Cannot nest BaseExceptions in '{name}'")
        } else {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        };
        return Err(vm.raise_type_error(message));
    }
    Ok(class.clone())
}

fn init_group(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    no_keywords(vm, this, args)?;
    keep_arguments(vm, this, args);
    Ok(())
}

fn group_str(vm: &mut Vm, this: &Value) -> PyResult {
    let message = object(this).fields[field::MESSAGE].get_or_none();
    let count = crate::exceptions::group::members(vm, this).map_or(0, |members| members.len());
    let plural = if count == 1 { "" } else { "s" };
    let message = vm.str_string(&message)?;
    Ok(vm.new_str(&format!("{message} ({count} sub-exception{plural})")))
}
