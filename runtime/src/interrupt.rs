//! Interrupts as native loops see them: `KeyboardInterrupt` between two items.

use std::sync::atomic::Ordering;

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::vm::Vm;

impl Vm {
    /// Raises `KeyboardInterrupt` if the embedder asked for it; called by native loops once an item.
    #[inline]
    pub(crate) fn check_interrupt(&mut self) -> PyResult<()> {
        if self.poll.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        self.poll.store(0, Ordering::Relaxed);
        Err(self.raise_with(ExceptionKind::KeyboardInterrupt, Vec::new()))
    }
}
