//! Files of bytes: `FileIO`, `BufferedReader`, `BufferedWriter`, `BufferedRandom` and `BytesIO`.

use std::cell::{Ref as Borrow, RefCell};
use std::io::{self, IsTerminal, SeekFrom};

use super::stream::{Source, Stream};
use super::{
    INITIAL, lines_of, raise_closed, raise_unsupported, seek_arguments, seek_from, size_argument, write_each,
};
use crate::bytes::{ByteView, Exports, expect_bytes};
use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getter, method};
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A file of bytes.
    pub struct BinaryFile(|type_id| matches!(
        type_id,
        id::FILE_IO | id::BUFFERED_READER | id::BUFFERED_WRITER | id::BUFFERED_RANDOM | id::BYTES_IO
    )) "binary file" {
        /// The bytes.
        pub(super) stream: Plain<RefCell<Stream>>,
        /// `name`.
        pub(super) name: Slot,
        /// `mode`.
        pub(super) mode: Slot,
        /// The views of a file in memory.
        pub(crate) exports: Plain<Exports>,
    }
}

const METHODS: &[NativeDef] = &[
    method("read", read, Arity::Between(0, 1)),
    method("read1", read1, Arity::Between(0, 1)),
    method("readinto", readinto, Arity::One),
    method("readline", readline, Arity::Between(0, 1)),
    method("readlines", |vm, args| lines_of(vm, args, byte_length), Arity::Between(0, 1)),
    method("write", write, Arity::One),
    method("writelines", writelines, Arity::One),
    method("seek", seek, Arity::Between(1, 2)),
    method("tell", tell, Arity::Zero),
    method("truncate", truncate, Arity::Between(0, 1)),
    method("flush", flush, Arity::Zero),
    method("close", close, Arity::Zero),
    method("isatty", isatty, Arity::Zero),
    method("readable", |vm, args| ability(vm, args, |stream| stream.readable), Arity::Zero),
    method("writable", |vm, args| ability(vm, args, |stream| stream.writable), Arity::Zero),
    method("seekable", |vm, args| ability(vm, args, Stream::seekable), Arity::Zero),
    method("fileno", fileno, Arity::Zero),
    method("__enter__", enter, Arity::Zero),
    method("__exit__", exit, Arity::AtLeast(0)),
];

const BUFFERED_ONLY: &[NativeDef] =
    &[method("peek", peek, Arity::Between(0, 1)), method("detach", detach, Arity::Zero)];
const RAW_ONLY: &[NativeDef] = &[method("readall", read, Arity::Zero)];
const MEMORY_ONLY: &[NativeDef] = &[
    method("getvalue", getvalue, Arity::Zero),
    method("getbuffer", getbuffer, Arity::Zero),
    method("detach", detach, Arity::Zero),
];

const CLOSED: GetSetDef =
    getter("closed", |_, this| Ok(Value::from_bool(file(this).stream.0.borrow().is_closed())));
const ATTRIBUTES: &[GetSetDef] = &[
    CLOSED,
    getter("name", |_, this| Ok(file(this).name.get_or_none())),
    getter("mode", |_, this| Ok(file(this).mode.get_or_none())),
];

pub(super) fn define(vm: &mut Vm) {
    let types = [id::FILE_IO, id::BUFFERED_READER, id::BUFFERED_WRITER, id::BUFFERED_RANDOM, id::BYTES_IO];
    for type_id in types {
        vm.heap.set_layout(type_id, BinaryFile::LAYOUT);
        let memory = type_id == id::BYTES_IO;
        let slots = Slots {
            repr: if memory { None } else { Some(repr) },
            iter: Some(iter),
            next: Some(next),
            new: if memory { Some(|vm, _, _| Ok(vm.new_bytes_io(Vec::new()))) } else { None },
            init: if memory { Some(init) } else { None },
            ..Slots::NONE
        };
        let attributes: &[GetSetDef] = if memory { &[CLOSED] } else { ATTRIBUTES };
        vm.define_type(&BuiltinType::new(type_id, slots).methods(METHODS).getsets(attributes));
        vm.add_methods(
            type_id,
            match type_id {
                id::BYTES_IO => MEMORY_ONLY,
                id::FILE_IO => RAW_ONLY,
                _ => BUFFERED_ONLY,
            },
        );
    }
}

impl Vm {
    /// A new file of bytes.
    pub(crate) fn new_binary_file(
        &mut self,
        type_id: TypeId,
        stream: Stream,
        name: Option<Value>,
        mode: &str,
    ) -> Value {
        let mode = self.new_str(mode);
        let stream = Plain(RefCell::new(stream));
        let (name, mode, exports) = (Slot::from_option(name), Slot::new(mode), Plain(Exports::default()));
        BinaryFile::allocate(&mut self.heap, type_id, stream, name, mode, exports).into_value()
    }

    pub(super) fn new_bytes_io(&mut self, bytes: Vec<u8>) -> Value {
        let stream = Stream::new(Source::Memory(bytes, 0), true, true);
        self.new_binary_file(id::BYTES_IO, stream, None, "rb+")
    }

    /// Runs an operation on the stream of an open file.
    pub(super) fn with_stream<T>(
        &mut self,
        file: &BinaryFile,
        operate: impl FnOnce(&mut Stream, &mut crate::io::Streams) -> io::Result<T>,
    ) -> PyResult<T> {
        let mut stream = file.stream.0.borrow_mut();
        if stream.is_closed() {
            drop(stream);
            return Err(raise_closed(self));
        }
        let result = operate(&mut stream, &mut self.streams);
        drop(stream);
        result.map_err(|error| self.raise_os_error(&error, None))
    }
}

/// The file behind a value that methods of files get.
pub(super) fn file(value: &Value) -> &Ref<BinaryFile> {
    value.exact().downcast::<BinaryFile>().expect("a method of binary files gets one")
}

fn byte_length(line: &Value) -> usize {
    line.as_bytes().map_or(0, <[u8]>::len)
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let [initial] = args.bind(vm, &INITIAL)?;
    check_resizable(vm, this)?;
    let bytes = match initial.filter(|initial| !initial.is_none()) {
        Some(initial) => expect_bytes(vm, &initial)?.to_vec(),
        None => Vec::new(),
    };
    file(this).stream.0.replace(Stream::new(Source::Memory(bytes, 0), true, true));
    Ok(())
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let this = file(this);
    let kind = vm.class_of(this.value()).name_text();
    let name = vm.repr_string(&this.name.get_or_none())?;
    if this.value().type_id() == id::FILE_IO {
        let mode = vm.repr_string(&this.mode.get_or_none())?;
        return Ok(vm.new_str(&format!("<_io.FileIO name={name} mode={mode} closefd=True>")));
    }
    Ok(vm.new_str(&format!("<_io.{kind} name={name}>")))
}

fn iter(vm: &mut Vm, this: &Value) -> PyResult {
    check_open(vm, this)?;
    Ok(this.clone())
}

fn check_open(vm: &mut Vm, this: &Value) -> PyResult<()> {
    if file(this).stream.0.borrow().is_closed() {
        return Err(raise_closed(vm));
    }
    Ok(())
}

/// Raises if the file is closed, in the words of what only asks about it.
pub(super) fn check_answers(vm: &mut Vm, this: &Value) -> PyResult<()> {
    if file(this).value().type_id() != id::BYTES_IO && file(this).stream.0.borrow().is_closed() {
        return Err(vm.raise_value_error("I/O operation on closed file"));
    }
    check_open(vm, this)
}

/// Raises unless the file is open for reading; `verb` is what is done.
fn check_readable(vm: &mut Vm, this: &Value, verb: &str) -> PyResult<()> {
    let (closed, readable) = {
        let stream = file(this).stream.0.borrow();
        (stream.is_closed(), stream.readable)
    };
    let kind = file(this).value().type_id();
    // A type that cannot read at all says so before it looks.
    if !readable && !closed || kind == id::BUFFERED_WRITER {
        let is_raw = kind == id::FILE_IO;
        return Err(raise_unsupported(vm, if is_raw { "File not open for reading" } else { "read" }));
    }
    if closed {
        return Err(closed_error(vm, this, verb, "of"));
    }
    Ok(())
}

#[cold]
fn closed_error(vm: &mut Vm, this: &Value, verb: &str, preposition: &str) -> Raised {
    match file(this).value().type_id() {
        id::BYTES_IO => raise_closed(vm),
        id::FILE_IO => vm.raise_value_error("I/O operation on closed file"),
        _ => vm.raise_value_error(format!("{verb} {preposition} closed file")),
    }
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let line = read_line(vm, this, None, "readline")?;
    Ok(if line.is_empty() { None } else { Some(vm.new_bytes(&line)) })
}

fn read_line(vm: &mut Vm, this: &Value, limit: Option<usize>, verb: &str) -> PyResult<Vec<u8>> {
    check_readable(vm, this, verb)?;
    let file = file(this).clone();
    vm.with_stream(&file, |stream, streams| stream.read_line(streams, limit))
}

fn read(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = match args.get(1) {
        Some(size) if !size.is_none() && file(&args[0]).value().type_id() != id::BYTES_IO => {
            size_argument(vm, args)?;
            let size = vm.index_i64(size)?;
            if size < -1 && file(&args[0]).value().type_id() != id::FILE_IO {
                check_readable(vm, &args[0], "read")?;
                return Err(vm.raise_value_error("read length must be non-negative or -1"));
            }
            usize::try_from(size).ok()
        }
        _ => size_argument(vm, args)?,
    };
    check_readable(vm, &args[0], "read")?;
    let file = file(&args[0]).clone();
    let bytes = vm.with_stream(&file, |stream, streams| stream.read(streams, size))?;
    Ok(vm.new_bytes(&bytes))
}

/// What can be had with one look at the source.
fn read1(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = size_argument(vm, args)?;
    check_readable(vm, &args[0], "read")?;
    let file = file(&args[0]).clone();
    let bytes = vm.with_stream(&file, |stream, streams| {
        if stream.ahead().is_empty() {
            stream.fill(streams)?;
        }
        let have = stream.ahead().len();
        Ok(stream.take(size.map_or(have, |size| size.min(have))))
    })?;
    Ok(vm.new_bytes(&bytes))
}

fn peek(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_readable(vm, &args[0], "peek")?;
    let file = file(&args[0]).clone();
    let bytes = vm.with_stream(&file, |stream, streams| {
        if stream.ahead().is_empty() {
            stream.fill(streams)?;
        }
        Ok(stream.ahead().to_vec())
    })?;
    Ok(vm.new_bytes(&bytes))
}

fn readinto(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(room) = args[1].writable_len() else {
        let name = vm.type_name(&args[1]);
        let place = if file(&args[0]).value().type_id() == id::FILE_IO { " 1" } else { "" };
        let message = format!("readinto() argument{place} must be read-write bytes-like object, not {name}");
        return Err(vm.raise_type_error(message));
    };
    check_readable(vm, &args[0], "readinto")?;
    let file = file(&args[0]).clone();
    let bytes = vm.with_stream(&file, |stream, streams| stream.read(streams, Some(room)))?;
    if args[1].overwrite_bytes(0, &bytes).is_none() {
        return Err(vm.raise_value_error("the buffer became smaller while it was read into"));
    }
    Ok(vm.int_from_usize(bytes.len()))
}

fn readline(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let limit = size_argument(vm, args)?;
    let line = read_line(vm, &args[0], limit, "readline")?;
    Ok(vm.new_bytes(&line))
}

fn write(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (closed, writable) = {
        let stream = file(&args[0]).stream.0.borrow();
        (stream.is_closed(), stream.writable)
    };
    if file(&args[0]).value().type_id() == id::BUFFERED_READER {
        return Err(raise_unsupported(vm, "write"));
    }
    check_resizable(vm, &args[0])?;
    let bytes = expect_bytes(vm, &args[1])?.to_vec();
    if closed {
        return Err(closed_error(vm, &args[0], "write", "to"));
    }
    let file = file(&args[0]).clone();
    let is_raw = file.value().type_id() == id::FILE_IO;
    if !writable {
        return Err(raise_unsupported(vm, if is_raw { "File not open for writing" } else { "write" }));
    }
    vm.with_stream(&file, |stream, streams| {
        stream.write(streams, &bytes)?;
        if is_raw { stream.flush(streams) } else { Ok(()) }
    })?;
    Ok(vm.int_from_usize(bytes.len()))
}

fn writelines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_open(vm, &args[0])?;
    write_each(vm, args, write)
}

fn seek(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (offset, whence) = seek_arguments(vm, args)?;
    let file = file(&args[0]).clone();
    if file.stream.0.borrow().is_closed() {
        return Err(closed_error(vm, &args[0], "seek", "of"));
    }
    if whence == 0 && offset < 0 && file.value().type_id() != id::BYTES_IO {
        return Err(vm.raise_os_error(&io::Error::from_raw_os_error(22), None));
    }
    let to = match whence {
        0..=2 => seek_from(vm, offset, whence)?,
        _ if file.value().type_id() == id::BYTES_IO => seek_from(vm, offset, whence)?,
        _ => return Err(vm.raise_value_error(format!("whence value {whence} unsupported"))),
    };
    let position = vm.with_stream(&file, |stream, streams| stream.seek(streams, to))?;
    Ok(vm.int(position as i64))
}

fn tell(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_answers(vm, &args[0])?;
    let file = file(&args[0]).clone();
    let position = vm.with_stream(&file, |stream, _| stream.tell())?;
    Ok(vm.int(position as i64))
}

fn truncate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_resizable(vm, &args[0])?;
    let file = file(&args[0]).clone();
    let (closed, writable) = {
        let stream = file.stream.0.borrow();
        (stream.is_closed(), stream.writable)
    };
    if closed {
        return Err(closed_error(vm, &args[0], "truncate", "of"));
    }
    if !writable {
        let is_raw = file.value().type_id() == id::FILE_IO;
        return Err(raise_unsupported(vm, if is_raw { "File not open for writing" } else { "truncate" }));
    }
    let size = match args.get(1).filter(|size| !size.is_none()) {
        Some(size) => vm.index_i64(size)?,
        None => vm.with_stream(&file, |stream, _| stream.tell())? as i64,
    };
    let Ok(length) = u64::try_from(size) else {
        if file.value().type_id() == id::BYTES_IO {
            return Err(vm.raise_value_error(format!("negative size value {size}")));
        }
        return Err(vm.raise_os_error(&io::Error::from_raw_os_error(22), None));
    };
    vm.with_stream(&file, |stream, streams| stream.truncate(streams, length))?;
    Ok(vm.int(size))
}

fn flush(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let file = file(&args[0]).clone();
    if file.stream.0.borrow().is_closed() {
        return Err(match file.value().type_id() {
            id::BUFFERED_WRITER | id::BUFFERED_RANDOM => closed_error(vm, &args[0], "flush", "of"),
            _ => raise_closed(vm),
        });
    }
    vm.with_stream(&file, |stream, streams| stream.flush(streams))?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_resizable(vm, &args[0])?;
    let file = file(&args[0]).clone();
    if !file.stream.0.borrow().is_closed() {
        vm.with_stream(&file, |stream, streams| stream.close(streams))?;
    }
    Ok(Value::NONE)
}

/// Whether the stream is a terminal.
pub(super) fn is_terminal(vm: &Vm, stream: &Stream) -> bool {
    match &stream.source {
        Source::Out => vm.streams.out.is_terminal(),
        Source::Err => vm.streams.err.is_terminal(),
        Source::File(file) => file.is_terminal(),
        _ => false,
    }
}

fn isatty(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_answers(vm, &args[0])?;
    let answer = is_terminal(vm, &file(&args[0]).stream.0.borrow());
    Ok(Value::from_bool(answer))
}

fn ability(vm: &mut Vm, args: &Arguments<'_>, able: fn(&Stream) -> bool) -> PyResult {
    check_answers(vm, &args[0])?;
    Ok(Value::from_bool(able(&file(&args[0]).stream.0.borrow())))
}

fn fileno(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    file_number(vm, &file(&args[0]).clone())
}

/// The number that the operating system knows a file by.
pub(super) fn file_number(vm: &mut Vm, file: &BinaryFile) -> PyResult {
    let number = match &file.stream.0.borrow().source {
        Source::In => Some(0),
        Source::Out => Some(1),
        Source::Err => Some(2),
        Source::File(file) => Some(number_of(file)),
        Source::Memory(..) => None,
        Source::Closed => Some(-1),
    };
    match number {
        Some(-1) => Err(vm.raise_value_error("I/O operation on closed file")),
        Some(number) => Ok(Value::from_small(number)),
        None => Err(raise_unsupported(vm, "fileno")),
    }
}

#[cfg(unix)]
fn number_of(file: &std::fs::File) -> i64 {
    use std::os::fd::AsRawFd;
    i64::from(file.as_raw_fd())
}

#[cfg(not(unix))]
fn number_of(_file: &std::fs::File) -> i64 {
    3
}

fn enter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_open(vm, &args[0])?;
    Ok(args[0].clone())
}

fn exit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.intern("close");
    vm.call_method(&args[0], &name, &[])?;
    Ok(Value::NONE)
}

fn detach(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Err(raise_unsupported(vm, "detach"))
}

fn getvalue(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let file = file(&args[0]).clone();
    let bytes = vm.with_stream(&file, |stream, streams| {
        stream.flush(streams)?;
        Ok(match &stream.source {
            Source::Memory(bytes, _) => bytes.clone(),
            _ => Vec::new(),
        })
    })?;
    Ok(vm.new_bytes(&bytes))
}

fn getbuffer(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_open(vm, &args[0])?;
    Ok(vm.new_view_of_memory(&args[0]))
}

impl BinaryFile {
    /// The bytes of a file in memory.
    pub(crate) fn memory(&self) -> Option<ByteView<'_>> {
        let memory = Borrow::filter_map(self.stream.0.borrow(), |stream| match &stream.source {
            Source::Memory(bytes, _) => Some(bytes.as_slice()),
            _ => None,
        });
        memory.ok().map(ByteView::Array)
    }

    /// Changes bytes of a file in memory, all of which are there.
    pub(crate) fn overwrite_memory(&self, start: usize, bytes: &[u8]) -> Option<()> {
        match &mut self.stream.0.borrow_mut().source {
            Source::Memory(all, _) => {
                all.get_mut(start..start + bytes.len()).map(|place| place.copy_from_slice(bytes))
            }
            _ => None,
        }
    }
}

/// While there is a view, the file keeps its size.
fn check_resizable(vm: &mut Vm, this: &Value) -> PyResult<()> {
    if file(this).exports.0.any() {
        let message = "Existing exports of data: object cannot be re-sized";
        return Err(vm.raise(ExceptionKind::BufferError, message));
    }
    Ok(())
}

/// The end of the stream, for files opened to append.
pub(super) fn go_to_end(vm: &mut Vm, file: &BinaryFile) -> PyResult<()> {
    if file.stream.0.borrow().seekable() {
        vm.with_stream(file, |stream, streams| stream.seek(streams, SeekFrom::End(0)))?;
    }
    Ok(())
}
