//! Large, deep and refused sources end in code or in an error, never in a crash, and in linear time.

use std::fmt::Write;

use genjit_bytecode::{Constant, Opcode};
use genjit_compiler::{CompileError, ErrorClass, Mode, Options, compile};

fn error_of(source: &str) -> CompileError {
    compile(source, "FILE", Mode::Module, Options::default()).expect_err("an error")
}

fn refused(source: &str) -> String {
    let error = error_of(source);
    assert_eq!(error.class, ErrorClass::Syntax);
    assert!(error.place.lineno > 0 && error.place.offset > 0);
    error.message
}

#[test]
fn unsupported_constructs_are_named() {
    assert_eq!(refused(r"x = '\ud800'"), "surrogate escapes in string literals are not supported yet");
}

#[test]
fn null_bytes_are_refused() {
    assert_eq!(error_of("x = 1\0").message, "source code cannot contain null bytes");
}

#[test]
fn nested_parentheses_are_limited() {
    let nested = |n: usize| format!("{}1{}\n", "(".repeat(n), ")".repeat(n));
    assert!(compile(&nested(200), "FILE", Mode::Module, Options::default()).is_ok());
    assert_eq!(error_of(&nested(201)).message, "too many nested parentheses");
    assert_eq!(error_of(&nested(5_000)).message, "too many nested parentheses");
    assert_eq!(error_of(&"(".repeat(100_000)).message, "too many nested parentheses");
}

#[test]
fn long_sums_compile() {
    let source = format!("x = 1{}\n", "+1".repeat(100_000));
    let code = compile(&source, "FILE", Mode::Module, Options::default()).expect("code");
    assert!(code.consts.contains(&Constant::Int(100_001.into())));
    let source = format!("x = a{}\n", "+a".repeat(100_000));
    assert!(compile(&source, "FILE", Mode::Module, Options::default()).is_ok());
}

#[test]
fn deep_operators_compile() {
    for (open, close) in [("-", ""), ("not ", ""), ("a if b else ", ""), ("a**", "")] {
        let source = format!("x = {}y{}\n", open.repeat(5_000), close.repeat(5_000));
        assert!(compile(&source, "FILE", Mode::Module, Options::default()).is_ok(), "{open}");
    }
    let source = format!("x = y{}\n", ".a".repeat(50_000));
    assert!(compile(&source, "FILE", Mode::Module, Options::default()).is_ok());
    let source = format!("x = y{}\n", "()".repeat(50_000));
    assert!(compile(&source, "FILE", Mode::Module, Options::default()).is_ok());
}

#[test]
fn nested_functions_are_limited() {
    let nested = |n: usize| format!("x = {}y\n", "lambda: ".repeat(n));
    assert!(compile(&nested(400), "FILE", Mode::Module, Options::default()).is_ok());
    let error = error_of(&nested(5_000));
    assert_eq!(error.class, ErrorClass::Recursion);
    assert_eq!(error.message, "maximum recursion depth exceeded during compilation");
}

#[test]
fn long_elif_chains_compile() {
    let mut source = String::from("if a: pass\n");
    for _ in 0..20_000 {
        source.push_str("elif a: b\n");
    }
    assert!(compile(&source, "FILE", Mode::Module, Options::default()).is_ok());
}

#[test]
fn blocks_and_indentation_are_limited() {
    let loops = |n: usize| {
        let mut source = String::new();
        for level in 0..n {
            let _ = writeln!(source, "{}for x in y:", " ".repeat(level));
        }
        source + &" ".repeat(n) + "pass\n"
    };
    assert!(compile(&loops(21), "FILE", Mode::Module, Options::default()).is_ok());
    assert_eq!(error_of(&loops(22)).message, "too many statically nested blocks");
    let deep = loops(150).replace("for x in y", "if x");
    let error = error_of(&deep);
    assert_eq!((error.class, &*error.message), (ErrorClass::Indentation, "too many levels of indentation"));
}

#[test]
fn large_tables_need_extended_arguments() {
    let mut source = String::from("def f():\n");
    for i in 0..70_000 {
        let _ = writeln!(source, " v{i} = 'c{i}'");
    }
    source.push_str(" return v69999\n");
    let code = compile(&source, "FILE", Mode::Module, Options::default()).expect("code");
    let Constant::Code(function) = &code.consts[0] else { panic!("a function") };
    assert_eq!(function.localsplus.len(), 70_000);
    assert!(function.units.iter().any(|u| u & 0xff == Opcode::EXTENDED_ARG as u16));

    let arguments: Vec<String> = (0..300).map(|i| format!("a{i}")).collect();
    let source = format!("def f({0}):\n return g({0})\n", arguments.join(", "));
    assert!(compile(&source, "FILE", Mode::Module, Options::default()).is_ok());

    let source = format!("while x:\n{}", " a.b.c.d(1, 2, 3)\n".repeat(20_000));
    assert!(compile(&source, "FILE", Mode::Module, Options::default()).is_ok());
}

#[test]
fn modes_differ_in_their_result() {
    let eval = compile("a + 1", "FILE", Mode::Eval, Options::default()).expect("code");
    let last = *eval.units.last().expect("a unit");
    assert_eq!(last & 0xff, Opcode::RETURN_VALUE as u16);
    assert!(eval.consts.is_empty() || !eval.consts.contains(&Constant::None));
    let single = compile("a + 1\n", "FILE", Mode::Single, Options::default()).expect("code");
    assert!(single.units.iter().any(|u| u & 0xff == Opcode::CALL_INTRINSIC_1 as u16));
    assert!(compile("a = 1", "FILE", Mode::Eval, Options::default()).is_err());
}

#[test]
fn errors_carry_their_line() {
    let error = error_of("x = 1\ny = = 2\n");
    assert_eq!(error.place.text.as_deref(), Some("y = = 2\n"));
    assert_eq!((error.place.lineno, error.place.offset), (2, 5));
    assert_eq!(&*error.filename, "FILE");
    assert_eq!(error.to_string(), "SyntaxError: invalid syntax (FILE, line 2)");
}
