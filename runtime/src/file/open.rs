//! `open()`

use std::fs::OpenOptions;
use std::io;

use super::binary::{BinaryFile, go_to_end};
use super::stream::{Source, Stream};
use super::text_state::TextState;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

const OPEN: Parameters<8> = Parameters {
    function: "open",
    names: ["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"],
    required: 1,
    positional: 8,
};

/// What a mode says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mode {
    /// `r`, `w`, `a` or `x`.
    action: char,
    updating: bool,
    binary: bool,
}

impl Mode {
    fn parse(text: &str) -> Result<Mode, String> {
        let invalid = || format!("invalid mode: '{text}'");
        let (mut actions, mut updating, mut binary, mut is_text) = (Vec::new(), false, false, false);
        for (at, c) in text.char_indices() {
            if text[..at].contains(c) {
                return Err(invalid());
            }
            match c {
                'r' | 'w' | 'a' | 'x' => actions.push(c),
                '+' => updating = true,
                'b' => binary = true,
                't' => is_text = true,
                _ => return Err(invalid()),
            }
        }
        if binary && is_text {
            return Err("can't have text and binary mode at once".to_owned());
        }
        match actions[..] {
            [action] => Ok(Mode { action, updating, binary }),
            [] if text.is_empty() => {
                Err("Must have exactly one of create/read/write/append mode and at most one plus".to_owned())
            }
            _ => Err("must have exactly one of create/read/write/append mode".to_owned()),
        }
    }

    fn reads(self) -> bool {
        self.updating || self.action == 'r'
    }

    fn writes(self) -> bool {
        self.updating || self.action != 'r'
    }

    /// The mode of the file of bytes.
    fn of_bytes(self) -> String {
        match (self.action, self.updating) {
            ('w', true) => "rb+".to_owned(),
            (action, true) => format!("{action}b+"),
            (action, false) => format!("{action}b"),
        }
    }
}

/// `open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)`
pub(crate) fn open(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [path, mode, buffering, encoding, errors, newline, closefd, opener] = args.bind(vm, &OPEN)?;
    let path = path.unwrap_or(Value::NONE);
    let text = match &mode {
        None => "r".to_owned(),
        Some(mode) => vm.expect_text(mode, "open() argument 'mode'")?.to_owned(),
    };
    let buffering = match buffering {
        Some(buffering) => vm.index_c_int(&buffering)?,
        None => -1,
    };
    if opener.is_some_and(|opener| !opener.is_none()) {
        return Err(vm.raise_value_error("open(): an opener is not supported"));
    }
    let number = descriptor(vm, &path)?;
    if number.is_none() && matches!(closefd, Some(closefd) if !vm.truth(&closefd)?) {
        return Err(vm.raise_value_error("Cannot use closefd=False with file name"));
    }
    let mode = match Mode::parse(&text) {
        Ok(mode) => mode,
        Err(message) => return Err(vm.raise_value_error(message)),
    };
    let given = |value: &Option<Value>| value.as_ref().is_some_and(|value| !value.is_none());
    for (name, value) in [("encoding", &encoding), ("errors", &errors), ("newline", &newline)] {
        if mode.binary && given(value) {
            let article = if name == "newline" { "a" } else { "an" };
            return Err(vm.raise_value_error(format!("binary mode doesn't take {article} {name} argument")));
        }
    }
    if mode.binary && buffering == 1 {
        let message = "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
        vm.warn(ExceptionKind::RuntimeWarning, message)?;
    }
    let state = if mode.binary {
        None
    } else {
        Some(TextState::from_arguments(vm, "open", encoding, errors, newline)?)
    };
    let buffer = open_bytes(vm, &path, number, mode, buffering == 0 && mode.binary)?;
    match state {
        None => Ok(buffer),
        Some(_) if buffering == 0 => Err(vm.raise_value_error("can't have unbuffered text I/O")),
        Some(mut state) => {
            state.line_buffering = buffering == 1;
            Ok(vm.wrap_text(buffer, Some(&text), state))
        }
    }
}

/// The number of a file of the operating system, if one is given instead of a path.
fn descriptor(vm: &mut Vm, path: &Value) -> PyResult<Option<i64>> {
    if path.as_str().is_some() || !vm.has_index(path) {
        return Ok(None);
    }
    let number = vm.index_i64(path)?;
    if number < 0 {
        return Err(vm.raise_value_error("negative file descriptor"));
    }
    Ok(Some(number))
}

fn open_bytes(vm: &mut Vm, path: &Value, number: Option<i64>, mode: Mode, raw: bool) -> PyResult {
    let source = match number {
        Some(0) => Source::In,
        Some(1) => Source::Out,
        Some(2) => Source::Err,
        // Only the standard streams are known by their numbers.
        Some(_) => return Err(vm.raise_os_error(&io::Error::from_raw_os_error(9), Some(path))),
        None => open_path(vm, path, mode)?,
    };
    let mut stream = Stream::new(source, mode.reads(), mode.writes());
    stream.appends = mode.action == 'a';
    let type_id = match (raw, mode.reads(), mode.writes()) {
        (true, ..) => id::FILE_IO,
        (_, true, true) => id::BUFFERED_RANDOM,
        (_, true, false) => id::BUFFERED_READER,
        _ => id::BUFFERED_WRITER,
    };
    let file = vm.new_binary_file(type_id, stream, Some(path.clone()), &mode.of_bytes());
    if mode.action == 'a'
        && let Some(file) = file.downcast::<BinaryFile>()
    {
        go_to_end(vm, &file.clone())?;
    }
    Ok(file)
}

fn open_path(vm: &mut Vm, path: &Value, mode: Mode) -> PyResult<Source> {
    let text = vm.path_text(path)?;
    if text.contains('\0') {
        return Err(vm.raise_value_error("embedded null byte"));
    }
    let mut options = OpenOptions::new();
    options.read(mode.reads());
    match mode.action {
        'r' => options.write(mode.updating),
        'w' => options.write(true).create(true).truncate(true),
        'a' => options.append(true).create(true),
        _ => options.write(true).create_new(true),
    };
    let file = options.open(&text).and_then(|file| {
        if file.metadata()?.is_dir() { Err(io::Error::from_raw_os_error(21)) } else { Ok(file) }
    });
    match file {
        Ok(file) => Ok(Source::File(file)),
        Err(error) => Err(vm.raise_os_error(&error, Some(path))),
    }
}

impl Vm {
    /// The text of a path: a string, bytes, or what `__fspath__` gives.
    pub(crate) fn path_text(&mut self, path: &Value) -> PyResult<String> {
        if let Some(text) = path.as_str() {
            return Ok(text.to_owned());
        }
        if let Some(bytes) = path.as_bytes() {
            let bytes = bytes.to_vec();
            return self.decode_bytes(&bytes, "utf-8", "strict");
        }
        let name = self.intern("__fspath__");
        match self.call_special(path, &name, &[])? {
            Some(text) if text.as_str().is_some() || text.as_bytes().is_some() => self.path_text(&text),
            Some(other) => {
                let (class, found) = (self.type_name(path), self.type_name(&other));
                let message = format!("expected {class}.__fspath__() to return str or bytes, not {found}");
                Err(self.raise_type_error(message))
            }
            None => {
                let found = self.type_name(path);
                let message = format!("expected str, bytes or os.PathLike object, not {found}");
                Err(self.raise_type_error(message))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_say_what_is_opened_how() {
        let mode = Mode::parse("rb+").expect("a mode");
        assert!(mode.reads() && mode.writes() && mode.binary);
        assert_eq!(Mode::parse("w+").expect("a mode").of_bytes(), "rb+");
        assert_eq!(
            Mode::parse("rw"),
            Err("must have exactly one of create/read/write/append mode".to_owned())
        );
        assert_eq!(Mode::parse("bt"), Err("can't have text and binary mode at once".to_owned()));
        assert_eq!(Mode::parse("rr"), Err("invalid mode: 'rr'".to_owned()));
        assert_eq!(Mode::parse("U"), Err("invalid mode: 'U'".to_owned()));
    }
}
