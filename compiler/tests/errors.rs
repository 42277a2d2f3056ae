//! Sources that do not compile get CPython 3.14's error.
//!
//! `errors.expected` is the output of `tests/errors.py` on CPython 3.14.2: a source, then its error.

use genjit_compiler::{Mode, Options, compile};

#[test]
fn errors_agree_with_cpython() {
    let expected = include_str!("errors.expected");
    let lines: Vec<&str> = expected.lines().collect();
    let failures: Vec<String> = lines.chunks_exact(2).filter_map(|pair| compare(pair[0], pair[1])).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), lines.len() / 2, failures.join("\n"));
}

fn compare(line: &str, expected: &str) -> Option<String> {
    let source = line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\").replace("\\'", "'");
    let source = source.replace("\\u00a0", "\u{a0}") + "\n";
    let actual = match compile(&source, "FILE", Mode::Module, Options::default()) {
        Ok(_) => "compiles".to_owned(),
        Err(error) => {
            let place = &error.place;
            format!(
                "{} {} {} {} {} {}",
                error.class.name(),
                place.lineno,
                place.offset,
                place.end_lineno,
                place.end_offset,
                error.message
            )
        }
    };
    let expected = expected.trim_start();
    (actual != expected).then(|| format!("{line}\n    - {expected}\n    + {actual}"))
}
