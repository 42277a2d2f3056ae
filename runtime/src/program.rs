//! The life of a program in a machine: `__main__`, its run, its end.
//!
//! ```text
//! with_options ──> run_main ──> report_uncaught ──> end_program ──> flushed, exit code
//! ```
//! At the end the modules of the program go, cycles are collected, and everything that has a finaliser
//! runs it while `sys` and `builtins` still work; then the streams are flushed.

use std::sync::Arc;

use genjit_bytecode::CodeObject;

use crate::class::cache::MethodCache;
use crate::dict::Dict;
use crate::error::PyResult;
#[cfg(feature = "compiler")]
use crate::evaluate::SourceMode;
use crate::modules::{Module, module_dict};
use crate::object::Ref;
use crate::options::Options;
use crate::value::Value;
use crate::vm::Vm;

/// Exit code of a program whose last output could not be written.
const OUTPUT_LOST: i32 = 120;

impl Vm {
    /// A machine with these options, its built-in modules, and the process's standard streams.
    pub fn with_options(options: &Options) -> Box<Vm> {
        let mut vm = Vm::new();
        vm.verify = options.verify;
        vm.stdlib.clone_from(&options.stdlib);
        vm.set_path(&[]);
        #[cfg(feature = "compiler")]
        {
            vm.dumps_bytecode = options.jit_dump.bytecode;
        }
        vm.heap.set_gc_every(options.gc_every);
        #[cfg(feature = "jit")]
        {
            vm.jit = crate::jit_glue::JitGlue::new(&mut vm, options);
            if vm.jit.is_some() {
                vm.build_hidden();
            }
        }
        vm
    }

    /// The namespace of `__main__`, which is made if there is none.
    pub fn main_namespace(&mut self) -> Ref<Dict> {
        let key = self.intern("__main__");
        if let Some(main) = self.dict_get(&self.modules, &key)
            && main.is_a::<Module>()
        {
            return module_dict(&main);
        }
        let main = self.new_module("__main__", "");
        self.add_module("__main__", &main);
        let dict = module_dict(&main);
        let builtins = self.names.__builtins__.clone();
        let module = self.intern("builtins");
        if let Some(module) = self.dict_get(&self.modules, &module) {
            dict.set_name(&builtins, module);
        }
        dict
    }

    /// What `__main__` has under this name.
    pub fn main_name(&mut self, name: &str) -> Option<Value> {
        self.main_namespace().get_text(name)
    }

    /// What `builtins` has under this name.
    pub fn built_in(&self, name: &str) -> Option<Value> {
        self.builtins.as_dict()?.get_text(name)
    }

    /// Defines a function of this code in `__main__`. The code must have been verified.
    pub fn define_function(&mut self, code: &Arc<CodeObject>) {
        let main = self.main_namespace();
        let executable = self.new_code(code);
        let function = self.new_function(executable, main.clone().into_value()).into_value();
        let name = self.intern(&code.name);
        main.set_name(&name, function);
    }

    /// Compiles and runs source text in `__main__`.
    #[cfg(feature = "compiler")]
    pub fn run_source(&mut self, source: &str, path: &str) -> PyResult<()> {
        // Standard input is in no file and shows no lines in tracebacks, as in CPython.
        if path != "<stdin>" {
            self.keep_source(path, source);
        }
        let main = self.main_namespace().into_value();
        let code = self.compile_source(source, path, SourceMode::Module, false)?;
        self.run_code(code, main.clone(), main).map(drop)
    }

    /// The value of an expression in `__main__`.
    #[cfg(feature = "compiler")]
    pub fn evaluate(&mut self, expression: &str) -> PyResult {
        let main = self.main_namespace().into_value();
        let code = self.compile_source(expression, "<expression>", SourceMode::Eval, false)?;
        self.run_code(code, main.clone(), main)
    }

    /// Compiles source text to be looked at: also what could not run.
    #[cfg(feature = "compiler")]
    pub fn compile_main(&mut self, source: &str, path: &str) -> PyResult<Arc<CodeObject>> {
        let code = self.compile_to_show(source, path)?;
        Ok(Arc::clone(code.source()))
    }

    /// Runs source text as the program: reports what it does not catch, ends it, flushes its output.
    /// The exit code.
    #[cfg(feature = "compiler")]
    pub fn run_main(&mut self, source: &str, path: &str) -> i32 {
        self.name_file(path);
        let result = self.run_source(source, path);
        self.finish_main(result)
    }

    /// The same for code that was compiled before, or verified.
    pub fn run_main_code(&mut self, code: &Arc<CodeObject>) -> i32 {
        self.name_file(&code.filename);
        let main = self.main_namespace().into_value();
        let executable = self.new_code(code);
        let result = self.run_code(executable, main.clone(), main).map(drop);
        self.finish_main(result)
    }

    /// Sets `__file__`, but for programs that are in no file.
    pub(crate) fn name_file(&mut self, path: &str) {
        if !path.starts_with('<') {
            let main = self.main_namespace();
            let file = self.new_str(path);
            self.set_global(&main, "__file__", file);
        }
    }

    fn finish_main(&mut self, result: PyResult<()>) -> i32 {
        let code = self.exit_code_of(result);
        self.end_session(code)
    }

    /// The exit code of a program that came to this; what it did not catch is reported.
    pub(crate) fn exit_code_of(&mut self, result: PyResult<()>) -> i32 {
        match result {
            Ok(()) => 0,
            Err(raised) => {
                let exception = self.take_raised(raised);
                self.report_uncaught(&exception)
            }
        }
    }

    /// Ends a program or a session at a prompt: finalisers run, output is flushed. The exit code.
    pub fn end_session(&mut self, code: i32) -> i32 {
        self.end_program();
        match self.flush_output() {
            true => code,
            false => OUTPUT_LOST,
        }
    }

    /// Finds a module by name, without running it, and the packages it is in are imported: its text, and
    /// what its file is called. `Err` says why not, as CPython's `-m` does.
    #[cfg(feature = "compiler")]
    pub fn find_main_module(&mut self, name: &str) -> Result<MainModule, String> {
        let found = self.locate_module(name);
        let found = found.map_err(|raised| {
            let exception = self.take_raised(raised);
            let (class, text) = (self.type_name(&exception), self.str_string(&exception));
            let text = text.unwrap_or_else(|raised| {
                drop(self.take_raised(raised));
                String::new()
            });
            format!("Error while finding module specification for '{name}' ({class}: {text})")
        })?;
        match found {
            None => Err(format!("No module named {name}")),
            Some((text, file, true)) => {
                let main = format!("{name}.__main__");
                drop((text, file));
                match self.locate_module(&main) {
                    Ok(Some((text, file, _))) => Ok(MainModule { text, file, package: name.to_owned() }),
                    Ok(None) => Err(format!(
                        "No module named {main}; '{name}' is a package and cannot be directly executed"
                    )),
                    Err(raised) => {
                        let exception = self.take_raised(raised);
                        Err(self.format_exception_only(&exception).trim_end().to_owned())
                    }
                }
            }
            Some((text, file, false)) => {
                let package = name.rsplit_once('.').map_or("", |(package, _)| package).to_owned();
                Ok(MainModule { text, file, package })
            }
        }
    }

    /// Sets what only modules have that run as the program: `__package__`.
    #[cfg(feature = "compiler")]
    pub fn set_main_package(&mut self, package: &str) {
        let main = self.main_namespace();
        let package = self.new_str(package);
        self.set_global(&main, "__package__", package);
    }

    /// Writes out what the program left in the buffer of standard output; a failure is reported.
    fn flush_output(&mut self) -> bool {
        let Err(error) = self.streams.out.flush() else { return true };
        let raised = self.raise_os_error(&error, None);
        let exception = self.take_raised(raised);
        self.print_unraisable(&exception, Some("Exception ignored while flushing sys.stdout"), None);
        false
    }

    /// Calls what the program registered with `atexit`.
    fn run_exit_functions(&mut self) {
        let [module, function] = ["atexit", "_run_exitfuncs"].map(|name| self.intern(name));
        let Some(module) = self.dict_get(&self.modules, &module) else { return };
        let result = match self.find_attr(&module, &function) {
            Ok(Some(function)) => self.call(&function, &[]).map(drop),
            other => other.map(drop),
        };
        if let Err(raised) = result {
            let exception = self.take_raised(raised);
            self.print_unraisable(&exception, Some("Exception ignored in atexit callbacks"), None);
        }
    }

    /// Ends the program: drops its modules and its context, collects, and runs the finalisers that are due.
    /// Names of attributes that only a cache holds go too: what is alive afterwards depends on no addresses.
    pub fn end_program(&mut self) {
        self.run_exit_functions();
        #[cfg(feature = "jit")]
        crate::jit_glue::note_end(self);
        if let Some(modules) = self.modules.as_dict().cloned() {
            let kept = [self.intern("sys"), self.intern("builtins")];
            for name in modules.keys() {
                if !kept.iter().any(|kept| kept.is(&name)) {
                    drop(modules.remove_name(&name));
                }
            }
        }
        drop(self.context.take());
        self.run_pending();
        self.collect_garbage();
        self.run_pending();
        self.types.cache = MethodCache::new();
        // Nothing is left to tell about a failure here.
        drop(self.streams.err.flush());
    }

    /// Every counter, those of the JIT included, in a fixed order.
    pub fn counter_rows(&self) -> Vec<(String, u64)> {
        #[cfg_attr(not(feature = "jit"), expect(unused_mut, reason = "only machine code passes guards"))]
        let mut counters = self.counters.clone();
        #[cfg(feature = "jit")]
        if let Some(glue) = &self.jit {
            counters.guards_passed += glue.guards_since(self);
        }
        let own = counters.rows().into_iter().map(|(name, value)| (name.to_owned(), value));
        #[cfg(feature = "jit")]
        let jit = self.jit.as_ref().map(|glue| glue.counters()).unwrap_or_default();
        #[cfg(not(feature = "jit"))]
        let jit = Vec::new();
        own.chain(jit).collect()
    }

    /// Writes log lines and dumps of the JIT here, each as it comes.
    #[cfg_attr(not(feature = "jit"), expect(unused_variables, reason = "only the JIT writes a log"))]
    pub fn set_log(&mut self, sink: Box<dyn std::io::Write + Send>) {
        #[cfg(feature = "jit")]
        if let Some(glue) = &mut self.jit {
            glue.set_log(sink);
        }
    }

    /// Log lines and dumps of the JIT that were not fetched yet.
    pub fn take_log(&mut self) -> Vec<String> {
        #[cfg(feature = "jit")]
        let lines = self.jit.as_mut().map(|glue| glue.drain_log());
        #[cfg(not(feature = "jit"))]
        let lines = None;
        lines.unwrap_or_default()
    }

    /// Why there is no machine code although it was asked for.
    pub fn jit_unsupported(&self) -> Option<String> {
        #[cfg(feature = "jit")]
        let reason = self.jit.as_ref().and_then(|glue| glue.unsupported());
        #[cfg(not(feature = "jit"))]
        let reason = Some("this build has no JIT".to_owned());
        reason
    }
}

/// A module that is to run as the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MainModule {
    /// Its source.
    pub text: String,
    /// Its file.
    pub file: String,
    /// `__package__`
    pub package: String,
}

/// A piece of machine code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineCode {
    /// The function and the byte offset it was made for: `total@34`.
    pub name: String,
    /// Where it is.
    pub address: u64,
    /// How long it is.
    pub bytes: u64,
}

/// Where a generator that is suspended at a resume point goes on, and what happened there so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResumePlace {
    /// What resumes it.
    pub tier: ResumeTier,
    /// Times that machine code made for this point resumed a generator.
    pub entries: u64,
    /// Times that one tier resumed what the other had suspended.
    pub switches: u64,
}

impl ResumePlace {
    /// Nothing but the interpreter was ever there.
    pub const INTERPRETED: ResumePlace =
        ResumePlace { tier: ResumeTier::Interpreter, entries: 0, switches: 0 };
}

/// What resumes a generator that is suspended at a resume point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResumeTier {
    /// The interpreter.
    Interpreter,
    /// Machine code made for this point.
    Native {
        /// The region's number, as in the log.
        region: u32,
        /// Bytes of its code.
        bytes: u64,
    },
    /// Machine code that serves several points: a fused loop that has adopted generators of this function.
    Shared {
        /// The region's number, as in the log.
        region: u32,
    },
}

impl Vm {
    /// Machine code that is entered now.
    pub fn machine_code(&self) -> Vec<MachineCode> {
        #[cfg(feature = "jit")]
        let code = self.jit.as_ref().map(|glue| glue.machine_code());
        #[cfg(not(feature = "jit"))]
        let code = None;
        code.unwrap_or_default()
    }

    /// Where each resume point of a code object goes on, in the order of its resume table.
    pub fn resume_places(&self, code: &Arc<CodeObject>) -> Vec<ResumePlace> {
        #[cfg(feature = "jit")]
        if let Some(glue) = &self.jit {
            return glue.resume_places(code);
        }
        vec![ResumePlace::INTERPRETED; genjit_bytecode::ResumeTable::of(code).points().len()]
    }
}
