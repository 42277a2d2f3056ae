use std::sync::Arc;

use crate::{
    CodeBuilder, CodeFlags, CodeObject, Constant, HandlerDepth, LocalKind,
    Opcode::{self, *},
    VerifyErrorKind as Kind, verify,
};

fn function(parameters: u32, locals: &[&str]) -> CodeBuilder {
    let mut code = CodeBuilder::new("f");
    code.parameters(parameters, 0, 0);
    for local in locals {
        code.local(local);
    }
    code.emit(RESUME);
    code
}

fn finish(mut code: CodeBuilder) -> CodeObject {
    let none = code.constant(Constant::None);
    code.emit_arg(LOAD_CONST, none).emit(RETURN_VALUE);
    code.finish().unwrap()
}

fn fails(code: &CodeObject) -> Kind {
    verify(code).unwrap_err().kind
}

/// A function body of instructions that need no label.
fn body(parameters: u32, locals: &[&str], instrs: &[(Opcode, u32)]) -> CodeObject {
    let mut code = function(parameters, locals);
    for &(opcode, oparg) in instrs {
        code.emit_arg(opcode, oparg);
    }
    finish(code)
}

#[test]
fn unassigned_locals_are_not_read() {
    let code = body(0, &["x"], &[(LOAD_FAST, 0), (POP_TOP, 0)]);
    assert_eq!(fails(&code), Kind::Local(LOAD_FAST, "what may be unassigned", 0));
    verify(&body(1, &["x"], &[(LOAD_FAST, 0), (POP_TOP, 0)])).unwrap();
    verify(&body(0, &["x"], &[(LOAD_FAST_CHECK, 0), (POP_TOP, 0), (LOAD_FAST, 0), (POP_TOP, 0)])).unwrap();
    let deleted = body(1, &["x"], &[(DELETE_FAST, 0), (LOAD_FAST, 0), (POP_TOP, 0)]);
    assert_eq!(fails(&deleted), Kind::Local(LOAD_FAST, "what may be unassigned", 0));
}

#[test]
fn null_goes_only_where_it_is_taken() {
    let code = body(0, &[], &[(PUSH_NULL, 0), (TO_BOOL, 0), (POP_TOP, 0)]);
    assert_eq!(fails(&code), Kind::Operand(TO_BOOL, "NULL"));
    verify(&body(1, &["f"], &[(LOAD_FAST, 0), (PUSH_NULL, 0), (CALL, 0), (POP_TOP, 0)])).unwrap();
}

#[test]
fn borrows_are_proved_or_listed() {
    let proved = body(1, &["x"], &[(LOAD_FAST_BORROW, 0), (POP_TOP, 0)]);
    assert_eq!(verify(&proved).unwrap().unproved_borrows(), []);
    let stored =
        body(1, &["x"], &[(LOAD_FAST_BORROW, 0), (LOAD_SMALL_INT, 1), (STORE_FAST, 0), (POP_TOP, 0)]);
    let verified = verify(&stored).unwrap();
    assert_eq!(verified.unproved_borrows(), [2]);
    assert!(!verified.borrow_is_proved(2));
    let moved = body(1, &["x", "y"], &[(LOAD_FAST_BORROW, 0), (STORE_FAST, 1)]);
    assert_eq!(verify(&moved).unwrap().unproved_borrows(), [2]);
    let receiver = body(1, &["x"], &[(LOAD_FAST_BORROW, 0), (COPY, 1), (STORE_FAST, 0), (POP_TOP, 0)]);
    assert_eq!(verify(&receiver).unwrap().unproved_borrows(), [2]);
}

#[test]
fn borrows_end_at_suspension() {
    let mut code = CodeBuilder::new("g");
    code.flags(CodeFlags(0x23)).parameters(1, 0, 0).local("x");
    code.emit(RETURN_GENERATOR).emit(POP_TOP).emit(RESUME);
    code.emit(LOAD_FAST_BORROW).emit(LOAD_FAST_BORROW).emit(YIELD_VALUE).emit_arg(RESUME, 5);
    code.emit(POP_TOP).emit(POP_TOP);
    assert_eq!(verify(&finish(code)).unwrap().unproved_borrows(), [6]);
}

#[test]
fn containers_are_the_codes_own() {
    let code = body(1, &["x"], &[(LOAD_FAST, 0), (LOAD_SMALL_INT, 1), (LIST_APPEND, 1), (POP_TOP, 0)]);
    assert_eq!(fails(&code), Kind::Operand(LIST_APPEND, "another kind of value"));
    verify(&body(0, &[], &[(BUILD_LIST, 0), (LOAD_SMALL_INT, 1), (LIST_APPEND, 1), (POP_TOP, 0)])).unwrap();
}

#[test]
fn closures_have_the_cells_that_the_code_wants() {
    let mut inner = CodeBuilder::new("inner");
    inner.slot("x", LocalKind::Free);
    inner.emit_arg(COPY_FREE_VARS, 1).emit(RESUME).emit(LOAD_DEREF).emit(RETURN_VALUE);
    let inner = Arc::new(inner.finish().unwrap());
    let outer = |cells: u32| {
        let mut code = CodeBuilder::new("outer");
        code.slot("x", LocalKind::Cell);
        code.emit(MAKE_CELL).emit(RESUME);
        let inner = code.constant(Constant::Code(inner.clone()));
        for _ in 0..cells {
            code.emit(LOAD_FAST_BORROW);
        }
        code.emit_arg(BUILD_TUPLE, cells);
        code.emit_arg(LOAD_CONST, inner)
            .emit(MAKE_FUNCTION)
            .emit_arg(SET_FUNCTION_ATTRIBUTE, 8)
            .emit(POP_TOP);
        finish(code)
    };
    assert_eq!(verify(&outer(1)).unwrap().nested().len(), 1);
    assert_eq!(fails(&outer(2)), Kind::Operand(SET_FUNCTION_ATTRIBUTE, "a cell"));
    let mut open = CodeBuilder::new("open");
    let constant = open.constant(Constant::Code(inner));
    open.emit(RESUME).emit_arg(LOAD_CONST, constant).emit(MAKE_FUNCTION).emit(RETURN_VALUE);
    assert_eq!(fails(&open.finish().unwrap()), Kind::Operand(RETURN_VALUE, "a function without its closure"));
}

#[test]
fn handlers_get_what_unwinding_leaves() {
    let mut code = function(1, &["x"]);
    let [start, end, handler, cleanup] = [code.label(), code.label(), code.label(), code.label()];
    let none = code.constant(Constant::None);
    code.bind(start).emit(LOAD_FAST).emit(UNARY_NEGATIVE).emit(POP_TOP);
    code.bind(end).emit_arg(LOAD_CONST, none).emit(RETURN_VALUE);
    let inside = code.bind(handler).here();
    code.emit(PUSH_EXC_INFO).emit(POP_TOP).emit(LOAD_FAST).emit(UNARY_NEGATIVE).emit(POP_TOP);
    code.emit(POP_EXCEPT).emit_arg(LOAD_CONST, none).emit(RETURN_VALUE);
    code.bind(cleanup).emit_arg(COPY, 3).emit(POP_EXCEPT).emit_arg(RERAISE, 1);
    code.protect((start, end), handler, HandlerDepth::AtStart, false);
    let mut deep = code.clone();
    code.protect((inside, cleanup), cleanup, HandlerDepth::Fixed(1), true);
    verify(&code.finish().unwrap()).unwrap();
    // The negation takes the value that the handler wants to keep.
    deep.protect((start, end), cleanup, HandlerDepth::Fixed(1), true);
    assert_eq!(fails(&deep.finish().unwrap()), Kind::HandlerDepth(1, 0));
}

#[test]
fn jumps_stay_in_the_body() {
    let mut code = body(0, &[], &[(NOP, 0), (NOP, 0)]);
    code.units[1] = u16::from_le_bytes([JUMP_BACKWARD as u8, 3]);
    code.units[2] = 0;
    assert_eq!(fails(&code), Kind::Target(0));
    code.units[1] = u16::from_le_bytes([JUMP_BACKWARD as u8, 1]);
    assert_eq!(fails(&code), Kind::Target(2));
}

#[test]
fn flags_and_prologue_agree() {
    let mut code = body(0, &[], &[]);
    code.flags = CodeFlags(0x23);
    assert_eq!(fails(&code), Kind::Flags);
    code.flags = CodeFlags(0x3);
    code.units.remove(0);
    assert_eq!(fails(&code), Kind::Prologue);
}

#[test]
fn depths_are_recorded() {
    let code = body(1, &["x"], &[(LOAD_FAST, 0), (COPY, 1), (POP_TOP, 0), (POP_TOP, 0)]);
    let verified = verify(&code).unwrap();
    let depths: Vec<_> = (0..6).map(|unit| verified.depth_at(unit * 2)).collect();
    assert_eq!(depths, [Some(0), Some(0), Some(1), Some(2), Some(1), Some(0)]);
}

#[test]
fn shared_code_is_not_worked_at_for_ever() {
    let mut code = body(0, &[], &[]);
    for _ in 0..60 {
        let shared = Constant::Code(Arc::new(code));
        code = body(0, &[], &[]);
        code.consts.extend([shared.clone(), shared]);
    }
    assert_eq!(fails(&code), Kind::TooLarge);
}
