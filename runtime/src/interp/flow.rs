//! How an instruction that ran outside the loop goes on.

use crate::error::{PyResult, Raised};
use crate::value::Raw;

/// What the loop does next. The registers that an instruction got to work on are current afterwards,
/// whatever it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Runs the instruction the registers point at.
    Next,
    /// Unwinds: an exception was raised by the instruction that ends at `ip`.
    Raise,
    /// Unwinds an exception that is raised again: its traceback already has this frame.
    Reraise,
    /// Leaves the interpreter with this answer.
    Exit(Raw),
    /// Leaves this instance of the loop: the tier decides how to go on.
    Switch,
}

impl From<PyResult<()>> for Flow {
    #[inline(always)]
    fn from(result: PyResult<()>) -> Flow {
        match result {
            Ok(()) => Flow::Next,
            Err(Raised) => Flow::Raise,
        }
    }
}
