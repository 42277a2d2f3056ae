//! Traceback objects: where an exception passed, one entry a frame, outermost first.

use std::cell::Cell;

use crate::frame_view::FrameView;
use crate::object_type;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `lasti` of an entry that belongs to a line, not to an instruction.
pub const NO_INSTRUCTION: u32 = u32::MAX;

object_type! {
    /// One entry of a traceback.
    pub struct Traceback(|type_id| type_id == id::TRACEBACK) "traceback" {
        /// `tb_next`: towards where the exception was raised; empty for None.
        pub next: Slot,
        /// `tb_frame`.
        pub frame: Slot,
        /// `tb_lasti`: byte offset of the instruction; [`NO_INSTRUCTION`] for an entry that knows its line only.
        pub lasti: Cell<u32>,
        line: Cell<u32>,
    }
}

impl Traceback {
    /// `tb_lineno`, if the instruction has a line.
    pub fn line(&self) -> Option<u32> {
        if self.lasti.get() == NO_INSTRUCTION {
            return Some(self.line.get());
        }
        let frame = self.frame.get()?;
        let code = frame.downcast::<FrameView>()?.code()?;
        code.source().line_at(self.lasti.get() as usize)
    }
}

impl Vm {
    /// An entry for a line of a frame.
    pub(crate) fn new_line_traceback(&mut self, frame: Value, line: u32) -> Value {
        let entry = self.new_traceback(None, frame, NO_INSTRUCTION);
        if let Some(entry) = entry.downcast::<Traceback>() {
            entry.line.set(line);
        }
        entry
    }

    /// A new entry before `next`.
    pub fn new_traceback(&mut self, next: Option<Value>, frame: Value, lasti: u32) -> Value {
        Traceback::allocate(
            &mut self.heap,
            id::TRACEBACK,
            Slot::from_option(next),
            Slot::new(frame),
            Cell::new(lasti),
            Cell::new(0),
        )
        .into_value()
    }
}
