//! Float workloads: `float_walk`, `send_avg`, `send_pid`, `matrix_rows`.

use std::hint::black_box;

use super::{Checksum, Gen, Work, add, modulo, mul, pull};

/// A random walk; its consumer keeps the lowest and highest place and the sum.
pub fn float_walk(n: i64) -> Work {
    struct Walk {
        x: f64,
        state: i64,
        left: i64,
    }
    impl Gen for Walk {
        type Item = f64;
        #[inline(always)]
        fn resume(&mut self) -> Option<f64> {
            if self.left == 0 {
                return None;
            }
            self.left -= 1;
            self.state = modulo(mul(self.state, 16_807), 2_147_483_647);
            self.x += self.state as f64 / 2_147_483_647.0 - 0.5;
            Some(self.x)
        }
    }
    Box::new(move || {
        let mut walk = Walk { x: 0.0, state: 12_345, left: black_box(n) };
        let (mut low, mut high, mut acc) = (0.0, 0.0, 0.0);
        while let Some(x) = pull(&mut walk) {
            if x < low {
                low = x;
            } else if x > high {
                high = x;
            }
            acc += x;
        }
        Checksum::Float(acc + high - low)
    })
}

/// A running average, driven by values that are sent.
pub fn send_avg(n: i64) -> Work {
    struct Averager {
        total: f64,
        count: i64,
    }
    impl Averager {
        #[inline(always)]
        fn send(&mut self, x: f64) -> f64 {
            self.total += x;
            self.count = add(self.count, 1);
            self.total / self.count as f64
        }
    }
    Box::new(move || {
        let mut averager = Averager { total: 0.0, count: 0 };
        let mut acc = 0.0;
        for i in 0..black_box(n) {
            let x = (i & 1023) as f64 * 0.5;
            acc += black_box(averager.send(black_box(x)));
        }
        Checksum::Float(acc)
    })
}

struct Pid {
    gains: [f64; 3],
    target: f64,
    dt: f64,
    integral: f64,
    previous: f64,
}

impl Pid {
    #[inline(always)]
    fn send(&mut self, measured: f64) -> f64 {
        let [kp, ki, kd] = self.gains;
        let error = self.target - measured;
        self.integral += error * self.dt;
        let output = kp * error + ki * self.integral + kd * (error - self.previous) / self.dt;
        let output = output.clamp(-10.0, 10.0);
        self.previous = error;
        output
    }
}

/// A controller that closes the loop on a first-order plant.
pub fn send_pid(n: i64) -> Work {
    Box::new(move || {
        let mut controller = Pid {
            gains: black_box([0.6, 0.3, 0.01]),
            target: 1.0,
            dt: black_box(0.01),
            integral: 0.0,
            previous: 0.0,
        };
        let (mut y, mut acc) = (0.0, 0.0);
        for i in 0..black_box(n) {
            let u = black_box(controller.send(y));
            y += (u - y) * 0.01;
            acc += y;
            if i % 5000 == 0 {
                y = 0.0;
            }
        }
        Checksum::Float(acc)
    })
}

/// Row sums of the product of a matrix with its own columns.
pub fn matrix_rows(n: i64) -> Work {
    struct Cells<'a> {
        matrix: &'a [Vec<f64>],
        row: usize,
        column: usize,
    }
    impl Gen for Cells<'_> {
        type Item = f64;
        #[inline(always)]
        fn resume(&mut self) -> Option<f64> {
            let left = self.matrix[self.row].get(self.column)?;
            let cell = left * self.matrix[self.column][self.row];
            self.column += 1;
            Some(cell)
        }
    }
    struct Rows<'a> {
        matrix: &'a [Vec<f64>],
        row: usize,
    }
    impl Gen for Rows<'_> {
        type Item = f64;
        #[inline(always)]
        fn resume(&mut self) -> Option<f64> {
            if self.row == self.matrix.len() {
                return None;
            }
            let mut cells = Cells { matrix: self.matrix, row: self.row, column: 0 };
            self.row += 1;
            let mut acc = 0.0;
            while let Some(x) = pull(&mut cells) {
                acc += x;
            }
            Some(acc)
        }
    }
    let cell = |r: i64, c: i64| ((r * 31 + c * 17) % 101) as f64 * 0.25;
    let matrix: Vec<Vec<f64>> = (0..n).map(|r| (0..n).map(|c| cell(r, c)).collect()).collect();
    Box::new(move || {
        let mut rows = Rows { matrix: black_box(&matrix), row: 0 };
        let mut total = 0.0;
        while let Some(x) = pull(&mut rows) {
            total += x;
        }
        Checksum::Float(total)
    })
}
