//! The front of the JIT from text to text: bytecode and events in, IR out.
//!
//! Each file of `tests/front` has code objects (`;; code c0`), one or more recordings of a region
//! (`;; events`), and behind `;; expect` the IR built from them. `BLESS=1` rewrites the last part.

mod fake;

use std::fs;
use std::path::Path;

use fake::Case;
use genjit_jit::build::Built;

/// The IR, then the side table of each exit that it takes.
fn shown(built: Built) -> String {
    let mut text = built.region.to_string();
    let mut last = None;
    for (snap, _) in built.region.live_exits() {
        if last.replace(snap) != Some(snap) {
            text += &format!("exit {} {}", snap.index(), built.exits[snap.index()]);
        }
    }
    text
}

fn check(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut case = Case::read(&text);
    let built = case.build().map_or_else(|abort| format!("abort {abort}\n"), shown);
    if built == case.expected {
        return Ok(());
    }
    #[allow(clippy::disallowed_methods, reason = "tests are blessed by an environment variable")]
    let bless = std::env::var_os("BLESS").is_some();
    if bless {
        return fs::write(path, format!("{};; expect\n{built}", case.input))
            .map_err(|error| error.to_string());
    }
    Err(format!("{}: the IR differs:\n{built}", path.display()))
}

#[test]
fn files() {
    let failures: Vec<String> = fake::files().unwrap().iter().filter_map(|path| check(path).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What the passes leave of each region is still a region.
#[test]
fn files_survive_the_passes() {
    for path in fake::files().unwrap() {
        let mut case = Case::read(&fs::read_to_string(&path).unwrap());
        let Ok(mut built) = case.build() else { continue };
        let before = built.region.guard_count();
        genjit_jit::opt::run(&mut built.region, true)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(built.region.guard_count() < before, "{}", path.display());
    }
}
