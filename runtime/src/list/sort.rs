//! Stable sorting whose comparisons may run Python code and fail.

use genjit_bytecode::CompareOp;

use crate::error::PyResult;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Sorts in place; stable, also when `reverse`. On failure the items are all still there, in some order.
pub(crate) fn sort_values(
    vm: &mut Vm,
    items: &mut Vec<Value>,
    key: Option<&Value>,
    reverse: bool,
) -> PyResult<()> {
    let keys = match key {
        Some(key) => {
            let mut keys = Vec::with_capacity(items.len());
            for item in items.iter() {
                keys.push(vm.call(key, std::slice::from_ref(item))?);
            }
            keys
        }
        None => items.clone(),
    };
    // Equal items keep their order in both directions: reversed before and after.
    let mut order: Vec<usize> = (0..items.len()).collect();
    if reverse {
        order.reverse();
    }
    let sorted = if keys.iter().all(|key| key.as_small().is_some()) {
        order.sort_by_key(|&at| keys[at].as_small());
        Ok(())
    } else if let Some(texts) = all_strings(&keys) {
        order.sort_by(|&a, &b| texts[a].cmp(texts[b]));
        Ok(())
    } else if let Some(floats) = all_floats(&keys) {
        order.sort_by(|&a, &b| floats[a].total_cmp(&floats[b]));
        Ok(())
    } else {
        Sorter { vm, keys: &keys, order: &mut order, runs: Vec::new(), min_gallop: MIN_GALLOP }.sort()
    };
    if reverse {
        order.reverse();
    }
    let old = std::mem::take(items);
    items.extend(order.iter().map(|&at| old[at].clone()));
    sorted
}

/// The floats, if all keys are, and none is a NaN, which has no place, or a zero, of which there are two.
fn all_floats(keys: &[Value]) -> Option<Vec<f64>> {
    let float = |key: &Value| key.as_float().filter(|_| key.type_id() == id::FLOAT);
    keys.iter().map(|key| float(key).filter(|float| !float.is_nan() && *float != 0.0)).collect()
}

/// The texts, if all keys are strings and none is of a derived class: comparing them runs nothing.
fn all_strings(keys: &[Value]) -> Option<Vec<&str>> {
    keys.iter().map(|key| key.downcast::<crate::string::Str>().map(|text| text.as_str())).collect()
}

/// Runs that are shorter are made so long by insertion; a list that is shorter is one run.
const LONGEST_MINIMUM: usize = 64;
/// Items that must come from one side in a row before a merge looks for the end of such a row by leaps.
const MIN_GALLOP: usize = 7;

/// Tim Peters' merge sort, which asks for comparisons in the order that CPython's does: runs that are in order
/// already, or reversed, are found and merged as Munro and Wild's powersort would have it.
struct Sorter<'a> {
    vm: &'a mut Vm,
    keys: &'a [Value],
    /// What is sorted: indices of keys.
    order: &'a mut [usize],
    runs: Vec<Run>,
    min_gallop: usize,
}

/// A run of `order`, and the power of the boundary behind it.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

impl Run {
    fn end(self) -> usize {
        self.start + self.len
    }
}

/// How a merge ended.
enum Merged {
    /// One side is used up: the rest of the other follows.
    UsedUp,
    /// One item is left of the side that was copied: it stands behind all of the other.
    OneLeft,
}

impl Sorter<'_> {
    fn sort(&mut self) -> PyResult<()> {
        let len = self.order.len();
        let minimum = least_run(len);
        let mut start = 0;
        while start < len {
            let mut run = self.count_run(start)?;
            if run < minimum {
                let wanted = minimum.min(len - start);
                self.insert_behind(start, run, wanted)?;
                run = wanted;
            }
            self.found_run(start, run)?;
            start += run;
        }
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            if at > 0 && self.runs[at - 1].len < self.runs[at + 1].len {
                at -= 1;
            }
            self.merge_at(at)?;
        }
        Ok(())
    }

    fn less(&mut self, a: usize, b: usize) -> PyResult<bool> {
        self.vm.compare_bool(CompareOp::Lt, &self.keys[a], &self.keys[b])
    }

    /// Whether the item at `at` is less than the one before it.
    fn falls(&mut self, at: usize) -> PyResult<bool> {
        self.less(self.order[at], self.order[at - 1])
    }

    /// Length of the run at `start`, made an ascending one if it was descending.
    fn count_run(&mut self, start: usize) -> PyResult<usize> {
        let end = self.order.len();
        let mut at = start + 1;
        while at < end && !self.falls(at)? {
            at += 1;
        }
        if at == end {
            return Ok(at - start);
        }
        if at - start > 1 {
            if self.less(self.order[start], self.order[at - 1])? {
                return Ok(at - start);
            }
            // All equal: they keep their order when the run is reversed.
            self.order[start..at].reverse();
        }
        at += 1;
        let mut equal = 0;
        while at < end {
            if self.falls(at)? {
                self.reverse_equal(at, &mut equal);
            } else if self.less(self.order[at - 1], self.order[at])? {
                break;
            } else {
                equal += 1;
            }
            at += 1;
        }
        self.reverse_equal(at, &mut equal);
        self.order[start..at].reverse();
        while at < end && !self.falls(at)? {
            at += 1;
        }
        Ok(at - start)
    }

    /// Reverses the item before `at` and those before it that are equal to it, of which `equal` were counted.
    fn reverse_equal(&mut self, at: usize, equal: &mut usize) {
        if *equal > 0 {
            self.order[at - *equal - 1..at].reverse();
            *equal = 0;
        }
    }

    /// Inserts items into the sorted ones at `start`, by binary search, until `wanted` are sorted.
    fn insert_behind(&mut self, start: usize, sorted: usize, wanted: usize) -> PyResult<()> {
        for at in start + sorted..start + wanted {
            let item = self.order[at];
            let (mut low, mut high) = (start, at);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less(item, self.order[middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.order[low..=at].rotate_right(1);
        }
        Ok(())
    }

    fn found_run(&mut self, start: usize, len: usize) -> PyResult<()> {
        if let Some(last) = self.runs.last().copied() {
            let power = power(last.start, last.len, len, self.order.len());
            while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
                self.merge_at(self.runs.len() - 2)?;
            }
            self.runs.last_mut().expect("there is one").power = power;
        }
        self.runs.push(Run { start, len, power: 0 });
        Ok(())
    }

    /// Merges a run with the one behind it.
    fn merge_at(&mut self, at: usize) -> PyResult<()> {
        let (first, second) = (self.runs[at], self.runs[at + 1]);
        self.runs[at].len += second.len;
        self.runs.remove(at + 1);
        // Those of the first that come before all of the second stay where they are, and so do those of the second
        // that come behind all of the first.
        let first_items = self.order[first.start..first.end()].to_vec();
        let second_items = self.order[second.start..second.end()].to_vec();
        let skipped = self.gallop_right(second_items[0], &first_items, 0)?;
        let a = &first_items[skipped..];
        let Some(&greatest) = a.last() else { return Ok(()) };
        let kept = self.gallop_left(greatest, &second_items, second.len - 1)?;
        if kept == 0 {
            return Ok(());
        }
        let b = &second_items[..kept];
        let mut merged = Vec::with_capacity(a.len() + b.len());
        let from_front = a.len() <= b.len();
        let (mut i, mut j) = if from_front { (0, 0) } else { (a.len(), b.len()) };
        let ended = if from_front {
            self.merge_low(a, b, &mut i, &mut j, &mut merged)
        } else {
            self.merge_high(a, b, &mut i, &mut j, &mut merged)
        };
        let mut rests = if from_front { [&a[i..], &b[j..]] } else { [&a[..i], &b[..j]] };
        if matches!(ended, Ok(Merged::OneLeft)) {
            rests.reverse();
        }
        let rest = rests.concat();
        let parts = if from_front {
            [merged, rest]
        } else {
            merged.reverse();
            [rest, merged]
        };
        let place = first.start + skipped;
        self.order[place..place + a.len() + b.len()].copy_from_slice(&parts.concat());
        ended.map(drop)
    }

    /// Merges from the front, `a` no longer than `b`: `a[i..]` and `b[j..]` are left.
    fn merge_low(
        &mut self,
        a: &[usize],
        b: &[usize],
        i: &mut usize,
        j: &mut usize,
        merged: &mut Vec<usize>,
    ) -> PyResult<Merged> {
        let take = |from: &[usize], at: &mut usize, count: usize, merged: &mut Vec<usize>| {
            merged.extend_from_slice(&from[*at..*at + count]);
            *at += count;
        };
        take(b, j, 1, merged);
        if *j == b.len() {
            return Ok(Merged::UsedUp);
        }
        if a.len() == 1 {
            return Ok(Merged::OneLeft);
        }
        loop {
            let (mut of_a, mut of_b) = (0, 0);
            while of_a < self.min_gallop && of_b < self.min_gallop {
                if self.less(b[*j], a[*i])? {
                    take(b, j, 1, merged);
                    (of_a, of_b) = (0, of_b + 1);
                    if *j == b.len() {
                        return Ok(Merged::UsedUp);
                    }
                } else {
                    take(a, i, 1, merged);
                    (of_a, of_b) = (of_a + 1, 0);
                    if *i + 1 == a.len() {
                        return Ok(Merged::OneLeft);
                    }
                }
            }
            self.min_gallop += 1;
            loop {
                self.min_gallop -= usize::from(self.min_gallop > 1);
                of_a = self.gallop_right(b[*j], &a[*i..], 0)?;
                take(a, i, of_a, merged);
                if of_a > 0 && *i + 1 == a.len() {
                    return Ok(Merged::OneLeft);
                }
                // Comparisons need not agree with each other.
                if *i == a.len() {
                    return Ok(Merged::UsedUp);
                }
                take(b, j, 1, merged);
                if *j == b.len() {
                    return Ok(Merged::UsedUp);
                }
                of_b = self.gallop_left(a[*i], &b[*j..], 0)?;
                take(b, j, of_b, merged);
                if *j == b.len() {
                    return Ok(Merged::UsedUp);
                }
                take(a, i, 1, merged);
                if *i + 1 == a.len() {
                    return Ok(Merged::OneLeft);
                }
                if of_a < MIN_GALLOP && of_b < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }

    /// Merges from the back, `b` shorter than `a`: `a[..i]` and `b[..j]` are left; `merged` is backwards.
    fn merge_high(
        &mut self,
        a: &[usize],
        b: &[usize],
        i: &mut usize,
        j: &mut usize,
        merged: &mut Vec<usize>,
    ) -> PyResult<Merged> {
        let take = |from: &[usize], end: &mut usize, count: usize, merged: &mut Vec<usize>| {
            merged.extend(from[*end - count..*end].iter().rev());
            *end -= count;
        };
        take(a, i, 1, merged);
        if *i == 0 {
            return Ok(Merged::UsedUp);
        }
        if b.len() == 1 {
            return Ok(Merged::OneLeft);
        }
        loop {
            let (mut of_a, mut of_b) = (0, 0);
            while of_a < self.min_gallop && of_b < self.min_gallop {
                if self.less(b[*j - 1], a[*i - 1])? {
                    take(a, i, 1, merged);
                    (of_a, of_b) = (of_a + 1, 0);
                    if *i == 0 {
                        return Ok(Merged::UsedUp);
                    }
                } else {
                    take(b, j, 1, merged);
                    (of_a, of_b) = (0, of_b + 1);
                    if *j == 1 {
                        return Ok(Merged::OneLeft);
                    }
                }
            }
            self.min_gallop += 1;
            loop {
                self.min_gallop -= usize::from(self.min_gallop > 1);
                of_a = *i - self.gallop_right(b[*j - 1], &a[..*i], *i - 1)?;
                take(a, i, of_a, merged);
                if *i == 0 {
                    return Ok(Merged::UsedUp);
                }
                take(b, j, 1, merged);
                if *j == 1 {
                    return Ok(Merged::OneLeft);
                }
                of_b = *j - self.gallop_left(a[*i - 1], &b[..*j], *j - 1)?;
                take(b, j, of_b, merged);
                if of_b > 0 && *j == 1 {
                    return Ok(Merged::OneLeft);
                }
                if *j == 0 {
                    return Ok(Merged::UsedUp);
                }
                take(a, i, 1, merged);
                if *i == 0 {
                    return Ok(Merged::UsedUp);
                }
                if of_a < MIN_GALLOP && of_b < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }

    /// How many of the sorted `items` are less than `item`; the search begins at `hint` and leaps from there.
    fn gallop_left(&mut self, item: usize, items: &[usize], hint: usize) -> PyResult<usize> {
        self.gallop(items, hint, |sorter, other| sorter.less(other, item))
    }

    /// How many of the sorted `items` are not greater than `item`.
    fn gallop_right(&mut self, item: usize, items: &[usize], hint: usize) -> PyResult<usize> {
        self.gallop(items, hint, |sorter, other| Ok(!sorter.less(item, other)?))
    }

    /// How many items at the front are `before` the place that is looked for.
    fn gallop(
        &mut self,
        items: &[usize],
        hint: usize,
        mut before: impl FnMut(&mut Self, usize) -> PyResult<bool>,
    ) -> PyResult<usize> {
        let (mut last, mut leap) = (0, 1);
        let (mut low, mut high);
        if before(self, items[hint])? {
            let most = items.len() - hint;
            while leap < most && before(self, items[hint + leap])? {
                (last, leap) = (leap, leap * 2 + 1);
            }
            (low, high) = (hint + last + 1, hint + leap.min(most));
        } else {
            let most = hint + 1;
            while leap < most && !before(self, items[hint - leap])? {
                (last, leap) = (leap, leap * 2 + 1);
            }
            (low, high) = (most - leap.min(most), hint - last);
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self, items[middle])? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}

/// The least length of a run: such that the number of runs is a power of two, or a little less.
fn least_run(mut len: usize) -> usize {
    let mut rest = 0;
    while len >= LONGEST_MINIMUM {
        rest |= len & 1;
        len >>= 1;
    }
    len + rest
}

/// Power of the boundary between two runs next to each other in a list of `all`: how often the list is halved until
/// their midpoints are in different parts.
fn power(start: usize, first: usize, second: usize, all: usize) -> u32 {
    let (mut a, mut b, mut power) = (2 * start + first, 2 * start + 2 * first + second, 0);
    loop {
        power += 1;
        if a >= all {
            (a, b) = (a - all, b - all);
        } else if b >= all {
            return power;
        }
        (a, b) = (a * 2, b * 2);
    }
}
