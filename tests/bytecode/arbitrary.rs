//! Arbitrary byte strings as code: bytes, instructions, and instructions that the verifier lets through.

use std::sync::Arc;

use genjit::bytecode::{
    CodeFlags, CodeObject, Constant, ExceptionEntry, ExceptionTable, Handler, LocalKind, LocalName, Opcode,
    verify,
};

use super::random::Random;

/// The code of a seed. Two thirds of it never pass the verifier, the rest was made to.
pub fn code(seed: u64, template: &CodeObject) -> CodeObject {
    let mut random = Random::new(seed);
    let mut code = frame(&mut random, template);
    match random.below(3) {
        0 => code.units = (0..random.below(60)).map(|_| bytes(&mut random)).collect(),
        1 => code.units = (0..random.below(60)).map(|_| unit(&mut random)).collect(),
        _ => grow(&mut random, &mut code),
    }
    code
}

/// Everything but the instructions.
fn frame(random: &mut Random, template: &CodeObject) -> CodeObject {
    let mut code = template.clone();
    (code.name, code.qualname) = ("arbitrary".into(), "arbitrary".into());
    (code.argcount, code.posonlyargcount, code.kwonlyargcount) = (random.below(3) as u32, 0, 0);
    code.stacksize = 12;
    (code.exceptiontable, code.linetable) = (Vec::new(), Vec::new());
    code.flags = CodeFlags(if random.once_in(2) { 0x23 } else { 3 });
    let inner = Constant::Code(Arc::new(template.clone()));
    code.consts = vec![
        Constant::None,
        Constant::Int(7.into()),
        Constant::Float(0.5),
        Constant::Str("x".into()),
        Constant::Tuple(vec![Constant::Int(1.into()), Constant::Str("a".into())]),
        inner,
    ];
    code.names = ["ITEMS", "TABLE", "count", "Point", "len", "x", "append"].map(Arc::from).to_vec();
    let kinds = [LocalKind::Local, LocalKind::Local, LocalKind::Local, LocalKind::Cell];
    let local = |(i, &kind): (usize, &LocalKind)| LocalName { name: format!("v{i}").into(), kind };
    code.localsplus = kinds.iter().enumerate().map(local).collect();
    code
}

fn bytes(random: &mut Random) -> u16 {
    u16::from_le_bytes([random.byte(), random.byte()])
}

fn unit(random: &mut Random) -> u16 {
    let opcode = *random.pick(Opcode::ALL);
    let oparg = if random.once_in(8) { random.byte() } else { random.byte() & 7 };
    u16::from_le_bytes([opcode as u8, oparg])
}

fn word(opcode: Opcode, oparg: u8) -> u16 {
    u16::from_le_bytes([opcode as u8, oparg])
}

/// Adds instructions one by one, each time one that the verifier accepts where it stands; then handlers.
fn grow(random: &mut Random, code: &mut CodeObject) {
    let mut body = vec![word(Opcode::MAKE_CELL, 3)];
    if code.flags.makes_generator() {
        body.extend([word(Opcode::RETURN_GENERATOR, 0), word(Opcode::POP_TOP, 0)]);
    }
    body.push(word(Opcode::RESUME, 0));
    let length = 4 + random.below(24);
    for _ in 0..length {
        for _ in 0..12 {
            let before = body.len();
            add_instruction(random, &mut body);
            code.units = [&body[..], &ending()].concat();
            if verify(code).is_ok() {
                break;
            }
            body.truncate(before);
        }
    }
    code.units = [&body[..], &ending()].concat();
    add_handler(random, code);
}

/// Room for jumps to land on, and a return.
fn ending() -> [u16; 6] {
    let nop = word(Opcode::NOP, 0);
    [nop, nop, nop, nop, word(Opcode::LOAD_CONST, 0), word(Opcode::RETURN_VALUE, 0)]
}

fn add_instruction(random: &mut Random, body: &mut Vec<u16>) {
    let mut opcode = *random.pick(Opcode::ALL);
    // What stands behind an end is not run, and what cannot be interrupted is soon without an end.
    while (opcode.is_terminal() || opcode == Opcode::JUMP_BACKWARD_NO_INTERRUPT) && !random.once_in(30) {
        opcode = *random.pick(Opcode::ALL);
    }
    let oparg = if opcode == Opcode::JUMP_BACKWARD || opcode == Opcode::LOAD_GLOBAL {
        random.byte() & 31
    } else {
        random.byte() & 7
    };
    body.push(word(opcode, oparg));
    body.extend(std::iter::repeat_n(0, opcode.caches()));
    if opcode == Opcode::YIELD_VALUE {
        body.push(word(Opcode::RESUME, random.byte() & 7));
    }
}

/// Protects some of it with a handler somewhere, if the verifier accepts that.
fn add_handler(random: &mut Random, code: &mut CodeObject) {
    for _ in 0..6 {
        let units = code.units.len();
        let start = random.below(units);
        let end = start + 1 + random.below(units - start);
        let handler = Handler {
            target: random.below(units) as u32,
            depth: random.below(3) as u32,
            lasti: random.once_in(3),
        };
        let entry = ExceptionEntry { start: start as u32, end: end as u32, handler };
        code.exceptiontable = ExceptionTable::new(vec![entry]).write();
        if verify(code).is_ok() {
            return;
        }
        code.exceptiontable.clear();
    }
}
