//! The line table: which source position each code unit came from.
//!
//! The table is a sequence of entries; an entry covers 1 to 8 code units and says how its position
//! differs from the one before. Its first byte has bit 7 set, the form in bits 3–6 and the number of
//! units less one in bits 0–2. Later bytes have bit 7 clear.
//!
//! | form | position | bytes behind the first |
//! |---|---|---|
//! | 0–9 | same line, column group in the form | low 3 bits of the column and the width |
//! | 10–12 | 0–2 lines on, one line | column, end column |
//! | 13 | any line, no columns | signed line delta |
//! | 14 | anything | signed line delta, lines spanned, column + 1, end column + 1 |
//! | 15 | none | |
//!
//! Numbers in forms 13 and 14 are little-endian groups of six bits, bit 6 marking "more follows".
//!
//! Requirement: the writer chooses the form CPython chooses, so equal positions give equal bytes.

use crate::CodeObject;

/// A source position. Lines count from 1, columns are bytes from 0; `None` is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// First line.
    pub line: Option<u32>,
    /// Last line.
    pub end_line: Option<u32>,
    /// Column of the first byte.
    pub column: Option<u32>,
    /// Column behind the last byte.
    pub end_column: Option<u32>,
}

impl Position {
    /// The position of instructions that belong to no source line.
    pub const NONE: Position = Position { line: None, end_line: None, column: None, end_column: None };

    /// A whole line.
    pub const fn line(line: u32) -> Position {
        Position { line: Some(line), end_line: Some(line), column: None, end_column: None }
    }

    /// From a line and column to a line and the column behind the last byte.
    pub const fn span(line: u32, column: u32, end_line: u32, end_column: u32) -> Position {
        Position {
            line: Some(line),
            end_line: Some(end_line),
            column: Some(column),
            end_column: Some(end_column),
        }
    }
}

/// Why a line table cannot be read: the byte where it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line table is malformed at byte {byte}")]
pub struct LineTableError {
    /// Index into the table.
    pub byte: usize,
}

const NO_COLUMNS: u8 = 13;
const LONG: u8 = 14;
const NONE: u8 = 15;
const MAX_UNITS: usize = 8;

/// Writes a line table.
#[derive(Debug)]
pub struct LineTableWriter {
    bytes: Vec<u8>,
    line: i64,
    pending: Position,
    units: usize,
}

impl LineTableWriter {
    /// An empty table of code whose first line is `firstlineno`.
    pub fn new(firstlineno: u32) -> LineTableWriter {
        let line = i64::from(firstlineno);
        LineTableWriter { bytes: Vec::new(), line, pending: Position::NONE, units: 0 }
    }

    /// Says that the next `units` code units came from `position`.
    pub fn push(&mut self, position: Position, units: usize) {
        if position != self.pending {
            self.flush();
            self.pending = position;
        }
        self.units += units;
    }

    /// The finished table.
    pub fn finish(mut self) -> Vec<u8> {
        self.flush();
        self.bytes
    }

    fn flush(&mut self) {
        let mut units = std::mem::take(&mut self.units);
        while units > 0 {
            let part = units.min(MAX_UNITS);
            self.entry(self.pending, part);
            units -= part;
        }
    }

    fn entry(&mut self, position: Position, units: usize) {
        let Some(line) = position.line else {
            return self.head(NONE, units);
        };
        let delta = i64::from(line) - self.line;
        self.line = i64::from(line);
        let one_line = position.end_line == Some(line);
        match (position.column, position.end_column) {
            (Some(column), Some(end)) if one_line && delta == 0 && is_short(column, end) => {
                self.head((column >> 3) as u8, units);
                self.bytes.push(((column & 7) << 4 | (end - column)) as u8);
            }
            (Some(column), Some(end)) if one_line && (0..3).contains(&delta) && column < 128 && end < 128 => {
                self.head(10 + delta as u8, units);
                self.bytes.extend([column as u8, end as u8]);
            }
            (Some(_), Some(_)) => self.long(position, line, delta, units),
            _ if one_line || position.end_line.is_none() => {
                self.head(NO_COLUMNS, units);
                self.signed(delta);
            }
            _ => self.long(position, line, delta, units),
        }
    }

    fn long(&mut self, position: Position, line: u32, delta: i64, units: usize) {
        self.head(LONG, units);
        self.signed(delta);
        let end_line = position.end_line.unwrap_or(line);
        self.number(u64::from(end_line.saturating_sub(line)));
        self.number(position.column.map_or(0, |column| u64::from(column) + 1));
        self.number(position.end_column.map_or(0, |column| u64::from(column) + 1));
    }

    fn head(&mut self, form: u8, units: usize) {
        self.bytes.push(0x80 | form << 3 | (units - 1) as u8);
    }

    fn number(&mut self, mut value: u64) {
        while value >= 64 {
            self.bytes.push(0x40 | (value & 63) as u8);
            value >>= 6;
        }
        self.bytes.push(value as u8);
    }

    fn signed(&mut self, value: i64) {
        let sign = u64::from(value < 0);
        self.number(value.unsigned_abs() << 1 | sign);
    }
}

fn is_short(column: u32, end: u32) -> bool {
    column < 80 && end >= column && end - column < 16
}

/// Code units `start..end` and the position they came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineEntry {
    /// First code unit.
    pub start: usize,
    /// Behind the last code unit.
    pub end: usize,
    /// Where they came from.
    pub position: Position,
}

/// Reads a line table entry by entry; stops behind the first error.
#[derive(Clone, Debug)]
pub struct LineTable<'a> {
    bytes: &'a [u8],
    at: usize,
    unit: usize,
    line: i64,
}

impl<'a> LineTable<'a> {
    /// A reader of `bytes`, the table of code whose first line is `firstlineno`.
    pub fn new(bytes: &'a [u8], firstlineno: u32) -> LineTable<'a> {
        LineTable { bytes, at: 0, unit: 0, line: i64::from(firstlineno) }
    }

    fn entry(&mut self, head: u8) -> Option<LineEntry> {
        let (form, units) = (head >> 3 & 15, usize::from(head & 7) + 1);
        let position = match form {
            NONE => Position::NONE,
            LONG => self.long()?,
            NO_COLUMNS => {
                let delta = self.signed()?;
                Position::line(self.advance(delta)?)
            }
            10.. => {
                let line = self.advance(i64::from(form - 10))?;
                Position::span(line, self.byte()?, line, self.byte()?)
            }
            group => {
                let low = self.byte()?;
                let column = u32::from(group) << 3 | low >> 4;
                let line = self.advance(0)?;
                Position::span(line, column, line, column + (low & 15))
            }
        };
        let start = self.unit;
        self.unit += units;
        Some(LineEntry { start, end: self.unit, position })
    }

    fn long(&mut self) -> Option<Position> {
        let delta = self.signed()?;
        let line = self.advance(delta)?;
        let end_line = line.checked_add(u32::try_from(self.number()?).ok()?)?;
        let mut column = || -> Option<Option<u32>> {
            let stored = self.number()?;
            u32::try_from(stored).ok().map(|stored| stored.checked_sub(1))
        };
        Some(Position {
            line: Some(line),
            end_line: Some(end_line),
            column: column()?,
            end_column: column()?,
        })
    }

    fn advance(&mut self, delta: i64) -> Option<u32> {
        self.line = self.line.checked_add(delta)?;
        u32::try_from(self.line).ok()
    }

    fn byte(&mut self) -> Option<u32> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        (byte < 0x80).then_some(u32::from(byte))
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..36).step_by(6) {
            let byte = self.byte()?;
            value |= u64::from(byte & 63) << shift;
            if byte & 0x40 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        let magnitude = (value >> 1) as i64;
        Some(if value & 1 != 0 { -magnitude } else { magnitude })
    }
}

impl Iterator for LineTable<'_> {
    type Item = Result<LineEntry, LineTableError>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let head = *self.bytes.get(start)?;
        self.at += 1;
        let entry = if head & 0x80 != 0 { self.entry(head) } else { None };
        Some(entry.ok_or_else(|| {
            self.at = self.bytes.len();
            LineTableError { byte: start }
        }))
    }
}

/// Code units `start..end` that came from one line, as `co_lines()` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRange {
    /// First code unit.
    pub start: usize,
    /// Behind the last code unit.
    pub end: usize,
    /// The line, if known.
    pub line: Option<u32>,
}

impl CodeObject {
    /// The entries of the line table up to the first malformed one (verified code has none).
    pub fn line_entries(&self) -> impl Iterator<Item = LineEntry> + '_ {
        LineTable::new(&self.linetable, self.firstlineno).map_while(Result::ok)
    }

    /// The position of every code unit, as `co_positions()` gives them.
    pub fn positions(&self) -> impl Iterator<Item = Position> + '_ {
        self.line_entries().flat_map(|entry| std::iter::repeat_n(entry.position, entry.end - entry.start))
    }

    /// Runs of code units of one line, as `co_lines()` gives them.
    pub fn lines(&self) -> Vec<LineRange> {
        let mut lines: Vec<LineRange> = Vec::new();
        for LineEntry { start, end, position } in self.line_entries() {
            match lines.last_mut() {
                Some(last) if last.line == position.line => last.end = end,
                _ => lines.push(LineRange { start, end, line: position.line }),
            }
        }
        lines
    }

    /// The position of the instruction at a byte offset.
    pub fn position_at(&self, offset: usize) -> Position {
        let unit = offset / 2;
        self.line_entries().find(|entry| unit < entry.end).map_or(Position::NONE, |entry| entry.position)
    }

    /// The line of the instruction at a byte offset, if it has one.
    pub fn line_at(&self, offset: usize) -> Option<u32> {
        self.position_at(offset).line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn position() -> impl Strategy<Value = Position> {
        let columns = prop_oneof![
            Just((None, None)),
            (0u32..140, 0u32..200).prop_map(|(column, width)| (Some(column), Some(column + width))),
            (0u32..100_000).prop_map(|column| (None, Some(column))),
        ];
        let full = (1u32..3000, 0u32..3, columns).prop_map(|(line, span, (column, end_column))| Position {
            line: Some(line),
            end_line: Some(line + span),
            column,
            end_column,
        });
        prop_oneof![1 => Just(Position::NONE), 5 => full]
    }

    /// The form without columns keeps only one line's number.
    fn as_stored(position: Position) -> Position {
        match position {
            Position { line: Some(line), column, end_column, end_line }
                if (column.is_none() || end_column.is_none()) && end_line == Some(line) =>
            {
                Position::line(line)
            }
            other => other,
        }
    }

    proptest! {
        #[test]
        fn written_tables_read_back(first in 1u32..500, runs in prop::collection::vec((position(), 1usize..20), 0..20)) {
            let mut writer = LineTableWriter::new(first);
            let mut expected = Vec::new();
            for (position, units) in &runs {
                writer.push(*position, *units);
                expected.extend(std::iter::repeat_n(as_stored(*position), *units));
            }
            let bytes = writer.finish();
            let read: Result<Vec<_>, _> = LineTable::new(&bytes, first).collect();
            let read: Vec<Position> = read
                .unwrap()
                .iter()
                .flat_map(|entry| std::iter::repeat_n(entry.position, entry.end - entry.start))
                .collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(LineTable::new(&bytes, 1).count() <= bytes.len());
        }
    }
}
