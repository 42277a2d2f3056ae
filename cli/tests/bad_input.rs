//! What bad input gets: a clear message, the right exit code; never a panic, a signal or a hang.

#![cfg(unix)]

mod support;

use std::os::fd::OwnedFd;
use std::process::Stdio;

use support::{TIERS, command, file, finish, run, run_with_input};

/// Runs a file of this content; exit code and standard error, with the file's path as `FILE`.
fn refused(name: &str, content: &[u8]) -> (i32, String) {
    let path = file(name, content).display().to_string();
    let outcome = run(&[&path]);
    assert_eq!(outcome.out, "");
    (outcome.code, outcome.err.replace(&path, "FILE"))
}

#[test]
fn a_missing_file() {
    let path = format!("{}/no_such_file.py", env!("CARGO_TARGET_TMPDIR"));
    let outcome = run(&[&path]);
    let message = format!("genjit: can't open file '{path}': [Errno 2] No such file or directory\n");
    assert_eq!((outcome.code, outcome.err), (2, message));
}

#[test]
fn a_directory() {
    let path = env!("CARGO_TARGET_TMPDIR");
    let outcome = run(&[path]);
    let message = format!("genjit: can't find '__main__' module in '{path}'\n");
    assert_eq!((outcome.code, outcome.err), (1, message));
}

#[test]
fn invalid_utf8() {
    let (code, err) = refused("invalid_utf8.py", b"x = 1\nprint('\xff')\n");
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "SyntaxError: Non-UTF-8 code starting with '\\xff' in file FILE on line 2, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details\n"
    );
}

/// Source, what is told.
const SYNTAX_ERRORS: &[(&str, &[u8], &str)] = &[
    (
        "null_byte",
        b"x = 1\nprint('a\0b')\n",
        "  File \"FILE\", line 2\n    print('a\nSyntaxError: source code cannot contain null bytes\n",
    ),
    (
        "unclosed",
        b"x = (1,\nif x:\n",
        "  File \"FILE\", line 1\n    x = (1,\n        ^\nSyntaxError: '(' was never closed\n",
    ),
    (
        "no_indent",
        b"if x:\ny = 1\n",
        "  File \"FILE\", line 2\n    y = 1\n    ^\nIndentationError: expected an indented block after 'if' \
          statement on line 1\n",
    ),
    (
        "outside",
        b"def f():\n    pass\nreturn 1\n",
        "  File \"FILE\", line 3\n    return 1\n    ^^^^^^^^\nSyntaxError: 'return' outside function\n",
    ),
    (
        "left_out",
        b"f('\\ud800')\n",
        "  File \"FILE\", line 1\n    f('\\ud800')\n      ^^^^^^^^\nSyntaxError: surrogate escapes in string literals are not supported yet\n",
    ),
    (
        "template",
        b"x = 1\ny = '\\ud800'\n",
        "  File \"FILE\", line 2\n    y = '\\ud800'\n        ^^^^^^^^\nSyntaxError: surrogate escapes in string literals are not supported yet\n",
    ),
];

#[test]
fn syntax_errors() {
    for &(name, source, told) in SYNTAX_ERRORS {
        assert_eq!(refused(&format!("{name}.py"), source), (1, told.to_owned()), "{name}");
    }
}

#[test]
fn nested_parentheses() {
    let source = format!("{}1{}\n", "(".repeat(5000), ")".repeat(5000));
    let (code, err) = refused("nested.py", source.as_bytes());
    assert_eq!(code, 1);
    assert!(err.starts_with("  File \"FILE\", line 1\n"), "{err}");
    assert!(err.ends_with("\nSyntaxError: too many nested parentheses\n"), "{err}");
}

#[test]
fn a_sum_of_100000_terms() {
    let source = format!("x = {}\nprint(x)\n", vec!["1"; 100_000].join("+"));
    let path = file("terms.py", source.as_bytes());
    let outcome = run(&[path.to_str().expect("a path")]);
    assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (0, "100000\n", ""));
}

#[test]
fn unknown_flags() {
    for arguments in [&["--nope", "x.py"][..], &["run", "--jit=x", "x.py"], &["bench", "--nope"]] {
        let outcome = run(arguments);
        assert_eq!((outcome.code, &*outcome.out), (2, ""), "{arguments:?}");
        assert!(outcome.err.starts_with("genjit: ") && outcome.err.contains("\nusage: "), "{}", outcome.err);
    }
}

#[test]
fn an_uncaught_exception() {
    for tier in TIERS {
        let outcome = run(&[tier, "-c", "def f():\n    yield 1 / 0\nprint('begun')\nsum(f())"]);
        assert_eq!((outcome.code, &*outcome.out), (1, "begun\n"), "{tier}");
        let lines = ["sum(f())", "~~~^^^^^", "yield 1 / 0", "~~^~~", "ZeroDivisionError: division by zero"];
        let shown: Vec<&str> =
            outcome.err.lines().map(str::trim).filter(|l| !l.starts_with("File")).collect();
        assert_eq!(shown[1..], lines, "{tier}");
    }
}

/// Exit code and standard error of programs that raise `SystemExit`.
const EXITS: &[(&str, i32, &str)] = &[
    ("raise SystemExit", 0, ""),
    ("raise SystemExit(7)", 7, ""),
    ("raise SystemExit('bye')", 1, "bye\n"),
    ("import sys; sys.exit(300)", 44, ""),
    ("raise SystemExit(-1)", 255, ""),
    ("raise SystemExit((1, 2))", 1, "(1, 2)\n"),
];

#[test]
fn system_exit() {
    for &(source, code, err) in EXITS {
        let outcome = run(&["-c", source]);
        assert_eq!((outcome.code, &*outcome.err), (code, err), "{source}");
    }
}

#[test]
fn a_reader_that_goes_away() {
    for tier in TIERS {
        let source = "for i in range(1000000): print(i)";
        let mut child = command(&[tier, "-c", source]).spawn().expect("the command starts");
        // The pipe is closed unread.
        drop(child.stdout.take());
        let outcome = finish(child);
        assert!([1, 120].contains(&outcome.code), "{tier}: {outcome:?}");
        assert!(outcome.err.contains("BrokenPipeError: [Errno 32] Broken pipe"), "{tier}: {outcome:?}");
    }
}

/// Standard output that is a pipe without a reader, from the start.
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    OwnedFd::from(writer).into()
}

#[test]
fn standard_output_closed_at_the_start() {
    let shell = |line: &str| {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", line, env!("CARGO_BIN_EXE_genjit")]).stdin(Stdio::null()).stderr(Stdio::piped());
        finish(shell.spawn().expect("a shell"))
    };
    assert_eq!(shell("\"$0\" -c 'print(1)' >&-").code, 0);
    assert_eq!(shell("\"$0\" dis -c 'x = 1' >&-").code, 0);
    assert_eq!(shell("\"$0\" -c 'print(1)' 2>&- >&- <&-").code, 0);
    let small = finish(command(&["-c", "print(1)"]).stdout(closed_pipe()).spawn().expect("a start"));
    assert_eq!(small.code, 120, "{small:?}");
    assert!(small.err.contains("BrokenPipeError"), "{small:?}");
    let help = finish(command(&["run", "--help"]).stdout(closed_pipe()).spawn().expect("a start"));
    assert_eq!((help.code, &*help.err), (0, ""));
}

#[test]
fn a_chain_of_a_million_suspended_generators() {
    let source = "\
def link(previous):
    yield
    yield from previous or ()
chain = None
for _ in range(1000000):
    made = link(chain)
    next(made)
    chain = made
print('built')
del chain, made
print('dropped')
";
    for tier in TIERS {
        let outcome = run_with_input(&[tier, "-"], source.as_bytes());
        assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (0, "built\ndropped\n", ""), "{tier}");
    }
}
