//! Prints the code objects of Python files in the form of `tests/reference.py`.
//!
//!     cargo run -p genjit-compiler --example show -- FILE.py OUT …

#[path = "../tests/show/mod.rs"]
mod show;

use std::error::Error;
use std::fs;

use genjit_compiler::{Mode, Options, compile};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for pair in arguments.chunks_exact(2) {
        let [input, output] = pair else { continue };
        let mut text = String::new();
        match compile(&fs::read_to_string(input)?, "FILE", Mode::Module, Options::default()) {
            Ok(code) => show::show(&code, &mut text),
            Err(error) => {
                text = format!("{}: {} line {}\n", error.class.name(), error.message, error.place.lineno)
            }
        }
        fs::write(output, text)?;
    }
    Ok(())
}
