//! Functions built by hand agree with CPython 3.14.2 byte by byte.

use genjit_bytecode::{
    CodeBuilder, CodeFlags, CodeObject, CompareOp, Constant, DisOptions, HandlerDepth, LocalKind, Opcode::*,
    Position, ResumeTable, dis, parse_code, print_code,
};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn generator(name: &str, line: u32, locals: &[&str]) -> CodeBuilder {
    let mut code = CodeBuilder::new(name);
    code.source("sample.py", line).parameters(1, 0, 0);
    code.flags(CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS | CodeFlags::GENERATOR);
    for local in locals {
        code.slot(local, LocalKind::Local);
    }
    code.at(Position::line(line)).emit(RETURN_GENERATOR).emit(POP_TOP);
    code
}

/// `def count(n): i = 0; while i < n: yield i; i += 1`, one statement a line.
fn count() -> CodeObject {
    let mut code = generator("count", 2, &["n", "i"]);
    let (zero, none) = (code.constant(Constant::Int(0.into())), code.constant(Constant::None));
    assert_eq!((zero, none), (0, 1));
    let [exit, wrapper] = [code.label(), code.label()];
    let start = code.at(Position::span(2, 0, 2, 0)).here();
    code.emit(RESUME);
    code.at(Position::span(3, 8, 3, 9)).emit(LOAD_SMALL_INT);
    code.at(Position::span(3, 4, 3, 5)).emit_arg(STORE_FAST, 1);
    let head = code.at(Position::span(4, 10, 4, 11)).here();
    code.emit_arg(LOAD_FAST_BORROW_LOAD_FAST_BORROW, 0x10);
    code.at(Position::span(4, 10, 4, 15)).emit_arg(COMPARE_OP, CompareOp::Lt.oparg(true));
    code.jump(POP_JUMP_IF_FALSE, exit).emit(NOT_TAKEN);
    code.at(Position::span(5, 14, 5, 15)).emit_arg(LOAD_FAST_BORROW, 1);
    code.at(Position::span(5, 8, 5, 15)).emit(YIELD_VALUE).emit_arg(RESUME, 5).emit(POP_TOP);
    code.at(Position::span(6, 8, 6, 9)).emit_arg(LOAD_FAST_BORROW, 1);
    code.at(Position::span(6, 13, 6, 14)).emit_arg(LOAD_SMALL_INT, 1);
    code.at(Position::span(6, 8, 6, 14)).emit_arg(BINARY_OP, 13);
    code.at(Position::span(6, 8, 6, 9)).emit_arg(STORE_FAST, 1).jump(JUMP_BACKWARD, head);
    code.bind(exit).at(Position::span(4, 10, 4, 15));
    code.emit_arg(LOAD_CONST, none).emit(RETURN_VALUE);
    code.at(Position::NONE).bind(wrapper).emit_arg(CALL_INTRINSIC_1, 3).emit_arg(RERAISE, 1);
    code.protect((start, wrapper), wrapper, HandlerDepth::AtStart, true);
    code.finish().unwrap()
}

/// `def delegate(it): r = yield from it; return r`, one statement a line.
fn delegate() -> CodeObject {
    let mut code = generator("delegate", 8, &["it", "r"]);
    code.constant(Constant::None);
    let [back, cleanup, wrapper] = [code.label(), code.label(), code.label()];
    let start = code.at(Position::span(8, 0, 8, 0)).here();
    code.emit(RESUME);
    code.at(Position::span(9, 19, 9, 21)).emit(LOAD_FAST);
    code.at(Position::span(9, 8, 9, 21)).emit(GET_YIELD_FROM_ITER).emit(LOAD_CONST);
    let send = code.here();
    code.jump(SEND, back);
    let suspended = code.here();
    code.emit_arg(YIELD_VALUE, 1);
    let resumed = code.here();
    code.emit_arg(RESUME, 2).jump(JUMP_BACKWARD_NO_INTERRUPT, send).bind(back).emit(END_SEND);
    code.at(Position::span(9, 4, 9, 5)).emit_arg(STORE_FAST, 1);
    code.at(Position::span(10, 11, 10, 12)).emit_arg(LOAD_FAST_BORROW, 1);
    code.at(Position::span(10, 4, 10, 12)).emit(RETURN_VALUE);
    code.at(Position::span(9, 8, 9, 21)).bind(cleanup).emit(CLEANUP_THROW);
    let done = code.here();
    code.jump(JUMP_BACKWARD_NO_INTERRUPT, back);
    code.at(Position::NONE).bind(wrapper).emit_arg(CALL_INTRINSIC_1, 3).emit_arg(RERAISE, 1);
    code.protect((start, done), wrapper, HandlerDepth::AtStart, true);
    code.protect((suspended, resumed), cleanup, HandlerDepth::AtStart, false);
    code.finish().unwrap()
}

#[test]
fn count_is_cpythons() {
    let code = count();
    assert_eq!(code.stacksize, 2);
    assert_eq!(
        hex(&code.code_bytes()),
        "22001f0080005e007001571038120000641000001c005601780080051f0056015e012c0d0000000000000000000070014b1500005201230035036901"
    );
    assert_eq!(hex(&code.exceptiontable), "821a1c01");
    assert_eq!(hex(&code.linetable), "e9008000d808098041d80a0b8c25d80e0f8a07d8080988518d068a01f105000b10f9");
}

#[test]
fn delegate_is_cpythons() {
    let code = delegate();
    assert_eq!(code.stacksize, 3);
    assert_eq!(
        hex(&code.code_bytes()),
        "22001f0080005400130052006a030000780180024c050a0070015601230007004c0635036901"
    );
    assert_eq!(hex(&code.exceptiontable), "8206110188010f0489071101");
    assert_eq!(hex(&code.linetable), "e9008000d813158f0d8041d80b0c8048f103000916f9");
}

/// Each file of `tests/samples` holds the text form of a code object CPython made, then its tables in
/// hexadecimal and its disassembly, both as CPython prints them.
#[test]
fn text_forms_assemble_and_disassemble_to_cpythons() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples");
    let mut seen = 0;
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let (form, rest) = text.split_once("---- tables\n").unwrap();
        let (tables, listing) = rest.split_once("---- dis\n").unwrap();
        let code = parse_code(form).unwrap();
        let assembled = format!(
            "code {}\nexceptiontable {}\nlinetable {}\n",
            hex(&code.code_bytes()),
            hex(&code.exceptiontable),
            hex(&code.linetable)
        );
        assert_eq!(assembled, tables, "{path:?}");
        assert_eq!(dis(&code, &DisOptions::default()), listing, "{path:?}");
        assert_eq!(print_code(&code), form, "{path:?}");
        seen += 1;
    }
    assert_eq!(seen, 10);
}

#[test]
fn dis_shows_caches_offsets_and_the_current_instruction() {
    let options =
        DisOptions { show_caches: true, show_offsets: true, lasti: Some(26), ..DisOptions::default() };
    let listing = dis(&count(), &options);
    assert!(
        listing.contains("\n   4   L2:   10       LOAD_FAST_BORROW_LOAD_FAST_BORROW 16 (i, n)\n"),
        "{listing}"
    );
    assert!(listing.contains("\n             38       CACHE                    0 (descr: 0)\n"), "{listing}");
    assert!(listing.contains("\n             26   --> RESUME                   5\n"), "{listing}");
}

#[test]
fn resume_points_are_the_yields() {
    let table = ResumeTable::of(&count());
    let offsets: Vec<u32> = table.points().iter().map(|point| point.offset).collect();
    assert_eq!(offsets, [4, 24]);
    assert_eq!(table.at(24).map(|point| point.index), Some(1));
    assert_eq!(table.at(26), None);
}
