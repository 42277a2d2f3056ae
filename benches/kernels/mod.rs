//! The workload programs written by hand in Rust: the limit the machine code is measured against.
//!
//! Each generator is a struct with a `resume` method: what a programmer writes who wants the loop fast
//! and the meaning kept. Integer arithmetic is checked, as Python's integers never wrap; `resume` may be
//! inlined into its consumer; every value that a generator hands over passes through [`black_box`], so
//! that the optimiser cannot replace a loop by its closed form.
//!
//! [`all`] lists the kernels in the order of the tables. A kernel answers the checksum that its Python
//! program prints, so that a benchmark can check that it measured the same work.

mod delegation;
mod floats;
mod guards;
mod pipelines;
mod scheduling;

use std::fmt;
use std::hint::black_box;

/// What a workload prints: the same on every implementation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Checksum {
    /// A sum of integers.
    Int(i64),
    /// A sum of floats, added in the program's order.
    Float(f64),
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Checksum::Int(value) => value.fmt(f),
            // The shortest text that reads back as the same float, as Python prints it.
            Checksum::Float(value) => write!(f, "{value:?}"),
        }
    }
}

/// A kernel made for one size: each call does the work once. Input is built when it is made.
pub type Work = Box<dyn FnMut() -> Checksum>;

/// One workload.
pub struct Kernel {
    /// The program's file name without `.py`.
    pub name: &'static str,
    /// The size `N` that the benches use.
    pub size: i64,
    /// How many items the work of size `N` has; what an item is stands in the program's docstring.
    pub items: fn(i64) -> u64,
    /// Makes the Rust version of size `N`.
    pub make: fn(i64) -> Work,
}

/// The workloads, in the order of the tables.
pub fn all() -> Vec<Kernel> {
    let each = |n: i64| n.unsigned_abs();
    vec![
        Kernel { name: "count", size: 1_000_000, items: each, make: pipelines::count },
        Kernel {
            name: "genexpr_sum",
            size: 500_000,
            items: |n| (2 * n - n / 3).unsigned_abs(),
            make: pipelines::genexpr_sum,
        },
        Kernel {
            name: "pipeline5",
            size: 200_000,
            items: |n| (2 * n + 3 * ((n + 1) / 2)).unsigned_abs(),
            make: pipelines::pipeline5,
        },
        Kernel { name: "fib_mod", size: 500_000, items: each, make: pipelines::fib_mod },
        Kernel { name: "float_walk", size: 300_000, items: each, make: floats::float_walk },
        Kernel { name: "send_avg", size: 400_000, items: each, make: floats::send_avg },
        Kernel { name: "send_pid", size: 300_000, items: each, make: floats::send_pid },
        Kernel { name: "yieldfrom_chain", size: 100_000, items: each, make: delegation::yieldfrom_chain },
        Kernel {
            name: "round_robin",
            size: 300,
            items: |n| (scheduling::TASKS * (n + 1)).unsigned_abs(),
            make: scheduling::round_robin,
        },
        Kernel { name: "alive", size: 50_000, items: each, make: scheduling::alive },
        Kernel { name: "early_break", size: 50_000, items: each, make: guards::early_break },
        Kernel { name: "short_lived", size: 100_000, items: each, make: scheduling::short_lived },
        Kernel { name: "try_finally", size: 40_000, items: each, make: guards::try_finally },
        Kernel {
            name: "matrix_rows",
            size: 300,
            items: |n| (n * n).unsigned_abs(),
            make: floats::matrix_rows,
        },
    ]
}

/// A generator: `None` once it has ended.
trait Gen {
    type Item;
    fn resume(&mut self) -> Option<Self::Item>;
}

/// The next item, opaque to the optimiser.
#[inline(always)]
fn pull<G: Gen>(generator: &mut G) -> Option<G::Item> {
    generator.resume().map(black_box)
}

#[cold]
#[inline(never)]
fn overflow() -> ! {
    panic!("the sum outgrew 64 bits")
}

#[inline(always)]
fn add(a: i64, b: i64) -> i64 {
    a.checked_add(b).unwrap_or_else(|| overflow())
}

#[inline(always)]
fn mul(a: i64, b: i64) -> i64 {
    a.checked_mul(b).unwrap_or_else(|| overflow())
}

/// Python's `%`: the result has the divisor's sign.
#[inline(always)]
fn modulo(a: i64, m: i64) -> i64 {
    let r = a % m;
    if r != 0 && (r ^ m) < 0 { r + m } else { r }
}

/// The sum of the items, as `for x in generator: total += x` makes it.
fn sum<G: Gen<Item = i64>>(mut generator: G) -> Checksum {
    let mut total = 0;
    while let Some(x) = pull(&mut generator) {
        total = add(total, x);
    }
    Checksum::Int(total)
}

/// `i` from 0 below `n`, the source of several workloads.
struct Count {
    i: i64,
    n: i64,
}

impl Gen for Count {
    type Item = i64;

    #[inline(always)]
    fn resume(&mut self) -> Option<i64> {
        if self.i >= self.n {
            return None;
        }
        let i = self.i;
        self.i = add(i, 1);
        Some(i)
    }
}
