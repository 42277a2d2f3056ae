//! What the command itself says. A stream that nobody reads any more is no error.

use std::io::{self, IsTerminal, Write};

/// Writes to standard output.
pub fn say(text: &str) {
    let mut out = io::stdout().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Writes to standard error.
pub fn complain(text: &str) {
    drop(io::stderr().lock().write_all(text.as_bytes()));
}

/// A line that is overwritten as work goes on; nothing unless standard error is a terminal.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// No line yet.
    pub fn new() -> Progress {
        Progress { shown: io::stderr().is_terminal() }
    }

    /// Replaces the line.
    pub fn show(&self, text: &str) {
        if self.shown {
            complain(&format!("\r\x1b[K{text}"));
        }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        self.show("");
    }
}
