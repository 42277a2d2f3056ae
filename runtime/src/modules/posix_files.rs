//! What `posix` does with files, links and the process beyond the basics.

use std::fs;
use std::io;

use super::posix::{on_path, path_argument};
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::value::Value;
use crate::vm::Vm;

/// Functions of every system.
pub(super) const FUNCTIONS: &[NativeDef] = &[
    function(
        "chdir",
        |vm, args| on_path(vm, args, "chdir", |path| std::env::set_current_dir(path)),
        Arity::Any,
    ),
    function("readlink", readlink, Arity::Any),
    function("link", |vm, args| on_two(vm, args, "link", |from, to| fs::hard_link(from, to)), Arity::Any),
    function("symlink", |vm, args| on_two(vm, args, "symlink", symlink), Arity::Any),
    function("truncate", truncate, Arity::Any),
    function("_exit", exit, Arity::Any),
    function("strerror", strerror, Arity::One),
    function("isatty", isatty, Arity::One),
];

/// Functions of Unix alone.
#[cfg(unix)]
pub(super) const UNIX_FUNCTIONS: &[NativeDef] = &[
    function("chmod", unix::chmod, Arity::Any),
    function("access", unix::access, Arity::Any),
    function("_utime", unix::utime, Arity::Exactly(4)),
    function("umask", unix::umask, Arity::One),
    function("uname", unix::uname, Arity::Zero),
    function("getppid", |vm, _| Ok(vm.int(unix::parent())), Arity::Zero),
    function("getuid", |vm, _| Ok(vm.int(rustix::process::getuid().as_raw().into())), Arity::Zero),
    function("geteuid", |vm, _| Ok(vm.int(rustix::process::geteuid().as_raw().into())), Arity::Zero),
    function("getgid", |vm, _| Ok(vm.int(rustix::process::getgid().as_raw().into())), Arity::Zero),
    function("getegid", |vm, _| Ok(vm.int(rustix::process::getegid().as_raw().into())), Arity::Zero),
];

#[cfg(not(unix))]
pub(super) const UNIX_FUNCTIONS: &[NativeDef] = &[];

fn readlink(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const READLINK: Parameters<1> =
        Parameters { function: "readlink", names: ["path"], required: 1, positional: 1 };
    let [path] = args.bind(vm, &READLINK)?;
    let path = path.unwrap_or(Value::NONE);
    let text = path_argument(vm, "readlink", "path", &path)?;
    match fs::read_link(text) {
        Ok(target) => Ok(vm.new_str(&target.to_string_lossy())),
        Err(error) => Err(vm.raise_os_error(&error, Some(&path))),
    }
}

#[cfg(unix)]
fn symlink(from: &str, to: &str) -> io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn symlink(_from: &str, _to: &str) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Does something with two paths.
pub(super) fn on_two(
    vm: &mut Vm,
    args: &Arguments<'_>,
    function: &'static str,
    act: fn(&str, &str) -> io::Result<()>,
) -> PyResult {
    let [from, to] =
        args.bind(vm, &Parameters { function, names: ["src", "dst"], required: 2, positional: 2 })?;
    let (from, to) = (from.unwrap_or(Value::NONE), to.unwrap_or(Value::NONE));
    let source = path_argument(vm, function, "src", &from)?;
    let target = path_argument(vm, function, "dst", &to)?;
    let Err(error) = act(&source, &target) else { return Ok(Value::NONE) };
    let (errno, text) = crate::io::error_text(&error);
    let arguments = [Value::from_small(errno), vm.new_str(&text), from, Value::NONE, to];
    Err(vm.raise_called(ExceptionKind::OSError, &arguments))
}

fn truncate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const TRUNCATE: Parameters<2> =
        Parameters { function: "truncate", names: ["path", "length"], required: 2, positional: 2 };
    let [path, length] = args.bind(vm, &TRUNCATE)?;
    let path = path.unwrap_or(Value::NONE);
    let text = path_argument(vm, "truncate", "path", &path)?;
    let length = vm.index_i64(&length.unwrap_or(Value::NONE))?;
    let cut = |length| fs::OpenOptions::new().write(true).open(&text)?.set_len(length);
    match u64::try_from(length).map_err(|_| io::ErrorKind::InvalidInput.into()).and_then(cut) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.raise_os_error(&error, Some(&path))),
    }
}

/// Ends the process at once; nothing is flushed and nothing runs any more.
fn exit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const EXIT: Parameters<1> =
        Parameters { function: "_exit", names: ["status"], required: 1, positional: 1 };
    let [status] = args.bind(vm, &EXIT)?;
    std::process::exit(vm.index_c_int(&status.unwrap_or(Value::NONE))?)
}

fn strerror(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let code = vm.index_c_int(&args[0])?;
    let (_, text) = crate::io::error_text(&io::Error::from_raw_os_error(code));
    Ok(vm.new_str(&text))
}

fn isatty(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    use io::IsTerminal;
    Ok(Value::from_bool(match vm.index_c_int(&args[0])? {
        0 => io::stdin().is_terminal(),
        1 => io::stdout().is_terminal(),
        2 => io::stderr().is_terminal(),
        _ => false,
    }))
}

/// What `stat` tells, in the order of `os.stat_result`: ten numbers, three times in nanoseconds, and three
/// numbers more.
#[cfg(unix)]
pub(super) fn stat_numbers(data: &fs::Metadata) -> Vec<i64> {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    vec![
        data.mode().into(),
        data.ino() as i64,
        data.dev() as i64,
        data.nlink() as i64,
        data.uid().into(),
        data.gid().into(),
        data.size() as i64,
        data.atime(),
        data.mtime(),
        data.ctime(),
        nanoseconds(data.atime(), data.atime_nsec()),
        nanoseconds(data.mtime(), data.mtime_nsec()),
        nanoseconds(data.ctime(), data.ctime_nsec()),
        data.blksize() as i64,
        data.blocks() as i64,
        data.rdev() as i64,
    ]
}

#[cfg(not(unix))]
pub(super) fn stat_numbers(data: &fs::Metadata) -> Vec<i64> {
    const FOLDER: i64 = 0o040_000;
    const FILE: i64 = 0o100_000;
    let kind = if data.is_dir() { FOLDER } else { FILE };
    let since = data.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified = since.map_or(0, |since| since.as_nanos() as i64);
    let seconds = modified / 1_000_000_000;
    let size = data.len() as i64;
    vec![kind, 0, 0, 1, 0, 0, size, seconds, seconds, seconds, modified, modified, modified, 0, 0, 0]
}

#[cfg(unix)]
mod unix {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::*;

    pub(super) fn chmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
        use std::os::unix::fs::PermissionsExt;
        const CHMOD: Parameters<2> =
            Parameters { function: "chmod", names: ["path", "mode"], required: 2, positional: 2 };
        let [path, mode] = args.bind(vm, &CHMOD)?;
        let path = path.unwrap_or(Value::NONE);
        let text = path_argument(vm, "chmod", "path", &path)?;
        let mode = vm.index_c_int(&mode.unwrap_or(Value::NONE))?;
        match fs::set_permissions(text, fs::Permissions::from_mode(mode as u32)) {
            Ok(()) => Ok(Value::NONE),
            Err(error) => Err(vm.raise_os_error(&error, Some(&path))),
        }
    }

    pub(super) fn access(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
        const ACCESS: Parameters<2> =
            Parameters { function: "access", names: ["path", "mode"], required: 2, positional: 2 };
        let [path, mode] = args.bind(vm, &ACCESS)?;
        let text = path_argument(vm, "access", "path", &path.unwrap_or(Value::NONE))?;
        let mode = vm.index_c_int(&mode.unwrap_or(Value::NONE))?;
        let mode = rustix::fs::Access::from_bits_truncate(mode as u32);
        Ok(Value::from_bool(rustix::fs::access(text, mode).is_ok()))
    }

    /// `_utime(path, accessed, modified, follow)`: times in nanoseconds since 1970.
    pub(super) fn utime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
        let text = path_argument(vm, "utime", "path", &args[0])?;
        let mut times = [SystemTime::UNIX_EPOCH; 2];
        for (time, value) in times.iter_mut().zip(&args[1..3]) {
            let nanoseconds = vm.index_i64(value)?;
            let distance = Duration::from_nanos(nanoseconds.unsigned_abs());
            *time = if nanoseconds < 0 { UNIX_EPOCH - distance } else { UNIX_EPOCH + distance };
        }
        let times = fs::FileTimes::new().set_accessed(times[0]).set_modified(times[1]);
        match fs::File::open(text).and_then(|file| file.set_times(times)) {
            Ok(()) => Ok(Value::NONE),
            Err(error) => Err(vm.raise_os_error(&error, Some(&args[0]))),
        }
    }

    pub(super) fn umask(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
        let mask = vm.index_c_int(&args[0])?;
        let old = rustix::process::umask(rustix::fs::Mode::from_bits_truncate(mask as u32));
        Ok(Value::from_small(old.bits().into()))
    }

    pub(super) fn uname(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
        let names = rustix::system::uname();
        let parts = [names.sysname(), names.nodename(), names.release(), names.version(), names.machine()];
        let items = parts.iter().map(|part| vm.new_str(&part.to_string_lossy())).collect();
        Ok(vm.new_tuple(items))
    }

    pub(super) fn parent() -> i64 {
        rustix::process::getppid().map_or(0, |parent| parent.as_raw_nonzero().get().into())
    }
}
