//! The exception table: which handler covers which code units.
//!
//! An entry is four numbers — start, length, target, `depth << 1 | lasti` — in big-endian groups of
//! six bits: bit 6 marks "more follows", bit 7 the first byte of an entry. Offsets and lengths are in
//! code units. Entries are sorted by start and do not overlap.
//!
//! Unwinding to a handler pops the operand stack to `depth`, pushes the offset of the instruction
//! that raised if `lasti` is set, and pushes the exception.

use crate::CodeObject;

/// One entry: code units `start..end` are covered by the handler at `target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptionEntry {
    /// First covered code unit.
    pub start: u32,
    /// Behind the last covered code unit.
    pub end: u32,
    /// Where unwinding goes on.
    pub handler: Handler,
}

/// Where unwinding goes on, and what the operand stack holds there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Handler {
    /// Code unit of the handler's first instruction.
    pub target: u32,
    /// Values left on the operand stack.
    pub depth: u32,
    /// Whether the raising instruction's offset is pushed below the exception.
    pub lasti: bool,
}

impl Handler {
    /// Depth of the operand stack when the handler's first instruction runs.
    pub const fn entry_depth(self) -> u32 {
        self.depth.saturating_add(1 + self.lasti as u32)
    }
}

/// Why an exception table cannot be read: the byte where it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("exception table is malformed at byte {byte}")]
pub struct ExceptionTableError {
    /// Index into the table.
    pub byte: usize,
}

const FIRST: u8 = 0x80;
const MORE: u8 = 0x40;

/// The entries of a code object, ready for lookups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExceptionTable {
    entries: Vec<ExceptionEntry>,
}

impl ExceptionTable {
    /// A table of these entries, in this order.
    pub fn new(entries: Vec<ExceptionEntry>) -> ExceptionTable {
        ExceptionTable { entries }
    }

    /// Reads `co_exceptiontable`. Order and ranges are not checked.
    ///
    /// # Errors
    /// When a number is cut off, is out of range, or an entry does not begin with its mark.
    pub fn read(bytes: &[u8]) -> Result<ExceptionTable, ExceptionTableError> {
        let mut reader = Reader { bytes, at: 0 };
        let mut entries = Vec::new();
        while reader.at < bytes.len() {
            let byte = reader.at;
            entries.push(reader.entry().ok_or(ExceptionTableError { byte })?);
        }
        Ok(ExceptionTable { entries })
    }

    /// Writes `co_exceptiontable`.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for ExceptionEntry { start, end, handler } in &self.entries {
            number(&mut bytes, u64::from(*start), FIRST);
            number(&mut bytes, u64::from(end.saturating_sub(*start)), 0);
            number(&mut bytes, u64::from(handler.target), 0);
            number(&mut bytes, u64::from(handler.depth) << 1 | u64::from(handler.lasti), 0);
        }
        bytes
    }

    /// The entries, in table order.
    pub fn entries(&self) -> &[ExceptionEntry] {
        &self.entries
    }

    /// The handler that covers a code unit. Entries are expected sorted, as verified code has them.
    pub fn handler_at(&self, unit: u32) -> Option<Handler> {
        let behind = self.entries.partition_point(|entry| entry.start <= unit);
        let entry = self.entries[..behind].last()?;
        (unit < entry.end).then_some(entry.handler)
    }
}

fn number(bytes: &mut Vec<u8>, value: u64, mut mark: u8) {
    let groups = (64 - value.leading_zeros()).div_ceil(6).max(1);
    for group in (0..groups).rev() {
        let more = if group > 0 { MORE } else { 0 };
        bytes.push(mark | more | (value >> (6 * group) & 63) as u8);
        mark = 0;
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn entry(&mut self) -> Option<ExceptionEntry> {
        let start = u32::try_from(self.number(true)?).ok()?;
        let length = u32::try_from(self.number(false)?).ok()?;
        let target = u32::try_from(self.number(false)?).ok()?;
        let packed = self.number(false)?;
        let depth = u32::try_from(packed >> 1).ok()?;
        let handler = Handler { target, depth, lasti: packed & 1 != 0 };
        Some(ExceptionEntry { start, end: start.checked_add(length)?, handler })
    }

    fn number(&mut self, first: bool) -> Option<u64> {
        let mut value = 0u64;
        for index in 0..6 {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            if (byte & FIRST != 0) != (first && index == 0) {
                return None;
            }
            value = value << 6 | u64::from(byte & 63);
            if byte & MORE == 0 {
                return Some(value);
            }
        }
        None
    }
}

impl CodeObject {
    /// The exception table, decoded.
    ///
    /// # Errors
    /// When the bytes are malformed (verified code never is).
    pub fn exception_table(&self) -> Result<ExceptionTable, ExceptionTableError> {
        ExceptionTable::read(&self.exceptiontable)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry() -> impl Strategy<Value = ExceptionEntry> {
        (any::<u32>(), any::<u32>(), 0u32..1 << 30, 0u32..1 << 30, any::<bool>()).prop_map(
            |(a, b, target, depth, lasti)| ExceptionEntry {
                start: a.min(b),
                end: a.max(b),
                handler: Handler { target, depth, lasti },
            },
        )
    }

    proptest! {
        #[test]
        fn written_tables_read_back(entries in prop::collection::vec(entry(), 0..8)) {
            let table = ExceptionTable::new(entries);
            prop_assert_eq!(ExceptionTable::read(&table.write()), Ok(table));
        }
    }

    #[test]
    fn lookup_finds_the_covering_entry() {
        let table = ExceptionTable::read(&[0x82, 6, 0x11, 1, 0x88, 1, 15, 4]).unwrap();
        assert_eq!(table.handler_at(1), None);
        assert_eq!(table.handler_at(2), Some(Handler { target: 17, depth: 0, lasti: true }));
        assert_eq!(table.handler_at(8), Some(Handler { target: 15, depth: 2, lasti: false }));
        assert_eq!(table.handler_at(9), None);
    }
}
