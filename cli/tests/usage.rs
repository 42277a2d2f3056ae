//! The ways to call the command.

#![cfg(unix)]

mod support;

use support::{file, run, run_with_input};

const COUNT: &str = "\
import sys

def count(n):
    i = 0
    while i < n:
        yield i
        i += 1

print(sum(count(3000)), sys.argv[1:])
";

#[test]
fn a_program_in_each_form() {
    let path = file("count.py", COUNT.as_bytes());
    let path = path.to_str().expect("a path");
    let expected = "4498500 ['a', '--jit=off', '-']\n";
    let rest = ["a", "--jit=off", "-"];
    for program in
        [&["run", path][..], &[path], &["--jit-threshold=2", path], &["-c", COUNT], &["run", "-c", COUNT]]
    {
        let outcome = run(&[program, &rest[..]].concat());
        assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (0, expected, ""), "{program:?}");
    }
    let outcome = run_with_input(&["-", "a", "--jit=off", "-"], COUNT.as_bytes());
    assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (0, expected, ""));
}

#[test]
fn the_first_argument_is_the_program() {
    let path = file("argv.py", b"import sys\nprint(sys.argv, __name__)\n");
    let path = path.to_str().expect("a path");
    assert_eq!(run(&[path, "x"]).out, format!("['{path}', 'x'] __main__\n"));
    assert_eq!(run(&["-c", "import sys; print(sys.argv)", "x"]).out, "['-c', 'x']\n");
    assert_eq!(run_with_input(&["-", "x"], b"import sys; print(sys.argv)").out, "['-', 'x']\n");
}

#[test]
fn version_with_target() {
    let outcome = run(&["--version"]);
    let start = format!("genjit {} (", env!("CARGO_PKG_VERSION"));
    assert!(
        outcome.out.starts_with(&start) && outcome.out.contains(std::env::consts::ARCH),
        "{}",
        outcome.out
    );
    assert_eq!((outcome.code, &*outcome.err), (0, ""));
}

#[test]
fn help_lists_every_mode() {
    const FLAGS: &[&str] = &[
        "--jit=off|on|eager",
        "--jit-threshold=N",
        "--jit-wait",
        "--jit-exit-at=N",
        "--jit-exit-every=N",
        "--jit-switch-tier",
        "--jit-abort-at=N",
        "--jit-code-fail-at=N",
        "--jit-code-limit=BYTES",
        "--gc-every=N",
        "--seed=N",
        "--verify",
        "--jit-log",
        "--jit-dump=",
        "--stats[=json]",
        "--perf-map",
    ];
    let help = run(&["run", "--help"]).out;
    for flag in FLAGS {
        assert!(help.contains(flag), "{flag} is not in\n{help}");
    }
}

#[test]
fn dis_of_a_program_and_of_a_function() {
    let path = file("dis.py", COUNT.as_bytes());
    let path = path.to_str().expect("a path");
    let whole = run(&["dis", path]);
    assert!(whole.out.contains("IMPORT_NAME") && whole.out.contains("Disassembly of <code object count"));
    let one = run(&["dis", path, "count"]);
    assert!(one.out.contains("YIELD_VALUE") && !one.out.contains("IMPORT_NAME"), "{}", one.out);
    assert_eq!((whole.code, one.code), (0, 0));
    let none = run(&["dis", path, "nothing"]);
    assert_eq!((none.code, none.err), (1, format!("genjit: {path} has no function 'nothing'\n")));
}

#[test]
fn dis_of_machine_code() {
    let path = file("dis_jit.py", COUNT.as_bytes());
    let path = path.to_str().expect("a path");
    let outcome = run(&["dis", "--jit", path, "count"]);
    // The program's own output is out of the way.
    assert_eq!((outcome.code, &*outcome.err), (0, "4498500 []\n"));
    let points: Vec<Vec<&str>> =
        outcome.out.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(points[0][..5], ["resume", "0", "RESUME", "offset", "4"], "{}", outcome.out);
    assert_eq!(points[1][..4], ["resume", "1", "YIELD_VALUE", "offset"], "{}", outcome.out);
    assert!(["native", "shared", "interpreter"].contains(&points[1][5]), "{}", outcome.out);
}

#[test]
fn the_log_comes_as_it_happens() {
    let source = "\
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
def main():
    for x in count(300000): pass
import sys
main()
print('end', file=sys.stderr)
";
    let outcome = run(&["--jit-wait", "--jit-log", "-c", source]);
    let lines: Vec<&str> = outcome.err.lines().collect();
    assert!(lines[0].starts_with("jit: region 1 start"), "{}", outcome.err);
    assert!(lines.iter().any(|line| line.starts_with("jit: region 1 stop")), "{}", outcome.err);
    assert_eq!(lines.last(), Some(&"end"));
}

#[test]
fn dumps_of_every_stage() {
    const MODES: &[&str] = &[
        "--jit=off",
        "--jit=eager",
        "--jit-exit-every=1",
        "--jit-switch-tier",
        "--jit-abort-at=9",
        "--jit-code-fail-at=1",
        "--jit-code-limit=65536",
        "--gc-every=7",
        "--verify",
    ];
    let dump = "--jit-dump=bytecode,events,ir,clif,asm";
    for mode in MODES {
        let outcome = run(&["--jit-threshold=4", "--jit-wait", mode, "--jit-log", dump, "-c", COUNT]);
        assert_eq!((outcome.code, &*outcome.out), (0, "4498500 []\n"), "{mode}");
        assert!(outcome.err.contains("YIELD_VALUE"), "{mode}");
    }
}

#[test]
fn counters_are_the_same_on_every_run() {
    let stats = || run(&["--jit-wait", "--stats=json", "-c", COUNT]).err;
    assert_eq!(stats(), stats());
}
