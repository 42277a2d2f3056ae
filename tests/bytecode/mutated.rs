//! Valid code with a few changes.

use std::sync::Arc;

use genjit::bytecode::{CodeFlags, CodeObject, Constant, Opcode};

use super::random::Random;

/// The code of a seed: one of these code objects, changed in one to four places. Its constants may be
/// code that is changed instead.
pub fn code(seed: u64, samples: &[Arc<CodeObject>]) -> CodeObject {
    let mut random = Random::new(seed);
    let mut code = (**random.pick(samples)).clone();
    let inner = code.consts.iter_mut().find_map(|constant| match constant {
        Constant::Code(inner) => Some(inner),
        _ => None,
    });
    match inner {
        Some(inner) if random.once_in(2) => mutate(&mut random, Arc::make_mut(inner)),
        _ => mutate(&mut random, &mut code),
    }
    code
}

fn mutate(random: &mut Random, code: &mut CodeObject) {
    for _ in 0..random.below(4) + 1 {
        change(random, code);
    }
}

/// A change of each kind, the likelier ones several times.
fn change(random: &mut Random, code: &mut CodeObject) {
    let at = random.below(code.units.len());
    match random.below(16) {
        0 => code.units[at] = u16::from_le_bytes([random.byte(), random.byte()]),
        1..=3 => set_opcode(random, &mut code.units[at]),
        4..=6 => set_oparg(random, &mut code.units[at]),
        7 => {
            let other = random.below(code.units.len());
            code.units.swap(at, other);
        }
        8 => code.units[at] = code.units[random.below(code.units.len())],
        9 => drop(code.units.remove(at)),
        10 => code.units.insert(at, u16::from_le_bytes([*random.pick(Opcode::ALL) as u8, random.byte() & 3])),
        11 => change_byte(random, &mut code.exceptiontable),
        12 => change_byte(random, &mut code.linetable),
        13 => change_constant(random, code),
        14 => code.flags = CodeFlags(code.flags.0 ^ 1 << random.below(10)),
        _ => change_number(random, code),
    }
    if code.units.is_empty() {
        code.units.push(0);
    }
}

fn set_opcode(random: &mut Random, unit: &mut u16) {
    let [_, oparg] = unit.to_le_bytes();
    *unit = u16::from_le_bytes([*random.pick(Opcode::ALL) as u8, oparg]);
}

fn set_oparg(random: &mut Random, unit: &mut u16) {
    let [opcode, oparg] = unit.to_le_bytes();
    let oparg = match random.below(4) {
        0 => oparg.wrapping_add(1),
        1 => oparg.wrapping_sub(1),
        2 => random.byte() & 7,
        _ => random.byte(),
    };
    *unit = u16::from_le_bytes([opcode, oparg]);
}

fn change_byte(random: &mut Random, table: &mut Vec<u8>) {
    if table.is_empty() {
        return table.push(random.byte());
    }
    let at = random.below(table.len());
    table[at] = if random.once_in(2) { random.byte() } else { table[at] ^ 1 << random.below(8) };
}

fn change_constant(random: &mut Random, code: &mut CodeObject) {
    let constants =
        [Constant::None, Constant::Int(3.into()), Constant::Str("x".into()), Constant::Float(0.5)];
    let constant = random.pick(&constants).clone();
    match code.consts.len() {
        0 => code.consts.push(constant),
        length => code.consts[random.below(length)] = constant,
    }
}

fn change_number(random: &mut Random, code: &mut CodeObject) {
    let value = random.below(8) as u32;
    match random.below(6) {
        0 => code.argcount = value,
        1 => code.posonlyargcount = value,
        2 => code.kwonlyargcount = value,
        3 => code.stacksize = value,
        4 => drop(code.localsplus.pop()),
        _ => drop(code.names.pop()),
    }
}
