//! `posix`: what `os` asks of the operating system.

use std::fs;
use std::io;
use std::path::Path;

use crate::dict::Dict;
use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::modules::posix_files::{self, on_two};
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "posix",
    doc: "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).",
    functions: FUNCTIONS,
    fill,
};

const FUNCTIONS: &[NativeDef] = &[
    function("getcwd", getcwd, Arity::Zero),
    function("getpid", |vm, _| Ok(vm.int(i64::from(std::process::id()))), Arity::Zero),
    function("listdir", listdir, Arity::Any),
    function("remove", |vm, args| on_path(vm, args, "remove", |path| fs::remove_file(path)), Arity::Any),
    function("unlink", |vm, args| on_path(vm, args, "unlink", |path| fs::remove_file(path)), Arity::Any),
    function("rmdir", |vm, args| on_path(vm, args, "rmdir", |path| fs::remove_dir(path)), Arity::Any),
    function("mkdir", mkdir, Arity::Any),
    function("rename", |vm, args| on_two(vm, args, "rename", |from, to| fs::rename(from, to)), Arity::Any),
    function("replace", |vm, args| on_two(vm, args, "replace", |from, to| fs::rename(from, to)), Arity::Any),
    function("urandom", urandom, Arity::One),
    function("cpu_count", cpu_count, Arity::Zero),
    function("fspath", fspath, Arity::Any),
    function("_stat", stat, Arity::Exactly(2)),
];

fn fill(vm: &mut Vm, dict: &Ref<Dict>) -> PyResult<()> {
    let environ = vm.new_dict();
    for (name, value) in crate::options::environment() {
        let (name, value) = (vm.new_str(&name), vm.new_str(&value));
        vm.dict_set(&environ, &name, &value);
    }
    vm.set_global(dict, "environ", environ);
    vm.add_functions(dict, posix_files::FUNCTIONS, "posix");
    vm.add_functions(dict, posix_files::UNIX_FUNCTIONS, "posix");
    Ok(())
}

fn getcwd(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    match std::env::current_dir() {
        Ok(path) => Ok(vm.new_str(&path.to_string_lossy())),
        Err(error) => Err(vm.raise_os_error(&error, None)),
    }
}

/// The path and what it is as text.
pub(super) fn path_argument(vm: &mut Vm, function: &str, name: &str, path: &Value) -> PyResult<String> {
    let fspath = vm.intern("__fspath__");
    if path.as_str().is_none() && path.as_bytes().is_none() && vm.lookup_special(path, &fspath).is_none() {
        let found = vm.type_name(path);
        let kinds = match function {
            // Open files are not taken: an int is refused as what it is.
            "chdir" | "chmod" | "stat" | "truncate" | "utime" if path.as_int().is_none() => {
                "string, bytes, os.PathLike or integer"
            }
            _ => "string, bytes or os.PathLike",
        };
        let message = format!("{function}: {name} should be {kinds}, not {found}");
        return Err(vm.raise_type_error(message));
    }
    let text = vm.path_text(path)?;
    if text.contains('\0') {
        return Err(vm.raise_value_error(format!("{function}: embedded null character in {name}")));
    }
    Ok(text)
}

/// Does something with the one path that is the argument.
pub(super) fn on_path(
    vm: &mut Vm,
    args: &Arguments<'_>,
    function: &'static str,
    act: fn(&str) -> io::Result<()>,
) -> PyResult {
    let [path] = args.bind(vm, &Parameters { function, names: ["path"], required: 1, positional: 1 })?;
    let path = path.unwrap_or(Value::NONE);
    let text = path_argument(vm, function, "path", &path)?;
    match act(&text) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.raise_os_error(&error, Some(&path))),
    }
}

fn listdir(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const LISTDIR: Parameters<1> =
        Parameters { function: "listdir", names: ["path"], required: 0, positional: 1 };
    let [path] = args.bind(vm, &LISTDIR)?;
    let path = path.filter(|path| !path.is_none());
    let text = match &path {
        Some(path) => path_argument(vm, "listdir", "path", path)?,
        None => ".".to_owned(),
    };
    let shown = match path {
        Some(path) => path,
        None => vm.new_str("."),
    };
    let entries = fs::read_dir(&text).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    match entries {
        Ok(entries) => {
            let names =
                entries.iter().map(|entry| vm.new_str(&entry.file_name().to_string_lossy())).collect();
            Ok(vm.new_list(names))
        }
        Err(error) => Err(vm.raise_os_error(&error, Some(&shown))),
    }
}

fn mkdir(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const MKDIR: Parameters<2> =
        Parameters { function: "mkdir", names: ["path", "mode"], required: 1, positional: 2 };
    let [path, mode] = args.bind(vm, &MKDIR)?;
    let path = path.unwrap_or(Value::NONE);
    let text = path_argument(vm, "mkdir", "path", &path)?;
    let mode = match mode {
        Some(mode) => vm.index_c_int(&mode)?,
        None => 0o777,
    };
    match make_folder(&text, mode as u32) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.raise_os_error(&error, Some(&path))),
    }
}

#[cfg(unix)]
fn make_folder(path: &str, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(mode).create(path)
}

#[cfg(not(unix))]
fn make_folder(path: &str, _mode: u32) -> io::Result<()> {
    fs::create_dir(path)
}

/// Random bytes of the operating system.
fn urandom(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = vm.index_i64(&args[0])?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.raise_value_error("negative argument not allowed"));
    };
    let mut bytes = vec![0; size];
    let read =
        fs::File::open("/dev/urandom").and_then(|mut file| io::Read::read_exact(&mut file, &mut bytes));
    match read {
        Ok(()) => Ok(vm.new_bytes(&bytes)),
        Err(error) => Err(vm.raise_os_error(&error, None)),
    }
}

fn cpu_count(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let count =
        std::thread::available_parallelism().map_or(Value::NONE, |count| vm.int_from_usize(count.get()));
    Ok(count)
}

fn fspath(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const FSPATH: Parameters<1> =
        Parameters { function: "fspath", names: ["path"], required: 1, positional: 1 };
    let [path] = args.bind(vm, &FSPATH)?;
    let path = path.unwrap_or(Value::NONE);
    if path.as_str().is_some() || path.as_bytes().is_some() {
        return Ok(path);
    }
    let text = vm.path_text(&path)?;
    Ok(vm.new_str(&text))
}

/// What is at a path, links followed if asked to, as numbers: see `stat_numbers`.
fn stat(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let function = if args[1].raw() == Value::FALSE.raw() { "lstat" } else { "stat" };
    let text = path_argument(vm, function, "path", &args[0])?;
    let path = Path::new(&text);
    let data = if vm.truth(&args[1])? { fs::metadata(path) } else { fs::symlink_metadata(path) };
    match data {
        Ok(data) => {
            let numbers = posix_files::stat_numbers(&data).into_iter().map(|number| vm.int(number)).collect();
            Ok(vm.new_tuple(numbers))
        }
        Err(error) => Err(vm.raise_os_error(&error, Some(&args[0]))),
    }
}
