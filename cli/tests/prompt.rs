//! The prompt, typed at through a pseudo-terminal.

#![cfg(target_os = "linux")]

mod support;

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use support::{TIERS, file, run, run_with_input};

/// Longer than any answer takes with debug assertions on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// A session at the prompt.
struct Session {
    child: Child,
    keys: File,
    screen: Receiver<Vec<u8>>,
    seen: String,
}

impl Session {
    /// The command on a terminal of its own, which is also its controlling one, so that Ctrl-C is a signal.
    /// `None` where there are no such terminals.
    fn start(name: &str, arguments: &[&str]) -> Option<Session> {
        let control = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).ok()?;
        grantpt(&control).ok()?;
        unlockpt(&control).ok()?;
        let path = ptsname(&control, Vec::new()).ok()?;
        let terminal = OpenOptions::new().read(true).write(true).open(path.to_str().ok()?).ok()?;
        let stream = || Stdio::from(OwnedFd::from(terminal.try_clone().expect("a descriptor")));
        let child = Command::new("setsid")
            .args(["--ctty", env!("CARGO_BIN_EXE_genjit")])
            .args(arguments)
            .env("TERM", "xterm")
            .env("XDG_STATE_HOME", state(name))
            .stdin(stream())
            .stdout(stream())
            .stderr(stream())
            .spawn()
            .ok()?;
        drop(terminal);
        let keys = File::from(control.as_fd().try_clone_to_owned().expect("a descriptor"));
        let (sender, screen) = channel();
        let mut reader = File::from(control);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Some(Session { child, keys, screen, seen: String::new() })
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the terminal");
    }

    /// Types a line once there is a prompt; what is on the screen until the next one.
    fn type_line(&mut self, line: &str) -> String {
        self.press(&format!("{line}\r"));
        let echo = self.until(line);
        assert!(echo.ends_with(line), "{echo}");
        self.answer()
    }

    /// What is on the screen until the next prompt.
    fn answer(&mut self) -> String {
        let start = Instant::now();
        loop {
            let first =
                [">>> ", "... "].iter().filter_map(|prompt| self.seen.find(&format!("\n{prompt}"))).min();
            if let Some(at) = first {
                let rest = self.seen.split_off(at + "\n>>> ".len());
                let text = std::mem::replace(&mut self.seen, rest);
                return text[..at].trim_start_matches('\n').to_owned();
            }
            self.more(start);
        }
    }

    /// What is on the screen up to this text.
    fn until(&mut self, text: &str) -> String {
        let start = Instant::now();
        while !self.seen.contains(text) {
            self.more(start);
        }
        let at = self.seen.find(text).expect("seen above") + text.len();
        let rest = self.seen.split_off(at);
        std::mem::replace(&mut self.seen, rest)
    }

    fn more(&mut self, start: Instant) {
        match self.screen.recv_timeout(LIMIT.saturating_sub(start.elapsed())) {
            Ok(bytes) => self.seen += &plain(&String::from_utf8_lossy(&bytes)),
            Err(RecvTimeoutError::Timeout) => panic!("nothing more after {:?}", self.seen),
            Err(RecvTimeoutError::Disconnected) => panic!("it ended after {:?}", self.seen),
        }
    }

    /// The exit code, once it has ended.
    fn end(mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < LIMIT {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("no end after {:?}", self.seen);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // One that has ended is not there any more.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A fresh folder for the history.
fn state(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("state-{name}"));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Text without control sequences and carriage returns; a line that is drawn again key by key is left out
/// but for what it adds.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\x1b', '\r']) {
        out += &rest[..at];
        rest = &rest[at..];
        match rest.strip_prefix("\x1b[") {
            Some(sequence) => {
                let end =
                    sequence.find(|c: char| c.is_ascii_alphabetic()).map_or(sequence.len(), |at| at + 1);
                rest = &sequence[end..];
            }
            None => rest = &rest[1..],
        }
    }
    out + rest
}

/// Starts a session, past its banner.
fn session(name: &str, arguments: &[&str]) -> Option<Session> {
    let Some(mut session) = Session::start(name, arguments) else {
        #[allow(clippy::print_stderr, reason = "what a test leaves out is said")]
        {
            eprintln!("skipped: no pseudo-terminals, or no setsid");
        }
        return None;
    };
    let banner = session.answer();
    assert!(banner.contains("genjit") && banner.contains("Python 3.14"), "{banner}");
    Some(session)
}

#[test]
fn values_state_and_errors() {
    let Some(mut at) = session("values", &[]) else { return };
    assert_eq!(at.type_line("1 + 1"), "2");
    assert_eq!(at.type_line("_ * 21"), "42");
    assert_eq!(at.type_line("None"), "");
    assert_eq!(at.type_line("x = 'kept'"), "");
    assert_eq!(at.type_line("x; len(x)"), "'kept'\n4");
    assert_eq!(at.type_line("# nothing"), "");
    assert_eq!(
        at.type_line("x = = 1"),
        "  File \"<stdin>\", line 1\n    x = = 1\n        ^\nSyntaxError: invalid syntax"
    );
    let traceback = at.type_line("1 / 0");
    assert_eq!(
        traceback,
        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    1 / 0\n    ~~^~~\n\
         ZeroDivisionError: division by zero"
    );
    assert_eq!(at.type_line("import sys; sys.last_exc"), "ZeroDivisionError('division by zero')");
    assert_eq!(
        at.type_line("kep"),
        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    kep\nNameError: name 'kep' is not defined"
    );
    assert_eq!(at.type_line("exit"), "Use exit() or Ctrl-D (i.e. EOF) to exit");
    at.press("exit(7)\r");
    assert_eq!(at.end(), Some(7));
}

#[test]
fn blocks_end_with_an_empty_line() {
    let Some(mut at) = session("blocks", &["run", "--jit=eager"]) else { return };
    for line in ["def f(x):", "    return 1 / x"] {
        assert_eq!(at.type_line(line), "");
    }
    assert_eq!(at.type_line(""), "");
    assert_eq!(
        at.type_line("f(0)"),
        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    f(0)\n    ~^^^\n  File \
         \"<stdin>\", line 2, in f\n    return 1 / x\n           ~~^~~\nZeroDivisionError: division by zero"
    );
    assert_eq!(at.type_line("for i in range(3): i"), "");
    assert_eq!(at.type_line(""), "0\n1\n2");
    assert_eq!(at.type_line("(1,"), "");
    assert_eq!(at.type_line("2)"), "(1, 2)");
    assert_eq!(at.type_line("if 1:"), "");
    assert_eq!(
        at.type_line("  y ="),
        "  File \"<stdin>\", line 2\n    y =\n       ^\nSyntaxError: invalid syntax"
    );
    // Ctrl-D, and what is left of an input is run first.
    assert_eq!(at.type_line("if x := 5:"), "");
    assert_eq!(at.type_line("  print(x + 1)"), "");
    at.press("\x04");
    // Keys that come before the next prompt would be the terminal's own to read.
    assert_eq!(at.answer(), "6");
    at.press("\x04");
    assert_eq!(at.end(), Some(0));
}

#[test]
fn a_generator_looked_at() {
    let Some(mut at) = session("generator", &["run", "--jit=on"]) else { return };
    for line in ["def count(n):", "    for i in range(n):", "        got = yield i"] {
        assert_eq!(at.type_line(line), "");
    }
    assert_eq!(at.type_line(""), "");
    assert_eq!(at.type_line("g = count(3)"), "");
    assert_eq!(at.type_line("next(g), g.send(9), g.gi_suspended"), "(0, 1, True)");
    assert_eq!(at.type_line("g.gi_frame.f_locals"), "{'n': 3, 'i': 1, 'got': 9}");
    assert_eq!(at.type_line("g.gi_frame.f_lineno, g.gi_running"), "(3, False)");
    assert_eq!(at.type_line("sum(count(100000))"), "4999950000");
    assert_eq!(at.type_line("list(g), g.gi_frame"), "([2], None)");
    at.press("\x04");
    assert_eq!(at.end(), Some(0));
}

#[test]
fn ctrl_c_at_the_prompt_and_in_loops() {
    for tier in TIERS {
        let Some(mut at) = session("interrupt", &[tier]) else { return };
        at.press("half a line");
        at.until("half a line");
        at.press("\x03");
        assert_eq!(at.answer(), "KeyboardInterrupt");
        assert_eq!(at.type_line("while True: pass"), "");
        at.press("\r");
        thread::sleep(Duration::from_millis(300));
        at.press("\x03");
        let answer = at.answer();
        assert!(answer.ends_with("\nKeyboardInterrupt"), "{tier}: {answer}");
        assert!(answer.contains("File \"<stdin>\", line 1, in <module>\n    while True: pass"), "{answer}");
        at.press("sum(x & 1 for x in iter(int, 1))\r");
        thread::sleep(Duration::from_millis(300));
        at.press("\x03");
        assert!(at.answer().ends_with("\nKeyboardInterrupt"), "{tier}");
        // As often as one likes: what stops is not given up.
        for _ in 0..3 {
            at.press("import time; time.sleep(1000)\r");
            thread::sleep(Duration::from_millis(200));
            at.press("\x03");
            assert!(at.answer().ends_with("KeyboardInterrupt"), "{tier}");
        }
        assert_eq!(at.type_line("'still here'"), "'still here'");
        at.press("quit()\r");
        assert_eq!(at.end(), Some(0));
    }
}

#[test]
fn tab_indents_and_completes() {
    let Some(mut at) = session("tab", &[]) else { return };
    assert_eq!(at.type_line("remembered_name = 11"), "");
    at.press("rememb\t + 1\r");
    assert!(at.answer().ends_with("12"));
    at.press("if 1:\r");
    at.answer();
    at.press("\tremembered_name\r");
    at.answer();
    at.press("\r");
    assert_eq!(at.answer(), "11");
    // The history, in this session.
    at.press("\x1b[A\x1b[A\x1b[A\r");
    assert!(at.answer().ends_with("\n12"));
    at.press("\x04");
    assert_eq!(at.end(), Some(0));
}

#[test]
fn a_prompt_behind_a_program() {
    let path = file("before_prompt.py", b"import sys\nvalue = len(sys.argv)\nprint('ran', sys.argv[1:])\n");
    let path = path.to_str().expect("a path");
    let Some(mut at) = Session::start("behind", &["-i", path, "a"]) else { return };
    assert_eq!(at.answer(), "ran ['a']");
    assert_eq!(at.type_line("value, __name__"), "(2, '__main__')");
    at.press("\x04");
    assert_eq!(at.end(), Some(0));
}

#[test]
fn prompts_may_be_set() {
    let Some(mut at) = session("prompts", &[]) else { return };
    at.press("import sys; sys.ps1 = '[1] '\r");
    at.until("\n[1] ");
    at.press("exit('bye')\r");
    at.until("\nbye");
    assert_eq!(at.end(), Some(1));
}

/// Without a terminal standard input is a program.
#[test]
fn standard_input_is_a_program_if_it_is_no_terminal() {
    for arguments in [&[][..], &["run", "--jit=off"], &["-"], &["run"]] {
        let outcome = run_with_input(arguments, b"1 + 1\nprint('a program')\n");
        assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (0, "a program\n", ""), "{arguments:?}");
    }
    let outcome = run_with_input(&["-i", "-c", "print(1); raise SystemExit(3)"], b"");
    assert_eq!((outcome.code, &*outcome.out), (3, "1\n"));
}

#[test]
fn a_module_as_the_program() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("modules");
    fs::create_dir_all(folder.join("package/inner")).expect("a folder");
    let program = "import sys\nprint(__name__, repr(__package__), sys.argv[1:])\n";
    for (name, text) in [
        ("single.py", program),
        ("package/__init__.py", "print('imported')\n"),
        ("package/__main__.py", &format!("from . import part\n{program}print(part.x)\n")),
        ("package/part.py", "x = 3\n"),
        ("package/inner/__init__.py", ""),
    ] {
        fs::write(folder.join(name), text).expect("a file");
    }
    let run = |arguments: &[&str]| {
        support::finish(support::command(arguments).current_dir(&folder).spawn().expect("the command starts"))
    };
    let outcome = run(&["-m", "single", "--verify"]);
    assert_eq!((&*outcome.out, outcome.code), ("__main__ '' ['--verify']\n", 0));
    let outcome = run(&["run", "--jit=eager", "-m", "package", "a"]);
    assert_eq!((&*outcome.out, outcome.code), ("imported\n__main__ 'package' ['a']\n3\n", 0));
    assert_eq!(run(&["-m", "package.part"]).out, "imported\n");
    let missing = run(&["-m", "nothing_like_it"]);
    assert_eq!((&*missing.err, missing.code), ("genjit: No module named nothing_like_it\n", 1));
    let missing = run(&["-m", "package.inner"]);
    assert_eq!(
        missing.err,
        "genjit: No module named package.inner.__main__; 'package.inner' is a package and cannot be directly executed\n"
    );
    let missing = run(&["-m", "absent.part"]);
    assert_eq!(
        missing.err,
        "genjit: Error while finding module specification for 'absent.part' (ModuleNotFoundError: No module named \
         'absent')\n"
    );
}

#[test]
fn help_names_the_prompt() {
    let help = run(&["run", "--help"]).out;
    assert!(help.contains("-m MODULE") && help.contains("prompt"), "{help}");
}
