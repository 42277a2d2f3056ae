//! Which loads of locals may borrow the local's reference.
//!
//! A borrowed value must be consumed before its local is overwritten, must not itself be stored into a
//! local, and must not be on the stack when the block ends. Each block is run on a stack of abstract
//! references that remember the load they came from; a load that breaks no rule becomes
//! `LOAD_FAST_BORROW`.
//!
//! Not followed: blocks that only exceptions reach. Loads there stay as they are.

use crate::error::CompileError;
use crate::flow::{BlockId, Cfg, Instr};
use crate::ir::Op;
use genjit_bytecode::Opcode;

/// A value on the abstract stack.
#[derive(Clone, Copy)]
struct Ref {
    /// Instruction that pushed it, if it is of this block.
    instr: Option<usize>,
    /// Local it was loaded from.
    local: Option<u32>,
}

const UNKNOWN: Ref = Ref { instr: None, local: None };

/// The state of one block's simulation.
struct Simulation {
    stack: Vec<Ref>,
    /// Instructions whose value may not be borrowed.
    owned: Vec<bool>,
    /// Blocks reached, with their stack depth.
    successors: Vec<BlockId>,
}

/// Rewrites the loads that may borrow.
pub(super) fn run(cfg: &mut Cfg) -> Result<(), CompileError> {
    cfg.clear_visited();
    let entry = cfg.entry;
    cfg[entry].visited = true;
    let mut work = vec![entry];
    while let Some(b) = work.pop() {
        let depth = cfg[b].start_depth.unwrap_or(0) as usize;
        let mut sim = Simulation {
            stack: vec![UNKNOWN; depth],
            owned: vec![false; cfg[b].instrs.len()],
            successors: Vec::new(),
        };
        for (i, instr) in cfg[b].instrs.iter().enumerate() {
            sim.step(i, instr).ok_or_else(|| CompileError::internal("stack underflow in a block"))?;
        }
        let unfinished: Vec<usize> = sim.stack.iter().filter_map(|r| r.instr).collect();
        for i in unfinished {
            sim.owned[i] = true;
        }
        for (instr, owned) in cfg[b].instrs.iter_mut().zip(&sim.owned) {
            match instr.op {
                Op::Real(Opcode::LOAD_FAST) if !owned => instr.op = Opcode::LOAD_FAST_BORROW.into(),
                Op::Real(Opcode::LOAD_FAST_LOAD_FAST) if !owned => {
                    instr.op = Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW.into();
                }
                _ => {}
            }
        }
        let fallthrough = cfg.fallthrough(b).filter(|_| !cfg[b].is_empty());
        for s in sim.successors.into_iter().chain(fallthrough) {
            if !cfg[s].visited {
                cfg[s].visited = true;
                work.push(s);
            }
        }
    }
    Ok(())
}

impl Simulation {
    fn push(&mut self, instr: usize, local: Option<u32>) {
        self.stack.push(Ref { instr: Some(instr), local });
    }

    fn kill(&mut self, local: u32) {
        for r in &self.stack {
            if let (true, Some(i)) = (r.local == Some(local), r.instr) {
                self.owned[i] = true;
            }
        }
    }

    fn store(&mut self, local: u32) -> Option<()> {
        let stored = self.stack.pop()?;
        self.kill(local);
        if let Some(i) = stored.instr {
            self.owned[i] = true;
        }
        Some(())
    }

    fn drop(&mut self, count: u32) -> Option<()> {
        let kept = self.stack.len().checked_sub(count as usize)?;
        self.stack.truncate(kept);
        Some(())
    }

    /// Runs instruction `i`; `None` if the stack is too short.
    fn step(&mut self, i: usize, instr: &Instr) -> Option<()> {
        use Opcode::*;
        if instr.op.is_jump() {
            self.successors.extend(instr.target);
        }
        let Op::Real(opcode) = instr.op else { return self.step_other(i, instr) };
        let arg = instr.arg;
        match opcode {
            LOAD_FAST => self.push(i, Some(arg)),
            LOAD_FAST_AND_CLEAR => {
                self.kill(arg);
                self.push(i, Some(arg));
            }
            LOAD_FAST_LOAD_FAST => {
                self.push(i, Some(arg >> 4));
                self.push(i, Some(arg & 15));
            }
            STORE_FAST => self.store(arg)?,
            STORE_FAST_LOAD_FAST => {
                self.store(arg >> 4)?;
                self.push(i, Some(arg & 15));
            }
            STORE_FAST_STORE_FAST => {
                self.store(arg >> 4)?;
                self.store(arg & 15)?;
            }
            COPY => {
                let from = self.stack.len().checked_sub(arg as usize)?;
                self.stack.push(*self.stack.get(from)?);
            }
            SWAP => {
                let top = self.stack.len().checked_sub(1)?;
                let other = self.stack.len().checked_sub(arg as usize)?;
                self.stack.swap(top, other);
            }
            _ => return self.step_shared(i, opcode, instr),
        }
        Some(())
    }

    /// Instructions that leave some of their inputs on the stack.
    fn step_shared(&mut self, i: usize, opcode: Opcode, instr: &Instr) -> Option<()> {
        use Opcode::*;
        let (pops, pushes) = opcode.stack_io(instr.arg);
        match opcode {
            FORMAT_SIMPLE | GET_ANEXT | GET_LEN | GET_YIELD_FROM_ITER | IMPORT_FROM | MATCH_KEYS
            | MATCH_MAPPING | MATCH_SEQUENCE | WITH_EXCEPT_START => {
                // CPython 3.14 takes these values for those of the block's first instructions, which
                // therefore do not borrow if the value is stored.
                for k in 0..pushes - pops {
                    self.push(k as usize, None);
                }
            }
            DICT_MERGE | DICT_UPDATE | LIST_APPEND | LIST_EXTEND | MAP_ADD | RERAISE | SET_ADD
            | SET_UPDATE => self.drop(pops - pushes)?,
            END_SEND | SET_FUNCTION_ATTRIBUTE => {
                let top = self.stack.pop()?;
                self.drop(1)?;
                self.stack.push(top);
            }
            CHECK_EXC_MATCH | SEND => {
                self.stack.pop()?;
                self.push(i, None);
            }
            FOR_ITER => self.push(i, None),
            LOAD_ATTR | LOAD_SUPER_ATTR => {
                let owner = self.stack.pop()?;
                self.drop(pops - 1)?;
                self.push(i, None);
                if instr.arg & 1 != 0 {
                    // A method call: the owner may be pushed back.
                    self.stack.push(owner);
                }
            }
            LOAD_SPECIAL | PUSH_EXC_INFO => {
                let owner = self.stack.pop()?;
                self.push(i, None);
                self.stack.push(owner);
            }
            _ => return self.step_other(i, instr),
        }
        Some(())
    }

    /// Instructions that consume all their inputs.
    fn step_other(&mut self, i: usize, instr: &Instr) -> Option<()> {
        let (pops, pushes) = instr.op.stack_io(instr.arg, false);
        self.drop(pops)?;
        for _ in 0..pushes {
            self.push(i, None);
        }
        Some(())
    }
}
