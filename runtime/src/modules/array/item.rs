//! What an array holds: a type code says how an item is laid out in bytes and which values it may have.

use num_bigint::Sign;
use num_traits::ToPrimitive;

use crate::error::{PyResult, Raised};
use crate::num::{sign_extended, word_of};
use crate::value::Value;
use crate::vm::Vm;

/// How an item is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Signed,
    Unsigned,
    Float,
    /// A character: four bytes.
    Char,
}

/// A row of the table of type codes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TypeCode {
    pub(super) letter: char,
    pub(super) size: usize,
    pub(super) kind: Kind,
    /// What a value is called that is too large or too small.
    what: &'static str,
}

const fn row(letter: char, size: usize, kind: Kind, what: &'static str) -> TypeCode {
    TypeCode { letter, size, kind, what }
}

/// The type codes, in the order of `array.typecodes`.
pub(super) const TYPE_CODES: &[TypeCode] = &[
    row('b', 1, Kind::Signed, "signed char"),
    row('B', 1, Kind::Unsigned, "unsigned byte integer"),
    row('u', 4, Kind::Char, ""),
    row('w', 4, Kind::Char, ""),
    row('h', 2, Kind::Signed, "signed short integer"),
    row('H', 2, Kind::Unsigned, "unsigned short"),
    row('i', 4, Kind::Signed, "signed integer"),
    row('I', 4, Kind::Unsigned, "unsigned int"),
    row('l', 8, Kind::Signed, "int"),
    row('L', 8, Kind::Unsigned, "int"),
    row('q', 8, Kind::Signed, "int"),
    row('Q', 8, Kind::Unsigned, "int"),
    row('f', 4, Kind::Float, ""),
    row('d', 8, Kind::Float, ""),
];

/// The row of a letter.
pub(super) fn find(letter: char) -> Option<&'static TypeCode> {
    TYPE_CODES.iter().find(|code| code.letter == letter)
}

impl TypeCode {
    /// An item as an object.
    pub(super) fn read(&self, vm: &mut Vm, bytes: &[u8]) -> PyResult {
        let unsigned = word_of(&bytes[..self.size]);
        Ok(match (self.kind, self.size) {
            (Kind::Signed, size) => vm.int(sign_extended(unsigned, size)),
            (Kind::Unsigned, _) => vm.int_from_u64(unsigned),
            (Kind::Float, 4) => vm.new_float(f64::from(f32::from_bits(unsigned as u32))),
            (Kind::Float, _) => vm.new_float(f64::from_bits(unsigned)),
            (Kind::Char, _) => match char::from_u32(unsigned as u32) {
                Some(c) => vm.new_str(c.encode_utf8(&mut [0; 4])),
                None => {
                    let message = format!("character U+{unsigned:x} is not in range [U+0000; U+10ffff]");
                    return Err(vm.raise_value_error(message));
                }
            },
        })
    }

    /// An object as an item, in the first bytes.
    pub(super) fn write(&self, vm: &mut Vm, value: &Value) -> PyResult<[u8; 8]> {
        Ok(match self.kind {
            Kind::Signed | Kind::Unsigned => self.int(vm, value)?.to_le_bytes(),
            Kind::Float => {
                let float = self.float(vm, value)?;
                if self.size == 4 {
                    u64::from((float as f32).to_bits()).to_le_bytes()
                } else {
                    float.to_le_bytes()
                }
            }
            Kind::Char => u64::from(self.character(vm, value)?).to_le_bytes(),
        })
    }

    fn float(&self, vm: &mut Vm, value: &Value) -> PyResult<f64> {
        if let Some(float) = value.as_float() {
            return Ok(float);
        }
        vm.to_f64(value)
    }

    fn character(&self, vm: &mut Vm, value: &Value) -> PyResult<u32> {
        let Some(text) = value.as_str() else {
            let name = vm.type_name(value);
            return Err(vm.raise_type_error(format!("array item must be a unicode character, not {name}")));
        };
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) => Ok(c as u32),
            _ => {
                let count = text.chars().count();
                let message =
                    format!("array item must be a unicode character, not a string of length {count}");
                Err(vm.raise_type_error(message))
            }
        }
    }

    /// The int's bits, if it is in the range.
    fn int(&self, vm: &mut Vm, value: &Value) -> PyResult<u64> {
        if value.as_float().is_some() {
            let name = vm.type_name(value);
            return Err(vm.raise_type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
        let index = vm.index(value)?;
        let big = index.as_int().map(|int| int.to_big()).unwrap_or_default();
        let bits = 8 * self.size as u32;
        if self.kind == Kind::Signed {
            let Some(value) = big.to_i64() else { return Err(self.too_large(vm)) };
            let (least, most) = (i64::MIN >> (64 - bits), i64::MAX >> (64 - bits));
            return match value {
                _ if value < least => Err(self.out_of_range(vm, "less than minimum")),
                _ if value > most => Err(self.out_of_range(vm, "greater than maximum")),
                _ => Ok(value as u64),
            };
        }
        let negative = big.sign() == Sign::Minus;
        if self.size < 4 {
            // These are read as signed ints first.
            return match big.to_i64() {
                None => Err(vm.raise_overflow_error("Python int too large to convert to C long")),
                Some(_) if negative => Err(self.out_of_range(vm, "less than minimum")),
                Some(value) if value >> bits != 0 => Err(self.out_of_range(vm, "greater than maximum")),
                Some(value) => Ok(value as u64),
            };
        }
        match big.to_u64() {
            _ if negative => Err(vm.raise_overflow_error(match self.letter {
                'Q' => "can't convert negative int to unsigned",
                _ => "can't convert negative value to unsigned int",
            })),
            None => Err(self.too_large(vm)),
            Some(value) if bits < 64 && value >> bits != 0 => {
                Err(self.out_of_range(vm, "greater than maximum"))
            }
            Some(value) => Ok(value),
        }
    }

    #[cold]
    fn too_large(&self, vm: &mut Vm) -> Raised {
        vm.raise_overflow_error(match self.letter {
            'q' | 'Q' => "int too big to convert",
            'I' | 'L' => "Python int too large to convert to C unsigned long",
            _ => "Python int too large to convert to C long",
        })
    }

    #[cold]
    fn out_of_range(&self, vm: &mut Vm, how: &str) -> Raised {
        vm.raise_overflow_error(format!("{} is {how}", self.what))
    }
}
