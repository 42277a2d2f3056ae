//! Operators on values of any kind: the slow paths of arithmetic and comparison.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::stack::Regs;
use crate::error::PyResult;
use crate::list::List;
use crate::slots::UnaryOp;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Replaces the operands of a comparison, which CPython drops from the top down.
#[inline(always)]
fn replace_compared(r: &mut Regs, result: Value) {
    let second = r.pop_value();
    let first = r.pop_value();
    r.push_value(result);
    drop(second);
    drop(first);
}

/// Replaces the operand on top by a result; it is dropped behind that.
#[inline(always)]
fn replace_operand(r: &mut Regs, result: Value) {
    let operand = r.pop_value();
    r.push_value(result);
    drop(operand);
}

/// `BINARY_OP`.
pub(super) fn binary(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let Some(operator) = BinaryOp::from_number(oparg as u32) else {
        return Err(vm.raise_system_error("unknown binary operator"));
    };
    // The operands stay on the stack while Python code may run.
    let result = match operator {
        BinaryOp::Subscr => vm.get_item(r.peek_value(2), r.peek_value(1))?,
        operator => vm.binary_op(operator, r.peek_value(2), r.peek_value(1))?,
    };
    let right = r.pop_value();
    // The left operand is dropped first.
    replace_operand(r, result);
    drop(right);
    Ok(())
}

/// `COMPARE_OP`.
pub(super) fn compare(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let Some(operator) = CompareOp::from_oparg(oparg as u32) else {
        return Err(vm.raise_system_error("unknown comparison"));
    };
    let mut result = vm.compare(operator, r.peek_value(2), r.peek_value(1))?;
    if oparg as u32 & CompareOp::BOOL != 0 && !result.raw().is_bool() {
        result = Value::from_bool(vm.truth(&result)?);
    }
    replace_compared(r, result);
    Ok(())
}

/// `CONTAINS_OP`.
pub(super) fn contains(vm: &mut Vm, r: &mut Regs, invert: usize) -> PyResult<()> {
    let found = vm.contains(r.peek_value(1), r.peek_value(2))?;
    replace_compared(r, Value::from_bool(found != (invert == 1)));
    Ok(())
}

/// `TO_BOOL`.
pub(super) fn to_bool(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let operand = r.peek_value(1);
    let truth = match operand.downcast::<List>() {
        Some(list) => !list.is_empty(),
        None => vm.truth(operand)?,
    };
    replace_operand(r, Value::from_bool(truth));
    Ok(())
}

/// `UNARY_NOT`.
pub(super) fn not(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let truth = vm.truth(r.peek_value(1))?;
    replace_operand(r, Value::from_bool(!truth));
    Ok(())
}

fn unary(vm: &mut Vm, r: &mut Regs, operator: UnaryOp) -> PyResult<()> {
    let result = vm.unary_op(operator, r.peek_value(1))?;
    replace_operand(r, result);
    Ok(())
}

/// `UNARY_NEGATIVE`.
pub(super) fn negative(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let word = r.peek(1);
    if word.is_small()
        && let Some(negated) = word.small().checked_neg().and_then(Raw::try_small)
    {
        r.poke(1, negated);
        return Ok(());
    }
    unary(vm, r, UnaryOp::Negative)
}

/// `UNARY_INVERT`.
pub(super) fn invert(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    unary(vm, r, UnaryOp::Invert)
}

/// `CALL_INTRINSIC_1 UNARY_POSITIVE`.
pub(super) fn positive(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    unary(vm, r, UnaryOp::Positive)
}
