//! `yieldfrom_chain`: a source behind ten delegating generators.

use std::hint::black_box;

use super::{Checksum, Count, Gen, Work, add};

/// The depth that the Python program has by default.
const DEPTH: usize = 10;

/// One level of delegation: every item passes through it.
struct Level(Box<dyn Gen<Item = i64>>);

impl Gen for Level {
    type Item = i64;

    fn resume(&mut self) -> Option<i64> {
        self.0.resume()
    }
}

/// Each level is a call through a pointer: its cost grows with the depth, as it does in the Pythons.
pub fn yieldfrom_chain(n: i64) -> Work {
    Box::new(move || {
        let mut chain: Box<dyn Gen<Item = i64>> = Box::new(Count { i: 0, n: black_box(n) });
        for _ in 0..DEPTH {
            chain = Box::new(Level(chain));
        }
        let mut total = 0;
        while let Some(x) = chain.resume() {
            total = add(total, x);
        }
        Checksum::Int(total)
    })
}
