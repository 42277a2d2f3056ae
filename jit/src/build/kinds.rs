//! Kinds of slots: guards and switches by what recordings saw.

use super::Builder;
use super::code_info::Instr;
use super::state::{Class, Known, ObjId, Object, Slot};
use crate::abi::{tag, type_id};
use crate::aborts::Abort;
use crate::ir::{Op, Target, Terminator, Value as Ssa};
use crate::observe::Kind;
use crate::snapshot::ExitReason;

/// The class of values of a kind; `None` for kinds that no single test tells.
pub fn class_of(kind: Kind) -> Option<Class> {
    Some(match kind {
        Kind::Int => Class::Int,
        Kind::Float => Class::Float,
        Kind::Bool => Class::Bool,
        Kind::None => Class::None,
        Kind::BigInt => Class::Type(type_id::INT),
        Kind::Str => Class::Type(type_id::STR),
        Kind::Tuple => Class::Type(type_id::TUPLE),
        Kind::List => Class::Type(type_id::LIST),
        Kind::Dict => Class::Type(type_id::DICT),
        Kind::Range => Class::Type(type_id::RANGE),
        Kind::RangeIterator(_) => Class::Type(type_id::RANGE_ITERATOR),
        Kind::ListIterator => Class::Type(type_id::LIST_ITERATOR),
        Kind::TupleIterator => Class::Type(type_id::TUPLE_ITERATOR),
        Kind::Generator { .. } | Kind::Delegating { .. } | Kind::Finished => Class::Type(type_id::GENERATOR),
        Kind::Coroutine { .. } | Kind::Awaiting { .. } => Class::Type(type_id::COROUTINE),
        Kind::AsyncGenerator => Class::Type(type_id::ASYNC_GENERATOR),
        Kind::Asend { .. } => Class::Type(type_id::ASYNC_GENERATOR_ASEND),
        Kind::Function(_) => Class::Type(type_id::FUNCTION),
        Kind::Cell => Class::Type(type_id::CELL),
        Kind::Method => Class::Type(type_id::METHOD),
        Kind::Other(id) => Class::Type(id),
        Kind::Null | Kind::Builtin(_) | Kind::Object(_) => return None,
    })
}

impl Builder<'_> {
    /// Gives operand `from_top` a known class if recordings saw few: guards, or forks by class. `false` if
    /// the block has ended (each fork executes the instruction again).
    pub(super) fn narrow(&mut self, from_top: u32, seen: &[Kind]) -> Result<bool, Abort> {
        let slot = self.operand(from_top);
        let Slot::Obj(id) = slot else { return Ok(true) };
        let &Object::Value { value, known: Known::Not(excluded), .. } = self.state.object(id) else {
            return Ok(true);
        };
        let mut classes: Vec<Class> = Vec::new();
        for class in seen.iter().filter_map(|&kind| class_of(kind)) {
            let excluded = excluded & class.bit() != 0 && !matches!(class, Class::Type(_));
            if !excluded && !classes.contains(&class) {
                classes.push(class);
            }
        }
        let untold = seen.iter().any(|&kind| class_of(kind).is_none());
        match classes.as_slice() {
            [] => Ok(true),
            &[class] if !untold => {
                let snap = self.snap(ExitReason::Kind);
                self.guard_class(value, class, snap);
                self.refine(id, class);
                Ok(true)
            }
            // Several heap types, or some that no test tells: leave it to the operation.
            &[Class::Type(_), ..] => Ok(true),
            &[class, ..] => {
                self.fork_class(id, value, class, excluded);
                Ok(false)
            }
        }
    }

    /// Forks: one way with the class known, one with it excluded.
    fn fork_class(&mut self, id: ObjId, value: Ssa, class: Class, excluded: u8) {
        let test = self.test_class(value, class);
        let before = self.block;
        let saved = self.state.clone();
        let yes = self.region.new_block();
        self.block = yes;
        self.refine(id, class);
        let refined = std::mem::replace(&mut self.state, saved);
        self.work.push((yes, refined, true));
        self.block = before;
        if let Object::Value { known, .. } = self.state.object_mut(id) {
            *known = Known::Not(excluded | class.bit());
        }
        let no = self.fork(true);
        self.end(Terminator::Branch(test, Target::new(yes, &[]), Target::new(no, &[])));
    }

    fn test_class(&mut self, value: Ssa, class: Class) -> Ssa {
        let mut at = self.at();
        match class {
            Class::Int => at.op(Op::is_int, &[value]),
            Class::Float => at.op(Op::is_float, &[value]),
            Class::Bool => at.op(Op::is_bool, &[value]),
            Class::None => {
                let none = at.const_val(tag::NONE);
                at.op(Op::eq, &[value, none])
            }
            Class::Type(id) => at.is_type(value, id),
        }
    }

    fn guard_class(&mut self, value: Ssa, class: Class, snap: crate::ir::Snap) {
        let mut at = self.at();
        match class {
            Class::Int => at.guard(Op::guard_int, &[value], snap),
            Class::Float => at.guard(Op::guard_float, &[value], snap),
            Class::Bool => at.guard(Op::guard_bool, &[value], snap),
            Class::None => {
                let none = at.const_val(tag::NONE);
                at.guard(Op::guard_eq, &[value, none], snap);
            }
            Class::Type(id) => at.guard_type(value, id, snap),
        }
    }

    /// Every slot that holds the tagged value now knows its class.
    pub(super) fn refine(&mut self, id: ObjId, class: Class) {
        let &Object::Value { value, owned, .. } = self.state.object(id) else { return };
        let slot = match class {
            Class::Int => Slot::Int(self.at().op(Op::untag_int, &[value])),
            Class::Bool => Slot::Bool(self.at().op(Op::untag_bool, &[value])),
            Class::None => Slot::None,
            Class::Float => {
                let float = self.at().op(Op::unbox_float, &[value]);
                if owned {
                    // The box, if there is one: a float's end is seen by nobody.
                    self.at().effect(Op::dec_any, &[value]);
                }
                Slot::Float(float)
            }
            Class::Type(type_id) => {
                if let Object::Value { known, .. } = self.state.object_mut(id) {
                    *known = Known::Type(type_id);
                }
                return;
            }
        };
        self.state.replace(id, slot);
    }

    /// Narrows the top `count` operands by what was seen at the instruction.
    pub(super) fn narrow_operands(&mut self, instr: Instr, count: u32) -> Result<bool, Abort> {
        for from_top in (0..count).rev() {
            let seen = self.seen(instr, count - 1 - from_top);
            if !self.narrow(from_top, &seen)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Kinds operand `index` (bottom of the stack first) had at the instruction.
    pub(super) fn seen(&self, instr: Instr, index: u32) -> Vec<Kind> {
        self.point(instr).map_or(Vec::new(), |point| point.operand(index as usize).to_vec())
    }

    /// A slot for a word just loaded from an object that keeps it alive. If recordings saw results of one
    /// class it is guarded at once, on the state before the instruction, so that an int or float needs no
    /// count; else it is a loan.
    pub(super) fn loaded_value(&mut self, value: Ssa, instr: Instr) -> Slot {
        let seen = self.point(instr).map_or(Vec::new(), |point| point.results.clone());
        let first = seen.first().and_then(|&kind| class_of(kind));
        let class = first.filter(|_| seen.iter().all(|&kind| class_of(kind) == first));
        if let Some(class) = class {
            let snap = self.snap(ExitReason::Kind);
            self.guard_class(value, class, snap);
        }
        match class {
            Some(Class::Int) => Slot::Int(self.at().op(Op::untag_int, &[value])),
            Some(Class::Float) => Slot::Float(self.at().op(Op::unbox_float, &[value])),
            Some(Class::Bool) => Slot::Bool(self.at().op(Op::untag_bool, &[value])),
            Some(Class::None) => Slot::None,
            Some(Class::Type(id)) => self.loan_slot(value, Known::Type(id)),
            None => self.loan_slot(value, Known::ANY),
        }
    }

    /// A slot that holds a tagged value kept alive by the object it was loaded from. It gets a count of its
    /// own before anything could change or drop that object ([`Builder::settle_loans`]).
    pub(super) fn loan_slot(&mut self, value: Ssa, known: Known) -> Slot {
        let id = self.state.add(Object::Value { value, known, owned: false }, 1);
        self.state.loans.push(id);
        Slot::Obj(id)
    }

    /// A slot that holds a tagged value whose count the region owns.
    pub(super) fn value_slot(&mut self, value: Ssa, known: Known) -> Slot {
        Slot::Obj(self.state.add(Object::Value { value, known, owned: true }, 1))
    }

    /// The word of a value that is no raw number and not virtual; borrowed.
    pub(super) fn word_of(&mut self, slot: Slot) -> Option<Ssa> {
        match slot {
            Slot::None => Some(self.at().const_val(tag::NONE)),
            Slot::Const(id, _) => {
                let constant = self.constant(id);
                Some(self.at().const_ref(constant))
            }
            Slot::Obj(id) => match *self.state.object(id) {
                Object::Value { value, .. } => Some(value),
                _ => None,
            },
            Slot::Mem | Slot::Null | Slot::Int(_) | Slot::Float(_) | Slot::Bool(_) => None,
        }
    }

    /// The class a slot is known to have.
    pub(super) fn class(&self, slot: Slot) -> Option<Class> {
        match slot {
            Slot::Int(_) => Some(Class::Int),
            Slot::Float(_) => Some(Class::Float),
            Slot::Bool(_) => Some(Class::Bool),
            Slot::None => Some(Class::None),
            Slot::Mem | Slot::Null => None,
            Slot::Const(_, kind) => class_of(kind),
            Slot::Obj(id) => match self.state.object(id) {
                Object::Value { known, .. } => known.type_id().map(Class::Type),
                Object::Tuple(_) => Some(Class::Type(type_id::TUPLE)),
                Object::Range { .. } => Some(Class::Type(type_id::RANGE)),
                Object::RangeIterator { .. } => Some(Class::Type(type_id::RANGE_ITERATOR)),
                Object::SequenceIterator { list: true, .. } => Some(Class::Type(type_id::LIST_ITERATOR)),
                Object::SequenceIterator { list: false, .. } => Some(Class::Type(type_id::TUPLE_ITERATOR)),
                Object::Generator { type_id, .. } => Some(Class::Type(*type_id)),
                Object::Chain { root, .. } => self.class(*root),
                Object::Asend { .. } => Some(Class::Type(type_id::ASYNC_GENERATOR_ASEND)),
                Object::Cell(_) => Some(Class::Type(type_id::CELL)),
            },
        }
    }
}
