//! The form of a code object: everything that can be said without following control.

use super::{Checked, VerifyErrorKind as Error, operands};
use crate::{
    CodeFlags, CodeObject, Handler, Instruction, LineTable, LocalKind, Opcode, Operand,
    VerifyErrorKind::Misplaced,
};

/// Most code units, and most slots of a frame: beyond it sizes and offsets in bytes might not fit
/// the fields that hold them.
const MAX_UNITS: usize = 1 << 28;
const MAX_FRAME_SLOTS: usize = 1 << 20;

/// A code object taken apart.
pub(super) struct Form {
    pub instrs: Vec<Instruction>,
    /// For each instruction the handler that covers it, its target being an instruction's index.
    pub handlers: Vec<Option<Handler>>,
    /// For each instruction the index of its jump target.
    pub targets: Vec<Option<usize>>,
    /// Whether a jump or a handler leads to the instruction.
    pub is_target: Vec<bool>,
}

/// Checks the form. Errors carry the code unit.
pub(super) fn check(code: &CodeObject) -> Checked<Form> {
    sizes(code)?;
    let instrs: Vec<Instruction> =
        code.instructions().collect::<Result<_, _>>().map_err(|error| (error.at(), Error::Decode(error)))?;
    for instr in &instrs {
        operands::check(code, instr).map_err(|kind| (instr.at, kind))?;
    }
    let body = prologue(code, &instrs)?;
    let mut form = Form {
        handlers: vec![None; instrs.len()],
        targets: vec![None; instrs.len()],
        is_target: vec![false; instrs.len()],
        instrs,
    };
    form.jumps(body)?;
    form.cover(code, body)?;
    form.companions(code, body)?;
    for entry in LineTable::new(&code.linetable, code.firstlineno) {
        entry.map_err(|error| (0, error.into()))?;
    }
    Ok(form)
}

fn sizes(code: &CodeObject) -> Checked<()> {
    let slots = code.localsplus.len().saturating_add(code.stacksize as usize);
    if code.units.len() > MAX_UNITS || slots > MAX_FRAME_SLOTS {
        return Err((0, Error::TooLarge));
    }
    let parameters = usize::try_from(code.parameter_count()).unwrap_or(usize::MAX);
    let slots = code.localsplus.get(..parameters).ok_or((0, Error::Parameters))?;
    let may_be_parameter = |kind| matches!(kind, LocalKind::Local | LocalKind::Cell);
    if code.posonlyargcount > code.argcount || !slots.iter().all(|slot| may_be_parameter(slot.kind)) {
        return Err((0, Error::Parameters));
    }
    let kinds = [CodeFlags::GENERATOR, CodeFlags::COROUTINE, CodeFlags::ASYNC_GENERATOR];
    let kinds = kinds.iter().filter(|kind| code.flags.contains(**kind)).count();
    let orphan =
        code.flags.contains(CodeFlags::ITERABLE_COROUTINE) && !code.flags.contains(CodeFlags::GENERATOR);
    let slotless = kinds > 0 && !code.flags.contains(CodeFlags::OPTIMIZED);
    if kinds > 1 || orphan || slotless { Err((0, Error::Flags)) } else { Ok(()) }
}

/// Checks `[COPY_FREE_VARS] MAKE_CELL* [RETURN_GENERATOR POP_TOP] RESUME 0` and gives the index
/// behind it, where the body begins.
fn prologue(code: &CodeObject, instrs: &[Instruction]) -> Checked<usize> {
    let free = code.localsplus.iter().rev().take_while(|slot| slot.kind == LocalKind::Free).count();
    let freevars = code.freevars().count();
    let mut at = 0;
    let opcode = |index: usize| instrs.get(index).map(|instr| instr.opcode);
    let copied = instrs.first().filter(|first| first.opcode == Opcode::COPY_FREE_VARS);
    let copied = copied.map_or(0, |first| {
        at += 1;
        first.oparg as usize
    });
    if free != freevars || copied != freevars || (at == 1) != (freevars > 0) {
        return Err((0, Error::FreeVariables));
    }
    while opcode(at) == Some(Opcode::MAKE_CELL) {
        at += 1;
    }
    let makes_generator = opcode(at) == Some(Opcode::RETURN_GENERATOR);
    if makes_generator != code.flags.makes_generator() {
        return Err((0, Error::Flags));
    }
    if makes_generator {
        if opcode(at + 1) != Some(Opcode::POP_TOP) {
            return Err((0, Error::Prologue));
        }
        at += 2;
    }
    match instrs.get(at) {
        Some(instr) if instr.opcode == Opcode::RESUME && instr.oparg & 3 == 0 => Ok(at + 1),
        _ => Err((0, Error::Prologue)),
    }
}

impl Form {
    /// The index of the instruction of the body that starts at a unit.
    fn index_of(&self, unit: usize, body: usize) -> Option<usize> {
        let index = self.instrs.binary_search_by_key(&unit, |instr| instr.start).ok()?;
        (index >= body).then_some(index)
    }

    fn jumps(&mut self, body: usize) -> Checked<()> {
        for index in 0..self.instrs.len() {
            let instr = self.instrs[index];
            if !instr.opcode.jumps() && instr.opcode.operand() != Operand::BackFrom {
                continue;
            }
            let target = instr.label_target().and_then(|unit| self.index_of(unit, body));
            let unit = instr.label_target().unwrap_or(usize::MAX);
            let target = target.ok_or((instr.at, Error::Target(unit)))?;
            if instr.opcode.jumps() {
                self.targets[index] = Some(target);
                self.is_target[target] = true;
            }
        }
        Ok(())
    }

    fn cover(&mut self, code: &CodeObject, body: usize) -> Checked<()> {
        let table = code.exception_table().map_err(|error| (0, error.into()))?;
        let mut previous_end = 0;
        for entry in table.entries() {
            let (start, end, target) =
                (entry.start as usize, entry.end as usize, entry.handler.target as usize);
            if start < previous_end || start >= end {
                return Err((start, Error::HandlerOrder));
            }
            previous_end = end;
            // An entry may cover the RESUME that ends the prologue.
            let first = self.index_of(start, body - 1).ok_or((start, Error::Target(start)))?;
            let last =
                if end == code.units.len() { Some(self.instrs.len()) } else { self.index_of(end, body) };
            let last = last.ok_or((start, Error::Target(end)))?;
            let target = self.index_of(target, body).ok_or((start, Error::Target(target)))?;
            self.is_target[target] = true;
            let handler = Handler { target: target as u32, ..entry.handler };
            self.handlers[first..last].fill(Some(handler));
        }
        Ok(())
    }

    /// Checks instructions that only make sense beside certain others.
    fn companions(&self, code: &CodeObject, body: usize) -> Checked<()> {
        for (index, instr) in self.instrs.iter().enumerate() {
            if !self.stands_well(code, index, index >= body) {
                return Err((instr.at, Misplaced(instr.opcode)));
            }
        }
        Ok(())
    }

    fn stands_well(&self, code: &CodeObject, index: usize, in_body: bool) -> bool {
        let at = |index: Option<usize>| index.and_then(|index| self.instrs.get(index));
        let instr = &self.instrs[index];
        let before = at(index.checked_sub(1)).map(|instr| (instr.opcode, instr.oparg));
        let after = at(Some(index + 1)).map(|instr| (instr.opcode, instr.oparg));
        match instr.opcode {
            Opcode::COPY_FREE_VARS | Opcode::RETURN_GENERATOR => !in_body,
            Opcode::RESUME if instr.oparg & 3 == 0 => !in_body,
            Opcode::RESUME => matches!(before, Some((Opcode::YIELD_VALUE, _))) && !self.is_target[index],
            Opcode::YIELD_VALUE if !code.flags.makes_generator() => false,
            Opcode::YIELD_VALUE if instr.oparg == 0 => {
                matches!(after, Some((Opcode::RESUME, resume)) if resume & 3 == 1)
            }
            Opcode::YIELD_VALUE => {
                let back = at(Some(index + 2)).map(|instr| instr.opcode);
                let returns = back == Some(Opcode::JUMP_BACKWARD_NO_INTERRUPT)
                    && self.targets[index + 2].is_some_and(|target| target + 1 == index);
                let resumes = matches!(after, Some((Opcode::RESUME, resume)) if resume & 3 >= 2);
                returns && resumes && !self.is_target[index] && matches!(before, Some((Opcode::SEND, _)))
            }
            Opcode::SEND => matches!(after, Some((Opcode::YIELD_VALUE, 1))),
            Opcode::FOR_ITER => {
                let target = self.targets[index].map(|target| self.instrs[target].opcode);
                target == Some(Opcode::END_FOR)
            }
            Opcode::LOAD_NAME
            | Opcode::STORE_NAME
            | Opcode::DELETE_NAME
            | Opcode::LOAD_LOCALS
            | Opcode::SETUP_ANNOTATIONS => !code.flags.contains(CodeFlags::OPTIMIZED),
            _ => true,
        }
    }
}
