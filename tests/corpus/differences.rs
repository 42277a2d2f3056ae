//! `docs/DIFFERENCES.md` is made from what the tests know: what is refused, which modules are inside, which
//! programs are left out. `BLESS=1 cargo test -p genjit --test corpus differences` writes it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use genjit::{Error, Options, Vm};
use libtest_mimic::Trial;

use super::program::{self, Program, root};

/// The page, from the root of the checkout.
const PAGE: &str = "docs/DIFFERENCES.md";

/// What is not as in CPython on purpose, and stays so.
const MEANT: &[(&str, &str)] = &[
    (
        "Objects",
        "`id()` of ints and floats that are no objects here is made from their values; `sys.getsizeof()` \
      and `sys.getrefcount()` tell what is true here.",
    ),
    (
        "Bytecode",
        "The instructions are CPython 3.14's, without its specialised ones: `dis` shows no adaptive form.",
    ),
    (
        "Collections of cycles",
        "They begin at other moments than CPython's, so that `__del__` of an object in a \
      cycle may run sooner or later. What is in no cycle is finalised at once, as there.",
    ),
    (
        "Tuples of iterators",
        "`zip()`, `enumerate()`, `itertools.product()` and their like let go of the tuple that they \
      gave; CPython's keep it to use it again, so that what is in it may be finalised a step later there.",
    ),
    ("Threads", "A machine runs on one thread."),
    ("Prompt", "It has the manners of CPython's basic prompt, not of its new one."),
    ("Tracing", "`sys.settrace()` and `sys.setprofile()` are not there; `sys.gettrace()` is always `None`."),
    (
        "Recursion",
        "Python's recursion limit is counted as CPython counts it; native recursion ends in \
      `RecursionError` when the native stack is low.",
    ),
    (
        "Regular expressions",
        "They are matched by a crate: groups more than about 60 deep are refused, and a match that wants a million \
         open choices or 100 million steps back ends in `RuntimeError`.",
    ),
    ("C extensions", "There are none: modules are written in Rust, inside, or in Python."),
];

/// Parts of the language, each with the least program that uses it. Those that do not run are listed.
const LANGUAGE: &[(&str, &str)] = &[
    ("`match`", "match 1:\n    case 1: pass\n"),
    (
        "`match` with classes, mappings and sequences",
        "match {'a': [1, 2]}:\n    case {'a': [int(), *_]}: pass\n",
    ),
    ("`except*`", "try:\n    pass\nexcept* ValueError:\n    pass\n"),
    ("`type` statements", "type A = int\n"),
    ("type parameters of functions", "def f[T](x: T) -> T: return x\n"),
    ("type parameters of classes", "class A[T]: pass\n"),
    ("template strings", "t'{1}'\n"),
    ("`async def`, `await`", "async def f(): await f()\n"),
    ("asynchronous generators and comprehensions", "async def f():\n    yield [x async for x in f()]\n"),
    ("surrogates in string literals", "'\\ud800'\n"),
    ("annotations that are evaluated late", "def f(x: undefined): pass\nclass A:\n    y: undefined\n"),
    (
        "`nonlocal`, closures, class cells",
        "class A:\n    def f(self): return __class__\nassert A().f() is A\n",
    ),
    ("metaclasses", "class M(type): pass\nclass A(metaclass=M): pass\n"),
    ("`__slots__`", "class A: __slots__ = ('a',)\n"),
    (
        "`__init_subclass__`, `__set_name__`",
        "class A:\n    def __init_subclass__(cls): pass\nclass B(A): pass\n",
    ),
    ("exception groups", "ExceptionGroup('a', [ValueError()])\n"),
    (
        "`with` over several managers",
        "from contextlib import nullcontext\nwith (nullcontext() as a, nullcontext() as b): pass\n",
    ),
    ("positional-only and keyword-only parameters", "def f(a, /, b, *, c): pass\nf(1, 2, c=3)\n"),
    ("assignment expressions", "[y := 1, y]\n"),
    ("f-strings with nested quotes and formats", "f'{f\"{1:>{2}}\"!r:>10}'\n"),
    ("matrix multiplication", "class A:\n    def __matmul__(self, other): return 1\nA() @ A()\n"),
    ("complex numbers", "(1 + 2j) * 3j\n"),
    ("`memoryview`", "memoryview(b'a')\n"),
    ("weak references", "import weakref\nclass A: pass\nweakref.ref(A())\n"),
    ("`sys.settrace`", "import sys\nsys.settrace(None)\n"),
    ("binary files", "open('/dev/null', 'rb').read()\n"),
    ("`globals()` and `locals()` as mappings", "exec('x = 1', globals(), {})\n"),
];

/// The trial that compares the page with what it would be now, or writes it.
pub fn trial() -> Trial {
    Trial::test("differences", || {
        let page = page();
        let path = root().join(PAGE);
        if bless() {
            fs::create_dir_all(path.parent().expect("a folder"))?;
            fs::write(&path, &page)?;
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        if there == page {
            return Ok(());
        }
        let line = there.lines().zip(page.lines()).position(|(old, new)| old != new);
        let line = line.unwrap_or_else(|| there.lines().count().min(page.lines().count()));
        let now = page.lines().nth(line).unwrap_or("the end");
        Err(format!("{PAGE} is stale at line {}: now {now:?}; BLESS=1 writes it", line + 1).into())
    })
}

#[allow(clippy::disallowed_methods, reason = "BLESS is a switch of the tests, not of the library")]
fn bless() -> bool {
    std::env::var_os("BLESS").is_some()
}

fn page() -> String {
    let mut page = String::from(
        "# Differences from CPython 3.14\n\nMade by the tests: `BLESS=1 cargo test -p genjit --test corpus differences` \
         writes this page, and the same\ntest fails when it is stale. What stands in no list here is meant to be as in \
         CPython 3.14.\n\n## Meant\n\n",
    );
    for (topic, text) in MEANT {
        let _ = writeln!(page, "- {topic}: {text}");
    }
    language(&mut page);
    messages(&mut page);
    modules(&mut page);
    left_out(&mut page);
    page
}

/// A machine of its own that only interprets; what it prints is dropped.
fn machine() -> Vm {
    let mut vm = Vm::new(Options::parse_flags(&["--jit=off"]).expect("flags"));
    vm.set_stdout(Box::new(std::io::sink()));
    vm.set_stderr(Box::new(std::io::sink()));
    vm
}

fn language(page: &mut String) {
    page.push_str("\n## Parts of the language that do not run\n\n");
    let mut all = true;
    for (name, source) in LANGUAGE {
        if let Err(Error::Exception(error)) = machine().run_source(source, "<probe>") {
            all = false;
            let _ = writeln!(page, "- {name}: `{}: {}`", error.class(), error.message());
        }
    }
    if all {
        let _ = writeln!(page, "None of the {} that are tried.", LANGUAGE.len());
    }
}

/// The messages of the sources that say that something is not supported.
fn messages(page: &mut String) {
    page.push_str("\n## What is refused by name\n\n");
    let mut found = Vec::new();
    for folder in ["runtime/src", "runtime/lib", "compiler/src"] {
        collect_messages(&root().join(folder), &mut found);
    }
    found.sort();
    found.dedup();
    for message in found {
        let _ = writeln!(page, "- `{message}`");
    }
}

fn collect_messages(folder: &Path, found: &mut Vec<String>) {
    for path in program::sorted_paths(folder) {
        if path.is_dir() {
            collect_messages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "py") {
            let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let lines = text.lines().filter(|line| !line.trim_start().starts_with(['#', '/']));
            found.extend(lines.flat_map(refusals));
        }
    }
}

/// The texts of a line of source that say so in our words: CPython says some of these too, of what no
/// implementation can do.
fn refusals(line: &str) -> Vec<String> {
    const OURS: &[&str] =
        &["is not supported", "are not supported", "is supported", "are supported", "not supported yet"];
    const CPYTHONS: &[&str] = &[
        "not supported between",
        "decoding str is not supported",
        "Bivariant types are not supported.",
        "Substitution of bare TypeVarTuple is not supported",
    ];
    let texts = line.split('"').skip(1).step_by(2);
    let ours = |text: &&str| {
        OURS.iter().any(|part| text.contains(part)) && !CPYTHONS.iter().any(|part| text.contains(part))
    };
    texts.filter(ours).filter(|text| !text.starts_with('{')).map(|text| text.trim().to_owned()).collect()
}

fn modules(page: &mut String) {
    const NAMES: &str = "import sys\nnames = '\\n'.join(sorted(sys.stdlib_module_names))\n";
    let mut vm = machine();
    vm.run_source(NAMES, "<probe>").unwrap_or_else(|error| panic!("{error}"));
    let names = vm.get("names").and_then(|names| vm.to_text(&names)).expect("a text");
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for name in names.lines().filter(|name| !name.starts_with('_')) {
        let there = machine().run_source(&format!("import {name}\n"), "<probe>").is_ok();
        if there { &mut inside } else { &mut outside }.push(format!("`{name}`"));
    }
    let _ = write!(
        page,
        "\n## Modules\n\nInside genjit ({}):\n{}.\n\nNot inside ({}): `--stdlib=DIR` takes what is Python in them from \
         the library of a CPython.\n{}.\n",
        inside.len(),
        filled(&inside),
        outside.len(),
        filled(&outside)
    );
}

/// Words in lines of a readable length.
fn filled(words: &[String]) -> String {
    let mut text = String::new();
    let mut width = 0;
    for (index, word) in words.iter().enumerate() {
        let word = if index + 1 < words.len() { format!("{word},") } else { word.clone() };
        if width + word.len() > 100 {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
        }
        width += word.len() + 1;
        text += &word;
    }
    text
}

fn left_out(page: &mut String) {
    let programs = program::all();
    page.push_str("\n## Programs of the corpus that are not run\n\n");
    let reason = |program: &Program| program.skip.clone().or_else(|| program.differs.clone());
    let skipped: Vec<&Program> = programs.iter().filter(|program| reason(program).is_some()).collect();
    for program in &skipped {
        let _ = writeln!(page, "- `{}`: {}", program.name, reason(program).unwrap_or_default());
    }
    if skipped.is_empty() {
        page.push_str("None.\n");
    }
    page.push_str("\nNot in every mode:\n\n");
    for program in programs.iter().filter(|program| !program.not_in.is_empty()) {
        let _ = writeln!(page, "- `{}`: not in {}", program.name, program.not_in.join(", "));
    }
}
