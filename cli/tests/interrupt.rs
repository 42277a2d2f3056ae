//! Ctrl-C: `KeyboardInterrupt` with a traceback, exit code 130, also in a native loop.

#![cfg(unix)]

mod support;

use std::io::Read;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use support::{Outcome, TIERS, command, finish};

/// Programs that never end. Each says so first, so that the signal comes when it runs.
const ENDLESS: &[(&str, &str)] = &[
    ("while", "x = 0\nwhile True: x += 1\n"),
    (
        "for",
        "def count():\n    i = 0\n    while True:\n        yield i\n        i += 1\nfor x in count(): pass\n",
    ),
    ("sum", "def count():\n    i = 0\n    while True:\n        yield i\n        i += 1\nsum(count())\n"),
    ("next", "def ones():\n    while True: yield 1\ng = ones()\nwhile True: next(g)\n"),
    (
        "chain",
        "def ones():\n    while True: yield 1\ndef chain(): yield from ones()\nany(x == 0 for x in chain())\n",
    ),
    ("range", "for x in range(10 ** 18): pass\n"),
    ("iterator", "5 in iter(int, 1)\n"),
    ("sleep", "import time\ntime.sleep(1000)\n"),
];

/// Runs a program and sends the signal when it has been in its loop for a while.
fn signalled(tier: &str, program: &str, signal: &str) -> Outcome {
    let program = format!("print('begun', flush=True)\n{program}");
    let mut child = command(&[tier, "-c", &program]).spawn().expect("the command starts");
    let mut out = child.stdout.take().expect("a pipe");
    let mut begun = [0; 6];
    out.read_exact(&mut begun).expect("its first line");
    thread::sleep(Duration::from_millis(100));
    send(&child, signal);
    child.stdout = Some(out);
    finish(child)
}

fn send(child: &Child, signal: &str) {
    let status = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(status.expect("the command kill").success());
}

#[test]
fn endless_loops_end_with_a_traceback() {
    for tier in TIERS {
        for (name, program) in ENDLESS {
            let outcome = signalled(tier, program, "-INT");
            assert_eq!((outcome.code, outcome.last_error()), (130, "KeyboardInterrupt"), "{name} {tier}");
            assert!(outcome.err.starts_with("Traceback (most recent call last):\n"), "{name} {tier}");
        }
    }
}

#[test]
fn the_program_may_catch_it() {
    let program = "\
try:
    while True: pass
except KeyboardInterrupt:
    print('caught')
    raise SystemExit(5)
";
    for tier in TIERS {
        let outcome = signalled(tier, program, "-INT");
        assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (5, "caught\n", ""), "{tier}");
    }
}

/// As in CPython, writing to a closed pipe is an exception; the signal itself does nothing.
#[test]
fn a_pipe_signal_is_ignored() {
    let outcome = signalled("--jit=on", "import time\ntime.sleep(0.3)\nprint('done')\n", "-PIPE");
    assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (0, "done\n", ""));
}
