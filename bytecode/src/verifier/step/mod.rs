//! One instruction's effect on what is known.

mod calls;
mod containers;
mod locals;

use super::{
    VerifyErrorKind as Error,
    form::Form,
    state::{Kind, Slot, State},
};
use crate::{CodeFlags, CodeObject, CompareOp, Constant, Instruction, Opcode};

type Step<T = ()> = Result<T, Error>;

/// What an instruction touched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effect {
    /// The shortest the stack was, slots that only moved counted as gone.
    pub low: usize,
    /// Whether a local changed.
    pub locals_changed: bool,
}

/// Runs instructions on a state.
pub(super) struct Machine<'a> {
    code: &'a CodeObject,
    form: &'a Form,
    pub state: State,
    /// By instruction: whether its borrow was found not to hold.
    pub unproved: Vec<bool>,
    index: usize,
    effect: Effect,
}

impl<'a> Machine<'a> {
    pub fn new(code: &'a CodeObject, form: &'a Form) -> Machine<'a> {
        Machine {
            code,
            form,
            state: State { stack: Vec::new(), locals: Vec::new() },
            unproved: vec![false; form.instrs.len()],
            index: 0,
            effect: Effect { low: 0, locals_changed: false },
        }
    }

    /// Slots that the instruction leaves in place when it raises; `None` if it never does. A
    /// `YIELD_VALUE` raises where it is resumed, so its state must be the one behind it.
    pub fn left_when_raising(&self, index: usize) -> Step<Option<usize>> {
        let Instruction { opcode, oparg, .. } = self.form.instrs[index];
        let depth = self.state.stack.len();
        match opcode {
            // A backward jump may be interrupted.
            Opcode::YIELD_VALUE | Opcode::JUMP_BACKWARD => Ok(Some(depth)),
            _ if !opcode.may_raise() => Ok(None),
            _ => {
                let pops = opcode.stack_io(oparg).0 as usize;
                let consumed = pops - kept(opcode, pops);
                depth.checked_sub(consumed).ok_or(Error::StackUnderflow).map(Some)
            }
        }
    }

    /// Runs one instruction.
    pub fn run(&mut self, index: usize) -> Step<Effect> {
        self.index = index;
        self.effect = Effect { low: self.state.stack.len(), locals_changed: false };
        let Instruction { opcode, oparg, .. } = self.form.instrs[index];
        use Opcode::*;
        match opcode {
            LOAD_FAST
            | LOAD_FAST_BORROW
            | LOAD_FAST_CHECK
            | LOAD_FAST_AND_CLEAR
            | STORE_FAST
            | DELETE_FAST
            | LOAD_FAST_LOAD_FAST
            | LOAD_FAST_BORROW_LOAD_FAST_BORROW
            | STORE_FAST_LOAD_FAST
            | STORE_FAST_STORE_FAST => self.fast(opcode, oparg)?,
            MAKE_CELL
            | COPY_FREE_VARS
            | LOAD_DEREF
            | STORE_DEREF
            | DELETE_DEREF
            | LOAD_FROM_DICT_OR_DEREF => {
                self.cell(opcode, oparg)?;
            }
            POP_TOP | COPY | SWAP | PUSH_NULL | LOAD_CONST | END_SEND | GET_YIELD_FROM_ITER => {
                self.shuffle(opcode, oparg)?;
            }
            LOAD_GLOBAL | LOAD_ATTR | LOAD_SUPER_ATTR | LOAD_SPECIAL => self.load_callable(opcode, oparg)?,
            CALL | CALL_KW | CALL_FUNCTION_EX => self.call(opcode, oparg as usize)?,
            PUSH_EXC_INFO | POP_EXCEPT | RERAISE | CLEANUP_THROW | END_ASYNC_FOR | WITH_EXCEPT_START => {
                self.exception(opcode, oparg as usize)?;
            }
            BUILD_LIST | BUILD_SET | BUILD_MAP | BUILD_TUPLE | LIST_APPEND | LIST_EXTEND | SET_ADD
            | SET_UPDATE | MAP_ADD | DICT_UPDATE | DICT_MERGE | MATCH_KEYS | BUILD_TEMPLATE => {
                self.container(opcode, oparg)?
            }
            MAKE_FUNCTION | SET_FUNCTION_ATTRIBUTE => self.function(opcode, oparg)?,
            POP_JUMP_IF_TRUE | POP_JUMP_IF_FALSE | UNARY_NOT => self.test(opcode)?,
            CALL_INTRINSIC_1 | CALL_INTRINSIC_2 => self.intrinsic(opcode, oparg)?,
            MATCH_CLASS => {
                self.pop_names(usize::MAX)?;
                self.pop_values(2)?;
                self.push(Kind::Value)?;
            }
            STORE_NAME => self.pop_leaving()?,
            RETURN_VALUE => {
                self.pop_leaving()?;
                if !self.state.stack.is_empty() {
                    return Err(Error::Operand(opcode, "values below the one returned"));
                }
            }
            YIELD_VALUE => self.yield_value()?,
            _ => self.ordinary(opcode, oparg)?,
        }
        Ok(self.effect)
    }

    fn opcode(&self) -> Opcode {
        self.form.instrs[self.index].opcode
    }

    fn pop(&mut self) -> Step<Slot> {
        let slot = self.state.stack.pop().ok_or(Error::StackUnderflow)?;
        self.effect.low = self.effect.low.min(self.state.stack.len());
        Ok(slot)
    }

    fn push(&mut self, slot: impl Into<Slot>) -> Step {
        if self.state.stack.len() >= self.code.stacksize as usize {
            return Err(Error::StackOverflow);
        }
        self.state.stack.push(slot.into());
        Ok(())
    }

    /// The n-th slot from the top, counted from 1.
    fn peek(&self, n: usize) -> Step<Slot> {
        let index = self.state.stack.len().checked_sub(n).ok_or(Error::StackUnderflow)?;
        self.state.stack.get(index).copied().ok_or(Error::StackUnderflow)
    }

    fn want(&self, slot: Slot, fits: impl Fn(Kind) -> bool) -> Step<Slot> {
        if fits(slot.kind) { Ok(slot) } else { Err(Error::Operand(self.opcode(), slot.kind.describe())) }
    }

    fn pop_value(&mut self) -> Step<Slot> {
        let slot = self.pop()?;
        self.want(slot, Kind::is_value)
    }

    fn pop_values(&mut self, count: usize) -> Step {
        if count > self.state.stack.len() {
            return Err(Error::StackUnderflow);
        }
        for _ in 0..count {
            self.pop_value()?;
        }
        Ok(())
    }

    fn pop_kind(&mut self, kind: Kind) -> Step<Slot> {
        let slot = self.pop()?;
        self.want(slot, |found| found == kind)
    }

    /// Takes a constant tuple of at most `most` strings.
    fn pop_names(&mut self, most: usize) -> Step {
        let slot = self.pop()?;
        let is_names = |kind| match self.constant(kind) {
            Some(Constant::Tuple(items)) => {
                items.len() <= most && items.iter().all(|item| matches!(item, Constant::Str(_)))
            }
            _ => false,
        };
        self.want(slot, is_names).map(drop)
    }

    /// Takes a value that leaves the frame: in a class body it may be a cell.
    fn pop_leaving(&mut self) -> Step {
        let slot = self.pop()?;
        let class_body = !self.code.flags.contains(CodeFlags::OPTIMIZED);
        self.want(slot, |kind| kind.is_value() || (class_body && kind == Kind::Cell)).map(drop)
    }

    fn constant(&self, kind: Kind) -> Option<&'a Constant> {
        if let Kind::Const(index) = kind { self.code.consts.get(index as usize) } else { None }
    }

    /// Takes values, leaves those it keeps, gives values.
    fn ordinary(&mut self, opcode: Opcode, oparg: u32) -> Step {
        let (pops, pushes) = opcode.stack_io(oparg);
        let (pops, pushes) = (pops as usize, pushes as usize);
        let kept = kept(opcode, pops);
        self.pop_values(pops - kept)?;
        for n in 1..=kept {
            let slot = self.peek(n)?;
            self.want(slot, Kind::is_value)?;
        }
        if pushes - kept > self.code.stacksize as usize {
            return Err(Error::StackOverflow);
        }
        for _ in kept..pushes {
            self.push(result_kind(opcode, oparg))?;
        }
        Ok(())
    }

    /// Takes a `bool`, which these instructions do not convert to.
    fn test(&mut self, opcode: Opcode) -> Step {
        let slot = self.pop()?;
        let is_bool = |kind| {
            matches!(kind, Kind::Bool | Kind::Compared)
                || matches!(self.constant(kind), Some(Constant::Bool(_)))
        };
        self.want(slot, is_bool)?;
        if opcode == Opcode::UNARY_NOT { self.push(Kind::Bool) } else { Ok(()) }
    }

    fn shuffle(&mut self, opcode: Opcode, oparg: u32) -> Step {
        let n = oparg as usize;
        match opcode {
            Opcode::POP_TOP => {
                let slot = self.pop()?;
                self.want(slot, |kind| kind != Kind::Previous).map(drop)
            }
            // The copy is owned.
            Opcode::COPY => self.push(self.peek(n)?.kind),
            Opcode::SWAP => {
                self.peek(n)?;
                let top = self.state.stack.len() - 1;
                self.state.stack.swap(top, top + 1 - n);
                self.effect.low = self.effect.low.min(top + 1 - n);
                Ok(())
            }
            Opcode::PUSH_NULL => self.push(Kind::Null),
            Opcode::LOAD_CONST => self.push(Kind::Const(oparg)),
            Opcode::END_SEND => {
                let value = self.pop_value()?;
                self.pop_value()?;
                self.push(value)
            }
            // GET_YIELD_FROM_ITER: what is an iterator already stays, borrowed as it may be.
            _ => {
                let Slot { borrow, .. } = self.pop_value()?;
                self.push(Slot { kind: Kind::Value, borrow })
            }
        }
    }
}

/// The kind of an ordinary instruction's results.
fn result_kind(opcode: Opcode, oparg: u32) -> Kind {
    use Opcode::*;
    match opcode {
        TO_BOOL | IS_OP | CONTAINS_OP | CHECK_EXC_MATCH | MATCH_MAPPING | MATCH_SEQUENCE => Kind::Bool,
        COMPARE_OP if oparg & CompareOp::BOOL != 0 => Kind::Bool,
        COMPARE_OP => Kind::Compared,
        _ => Kind::Value,
    }
}

/// How many of the values an instruction takes it leaves where they are.
fn kept(opcode: Opcode, pops: usize) -> usize {
    use Opcode::*;
    let consumed = match opcode {
        LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | DICT_UPDATE | DICT_MERGE | RERAISE
        | CHECK_EXC_MATCH | SEND => 1,
        MAP_ADD => 2,
        FOR_ITER | GET_ANEXT | GET_LEN | IMPORT_FROM | MATCH_MAPPING | MATCH_SEQUENCE | MATCH_KEYS | COPY
        | SWAP | WITH_EXCEPT_START => 0,
        _ => pops,
    };
    pops.saturating_sub(consumed)
}
