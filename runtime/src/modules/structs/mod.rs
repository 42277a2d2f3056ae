//! `_struct`: values as bytes in given formats.

pub(crate) mod codec;
mod format;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::modules::{NativeModule, module_dict};
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, function, getter, method};
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use format::Format;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_struct",
    doc: "Functions to convert between Python values and C structs represented\nas Python bytes objects.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        let class = vm.class_of_type(id::STRUCT).into_value();
        vm.set_global(dict, "Struct", class);
        let error = error_class(vm)?;
        vm.set_global(dict, "error", error);
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] = &[
    function("_clearcache", |_, _| Ok(Value::NONE), Arity::Zero),
    function("calcsize", calcsize, Arity::One),
    function("iter_unpack", iter_unpack, Arity::Exactly(2)),
    function("pack", pack, Arity::Any),
    function("pack_into", pack_into, Arity::Any),
    function("unpack", unpack, Arity::Exactly(2)),
    function("unpack_from", unpack_from, Arity::Any),
];

object_type! {
    /// A format to be used again.
    pub struct Struct(|type_id| type_id == id::STRUCT) "struct" {
        format: Plain<RefCell<Rc<Format>>>,
        /// What it was made of, as text.
        text: Slot,
    }
}

object_type! {
    /// What `iter_unpack` gives.
    pub struct UnpackIterator(|type_id| type_id == id::UNPACK_ITERATOR) "unpack iterator" {
        format: Plain<Rc<Format>>,
        /// The bytes; empty at the end.
        buffer: Slot,
        offset: Cell<usize>,
    }
}

/// The class `struct.error`.
fn error_class(vm: &mut Vm) -> PyResult {
    let namespace = vm.new_dict();
    let (key, module) = (vm.names.__module__.clone(), vm.intern("struct"));
    vm.set_item(&namespace, &key, &module)?;
    let base = vm.class_of_type(ExceptionKind::Exception.type_id()).into_value();
    let (name, bases) = (vm.intern("error"), vm.new_tuple(vec![base]));
    let meta = vm.class_of_type(id::TYPE).into_value();
    vm.call(&meta, &[name, bases, namespace])
}

/// Raises `struct.error`.
#[cold]
fn raise(vm: &mut Vm, message: &str) -> Raised {
    let made = vm.import_module("_struct").and_then(|module| {
        let class = module_dict(&module).get_text("error").unwrap_or(Value::NONE);
        let message = vm.new_str(message);
        vm.call(&class, &[message])
    });
    match made {
        Ok(exception) => vm.raise_value(exception),
        Err(raised) => raised,
    }
}

/// The format that a string or bytes say, and its text.
fn format_of(vm: &mut Vm, value: &Value) -> PyResult<(Rc<Format>, Value)> {
    let text = if let Some(text) = value.as_str() {
        if !text.is_ascii() {
            let (ascii, encode) = (vm.intern("ascii"), vm.intern("encode"));
            vm.call_method(value, &encode, &[ascii])?;
        }
        text.to_owned()
    } else if let Some(bytes) = value.as_bytes() {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        let found = vm.type_name(value);
        let message = format!("Struct() argument 1 must be a str or bytes object, not {found}");
        return Err(vm.raise_type_error(message));
    };
    match format::parse(text.as_bytes()) {
        Ok(format) => Ok((Rc::new(format), vm.new_str(&text))),
        Err(problem) => Err(raise(vm, problem.message())),
    }
}

/// The format of a `Struct`, or of the first argument of a function.
fn own_format(vm: &mut Vm, value: &Value) -> PyResult<Rc<Format>> {
    match value.exact().downcast::<Struct>() {
        Some(this) if this.text.is_empty() => Err(vm.raise_runtime_error("Struct object is not initialized")),
        Some(this) => Ok(this.format.0.borrow().clone()),
        None => Ok(format_of(vm, value)?.0),
    }
}

const NEW: Parameters<1> = Parameters { function: "Struct", names: ["format"], required: 1, positional: 1 };

/// A `Struct` without a format: classes that derive from it may take other arguments.
fn new(vm: &mut Vm, _class: &Value, _args: &Arguments<'_>) -> PyResult {
    let format = Plain(RefCell::new(Rc::new(Format::default())));
    Ok(Struct::allocate(&mut vm.heap, id::STRUCT, format, Slot::empty()).into_value())
}

/// `Struct.__init__(format)`
fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let [text] = args.bind(vm, &NEW)?.map(|value| value.unwrap_or(Value::NONE));
    let (format, text) = format_of(vm, &text)?;
    if let Some(this) = this.exact().downcast::<Struct>() {
        this.format.0.replace(format);
        this.text.set(text);
    }
    Ok(())
}

fn calcsize(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let format = own_format(vm, &args[0])?;
    Ok(vm.int_from_usize(format.size))
}

fn check_count(vm: &mut Vm, name: &str, format: &Format, given: usize) -> PyResult<()> {
    if given == format.items {
        return Ok(());
    }
    Err(raise(vm, &format!("{name} expected {} items for packing (got {given})", format.items)))
}

/// Keywords are refused in the name of the function or of the method.
fn no_keywords(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult<()> {
    let is_method = args.first().is_some_and(|first| first.exact().is_a::<Struct>());
    let owner = if is_method { "Struct" } else { "_struct" };
    args.no_keywords(vm, &format!("{owner}.{name}"))
}

/// `pack(format, /, *values)`
fn pack(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    no_keywords(vm, args, "pack")?;
    let Some(first) = args.first() else { return Err(vm.raise_type_error("missing format argument")) };
    let format = own_format(vm, first)?;
    check_count(vm, "pack", &format, args.len() - 1)?;
    let bytes = codec::pack(vm, &format, &args[1..])?;
    Ok(vm.new_bytes(&bytes))
}

/// Where an offset lies in a buffer; the errors say what was to be done there.
fn place(vm: &mut Vm, offset: i64, size: usize, buffer: usize, packs: bool) -> PyResult<usize> {
    let (size, buffer) = (size as i64, buffer as i64);
    let mut start = offset;
    if offset < 0 {
        if offset + size > 0 {
            let message = if packs {
                format!("no space to pack {size} bytes at offset {offset}")
            } else {
                format!("not enough data to unpack {size} bytes at offset {offset}")
            };
            return Err(raise(vm, &message));
        }
        start = offset + buffer;
        if start < 0 {
            return Err(raise(vm, &format!("offset {offset} out of range for {buffer}-byte buffer")));
        }
    }
    if buffer - start < size {
        let (function, doing) = if packs { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        let least = start.saturating_add(size);
        return Err(raise(
            vm,
            &format!(
                "{function} requires a buffer of at least {least} bytes for {doing} {size} bytes at offset {start} \
                 (actual buffer size is {buffer})"
            ),
        ));
    }
    Ok(start as usize)
}

/// `pack_into(format, buffer, offset, /, *values)`
fn pack_into(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    no_keywords(vm, args, "pack_into")?;
    let Some(first) = args.first() else { return Err(vm.raise_type_error("missing format argument")) };
    let format = own_format(vm, first)?;
    let (Some(buffer), Some(offset)) = (args.get(1), args.get(2)) else {
        let missing = if args.len() < 2 { "buffer" } else { "offset" };
        return Err(raise(vm, &format!("pack_into expected {missing} argument")));
    };
    check_count(vm, "pack_into", &format, args.len() - 3)?;
    let Some(length) = buffer.writable_len() else {
        let found = vm.type_name(buffer);
        let message = format!("argument must be read-write bytes-like object, not {found}");
        return Err(vm.raise_type_error(message));
    };
    let offset = vm.index_i64(offset)?;
    let start = place(vm, offset, format.size, length, true)?;
    let bytes = codec::pack(vm, &format, &args[3..])?;
    write_at(vm, buffer, start, &bytes)?;
    Ok(Value::NONE)
}

fn write_at(vm: &mut Vm, buffer: &Value, start: usize, bytes: &[u8]) -> PyResult<()> {
    // Packing may have run code that made the buffer smaller.
    let written = buffer.overwrite_bytes(start, bytes);
    written.ok_or_else(|| raise(vm, "the buffer became smaller while it was packed into"))
}

/// The bytes of a buffer.
fn bytes_of(vm: &mut Vm, buffer: &Value) -> PyResult<Vec<u8>> {
    Ok(crate::bytes::expect_bytes(vm, buffer)?.to_vec())
}

fn unpack(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let format = own_format(vm, &args[0])?;
    let bytes = crate::bytes::expect_bytes(vm, &args[1])?;
    if bytes.len() != format.size {
        return Err(raise(vm, &format!("unpack requires a buffer of {} bytes", format.size)));
    }
    let values = codec::unpack(vm, &format, &bytes);
    Ok(vm.new_tuple(values))
}

const UNPACK_FROM: Parameters<3> =
    Parameters { function: "unpack_from", names: ["", "buffer", "offset"], required: 2, positional: 3 };

/// `unpack_from(format, /, buffer, offset=0)`
fn unpack_from(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [first, buffer, offset] = args.bind(vm, &UNPACK_FROM)?;
    let [first, buffer] = [first, buffer].map(|value| value.unwrap_or(Value::NONE));
    let format = own_format(vm, &first)?;
    let offset = offset.map_or(Ok(0), |offset| vm.index_i64(&offset))?;
    let bytes = crate::bytes::expect_bytes(vm, &buffer)?;
    let start = place(vm, offset, format.size, bytes.len(), false)?;
    let values = codec::unpack(vm, &format, &bytes[start..start + format.size]);
    Ok(vm.new_tuple(values))
}

fn iter_unpack(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let format = own_format(vm, &args[0])?;
    if format.size == 0 {
        return Err(raise(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let length = crate::bytes::expect_bytes(vm, &args[1])?.len();
    if length % format.size != 0 {
        let message = format!("iterative unpacking requires a buffer of a multiple of {} bytes", format.size);
        return Err(raise(vm, &message));
    }
    let (buffer, offset) = (Slot::new(args[1].clone()), Cell::new(0));
    Ok(UnpackIterator::allocate(&mut vm.heap, id::UNPACK_ITERATOR, Plain(format), buffer, offset)
        .into_value())
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<UnpackIterator>() else { return Ok(None) };
    let Some(buffer) = parts.buffer.get() else { return Ok(None) };
    let (start, size) = (parts.offset.get(), parts.format.0.size);
    let item = {
        let bytes = crate::bytes::expect_bytes(vm, &buffer)?;
        bytes.get(start..start + size).map(|bytes| codec::unpack(vm, &parts.format.0, bytes))
    };
    match item {
        Some(values) => {
            parts.offset.set(start + size);
            Ok(Some(vm.new_tuple(values)))
        }
        None => {
            parts.buffer.give_up();
            Ok(None)
        }
    }
}

fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(parts) = args[0].downcast::<UnpackIterator>() else { return Ok(Value::NONE) };
    let Some(buffer) = parts.buffer.get() else { return Ok(Value::from_small(0)) };
    let left = bytes_of(vm, &buffer)?.len().saturating_sub(parts.offset.get());
    Ok(vm.int_from_usize(left / parts.format.0.size))
}

fn text(this: &Value) -> Value {
    this.exact().downcast::<Struct>().map_or(Value::NONE, |this| this.text.get_or_none())
}

fn repr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.class_of(&args[0]).name_text();
    let text = vm.repr_string(&text(&args[0]))?;
    Ok(vm.new_str(&format!("{name}({text})")))
}

fn repr_slot(vm: &mut Vm, this: &Value) -> PyResult {
    repr(vm, &Arguments::positional(std::slice::from_ref(this)))
}

const ATTRIBUTES: &[GetSetDef] = &[
    getter("format", |_, this| Ok(text(this))),
    getter("size", |vm, this| {
        let format = own_format(vm, this)?;
        Ok(vm.int_from_usize(format.size))
    }),
];

const METHODS: &[NativeDef] = &[
    method("__repr__", repr, Arity::Zero).keep_self(),
    method("iter_unpack", iter_unpack, Arity::One),
    method("pack", pack, Arity::Any),
    method("pack_into", pack_into, Arity::Any),
    method("unpack", unpack, Arity::One),
    method("unpack_from", unpack_from, Arity::Any),
];

const ITERATOR_METHODS: &[NativeDef] = &[method("__length_hint__", length_hint, Arity::Zero)];

/// Declares layouts and fills the classes in.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::STRUCT, Struct::LAYOUT);
    let slots = Slots { repr: Some(repr_slot), new: Some(new), init: Some(init), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::STRUCT, slots).methods(METHODS).getsets(ATTRIBUTES));
    vm.heap.set_layout(id::UNPACK_ITERATOR, UnpackIterator::LAYOUT);
    let slots = Slots { iter: Some(|_, this| Ok(this.clone())), next: Some(next), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::UNPACK_ITERATOR, slots).methods(ITERATOR_METHODS));
}
