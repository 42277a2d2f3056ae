//! The modules written in Python that are inside the binary: `runtime/lib`.
//!
//! A module is a row of [`LIBRARY`]. Its code is compiled when it is first imported; its file name is
//! `<frozen NAME>`, as of CPython's modules that have no file.

/// A module written in Python.
pub(crate) struct LibraryModule {
    /// `__name__`, with dots.
    pub name: &'static str,
    /// Whether other modules may be in it.
    pub is_package: bool,
    /// Its source.
    pub text: &'static str,
}

/// Rows `"dotted.name" = "file under runtime/lib"`; a file called `__init__.py` is a package.
macro_rules! library {
    ($($name:literal = $file:literal;)*) => {
        &[$(LibraryModule {
            name: $name,
            is_package: is_package($file),
            text: include_str!(concat!("../../lib/", $file)),
        }),*]
    };
}

/// Every module written in Python.
pub(crate) const LIBRARY: &[LibraryModule] = library! {
    "__future__" = "__future__.py";
    "_collections_abc" = "_collections_abc.py";
    "_codecs" = "_codecs.py";
    "_compat_pickle" = "_compat_pickle.py";
    "_contextlib_async" = "_contextlib_async.py";
    "_native_signatures" = "_native_signatures.py";
    "_pickle" = "_pickle.py";
    "_pickle_codes" = "_pickle_codes.py";
    "_pickle_reader" = "_pickle_reader.py";
    "_pickle_writer" = "_pickle_writer.py";
    "_records" = "_records.py";
    "_strptime" = "_strptime.py";
    "_typing" = "_typing.py";
    "_weakrefset" = "_weakrefset.py";
    "abc" = "abc.py";
    "annotationlib" = "annotationlib.py";
    "argparse" = "argparse.py";
    "asyncio" = "asyncio/__init__.py";
    "asyncio.base_events" = "asyncio/base_events.py";
    "asyncio.coroutines" = "asyncio/coroutines.py";
    "asyncio.events" = "asyncio/events.py";
    "asyncio.exceptions" = "asyncio/exceptions.py";
    "asyncio.format_helpers" = "asyncio/format_helpers.py";
    "asyncio.futures" = "asyncio/futures.py";
    "asyncio.locks" = "asyncio/locks.py";
    "asyncio.mixins" = "asyncio/mixins.py";
    "asyncio.queues" = "asyncio/queues.py";
    "asyncio.runners" = "asyncio/runners.py";
    "asyncio.taskgroups" = "asyncio/taskgroups.py";
    "asyncio.tasks" = "asyncio/tasks.py";
    "asyncio.threads" = "asyncio/threads.py";
    "asyncio.timeouts" = "asyncio/timeouts.py";
    "atexit" = "atexit.py";
    "bisect" = "bisect.py";
    "collections" = "collections/__init__.py";
    "collections.abc" = "collections/abc.py";
    "contextlib" = "contextlib.py";
    "copy" = "copy.py";
    "copyreg" = "copyreg.py";
    "dataclasses" = "dataclasses.py";
    "dis" = "dis.py";
    "enum" = "enum.py";
    "errno" = "errno.py";
    "fractions" = "fractions.py";
    "functools" = "functools.py";
    "graphlib" = "graphlib.py";
    "heapq" = "heapq.py";
    "importlib" = "importlib/__init__.py";
    "importlib.metadata" = "importlib/metadata.py";
    "inspect" = "inspect.py";
    "io" = "io.py";
    "json" = "json/__init__.py";
    "json.decoder" = "json/decoder.py";
    "json.encoder" = "json/encoder.py";
    "json.scanner" = "json/scanner.py";
    "keyword" = "keyword.py";
    "linecache" = "linecache.py";
    "numbers" = "numbers.py";
    "opcode" = "opcode.py";
    "operator" = "operator.py";
    "os" = "os.py";
    "pickle" = "pickle.py";
    "posixpath" = "posixpath.py";
    "pyperf" = "pyperf.py";
    "queue" = "queue.py";
    "random" = "random.py";
    "re" = "re.py";
    "reprlib" = "reprlib.py";
    "stat" = "stat.py";
    "statistics" = "statistics.py";
    "string" = "string/__init__.py";
    "string.templatelib" = "string/templatelib.py";
    "struct" = "struct.py";
    "textwrap" = "textwrap.py";
    "threading" = "threading.py";
    "timeit" = "timeit.py";
    "traceback" = "traceback.py";
    "types" = "types.py";
    "token" = "token.py";
    "tokenize" = "tokenize.py";
    "typing" = "typing.py";
    "warnings" = "warnings.py";
    "weakref" = "weakref.py";
};

/// The modules of CPython's library that are not inside and run when `--stdlib` names its folder: all that
/// they need is inside, or is Python too.
pub(crate) const LOADABLE: &[&str] = &[
    "code",
    "codeop",
    "colorsys",
    "concurrent",
    "datetime",
    "dbm",
    "email",
    "filecmp",
    "fileinput",
    "genericpath",
    "getopt",
    "getpass",
    "http",
    "idlelib",
    "ipaddress",
    "netrc",
    "ntpath",
    "nturl2path",
    "numbers",
    "pydoc_data",
    "quopri",
    "sched",
    "site",
    "sysconfig",
    "this",
    "turtledemo",
    "urllib",
    "uuid",
    "wave",
    "wsgiref",
    "xml",
    "xmlrpc",
];

const fn is_package(file: &str) -> bool {
    let (file, end) = (file.as_bytes(), b"__init__.py");
    if file.len() < end.len() {
        return false;
    }
    let mut i = 0;
    while i < end.len() {
        if file[file.len() - end.len() + i] != end[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The module of this name.
pub(crate) fn find(name: &str) -> Option<&'static LibraryModule> {
    LIBRARY.iter().find(|module| module.name == name)
}
