//! A generator made without any Python source, resumed from Rust: in the interpreter, and in machine code.
//!
//!     cargo run --example embed
//!
//! The code is what this Python function compiles to:
//!
//! ```python
//! def average():
//!     total = 0.0
//!     count = 0
//!     mean = None
//!     while True:
//!         try:
//!             x = yield mean
//!         except ValueError:
//!             return count
//!         total += x
//!         count += 1
//!         mean = total / count
//! ```

use genjit::bytecode::{CodeBuilder, CodeFlags, CodeObject, Constant, HandlerDepth, Opcode, verify};
use genjit::{Error, Options, Resume, Vm};

/// `BINARY_OP`'s numbers of the operators.
const ADD: u32 = 0;
const TRUE_DIVIDE: u32 = 11;
const INPLACE_ADD: u32 = 13;

/// `RESUME`'s number behind a yield that has a handler around it.
const AFTER_YIELD: u32 = 1;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let code = average()?;
    let verified = verify(&code)?;
    assert!(verified.depth_at(0).is_some());
    // The program waits for its machine code: it would be over before.
    for flag in ["--jit=off", "--jit-threshold=100", "--jit=eager"] {
        let mut vm = Vm::new(Options::parse_flags(&[flag, "--jit-wait"])?);
        vm.load(code.clone())?;
        averages(&mut vm)?;
        closed(&mut vm)?;
        let natively = vm.counters().find(|(name, _)| name == "native_resumes").map(|(_, count)| count);
        assert_eq!(natively > Some(0), flag != "--jit=off", "{flag}: {natively:?} resumes by machine code");
        show(&format!("{flag}: the same answers"));
    }
    Ok(())
}

/// The code object, built by hand.
fn average() -> Result<CodeObject, genjit::bytecode::BuildError> {
    use Opcode::*;
    let mut code = CodeBuilder::new("average");
    code.source("average.bytecode", 1);
    code.flags(CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS | CodeFlags::GENERATOR);
    let [total, count, mean, x] = ["total", "count", "mean", "x"].map(|name| code.local(name));
    let zero = code.constant(Constant::Float(0.0));
    let none = code.constant(Constant::None);
    let value_error = code.name("ValueError");

    code.emit(RETURN_GENERATOR).emit(POP_TOP).emit_arg(RESUME, 0);
    code.emit_arg(LOAD_CONST, zero).emit_arg(STORE_FAST, total);
    code.emit_arg(LOAD_SMALL_INT, 0).emit_arg(STORE_FAST, count);
    code.emit_arg(LOAD_CONST, none).emit_arg(STORE_FAST, mean);

    let head = code.here();
    let protected = code.here();
    code.emit_arg(LOAD_FAST, mean).emit_arg(YIELD_VALUE, 0).emit_arg(RESUME, AFTER_YIELD);
    code.emit_arg(STORE_FAST, x);
    let unprotected = code.here();
    code.emit_arg(LOAD_FAST, total).emit_arg(LOAD_FAST, x).emit_arg(BINARY_OP, INPLACE_ADD);
    code.emit_arg(STORE_FAST, total);
    code.emit_arg(LOAD_FAST, count).emit_arg(LOAD_SMALL_INT, 1).emit_arg(BINARY_OP, ADD);
    code.emit_arg(STORE_FAST, count);
    code.emit_arg(LOAD_FAST, total).emit_arg(LOAD_FAST, count).emit_arg(BINARY_OP, TRUE_DIVIDE);
    code.emit_arg(STORE_FAST, mean);
    code.jump(JUMP_BACKWARD, head);

    let handler = code.here();
    let reraise = code.label();
    code.emit(PUSH_EXC_INFO).emit_arg(LOAD_GLOBAL, value_error << 1).emit(CHECK_EXC_MATCH);
    code.jump(POP_JUMP_IF_FALSE, reraise);
    code.emit(NOT_TAKEN).emit(POP_TOP).emit(POP_EXCEPT).emit_arg(LOAD_FAST, count).emit(RETURN_VALUE);
    code.bind(reraise);
    code.emit_arg(RERAISE, 0);
    code.protect((protected, unprotected), handler, HandlerDepth::Fixed(0), false);
    code.finish()
}

/// Sends numbers in until an exception ends it.
fn averages(vm: &mut Vm) -> Result<(), Error> {
    const COUNT: i64 = 5000;
    let mut generator = vm.call_generator("average", &[])?;
    let Resume::Yield(first) = vm.resume(&mut generator)? else { panic!("it begins with a yield") };
    assert!(vm.is_none(&first));
    for number in 1..=COUNT {
        let Resume::Yield(mean) = vm.send(&mut generator, number.into())? else { panic!("it goes on") };
        assert_eq!(vm.to_f64(&mean), Some((number + 1) as f64 / 2.0));
    }
    let Resume::Return(count) = vm.throw(&mut generator, "ValueError", "enough")? else {
        panic!("it returns")
    };
    assert_eq!(vm.to_i64(&count), Some(COUNT));
    let Resume::Return(nothing) = vm.resume(&mut generator)? else { panic!("it is finished") };
    assert!(vm.is_none(&nothing));
    Ok(())
}

/// Closes one, and has another raise.
fn closed(vm: &mut Vm) -> Result<(), Error> {
    let mut generator = vm.call_generator("average", &[])?;
    drop(vm.resume(&mut generator)?);
    let Resume::Return(value) = vm.close(&mut generator)? else { panic!("closing it is quiet") };
    assert!(vm.is_none(&value));

    let mut generator = vm.call_generator("average", &[])?;
    drop(vm.resume(&mut generator)?);
    let Resume::Raise(exception) = vm.send(&mut generator, "text".into())? else { panic!("no number") };
    assert_eq!(exception.class(), "TypeError");
    assert_eq!(exception.message(), "unsupported operand type(s) for +=: 'float' and 'str'");
    Ok(())
}

fn show(text: &str) {
    use std::io::Write;
    // Nobody may be reading.
    drop(writeln!(std::io::stdout(), "{text}"));
}
