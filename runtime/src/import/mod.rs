//! Importing: the modules that CPython has in its binary, files on `sys.path`, the rest of what is inside ours.
//!
//! A program's own `types.py` hides the `types` inside, as it hides CPython's; but what is inside comes before
//! the folder of a CPython library, which is the last of `sys.path` when one was given.
//!
//! `a.b.c` imports `a`, `a.b` and `a.b.c` in that order, each bound in the one before it. A module is in
//! `sys.modules` from before its code runs, so that cycles of imports end; a module whose code fails
//! is taken out again.

pub(crate) mod library;

use std::path::{Path, PathBuf};

use crate::error::{PyResult, Raised};
use crate::evaluate::SourceMode;
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::modules::BUILT_IN;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

/// Parts of CPython's library in C that its modules in Python import first.
const NEVER_ALONE: &[&str] = &[
    "_bz2",
    "_codecs",
    "_csv",
    "_ctypes",
    "_curses",
    "_datetime",
    "_decimal",
    "_hashlib",
    "_json",
    "_lsprof",
    "_lzma",
    "_opcode",
    "_pickle",
    "_posixsubprocess",
    "_signal",
    "_socket",
    "_sqlite3",
    "_sre",
    "_ssl",
    "_string",
    "_thread",
    "_tkinter",
    "_zstd",
];

/// Modules that CPython has on Windows alone.
const WINDOWS: &[&str] = &["msvcrt", "nt", "winreg", "winsound"];

const IMPORT: Parameters<5> = Parameters {
    function: "__import__",
    names: ["name", "globals", "locals", "fromlist", "level"],
    required: 1,
    positional: 5,
};

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`
pub(crate) fn import_function(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [name, globals, _, from, level] = args.bind(vm, &IMPORT)?;
    let name = name.unwrap_or(Value::NONE);
    let Some(name) = name.as_str().map(str::to_owned) else {
        return Err(vm.raise_type_error("module name must be a string"));
    };
    let level = match level {
        Some(level) => vm.index_i64(&level)?,
        None => 0,
    };
    if level < 0 {
        return Err(vm.raise_value_error("level must be >= 0"));
    }
    if name.is_empty() && level == 0 {
        return Err(vm.raise_value_error("Empty module name"));
    }
    let full = if level == 0 { name.clone() } else { resolve(vm, &name, level as usize, globals)? };
    let module = vm.import_module(&full)?;
    let from = from.filter(|from| !from.is_none());
    let selects = match &from {
        Some(from) => vm.truth(from)?,
        None => false,
    };
    if let Some(from) = from.filter(|_| selects) {
        import_submodules(vm, &module, &full, &from)?;
        return Ok(module);
    }
    // `import a.b` binds `a`; of a relative import, the part that was asked for.
    match name.split_once('.') {
        None => Ok(module),
        Some((first, rest)) => {
            let top = if level == 0 { first } else { &full[..full.len() - rest.len() - 1] };
            vm.import_module(top)
        }
    }
}

/// The absolute name of a relative import.
fn resolve(vm: &mut Vm, name: &str, level: usize, globals: Option<Value>) -> PyResult<String> {
    let globals = globals.unwrap_or(Value::NONE);
    let text = |vm: &Vm, key: &Value| vm.dict_get(&globals, key).and_then(|value| vm.str_text(&value));
    let (package, own, path) =
        (vm.names.__package__.clone(), vm.names.__name__.clone(), vm.names.__path__.clone());
    let package = match text(vm, &package) {
        Some(package) => package,
        None => {
            let own = text(vm, &own).unwrap_or_default();
            let is_package = vm.dict_get(&globals, &path).is_some();
            if is_package {
                own
            } else {
                own.rsplit_once('.').map_or(String::new(), |(parent, _)| parent.to_owned())
            }
        }
    };
    if package.is_empty() {
        return Err(
            vm.raise(ExceptionKind::ImportError, "attempted relative import with no known parent package")
        );
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((parent, _)) => base = parent,
            None => {
                return Err(vm.raise(
                    ExceptionKind::ImportError,
                    "attempted relative import beyond top-level package",
                ));
            }
        }
    }
    Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
}

/// `from package import a, b`: names that are no attributes may be submodules.
fn import_submodules(vm: &mut Vm, module: &Value, full: &str, from: &Value) -> PyResult<()> {
    let path = vm.names.__path__.clone();
    if vm.find_attr(module, &path)?.is_none() {
        return Ok(());
    }
    let mut names = vm.collect(from)?;
    if names.iter().any(|name| name.as_str() == Some("*")) {
        let all = vm.names.__all__.clone();
        if let Some(all) = vm.find_attr(module, &all)? {
            names.extend(vm.collect(&all)?);
        }
    }
    for name in names {
        let Some(text) = name.as_str().filter(|&text| text != "*").map(str::to_owned) else { continue };
        if vm.find_attr(module, &name)?.is_some() {
            continue;
        }
        let wanted = format!("{full}.{text}");
        if let Err(raised) = vm.import_module(&wanted) {
            // The statement says what cannot be imported.
            let exception = vm.take_raised(raised);
            if !says_missing(vm, &exception, &wanted) {
                return Err(vm.set_raised(exception));
            }
        }
    }
    Ok(())
}

/// Whether an exception says that just this module was not found.
fn says_missing(vm: &Vm, exception: &Value, name: &str) -> bool {
    let missing = exception.downcast::<Exception>().and_then(|exception| exception.fields[field::NAME].get());
    vm.is_exception_of(exception, ExceptionKind::ModuleNotFoundError)
        && missing.is_some_and(|missing| missing.as_str() == Some(name))
}

/// Where a module's code is.
struct Source {
    file: PathBuf,
    /// The folder, if the module is a package.
    package: Option<PathBuf>,
}

/// A module that is about to run.
struct Loading<'a> {
    text: &'a str,
    file: &'a str,
    /// The folders of its submodules, if it is a package.
    package: Option<Vec<Value>>,
}

impl Vm {
    /// Imports a module by its absolute name, and the packages it is in.
    pub fn import_module(&mut self, name: &str) -> PyResult {
        let mut parent: Option<Value> = None;
        let mut module = Value::NONE;
        let ends = name.match_indices('.').map(|(at, _)| at).chain([name.len()]);
        for end in ends {
            module = self.import_one(&name[..end], parent.as_ref())?;
            parent = Some(module.clone());
        }
        Ok(module)
    }

    /// Registers a module in `sys.modules`.
    pub(crate) fn add_module(&mut self, name: &str, module: &Value) {
        let key = self.intern(name);
        let modules = self.modules.clone();
        self.dict_set(&modules, &key, module);
    }

    fn import_one(&mut self, name: &str, parent: Option<&Value>) -> PyResult {
        let key = self.intern(name);
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get(&modules, &key) {
            if module.is_none() {
                let message = format!("import of {name} halted; None in sys.modules");
                return Err(self.raise_not_found(name, &message));
            }
            return Ok(module);
        }
        let module = match BUILT_IN.contains(&name) {
            true => self.import_inside(name)?,
            false => None,
        };
        let module = match module {
            Some(module) => module,
            None => self.import_file(name, parent)?,
        };
        if let (Some(parent), Some((_, last))) = (parent, name.rsplit_once('.')) {
            let last = self.intern(last);
            self.set_attr(parent, &last, &module)?;
        }
        Ok(module)
    }

    /// The module inside the binary that has this name.
    fn import_inside(&mut self, name: &str) -> PyResult<Option<Value>> {
        if let Some(module) = self.new_native_module(name)? {
            self.add_module(name, &module);
            return Ok(Some(module));
        }
        let Some(module) = library::find(name) else { return Ok(None) };
        let file = format!("<frozen {name}>");
        self.keep_source(&file, module.text);
        let package = module.is_package.then(Vec::new);
        self.run_module(name, Loading { text: module.text, file: &file, package }).map(Some)
    }

    fn import_file(&mut self, name: &str, parent: Option<&Value>) -> PyResult {
        let folders = match parent {
            None => self.sys_attribute("path").unwrap_or(Value::NONE),
            Some(package) => {
                let path = self.names.__path__.clone();
                match self.find_attr(package, &path)? {
                    Some(folders) => folders,
                    None => {
                        let package = name.rsplit_once('.').map_or(name, |(package, _)| package);
                        let message = format!("No module named '{name}'; '{package}' is not a package");
                        return Err(self.raise_not_found(name, &message));
                    }
                }
            }
        };
        let last = name.rsplit('.').next().unwrap_or(name);
        let mut inside_is_left = true;
        for folder in self.collect(&folders)? {
            let Some(folder) = folder.as_str() else { continue };
            if inside_is_left
                && self.stdlib.as_deref().is_some_and(|stdlib| Path::new(folder).starts_with(stdlib))
            {
                inside_is_left = false;
                if let Some(module) = self.import_inside(name)? {
                    return Ok(module);
                }
            }
            if let Some(source) = find_source(Path::new(folder), last) {
                return self.load(name, &source);
            }
        }
        if inside_is_left && let Some(module) = self.import_inside(name)? {
            return Ok(module);
        }
        Err(self.raise_not_found(name, &self.not_found_message(name)))
    }

    /// Text and file name of a module that is not run, and whether it is a package. The packages it is in are
    /// imported. `None` if there is no such module.
    #[cfg(feature = "compiler")]
    pub(crate) fn locate_module(&mut self, name: &str) -> PyResult<Option<(String, String, bool)>> {
        let parent = match name.rsplit_once('.') {
            Some((package, _)) => Some(self.import_module(package)?),
            None => None,
        };
        let mut folders = self.sys_attribute("path").unwrap_or(Value::NONE);
        if let Some(package) = &parent {
            let path = self.names.__path__.clone();
            folders = self.find_attr(package, &path)?.unwrap_or_else(|| self.singletons.empty_tuple.clone());
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        for folder in self.collect(&folders)? {
            let source = folder.as_str().and_then(|folder| find_source(Path::new(folder), last));
            if let Some(source) = source {
                let text = self.read_source(&source.file)?;
                let file = source.file.to_string_lossy().into_owned();
                return Ok(Some((text, file, source.package.is_some())));
            }
        }
        let inside = library::find(name);
        Ok(inside.map(|module| (module.text.to_owned(), format!("<frozen {name}>"), module.is_package)))
    }

    /// What is said of a module that is nowhere; of CPython's own, how to get it.
    fn not_found_message(&self, name: &str) -> String {
        let top = name.split('.').next().unwrap_or(name);
        let plain = format!("No module named '{name}'");
        if NEVER_ALONE.contains(&top) {
            return format!("{plain}: in CPython it is written in C, and genjit does not have it");
        }
        if WINDOWS.contains(&top) || !crate::modules::sys_info::STDLIB_MODULES.contains(&top) {
            return plain;
        }
        if !library::LOADABLE.contains(&top) {
            return format!(
                "{plain}: genjit does not have it yet, and that of CPython needs parts written in C"
            );
        }
        if self.stdlib.is_none() {
            return format!("{plain} inside genjit; --stdlib=DIR takes it from the library of a CPython");
        }
        plain
    }

    /// Makes a module of a file and runs it.
    fn load(&mut self, name: &str, source: &Source) -> PyResult {
        let file = source.file.to_string_lossy().into_owned();
        let text = self.read_source(&source.file)?;
        let package = source.package.as_ref().map(|folder| vec![self.new_str(&folder.to_string_lossy())]);
        self.run_module(name, Loading { text: &text, file: &file, package })
    }

    /// Makes a module, registers it and runs its code.
    fn run_module(&mut self, name: &str, loading: Loading<'_>) -> PyResult {
        let code = self.compile_source(loading.text, loading.file, SourceMode::Module, false)?;
        let module = self.new_module(name, "");
        let dict = crate::modules::module_dict(&module);
        if !loading.file.starts_with('<') {
            let file = self.new_str(loading.file);
            self.set_global(&dict, "__file__", file);
        }
        let package = match loading.package {
            Some(folders) => {
                let path = self.new_list(folders);
                self.set_global(&dict, "__path__", path);
                name
            }
            None => name.rsplit_once('.').map_or("", |(package, _)| package),
        };
        let package = self.new_str(package);
        self.set_global(&dict, "__package__", package);
        self.add_module(name, &module);
        let dict = dict.into_value();
        self.initialising.push(name.to_owned());
        let done = self.run_code(code, dict.clone(), dict);
        drop(self.initialising.pop());
        if let Err(raised) = done {
            let key = self.intern(name);
            if let Some(modules) = self.modules.as_dict() {
                drop(modules.remove_name(&key));
            }
            return Err(raised);
        }
        // The code may have put something else in its place.
        let key = self.intern(name);
        Ok(self.dict_get(&self.modules, &key).unwrap_or(module))
    }

    /// The text of a source file.
    fn read_source(&mut self, file: &Path) -> PyResult<String> {
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let name = self.new_str(&file.to_string_lossy());
                return Err(self.raise_os_error(&error, Some(&name)));
            }
        };
        let shown = file.to_string_lossy().into_owned();
        let text = self.decode_source(&bytes, &shown)?;
        if text.contains('\0') {
            return Err(self.raise(ExceptionKind::SyntaxError, "source code cannot contain null bytes"));
        }
        Ok(text)
    }

    #[cold]
    fn raise_not_found(&mut self, name: &str, message: &str) -> Raised {
        let (name, message) = (self.new_str(name), self.new_str(message));
        let exception = self.new_exception(ExceptionKind::ModuleNotFoundError, vec![message.clone()]);
        if let Some(object) = exception.downcast::<Exception>() {
            object.fields[field::NAME].set(name);
            object.fields[field::MESSAGE].set(message);
        }
        self.raise_value(exception)
    }
}

/// A package `name/__init__.py` or a file `name.py` in a folder; an empty folder is the current one.
fn find_source(folder: &Path, name: &str) -> Option<Source> {
    let package = folder.join(name);
    let file = package.join("__init__.py");
    if file.is_file() {
        return Some(Source { file, package: Some(package) });
    }
    let file = folder.join(format!("{name}.py"));
    file.is_file().then_some(Source { file, package: None })
}
