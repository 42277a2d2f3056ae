//! Text files: what `open()` gives, and `sys.stdin`, `sys.stdout`, `sys.stderr`.
//!
//! Files hold UTF-8. Reading turns `\r\n` and `\r` into `\n`.

use std::cell::RefCell;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, getter, method};
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// What a text file reads from or writes to.
pub(crate) enum Backing {
    /// The `Vm`'s standard output.
    Out,
    /// The `Vm`'s standard error.
    Err,
    /// The `Vm`'s standard input.
    In,
    /// A file opened for reading.
    Reader(BufReader<File>),
    /// A file opened for writing.
    Writer(BufWriter<File>),
    /// Nothing any more.
    Closed,
}

object_type! {
    /// A text file.
    pub struct TextFile(|type_id| type_id == id::TEXT_FILE) "text file" {
        /// What is behind it.
        pub(crate) backing: Plain<RefCell<Backing>>,
        /// `name`.
        pub(crate) name: Slot,
        /// `mode`.
        pub(crate) mode: Slot,
    }
}

/// Defines the type.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TEXT_FILE, TextFile::LAYOUT);
    let slots = Slots { repr: Some(repr), iter: Some(iter), next: Some(next), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::TEXT_FILE, slots).methods(METHODS).getsets(ATTRIBUTES));
}

const METHODS: &[NativeDef] = &[
    method("read", read, Arity::Between(0, 1)),
    method("readline", readline, Arity::Between(0, 1)),
    method("readlines", readlines, Arity::Zero),
    method("write", write, Arity::One),
    method("writelines", writelines, Arity::One),
    method("flush", flush, Arity::Zero),
    method("close", close, Arity::Zero),
    method("isatty", isatty, Arity::Zero),
    method("readable", readable, Arity::Zero),
    method("writable", writable, Arity::Zero),
    method("fileno", fileno, Arity::Zero),
    method("__enter__", enter, Arity::Zero),
    method("__exit__", exit, Arity::Any),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("name", |_, this| Ok(file(this).name.get_or_none())),
    getter("mode", |_, this| Ok(file(this).mode.get_or_none())),
    getter("encoding", |vm, _| Ok(vm.new_str("utf-8"))),
    getter("errors", |vm, _| Ok(vm.new_str("strict"))),
    getter("closed", |_, this| {
        Ok(Value::from_bool(matches!(*file(this).backing.0.borrow(), Backing::Closed)))
    }),
];

impl Vm {
    /// A new text file.
    pub(crate) fn new_text_file(&mut self, backing: Backing, name: Value, mode: &str) -> Value {
        let mode = self.new_str(mode);
        let backing = Plain(RefCell::new(backing));
        TextFile::allocate(&mut self.heap, id::TEXT_FILE, backing, Slot::new(name), Slot::new(mode))
            .into_value()
    }

    /// Writes text to a file object of whatever kind.
    pub(crate) fn write_to(&mut self, target: &Value, text: &str) -> PyResult<()> {
        if let Some(file) = target.downcast::<TextFile>() {
            let file = file.clone();
            return self.write_text(&file, text);
        }
        let (name, text) = (self.names.write.clone(), self.new_str(text));
        self.call_method(target, &name, &[text])?;
        Ok(())
    }

    /// `target.flush()`
    pub(crate) fn flush_target(&mut self, target: &Value) -> PyResult<()> {
        let name = self.names.flush.clone();
        self.call_method(target, &name, &[])?;
        Ok(())
    }

    fn write_text(&mut self, file: &TextFile, text: &str) -> PyResult<()> {
        let written = match &mut *file.backing.0.borrow_mut() {
            Backing::Out => self.streams.out.write(text),
            Backing::Err => self.streams.err.write(text),
            Backing::Writer(writer) => writer.write_all(text.as_bytes()),
            Backing::Closed => return Err(closed(self)),
            Backing::In | Backing::Reader(_) => return Err(unsupported(self, "not writable")),
        };
        written.map_err(|error| self.raise_os_error(&error, None))
    }
}

/// The file behind a value that methods of files get.
fn file(value: &Value) -> &TextFile {
    value.downcast::<TextFile>().expect("a method of files gets a file")
}

#[cold]
fn closed(vm: &mut Vm) -> Raised {
    vm.raise_value_error("I/O operation on closed file.")
}

#[cold]
fn unsupported(vm: &mut Vm, what: &str) -> Raised {
    // `io.UnsupportedOperation` derives from OSError; programs catch that.
    vm.raise(crate::exceptions::ExceptionKind::OSError, what)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let file = file(this);
    let name = vm.repr_string(&file.name.get_or_none())?;
    let mode = vm.repr_string(&file.mode.get_or_none())?;
    Ok(vm.new_str(&format!("<_io.TextIOWrapper name={name} mode={mode} encoding='utf-8'>")))
}

fn iter(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(this.clone())
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let line = read_line(vm, file(this))?;
    Ok(if line.is_empty() { None } else { Some(vm.new_str(&line)) })
}

/// Reads bytes with the reader behind a file.
fn read_with(
    vm: &mut Vm,
    file: &TextFile,
    read: impl FnOnce(&mut dyn BufRead, &mut Vec<u8>) -> io::Result<usize>,
) -> PyResult<String> {
    let mut bytes = Vec::new();
    let result = match &mut *file.backing.0.borrow_mut() {
        Backing::Reader(reader) => read(reader, &mut bytes),
        Backing::In => read(&mut *vm.streams.input, &mut bytes),
        Backing::Closed => return Err(closed(vm)),
        _ => return Err(unsupported(vm, "not readable")),
    };
    if let Err(error) = result {
        return Err(vm.raise_os_error(&error, None));
    }
    decode(vm, bytes)
}

/// UTF-8 with universal newlines.
fn decode(vm: &mut Vm, bytes: Vec<u8>) -> PyResult<String> {
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\r') => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Ok(text) => Ok(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            let reason = if (0x80..0xc2).contains(&byte) || byte > 0xf4 {
                "invalid start byte"
            } else if error.utf8_error().error_len().is_none() {
                "unexpected end of data"
            } else {
                "invalid continuation byte"
            };
            let message = format!("'utf-8' codec can't decode byte {byte:#04x} in position {at}: {reason}");
            Err(vm.raise(crate::exceptions::ExceptionKind::UnicodeDecodeError, message))
        }
    }
}

fn read_line(vm: &mut Vm, file: &TextFile) -> PyResult<String> {
    read_with(vm, file, |reader, bytes| reader.read_until(b'\n', bytes))
}

/// `read(size=-1)`
fn read(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = match args.get(1) {
        Some(size) if !size.is_none() => vm.index_i64(size)?,
        _ => -1,
    };
    let text = read_with(vm, file(&args[0]), |reader, bytes| match usize::try_from(size) {
        Ok(size) => read_characters(reader, bytes, size),
        Err(_) => reader.read_to_end(bytes),
    })?;
    Ok(vm.new_str(&text))
}

/// Reads so many characters of UTF-8.
fn read_characters(reader: &mut dyn BufRead, bytes: &mut Vec<u8>, count: usize) -> io::Result<usize> {
    for _ in 0..count {
        let Some(&first) = reader.fill_buf()?.first() else { break };
        let length = match first {
            0xf0.. => 4,
            0xe0.. => 3,
            0xc0.. => 2,
            _ => 1,
        };
        reader.take(length).read_to_end(bytes)?;
    }
    Ok(bytes.len())
}

fn readline(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(size) = args.get(1)
        && vm.index_i64(size)? >= 0
    {
        return Err(vm.raise_value_error("readline() with a size is not supported"));
    }
    let line = read_line(vm, file(&args[0]))?;
    Ok(vm.new_str(&line))
}

fn readlines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut lines = Vec::new();
    while let Some(line) = next(vm, &args[0])? {
        lines.push(line);
    }
    Ok(vm.new_list(lines))
}

fn write(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(text) = args[1].as_str() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.raise_type_error(format!("write() argument must be str, not {name}")));
    };
    vm.write_text(file(&args[0]), text)?;
    Ok(vm.int_from_usize(text.chars().count()))
}

fn writelines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    for line in vm.collect(&args[1])? {
        let this = args[0].clone();
        write(vm, &Arguments::positional(&[this, line]))?;
    }
    Ok(Value::NONE)
}

fn flush(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let flushed = match &mut *file(&args[0]).backing.0.borrow_mut() {
        Backing::Out => vm.streams.out.flush(),
        Backing::Err => vm.streams.err.flush(),
        Backing::Writer(writer) => writer.flush(),
        Backing::Closed => return Err(closed(vm)),
        Backing::In | Backing::Reader(_) => Ok(()),
    };
    flushed.map_err(|error| vm.raise_os_error(&error, None))?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if matches!(*file(&args[0]).backing.0.borrow(), Backing::Closed) {
        return Ok(Value::NONE);
    }
    let flushed = flush(vm, args);
    file(&args[0]).backing.0.replace(Backing::Closed);
    flushed
}

fn isatty(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(match *file(&args[0]).backing.0.borrow() {
        Backing::Out => vm.streams.out.is_terminal(),
        Backing::Err => vm.streams.err.is_terminal(),
        Backing::Closed => return Err(closed(vm)),
        _ => false,
    }))
}

fn readable(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let backing = file(&args[0]).backing.0.borrow();
    Ok(Value::from_bool(matches!(*backing, Backing::In | Backing::Reader(_))))
}

fn writable(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let backing = file(&args[0]).backing.0.borrow();
    Ok(Value::from_bool(matches!(*backing, Backing::Out | Backing::Err | Backing::Writer(_))))
}

fn fileno(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match *file(&args[0]).backing.0.borrow() {
        Backing::In => Ok(Value::from_small(0)),
        Backing::Out => Ok(Value::from_small(1)),
        Backing::Err => Ok(Value::from_small(2)),
        Backing::Closed => Err(closed(vm)),
        _ => Err(unsupported(vm, "fileno")),
    }
}

fn enter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if matches!(*file(&args[0]).backing.0.borrow(), Backing::Closed) {
        return Err(closed(vm));
    }
    Ok(args[0].clone())
}

fn exit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    close(vm, &Arguments::positional(&args[..1]))
}

const OPEN: Parameters<6> = Parameters {
    function: "open",
    names: ["file", "mode", "buffering", "encoding", "errors", "newline"],
    required: 1,
    positional: 6,
};

/// `open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None)`
pub(crate) fn open(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [path, mode, buffering, encoding, errors, newline] = args.bind(vm, &OPEN)?;
    let path = path.unwrap_or(Value::NONE);
    let Some(text) = path.as_str().map(str::to_owned) else {
        let name = vm.type_name(&path);
        let message = format!("expected str, bytes or os.PathLike object, not {name}");
        return Err(vm.raise_type_error(message));
    };
    check_unsupported(vm, &buffering, &encoding, &errors, &newline)?;
    let mode = match &mode {
        None => "r".to_owned(),
        Some(mode) => match mode.as_str() {
            Some(mode) => mode.to_owned(),
            None => {
                let name = vm.type_name(mode);
                return Err(vm.raise_type_error(format!("open() argument 'mode' must be str, not {name}")));
            }
        },
    };
    if text.contains('\0') {
        return Err(vm.raise_value_error("embedded null byte"));
    }
    let backing = open_file(vm, &text, &mode, &path)?;
    Ok(vm.new_text_file(backing, path, &mode))
}

/// Arguments that ask for something that is not there are errors.
fn check_unsupported(
    vm: &mut Vm,
    buffering: &Option<Value>,
    encoding: &Option<Value>,
    errors: &Option<Value>,
    newline: &Option<Value>,
) -> PyResult<()> {
    if buffering.as_ref().and_then(Value::as_small).is_some_and(|size| size == 0) {
        return Err(vm.raise_value_error("can't have unbuffered text I/O"));
    }
    let given =
        |value: &Option<Value>| value.as_ref().and_then(|value| value.as_str()).map(str::to_lowercase);
    if let Some(encoding) = given(encoding)
        && !matches!(encoding.as_str(), "utf-8" | "utf8" | "ascii" | "us-ascii" | "locale")
    {
        return Err(
            vm.raise(crate::exceptions::ExceptionKind::LookupError, format!("unknown encoding: {encoding}"))
        );
    }
    if given(errors).is_some_and(|errors| errors != "strict") {
        return Err(vm.raise_value_error("open(): only errors='strict' is supported"));
    }
    if given(newline).is_some_and(|newline| !newline.is_empty() && newline != "\n") {
        return Err(vm.raise_value_error("open(): only newline=None and newline='\\n' are supported"));
    }
    Ok(())
}

fn open_file(vm: &mut Vm, path: &str, mode: &str, name: &Value) -> PyResult<Backing> {
    let plain: String = mode.chars().filter(|&c| c != 't').collect();
    if plain.contains('b') || plain.contains('+') {
        return Err(vm.raise_value_error(format!("open(): mode '{mode}' is not supported, only text modes")));
    }
    let mut options = OpenOptions::new();
    match plain.as_str() {
        "r" => options.read(true),
        "w" => options.write(true).create(true).truncate(true),
        "a" => options.append(true).create(true),
        "x" => options.write(true).create_new(true),
        _ => return Err(vm.raise_value_error(format!("invalid mode: '{mode}'"))),
    };
    let file = options.open(path).and_then(|file| {
        if file.metadata()?.is_dir() { Err(io::Error::from_raw_os_error(21)) } else { Ok(file) }
    });
    match file {
        Ok(file) if plain == "r" => Ok(Backing::Reader(BufReader::new(file))),
        Ok(file) => Ok(Backing::Writer(BufWriter::new(file))),
        Err(error) => Err(vm.raise_os_error(&error, Some(name))),
    }
}
