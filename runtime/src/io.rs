//! The streams of a `Vm`: where standard output and error go and standard input comes from.
//!
//! The embedder may replace each. Output is text; it is buffered here and given to the sink in pieces:
//! at the end of a line where somebody watches, else when the buffer is full.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::error::Raised;
use crate::exceptions::ExceptionKind;
use crate::value::Value;
use crate::vm::Vm;

/// Bytes that wait before they are given to the sink.
const BUFFER: usize = 8192;

/// An output stream.
pub struct Output {
    sink: Box<dyn Write + Send>,
    buffer: Vec<u8>,
    by_line: bool,
    /// A terminal, for `isatty()`.
    terminal: bool,
}

impl Output {
    /// A stream into this sink; `by_line` if whole lines go there at once.
    pub fn new(sink: Box<dyn Write + Send>, by_line: bool) -> Output {
        Output { sink, buffer: Vec::new(), by_line, terminal: false }
    }

    fn stdout() -> Output {
        let terminal = io::stdout().is_terminal();
        Output { terminal, ..Output::new(Box::new(io::stdout()), terminal) }
    }

    fn stderr() -> Output {
        Output { terminal: io::stderr().is_terminal(), ..Output::new(Box::new(io::stderr()), true) }
    }

    /// Whether the sink is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Appends text.
    ///
    /// # Errors
    /// Those of the sink, if it was given something.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.write_bytes(text.as_bytes())
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// Those of the sink, if it was given something.
    pub fn write_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER || self.by_line && bytes.contains(&b'\n') {
            return self.flush();
        }
        Ok(())
    }

    /// Gives everything to the sink.
    ///
    /// # Errors
    /// Those of the sink; what it refused is lost.
    pub fn flush(&mut self) -> io::Result<()> {
        let written = self.sink.write_all(&self.buffer);
        self.buffer.clear();
        written.and_then(|()| self.sink.flush())
    }
}

/// The three standard streams.
pub struct Streams {
    /// Standard output.
    pub out: Output,
    /// Standard error.
    pub err: Output,
    /// Standard input.
    pub input: Box<dyn BufRead + Send>,
}

impl Streams {
    /// Those of the process.
    pub fn of_process() -> Streams {
        let input = Box::new(io::BufReader::new(io::stdin()));
        Streams { out: Output::stdout(), err: Output::stderr(), input }
    }
}

/// Number and text of an error of the operating system.
pub(crate) fn error_text(error: &io::Error) -> (i64, String) {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default().to_owned();
    let text = if error.kind() == io::ErrorKind::BrokenPipe { "Broken pipe".to_owned() } else { text };
    let errno = error.raw_os_error().map_or_else(|| errno_of(error.kind()), i64::from);
    (errno, text)
}

/// The number of errors that did not come from the operating system.
fn errno_of(kind: io::ErrorKind) -> i64 {
    match kind {
        io::ErrorKind::BrokenPipe => 32,
        io::ErrorKind::NotFound => 2,
        io::ErrorKind::PermissionDenied => 13,
        _ => 5,
    }
}

impl Vm {
    /// Raises the `OSError` that stands for this error.
    #[cold]
    pub fn raise_os_error(&mut self, error: &io::Error, filename: Option<&Value>) -> Raised {
        let (errno, text) = error_text(error);
        let mut arguments = vec![Value::from_small(errno), self.new_str(&text)];
        arguments.extend(filename.cloned());
        let class = self.class_of_type(ExceptionKind::OSError.type_id()).into_value();
        match self.call(&class, &arguments) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    /// Writes to standard error, whatever the program made of `sys.stderr`; failures are ignored, as
    /// there is nowhere to report them.
    pub fn write_error(&mut self, text: &str) {
        drop(self.streams.err.write(text));
    }
}
