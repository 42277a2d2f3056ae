//! Constant strings, byte strings and tuples: joining, repeating, indexing.

use genjit_bytecode::Constant;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// Longest repeated string, in characters or bytes.
const MAX_STR_SIZE: usize = 4096;
/// Longest repeated tuple.
const MAX_COLLECTION_SIZE: usize = 256;
/// Most items of a repeated tuple, nested ones included.
const MAX_TOTAL_ITEMS: usize = 1024;

/// `a + b`
pub(super) fn concat(left: &Constant, right: &Constant) -> Option<Constant> {
    match (left, right) {
        (Constant::Str(a), Constant::Str(b)) => Some(Constant::Str(format!("{a}{b}").into())),
        (Constant::Bytes(a), Constant::Bytes(b)) => Some(Constant::Bytes([&a[..], b].concat().into())),
        (Constant::Tuple(a), Constant::Tuple(b)) => Some(Constant::Tuple([&a[..], b].concat())),
        _ => None,
    }
}

/// `a * b`, one of them a count.
pub(super) fn repeat(left: &Constant, right: &Constant) -> Option<Constant> {
    match (left, right) {
        (count, Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)) => {
            repeated(right, as_int(count)?)
        }
        (_, count) => repeated(left, as_int(count)?),
    }
}

fn as_int(constant: &Constant) -> Option<BigInt> {
    match constant {
        Constant::Int(i) => Some(i.clone()),
        Constant::Bool(b) => Some(BigInt::from(u8::from(*b))),
        _ => None,
    }
}

fn repeated(value: &Constant, count: BigInt) -> Option<Constant> {
    let times = |size: usize, limit: usize| -> Option<usize> {
        if size == 0 {
            return Some(0);
        }
        count.to_usize().filter(|&n| n <= limit / size)
    };
    match value {
        Constant::Str(s) => {
            let n = times(s.chars().count(), MAX_STR_SIZE)?;
            Some(Constant::Str(s.repeat(n).into()))
        }
        Constant::Bytes(b) => Some(Constant::Bytes(b.repeat(times(b.len(), MAX_STR_SIZE)?).into())),
        Constant::Tuple(items) => {
            let n = times(items.len(), MAX_COLLECTION_SIZE)?;
            if n > 0 && total_items(items) > MAX_TOTAL_ITEMS / n {
                return None;
            }
            Some(Constant::Tuple(items.iter().cloned().cycle().take(items.len() * n).collect()))
        }
        _ => None,
    }
}

fn total_items(items: &[Constant]) -> usize {
    let nested = items.iter().map(|i| if let Constant::Tuple(t) = i { total_items(t) } else { 0 });
    items.len() + nested.sum::<usize>()
}

/// `a[b]` with an integer or a slice.
pub(super) fn subscript(left: &Constant, right: &Constant) -> Option<Constant> {
    match left {
        Constant::Str(s) => {
            let chars: Vec<char> = s.chars().collect();
            let picked = pick(&chars, right)?;
            Some(Constant::Str(picked.items().iter().collect::<String>().into()))
        }
        Constant::Bytes(b) => match pick(b, right)? {
            Picked::One(byte) => Some(Constant::Int(BigInt::from(byte))),
            Picked::Many(bytes) => Some(Constant::Bytes(bytes.into())),
        },
        Constant::Tuple(items) => match pick(items, right)? {
            Picked::One(item) => Some(item),
            Picked::Many(items) => Some(Constant::Tuple(items)),
        },
        _ => None,
    }
}

enum Picked<T> {
    One(T),
    Many(Vec<T>),
}

impl<T: Clone> Picked<T> {
    fn items(self) -> Vec<T> {
        match self {
            Picked::One(item) => vec![item],
            Picked::Many(items) => items,
        }
    }
}

fn pick<T: Clone>(items: &[T], index: &Constant) -> Option<Picked<T>> {
    let length = items.len() as i64;
    if let Constant::Slice(parts) = index {
        return pick_slice(items, parts).map(Picked::Many);
    }
    let i = as_int(index)?.to_i64()?;
    let i = if i < 0 { i + length } else { i };
    items.get(usize::try_from(i).ok()?).cloned().map(Picked::One)
}

fn pick_slice<T: Clone>(items: &[T], [start, stop, step]: &[Constant; 3]) -> Option<Vec<T>> {
    let length = items.len() as i64;
    let step = bound(step)?.unwrap_or(1);
    if step == 0 {
        return None;
    }
    // Where an index may lie: one past the end going forwards, one before the start going backwards.
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let clamp = |i: i64| (if i < 0 { i.saturating_add(length) } else { i }).clamp(low, high);
    let first = bound(start)?.map_or(if step > 0 { low } else { high }, clamp);
    let end = bound(stop)?.map_or(if step > 0 { high } else { low }, clamp);
    let mut picked = Vec::new();
    let mut i = first;
    while if step > 0 { i < end } else { i > end } {
        picked.push(items.get(usize::try_from(i).ok()?)?.clone());
        i = i.saturating_add(step);
    }
    Some(picked)
}

/// A slice bound: `None` if it is no integer or too large to be one here.
fn bound(constant: &Constant) -> Option<Option<i64>> {
    match constant {
        Constant::None => Some(None),
        other => as_int(other)?.to_i64().map(Some),
    }
}
