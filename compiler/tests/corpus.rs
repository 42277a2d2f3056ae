//! Every file of `tests/corpus` compiles to what CPython 3.14 compiles it to.
//!
//! `NAME.expected` is the output of `tests/reference.py NAME.py` on CPython 3.14.2.

mod show;

use std::path::Path;

use genjit_compiler::{Mode, Options, compile};
use show::show;

#[test]
fn corpus_agrees_with_cpython() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut sources: Vec<_> = std::fs::read_dir(directory)
        .expect("the corpus is there")
        .map(|entry| entry.expect("a directory entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "py"))
        .collect();
    sources.sort();
    assert!(!sources.is_empty());
    let failures: Vec<String> = sources.iter().filter_map(|path| compare(path)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What differs, if anything does.
fn compare(path: &Path) -> Option<String> {
    let source = std::fs::read_to_string(path).expect("a readable source");
    let expected = std::fs::read_to_string(path.with_extension("expected")).expect("an expected text");
    let actual = match compile(&source, "FILE", Mode::Module, Options::default()) {
        Ok(code) => {
            let mut text = String::new();
            show(&code, &mut text);
            text
        }
        Err(error) => return Some(format!("{}: {error}", path.display())),
    };
    let differing: Vec<String> = expected
        .lines()
        .zip(actual.lines())
        .filter(|(e, a)| e != a)
        .map(|(e, a)| format!("- {e}\n+ {a}"))
        .collect();
    let same_length = expected.lines().count() == actual.lines().count();
    (!differing.is_empty() || !same_length).then(|| format!("{}:\n{}", path.display(), differing.join("\n")))
}
