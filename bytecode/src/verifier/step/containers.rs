//! Containers that this code builds and fills.

use super::{Kind, Machine, Step};
use crate::{CodeFlags, Constant, Opcode};

impl Machine<'_> {
    pub(super) fn container(&mut self, opcode: Opcode, oparg: u32) -> Step {
        let n = oparg as usize;
        let add = |machine: &mut Self, takes: usize, kind: Kind| {
            machine.pop_values(takes)?;
            machine.want(machine.peek(n)?, |found| found == kind).map(drop)
        };
        match opcode {
            Opcode::BUILD_LIST => self.build(n, Kind::List),
            Opcode::BUILD_SET => self.build(n, Kind::Set),
            Opcode::BUILD_MAP => self.build(n.saturating_mul(2), Kind::Dict),
            Opcode::BUILD_TUPLE if n > 0 && self.peek(1)?.kind == Kind::Cell => {
                self.peek(n)?;
                for _ in 0..n {
                    self.pop_kind(Kind::Cell)?;
                }
                self.push(Kind::Cells(oparg))
            }
            Opcode::BUILD_TUPLE => self.build(n, Kind::Tuple),
            Opcode::LIST_APPEND | Opcode::LIST_EXTEND => add(self, 1, Kind::List),
            // The set of a module's or class body's conditional annotations is kept under a name.
            Opcode::SET_ADD if !self.code.flags.contains(CodeFlags::OPTIMIZED) => {
                self.pop_value()?;
                self.want(self.peek(n)?, Kind::is_value).map(drop)
            }
            Opcode::SET_ADD | Opcode::SET_UPDATE => add(self, 1, Kind::Set),
            Opcode::MAP_ADD => add(self, 2, Kind::Dict),
            Opcode::DICT_UPDATE => add(self, 1, Kind::Dict),
            Opcode::DICT_MERGE => {
                add(self, 1, Kind::Dict)?;
                // The callable, which the message about a repeated keyword names.
                self.want(self.peek(n.saturating_add(3))?, Kind::is_value).map(drop)
            }
            Opcode::MATCH_KEYS => {
                self.want(self.peek(1)?, |kind| self.is_tuple(kind))?;
                self.want(self.peek(2)?, Kind::is_value)?;
                self.push(Kind::Value)
            }
            // BUILD_TEMPLATE.
            _ => {
                for _ in 0..2 {
                    let slot = self.pop()?;
                    self.want(slot, |kind| self.is_tuple(kind))?;
                }
                self.push(Kind::Value)
            }
        }
    }

    pub(super) fn is_tuple(&self, kind: Kind) -> bool {
        kind == Kind::Tuple || matches!(self.constant(kind), Some(Constant::Tuple(_)))
    }

    pub(super) fn build(&mut self, takes: usize, kind: Kind) -> Step {
        self.pop_values(takes)?;
        self.push(kind)
    }
}
