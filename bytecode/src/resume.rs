//! Resume points: the numbered places where a generator continues.
//!
//! Point 0 is the start of the body, `RESUME 0`; then one point each `YIELD_VALUE`, in code order.
//! A suspended generator's `f_lasti` shows the `RESUME` behind its `YIELD_VALUE`: the key plus 2.

use crate::{CodeObject, Opcode};

/// One resume point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResumePoint {
    /// Its number within the code object.
    pub index: u32,
    /// Byte offset of the `YIELD_VALUE`, or of `RESUME 0` for point 0.
    pub offset: u32,
}

/// The resume points of a code object, sorted by offset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResumeTable {
    points: Vec<ResumePoint>,
}

impl ResumeTable {
    /// The resume points of `code`; empty if it has no `RESUME`.
    pub fn of(code: &CodeObject) -> ResumeTable {
        let mut points: Vec<ResumePoint> = Vec::new();
        for instr in code.instructions().map_while(Result::ok) {
            let starts = instr.opcode == Opcode::RESUME && points.is_empty();
            if starts || (instr.opcode == Opcode::YIELD_VALUE && !points.is_empty()) {
                points.push(ResumePoint { index: points.len() as u32, offset: instr.offset() as u32 });
            }
        }
        ResumeTable { points }
    }

    /// Every point, by index and by offset alike.
    pub fn points(&self) -> &[ResumePoint] {
        &self.points
    }

    /// The point whose key is this byte offset.
    pub fn at(&self, offset: u32) -> Option<ResumePoint> {
        let index = self.points.binary_search_by_key(&offset, |point| point.offset).ok()?;
        Some(self.points[index])
    }
}
