//! Many generators: `round_robin`, `alive`, `short_lived`.

use std::cell::Cell;
use std::hint::black_box;
use std::rc::Rc;

use super::{Checksum, Gen, Work, add, mul, pull};

/// How many tasks `round_robin` schedules.
pub const TASKS: i64 = 1000;

struct Task {
    acc: i64,
    i: i64,
    n: i64,
    result: Rc<Cell<i64>>,
}

impl Gen for Task {
    type Item = ();

    #[inline(always)]
    fn resume(&mut self) -> Option<()> {
        if self.i >= self.n {
            self.result.set(self.acc);
            return None;
        }
        self.acc = add(mul(self.acc, 31), self.i) & 0xFFFF;
        self.i = add(self.i, 1);
        Some(())
    }
}

/// A scheduler that resumes each task in turn until all have ended.
pub fn round_robin(n: i64) -> Work {
    Box::new(move || {
        let n = black_box(n);
        let results: Vec<Rc<Cell<i64>>> = (0..TASKS).map(|_| Rc::default()).collect();
        let mut ready: Vec<Box<dyn Gen<Item = ()>>> = Vec::new();
        for (acc, result) in (0..).zip(&results) {
            ready.push(Box::new(Task { acc, i: 0, n, result: Rc::clone(result) }));
        }
        while !ready.is_empty() {
            let mut waiting = Vec::new();
            for mut task in ready {
                if task.resume().is_some() {
                    waiting.push(task);
                }
            }
            ready = waiting;
        }
        Checksum::Int(results.iter().map(|result| result.get()).sum())
    })
}

/// Suspended generators that are all alive at once, then each resumed to its end.
pub fn alive(n: i64) -> Work {
    struct Two {
        state: u32,
        a: i64,
        b: i64,
    }
    impl Gen for Two {
        type Item = i64;
        fn resume(&mut self) -> Option<i64> {
            self.state += 1;
            match self.state {
                1 => Some(self.a),
                2 => Some(self.b),
                _ => None,
            }
        }
    }
    Box::new(move || {
        let mut made: Vec<Box<dyn Gen<Item = i64>>> = Vec::new();
        for i in 0..black_box(n) {
            let mut cell: Box<dyn Gen<Item = i64>> = Box::new(Two { state: 0, a: i & 127, b: i & 63 });
            cell.resume();
            made.push(cell);
        }
        let mut total = 0;
        for cell in &mut made {
            total = add(total, cell.resume().expect("the second yield"));
        }
        Checksum::Int(total)
    })
}

/// Generators of three items, made and exhausted one after the other.
pub fn short_lived(n: i64) -> Work {
    struct Three {
        state: i64,
        i: i64,
    }
    impl Gen for Three {
        type Item = i64;
        #[inline(always)]
        fn resume(&mut self) -> Option<i64> {
            if self.state == 3 {
                return None;
            }
            let item = add(self.i, self.state);
            self.state += 1;
            Some(item)
        }
    }
    Box::new(move || {
        let mut total = 0;
        for i in 0..black_box(n) {
            let mut three = black_box(Three { state: 0, i });
            while let Some(x) = pull(&mut three) {
                total = add(total, x);
            }
        }
        Checksum::Int(total)
    })
}
