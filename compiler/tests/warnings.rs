//! What the compiler warns of: the lines that CPython 3.14.2 names for `warnings.py`.

use genjit_compiler::{Mode, Options, compile_with_warnings};

/// Line and keyword, as CPython has them.
const EXPECTED: &[(u32, &str)] = &[
    (18, "break"),
    (26, "break"),
    (30, "continue"),
    (36, "continue"),
    (40, "return"),
    (48, "return"),
    (49, "return"),
    (50, "return"),
    (52, "return"),
    (53, "return"),
    (64, "continue"),
    (72, "return"),
];

#[test]
fn control_flow_out_of_finally_is_told() {
    let source = include_str!("warnings.py");
    let mut warnings = Vec::new();
    compile_with_warnings(source, "FILE", Mode::Module, Options::default(), &mut warnings).expect("code");
    let found: Vec<(u32, &str)> = warnings.iter().map(|found| (found.line, &*found.message)).collect();
    let text = |keyword: &str| format!("'{keyword}' in a 'finally' block");
    let expected: Vec<(u32, String)> = EXPECTED.iter().map(|&(line, word)| (line, text(word))).collect();
    assert_eq!(found, expected.iter().map(|(line, text)| (*line, &**text)).collect::<Vec<_>>());
}

#[test]
fn a_text_that_does_not_compile_is_warned_of_too() {
    let source = "try:\n    pass\nfinally:\n    return 1\n";
    let mut warnings = Vec::new();
    let result = compile_with_warnings(source, "FILE", Mode::Module, Options::default(), &mut warnings);
    assert_eq!(result.expect_err("an error").message, "'return' outside function");
    assert_eq!(warnings.len(), 1);
}
