//! Formats of `struct`: text to places of items.
//!
//! `@` and no prefix mean this machine's order, sizes and alignment; `=` its order, `<` little and `>` or `!`
//! big end first, all with the standard sizes and no alignment.

/// Items of one type that follow each other.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub code: u8,
    /// Where the first begins.
    pub offset: usize,
    /// Bytes of one.
    pub size: usize,
    pub count: usize,
}

/// A format.
#[derive(Clone, Debug, Default)]
pub struct Format {
    pub fields: Vec<Field>,
    /// Bytes of all.
    pub size: usize,
    /// Items of all.
    pub items: usize,
    /// Sizes and limits of this machine.
    pub native: bool,
    pub big_end_first: bool,
}

/// What is wrong with a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    BadCode,
    CountWithoutCode,
    TooLong,
}

impl Problem {
    pub fn message(self) -> &'static str {
        match self {
            Problem::BadCode => "bad char in struct format",
            Problem::CountWithoutCode => "repeat count given without format specifier",
            Problem::TooLong => "total struct size too long",
        }
    }
}

/// Size and alignment of an item.
fn measure(code: u8, native: bool) -> Option<(usize, usize)> {
    let size = match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => return Some((1, 1)),
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' if native => 8,
        b'l' | b'L' => 4,
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        b'F' => return Some((8, 4)),
        b'D' => return Some((16, 8)),
        _ => return None,
    };
    Some((size, size))
}

/// Takes a format apart.
pub fn parse(text: &[u8]) -> Result<Format, Problem> {
    let (native, big_end_first, text) = match text.split_first() {
        Some((b'<', rest)) => (false, false, rest),
        Some((b'>' | b'!', rest)) => (false, true, rest),
        Some((b'=', rest)) => (false, cfg!(target_endian = "big"), rest),
        Some((b'@', rest)) => (true, cfg!(target_endian = "big"), rest),
        _ => (true, cfg!(target_endian = "big"), text),
    };
    let mut format = Format { native, big_end_first, ..Format::default() };
    let mut codes = text.iter().copied();
    while let Some(mut code) = codes.next() {
        if code.is_ascii_whitespace() {
            continue;
        }
        let mut count = 1;
        if code.is_ascii_digit() {
            count = usize::from(code - b'0');
            loop {
                code = codes.next().ok_or(Problem::CountWithoutCode)?;
                if !code.is_ascii_digit() {
                    break;
                }
                count = count
                    .checked_mul(10)
                    .and_then(|count| count.checked_add(usize::from(code - b'0')))
                    .filter(|&count| count <= i64::MAX as usize)
                    .ok_or(Problem::TooLong)?;
            }
        }
        format.add(code, count)?;
    }
    Ok(format)
}

impl Format {
    fn add(&mut self, code: u8, count: usize) -> Result<(), Problem> {
        let (size, alignment) = measure(code, self.native).ok_or(Problem::BadCode)?;
        let alignment = if self.native { alignment } else { 1 };
        let offset = self.size.next_multiple_of(alignment);
        let end = count.checked_mul(size).and_then(|size| size.checked_add(offset));
        self.size = end.filter(|&end| end <= i64::MAX as usize).ok_or(Problem::TooLong)?;
        let (size, count) = match code {
            b'x' => return Ok(()),
            b's' | b'p' => (count, 1),
            _ => (size, count),
        };
        self.items += count;
        self.fields.push(Field { code, offset, size, count });
        Ok(())
    }
}
