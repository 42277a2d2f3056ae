//! The constant table of a code object under construction.

use std::sync::Arc;

use genjit_bytecode::{CodeObject, Constant};
use rustc_hash::FxHashMap;

/// Constants in the order of first use, each once.
#[derive(Default)]
pub(crate) struct Consts {
    list: Vec<Constant>,
    index: FxHashMap<Vec<u8>, u32>,
}

impl Consts {
    /// The index of a constant, adding it if it is new.
    pub(crate) fn add(&mut self, constant: Constant) -> u32 {
        let mut key = Vec::new();
        write_key(&constant, &mut key);
        if matches!(constant, Constant::Float(f) if f.is_nan()) {
            // NaN is equal to nothing, so each is a constant of its own.
            key.extend((self.list.len() as u64).to_le_bytes());
        }
        let list = &mut self.list;
        *self.index.entry(key).or_insert_with(|| {
            list.push(constant);
            list.len() as u32 - 1
        })
    }

    pub(crate) fn get(&self, index: u32) -> &Constant {
        &self.list[index as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn into_list(self) -> Vec<Constant> {
        self.list
    }

    /// Keeps the constants whose index satisfies `used`; returns the new index of each old one.
    /// Nothing may be added afterwards.
    pub(crate) fn retain(&mut self, used: &[bool]) -> Vec<u32> {
        let mut renumbered = Vec::with_capacity(used.len());
        let mut next = 0;
        for &keep in used {
            renumbered.push(next);
            next += u32::from(keep);
        }
        let mut flags = used.iter();
        self.list.retain(|_| flags.next().copied().unwrap_or(false));
        self.index.clear();
        renumbered
    }
}

/// Writes a byte string that is equal for equal constants only. Equality is that of the constant table:
/// `0`, `0.0`, `-0.0` and `False` differ.
fn write_key(constant: &Constant, key: &mut Vec<u8>) {
    match constant {
        Constant::None => key.push(b'N'),
        Constant::Ellipsis => key.push(b'.'),
        Constant::Bool(b) => key.extend([b'B', u8::from(*b)]),
        Constant::Int(i) => write_bytes(b'I', &i.to_signed_bytes_le(), key),
        Constant::Float(f) => write_bytes(b'F', &f.to_bits().to_le_bytes(), key),
        Constant::Complex { real, imag } => {
            write_bytes(b'J', &real.to_bits().to_le_bytes(), key);
            write_bytes(b'J', &imag.to_bits().to_le_bytes(), key);
        }
        Constant::Str(s) => write_bytes(b'S', s.as_bytes(), key),
        Constant::Bytes(b) => write_bytes(b'Y', b, key),
        Constant::Tuple(items) => write_items(b'T', items, key),
        Constant::FrozenSet(items) => write_items(b'Z', items, key),
        Constant::Slice(parts) => write_items(b'L', parts.as_slice(), key),
        // Equal code objects of one compilation are one object.
        Constant::Code(code) => write_bytes(b'C', &Arc::as_ptr(code).addr().to_le_bytes(), key),
    }
}

fn write_bytes(tag: u8, bytes: &[u8], key: &mut Vec<u8>) {
    key.push(tag);
    key.extend((bytes.len() as u64).to_le_bytes());
    key.extend(bytes);
}

fn write_items(tag: u8, items: &[Constant], key: &mut Vec<u8>) {
    key.push(tag);
    key.extend((items.len() as u64).to_le_bytes());
    for item in items {
        write_key(item, key);
    }
}

/// The code objects of a compilation, equal ones once: a `finally` body is compiled twice.
#[derive(Default)]
pub(crate) struct Codes {
    known: FxHashMap<Vec<u8>, Arc<CodeObject>>,
}

impl Codes {
    /// The code object, or the one that is equal to it.
    pub(crate) fn intern(&mut self, code: CodeObject) -> Arc<CodeObject> {
        let mut key = Vec::new();
        write_code(&code, &mut key);
        self.known.entry(key).or_insert_with(|| Arc::new(code)).clone()
    }
}

/// What `code.__eq__` compares: everything but the file name.
fn write_code(code: &CodeObject, key: &mut Vec<u8>) {
    write_bytes(b'C', code.qualname.as_bytes(), key);
    write_bytes(b'C', code.name.as_bytes(), key);
    for number in [code.firstlineno, code.argcount, code.posonlyargcount, code.kwonlyargcount, code.flags.0] {
        key.extend(number.to_le_bytes());
    }
    let units: Vec<u8> = code.units.iter().flat_map(|u| u.to_le_bytes()).collect();
    write_bytes(b'C', &units, key);
    write_bytes(b'C', &code.linetable, key);
    write_bytes(b'C', &code.exceptiontable, key);
    for name in &code.names {
        write_bytes(b'n', name.as_bytes(), key);
    }
    for local in &code.localsplus {
        write_bytes(b'l', local.name.as_bytes(), key);
        key.push(local.kind as u8);
    }
    write_items(b'C', &code.consts, key);
}

/// The truth value of a constant.
pub(crate) fn is_true(constant: &Constant) -> bool {
    match constant {
        Constant::None => false,
        Constant::Ellipsis | Constant::Slice(_) | Constant::Code(_) => true,
        Constant::Bool(b) => *b,
        Constant::Int(i) => i.sign() != num_bigint::Sign::NoSign,
        Constant::Float(f) => *f != 0.0,
        Constant::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Constant::Str(s) => !s.is_empty(),
        Constant::Bytes(b) => !b.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::Consts;
    use genjit_bytecode::Constant;

    #[test]
    fn equal_numbers_of_different_types_are_different_constants() {
        let mut consts = Consts::default();
        let values = [
            Constant::Int(0.into()),
            Constant::Bool(false),
            Constant::Float(0.0),
            Constant::Float(-0.0),
            Constant::Tuple(vec![Constant::Float(0.0)]),
            Constant::Tuple(vec![Constant::Float(-0.0)]),
            Constant::Str("a".into()),
            Constant::Bytes(b"a"[..].into()),
        ];
        for (i, value) in values.iter().enumerate() {
            assert_eq!(consts.add(value.clone()), i as u32);
        }
        for (i, value) in values.iter().enumerate() {
            assert_eq!(consts.add(value.clone()), i as u32);
        }
    }

    #[test]
    fn constants_that_are_kept_are_numbered_anew() {
        let mut consts = Consts::default();
        for i in 0..4 {
            consts.add(Constant::Int(i.into()));
        }
        let renumbered = consts.retain(&[true, false, false, true]);
        assert_eq!((renumbered[0], renumbered[3]), (0, 1));
        assert_eq!(consts.into_list(), [Constant::Int(0.into()), Constant::Int(3.into())]);
    }
}
