//! Memory, reference counts and helper calls.

use super::lower::Lowering;
use super::tagging::field;
use crate::abi::{Helper, header};
use crate::ir::{Alias, Op};
use cranelift_codegen::ir::{InstBuilder, Value, condcodes::IntCC, types};

impl Lowering<'_> {
    /// Loads and stores.
    pub(super) fn lower_memory(
        &mut self,
        op: Op,
        offset: i32,
        alias: Alias,
        args: &[Value],
    ) -> Option<Value> {
        let flags = self.flags(alias);
        let base = args[0];
        match op {
            Op::load_int | Op::load_val | Op::load_ptr => {
                return Some(self.b.ins().load(types::I64, flags, base, offset));
            }
            Op::load_float => return Some(self.b.ins().load(types::F64, flags, base, offset)),
            Op::load_u32 => return Some(self.b.ins().uload32(flags, base, offset)),
            Op::load_u8 => return Some(self.b.ins().uload8(types::I64, flags, base, offset)),
            Op::load_item => {
                let address = self.item_address(base, args[1]);
                return Some(self.b.ins().load(types::I64, flags, address, offset));
            }
            Op::store => self.b.ins().store(flags, args[1], base, offset),
            Op::store_u32 => self.b.ins().istore32(flags, args[1], base, offset),
            Op::store_u8 => self.b.ins().istore8(flags, args[1], base, offset),
            Op::store_item => {
                let address = self.item_address(base, args[1]);
                self.b.ins().store(flags, args[2], address, offset)
            }
            _ => return None,
        };
        None
    }

    fn item_address(&mut self, base: Value, index: Value) -> Value {
        let scaled = self.b.ins().ishl_imm_u(index, 3);
        self.b.ins().iadd(base, scaled)
    }

    /// Calls a helper with the `Vm` in front.
    pub(super) fn lower_call(&mut self, helper: Helper, args: &[Value]) -> Option<Value> {
        let signature = self.helper_signature(helper);
        let address = self.helper_word(helper);
        let mut all = vec![self.value(self.region.vm())];
        all.extend(args);
        let call = self.b.ins().call_indirect(signature, address, &all);
        self.b.inst_results(call).first().copied()
    }

    /// Changes of reference counts.
    pub(super) fn lower_count(&mut self, op: Op, value: Value) {
        let next = self.next_block();
        if matches!(op, Op::inc_any | Op::dec_any) {
            let counted = self.next_block();
            let heap = self.is_heap(value);
            self.b.ins().brif(heap, counted, &[], next, &[]);
            self.b.switch_to_block(counted);
        }
        let flags = self.flags(Alias::Header);
        let count = self.b.ins().load(types::I32, flags, value, field(header::COUNT));
        let change = if matches!(op, Op::inc | Op::inc_any) { 1 } else { -1 };
        let count = self.b.ins().iadd_imm_s(count, change);
        self.b.ins().store(flags, count, value, field(header::COUNT));
        if change > 0 {
            self.b.ins().jump(next, &[]);
        } else {
            let dead = self.cold_block();
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, count, 0);
            self.b.ins().brif(zero, dead, &[], next, &[]);
            self.b.switch_to_block(dead);
            self.lower_call(Helper::release, &[value]);
            self.b.ins().jump(next, &[]);
        }
        self.b.switch_to_block(next);
    }
}
