//! The programs of `benches/` at a small size: checksums in every mode, and of the Rust kernels there are.

use std::fs;

use libtest_mimic::Trial;

use super::kernels::{self, Kernel};
use super::modes;
use super::program::{Expected, Program, root};
use super::report;

/// One test a workload and mode, and one for its Rust version if it has one.
pub fn trials() -> Vec<Trial> {
    let text = fs::read_to_string(root().join("benches/programs/CHECKSUMS")).expect("CHECKSUMS");
    let mut trials = Vec::new();
    for line in text.lines() {
        let mut words = line.splitn(3, ' ');
        let mut word = || words.next().unwrap_or_else(|| panic!("CHECKSUMS: {line}"));
        let (name, size, checksum) = (word(), word(), word());
        let program = program(name, size, checksum);
        for mode in modes::for_program(&program) {
            let (test, program) = (format!("programs/{name} [{}]", mode.name), program.clone());
            trials.push(Trial::test(test, move || Ok(report::check(&program, &mode)?)));
        }
        let Some(kernel) = kernels::all().into_iter().find(|kernel| kernel.name == name) else { continue };
        let (size, checksum) = (size.parse().expect("a size"), checksum.to_owned());
        let test = format!("programs/{name} [rust]");
        trials.push(Trial::test(test, move || Ok(check_kernel(&kernel, size, &checksum)?)));
    }
    trials
}

/// The workload as a program that prints its checksum. What follows its own `if __name__ …` is
/// replaced, since that reads the command line and prints times.
fn program(name: &str, size: &str, checksum: &str) -> Program {
    let path = format!("benches/programs/{name}.py");
    let text = fs::read_to_string(root().join(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let body = text.split("if __name__ ==").next().expect("the part before the harness");
    let prepare = match body.split_once("def prepare(") {
        None => String::new(),
        Some((_, rest)) if rest.starts_with("depth)") => "prepare(DEPTH)\n".to_owned(),
        Some(_) => format!("prepare({size})\n"),
    };
    Program {
        name: format!("programs/{name}"),
        path,
        source: format!("{body}{prepare}print(main({size}))\n"),
        flags: vec!["--jit-threshold=10".to_owned()],
        expected: Expected { code: 0, out: format!("{checksum}\n"), err: String::new() },
        ..Program::default()
    }
}

fn check_kernel(kernel: &Kernel, size: i64, checksum: &str) -> Result<(), String> {
    let got = (kernel.make)(size)().to_string();
    let items = (kernel.items)(kernel.size);
    if got != checksum || items == 0 {
        return Err(format!("checksum {got}, expected {checksum}; {items} items"));
    }
    Ok(())
}
