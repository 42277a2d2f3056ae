//! What `sys` says about the implementation: versions, limits, names of modules.

use crate::dict::Dict;
use crate::modules::sys::new_record;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// The version of the language.
pub const VERSION: (u32, u32, u32) = (3, 14, 2);

/// The version of the language and ours, as the command shows them.
pub fn version_text() -> String {
    let (major, minor, micro) = VERSION;
    format!("{major}.{minor}.{micro} (genjit {})", env!("CARGO_PKG_VERSION"))
}

/// Adds the constants of `sys`.
pub(super) fn fill(vm: &mut Vm, dict: &Ref<Dict>) {
    // CPython's `platform` finds the compiler in brackets.
    let version = vm.new_str(&format!("{} [Rust]", version_text()));
    vm.set_global(dict, "version", version);
    let (major, minor, micro) = VERSION;
    let level = vm.intern("final");
    let numbers = [major, minor, micro].map(|number| Value::from_small(i64::from(number)));
    let [x, y, z] = numbers;
    let info = new_record(
        vm,
        "sys.version_info",
        &["major", "minor", "micro", "releaselevel", "serial"],
        vec![x, y, z, level, Value::from_small(0)],
    );
    vm.set_global(dict, "version_info", info.clone());
    vm.set_global(
        dict,
        "hexversion",
        Value::from_small(i64::from(major << 24 | minor << 16 | micro << 8 | 0xf0)),
    );
    vm.set_global(dict, "api_version", Value::from_small(1013));
    add_texts(vm, dict);
    add_implementation(vm, dict, info);
    add_float_info(vm, dict);
    add_int_info(vm, dict);
    let names = STDLIB_MODULES.iter().map(|name| vm.intern(name)).collect();
    let names = vm.new_frozenset(names);
    vm.set_global(dict, "stdlib_module_names", names);
}

fn add_texts(vm: &mut Vm, dict: &Ref<Dict>) {
    let order = if cfg!(target_endian = "little") { "little" } else { "big" };
    let texts = [
        ("copyright", "Licensed under MIT or Apache-2.0."),
        ("platform", std::env::consts::OS),
        ("byteorder", order),
        ("executable", ""),
        ("prefix", ""),
        ("exec_prefix", ""),
        ("base_prefix", ""),
        ("base_exec_prefix", ""),
        ("float_repr_style", "short"),
    ];
    for (name, text) in texts {
        let text = vm.new_str(text);
        vm.set_global(dict, name, text);
    }
    vm.set_global(dict, "maxsize", Value::NONE);
    let largest = vm.int(i64::MAX);
    vm.set_global(dict, "maxsize", largest);
    vm.set_global(dict, "maxunicode", Value::from_small(0x10_ffff));
    vm.set_global(dict, "dont_write_bytecode", Value::TRUE);
}

fn add_implementation(vm: &mut Vm, dict: &Ref<Dict>, version: Value) {
    let (name, tag) = (vm.new_str("genjit"), vm.new_str("genjit-314"));
    let fields = &["name", "cache_tag", "version", "hexversion"];
    let hexversion = Value::from_small(0x030e_02f0);
    let record = new_record(vm, "types.SimpleNamespace", fields, vec![name, tag, version, hexversion]);
    vm.set_global(dict, "implementation", record);
    let flags = &[
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
        "dev_mode",
        "utf8_mode",
    ];
    let values = vec![Value::from_small(0); flags.len()];
    let record = new_record(vm, "sys.flags", flags, values);
    vm.set_global(dict, "flags", record);
}

fn add_float_info(vm: &mut Vm, dict: &Ref<Dict>) {
    let fields = &[
        "max",
        "max_exp",
        "max_10_exp",
        "min",
        "min_exp",
        "min_10_exp",
        "dig",
        "mant_dig",
        "epsilon",
        "radix",
        "rounds",
    ];
    let small = Value::from_small;
    let (max, min, epsilon) =
        (vm.new_float(f64::MAX), vm.new_float(f64::MIN_POSITIVE), vm.new_float(f64::EPSILON));
    let values = vec![
        max,
        small(i64::from(f64::MAX_EXP)),
        small(i64::from(f64::MAX_10_EXP)),
        min,
        small(i64::from(f64::MIN_EXP)),
        small(i64::from(f64::MIN_10_EXP)),
        small(i64::from(f64::DIGITS)),
        small(i64::from(f64::MANTISSA_DIGITS)),
        epsilon,
        small(2),
        small(1),
    ];
    let record = new_record(vm, "sys.float_info", fields, values);
    vm.set_global(dict, "float_info", record);
}

fn add_int_info(vm: &mut Vm, dict: &Ref<Dict>) {
    let fields = &["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"];
    let values = [30, 4, 4300, 640].map(Value::from_small).to_vec();
    let record = new_record(vm, "sys.int_info", fields, values);
    vm.set_global(dict, "int_info", record);
    let fields = &["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"];
    let algorithm = vm.new_str("fx");
    let modulus = vm.int((1 << 61) - 1);
    let small = Value::from_small;
    let values = vec![
        small(64),
        modulus,
        small(314_159),
        small(0),
        small(1_000_003),
        algorithm,
        small(64),
        small(64),
        small(0),
    ];
    let record = new_record(vm, "sys.hash_info", fields, values);
    vm.set_global(dict, "hash_info", record);
}

/// Public modules of the standard library of CPython 3.14.
pub(crate) const STDLIB_MODULES: &[&str] = &[
    "abc",
    "annotationlib",
    "antigravity",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "bdb",
    "binascii",
    "bisect",
    "builtins",
    "bz2",
    "cProfile",
    "calendar",
    "cmath",
    "cmd",
    "code",
    "codecs",
    "codeop",
    "collections",
    "colorsys",
    "compileall",
    "compression",
    "concurrent",
    "configparser",
    "contextlib",
    "contextvars",
    "copy",
    "copyreg",
    "csv",
    "ctypes",
    "curses",
    "dataclasses",
    "datetime",
    "dbm",
    "decimal",
    "difflib",
    "dis",
    "doctest",
    "email",
    "encodings",
    "ensurepip",
    "enum",
    "errno",
    "faulthandler",
    "fcntl",
    "filecmp",
    "fileinput",
    "fnmatch",
    "fractions",
    "ftplib",
    "functools",
    "gc",
    "genericpath",
    "getopt",
    "getpass",
    "gettext",
    "glob",
    "graphlib",
    "grp",
    "gzip",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "http",
    "idlelib",
    "imaplib",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "lzma",
    "mailbox",
    "marshal",
    "math",
    "mimetypes",
    "mmap",
    "modulefinder",
    "msvcrt",
    "multiprocessing",
    "netrc",
    "nt",
    "ntpath",
    "nturl2path",
    "numbers",
    "opcode",
    "operator",
    "optparse",
    "os",
    "pathlib",
    "pdb",
    "pickle",
    "pickletools",
    "pkgutil",
    "platform",
    "plistlib",
    "poplib",
    "posix",
    "posixpath",
    "pprint",
    "profile",
    "pstats",
    "pty",
    "pwd",
    "py_compile",
    "pyclbr",
    "pydoc",
    "pydoc_data",
    "pyexpat",
    "queue",
    "quopri",
    "random",
    "re",
    "readline",
    "reprlib",
    "resource",
    "rlcompleter",
    "runpy",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shelve",
    "shlex",
    "shutil",
    "signal",
    "site",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "sre_compile",
    "sre_constants",
    "sre_parse",
    "ssl",
    "stat",
    "statistics",
    "string",
    "stringprep",
    "struct",
    "subprocess",
    "symtable",
    "sys",
    "sysconfig",
    "syslog",
    "tabnanny",
    "tarfile",
    "tempfile",
    "termios",
    "textwrap",
    "this",
    "threading",
    "time",
    "timeit",
    "tkinter",
    "token",
    "tokenize",
    "tomllib",
    "trace",
    "traceback",
    "tracemalloc",
    "tty",
    "turtle",
    "turtledemo",
    "types",
    "typing",
    "unicodedata",
    "unittest",
    "urllib",
    "uuid",
    "venv",
    "warnings",
    "wave",
    "weakref",
    "webbrowser",
    "winreg",
    "winsound",
    "wsgiref",
    "xml",
    "xmlrpc",
    "zipapp",
    "zipfile",
    "zipimport",
    "zlib",
    "zoneinfo",
];
