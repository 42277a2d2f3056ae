//! The prompt: `genjit` without a program on a terminal.
//!
//! It reads, shows and reports as CPython 3.14's basic prompt does. Lines are edited with rustyline; while a
//! program runs the terminal is as usual, so that Ctrl-C is a signal.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::PathBuf;

use genjit::options::state_folder;
use genjit::{Answer, Vm};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{
    Cmd, ConditionalEventHandler, Config, Context, Editor, Event, EventContext, EventHandler, Helper,
    KeyEvent, RepeatCount,
};

use crate::help;
use crate::interrupt::Patience;
use crate::terminal::{complain, say};

/// `sys.ps1` and `sys.ps2` unless the program sets them.
const PROMPTS: (&str, &str) = (">>> ", "... ");

/// Lines kept from one session to the next.
const HISTORY: usize = 2000;

/// What Tab inserts where a line begins.
const INDENT: &str = "    ";

type Lines = Editor<Names, FileHistory>;

/// Says what this is, then reads and runs until the end of input or `exit()`; the exit code.
pub fn session(vm: &mut Vm, patience: &Patience, banner: bool) -> i32 {
    let mut lines = match editor() {
        Ok(lines) => lines,
        Err(error) => {
            complain(&format!("genjit: there is no prompt: {error}\n"));
            return 1;
        }
    };
    let history = history_file();
    if let Some(file) = &history {
        // The first session has none.
        drop(lines.load_history(file));
    }
    vm.set_prompts(PROMPTS.0, PROMPTS.1);
    if banner {
        say(&format!("{}Ctrl-D or exit() leaves; Ctrl-C interrupts what runs.\n", help::version()));
    }
    let mut number = 0;
    let code = loop {
        if let Some(code) = input(vm, &mut lines, patience, number) {
            break code;
        }
        number += 1;
    };
    if let Some(file) = &history {
        // A history that cannot be kept is no reason to fail.
        drop(lines.save_history(file));
    }
    code
}

/// Reads one input and runs it; the exit code if the session ends with it.
fn input(vm: &mut Vm, lines: &mut Lines, patience: &Patience, number: usize) -> Option<i32> {
    let mut text = String::new();
    loop {
        let (name, default) = if text.is_empty() { ("ps1", PROMPTS.0) } else { ("ps2", PROMPTS.1) };
        let prompt = vm.prompt_text(name).unwrap_or_else(|| default.to_owned());
        if let Some(names) = lines.helper_mut() {
            names.0 = vm.typed_names();
        }
        patience.renew();
        let line = lines.readline(&prompt);
        let ended = matches!(line, Err(ReadlineError::Eof));
        match line {
            // On a terminal without editing Ctrl-C is a signal here too, and drops the line.
            _ if vm.forget_interrupt() => {
                say("\nKeyboardInterrupt\n");
                return None;
            }
            Ok(line) => {
                // A line that cannot be remembered is still run.
                drop(lines.add_history_entry(line.as_str()));
                text += &line;
                text.push('\n');
            }
            Err(ReadlineError::Interrupted) => {
                say("KeyboardInterrupt\n");
                return None;
            }
            Err(ReadlineError::Eof) if text.is_empty() => return Some(0),
            Err(ReadlineError::Eof) => {}
            Err(error) => {
                complain(&format!("genjit: standard input cannot be read: {error}\n"));
                return Some(1);
            }
        }
        match vm.run_typed(&text, ended, number) {
            Answer::More => {}
            Answer::Done => return None,
            Answer::Exit(code) => return Some(code),
        }
    }
}

fn editor() -> rustyline::Result<Lines> {
    let config = Config::builder().max_history_size(HISTORY)?.history_ignore_dups(true)?.build();
    let mut lines = Lines::with_config(config)?;
    lines.set_helper(Some(Names(Vec::new())));
    lines.bind_sequence(KeyEvent::from('\t'), EventHandler::Conditional(Box::new(Indent)));
    Ok(lines)
}

/// The history's file in the user's folder for such things, which is made if it is not there.
fn history_file() -> Option<PathBuf> {
    let folder = state_folder()?.join("genjit");
    let made: io::Result<()> = fs::create_dir_all(&folder);
    made.ok().map(|()| folder.join("history"))
}

/// Tab indents where a line begins, and completes names elsewhere.
struct Indent;

impl ConditionalEventHandler for Indent {
    fn handle(&self, _: &Event, count: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let begins = context.line()[..context.pos()].trim().is_empty();
        begins.then(|| Cmd::Insert(count, INDENT.to_owned()))
    }
}

/// The names that can be completed.
struct Names(Vec<String>);

impl Completer for Names {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..at];
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let start = before
            .rfind(|c| !is_part(c))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = &before[start..];
        // Attributes are not completed: that would run code.
        if word.is_empty() || before[..start].ends_with('.') {
            return Ok((at, Vec::new()));
        }
        let mut found: Vec<String> = self.0.iter().filter(|name| name.starts_with(word)).cloned().collect();
        found.sort();
        found.dedup();
        Ok((start, found))
    }
}

impl Hinter for Names {
    type Hint = String;
}

impl Highlighter for Names {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Borrowed(hint)
    }
}

impl Validator for Names {}

impl Helper for Names {}

#[cfg(test)]
mod tests {
    use rustyline::history::DefaultHistory;

    use super::*;

    #[test]
    fn names_are_completed_and_attributes_are_not() {
        let names = Names(vec!["print".to_owned(), "property".to_owned(), "pow".to_owned()]);
        let history = DefaultHistory::new();
        let context = Context::new(&history);
        let (at, found) = names.complete("x = pr", 6, &context).unwrap();
        assert_eq!((at, found), (4, vec!["print".to_owned(), "property".to_owned()]));
        assert_eq!(names.complete("x.pr", 4, &context).unwrap().1, Vec::<String>::new());
        assert_eq!(names.complete("x = ", 4, &context).unwrap().1, Vec::<String>::new());
    }
}
