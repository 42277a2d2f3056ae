//! Integer sources and pipelines: `count`, `genexpr_sum`, `pipeline5`, `fib_mod`.

use std::hint::black_box;

use super::{Checksum, Count, Gen, Work, add, modulo, mul, pull, sum};

/// One source, summed.
pub fn count(n: i64) -> Work {
    Box::new(move || sum(Count { i: 0, n: black_box(n) }))
}

/// `sum(x * x for x in (y + 1 for y in range(n)) if x % 3)`.
pub fn genexpr_sum(n: i64) -> Work {
    struct Inner(Count);
    impl Gen for Inner {
        type Item = i64;
        #[inline(always)]
        fn resume(&mut self) -> Option<i64> {
            // The range is part of the expression: no value of a generator is handed over here.
            Some(add(self.0.resume()?, 1))
        }
    }
    struct Outer(Inner);
    impl Gen for Outer {
        type Item = i64;
        #[inline(always)]
        fn resume(&mut self) -> Option<i64> {
            while let Some(x) = pull(&mut self.0) {
                if modulo(x, 3) != 0 {
                    return Some(mul(x, x));
                }
            }
            None
        }
    }
    Box::new(move || sum(Outer(Inner(Count { i: 0, n: black_box(n) }))))
}

struct Scale<S> {
    source: S,
    k: i64,
}

impl<S: Gen<Item = i64>> Gen for Scale<S> {
    type Item = i64;

    #[inline(always)]
    fn resume(&mut self) -> Option<i64> {
        Some(add(mul(pull(&mut self.source)?, self.k), 1))
    }
}

struct Odd<S>(S);

impl<S: Gen<Item = i64>> Gen for Odd<S> {
    type Item = i64;

    #[inline(always)]
    fn resume(&mut self) -> Option<i64> {
        while let Some(x) = pull(&mut self.0) {
            if x & 1 != 0 {
                return Some(x);
            }
        }
        None
    }
}

struct Number<S> {
    source: S,
    i: i64,
}

impl<S: Gen<Item = i64>> Gen for Number<S> {
    type Item = (i64, i64);

    #[inline(always)]
    fn resume(&mut self) -> Option<(i64, i64)> {
        let x = pull(&mut self.source)?;
        let i = self.i;
        self.i = add(i, 1);
        Some((i, x))
    }
}

struct Take<S> {
    source: S,
    left: i64,
}

impl<S: Gen<Item = (i64, i64)>> Gen for Take<S> {
    type Item = (i64, i64);

    #[inline(always)]
    fn resume(&mut self) -> Option<(i64, i64)> {
        if self.left <= 0 {
            return None;
        }
        let pair = pull(&mut self.source)?;
        self.left -= 1;
        Some(pair)
    }
}

/// Source, map, filter, enumerate, take.
pub fn pipeline5(n: i64) -> Work {
    Box::new(move || {
        let source = Count { i: 0, n: black_box(n) };
        let odd = Odd(Scale { source, k: black_box(3) });
        let mut pairs = Take { source: Number { source: odd, i: 0 }, left: n };
        let mut total = 0;
        while let Some((i, x)) = pull(&mut pairs) {
            total = add(total, i ^ x);
        }
        Checksum::Int(total)
    })
}

/// Fibonacci numbers modulo a prime.
pub fn fib_mod(n: i64) -> Work {
    struct Fib {
        a: i64,
        b: i64,
        left: i64,
        m: i64,
    }
    impl Gen for Fib {
        type Item = i64;
        #[inline(always)]
        fn resume(&mut self) -> Option<i64> {
            if self.left == 0 {
                return None;
            }
            self.left -= 1;
            let a = self.a;
            (self.a, self.b) = (self.b, modulo(add(a, self.b), self.m));
            Some(a)
        }
    }
    Box::new(move || sum(Fib { a: 0, b: 1, left: black_box(n), m: black_box(1_000_000_007) }))
}
