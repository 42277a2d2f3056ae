//! Code that our compiler did not make.

use std::sync::Arc;

use genjit_bytecode::{CodeObject, verify};

use crate::{Error, Vm};

impl Vm {
    /// Defines a function of this code in `__main__`, under the code's name. The code is verified first,
    /// so whatever it is, it cannot harm the process.
    ///
    /// # Errors
    /// The verifier refused it.
    ///
    /// ```
    /// use genjit::bytecode::{CodeBuilder, Constant, Opcode};
    /// use genjit::{Options, Vm};
    ///
    /// let mut code = CodeBuilder::new("answer");
    /// let answer = code.constant(Constant::Int(42.into()));
    /// code.emit(Opcode::RESUME).emit_arg(Opcode::LOAD_CONST, answer).emit(Opcode::RETURN_VALUE);
    /// let mut vm = Vm::new(Options::default());
    /// vm.load(code.finish().unwrap())?;
    /// let value = vm.call("answer", &[])?;
    /// assert_eq!(vm.to_i64(&value), Some(42));
    /// # Ok::<(), genjit::Error>(())
    /// ```
    pub fn load(&mut self, code: CodeObject) -> Result<(), Error> {
        self.enter();
        verify(&code)?;
        self.machine.define_function(&Arc::new(code));
        Ok(())
    }
}
