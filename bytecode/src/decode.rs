//! Decoding: code units to instructions.
//!
//! An instruction is one code unit, any number of `EXTENDED_ARG` units before it that widen its oparg,
//! and the inline cache units behind it. Its *start* is its first `EXTENDED_ARG`: jumps land there.

use crate::{CodeObject, Opcode, Operand};

/// One decoded instruction. Places are in code units; byte offsets are twice that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Its first unit: that of its first `EXTENDED_ARG`, if it has any.
    pub start: usize,
    /// The unit that holds the opcode.
    pub at: usize,
    /// What it does.
    pub opcode: Opcode,
    /// Its argument, `EXTENDED_ARG` folded in.
    pub oparg: u32,
}

impl Instruction {
    /// Byte offset of the opcode, as `dis` shows it.
    pub const fn offset(&self) -> usize {
        self.at * 2
    }

    /// The unit behind the instruction and its caches.
    pub const fn next(&self) -> usize {
        self.at + 1 + self.opcode.caches()
    }

    /// The unit a jump goes to; `None` for other instructions and for a target before the code.
    pub fn jump_target(&self) -> Option<usize> {
        match self.opcode.operand() {
            Operand::Forward => self.next().checked_add(self.oparg as usize),
            Operand::Backward => self.next().checked_sub(self.oparg as usize),
            _ => None,
        }
    }

    /// The unit of the label shown by `dis`: a jump's target, or where `END_ASYNC_FOR` came from.
    pub fn label_target(&self) -> Option<usize> {
        match self.opcode.operand() {
            Operand::BackFrom => self.next().checked_sub(self.oparg as usize),
            _ => self.jump_target(),
        }
    }
}

/// Why code units are not instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No instruction has this number.
    #[error("unknown opcode {number} at unit {at}")]
    UnknownOpcode {
        /// The code unit.
        at: usize,
        /// The number found.
        number: u8,
    },
    /// The code ends within an instruction's caches or behind an `EXTENDED_ARG`.
    #[error("the instruction at unit {at} is cut off")]
    Truncated {
        /// The code unit.
        at: usize,
    },
    /// More `EXTENDED_ARG` units than 32 bits have room for.
    #[error("the oparg at unit {at} has more than 32 bits")]
    OpargTooWide {
        /// The code unit.
        at: usize,
    },
}

impl DecodeError {
    /// The code unit where decoding failed.
    pub const fn at(&self) -> usize {
        match *self {
            DecodeError::UnknownOpcode { at, .. }
            | DecodeError::Truncated { at }
            | DecodeError::OpargTooWide { at } => at,
        }
    }
}

/// The instructions of some code units, in order; ends behind the first error.
#[derive(Clone, Debug)]
pub struct Instructions<'a> {
    units: &'a [u16],
    at: usize,
}

impl<'a> Instructions<'a> {
    /// Decodes from the first unit.
    pub fn new(units: &'a [u16]) -> Instructions<'a> {
        Instructions { units, at: 0 }
    }

    fn decode(&mut self) -> Result<Instruction, DecodeError> {
        let start = self.at;
        let mut oparg = 0u32;
        loop {
            let at = self.at;
            let unit = *self.units.get(at).ok_or_else(|| DecodeError::Truncated { at: at - 1 })?;
            let [number, low] = unit.to_le_bytes();
            let opcode = Opcode::from_u8(number).ok_or(DecodeError::UnknownOpcode { at, number })?;
            if oparg > 0x00ff_ffff {
                return Err(DecodeError::OpargTooWide { at });
            }
            oparg = oparg << 8 | u32::from(low);
            self.at = at + 1 + opcode.caches();
            if self.at > self.units.len() {
                return Err(DecodeError::Truncated { at });
            }
            if opcode != Opcode::EXTENDED_ARG {
                return Ok(Instruction { start, at, opcode, oparg });
            }
        }
    }
}

impl Iterator for Instructions<'_> {
    type Item = Result<Instruction, DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.units.len() {
            return None;
        }
        let decoded = self.decode();
        if decoded.is_err() {
            self.at = self.units.len();
        }
        Some(decoded)
    }
}

impl CodeObject {
    /// The instructions, in order; ends behind the first error (verified code has none).
    pub fn instructions(&self) -> Instructions<'_> {
        Instructions::new(&self.units)
    }

    /// `co_code`: the code units as bytes, caches zero.
    pub fn code_bytes(&self) -> Vec<u8> {
        self.units.iter().flat_map(|unit| unit.to_le_bytes()).collect()
    }

    /// Code units that `dis` labels: jump targets and the bounds and targets of exception entries,
    /// sorted. The label of `labels[i]` is `L{i + 1}`.
    pub fn labels(&self) -> Vec<usize> {
        let mut labels: Vec<usize> =
            self.instructions().map_while(Result::ok).filter_map(|instr| instr.label_target()).collect();
        for entry in self.exception_table().unwrap_or_default().entries() {
            labels.extend([entry.start, entry.end, entry.handler.target].map(|unit| unit as usize));
        }
        labels.sort_unstable();
        labels.dedup();
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(opcode: Opcode, oparg: u8) -> u16 {
        u16::from_le_bytes([opcode as u8, oparg])
    }

    #[test]
    fn extended_args_fold_and_caches_are_skipped() {
        let units = [unit(Opcode::EXTENDED_ARG, 1), unit(Opcode::JUMP_BACKWARD, 2), 0, unit(Opcode::NOP, 0)];
        let decoded: Vec<_> = Instructions::new(&units).map(Result::unwrap).collect();
        assert_eq!(decoded[0], Instruction { start: 0, at: 1, opcode: Opcode::JUMP_BACKWARD, oparg: 258 });
        assert_eq!(decoded[0].jump_target(), None);
        assert_eq!(decoded[1].start, 3);
    }

    #[test]
    fn errors_name_the_unit_and_end_the_iteration() {
        let last = |units: &[u16]| Instructions::new(units).last().unwrap().unwrap_err();
        assert_eq!(last(&[unit(Opcode::EXTENDED_ARG, 1)]), DecodeError::Truncated { at: 0 });
        assert_eq!(last(&[unit(Opcode::NOP, 0), unit(Opcode::CALL, 0), 0]), DecodeError::Truncated { at: 1 });
        assert_eq!(last(&[250, unit(Opcode::NOP, 0)]), DecodeError::UnknownOpcode { at: 0, number: 250 });
        let wide = [0x0145, 0x0045, 0x0045, 0x0045, unit(Opcode::NOP, 0)];
        assert_eq!(last(&wide), DecodeError::OpargTooWide { at: 4 });
    }
}
