//! The bytecode of the hidden functions.
//!
//! Each takes the generator as its only parameter, local 0. As Python text:
//! ```python
//! def sum(iterable):
//!     total = 0
//!     for item in iterable:
//!         total = total + item
//!         if not is_int(total):
//!             break                      # to the loop of floats, or to the native one
//!     else:
//!         return total
//!     if not is_float(total):
//!         return sum_rest(iterable, total)
//!     low = 0.0
//!     for item in iterable:              # Neumaier's method, as the native function has it
//!         if not is_float(item):
//!             return sum_rest_of_floats(iterable, total, low, item)
//!         ...
//!     return float_total(total, low)
//! ```

use genjit_bytecode::{
    BinaryOp, BuildError, CodeBuilder, CodeFlags, CodeObject, CompareOp, Constant, Label, Opcode,
};

use super::Consumer;
use super::helpers::{
    FLOAT_TOTAL, IS_FLOAT, IS_INT, NO_MAX, NO_MIN, SORT_LIST, SUM_REST, SUM_REST_OF_FLOATS,
};

/// The code of a consumer's function.
pub(super) fn build(consumer: Consumer) -> Result<CodeObject, BuildError> {
    let mut body = Body::new(consumer.name());
    match consumer {
        Consumer::Sum => body.sum(),
        Consumer::Any => body.find_truth(true),
        Consumer::All => body.find_truth(false),
        Consumer::Min => body.extreme(CompareOp::Lt, NO_MIN),
        Consumer::Max => body.extreme(CompareOp::Gt, NO_MAX),
        Consumer::List => body.collect(false),
        Consumer::Tuple => body.collect(true),
        Consumer::Sorted => body.sorted(),
    }
    body.code.finish()
}

const ITERABLE: u32 = 0;

struct Body {
    code: CodeBuilder,
}

/// A `for` loop being built.
struct Loop {
    head: Label,
    end: Label,
}

impl Body {
    fn new(name: &str) -> Body {
        let mut code = CodeBuilder::new(name);
        code.source("<built-in>", 1).parameters(1, 1, 0).flags(CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS);
        code.local("iterable");
        code.emit_arg(Opcode::RESUME, 0);
        Body { code }
    }

    fn load(&mut self, local: u32) -> &mut Self {
        self.code.emit_arg(Opcode::LOAD_FAST, local);
        self
    }

    fn store(&mut self, local: u32) -> &mut Self {
        self.code.emit_arg(Opcode::STORE_FAST, local);
        self
    }

    fn binary(&mut self, op: BinaryOp) -> &mut Self {
        self.code.emit_arg(Opcode::BINARY_OP, op.number());
        self
    }

    fn constant(&mut self, constant: Constant) -> &mut Self {
        let index = self.code.constant(constant);
        self.code.emit_arg(Opcode::LOAD_CONST, index);
        self
    }

    fn give_back(&mut self) {
        self.code.emit(Opcode::RETURN_VALUE);
    }

    /// Jumps if the truth of the top is what is wanted. `TO_BOOL` stands wherever the verifier does not
    /// know a bool: behind calls too.
    fn jump_if_true(&mut self, wanted: bool, label: Label) {
        self.code.emit(Opcode::TO_BOOL);
        self.jump_if(wanted, label);
    }

    /// Jumps if the bool on top is what is wanted.
    fn jump_if(&mut self, wanted: bool, label: Label) {
        let opcode = if wanted { Opcode::POP_JUMP_IF_TRUE } else { Opcode::POP_JUMP_IF_FALSE };
        self.code.jump(opcode, label).emit(Opcode::NOT_TAKEN);
    }

    /// Calls a native function with these locals.
    fn call(&mut self, name: &str, locals: &[u32]) -> &mut Self {
        let name = self.code.name(name);
        self.code.emit_arg(Opcode::LOAD_GLOBAL, name << 1 | 1);
        for &local in locals {
            self.load(local);
        }
        self.code.emit_arg(Opcode::CALL, locals.len() as u32);
        self
    }

    /// `for item in iterable:`; the operand stack holds the iterator in the body.
    fn begin_loop(&mut self, item: u32) -> Loop {
        self.load(ITERABLE);
        self.code.emit(Opcode::GET_ITER);
        let head = self.code.here();
        let end = self.code.label();
        self.code.jump(Opcode::FOR_ITER, end);
        self.store(item);
        Loop { head, end }
    }

    /// The jump back, and what follows the last item.
    fn end_loop(&mut self, made: Loop) {
        self.code.jump(Opcode::JUMP_BACKWARD, made.head);
        self.code.bind(made.end);
        self.code.emit(Opcode::END_FOR).emit(Opcode::POP_ITER);
    }

    /// Leaves the loop from inside: drops its iterator.
    fn leave_loop(&mut self) {
        self.code.emit(Opcode::POP_TOP);
    }

    fn sum(&mut self) {
        let (total, item) = (self.code.local("total"), self.code.local("item"));
        self.code.emit_arg(Opcode::LOAD_SMALL_INT, 0);
        self.store(total);
        let ints = self.begin_loop(item);
        let other = self.code.label();
        self.load(total).load(item).binary(BinaryOp::Add).store(total);
        self.call(IS_INT, &[item]).jump_if_true(false, other);
        self.call(IS_INT, &[total]).jump_if_true(false, other);
        self.end_loop(ints);
        self.load(total).give_back();

        self.code.bind(other);
        self.leave_loop();
        let floats = self.code.label();
        self.call(IS_FLOAT, &[total]).jump_if_true(true, floats);
        self.call(SUM_REST, &[ITERABLE, total]).give_back();
        self.code.bind(floats);
        self.sum_floats(total, item);
    }

    fn sum_floats(&mut self, total: u32, item: u32) {
        let (low, next) = (self.code.local("low"), self.code.local("next"));
        let (size, other_size) = (self.code.local("size"), self.code.local("other_size"));
        self.constant(Constant::Float(0.0)).store(low);
        let floats = self.begin_loop(item);
        let rest = self.code.label();
        self.call(IS_FLOAT, &[item]).jump_if_true(false, rest);
        self.load(total).load(item).binary(BinaryOp::Add).store(next);
        self.absolute(total, size);
        self.absolute(item, other_size);
        let (smaller, joined) = (self.code.label(), self.code.label());
        self.load(size).load(other_size);
        self.code.emit_arg(Opcode::COMPARE_OP, CompareOp::Ge.oparg(true));
        self.jump_if(false, smaller);
        self.correction(low, total, next, item);
        self.code.jump(Opcode::JUMP_FORWARD, joined);
        self.code.bind(smaller);
        self.correction(low, item, next, total);
        self.code.bind(joined);
        self.load(next).store(total);
        self.end_loop(floats);
        self.call(FLOAT_TOTAL, &[total, low]).give_back();

        self.code.bind(rest);
        self.leave_loop();
        self.call(SUM_REST_OF_FLOATS, &[ITERABLE, total, low, item]).give_back();
    }

    /// `low = low + ((large - next) + small)`
    fn correction(&mut self, low: u32, large: u32, next: u32, small: u32) {
        self.load(low).load(large).load(next).binary(BinaryOp::Subtract);
        self.load(small).binary(BinaryOp::Add).binary(BinaryOp::Add).store(low);
    }

    /// `into = of if of >= 0.0 else -of`
    fn absolute(&mut self, of: u32, into: u32) {
        let (negative, done) = (self.code.label(), self.code.label());
        self.load(of).constant(Constant::Float(0.0));
        self.code.emit_arg(Opcode::COMPARE_OP, CompareOp::Ge.oparg(true));
        self.jump_if(false, negative);
        self.load(of).store(into);
        self.code.jump(Opcode::JUMP_FORWARD, done);
        self.code.bind(negative);
        self.load(of);
        self.code.emit(Opcode::UNARY_NEGATIVE);
        self.store(into);
        self.code.bind(done);
    }

    fn find_truth(&mut self, wanted: bool) {
        let item = self.code.local("item");
        let made = self.begin_loop(item);
        let found = self.code.label();
        self.load(item).jump_if_true(wanted, found);
        self.end_loop(made);
        self.constant(Constant::Bool(!wanted)).give_back();
        self.code.bind(found);
        self.leave_loop();
        self.constant(Constant::Bool(wanted)).give_back();
    }

    fn extreme(&mut self, wins: CompareOp, nothing: &str) {
        let (item, best) = (self.code.local("item"), self.code.local("best"));
        // The first item is the best until another one wins.
        let first = self.begin_loop(best);
        let search = self.code.label();
        self.code.jump(Opcode::JUMP_FORWARD, search);
        self.code.bind(first.end);
        self.code.emit(Opcode::END_FOR).emit(Opcode::POP_ITER);
        self.call(nothing, &[]).give_back();

        self.code.bind(search);
        self.leave_loop();
        let rest = self.begin_loop(item);
        let better = self.code.label();
        self.load(item).load(best);
        self.code.emit_arg(Opcode::COMPARE_OP, wins.oparg(true));
        self.jump_if(true, better);
        self.code.jump(Opcode::JUMP_BACKWARD, rest.head);
        self.code.bind(better);
        self.load(item).store(best);
        self.end_loop(rest);
        self.load(best).give_back();
    }

    fn collect(&mut self, into_tuple: bool) {
        self.collect_items();
        if into_tuple {
            let number = genjit_bytecode::Intrinsic1::ListToTuple.number();
            self.code.emit_arg(Opcode::CALL_INTRINSIC_1, number);
        }
        self.give_back();
    }

    fn sorted(&mut self) {
        let items = self.code.local("items");
        self.collect_items();
        self.store(items);
        self.call(SORT_LIST, &[items]).give_back();
    }

    /// Leaves a list of all items.
    fn collect_items(&mut self) {
        let item = self.code.local("item");
        self.code.emit_arg(Opcode::BUILD_LIST, 0);
        let made = self.begin_loop(item);
        self.load(item);
        // Below the item lie the iterator and the list.
        self.code.emit_arg(Opcode::LIST_APPEND, 2);
        self.end_loop(made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_passes_the_verifier() {
        for &consumer in Consumer::ALL {
            let code = build(consumer).unwrap_or_else(|error| panic!("{}: {error}", consumer.name()));
            genjit_bytecode::verify(&code).unwrap_or_else(|error| panic!("{}: {error}", consumer.name()));
        }
    }
}
