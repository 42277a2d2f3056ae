//! Operators with one and two operands.

use genjit_bytecode::BinaryOp;

use crate::error::{PyResult, Raised};
use crate::slots::UnaryOp;
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

/// Names of an operator's special methods.
struct OpNames {
    plain: Value,
    reflected: Value,
    in_place: Value,
}

macro_rules! op_names {
    ($($op:ident: $plain:ident $reflected:ident $in_place:ident;)*) => {
        fn op_names(vm: &Vm, op: BinaryOp) -> OpNames {
            let names = &vm.names;
            match op {
                $(BinaryOp::$op => OpNames {
                    plain: names.$plain.clone(),
                    reflected: names.$reflected.clone(),
                    in_place: names.$in_place.clone(),
                },)*
                _ => unreachable!("in-place operators and subscriptions are dealt with before"),
            }
        }
    };
}
op_names! {
    Add: __add__ __radd__ __iadd__;
    And: __and__ __rand__ __iand__;
    FloorDivide: __floordiv__ __rfloordiv__ __ifloordiv__;
    Lshift: __lshift__ __rlshift__ __ilshift__;
    MatrixMultiply: __matmul__ __rmatmul__ __imatmul__;
    Multiply: __mul__ __rmul__ __imul__;
    Remainder: __mod__ __rmod__ __imod__;
    Or: __or__ __ror__ __ior__;
    Power: __pow__ __rpow__ __ipow__;
    Rshift: __rshift__ __rrshift__ __irshift__;
    Subtract: __sub__ __rsub__ __isub__;
    TrueDivide: __truediv__ __rtruediv__ __itruediv__;
    Xor: __xor__ __rxor__ __ixor__;
}

fn is_user(value: &Value) -> bool {
    value.type_id().0 >= FIRST_USER
}

fn is_sequence(value: &Value) -> bool {
    matches!(
        value.exact().type_id(),
        id::LIST | id::TUPLE | id::STR | id::BYTES | id::BYTEARRAY | id::DEQUE | id::ARRAY
    )
}

impl Vm {
    /// The singleton `NotImplemented`.
    #[inline(always)]
    pub fn not_implemented(&self) -> Value {
        self.singletons.not_implemented.clone()
    }

    /// Whether a value is `NotImplemented`.
    #[inline(always)]
    pub fn is_not_implemented(&self, value: &Value) -> bool {
        value.is(&self.singletons.not_implemented)
    }

    /// `a op b`, in-place operators and subscription included.
    pub fn binary_op(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        if op == BinaryOp::Subscr {
            return self.get_item(a, b);
        }
        if op.is_in_place() {
            return self.in_place_op(op, a, b);
        }
        let result = self.try_binary(op, a, b)?;
        if self.is_not_implemented(&result) {
            Err(self.unsupported_operands(op, op, a, b))
        } else {
            Ok(result)
        }
    }

    fn in_place_op(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        let plain = op.plain();
        if is_user(a) {
            let name = op_names(self, plain).in_place;
            if let Some(result) = self.call_special(a, &name, std::slice::from_ref(b))?
                && !self.is_not_implemented(&result)
            {
                return Ok(result);
            }
        } else if let Some(in_place) = self.slots_of(a).in_place
            && self.slots_of(a).in_place_ops.contains(&plain)
        {
            let result = in_place(self, plain, a, b)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        let result = self.try_binary(plain, a, b)?;
        if self.is_not_implemented(&result) {
            Err(self.unsupported_operands(plain, op, a, b))
        } else {
            Ok(result)
        }
    }

    /// `a op b`, or `NotImplemented`.
    pub(crate) fn try_binary(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        if is_user(a) || is_user(b) {
            return self.try_binary_user(op, a, b);
        }
        self.try_binary_native(op, a, b)
    }

    /// Operands of built-in types: the left one's function, then the right one's.
    #[inline]
    pub(crate) fn try_binary_native(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        if let Some(binary) = self.slots_of(a).binary {
            let result = binary(self, op, a, b)?;
            if !self.is_not_implemented(&result) || a.type_id() == b.type_id() {
                return Ok(result);
            }
        }
        match self.slots_of(b).binary {
            Some(binary) => binary(self, op, a, b),
            None => Ok(self.not_implemented()),
        }
    }

    /// At least one operand's class was made by a program.
    fn try_binary_user(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        let names = op_names(self, op);
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let differ = class_a != class_b;
        let right_first = differ
            && class_b.is_subclass_of(&class_a)
            && !same_method(self, &class_a, &class_b, &names.reflected);
        // Sequences concatenate and repeat only after both operands were asked as numbers.
        let concatenates = matches!(op, BinaryOp::Add | BinaryOp::Multiply) && is_sequence(a) && !is_user(a);
        if right_first || concatenates {
            let result = self.try_reflected(&names, a, b)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        // Their own method would raise where the operator asks on.
        let result = match self.slots_of(a).binary.filter(|_| concatenates) {
            Some(binary) => binary(self, op, a, b)?,
            None => self
                .call_special(a, &names.plain, std::slice::from_ref(b))?
                .unwrap_or_else(|| self.not_implemented()),
        };
        if !self.is_not_implemented(&result) || !differ || right_first || concatenates {
            return Ok(result);
        }
        match self.slots_of(b).binary.filter(|_| is_sequence(b) && !is_user(b)) {
            Some(binary) => binary(self, op, a, b),
            None => self.try_reflected(&names, a, b),
        }
    }

    fn try_reflected(&mut self, names: &OpNames, a: &Value, b: &Value) -> PyResult {
        let result = self.call_special(b, &names.reflected, std::slice::from_ref(a))?;
        Ok(result.unwrap_or_else(|| self.not_implemented()))
    }

    /// What a special method of a sequence gives: where the other operand does not fit, `+` and `*` raise
    /// at once instead of answering `NotImplemented`.
    pub(crate) fn check_sequence_operator(
        &mut self,
        op: BinaryOp,
        args: &crate::native::Arguments<'_>,
        result: Value,
    ) -> PyResult {
        if !self.is_not_implemented(&result) || !is_sequence(&args[0]) {
            return Ok(result);
        }
        match op {
            BinaryOp::Add => Err(self.unsupported_operands(op, op, &args[0], &args[1])),
            BinaryOp::Multiply => self.index(&args[1]),
            _ => Ok(result),
        }
    }

    #[cold]
    fn unsupported_operands(&mut self, op: BinaryOp, shown: BinaryOp, a: &Value, b: &Value) -> Raised {
        let (left, right) = (self.type_name(a), self.type_name(b));
        if op == BinaryOp::Multiply && (is_sequence(a) || is_sequence(b)) {
            let other = if is_sequence(a) { right } else { left };
            return self.raise_type_error(format!("can't multiply sequence by non-int of type '{other}'"));
        }
        if op == BinaryOp::Add && is_sequence(a) {
            let kind = self.class_of(a.exact()).name_text();
            match a.exact().type_id() {
                id::STR | id::LIST | id::TUPLE | id::DEQUE => {
                    return self.raise_type_error(format!(
                        "can only concatenate {kind} (not \"{right}\") to {kind}"
                    ));
                }
                id::BYTES | id::BYTEARRAY => {
                    return self.raise_type_error(format!("can't concat {right} to {left}"));
                }
                _ => {}
            }
        }
        let symbol = match shown {
            BinaryOp::Power => "** or pow()",
            shown => shown.symbol(),
        };
        self.raise_type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
    }

    /// `-x` and the other operators with one operand.
    pub fn unary_op(&mut self, op: UnaryOp, value: &Value) -> PyResult {
        if let Some(unary) = self.slots_of(value).unary {
            return unary(self, op, value);
        }
        let name = match op {
            UnaryOp::Negative => &self.names.__neg__,
            UnaryOp::Positive => &self.names.__pos__,
            UnaryOp::Invert => &self.names.__invert__,
            UnaryOp::Absolute => &self.names.__abs__,
        }
        .clone();
        match self.call_special(value, &name, &[])? {
            Some(result) => Ok(result),
            None => Err(self.raise_bad_unary(op, value)),
        }
    }

    /// Raises the TypeError of an operand that the operator does not take.
    #[cold]
    pub(crate) fn raise_bad_unary(&mut self, op: UnaryOp, value: &Value) -> Raised {
        let name = self.type_name(value);
        let text = match op {
            UnaryOp::Negative => "unary -",
            UnaryOp::Positive => "unary +",
            UnaryOp::Invert => "unary ~",
            UnaryOp::Absolute => "abs()",
        };
        self.raise_type_error(format!("bad operand type for {text}: '{name}'"))
    }
}

type ClassRef = crate::object::Ref<crate::class::Class>;

/// Whether both classes find the same method.
fn same_method(vm: &mut Vm, a: &ClassRef, b: &ClassRef, name: &Value) -> bool {
    match (vm.class_lookup(a, name), vm.class_lookup(b, name)) {
        (Some(a), Some(b)) => a.is(&b),
        (None, None) => true,
        _ => false,
    }
}
