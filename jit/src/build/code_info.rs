//! What the builder knows of a code object: decoded instructions, join points, stack depths.

use genjit_bytecode::{CodeObject, Opcode};
use std::sync::Arc;

/// One instruction with its `EXTENDED_ARG` prefixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instr {
    /// Code unit of the first prefix, or of the instruction: where it is entered and executed again.
    pub start: u32,
    /// Code unit of the instruction itself.
    pub pc: u32,
    /// The instruction.
    pub opcode: Opcode,
    /// The whole oparg.
    pub oparg: u32,
    /// Code unit behind its caches.
    pub next: u32,
}

impl Instr {
    /// Where it jumps, if it does.
    pub fn target(&self) -> Option<u32> {
        match self.opcode {
            Opcode::JUMP_BACKWARD | Opcode::JUMP_BACKWARD_NO_INTERRUPT => self.next.checked_sub(self.oparg),
            opcode if opcode.jumps() => Some(self.next + self.oparg),
            _ => None,
        }
    }
}

/// Decodes the instruction that starts at `start`.
pub fn decode(code: &CodeObject, start: u32) -> Option<Instr> {
    let mut oparg = 0;
    let mut pc = start;
    loop {
        let unit = *code.units.get(pc as usize)?;
        let opcode = Opcode::from_u8(unit as u8)?;
        oparg = oparg << 8 | u32::from(unit >> 8);
        if opcode != Opcode::EXTENDED_ARG {
            return Some(Instr { start, pc, opcode, oparg, next: pc + 1 + opcode.caches() as u32 });
        }
        pc += 1;
    }
}

fn instructions(code: &CodeObject) -> impl Iterator<Item = Instr> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let instr = decode(code, at)?;
        at = instr.next;
        Some(instr)
    })
}

/// The last code unit of the loop whose head is `head`: that of the last jump back to it.
pub fn loop_end(code: &CodeObject, head: u32) -> u32 {
    let jumps = instructions(code).filter(|instr| {
        matches!(instr.opcode, Opcode::JUMP_BACKWARD | Opcode::JUMP_BACKWARD_NO_INTERRUPT)
            && instr.target() == Some(head)
    });
    jumps.map(|instr| instr.pc).max().unwrap_or(head)
}

/// Facts about one code object, computed once.
#[derive(Debug)]
pub struct CodeInfo {
    /// The code.
    pub code: Arc<CodeObject>,
    joins: Vec<bool>,
    depths: Vec<Option<u32>>,
}

impl CodeInfo {
    /// Scans the code.
    pub fn new(code: Arc<CodeObject>) -> CodeInfo {
        let mut joins = vec![false; code.units.len() + 1];
        for target in instructions(&code).filter_map(|instr| instr.target()) {
            if let Some(join) = joins.get_mut(target as usize) {
                *join = true;
            }
        }
        let depths = stack_depths(&code);
        CodeInfo { code, joins, depths }
    }

    /// Whether several ways may lead to this code unit.
    pub fn is_join(&self, pc: u32) -> bool {
        self.joins.get(pc as usize).copied().unwrap_or(false)
    }

    /// Whether more than one way leads through it.
    pub fn branches(&self) -> bool {
        self.joins.contains(&true)
    }

    /// Operand stack depth before the instruction at this code unit; `None` if only handlers reach it.
    pub fn depth(&self, pc: u32) -> Option<u32> {
        self.depths.get(pc as usize).copied().flatten()
    }

    /// Number of slots before the operand stack.
    pub fn locals(&self) -> u32 {
        self.code.localsplus.len() as u32
    }

    /// Whether dropping the suspended generator at `pc` runs none of its code: no handler covers the place
    /// but the one that wraps a StopIteration.
    pub fn closes_silently(&self, pc: u32) -> bool {
        let covering = handlers(&self.code).into_iter().find(|&(start, end, _)| (start..end).contains(&pc));
        covering.is_none_or(|(_, _, target)| {
            decode(&self.code, target)
                .is_some_and(|instr| instr.opcode == Opcode::CALL_INTRINSIC_1 && instr.oparg == 3)
        })
    }
}

/// Stack depths by flow from the first instruction, handlers left out.
fn stack_depths(code: &CodeObject) -> Vec<Option<u32>> {
    let mut depths: Vec<Option<u32>> = vec![None; code.units.len()];
    let mut work = vec![(0_u32, 0_i64)];
    while let Some((at, depth)) = work.pop() {
        let (Some(instr), Ok(known)) = (decode(code, at), u32::try_from(depth)) else { continue };
        if depths[at as usize].replace(known).is_some() {
            continue;
        }
        let after = depth + instr.opcode.stack_effect(instr.oparg);
        if let Some(target) = instr.target() {
            work.push((target, after));
        }
        if !instr.opcode.is_terminal() {
            work.push((instr.next, after));
        }
    }
    depths
}

/// The exception table's ranges in table order: start, end (exclusive) and handler, in code units.
pub fn handlers(code: &CodeObject) -> Vec<(u32, u32, u32)> {
    let mut bytes = code.exceptiontable.iter().copied();
    let mut varint = || -> Option<u32> {
        let mut byte = bytes.next()?;
        let mut value = u32::from(byte & 63);
        while byte & 64 != 0 {
            byte = bytes.next()?;
            value = value << 6 | u32::from(byte & 63);
        }
        Some(value)
    };
    let mut ranges = Vec::new();
    while let (Some(start), Some(length), Some(target), Some(_)) = (varint(), varint(), varint(), varint()) {
        ranges.push((start, start + length, target));
    }
    ranges
}
