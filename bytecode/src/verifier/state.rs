//! What is known at one point of the code: a kind for each operand stack slot and each local.

use super::VerifyErrorKind;
use crate::{CodeObject, LocalKind};

/// What a slot of the operand stack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A Python object.
    Value,
    /// `True` or `False`.
    Bool,
    /// What a comparison gave that was not asked for a `bool`.
    Compared,
    /// The exception that unwinding pushed.
    Exception,
    /// A list, set, dict or tuple that this code built.
    List,
    Set,
    Dict,
    Tuple,
    /// The constant with this index.
    Const(u32),
    /// A function of the constant with this index; `closed` once it needs no closure any more.
    Function {
        code: u32,
        closed: bool,
    },
    /// `NULL`.
    Null,
    /// A Python object or `NULL`.
    MaybeNull,
    /// A cell.
    Cell,
    /// What a local held: a Python object, `NULL` or a cell.
    Saved,
    /// A tuple of this many cells.
    Cells(u32),
    /// The exception handled before, which `PUSH_EXC_INFO` saved.
    Previous,
    /// The offset of the instruction that raised.
    Lasti,
    /// A value wrapped for an asynchronous generator's consumer.
    Wrapped,
    /// Different things on different paths: to be dropped only.
    Conflict,
}

impl Kind {
    /// Whether it can be used like any Python object.
    pub fn is_value(self) -> bool {
        use Kind::*;
        match self {
            Value | Bool | Compared | Exception | List | Set | Dict | Tuple | Const(_) => true,
            Function { closed, .. } => closed,
            _ => false,
        }
    }

    /// What messages call it.
    pub fn describe(self) -> &'static str {
        use Kind::*;
        match self {
            Value | Bool | Compared | Exception | List | Set | Dict | Tuple | Const(_) => {
                "another kind of value"
            }
            Function { .. } => "a function without its closure",
            Null | MaybeNull => "NULL",
            Cell | Cells(_) | Saved => "a cell",
            Previous => "a saved exception",
            Lasti => "an offset",
            Wrapped => "a wrapped value",
            Conflict => "different things on different paths",
        }
    }

    fn join(self, other: Kind) -> Kind {
        use Kind::*;
        let storable = |kind: Kind| kind.is_value() || matches!(kind, Null | MaybeNull | Cell | Saved);
        let nullable = |kind: Kind| kind.is_value() || matches!(kind, Null | MaybeNull);
        match (self, other) {
            (a, b) if a == b => a,
            (a, b) if a.is_value() && b.is_value() => Value,
            (a, b) if nullable(a) && nullable(b) => MaybeNull,
            (a, b) if storable(a) && storable(b) => Saved,
            _ => Conflict,
        }
    }
}

/// A value on the stack that was borrowed from a local.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Borrow {
    /// The local.
    pub local: u32,
    /// Index of the instruction that borrowed it.
    pub by: u32,
}

/// A slot of the operand stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub kind: Kind,
    pub borrow: Option<Borrow>,
}

impl From<Kind> for Slot {
    fn from(kind: Kind) -> Slot {
        Slot { kind, borrow: None }
    }
}

/// What a local holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Local {
    /// Nothing.
    Unassigned,
    /// A Python object.
    Value,
    /// A Python object or nothing.
    Maybe,
    /// A cell.
    Cell,
    /// Any of these.
    Unknown,
}

impl Local {
    fn join(self, other: Local) -> Local {
        use Local::*;
        match (self, other) {
            (a, b) if a == b => a,
            (Unassigned | Value | Maybe, Unassigned | Value | Maybe) => Maybe,
            _ => Unknown,
        }
    }

    /// The kind of a slot that this local was moved to.
    pub fn kind(self) -> Kind {
        match self {
            Local::Unassigned => Kind::Null,
            Local::Value => Kind::Value,
            Local::Maybe => Kind::MaybeNull,
            Local::Cell => Kind::Cell,
            Local::Unknown => Kind::Saved,
        }
    }
}

/// Everything known at one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub stack: Vec<Slot>,
    pub locals: Vec<Local>,
}

impl State {
    /// At the first instruction: parameters assigned, the stack empty.
    pub fn at_entry(code: &CodeObject) -> State {
        let parameters = code.parameter_count();
        let local = |index: usize| if (index as u64) < parameters { Local::Value } else { Local::Unassigned };
        State { stack: Vec::new(), locals: (0..code.localsplus.len()).map(local).collect() }
    }

    /// Joins what another path knows; says whether this changed anything. A borrow that is not the same
    /// on both paths ends here and is given to `unproved`.
    pub fn join(&mut self, other: &State, mut unproved: impl FnMut(Borrow)) -> Result<bool, VerifyErrorKind> {
        if self.stack.len() != other.stack.len() {
            return Err(VerifyErrorKind::DepthMismatch(self.stack.len(), other.stack.len()));
        }
        let mut changed = false;
        for (known, new) in self.stack.iter_mut().zip(&other.stack) {
            let mut joined = Slot { kind: known.kind.join(new.kind), borrow: known.borrow };
            if known.borrow != new.borrow {
                joined.borrow = None;
                known.borrow.into_iter().chain(new.borrow).for_each(&mut unproved);
            }
            changed |= joined != *known;
            *known = joined;
        }
        for (known, new) in self.locals.iter_mut().zip(&other.locals) {
            let joined = known.join(*new);
            changed |= joined != *known;
            *known = joined;
        }
        Ok(changed)
    }

    /// About how many bytes there are to copy or compare.
    pub fn size(&self) -> usize {
        size_of::<Slot>() * self.stack.len() + self.locals.len() + 1
    }
}

/// Whether a local's slot may hold a cell.
pub(super) fn may_hold_cell(code: &CodeObject, local: u32) -> bool {
    let slot = code.localsplus.get(local as usize);
    slot.is_some_and(|slot| matches!(slot.kind, LocalKind::Cell | LocalKind::Free))
}
