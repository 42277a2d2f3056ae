//! Tagged values: tests of kinds, tagging, boxing.

use super::lower::Lowering;
use crate::abi::{Helper, float, header, tag};
use crate::ir::{Alias, Imm, Inst, Op};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, condcodes::IntCC, types};

/// From a tagged heap pointer to a field.
pub(super) const fn field(offset: i32) -> i32 {
    offset - tag::HEAP as i32
}

impl Lowering<'_> {
    /// Ops that make, read and test tagged values.
    pub(super) fn lower_tagging(&mut self, inst: &Inst, args: &[Value]) -> Option<Value> {
        let a = *args.first()?;
        Some(match inst.op {
            Op::tag_int => self.b.ins().ishl_imm_u(a, i64::from(tag::INT_SHIFT)),
            Op::untag_int => self.b.ins().sshr_imm_u(a, i64::from(tag::INT_SHIFT)),
            Op::box_int => self.box_int(a),
            Op::box_float => self.box_float(a),
            Op::unbox_float => self.unbox_float(a),
            Op::tag_bool => {
                let wide = self.b.ins().uextend(types::I64, a);
                let bit = self.b.ins().ishl_imm_u(wide, 3);
                self.b.ins().bor_imm_u(bit, tag::FALSE.cast_signed())
            }
            Op::untag_bool => self.b.ins().icmp_imm_s(IntCC::Equal, a, tag::TRUE.cast_signed()),
            Op::ref_ptr => self.b.ins().iadd_imm_s(a, -(tag::HEAP.cast_signed())),
            Op::ptr_ref => self.b.ins().iadd_imm_s(a, tag::HEAP.cast_signed()),
            Op::ptr_word => a,
            Op::is_int => self.is_int(a),
            Op::is_bool => self.is_bool(a),
            Op::is_heap => self.is_heap(a),
            Op::is_float => self.is_inline_float(a),
            Op::is_type => match inst.imm {
                Imm::Type(id) => self.is_type(a, id),
                _ => return None,
            },
            _ => return None,
        })
    }

    pub(super) fn is_int(&mut self, value: Value) -> Value {
        let bits = self.b.ins().band_imm_u(value, tag::INT_MASK.cast_signed());
        self.b.ins().icmp_imm_s(IntCC::Equal, bits, 0)
    }

    pub(super) fn is_bool(&mut self, value: Value) -> Value {
        let either = self.b.ins().bor_imm_u(value, (tag::FALSE ^ tag::TRUE).cast_signed());
        self.b.ins().icmp_imm_s(IntCC::Equal, either, tag::TRUE.cast_signed())
    }

    pub(super) fn is_heap(&mut self, value: Value) -> Value {
        let bits = self.b.ins().band_imm_u(value, tag::MASK.cast_signed());
        self.b.ins().icmp_imm_s(IntCC::Equal, bits, tag::HEAP.cast_signed())
    }

    /// Whether the tag is one of a float's.
    pub(super) fn is_inline_float(&mut self, value: Value) -> Value {
        let bits = self.b.ins().band_imm_u(value, tag::MASK.cast_signed());
        let set = self.word(tag::FLOAT_TAGS);
        let moved = self.b.ins().ushr(set, bits);
        let bit = self.b.ins().band_imm_u(moved, 1);
        self.b.ins().icmp_imm_s(IntCC::NotEqual, bit, 0)
    }

    /// Whether a value known to be a heap pointer has this type.
    pub(super) fn heap_has_type(&mut self, value: Value, id: u32) -> Value {
        let flags = self.type_flags();
        let word = self.b.ins().load(types::I32, flags, value, field(header::TYPE_WORD));
        let ty = self.b.ins().band_imm_u(word, i64::from(header::TYPE_MASK));
        self.b.ins().icmp_imm_u(IntCC::Equal, ty, i64::from(id))
    }

    fn type_flags(&mut self) -> MemFlagsData {
        self.flags(Alias::Header)
    }

    fn is_type(&mut self, value: Value, id: u32) -> Value {
        let heap = self.is_heap(value);
        let no = self.b.ins().icmp_imm_s(IntCC::Equal, heap, 0);
        let not = self.or_else(no, |lowering| {
            let same = lowering.heap_has_type(value, id);
            lowering.b.ins().bxor_imm_u(same, 1)
        });
        self.b.ins().bxor_imm_u(not, 1)
    }

    /// `condition || other()`, the second part computed only if needed.
    fn or_else(&mut self, condition: Value, other: impl FnOnce(&mut Self) -> Value) -> Value {
        let (test, join) = (self.next_block(), self.next_block());
        let result = self.b.append_block_param(join, types::I8);
        self.b.ins().brif(condition, join, &[condition.into()], test, &[]);
        self.b.switch_to_block(test);
        let answer = other(self);
        self.b.ins().jump(join, &[answer.into()]);
        self.b.switch_to_block(join);
        result
    }

    fn box_int(&mut self, value: Value) -> Value {
        let shifted = self.b.ins().ishl_imm_u(value, i64::from(tag::INT_SHIFT));
        let back = self.b.ins().sshr_imm_u(shifted, i64::from(tag::INT_SHIFT));
        let fits = self.b.ins().icmp(IntCC::Equal, back, value);
        self.inline_or_call(fits, shifted, Helper::box_int, value)
    }

    fn box_float(&mut self, value: Value) -> Value {
        let bits = self.b.ins().bitcast(types::I64, MemFlagsData::new(), value);
        let bias = self.word(tag::FLOAT_BIAS);
        let biased = self.b.ins().iadd(bits, bias);
        let tagged = self.b.ins().rotl_imm_u(biased, i64::from(tag::FLOAT_ROTATE));
        let inline = self.is_inline_float(tagged);
        self.inline_or_call(inline, tagged, Helper::box_float, value)
    }

    fn inline_or_call(&mut self, inline: Value, tagged: Value, helper: Helper, raw: Value) -> Value {
        let (slow, join) = (self.cold_block(), self.next_block());
        let result = self.b.append_block_param(join, types::I64);
        self.b.ins().brif(inline, join, &[tagged.into()], slow, &[]);
        self.b.switch_to_block(slow);
        let made = self.lower_call(helper, &[raw]).unwrap_or(tagged);
        self.b.ins().jump(join, &[made.into()]);
        self.b.switch_to_block(join);
        result
    }

    fn unbox_float(&mut self, value: Value) -> Value {
        let (heap, inline, join) = (self.cold_block(), self.next_block(), self.next_block());
        let result = self.b.append_block_param(join, types::F64);
        let on_heap = self.is_heap(value);
        self.b.ins().brif(on_heap, heap, &[], inline, &[]);

        self.b.switch_to_block(inline);
        let biased = self.b.ins().rotr_imm_u(value, i64::from(tag::FLOAT_ROTATE));
        let bias = self.word(tag::FLOAT_BIAS);
        let bits = self.b.ins().isub(biased, bias);
        let number = self.b.ins().bitcast(types::F64, MemFlagsData::new(), bits);
        self.b.ins().jump(join, &[number.into()]);

        self.b.switch_to_block(heap);
        let flags = self.flags(Alias::Const);
        let number = self.b.ins().load(types::F64, flags, value, field(float::VALUE));
        self.b.ins().jump(join, &[number.into()]);
        self.b.switch_to_block(join);
        result
    }
}
