//! Calls, exceptions, functions and suspension.

use super::{Error, Kind, Machine, Slot, Step};
use crate::{CodeFlags, Constant, Intrinsic1, Intrinsic2, Opcode};

impl Machine<'_> {
    /// Loads what a call wants: a callable and, if asked for, what may be its bound self, which is the
    /// operand and so may be borrowed.
    pub(super) fn load_callable(&mut self, opcode: Opcode, oparg: u32) -> Step {
        let takes = match opcode {
            Opcode::LOAD_GLOBAL => 0,
            Opcode::LOAD_SUPER_ATTR => 3,
            _ => 1,
        };
        let borrow = if takes > 0 { self.pop_value()?.borrow } else { None };
        self.pop_values(takes.max(1) - 1)?;
        self.push(Kind::Value)?;
        match opcode {
            Opcode::LOAD_SPECIAL => self.push(Slot { kind: Kind::MaybeNull, borrow }),
            _ if oparg & 1 == 0 => Ok(()),
            Opcode::LOAD_GLOBAL => self.push(Kind::Null),
            _ => self.push(Slot { kind: Kind::MaybeNull, borrow }),
        }
    }

    pub(super) fn call(&mut self, opcode: Opcode, count: usize) -> Step {
        let self_or_null = |kind: Kind| kind.is_value() || matches!(kind, Kind::Null | Kind::MaybeNull);
        if opcode == Opcode::CALL_FUNCTION_EX {
            let keywords = self.pop()?;
            self.want(keywords, |kind| matches!(kind, Kind::Null | Kind::Dict))?;
            self.pop_value()?;
            self.pop_kind(Kind::Null)?;
        } else {
            if opcode == Opcode::CALL_KW {
                self.pop_names(count)?;
            }
            self.pop_values(count)?;
            let slot = self.pop()?;
            self.want(slot, self_or_null)?;
        }
        self.pop_value()?;
        self.push(Kind::Value)
    }

    pub(super) fn exception(&mut self, opcode: Opcode, n: usize) -> Step {
        match opcode {
            Opcode::PUSH_EXC_INFO => {
                self.pop_kind(Kind::Exception)?;
                self.push(Kind::Previous)?;
                self.push(Kind::Exception)
            }
            Opcode::POP_EXCEPT => self.pop_kind(Kind::Previous).map(drop),
            Opcode::RERAISE => {
                self.pop_value()?;
                if n == 0 {
                    return Ok(());
                }
                let slot = self.peek(n)?;
                self.want(slot, |kind| kind == Kind::Lasti).map(drop)
            }
            Opcode::CLEANUP_THROW => {
                self.pop_kind(Kind::Exception)?;
                self.pop_values(2)?;
                self.push(Kind::Value)?;
                self.push(Kind::Value)
            }
            Opcode::END_ASYNC_FOR => {
                self.pop_kind(Kind::Exception)?;
                self.pop_values(1)
            }
            // WITH_EXCEPT_START: exit method, its self, offset, saved exception, exception.
            _ => {
                let nullable = |kind: Kind| kind.is_value() || matches!(kind, Kind::Null | Kind::MaybeNull);
                self.want(self.peek(5)?, Kind::is_value)?;
                self.want(self.peek(4)?, nullable)?;
                self.want(self.peek(3)?, |kind| kind == Kind::Lasti)?;
                self.want(self.peek(2)?, |kind| kind == Kind::Previous)?;
                self.want(self.peek(1)?, Kind::is_value)?;
                self.push(Kind::Value)
            }
        }
    }

    pub(super) fn free_variables(&self, constant: u32) -> Option<usize> {
        match self.code.consts.get(constant as usize) {
            Some(Constant::Code(code)) => Some(code.freevars().count()),
            _ => None,
        }
    }

    pub(super) fn function(&mut self, opcode: Opcode, oparg: u32) -> Step {
        let top = self.pop()?;
        if opcode == Opcode::MAKE_FUNCTION {
            let Kind::Const(code) = top.kind else { return Err(Error::Operand(opcode, top.kind.describe())) };
            let free = self.free_variables(code);
            let free = free.ok_or(Error::Operand(opcode, "a constant that is not code"))?;
            return self.push(Kind::Function { code, closed: free == 0 });
        }
        let Kind::Function { code, closed } = top.kind else {
            return Err(Error::Operand(opcode, top.kind.describe()));
        };
        let attribute = self.pop()?;
        let free = self.free_variables(code).unwrap_or_default();
        let closure = oparg == 8;
        // That defaults are a tuple and a dict is tested when the instruction runs.
        self.want(attribute, |kind| match oparg {
            8 => matches!(kind, Kind::Cells(cells) if cells as usize == free),
            _ => kind.is_value(),
        })?;
        self.push(Kind::Function { code, closed: closed || closure })
    }

    pub(super) fn intrinsic(&mut self, opcode: Opcode, oparg: u32) -> Step {
        if opcode == Opcode::CALL_INTRINSIC_2 {
            let second = self.pop()?;
            let list = oparg == Intrinsic2::PrepReraiseStar.number();
            self.want(second, |kind| if list { kind == Kind::List } else { kind.is_value() })?;
            self.pop_value()?;
            return self.push(Kind::Value);
        }
        let operand = self.pop()?;
        let (fits, result): (fn(&Self, Kind) -> bool, Kind) = match Intrinsic1::from_number(oparg) {
            Some(Intrinsic1::StopIterationError) => (|_, kind| kind == Kind::Exception, Kind::Exception),
            Some(Intrinsic1::AsyncGenWrap) => (|_, kind| kind.is_value(), Kind::Wrapped),
            Some(Intrinsic1::ListToTuple) => (|_, kind| kind == Kind::List, Kind::Tuple),
            Some(Intrinsic1::TypeAlias) => (Self::is_tuple, Kind::Value),
            _ => (|_, kind| kind.is_value(), Kind::Value),
        };
        self.want(operand, |kind| fits(self, kind))?;
        self.push(result)
    }

    /// The frame is suspended: borrows that stay on the stack end, since locals may be written through
    /// `f_locals` meanwhile.
    pub(super) fn yield_value(&mut self) -> Step {
        let value = self.pop()?;
        let delegates = self.form.instrs[self.index].oparg == 1;
        let wrapped = !delegates && self.code.flags.contains(CodeFlags::ASYNC_GENERATOR);
        self.want(value, |kind| if wrapped { kind == Kind::Wrapped } else { kind.is_value() })?;
        if delegates {
            self.want(self.peek(1)?, Kind::is_value)?;
        }
        for slot in &mut self.state.stack {
            if let Some(borrow) = slot.borrow.take() {
                self.unproved[borrow.by as usize] = true;
                self.effect.low = 0;
            }
        }
        self.push(Kind::Value)
    }
}
