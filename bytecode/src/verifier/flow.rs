//! Following control: states at block heads, joined until nothing changes.

use super::{
    Checked, VerifyErrorKind as Error,
    form::Form,
    state::{Kind, State},
    step::Machine,
};
use crate::{CodeObject, Handler, Opcode};

/// Most bytes of states copied or compared. Kinds can change a few times each, so honest code needs some
/// passes over `block heads × slots`; crafted code could make that quadratic in its size.
const MAX_WORK: usize = 1 << 26;

/// Byte offsets of unproved borrows, and the stack depth before each code unit's instruction.
pub(super) type Facts = (Vec<usize>, Vec<Option<u32>>);

/// Interprets the code abstractly.
pub(super) fn run(code: &CodeObject, form: &Form) -> Checked<Facts> {
    let mut flow = Flow {
        code,
        form,
        states: vec![None; form.instrs.len()],
        queue: Vec::new(),
        machine: Machine::new(code, form),
        depths: vec![None; code.units.len()],
        work: 0,
    };
    flow.reach(0, 0, State::at_entry(code))?;
    while let Some(head) = flow.queue.pop() {
        flow.block(head)?;
    }
    let unproved = form.instrs.iter().zip(&flow.machine.unproved).filter(|(_, unproved)| **unproved);
    Ok((unproved.map(|(instr, _)| instr.offset()).collect(), flow.depths))
}

struct Flow<'a> {
    code: &'a CodeObject,
    form: &'a Form,
    /// Known at the heads of blocks that were reached.
    states: Vec<Option<State>>,
    /// Heads whose state changed since they were followed.
    queue: Vec<usize>,
    machine: Machine<'a>,
    depths: Vec<Option<u32>>,
    work: usize,
}

impl Flow<'_> {
    /// Control comes to instruction `to` with this state, from unit `from`.
    fn reach(&mut self, from: usize, to: usize, state: State) -> Checked<()> {
        self.work += state.size();
        if self.work > MAX_WORK {
            return Err((from, Error::TooComplex));
        }
        let changed = match &mut self.states[to] {
            Some(known) => {
                let unproved = &mut self.machine.unproved;
                known
                    .join(&state, |borrow| unproved[borrow.by as usize] = true)
                    .map_err(|kind| (from, kind))?
            }
            empty => {
                *empty = Some(state);
                true
            }
        };
        if changed {
            self.queue.push(to);
        }
        Ok(())
    }

    /// Follows control from a block's head to its end.
    fn block(&mut self, head: usize) -> Checked<()> {
        let Some(state) = &self.states[head] else { return Ok(()) };
        self.machine.state = state.clone();
        // The handler that knows the locals and the part of the stack it keeps as they are now.
        let mut told: Option<Handler> = None;
        let mut index = head;
        loop {
            let instr = &self.form.instrs[index];
            let at = instr.at;
            let handler = self.form.handlers[index];
            self.depths[at] = Some(self.machine.state.stack.len() as u32);
            if instr.opcode != Opcode::YIELD_VALUE {
                self.tell(index, handler, &mut told)?;
            }
            let effect = self.machine.run(index).map_err(|kind| (at, kind))?;
            if effect.locals_changed || told.is_some_and(|handler| effect.low < handler.depth as usize) {
                told = None;
            }
            if instr.opcode == Opcode::YIELD_VALUE {
                self.tell(index, handler, &mut told)?;
            }
            if let Some(target) = self.form.targets[index] {
                self.reach(at, target, self.machine.state.clone())?;
            }
            if instr.opcode.is_terminal() {
                return Ok(());
            }
            index += 1;
            if index == self.form.instrs.len() {
                return Err((at, Error::FallsOffEnd));
            }
            if self.form.is_target[index] {
                return self.reach(at, index, self.machine.state.clone());
            }
        }
    }

    /// Control may go from the instruction to its handler.
    fn tell(&mut self, index: usize, handler: Option<Handler>, told: &mut Option<Handler>) -> Checked<()> {
        let Some(handler) = handler else { return Ok(()) };
        let at = self.form.instrs[index].at;
        let Some(left) = self.machine.left_when_raising(index).map_err(|kind| (at, kind))? else {
            return Ok(());
        };
        if handler.depth as usize > left {
            return Err((at, Error::HandlerDepth(handler.depth, left)));
        }
        if handler.entry_depth() > self.code.stacksize {
            return Err((at, Error::StackOverflow));
        }
        if *told == Some(handler) {
            return Ok(());
        }
        *told = Some(handler);
        let mut stack = self.machine.state.stack[..handler.depth as usize].to_vec();
        if handler.lasti {
            stack.push(Kind::Lasti.into());
        }
        stack.push(Kind::Exception.into());
        let locals = self.machine.state.locals.clone();
        self.reach(at, handler.target as usize, State { stack, locals })
    }
}
