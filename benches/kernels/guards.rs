//! Generators with something to do when they are left: `early_break`, `try_finally`.

use std::cell::Cell;
use std::hint::black_box;

use super::{Checksum, Count, Gen, Work, add, mul, pull};

/// The `finally` clause: runs when the generator is dropped, however it ended.
struct Guarded<'a> {
    items: Count,
    log: &'a Cell<i64>,
    /// What the clause adds to the log, from the number of items begun.
    weight: fn(i64) -> i64,
}

impl Gen for Guarded<'_> {
    type Item = i64;

    #[inline(always)]
    fn resume(&mut self) -> Option<i64> {
        self.items.resume()
    }
}

impl Drop for Guarded<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        self.log.set(add(self.log.get(), (self.weight)(self.items.i)));
    }
}

/// The sum of a guarded generator's items up to 3, where the loop is left.
#[inline(always)]
fn first_four(mut guarded: Guarded<'_>) -> i64 {
    let mut total = 0;
    while let Some(x) = pull(&mut guarded) {
        total = add(total, x);
        if x == 3 {
            break;
        }
    }
    total
}

/// Left by `break` and dropped; what the `finally` logs is not part of the checksum.
pub fn early_break(n: i64) -> Work {
    Box::new(move || {
        let log = Cell::new(0);
        let mut total = 0;
        for _ in 0..black_box(n) {
            let items = Count { i: 0, n: black_box(10) };
            total = add(total, first_four(Guarded { items, log: &log, weight: |_| 1 }));
        }
        black_box(log.get());
        Checksum::Int(total)
    })
}

/// The same inside a `with` block, closed by hand; all three logs are part of the checksum.
pub fn try_finally(n: i64) -> Work {
    Box::new(move || {
        let (entered, left, steps) = (Cell::new(0), Cell::new(0), Cell::new(0));
        let mut total = 0;
        for _ in 0..black_box(n) {
            entered.set(add(entered.get(), 1));
            let items = Count { i: 0, n: black_box(10) };
            // The fourth item's step has not been taken yet when the program's loop is left.
            let guarded = Guarded { items, log: &steps, weight: |begun| begun - 1 };
            total = add(total, first_four(guarded));
            left.set(add(left.get(), 1));
        }
        let logs = add(mul(entered.get(), 3), add(mul(left.get(), 5), mul(steps.get(), 7)));
        Checksum::Int(add(total, logs))
    })
}
