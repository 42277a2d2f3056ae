//! Slots of the innermost frame: locals, constants and the operand stack.

use super::code_info::{CodeInfo, Instr};
use super::state::{Activation, Known, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{frame, tag, type_id};
use crate::ir::{Alias, Op, Value as Ssa};
use crate::observe::Kind;
use crate::snapshot::ExitReason;
use genjit_bytecode::{Constant, Opcode};

impl Builder<'_> {
    /// Address and alias region of a frame that is in memory.
    pub(super) fn memory(&mut self, activation: Activation) -> (Ssa, Alias) {
        match activation {
            Activation::Root => (self.region.frame(), Alias::Frame(0)),
            Activation::Generator(id) => {
                let id = self.state.generator_of(id);
                let Object::Generator { home: Some(home), .. } = *self.state.object(id) else {
                    unreachable!("frames of virtual generators hold nothing in memory")
                };
                (self.at().op(Op::ref_ptr, &[home.value]), Alias::Frame(1))
            }
            Activation::Call(call) => {
                (call.home.expect("a frame that was not made holds nothing in memory"), Alias::Frame(2))
            }
        }
    }

    /// The slot of activation `frame`, loaded if it was in memory.
    pub(super) fn loaded(&mut self, frame: usize, index: u32) -> Slot {
        let slot = self.state.frames[frame].slots[index as usize];
        if slot != Slot::Mem {
            return slot;
        }
        let activation = self.state.frames[frame].activation;
        let (base, alias) = self.memory(activation);
        let offset = frame::SLOTS + 8 * index as i32;
        let value = self.at().load(Op::load_val, base, offset, alias);
        if self.options.poison {
            let poison = self.at().const_val(tag::POISON);
            self.at().store(Op::store, base, poison, offset, alias);
        }
        let slot = Slot::Obj(self.state.add(Object::Value { value, known: Known::ANY, owned: true }, 1));
        self.state.frames[frame].slots[index as usize] = slot;
        slot
    }

    /// The cell in a slot of the innermost frame, at an instruction that the verifier lets find a cell only.
    ///
    /// The slot of a cell is not always one: a comprehension in line may have a plain variable of that name.
    pub(super) fn cell(&mut self, index: u32) -> Slot {
        let slot = self.local(index);
        if let Slot::Obj(id) = slot
            && let Object::Value { known, .. } = self.state.object_mut(id)
            && *known == Known::ANY
        {
            *known = Known::Type(type_id::CELL);
        }
        slot
    }

    /// A local, cell or free variable of the innermost frame.
    pub(super) fn local(&mut self, index: u32) -> Slot {
        self.loaded(self.state.frames.len() - 1, index)
    }

    /// The operand `from_top`, loaded.
    pub(super) fn operand(&mut self, from_top: u32) -> Slot {
        let index = self.state.top().slots.len() as u32 - 1 - from_top;
        self.loaded(self.state.frames.len() - 1, index)
    }

    /// Pushes; the reference is handed over.
    pub(super) fn push(&mut self, slot: Slot) {
        self.state.top_mut().slots.push(slot);
    }

    /// Pops; the reference is handed over.
    pub(super) fn pop(&mut self) -> Slot {
        let slot = self.operand(0);
        self.state.top_mut().slots.pop();
        slot
    }

    fn push_copy(&mut self, slot: Slot) {
        let slot = self.state.share(slot);
        self.push(slot);
    }

    /// `LOAD_FAST` in its plain forms.
    pub(super) fn load_fast(&mut self, index: u32) -> Flow {
        let slot = self.local(index);
        self.push_copy(slot);
        Flow::Next
    }

    /// `LOAD_FAST_CHECK`: an unbound local is left to the interpreter, which raises.
    pub(super) fn load_fast_check(&mut self, index: u32) -> Flow {
        if !self.guard_bound_local(index) {
            return Flow::End;
        }
        self.load_fast(index)
    }

    /// Exits if the local is unbound; `false` if it is known to be.
    fn guard_bound_local(&mut self, index: u32) -> bool {
        match self.local(index) {
            Slot::Null => {
                self.exit(ExitReason::Unbound);
                return false;
            }
            Slot::Obj(id) => {
                if let Object::Value { value, known: Known::Not(_), .. } = *self.state.object(id) {
                    let snap = self.snap(ExitReason::Unbound);
                    self.at().guard(Op::guard_bound, &[value], snap);
                }
            }
            Slot::Mem | Slot::None | Slot::Int(_) | Slot::Float(_) | Slot::Bool(_) | Slot::Const(..) => {}
        }
        true
    }

    /// `LOAD_FAST_AND_CLEAR`.
    pub(super) fn load_fast_and_clear(&mut self, index: u32) -> Flow {
        let slot = self.local(index);
        self.state.top_mut().slots[index as usize] = Slot::Null;
        self.push(slot);
        Flow::Next
    }

    /// `DELETE_FAST`.
    pub(super) fn delete_fast(&mut self, index: u32) -> Flow {
        if !self.guard_bound_local(index) {
            return Flow::End;
        }
        self.store_local(index, Slot::Null);
        Flow::Next
    }

    /// Puts a value into a local; the reference is handed over, the old one given back.
    pub(super) fn store_local(&mut self, index: u32, slot: Slot) {
        let old = self.local(index);
        self.state.top_mut().slots[index as usize] = slot;
        self.drop_slot(old);
    }

    /// `STORE_FAST`.
    pub(super) fn store_fast(&mut self, index: u32) -> Flow {
        let slot = self.pop();
        self.store_local(index, slot);
        Flow::Next
    }

    /// The forms of `LOAD_FAST` and `STORE_FAST` that handle two locals.
    pub(super) fn local_pair(&mut self, instr: Instr) -> Flow {
        let (first, second) = (instr.oparg >> 4, instr.oparg & 15);
        match instr.opcode {
            Opcode::STORE_FAST_LOAD_FAST => {
                self.store_fast(first);
                self.load_fast(second)
            }
            Opcode::STORE_FAST_STORE_FAST => {
                self.store_fast(first);
                self.store_fast(second)
            }
            _ => {
                self.load_fast(first);
                self.load_fast(second)
            }
        }
    }

    /// `LOAD_CONST`: numbers, bools and `None` as raw constants, others pinned.
    pub(super) fn load_const(&mut self, info: &CodeInfo, index: u32) -> Flow {
        let constant = info.code.consts.get(index as usize);
        let slot = match constant {
            Some(Constant::None) => Slot::None,
            Some(Constant::Bool(value)) => Slot::Bool(self.at().const_bool(*value)),
            Some(Constant::Float(value)) if tag::is_inline_float(*value) => {
                Slot::Float(self.at().const_float(*value))
            }
            Some(Constant::Int(value)) if i64::try_from(value).is_ok() => {
                let value = i64::try_from(value).unwrap_or_default();
                Slot::Int(self.int(value))
            }
            other => {
                let kind = other.map_or(Kind::None, constant_kind);
                let id = self.facts.code_constant(self.state.top().code, index);
                self.claim(id);
                Slot::Const(id, kind)
            }
        };
        self.push(slot);
        Flow::Next
    }

    /// `LOAD_SMALL_INT`.
    pub(super) fn load_small_int(&mut self, value: u32) -> Flow {
        let slot = Slot::Int(self.int(i64::from(value)));
        self.push(slot);
        Flow::Next
    }

    /// `COPY`: the `n`-th from the top, counted from 1.
    pub(super) fn copy(&mut self, n: u32) -> Flow {
        let slot = self.operand(n - 1);
        self.push_copy(slot);
        Flow::Next
    }

    /// `SWAP`: the top with the `n`-th, counted from 1.
    pub(super) fn swap(&mut self, n: u32) -> Flow {
        self.operand(0);
        self.operand(n - 1);
        let slots = &mut self.state.top_mut().slots;
        let top = slots.len() - 1;
        slots.swap(top, top + 1 - n as usize);
        Flow::Next
    }

    /// `POP_TOP`, `POP_ITER`, `END_FOR`.
    pub(super) fn pop_top(&mut self) -> Flow {
        let slot = self.pop();
        self.drop_slot(slot);
        Flow::Next
    }

    /// `END_SEND`: the value stays, the receiver below it goes.
    pub(super) fn end_send(&mut self) -> Flow {
        let value = self.pop();
        let receiver = self.pop();
        self.push(value);
        self.drop_slot(receiver);
        Flow::Next
    }
}

/// Kind of a constant that has no raw form.
fn constant_kind(constant: &Constant) -> Kind {
    match constant {
        Constant::Str(_) => Kind::Str,
        Constant::Tuple(_) => Kind::Tuple,
        Constant::Int(_) => Kind::BigInt,
        Constant::Code(_) => Kind::Other(type_id::CODE),
        // Types without a fixed id: no operation is compiled for them by kind.
        Constant::None
        | Constant::Ellipsis
        | Constant::Bool(_)
        | Constant::Float(_)
        | Constant::Complex { .. }
        | Constant::Bytes(_)
        | Constant::FrozenSet(_)
        | Constant::Slice(_) => Kind::Other(u32::MAX),
    }
}
