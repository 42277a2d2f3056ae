//! What the compiler makes is shown by `dis` as by CPython 3.14, and passes the verifier.

use std::path::Path;
use std::sync::Arc;

use genjit_bytecode::{CodeObject, Constant, DisOptions, dis, verify};
use genjit_compiler::{Mode, Options, compile};

fn corpus(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    std::fs::read_to_string(path).expect("a readable file")
}

fn functions(code: &CodeObject) -> impl Iterator<Item = &Arc<CodeObject>> {
    code.consts.iter().filter_map(|c| if let Constant::Code(code) = c { Some(code) } else { None })
}

/// `generators.dis` is what CPython 3.14.2's `dis.dis` prints of each function of `generators.py`,
/// headed by its name and the length of `co_code`.
#[test]
fn dis_agrees_with_cpython() {
    let module = compile(&corpus("generators.py"), "FILE", Mode::Module, Options::default()).expect("code");
    let mut text = String::new();
    for code in functions(&module) {
        text.push_str(&format!("===== {} {}\n", code.name, 2 * code.units.len()));
        text.push_str(&dis(code, &DisOptions::default()));
    }
    assert_eq!(text, corpus("generators.dis"));
}

#[test]
fn everything_passes_the_verifier() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for entry in std::fs::read_dir(directory).expect("the corpus is there") {
        let path = entry.expect("a directory entry").path();
        if path.extension().is_none_or(|e| e != "py") {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a readable source");
        let code = compile(&source, "FILE", Mode::Module, Options::default()).expect("code");
        check(&code, &path);
    }
}

/// Verifies a code object; those in it are verified with it.
fn check(code: &CodeObject, path: &Path) {
    if let Err(error) = verify(code) {
        panic!("{}: {}: {error:?}", path.display(), code.qualname);
    }
}
