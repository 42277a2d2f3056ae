//! Stack depth: how many values the operand stack holds before each instruction.
//!
//! Depths follow control flow from the first instruction, along jumps and into handlers; where two
//! paths meet they must agree. Unreachable instructions have no depth.

use crate::asm::{AsmArg, AsmInstr, BuildError, Labels, bound};

/// Depths of the operand stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackDepths {
    /// Before each instruction; `None` where control never comes.
    pub before: Vec<Option<u32>>,
    /// The deepest.
    pub max: u32,
}

/// Computes the depths of an instruction list.
///
/// # Errors
/// When a path takes values that are not there, paths disagree, or control falls off the end.
pub fn stack_depths(instrs: &[AsmInstr], labels: &Labels) -> Result<StackDepths, BuildError> {
    let mut flow =
        Flow { depths: StackDepths { before: vec![None; instrs.len()], max: 0 }, work: Vec::new() };
    flow.reach(0, 0)?;
    while let Some(index) = flow.work.pop() {
        flow.step(index, instrs, labels)?;
    }
    Ok(flow.depths)
}

struct Flow {
    depths: StackDepths,
    work: Vec<usize>,
}

impl Flow {
    fn reach(&mut self, index: usize, depth: u32) -> Result<(), BuildError> {
        let known = self.depths.before.get_mut(index).ok_or(BuildError::FallsOffEnd)?;
        match *known {
            Some(known) if known != depth => Err(BuildError::DepthMismatch(index, known, depth)),
            Some(_) => Ok(()),
            None => {
                *known = Some(depth);
                self.depths.max = self.depths.max.max(depth);
                self.work.push(index);
                Ok(())
            }
        }
    }

    fn step(&mut self, index: usize, instrs: &[AsmInstr], labels: &Labels) -> Result<(), BuildError> {
        let AsmInstr { opcode, arg, handler, .. } = instrs[index];
        let depth = self.depths.before[index].unwrap_or_default();
        let oparg = if let AsmArg::Value(value) = arg { value } else { 0 };
        let (pops, pushes) = opcode.stack_io(oparg);
        let rest = depth.checked_sub(pops).ok_or(BuildError::StackUnderflow(index))?;
        let after = rest.checked_add(pushes).ok_or(BuildError::TooLarge)?;
        self.depths.max = self.depths.max.max(after);
        if let Some(handler) = handler {
            // Regions may run on over instructions that cannot raise and have fewer values.
            if handler.depth > depth && opcode.may_raise() {
                return Err(BuildError::HandlerDepth(index));
            }
            let entry = handler.depth + 1 + u32::from(handler.lasti);
            self.reach(bound(handler.target, labels, instrs)?, entry)?;
        }
        if let (true, AsmArg::Label(label)) = (opcode.jumps(), arg) {
            self.reach(bound(label, labels, instrs)?, after)?;
        }
        if opcode.is_terminal() { Ok(()) } else { self.reach(index + 1, after) }
    }
}
