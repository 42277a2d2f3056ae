//! What the builder knows of a code object: decoded instructions, join points, stack depths.

use genjit_bytecode::{CodeObject, ExceptionEntry, ExceptionTable, Handler, Opcode};
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

/// The code units of a loop: those from its head to the last jump back to it, and those of handlers around its
/// instructions that come back to it.
#[derive(Clone, Debug)]
pub struct LoopUnits {
    /// Code unit of its head.
    pub head: u32,
    end: u32,
    /// The instructions of such handlers, by their code units in order.
    handlers: Vec<u32>,
}

impl LoopUnits {
    /// The loop whose head is `head`.
    pub fn new(code: &CodeObject, head: u32) -> LoopUnits {
        let jumps = instructions(code).filter(|instr| {
            matches!(instr.opcode, Opcode::JUMP_BACKWARD | Opcode::JUMP_BACKWARD_NO_INTERRUPT)
                && instr.target() == Some(head)
        });
        let end = jumps.map(|instr| instr.pc).max().unwrap_or(head);
        let mut units = LoopUnits { head, end, handlers: Vec::new() };
        let around = handlers(code).into_iter().filter(|entry| (head..=end).contains(&entry.start));
        for target in around.map(|entry| entry.handler.target).filter(|&target| target > end) {
            units.add_handler(code, target);
        }
        units.handlers.sort_unstable();
        units
    }

    /// Adds what a handler leads to outside, if it leads back.
    fn add_handler(&mut self, code: &CodeObject, target: u32) {
        let (mut seen, mut work, mut returns) = (Vec::new(), vec![target], false);
        while let Some(at) = work.pop() {
            let Some(instr) = decode(code, at) else { continue };
            if (self.head..=self.end).contains(&at) || self.handlers.binary_search(&at).is_ok() {
                returns = true;
            }
            if at <= self.end || seen.contains(&at) {
                continue;
            }
            seen.extend([at, instr.pc]);
            work.extend(instr.target());
            if !instr.opcode.is_terminal() {
                work.push(instr.next);
            }
        }
        if returns {
            self.handlers.extend(seen);
            self.handlers.sort_unstable();
            self.handlers.dedup();
        }
    }

    /// Whether the instruction at this code unit belongs to the loop.
    pub fn contains(&self, pc: u32) -> bool {
        (self.head..=self.end).contains(&pc) || self.handlers.binary_search(&pc).is_ok()
    }
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
        self.covering(pc).is_none_or(|handler| {
            decode(&self.code, handler.target)
                .is_some_and(|instr| instr.opcode == Opcode::CALL_INTRINSIC_1 && instr.oparg == 3)
        })
    }

    /// Where the StopAsyncIteration of an awaitable at `pc` takes an `async for`: the depth of the stack there, and
    /// the instruction behind its `END_ASYNC_FOR`.
    pub fn async_end(&self, pc: u32) -> Option<(u32, u32)> {
        let handler = self.covering(pc)?;
        let end = decode(&self.code, handler.target)?;
        (end.opcode == Opcode::END_ASYNC_FOR).then_some((handler.depth, end.next))
    }

    fn covering(&self, pc: u32) -> Option<Handler> {
        let covers = |entry: &ExceptionEntry| (entry.start..entry.end).contains(&pc);
        handlers(&self.code).into_iter().find(covers).map(|entry| entry.handler)
    }

    /// The `except` clauses or `with` that an exception raised at `pc` goes to.
    pub fn handler(&self, pc: u32) -> Option<Handler> {
        self.covering(pc).filter(|handler| handles(&self.code, handler.target))
    }
}

/// Whether an exception is handled from this code unit on, and not just cleaned up behind.
pub fn handles(code: &CodeObject, target: u32) -> bool {
    decode(code, target).is_some_and(|instr| instr.opcode == Opcode::PUSH_EXC_INFO)
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

/// The rows of the exception table, in code units; none if it cannot be read, which verified code's can.
pub fn handlers(code: &CodeObject) -> Vec<ExceptionEntry> {
    ExceptionTable::read(&code.exceptiontable).map_or_else(|_| Vec::new(), |table| table.entries().to_vec())
}
