//! Guards: tests that leave the region.

use super::lower::Lowering;
use crate::abi::{tag, vm};
use crate::ir::{Alias, Imm, Inst, Op, Snap};
use cranelift_codegen::ir::{
    InstBuilder, Value,
    condcodes::{FloatCC, IntCC},
    types,
};

impl Lowering<'_> {
    /// An op with a snapshot.
    pub(super) fn lower_guard(&mut self, op: Op, inst: &Inst, args: &[Value]) -> Option<Value> {
        let snap = inst.snap?;
        match (op, args) {
            (Op::pending, _) => self.exit_on_vm_word(vm::PENDING, snap),
            (Op::poll, _) => self.exit_on_vm_word(vm::POLL, snap),
            (Op::guard_type, [a]) => self.guard_type(*a, inst.imm, snap),
            (Op::guard_within, [a]) => {
                let Imm::Int(most) = inst.imm else { return None };
                let most = self.b.ins().iconst(types::I64, most);
                let holds = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, *a, most);
                self.exit_unless(holds, snap);
            }
            (_, [a]) => {
                let holds = self.test(op, *a)?;
                self.exit_unless(holds, snap);
            }
            (Op::guard_eq | Op::guard_ne | Op::guard_index, [a, b]) => {
                let condition = match op {
                    Op::guard_eq => IntCC::Equal,
                    Op::guard_ne => IntCC::NotEqual,
                    _ => IntCC::UnsignedLessThan,
                };
                let holds = self.b.ins().icmp(condition, *a, *b);
                self.exit_unless(holds, snap);
            }
            (_, [a, b]) => return self.lower_checked(op, *a, *b, snap),
            _ => {}
        }
        None
    }

    /// The condition a guard on one operand wants.
    fn test(&mut self, op: Op, a: Value) -> Option<Value> {
        Some(match op {
            Op::guard_int => self.is_int(a),
            Op::guard_bool => self.is_bool(a),
            Op::guard_float => self.is_inline_float(a),
            Op::guard_true => a,
            Op::guard_false => self.b.ins().icmp_imm_s(IntCC::Equal, a, 0),
            Op::guard_bound => self.b.ins().icmp_imm_s(IntCC::NotEqual, a, tag::NULL.cast_signed()),
            Op::guard_ok => self.b.ins().icmp_imm_s(IntCC::NotEqual, a, tag::RAISED.cast_signed()),
            Op::guard_nonzero => self.b.ins().icmp_imm_s(IntCC::NotEqual, a, 0),
            Op::guard_fnonzero => {
                let zero = self.b.ins().f64const(0.0);
                self.b.ins().fcmp(FloatCC::NotEqual, a, zero)
            }
            Op::guard_exact => {
                let limit = 1 << 53;
                let moved = self.b.ins().iadd_imm_s(a, limit);
                self.b.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, moved, 2 * limit)
            }
            Op::guard_valid => {
                let flags = self.flags(Alias::Vm);
                let word = self.b.ins().load(types::I32, flags, a, 0);
                self.b.ins().icmp_imm_s(IntCC::Equal, word, 0)
            }
            _ => return None,
        })
    }

    fn exit_on_vm_word(&mut self, offset: i32, snap: Snap) {
        let vm = self.value(self.region.vm());
        let flags = self.flags(Alias::Vm);
        let word = self.b.ins().load(types::I32, flags, vm, offset);
        let set = self.b.ins().icmp_imm_s(IntCC::NotEqual, word, 0);
        self.exit_if(set, snap);
    }

    fn guard_type(&mut self, value: Value, imm: Imm, snap: Snap) {
        let Imm::Type(id) = imm else { return };
        let (test, next, exit) = (self.next_block(), self.next_block(), self.cold_block());
        let heap = self.is_heap(value);
        self.b.ins().brif(heap, test, &[], exit, &[]);
        self.b.switch_to_block(test);
        let same = self.heap_has_type(value, id);
        self.b.ins().brif(same, next, &[], exit, &[]);
        self.fill_exit(exit, snap);
        self.b.switch_to_block(next);
    }
}
