//! `StringIO`: text in memory. Positions are counted in characters.

use std::cell::RefCell;

use super::text_state::Newline;
use super::{lines_of, raise_closed, raise_unsupported, seek_arguments, size_argument, write_each};
use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// The text and the position in it.
pub(crate) struct Memory {
    text: String,
    /// Characters of the text.
    length: usize,
    /// Position in characters; may lie behind the end.
    at: usize,
    /// The same in bytes, at most the end.
    offset: usize,
    newline: Newline,
    closed: bool,
}

impl Memory {
    fn new(newline: Newline) -> Memory {
        Memory { text: String::new(), length: 0, at: 0, offset: 0, newline, closed: false }
    }

    fn is_ascii(&self) -> bool {
        self.length == self.text.len()
    }

    /// Bytes that so many characters from an offset on take.
    fn width(&self, offset: usize, characters: usize) -> usize {
        let rest = &self.text[offset..];
        if self.is_ascii() {
            return characters.min(rest.len());
        }
        rest.char_indices().nth(characters).map_or(rest.len(), |(at, _)| at)
    }

    fn seek(&mut self, at: usize) {
        self.offset = self.width(0, at);
        self.at = at;
    }

    fn write(&mut self, text: &str) {
        let translated = match self.newline {
            Newline::Universal if text.contains('\r') => Some(text.replace("\r\n", "\n").replace('\r', "\n")),
            newline => newline.translate_written(text),
        };
        let text = translated.as_deref().unwrap_or(text);
        if text.is_empty() {
            return;
        }
        while self.length < self.at {
            self.text.push('\0');
            self.length += 1;
            self.offset = self.text.len();
        }
        let characters = if text.is_ascii() { text.len() } else { text.chars().count() };
        if self.offset == self.text.len() {
            self.text.push_str(text);
            self.length += characters;
        } else {
            let width = self.width(self.offset, characters);
            let gone = characters.min(self.length - self.at);
            self.text.replace_range(self.offset..self.offset + width, text);
            self.length = self.length - gone + characters;
        }
        self.at += characters;
        self.offset += text.len();
    }

    /// Takes bytes from the position on.
    fn take(&mut self, width: usize) -> String {
        let taken = self.text[self.offset..self.offset + width].to_owned();
        self.at += if self.is_ascii() { width } else { taken.chars().count() };
        self.offset += width;
        taken
    }

    fn read(&mut self, characters: Option<usize>) -> String {
        let rest = self.text.len() - self.offset;
        let width = characters.map_or(rest, |characters| self.width(self.offset, characters));
        self.take(width)
    }

    fn read_line(&mut self, limit: Option<usize>) -> String {
        // Ends of lines were made `\n` when the text was written.
        let newline = if self.newline == Newline::Universal { Newline::Feed } else { self.newline };
        let rest = &self.text.as_bytes()[self.offset..];
        let end = newline.find_end(rest, 0, true).unwrap_or(rest.len());
        let width = limit.map_or(end, |limit| self.width(self.offset, limit).min(end));
        self.take(width)
    }
}

object_type! {
    /// Text in memory.
    pub struct StringIo(|type_id| type_id == id::STRING_IO) "StringIO" {
        memory: Plain<RefCell<Memory>>,
    }
}

const METHODS: &[NativeDef] = &[
    method("getvalue", getvalue, Arity::Zero),
    method("read", read, Arity::Between(0, 1)),
    method("readline", readline, Arity::Between(0, 1)),
    method(
        "readlines",
        |vm, args| lines_of(vm, args, |line| line.as_str().map_or(0, str::len)),
        Arity::Between(0, 1),
    ),
    method("write", write, Arity::One),
    method("writelines", writelines, Arity::One),
    method("seek", seek, Arity::Between(1, 2)),
    method("tell", tell, Arity::Zero),
    method("truncate", truncate, Arity::Between(0, 1)),
    method("flush", |vm, args| answer(vm, args, Value::NONE), Arity::Zero),
    method("close", close, Arity::Zero),
    method("readable", |vm, args| answer(vm, args, Value::TRUE), Arity::Zero),
    method("writable", |vm, args| answer(vm, args, Value::TRUE), Arity::Zero),
    method("seekable", |vm, args| answer(vm, args, Value::TRUE), Arity::Zero),
    method("isatty", |vm, args| answer(vm, args, Value::FALSE), Arity::Zero),
    method("fileno", |vm, _| Err(raise_unsupported(vm, "fileno")), Arity::Zero),
    method("detach", |vm, _| Err(raise_unsupported(vm, "detach")), Arity::Zero),
    method("__enter__", enter, Arity::Zero).keep_self(),
    method("__exit__", close, Arity::AtLeast(0)),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("closed", |_, this| Ok(Value::from_bool(file(this).memory.0.borrow().closed))),
    getter("encoding", |_, _| Ok(Value::NONE)),
    getter("errors", |_, _| Ok(Value::NONE)),
    getter("newlines", |_, _| Ok(Value::NONE)),
    getter("line_buffering", |_, _| Ok(Value::FALSE)),
];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::STRING_IO, StringIo::LAYOUT);
    let slots = Slots {
        iter: Some(|vm, this| {
            if file(this).memory.0.borrow().closed {
                return Err(raise_closed(vm));
            }
            Ok(this.clone())
        }),
        next: Some(next),
        new: Some(|vm, _, _| {
            let memory = Plain(RefCell::new(Memory::new(Newline::Feed)));
            Ok(StringIo::allocate(&mut vm.heap, id::STRING_IO, memory).into_value())
        }),
        init: Some(init),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::STRING_IO, slots).methods(METHODS).getsets(ATTRIBUTES));
}

fn file(value: &Value) -> &Ref<StringIo> {
    value.exact().downcast::<StringIo>().expect("a method of StringIO gets one")
}

/// Works with the memory of an open file.
fn with_open<T>(vm: &mut Vm, this: &Value, work: impl FnOnce(&mut Memory) -> T) -> PyResult<T> {
    let mut memory = file(this).memory.0.borrow_mut();
    if memory.closed {
        return Err(closed(vm));
    }
    Ok(work(&mut memory))
}

#[cold]
fn closed(vm: &mut Vm) -> Raised {
    vm.raise_value_error("I/O operation on closed file")
}

fn answer(vm: &mut Vm, args: &Arguments<'_>, value: Value) -> PyResult {
    with_open(vm, args[0].exact(), |_| value)
}

const PARAMETERS: Parameters<2> =
    Parameters { function: "StringIO", names: ["initial_value", "newline"], required: 0, positional: 2 };

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let [initial, newline] = args.bind(vm, &PARAMETERS)?;
    let newline = match newline {
        Some(newline) if newline.is_none() => Newline::Universal,
        Some(newline) => match newline.as_str() {
            Some(text) => match Newline::from_text(Some(text)) {
                Some(newline) => newline,
                None => {
                    let shown = vm.repr_string(&newline)?;
                    return Err(vm.raise_value_error(format!("illegal newline value: {shown}")));
                }
            },
            None => {
                let name = vm.type_name(&newline);
                return Err(vm.raise_type_error(format!("newline must be str or None, not {name}")));
            }
        },
        None => Newline::Feed,
    };
    let mut memory = Memory::new(newline);
    if let Some(initial) = initial.filter(|initial| !initial.is_none()) {
        let Some(text) = initial.as_str() else {
            let name = vm.type_name(&initial);
            return Err(vm.raise_type_error(format!("initial_value must be str or None, not {name}")));
        };
        memory.write(text);
        memory.seek(0);
    }
    file(this).memory.0.replace(memory);
    Ok(())
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let line = with_open(vm, this, |memory| memory.read_line(None))?;
    Ok(if line.is_empty() { None } else { Some(vm.new_str(&line)) })
}

fn getvalue(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = with_open(vm, &args[0], |memory| memory.text.clone())?;
    Ok(vm.new_str(&text))
}

fn read(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = size_argument(vm, args)?;
    let text = with_open(vm, &args[0], |memory| memory.read(size))?;
    Ok(vm.new_str(&text))
}

fn readline(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let limit = size_argument(vm, args)?;
    let text = with_open(vm, &args[0], |memory| memory.read_line(limit))?;
    Ok(vm.new_str(&text))
}

/// Writes text to a StringIO.
pub(super) fn write_text(vm: &mut Vm, this: &Value, text: &str) -> PyResult<()> {
    with_open(vm, this, |memory| memory.write(text))
}

fn write(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(text) = args[1].as_str() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.raise_type_error(format!("string argument expected, got '{name}'")));
    };
    write_text(vm, &args[0], text)?;
    Ok(vm.int_from_usize(if text.is_ascii() { text.len() } else { text.chars().count() }))
}

fn writelines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    with_open(vm, &args[0], |_| ())?;
    write_each(vm, args, write)
}

fn seek(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (offset, whence) = seek_arguments(vm, args)?;
    with_open(vm, &args[0], |_| ())?;
    let message = match (whence, offset) {
        (0, 0..) | (1 | 2, 0) => None,
        (0, _) => Some(format!("Negative seek position {offset}")),
        (1 | 2, _) => {
            return Err(vm.raise(ExceptionKind::OSError, "Can't do nonzero cur-relative seeks"));
        }
        _ => Some(format!("Invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    if let Some(message) = message {
        return Err(vm.raise_value_error(message));
    }
    let at = with_open(vm, &args[0], |memory| {
        let to = match whence {
            0 => offset as usize,
            1 => memory.at,
            _ => memory.length,
        };
        memory.seek(to);
        to
    })?;
    Ok(vm.int_from_usize(at))
}

fn tell(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let at = with_open(vm, &args[0], |memory| memory.at)?;
    Ok(vm.int_from_usize(at))
}

fn truncate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = match args.get(1).filter(|size| !size.is_none()) {
        Some(size) => Some(vm.index_i64(size)?),
        None => None,
    };
    if let Some(size @ ..0) = size {
        return Err(vm.raise_value_error(format!("Negative size value {size}")));
    }
    let size = with_open(vm, &args[0], |memory| {
        let size = size.map_or(memory.at, |size| size as usize);
        if size < memory.length {
            let width = memory.width(0, size);
            memory.text.truncate(width);
            memory.length = size;
            memory.offset = memory.offset.min(width);
        }
        size
    })?;
    Ok(vm.int_from_usize(size))
}

fn enter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if file(&args[0]).memory.0.borrow().closed {
        return Err(raise_closed(vm));
    }
    Ok(args[0].clone())
}

fn close(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut memory = file(&args[0]).memory.0.borrow_mut();
    memory.closed = true;
    memory.text = String::new();
    Ok(Value::NONE)
}
