//! Items of `struct` to bytes and back.

use num_traits::ToPrimitive;

use super::format::{Field, Format};
use super::raise;
use crate::error::{PyResult, Raised};
use crate::num::{sign_extended, word_of};
use crate::value::Value;
use crate::vm::Vm;

/// Values as bytes.
pub fn pack(vm: &mut Vm, format: &Format, values: &[Value]) -> PyResult<Vec<u8>> {
    let mut bytes = vec![0; format.size];
    let mut values = values.iter();
    for field in &format.fields {
        for at in 0..field.count {
            let Some(value) = values.next() else { break };
            let start = field.offset + at * field.size;
            pack_item(vm, format, field, value, &mut bytes[start..start + field.size])?;
        }
    }
    Ok(bytes)
}

/// Bytes as values.
pub fn unpack(vm: &mut Vm, format: &Format, bytes: &[u8]) -> Vec<Value> {
    let mut values = Vec::with_capacity(format.items);
    for field in &format.fields {
        for at in 0..field.count {
            let start = field.offset + at * field.size;
            values.push(unpack_item(vm, format, field.code, &bytes[start..start + field.size]));
        }
    }
    values
}

/// The range of an integer type.
fn range(code: u8, size: usize) -> (i128, i128) {
    let bits = size as u32 * 8;
    if code.is_ascii_lowercase() { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
}

fn integer(vm: &mut Vm, field: &Field, value: &Value) -> PyResult<u64> {
    let index = match value.as_small() {
        Some(_) => value.clone(),
        None if vm.has_index(value) => vm.index(value)?,
        None => return Err(raise(vm, "required argument is not an integer")),
    };
    let number = index.as_int().and_then(|int| match int.to_i64() {
        Some(small) => Some(i128::from(small)),
        None => int.to_big().to_i128(),
    });
    if field.code == b'P' {
        let pointer = number.filter(|number| (i128::from(i64::MIN)..1 << 64).contains(number));
        return pointer.map(|number| number as u64).ok_or_else(|| raise(vm, "int too large to convert"));
    }
    let (low, high) = range(field.code, field.size);
    match number {
        Some(number) if (low..=high).contains(&number) => Ok(number as u64),
        _ => {
            let code = field.code as char;
            Err(raise(vm, &format!("'{code}' format requires {low} <= number <= {high}")))
        }
    }
}

/// A float, or the error that the argument is none.
fn float(vm: &mut Vm, value: &Value) -> PyResult<f64> {
    vm.to_f64(value).map_err(|raised| {
        drop(vm.take_raised(raised));
        raise(vm, "required argument is not a float")
    })
}

fn complex(vm: &mut Vm, value: &Value) -> PyResult<(f64, f64)> {
    if let Some(parts) = value.as_complex() {
        return Ok((parts.re, parts.im));
    }
    vm.to_f64(value).map(|real| (real, 0.0)).map_err(|raised| {
        drop(vm.take_raised(raised));
        raise(vm, "required argument is not a complex")
    })
}

#[cold]
fn too_large(vm: &mut Vm, code: char) -> Raised {
    vm.raise_overflow_error(format!("float too large to pack with {code} format"))
}

fn single(vm: &mut Vm, format: &Format, float: f64) -> PyResult<u32> {
    let single = float as f32;
    if single.is_infinite() && float.is_finite() && !format.native {
        return Err(too_large(vm, 'f'));
    }
    Ok(single.to_bits())
}

fn pack_item(vm: &mut Vm, format: &Format, field: &Field, value: &Value, place: &mut [u8]) -> PyResult<()> {
    match field.code {
        b'?' => place[0] = u8::from(vm.truth(value)?),
        b'c' => match value.as_bytes() {
            Some(&[byte]) => place[0] = byte,
            _ => return Err(raise(vm, "char format requires a bytes object of length 1")),
        },
        b's' | b'p' => pack_bytes(vm, field.code, value, place)?,
        b'f' => {
            let float = float(vm, value)?;
            let bits = single(vm, format, float)?;
            put(place, u64::from(bits), format.big_end_first);
        }
        b'd' => {
            let bits = float(vm, value)?.to_bits();
            put(place, bits, format.big_end_first);
        }
        b'e' => {
            let float = float(vm, value)?;
            let Some(bits) = half_of(float) else { return Err(too_large(vm, 'e')) };
            put(place, u64::from(bits), format.big_end_first);
        }
        b'F' | b'D' => {
            let (real, imaginary) = complex(vm, value)?;
            let half = place.len() / 2;
            for (part, place) in [real, imaginary].into_iter().zip(place.chunks_exact_mut(half)) {
                let bits = if half == 4 { u64::from(single(vm, format, part)?) } else { part.to_bits() };
                put(place, bits, format.big_end_first);
            }
        }
        _ => {
            let bits = integer(vm, field, value)?;
            put(place, bits, format.big_end_first);
        }
    }
    Ok(())
}

/// As many bytes as there is place for; those of `p` behind their number.
fn pack_bytes(vm: &mut Vm, code: u8, value: &Value, place: &mut [u8]) -> PyResult<()> {
    let Some(bytes) = value.bytes_like() else {
        let code = code as char;
        return Err(raise(vm, &format!("argument for '{code}' must be a bytes object")));
    };
    let place = match place {
        [] => return Ok(()),
        [first, rest @ ..] if code == b'p' => {
            *first = bytes.len().min(rest.len()).min(255) as u8;
            rest
        }
        place => place,
    };
    let count = bytes.len().min(place.len());
    place[..count].copy_from_slice(&bytes[..count]);
    Ok(())
}

/// The low bytes of a word.
fn put(place: &mut [u8], bits: u64, big_end_first: bool) {
    let size = place.len();
    if big_end_first {
        place.copy_from_slice(&bits.to_be_bytes()[8 - size..]);
    } else {
        place.copy_from_slice(&bits.to_le_bytes()[..size]);
    }
}

fn word(bytes: &[u8], big_end_first: bool) -> u64 {
    if big_end_first {
        let mut word = [0; 8];
        word[8 - bytes.len()..].copy_from_slice(bytes);
        u64::from_be_bytes(word)
    } else {
        word_of(bytes)
    }
}

fn unpack_item(vm: &mut Vm, format: &Format, code: u8, bytes: &[u8]) -> Value {
    let big = format.big_end_first;
    match code {
        b'?' => Value::from_bool(bytes[0] != 0),
        b'c' | b's' => vm.new_bytes(bytes),
        b'p' => match bytes.split_first() {
            Some((&count, rest)) => vm.new_bytes(&rest[..rest.len().min(usize::from(count))]),
            None => vm.new_bytes(&[]),
        },
        b'f' => vm.new_float(f64::from(f32::from_bits(word(bytes, big) as u32))),
        b'd' => vm.new_float(f64::from_bits(word(bytes, big))),
        b'e' => vm.new_float(float_of_half(word(bytes, big) as u16)),
        b'F' | b'D' => {
            let part = |bytes: &[u8]| match bytes.len() {
                4 => f64::from(f32::from_bits(word(bytes, big) as u32)),
                _ => f64::from_bits(word(bytes, big)),
            };
            let (real, imaginary) = bytes.split_at(bytes.len() / 2);
            vm.new_complex(part(real), part(imaginary))
        }
        _ => {
            let bits = word(bytes, big);
            if code.is_ascii_lowercase() {
                vm.int(sign_extended(bits, bytes.len()))
            } else {
                vm.int_from_u64(bits)
            }
        }
    }
}

/// The nearest float of 16 bits, the even one of two; nothing if that is too large.
pub(crate) fn half_of(float: f64) -> Option<u16> {
    let sign = if float.is_sign_negative() { 0x8000 } else { 0 };
    if float.is_nan() {
        return Some(sign | 0x7e00);
    }
    let size = float.abs();
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // In units of the last place: 2**-24 for the smallest numbers, then of their exponent.
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let units = (size * 2f64.powi(10 - exponent)).round_ties_even();
    // A number with all its bits carries into the exponent by itself.
    let bits = ((exponent + 14) as u32 * 1024) + units as u32;
    (bits < 0x7c00).then_some(sign | bits as u16)
}

pub(crate) fn float_of_half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let size = match exponent {
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        0 => fraction * 2f64.powi(-24),
        _ => (fraction + 1024.0) * 2f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}
