//! Locals and cells, and the borrows that depend on them.

use super::{Error, Kind, Machine, Slot, Step};
use crate::{
    Opcode,
    verifier::state::{Borrow, Local, may_hold_cell},
};

impl Machine<'_> {
    pub(super) fn local(&self, local: u32) -> Step<Local> {
        self.state.locals.get(local as usize).copied().ok_or(Error::Oparg(self.opcode(), local))
    }

    pub(super) fn misfit(&self, local: u32, found: Local) -> Error {
        let found = match found {
            Local::Unassigned | Local::Maybe => "what may be unassigned",
            Local::Value => "a value",
            Local::Cell => "a cell",
            Local::Unknown => "different things on different paths",
        };
        Error::Local(self.opcode(), found, local)
    }

    /// Changes a local. A value borrowed from it does not stay.
    pub(super) fn set_local(&mut self, local: u32, to: Local) {
        self.state.locals[local as usize] = to;
        self.effect.locals_changed = true;
        for slot in &mut self.state.stack {
            if let Some(borrow) = slot.borrow.filter(|borrow| borrow.local == local) {
                self.unproved[borrow.by as usize] = true;
                slot.borrow = None;
                self.effect.low = 0;
            }
        }
    }

    pub(super) fn load(&mut self, local: u32, borrowed: bool) -> Step {
        let found = self.local(local)?;
        if !matches!(found, Local::Value | Local::Cell) {
            return Err(self.misfit(local, found));
        }
        let borrow = Borrow { local, by: self.index as u32 };
        let borrow = (borrowed && !self.unproved[self.index]).then_some(borrow);
        self.push(Slot { kind: found.kind(), borrow })
    }

    pub(super) fn store(&mut self, local: u32) -> Step {
        self.local(local)?;
        let Slot { kind, borrow } = self.pop()?;
        let to = match kind {
            Kind::Null => Local::Unassigned,
            Kind::MaybeNull => Local::Maybe,
            Kind::Cell if may_hold_cell(self.code, local) => Local::Cell,
            Kind::Saved if may_hold_cell(self.code, local) => Local::Unknown,
            _ if kind.is_value() => Local::Value,
            _ => return Err(Error::Operand(self.opcode(), kind.describe())),
        };
        if let Some(borrow) = borrow {
            self.unproved[borrow.by as usize] = true;
        }
        self.set_local(local, to);
        Ok(())
    }

    pub(super) fn fast(&mut self, opcode: Opcode, oparg: u32) -> Step {
        let (first, second) = (oparg >> 4, oparg & 15);
        match opcode {
            Opcode::LOAD_FAST => self.load(oparg, false),
            Opcode::LOAD_FAST_BORROW => self.load(oparg, true),
            Opcode::STORE_FAST => self.store(oparg),
            Opcode::LOAD_FAST_LOAD_FAST => {
                self.load(first, false)?;
                self.load(second, false)
            }
            Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW => {
                self.load(first, true)?;
                self.load(second, true)
            }
            Opcode::STORE_FAST_LOAD_FAST => {
                self.store(first)?;
                self.load(second, false)
            }
            Opcode::STORE_FAST_STORE_FAST => {
                self.store(first)?;
                self.store(second)
            }
            Opcode::LOAD_FAST_AND_CLEAR => {
                self.push(self.local(oparg)?.kind())?;
                self.set_local(oparg, Local::Unassigned);
                Ok(())
            }
            // LOAD_FAST_CHECK and DELETE_FAST find out themselves whether it is assigned.
            _ => {
                let found = self.local(oparg)?;
                if matches!(found, Local::Cell | Local::Unknown) {
                    return Err(self.misfit(oparg, found));
                }
                if opcode == Opcode::DELETE_FAST {
                    self.set_local(oparg, Local::Unassigned);
                    return Ok(());
                }
                self.state.locals[oparg as usize] = Local::Value;
                self.effect.locals_changed = true;
                self.push(Kind::Value)
            }
        }
    }

    pub(super) fn cell(&mut self, opcode: Opcode, oparg: u32) -> Step {
        if opcode == Opcode::COPY_FREE_VARS {
            let slots = self.code.localsplus.len() as u32;
            (slots.saturating_sub(oparg)..slots).for_each(|local| self.set_local(local, Local::Cell));
            return Ok(());
        }
        let found = self.local(oparg)?;
        if (found == Local::Cell) == (opcode == Opcode::MAKE_CELL) || found == Local::Unknown {
            return Err(self.misfit(oparg, found));
        }
        if opcode == Opcode::MAKE_CELL {
            self.set_local(oparg, Local::Cell);
            return Ok(());
        }
        self.ordinary(opcode, oparg)
    }
}
