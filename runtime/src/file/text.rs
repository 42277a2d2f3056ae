//! Text files: `TextIOWrapper`, over a file of bytes.
//!
//! Lines are found in the bytes and decoded one by one, so that the position is always that of the bytes behind
//! what was read. Text in an encoding in which that does not work is recoded as UTF-8 when reading begins.

use std::cell::RefCell;
use std::io::SeekFrom;

use super::binary::{BinaryFile, check_answers, file_number, is_terminal};
use super::stream::{Source, Stream};
use super::text_state::{Newline, TextState};
use super::{lines_of, raise_closed, raise_unsupported, seek_arguments, size_argument, write_each};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::string::encodings::Encoding;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A text file.
    pub struct TextFile(|type_id| type_id == id::TEXT_FILE) "text file" {
        /// The file of bytes; empty once detached.
        buffer: Slot,
        /// `mode`; empty for files that `open` did not make.
        mode: Slot,
        state: Plain<RefCell<TextState>>,
    }
}

const METHODS: &[NativeDef] = &[
    method("read", read, Arity::Between(0, 1)),
    method("readline", readline, Arity::Between(0, 1)),
    method("readlines", |vm, args| lines_of(vm, args, char_length), Arity::Between(0, 1)),
    method("write", write, Arity::One),
    method("writelines", writelines, Arity::One),
    method("seek", seek, Arity::Between(1, 2)),
    method("tell", tell, Arity::Zero),
    method("truncate", truncate, Arity::Between(0, 1)),
    method("flush", flush, Arity::Zero),
    method("close", close, Arity::Zero),
    method("detach", detach, Arity::Zero),
    method("reconfigure", reconfigure, Arity::Any),
    method("isatty", isatty, Arity::Zero),
    method("readable", |vm, args| ability(vm, args, |stream| stream.readable), Arity::Zero),
    method("writable", |vm, args| ability(vm, args, |stream| stream.writable), Arity::Zero),
    method("seekable", |vm, args| ability(vm, args, Stream::seekable), Arity::Zero),
    method("fileno", fileno, Arity::Zero),
    method("__enter__", enter, Arity::Zero),
    method("__exit__", exit, Arity::AtLeast(0)),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("buffer", |vm, this| Ok(buffer(vm, this)?.into_value())),
    getter("name", |vm, this| Ok(buffer(vm, this)?.name.get_or_none())),
    getter("mode", |_, this| Ok(file(this).mode.get_or_none())),
    getter("encoding", |vm, this| {
        let shown = file(this).state.0.borrow().shown.clone();
        Ok(vm.new_str(&shown))
    }),
    getter("errors", |vm, this| {
        let errors = file(this).state.0.borrow().errors.clone();
        Ok(vm.new_str(&errors))
    }),
    getter("newlines", |vm, this| {
        let seen = file(this).state.0.borrow().seen_newlines();
        let mut items: Vec<Value> = seen.iter().map(|text| vm.new_str(text)).collect();
        Ok(if items.len() > 1 { vm.new_tuple(items) } else { items.pop().unwrap_or(Value::NONE) })
    }),
    getter("line_buffering", |_, this| Ok(Value::from_bool(file(this).state.0.borrow().line_buffering))),
    getter("write_through", |_, this| Ok(Value::from_bool(file(this).state.0.borrow().write_through))),
    getter("closed", |vm, this| {
        let buffer = buffer(vm, this)?;
        let closed = buffer.stream.0.borrow().is_closed();
        Ok(Value::from_bool(closed))
    }),
];

/// Defines the type.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TEXT_FILE, TextFile::LAYOUT);
    let slots = Slots { repr: Some(repr), iter: Some(iter), next: Some(next), new: Some(new), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::TEXT_FILE, slots).methods(METHODS).getsets(ATTRIBUTES));
}

impl Vm {
    /// A new text file over a file of bytes.
    pub(super) fn wrap_text(&mut self, buffer: Value, mode: Option<&str>, state: TextState) -> Value {
        let mode = mode.map(|mode| self.new_str(mode));
        let state = Plain(RefCell::new(state));
        TextFile::allocate(&mut self.heap, id::TEXT_FILE, Slot::new(buffer), Slot::from_option(mode), state)
            .into_value()
    }

    /// A text file over one of the machine's standard streams.
    pub(crate) fn new_standard_file(&mut self, source: Source, name: &str) -> Value {
        let reads = matches!(source, Source::In);
        let stream = Stream::new(source, reads, !reads);
        let name = self.new_str(name);
        let (type_id, mode) = if reads { (id::BUFFERED_READER, "rb") } else { (id::BUFFERED_WRITER, "wb") };
        let buffer = self.new_binary_file(type_id, stream, Some(name), mode);
        let mut state = TextState::new(Encoding::Utf8, "utf-8", "strict", Newline::Universal);
        state.line_buffering = !reads && self.streams.out.is_terminal();
        self.wrap_text(buffer, Some(&mode[..1]), state)
    }

    /// Writes text to a file object of whatever kind.
    pub(crate) fn write_to(&mut self, target: &Value, text: &str) -> PyResult<()> {
        if let Some(file) = target.downcast::<TextFile>() {
            let file = file.clone();
            return self.write_text(&file, text);
        }
        if target.type_id() == id::STRING_IO {
            return super::string_io::write_text(self, target, text);
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

    fn write_text(&mut self, file: &Ref<TextFile>, text: &str) -> PyResult<()> {
        let buffer = buffer(self, file.value())?;
        let (closed, writable) = {
            let stream = buffer.stream.0.borrow();
            (stream.is_closed(), stream.writable)
        };
        if closed {
            return Err(raise_closed(self));
        }
        if !writable {
            return Err(raise_unsupported(self, "not writable"));
        }
        let (encoding, errors, by_line, started) = {
            let state = file.state.0.borrow();
            let by_line = state.write_through || state.line_buffering && text.contains(['\n', '\r']);
            (state.encoding, state.errors.clone(), by_line, state.started_writing)
        };
        let mut bytes = Vec::new();
        if !started {
            file.state.0.borrow_mut().started_writing = true;
            let at_start = encoding.mark().is_empty()
                || self.with_stream(&buffer, |stream, _| Ok(stream.tell().unwrap_or(0)))? == 0;
            bytes.extend_from_slice(if at_start { encoding.mark() } else { b"" });
        }
        let translated = file.state.0.borrow().newline.translate_written(text);
        self.encode_into(translated.as_deref().unwrap_or(text), encoding, &errors, &mut bytes)?;
        self.with_stream(&buffer, |stream, streams| {
            stream.write(streams, &bytes)?;
            if by_line { stream.flush(streams) } else { Ok(()) }
        })
    }
}

/// The file behind a value that methods of text files get.
fn file(value: &Value) -> &Ref<TextFile> {
    value.downcast::<TextFile>().expect("a method of text files gets one")
}

fn buffer(vm: &mut Vm, this: &Value) -> PyResult<Ref<BinaryFile>> {
    match file(this).buffer.get().map(|buffer| buffer.exact().downcast::<BinaryFile>().cloned()) {
        Some(Some(buffer)) => Ok(buffer),
        _ => Err(vm.raise_value_error("underlying buffer has been detached")),
    }
}

fn char_length(line: &Value) -> usize {
    line.as_str().map_or(0, |line| line.chars().count())
}

const WRAPPER: Parameters<6> = Parameters {
    function: "TextIOWrapper",
    names: ["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"],
    required: 1,
    positional: 6,
};

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [buffer, encoding, errors, newline, line_buffering, write_through] = args.bind(vm, &WRAPPER)?;
    let buffer = buffer.unwrap_or(Value::NONE);
    if buffer.exact().downcast::<BinaryFile>().is_none() {
        let name = vm.type_name(&buffer);
        let message =
            format!("TextIOWrapper() needs a file of bytes made by open() or io.BytesIO, not '{name}'");
        return Err(vm.raise_type_error(message));
    }
    let mut state = TextState::from_arguments(vm, "TextIOWrapper", encoding, errors, newline)?;
    state.line_buffering = matches!(line_buffering, Some(on) if vm.truth(&on)?);
    state.write_through = matches!(write_through, Some(on) if vm.truth(&on)?);
    Ok(vm.wrap_text(buffer, None, state))
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let buffer = buffer(vm, this)?;
    let mut text = "<_io.TextIOWrapper".to_owned();
    if let Some(name) = buffer.name.get() {
        text += &format!(" name={}", vm.repr_string(&name)?);
    }
    if let Some(mode) = file(this).mode.get() {
        text += &format!(" mode={}", vm.repr_string(&mode)?);
    }
    let shown = file(this).state.0.borrow().shown.clone();
    Ok(vm.new_str(&format!("{text} encoding='{shown}'>")))
}

fn iter(vm: &mut Vm, this: &Value) -> PyResult {
    open_buffer(vm, this)?;
    Ok(this.clone())
}

/// The file of bytes, if it is open.
fn open_buffer(vm: &mut Vm, this: &Value) -> PyResult<Ref<BinaryFile>> {
    let buffer = buffer(vm, this)?;
    if buffer.stream.0.borrow().is_closed() {
        return Err(raise_closed(vm));
    }
    Ok(buffer)
}

/// The file of bytes, ready to be read as text in the encoding that is answered.
fn reading(vm: &mut Vm, this: &Value) -> PyResult<(Ref<BinaryFile>, Encoding)> {
    let buffer = open_buffer(vm, this)?;
    if !buffer.stream.0.borrow().readable {
        return Err(raise_unsupported(vm, "not readable"));
    }
    if let Some(encoding) = file(this).state.0.borrow().reading {
        return Ok((buffer, encoding));
    }
    let (encoding, errors) = {
        let state = file(this).state.0.borrow();
        (state.encoding, state.errors.clone())
    };
    let at_start = vm.with_stream(&buffer, |stream, _| Ok(stream.tell().unwrap_or(0)))? == 0;
    let mut inner = encoding;
    if encoding.keeps_ascii() {
        if at_start && !encoding.mark().is_empty() {
            vm.with_stream(&buffer, |stream, streams| {
                while stream.ahead().len() < 3 && stream.fill(streams)? > 0 {}
                let length;
                (inner, length) = encoding.skip_mark(stream.ahead());
                stream.skip(length);
                Ok(())
            })?;
        }
    } else {
        let bytes = vm.with_stream(&buffer, |stream, streams| stream.read(streams, None))?;
        let (marked, start) = encoding.skip_mark(&bytes);
        let text = vm.decode_from(&bytes, start, marked, &errors)?;
        buffer.stream.0.borrow_mut().replace_ahead(text.into_bytes());
        inner = Encoding::Utf8;
    }
    file(this).state.0.borrow_mut().reading = Some(inner);
    Ok((buffer, inner))
}

fn decode(vm: &mut Vm, this: &Value, encoding: Encoding, bytes: Vec<u8>) -> PyResult<String> {
    let mut text = if encoding == Encoding::Utf8 {
        match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let errors = file(this).state.0.borrow().errors.clone();
                vm.decode_from(error.as_bytes(), 0, encoding, &errors)?
            }
        }
    } else {
        let errors = file(this).state.0.borrow().errors.clone();
        vm.decode_from(&bytes, 0, encoding, &errors)?
    };
    if text.contains('\r') || text.contains('\n') {
        file(this).state.0.borrow_mut().note_newlines(&text);
    }
    if file(this).state.0.borrow().newline == Newline::Universal && text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(text)
}

/// Reads up to the end of a line.
fn read_line(vm: &mut Vm, this: &Value) -> PyResult<String> {
    let (buffer, encoding) = reading(vm, this)?;
    let newline = file(this).state.0.borrow().newline;
    let mut ended = false;
    let mut filled = false;
    let line = vm.with_stream(&buffer, |stream, streams| {
        let mut searched = 0;
        loop {
            match newline.find_end(stream.ahead(), searched, ended) {
                Ok(end) => return Ok(Ok(end)),
                Err(_) if ended => return Ok(Ok(stream.ahead().len())),
                Err(from) => searched = from,
            }
            ended = stream.fill(streams)? == 0;
            filled = true;
            if encoding == Encoding::Utf8 || encoding == Encoding::Ascii {
                let (_, at, stop) = encoding.decode_prefix(stream.ahead());
                if stop.is_some_and(|stop| ended || stop.reason != "unexpected end of data") {
                    return Ok(Err((stream.ahead().to_vec(), at)));
                }
            }
        }
    })?;
    let end = match line {
        Ok(end) => end,
        Err((bytes, _)) => {
            // What is malformed is said at once, as if all that was read had been decoded together.
            let errors = file(this).state.0.borrow().errors.clone();
            if errors == "strict" {
                vm.decode_from(&bytes, 0, encoding, &errors)?;
            }
            rest_of_line(vm, &buffer, newline)?
        }
    };
    let bytes = buffer.stream.0.borrow_mut().take(end);
    decode(vm, this, encoding, bytes)
}

/// Where the line ends in what is ahead, more of which is read as needed.
fn rest_of_line(vm: &mut Vm, buffer: &Ref<BinaryFile>, newline: Newline) -> PyResult<usize> {
    vm.with_stream(buffer, |stream, streams| {
        let (mut searched, mut ended) = (0, false);
        loop {
            match newline.find_end(stream.ahead(), searched, ended) {
                Ok(end) => return Ok(end),
                Err(_) if ended => return Ok(stream.ahead().len()),
                Err(from) => searched = from,
            }
            ended = stream.fill(streams)? == 0;
        }
    })
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    file(this).state.0.borrow_mut().iterating = true;
    let line = read_line(vm, this)?;
    if line.is_empty() {
        file(this).state.0.borrow_mut().iterating = false;
        return Ok(None);
    }
    Ok(Some(vm.new_str(&line)))
}

/// `read(size=-1)`
fn read(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = size_argument(vm, args)?;
    let text = match size {
        Some(size) => read_characters(vm, &args[0], size, false)?,
        None => {
            let (buffer, encoding) = reading(vm, &args[0])?;
            let bytes = vm.with_stream(&buffer, |stream, streams| stream.read(streams, None))?;
            decode(vm, &args[0], encoding, bytes)?
        }
    };
    Ok(vm.new_str(&text))
}

/// Reads so many characters, fewer only at the end, or of a line.
fn read_characters(vm: &mut Vm, this: &Value, count: usize, of_line: bool) -> PyResult<String> {
    let (buffer, encoding) = reading(vm, this)?;
    let newline = file(this).state.0.borrow().newline;
    let mut text = String::new();
    let mut done = 0;
    while done < count {
        let line_end = rest_of_line(vm, &buffer, newline)?;
        if line_end == 0 {
            break;
        }
        let line = buffer.stream.0.borrow().ahead()[..line_end].to_vec();
        let (taken, characters) = newline.prefix(encoding, &line, count - done);
        buffer.stream.0.borrow_mut().skip(taken);
        text += &decode(vm, this, encoding, line[..taken].to_vec())?;
        done += characters;
        if of_line {
            break;
        }
    }
    Ok(text)
}

fn readline(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let line = match args.get(1) {
        Some(size) => match usize::try_from(vm.index_i64(size)?) {
            Ok(size) => read_characters(vm, &args[0], size, true)?,
            Err(_) => read_line(vm, &args[0])?,
        },
        None => read_line(vm, &args[0])?,
    };
    Ok(vm.new_str(&line))
}

fn write(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(text) = args[1].as_str() else {
        let name = vm.type_name_or_none(&args[1]);
        return Err(vm.raise_type_error(format!("write() argument must be str, not {name}")));
    };
    vm.write_text(file(&args[0]), text)?;
    Ok(vm.int_from_usize(text.chars().count()))
}

fn writelines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    open_buffer(vm, &args[0])?;
    write_each(vm, args, write)
}

fn seek(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (offset, whence) = seek_arguments(vm, args)?;
    let buffer = open_buffer(vm, &args[0])?;
    if !buffer.stream.0.borrow().seekable() {
        return Err(raise_unsupported(vm, "underlying stream is not seekable"));
    }
    let to = match (whence, offset) {
        (0, 0..) => SeekFrom::Start(offset as u64),
        (0, _) => return Err(vm.raise_value_error(format!("negative seek position {offset}"))),
        (1, 0) => return tell(vm, &Arguments::positional(&args[..1])),
        (1, _) => return Err(raise_unsupported(vm, "can't do nonzero cur-relative seeks")),
        (2, 0) => SeekFrom::End(0),
        (2, _) => return Err(raise_unsupported(vm, "can't do nonzero end-relative seeks")),
        _ => return Err(vm.raise_value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    {
        let mut state = file(&args[0]).state.0.borrow_mut();
        (state.reading, state.iterating) = (None, false);
    }
    let position = vm.with_stream(&buffer, |stream, streams| stream.seek(streams, to))?;
    Ok(vm.int(position as i64))
}

fn tell(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let buffer = open_buffer(vm, &args[0])?;
    if !buffer.stream.0.borrow().seekable() {
        return Err(raise_unsupported(vm, "underlying stream is not seekable"));
    }
    if file(&args[0]).state.0.borrow().iterating {
        return Err(vm.raise(ExceptionKind::OSError, "telling position disabled by next() call"));
    }
    let position = vm.with_stream(&buffer, |stream, _| stream.tell())?;
    Ok(vm.int(position as i64))
}

fn truncate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let buffer = open_buffer(vm, &args[0])?;
    let name = vm.intern("truncate");
    vm.call_method(buffer.value(), &name, &args[1..])
}

fn flush(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let buffer = open_buffer(vm, &args[0])?;
    vm.with_stream(&buffer, |stream, streams| stream.flush(streams))?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(buffer) = file(&args[0]).buffer.get() else { return Ok(Value::NONE) };
    let name = vm.intern("close");
    vm.call_method(&buffer, &name, &[])
}

fn detach(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let buffer = open_buffer(vm, &args[0])?;
    vm.with_stream(&buffer, |stream, streams| stream.flush(streams))?;
    Ok(file(&args[0]).buffer.take().unwrap_or(Value::NONE))
}

const RECONFIGURE: Parameters<5> = Parameters {
    function: "reconfigure",
    names: ["encoding", "errors", "newline", "line_buffering", "write_through"],
    required: 0,
    positional: 0,
};

fn reconfigure(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [encoding, errors, newline, line_buffering, write_through] = args.rest().bind(vm, &RECONFIGURE)?;
    let buffer = open_buffer(vm, &args[0])?;
    let changes_reading = encoding.is_some() || errors.is_some() || newline.is_some();
    if changes_reading && file(&args[0]).state.0.borrow().reading.is_some() {
        let message = "It is not possible to set the encoding or newline of stream after the first read";
        return Err(raise_unsupported(vm, message));
    }
    vm.with_stream(&buffer, |stream, streams| stream.flush(streams))?;
    let given = encoding.as_ref().is_some_and(|encoding| !encoding.is_none());
    let fresh = TextState::from_arguments(vm, "reconfigure", encoding, errors.clone(), newline.clone())?;
    let line_buffering = match line_buffering.filter(|on| !on.is_none()) {
        Some(on) => Some(vm.truth(&on)?),
        None => None,
    };
    let write_through = match write_through.filter(|on| !on.is_none()) {
        Some(on) => Some(vm.truth(&on)?),
        None => None,
    };
    let mut state = file(&args[0]).state.0.borrow_mut();
    if given {
        (state.encoding, state.shown) = (fresh.encoding, fresh.shown);
    }
    if given || errors.is_some_and(|errors| !errors.is_none()) {
        state.errors = fresh.errors;
    }
    if newline.is_some() {
        state.newline = fresh.newline;
    }
    state.line_buffering = line_buffering.unwrap_or(state.line_buffering);
    state.write_through = write_through.unwrap_or(state.write_through);
    Ok(Value::NONE)
}

fn fileno(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let buffer = buffer(vm, &args[0])?;
    file_number(vm, &buffer)
}

fn isatty(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let buffer = buffer(vm, &args[0])?;
    check_answers(vm, buffer.value())?;
    let answer = is_terminal(vm, &buffer.stream.0.borrow());
    Ok(Value::from_bool(answer))
}

fn ability(vm: &mut Vm, args: &Arguments<'_>, able: fn(&Stream) -> bool) -> PyResult {
    let buffer = buffer(vm, &args[0])?;
    check_answers(vm, buffer.value())?;
    let answer = able(&buffer.stream.0.borrow());
    Ok(Value::from_bool(answer))
}

fn enter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    open_buffer(vm, &args[0])?;
    Ok(args[0].clone())
}

fn exit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    close(vm, &Arguments::positional(&args[..1]))
}
