//! Where a program's text comes from.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A program, not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// The argument of `-c`.
    Text(String),
    /// Standard input; a prompt if that is a terminal.
    Stdin,
    /// A module, by name: the argument of `-m`.
    Module(String),
}

/// A program's text.
#[derive(Debug)]
pub struct Program {
    /// The text.
    pub text: String,
    /// Its file name in tracebacks.
    pub path: String,
    /// `sys.argv[0]`
    pub name: String,
    /// The folder where its imports are looked for; empty for the current one.
    pub folder: String,
}

/// Why there is no text: a message, and the exit code.
#[derive(Debug)]
pub struct Unreadable {
    /// Complete, with its newline.
    pub message: String,
    /// As CPython has it.
    pub code: i32,
}

impl Source {
    /// Reads the program.
    ///
    /// # Errors
    /// What CPython says in the same case.
    pub fn read(&self) -> Result<Program, Unreadable> {
        match self {
            Source::Text(text) => Ok(typed(text.clone() + "\n", "<string>", "-c")),
            Source::Module(name) => {
                let message = format!("genjit: the module {name} is found when it runs, not before\n");
                Err(Unreadable { message, code: 2 })
            }
            Source::Stdin => {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|error| cannot_open("<stdin>", &error))?;
                Ok(typed(decoded(bytes, "<stdin>")?, "<stdin>", "-"))
            }
            Source::File(path) => read_file(path),
        }
    }
}

fn typed(text: String, path: &str, name: &str) -> Program {
    Program { text, path: path.to_owned(), name: name.to_owned(), folder: String::new() }
}

fn read_file(path: &Path) -> Result<Program, Unreadable> {
    let name = path.to_string_lossy().into_owned();
    let shown = absolute(path);
    if path.is_dir() {
        return Err(Unreadable {
            message: format!("genjit: can't find '__main__' module in '{shown}'\n"),
            code: 1,
        });
    }
    let bytes = fs::read(path).map_err(|error| cannot_open(&shown, &error))?;
    let folder = Path::new(&shown).parent().map(|folder| folder.to_string_lossy().into_owned());
    Ok(Program { text: decoded(bytes, &shown)?, path: shown, name, folder: folder.unwrap_or_default() })
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}

fn cannot_open(path: &str, error: &io::Error) -> Unreadable {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let number = error.raw_os_error().unwrap_or_default();
    Unreadable { message: format!("genjit: can't open file '{path}': [Errno {number}] {text}\n"), code: 2 }
}

fn decoded(bytes: Vec<u8>, path: &str) -> Result<String, Unreadable> {
    genjit::decode_source(&bytes)
        .map_err(|fault| Unreadable { message: format!("SyntaxError: {}\n", fault.of_file(path)), code: 1 })
}
