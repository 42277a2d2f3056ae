//! The front of the JIT from text to text: bytecode and events in, IR out.
//!
//! Each file of `tests/front` has code objects (`;; code c0`), one or more recordings of a region
//! (`;; events`), and behind `;; expect` the IR built from them. `BLESS=1` rewrites the last part.

mod fake;

use std::fs;
use std::path::{Path, PathBuf};

use fake::Fake;
use genjit_jit::events::{EventLog, Start};
use genjit_jit::graph::{Graph, Replay};
use genjit_jit::{Options, RegionPlace, Validity, build, ir};

/// The parts of one test file.
#[derive(Default)]
struct Parts {
    fake: Fake,
    logs: Vec<EventLog>,
    input: String,
    expected: String,
}

fn read(text: &str) -> Parts {
    let mut parts = Parts::default();
    let (input, expected) = text.split_once(";; expect\n").unwrap_or((text, ""));
    parts.input = input.to_owned();
    parts.expected = expected.to_owned();
    for section in input.split(";; ").skip(1) {
        let (head, body) = section.split_once('\n').expect("a section has a head and a body");
        match head.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["code", _] => parts.fake.add_code(body),
            ["events"] => parts.logs.push(body.parse().unwrap_or_else(|error| panic!("{error}"))),
            other => panic!("no section is called {other:?}"),
        }
    }
    parts
}

fn build_text(parts: &mut Parts) -> String {
    let (code, pc) = parts.logs[0].stack[0];
    let place = match parts.logs[0].start {
        Start::Body => RegionPlace::Body(code, pc),
        Start::Loop | Start::Exit => RegionPlace::Loop(code, pc),
    };
    let mut graph = Graph::new(code);
    for log in &parts.logs {
        let mut replay = Replay::new(&mut graph, &log.stack);
        for event in &log.events {
            replay.feed(&mut graph, event);
        }
    }
    let validity = Validity::new();
    let request = build::Request { graph: &mut graph, place, name: "test", validity: &validity };
    match build::build(request, &mut parts.fake, &Options::default()) {
        Ok(built) => {
            ir::verify(&built.region).unwrap_or_else(|error| panic!("{error}\n{}", built.region));
            for exit in &built.exits {
                assert!(!exit.frames.is_empty(), "an exit restores frames");
            }
            built.region.to_string()
        }
        Err(abort) => format!("abort {abort}\n"),
    }
}

fn check(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut parts = read(&text);
    let built = build_text(&mut parts);
    if built == parts.expected {
        return Ok(());
    }
    #[allow(clippy::disallowed_methods, reason = "tests are blessed by an environment variable")]
    let bless = std::env::var_os("BLESS").is_some();
    if bless {
        fs::write(path, format!("{};; expect\n{built}", parts.input)).map_err(|error| error.to_string())?;
        return Ok(());
    }
    Err(format!("{}: the IR differs:\n{built}", path.display()))
}

#[test]
fn files() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/front");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let failures: Vec<String> = paths.iter().filter_map(|path| check(path).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
