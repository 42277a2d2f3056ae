//! From source text to execution: compiling for the `Vm`, and running code in a namespace.

use crate::code::Code;
use crate::error::PyResult;
#[cfg(feature = "compiler")]
use crate::exceptions::ExceptionKind;
use crate::interp::run_in_namespace;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// What a source text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceMode {
    /// A file: statements.
    Module,
    /// One expression.
    Eval,
    /// Statements typed at a prompt: values of expression statements are printed.
    Single,
}

impl Vm {
    /// Runs the code of a module, class body or expression in a namespace; the value it returns.
    pub fn run_code(&mut self, code: Ref<Code>, globals: Value, locals: Value) -> PyResult {
        self.run_code_with(code, globals, locals, None)
    }

    /// The same with the cells of the free variables, of which there are as many as the code has.
    pub(crate) fn run_code_with(
        &mut self,
        code: Ref<Code>,
        globals: Value,
        locals: Value,
        closure: Option<Value>,
    ) -> PyResult {
        let key = self.names.__builtins__.clone();
        if let Some(dict) = globals.as_dict()
            && dict.get_name(&key).is_none()
        {
            dict.set_name(&key, self.current_builtins());
        }
        let function = self.new_function(code, globals);
        function.set_closure(closure);
        run_in_namespace(self, &function.into_value(), locals)
    }

    /// The `co_flags` of features that the code which runs has from `__future__`.
    pub(crate) fn current_future_flags(&mut self) -> u32 {
        const FEATURES: u32 = 0x40_0000 | 0x100_0000;
        self.current_code().map_or(0, |code| code.flags.0 & FEATURES)
    }

    /// Compiles a source text that will run; `optimize` leaves assertions out. Raises SyntaxError and its
    /// like, also for what cannot run.
    pub fn compile_source(
        &mut self,
        text: &str,
        filename: &str,
        mode: SourceMode,
        optimize: bool,
    ) -> PyResult<Ref<Code>> {
        self.compile_flagged(text, filename, mode, u8::from(optimize), 0)
    }

    /// The same with features of `__future__` turned on, by level: 1 leaves assertions out, 2 docstrings too.
    #[cfg(feature = "compiler")]
    pub(crate) fn compile_flagged(
        &mut self,
        text: &str,
        filename: &str,
        mode: SourceMode,
        optimize: u8,
        features: u32,
    ) -> PyResult<Ref<Code>> {
        let mut options = genjit_compiler::Options::default();
        options.optimize = optimize > 0;
        options.strip_docstrings = optimize > 1;
        options.features = features;
        self.compile_with(text, filename, mode, options)
    }

    /// Compiles a source text to be looked at.
    #[cfg(feature = "compiler")]
    pub(crate) fn compile_to_show(&mut self, text: &str, filename: &str) -> PyResult<Ref<Code>> {
        self.compile_with(text, filename, SourceMode::Module, genjit_compiler::Options::default())
    }

    #[cfg(feature = "compiler")]
    fn compile_with(
        &mut self,
        text: &str,
        filename: &str,
        mode: SourceMode,
        options: genjit_compiler::Options,
    ) -> PyResult<Ref<Code>> {
        let mode = match mode {
            SourceMode::Module => genjit_compiler::Mode::Module,
            SourceMode::Eval => genjit_compiler::Mode::Eval,
            SourceMode::Single => genjit_compiler::Mode::Single,
        };
        let mut warnings = Vec::new();
        let compiled = genjit_compiler::compile_with_warnings(text, filename, mode, options, &mut warnings);
        for warning in warnings {
            self.warn_at(filename, warning.line, ExceptionKind::SyntaxWarning, &warning.message)?;
        }
        match compiled {
            Ok(code) => {
                if self.dumps_bytecode {
                    self.write_error(&genjit_bytecode::dis(&code, &Default::default()));
                }
                Ok(self.new_code(&code))
            }
            Err(error) => Err(self.raise_compile_error(&error)),
        }
    }

    /// Refuses: this build has no compiler.
    #[cfg(not(feature = "compiler"))]
    pub(crate) fn compile_flagged(
        &mut self,
        _text: &str,
        _filename: &str,
        _mode: SourceMode,
        _optimize: u8,
        _features: u32,
    ) -> PyResult<Ref<Code>> {
        Err(self.raise_system_error("this build has no compiler"))
    }

    /// Refuses: this build has no compiler.
    #[cfg(not(feature = "compiler"))]
    pub(crate) fn compile_to_show(&mut self, text: &str, filename: &str) -> PyResult<Ref<Code>> {
        self.compile_source(text, filename, SourceMode::Module, false)
    }
}

#[cfg(feature = "compiler")]
mod errors {
    use genjit_compiler::{CompileError, ErrorClass};

    use crate::error::Raised;
    use crate::exceptions::ExceptionKind;
    use crate::value::Value;
    use crate::vm::Vm;

    impl Vm {
        /// Raises the exception that an error of the compiler stands for.
        #[cold]
        pub fn raise_compile_error(&mut self, error: &CompileError) -> Raised {
            let kind = match error.class {
                ErrorClass::Syntax => ExceptionKind::SyntaxError,
                ErrorClass::Indentation => ExceptionKind::IndentationError,
                ErrorClass::Tab => ExceptionKind::TabError,
                ErrorClass::Recursion => return self.raise_recursion_error(&error.message),
                ErrorClass::Overflow => return self.raise_overflow_error(&error.message),
                ErrorClass::System => return self.raise_system_error(&error.message),
            };
            let class = self.class_of_type(kind.type_id()).into_value();
            let arguments = self.syntax_error_arguments(error);
            match self.call(&class, &arguments) {
                Ok(exception) => self.raise_value(exception),
                Err(raised) => raised,
            }
        }

        /// `(message, (filename, lineno, offset, text, end_lineno, end_offset))`
        fn syntax_error_arguments(&mut self, error: &CompileError) -> Vec<Value> {
            let place = &error.place;
            let message = self.new_str(&error.message);
            let filename = self.new_str(&error.filename);
            if place.lineno == 0 && place.text.is_none() {
                let rest = vec![Value::NONE; 3];
                let details = self.new_tuple([vec![filename], rest].concat());
                return vec![message, details];
            }
            let text = match &place.text {
                Some(text) => self.new_str(text),
                None => Value::NONE,
            };
            let number = |value: u32| Value::from_small(value.into());
            let details = vec![
                filename,
                number(place.lineno),
                number(place.offset),
                text,
                number(place.end_lineno),
                Value::from_small(place.end_offset.into()),
            ];
            vec![message, self.new_tuple(details)]
        }
    }
}
