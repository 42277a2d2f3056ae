//! Compiling, running and importing source.
//!
//! `import` looks in `sys.modules`, then among the modules written in Rust, then for `NAME.py` or
//! `NAME/__init__.py` in the folders of `sys.path`, for a submodule in those of its package's `__path__`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use genjit_bytecode::CodeObject;
use rustc_hash::FxHashMap;

use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::modules::module_dict;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

/// What a source text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Statements.
    Module,
    /// One expression, whose value the code returns.
    Expression,
    /// Statements typed at a prompt.
    Interactive,
}

/// Source texts by file name, for tracebacks.
#[derive(Default)]
pub(crate) struct Sources(FxHashMap<String, Arc<str>>);

impl Vm {
    /// The text that a file name stands for: what was compiled under that name, or the file.
    pub(crate) fn source_text(&mut self, filename: &str) -> Option<Arc<str>> {
        if let Some(text) = self.sources.0.get(filename) {
            return Some(text.clone());
        }
        if filename.starts_with('<') {
            return None;
        }
        let text: Arc<str> = std::fs::read_to_string(filename).ok()?.into();
        self.sources.0.insert(filename.to_owned(), text.clone());
        Some(text)
    }

    /// Keeps the text that is compiled under a file name, so that tracebacks show its lines.
    pub fn keep_source(&mut self, filename: &str, text: &str) {
        self.sources.0.insert(filename.to_owned(), text.into());
    }

    /// Compiles a text.
    ///
    /// # Errors
    /// `SyntaxError` or one of its subclasses is raised.
    #[cfg(feature = "compiler")]
    pub fn compile_code(&mut self, source: &str, filename: &str, kind: SourceKind) -> PyResult<Arc<CodeObject>> {
        use genjit_compiler::{Mode, compile};
        let mode = match kind {
            SourceKind::Module => Mode::Module,
            SourceKind::Expression => Mode::Eval,
            SourceKind::Interactive => Mode::Single,
        };
        compile(source, filename, mode, genjit_compiler::Options::default())
            .map_err(|error| self.raise_compile_error(&error))
    }

    /// Compiles a text: not in a runtime without compiler.
    ///
    /// # Errors
    /// Always `RuntimeError`.
    #[cfg(not(feature = "compiler"))]
    pub fn compile_code(&mut self, _source: &str, filename: &str, _kind: SourceKind) -> PyResult<Arc<CodeObject>> {
        Err(self.raise_runtime_error(format!("no compiler is built in: cannot compile {filename}")))
    }

    #[cfg(feature = "compiler")]
    #[cold]
    fn raise_compile_error(&mut self, error: &genjit_compiler::CompileError) -> Raised {
        use genjit_compiler::ErrorClass;
        let kind = match error.class {
            ErrorClass::Syntax => ExceptionKind::SyntaxError,
            ErrorClass::Indentation => ExceptionKind::IndentationError,
            ErrorClass::Tab => ExceptionKind::TabError,
            ErrorClass::Recursion => return self.raise_recursion_error(&error.message),
            ErrorClass::Overflow => return self.raise_overflow_error(&error.message),
            ErrorClass::System => return self.raise_system_error(&error.message),
        };
        let message = self.new_str(&error.message);
        let place = &error.place;
        if place.lineno == 0 {
            return self.raise_with(kind, vec![message]);
        }
        let number = |value: u32| Value::from_small(i64::from(value));
        let text = place.text.as_ref().map_or(Value::NONE, |text| self.new_str(text));
        let filename = self.new_str(&error.filename);
        let details = vec![
            filename,
            number(place.lineno),
            number(place.offset),
            text,
            number(place.end_lineno),
            number(place.end_offset),
        ];
        let details = self.new_tuple(details);
        let class = self.class_of_type(kind.type_id()).into_value();
        match self.call(&class, &[message, details]) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    /// Runs the code of a module in a namespace.
    pub fn run_code(&mut self, code: &Arc<CodeObject>, globals: &Value, locals: &Value) -> PyResult {
        self.ensure_builtins(globals);
        if self.options.jit_dump.bytecode {
            let text = genjit_bytecode::print_code(code);
            self.write_error(&text);
        }
        let code = self.new_code(code);
        let function = self.new_function(code, globals.clone()).into_value();
        crate::interp::run_in_namespace(self, &function, locals.clone())
    }

    /// Globals name the built-ins, as programs expect.
    fn ensure_builtins(&mut self, globals: &Value) {
        let key = self.names.__builtins__.clone();
        if let Some(dict) = globals.as_dict()
            && dict.get_name(&key).is_none()
        {
            let module = self.builtins_module.clone();
            dict.set_name(&key, module.unwrap_or(Value::NONE));
        }
    }

    /// The module `__main__`, made when first asked for.
    pub fn main_module(&mut self) -> Value {
        let key = self.names.__main__.clone();
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get(&modules, &key) {
            return module;
        }
        let module = self.new_module("__main__", "");
        self.dict_set(&modules, &key, &module);
        let namespace = module_dict(&module).into_value();
        self.ensure_builtins(&namespace);
        module
    }

    /// Raises ImportError of this kind for a module.
    fn raise_import_error(&mut self, kind: ExceptionKind, message: String, name: &str) -> Raised {
        let (text, name) = (self.new_str(&message), self.new_str(name));
        let exception = self.new_exception(kind, vec![text.clone()]);
        if let Some(object) = exception.downcast::<Exception>() {
            object.fields[field::NAME].set(name);
            object.fields[field::MESSAGE].set(text);
        }
        self.raise_value(exception)
    }

    /// The module with this full name, imported if need be, its packages before it.
    pub fn import_module(&mut self, name: &str) -> PyResult {
        let mut parent: Option<Value> = None;
        let mut full = String::new();
        let mut module = Value::NONE;
        for part in name.split('.') {
            let outer = full.clone();
            full = if full.is_empty() { part.to_owned() } else { format!("{full}.{part}") };
            module = self.import_one(&full, &outer, parent.as_ref())?;
            if let Some(parent) = &parent {
                let attribute = self.intern(part);
                self.set_attr(parent, &attribute, &module)?;
            }
            parent = Some(module.clone());
        }
        Ok(module)
    }

    fn import_one(&mut self, full: &str, outer: &str, parent: Option<&Value>) -> PyResult {
        let key = self.intern(full);
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get(&modules, &key) {
            if module.is_none() {
                let message = format!("import of {full} halted; None in sys.modules");
                return Err(self.raise_import_error(ExceptionKind::ModuleNotFoundError, message, full));
            }
            return Ok(module);
        }
        if parent.is_none()
            && let Some(module) = self.new_native_module(full)?
        {
            self.dict_set(&modules, &key, &module);
            return Ok(module);
        }
        let Some(folders) = self.search_path(parent)? else {
            let message = format!("No module named '{full}'; '{outer}' is not a package");
            return Err(self.raise_import_error(ExceptionKind::ModuleNotFoundError, message, full));
        };
        let last = full.rsplit('.').next().unwrap_or(full);
        match find_file(&folders, last) {
            Some((file, is_package)) => self.load_file(full, &file, is_package),
            None => {
                let message = format!("No module named '{full}'");
                Err(self.raise_import_error(ExceptionKind::ModuleNotFoundError, message, full))
            }
        }
    }

    /// The folders to look in; nothing if the parent is no package.
    fn search_path(&mut self, parent: Option<&Value>) -> PyResult<Option<Vec<String>>> {
        let list = match parent {
            None => self.sys_attribute("path"),
            Some(parent) => {
                let name = self.names.__path__.clone();
                match self.find_attr(parent, &name)? {
                    None => return Ok(None),
                    found => found,
                }
            }
        };
        let Some(list) = list else { return Ok(Some(Vec::new())) };
        let items = self.collect(&list)?;
        Ok(Some(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()))
    }

    fn load_file(&mut self, full: &str, file: &Path, is_package: bool) -> PyResult {
        let path = file.display().to_string();
        let source = self.read_source(&path)?;
        let code = self.compile_code(&source, &path, SourceKind::Module)?;
        let module = self.new_module(full, "");
        let dict = module_dict(&module);
        let file_name = self.new_str(&path);
        self.set_global(&dict, "__file__", file_name);
        let package = if is_package { full } else { full.rsplit_once('.').map_or("", |(outer, _)| outer) };
        let package = self.new_str(package);
        self.set_global(&dict, "__package__", package);
        if is_package {
            let folder = file.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let folder = self.new_str(&folder);
            let folders = self.new_list(vec![folder]);
            self.set_global(&dict, "__path__", folders);
        }
        let (modules, key) = (self.modules.clone(), self.intern(full));
        self.dict_set(&modules, &key, &module);
        let globals = dict.into_value();
        if let Err(raised) = self.run_code(&code, &globals, &globals) {
            if let Some(modules) = modules.as_dict() {
                drop(modules.remove_name(&key));
            }
            return Err(raised);
        }
        // The module may have put another object into its place.
        Ok(self.dict_get(&modules, &key).unwrap_or(module))
    }

    /// The text of a source file.
    ///
    /// # Errors
    /// `OSError` if it cannot be read, `SyntaxError` if it is no UTF-8.
    pub fn read_source(&mut self, path: &str) -> PyResult<String> {
        let name = self.new_str(path);
        let bytes = std::fs::read(path).map_err(|error| self.raise_os_error(&error, Some(&name)))?;
        let text = self.decode_source(bytes, path)?;
        self.keep_source(path, &text);
        Ok(text)
    }

    /// Source as text.
    ///
    /// # Errors
    /// `SyntaxError` if it is no UTF-8.
    pub fn decode_source(&mut self, bytes: Vec<u8>, path: &str) -> PyResult<String> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            let byte = error.as_bytes()[at];
            self.raise(
                ExceptionKind::SyntaxError,
                format!(
                    "Non-UTF-8 code starting with '\\x{byte:02x}' in file {path} on line {line}, but no encoding \
                     declared; see https://peps.python.org/pep-0263/ for details"
                ),
            )
        });
        // A syntax error's message is also one of its fields.
        let text = text.map_err(|raised| self.keep_message(raised))?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
    }

    fn keep_message(&mut self, raised: Raised) -> Raised {
        let exception = self.take_raised(raised);
        if let Some(object) = exception.downcast::<Exception>()
            && let Some(message) = object.args.get().and_then(|args| args.as_tuple()?.items().first().cloned())
        {
            object.fields[field::MESSAGE].set(message);
        }
        self.set_raised(exception)
    }
}

/// `NAME.py` or the package `NAME` in the first folder that has it.
fn find_file(folders: &[String], name: &str) -> Option<(PathBuf, bool)> {
    folders.iter().find_map(|folder| {
        let folder = Path::new(if folder.is_empty() { "." } else { folder });
        let package = folder.join(name).join("__init__.py");
        if package.is_file() {
            return Some((package, true));
        }
        let file = folder.join(format!("{name}.py"));
        file.is_file().then_some((file, false))
    })
}

const IMPORT: Parameters<5> = Parameters {
    function: "__import__",
    names: ["name", "globals", "locals", "fromlist", "level"],
    required: 1,
    positional: 5,
};

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`
pub(crate) fn import(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [name, globals, _locals, from, level] = args.bind(vm, &IMPORT)?;
    let name = name.unwrap_or(Value::NONE);
    let Some(text) = name.as_str().map(str::to_owned) else {
        return Err(vm.raise_type_error("module name must be a string"));
    };
    let level = match level {
        Some(level) => vm.index_i64(&level)?,
        None => 0,
    };
    let full = if level == 0 { text.clone() } else { absolute_name(vm, &text, globals.as_ref(), level)? };
    if full.is_empty() {
        return Err(vm.raise_value_error("Empty module name"));
    }
    let module = vm.import_module(&full)?;
    let from = match from.filter(|from| !from.is_none()) {
        Some(from) => vm.collect(&from)?,
        None => Vec::new(),
    };
    if from.is_empty() {
        // `import a.b` binds `a`; relative to a package, the part that the statement names.
        let inner = text.split_once('.').map_or("", |(_, inner)| inner);
        let top = full.strip_suffix(inner).map_or(full.as_str(), |top| top.trim_end_matches('.'));
        return vm.import_module(top);
    }
    import_submodules(vm, &module, &full, &from)?;
    Ok(module)
}

/// `from package import name` imports submodules that are not attributes yet.
fn import_submodules(vm: &mut Vm, module: &Value, full: &str, names: &[Value]) -> PyResult<()> {
    let path = vm.names.__path__.clone();
    if vm.find_attr(module, &path)?.is_none() {
        return Ok(());
    }
    for name in names {
        let Some(text) = name.as_str().filter(|text| *text != "*").map(str::to_owned) else { continue };
        if vm.find_attr(module, name)?.is_some() {
            continue;
        }
        if let Err(raised) = vm.import_module(&format!("{full}.{text}")) {
            vm.clear_if(raised, ExceptionKind::ModuleNotFoundError)?;
        }
    }
    Ok(())
}

/// The full name that a relative one stands for.
fn absolute_name(vm: &mut Vm, name: &str, globals: Option<&Value>, level: i64) -> PyResult<String> {
    let no_package = "attempted relative import with no known parent package";
    if level < 0 {
        return Err(vm.raise_value_error("level must be >= 0"));
    }
    let dict = globals.and_then(|globals| globals.as_dict());
    let package = dict.and_then(|dict| dict.get_text("__package__"));
    let package = package.as_ref().and_then(|package| package.as_str()).unwrap_or_default().to_owned();
    if package.is_empty() {
        return Err(vm.raise(ExceptionKind::ImportError, no_package));
    }
    let mut parts: Vec<&str> = package.split('.').collect();
    let up = level as usize - 1;
    if up >= parts.len() {
        return Err(vm.raise(ExceptionKind::ImportError, "attempted relative import beyond top-level package"));
    }
    parts.truncate(parts.len() - up);
    if !name.is_empty() {
        parts.push(name);
    }
    Ok(parts.join("."))
}
