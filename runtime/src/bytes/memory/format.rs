//! The items of a memory view: one native format character each.

use num_traits::ToPrimitive;

use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::modules::{float_of_half, half_of};
use crate::num::{sign_extended, word_of};
use crate::value::Value;
use crate::vm::Vm;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Signed,
    Unsigned,
    Float,
    Bool,
    /// A bytes object of length 1.
    Byte,
    /// A format of other objects, whose items are not looked at.
    Unknown,
}

/// A row of the table of formats.
#[derive(Debug)]
pub(crate) struct Format {
    /// As in `struct`.
    pub letter: char,
    /// Bytes of an item.
    pub size: usize,
    kind: Kind,
}

const fn row(letter: char, size: usize, kind: Kind) -> Format {
    Format { letter, size, kind }
}

/// Bytes as numbers, what a view has of an object that says nothing else.
pub(crate) const BYTE: &Format = &FORMATS[0];

const FORMATS: &[Format] = &[
    row('B', 1, Kind::Unsigned),
    row('b', 1, Kind::Signed),
    row('c', 1, Kind::Byte),
    row('?', 1, Kind::Bool),
    row('h', 2, Kind::Signed),
    row('H', 2, Kind::Unsigned),
    row('i', 4, Kind::Signed),
    row('I', 4, Kind::Unsigned),
    row('l', 8, Kind::Signed),
    row('L', 8, Kind::Unsigned),
    row('q', 8, Kind::Signed),
    row('Q', 8, Kind::Unsigned),
    row('n', 8, Kind::Signed),
    row('N', 8, Kind::Unsigned),
    row('P', 8, Kind::Unsigned),
    row('e', 2, Kind::Float),
    row('f', 4, Kind::Float),
    row('d', 8, Kind::Float),
    row('u', 4, Kind::Unknown),
    row('w', 4, Kind::Unknown),
];

/// The row of a letter, those of other objects included.
pub(crate) fn of_letter(letter: char) -> &'static Format {
    FORMATS.iter().find(|format| format.letter == letter).unwrap_or(BYTE)
}

/// The row that a program names: a letter, an `@` before it or not.
pub(crate) fn find(text: &str) -> Option<&'static Format> {
    let mut letters = text.strip_prefix('@').unwrap_or(text).chars();
    let letter = letters.next()?;
    let known = FORMATS.iter().find(|format| format.letter == letter && format.kind != Kind::Unknown);
    known.filter(|_| letters.next().is_none())
}

impl Format {
    /// Whether an item is a byte, so that it may be cast to any other format.
    pub(crate) fn is_byte(&self) -> bool {
        matches!(self.letter, 'B' | 'b' | 'c')
    }

    /// Whether items that are equal have equal bytes.
    pub(crate) fn compares_by_bytes(&self) -> bool {
        matches!(self.kind, Kind::Signed | Kind::Unsigned | Kind::Byte)
    }

    /// Whether items can be read and written.
    pub(crate) fn is_known(&self) -> bool {
        self.kind != Kind::Unknown
    }

    /// An item as an object.
    pub(crate) fn read(&self, vm: &mut Vm, bytes: &[u8]) -> PyResult {
        let unsigned = word_of(&bytes[..self.size]);
        Ok(match (self.kind, self.size) {
            (Kind::Signed, size) => vm.int(sign_extended(unsigned, size)),
            (Kind::Unsigned, _) => vm.int_from_u64(unsigned),
            (Kind::Bool, _) => Value::from_bool(unsigned != 0),
            (Kind::Byte, _) => vm.new_bytes(&bytes[..1]),
            (Kind::Float, 2) => vm.new_float(float_of_half(unsigned as u16)),
            (Kind::Float, 4) => vm.new_float(f64::from(f32::from_bits(unsigned as u32))),
            (Kind::Float, _) => vm.new_float(f64::from_bits(unsigned)),
            (Kind::Unknown, _) => return Err(self.raise_unknown(vm)),
        })
    }

    /// An object as an item, in the first bytes.
    pub(crate) fn write(&self, vm: &mut Vm, value: &Value) -> PyResult<[u8; 8]> {
        let word = match self.kind {
            Kind::Signed | Kind::Unsigned => self.int(vm, value)?,
            Kind::Bool => u64::from(vm.truth(value)?),
            Kind::Byte => match value.as_bytes() {
                Some(&[byte]) => u64::from(byte),
                Some(_) => return Err(self.raise_value(vm)),
                None => return Err(self.raise_type(vm)),
            },
            Kind::Float => self.float(vm, value)?,
            Kind::Unknown => return Err(self.raise_unknown(vm)),
        };
        Ok(word.to_le_bytes())
    }

    fn int(&self, vm: &mut Vm, value: &Value) -> PyResult<u64> {
        if !vm.has_index(value) {
            return Err(self.raise_type(vm));
        }
        let index = vm.index(value)?;
        let big = index.as_int().map(|int| int.to_big()).unwrap_or_default();
        let bits = 8 * self.size as u32;
        let word = match self.kind {
            Kind::Signed => big
                .to_i64()
                .filter(|int| *int >> (bits - 1) == 0 || *int >> (bits - 1) == -1)
                .map(|int| int as u64),
            _ => big.to_u64().filter(|int| bits == 64 || *int >> bits == 0),
        };
        match word {
            Some(word) => Ok(word),
            None => Err(self.raise_value(vm)),
        }
    }

    fn float(&self, vm: &mut Vm, value: &Value) -> PyResult<u64> {
        let float = match vm.to_f64(value) {
            Ok(float) => float,
            Err(raised) => {
                let exception = vm.take_raised(raised);
                if vm.is_exception_of(&exception, ExceptionKind::TypeError) {
                    return Err(self.raise_type(vm));
                }
                return Err(vm.set_raised(exception));
            }
        };
        Ok(match self.size {
            2 => match half_of(float) {
                Some(bits) => u64::from(bits),
                None => return Err(vm.raise_overflow_error("float too large to pack with e format")),
            },
            4 => u64::from((float as f32).to_bits()),
            _ => float.to_bits(),
        })
    }

    #[cold]
    fn raise_type(&self, vm: &mut Vm) -> Raised {
        vm.raise_type_error(format!("memoryview: invalid type for format '{}'", self.letter))
    }

    #[cold]
    fn raise_value(&self, vm: &mut Vm) -> Raised {
        vm.raise_value_error(format!("memoryview: invalid value for format '{}'", self.letter))
    }

    #[cold]
    pub(crate) fn raise_unknown(&self, vm: &mut Vm) -> Raised {
        let message = format!("memoryview: format {} not supported", self.letter);
        vm.raise(ExceptionKind::NotImplementedError, message)
    }
}
