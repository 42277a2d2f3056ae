//! The encodings of text: their names, and how one stretch of well-formed text is read.

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// UTF-8 with a mark at its start.
    Utf8Sig,
    Ascii,
    Latin1,
    Cp1252,
    /// Latin-1, with escapes for all other characters
    RawUnicodeEscape,
    /// 16-bit units.
    Utf16(Order),
    /// 32-bit units.
    Utf32(Order),
}

/// Byte order of the units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Said by a mark at the start; without one, little-endian.
    Marked,
    Little,
    Big,
}

/// What the bytes 0x80 to 0x9f of cp1252 stand for; 0 for nothing.
const CP1252: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0, 0x017e, 0x0178,
];

/// Bytes that cannot be decoded: how many, and why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub length: usize,
    pub reason: &'static str,
}

impl Encoding {
    /// The encoding that goes by this name, however it is spelt.
    pub(crate) fn find(name: &str) -> Option<Encoding> {
        let normal: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        Some(match normal.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
            "utf_8_sig" | "utf8_sig" => Encoding::Utf8Sig,
            "ascii" | "us_ascii" | "646" | "iso646_us" | "us" => Encoding::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859"
            | "cp819" => Encoding::Latin1,
            "cp1252" | "1252" | "windows_1252" => Encoding::Cp1252,
            "utf_16" | "utf16" | "u16" => Encoding::Utf16(Order::Marked),
            "utf_16_le" | "utf_16le" | "utf16le" => Encoding::Utf16(Order::Little),
            "utf_16_be" | "utf_16be" | "utf16be" => Encoding::Utf16(Order::Big),
            "utf_32" | "utf32" | "u32" => Encoding::Utf32(Order::Marked),
            "utf_32_le" | "utf_32le" | "utf32le" => Encoding::Utf32(Order::Little),
            "raw_unicode_escape" | "rawunicodeescape" => Encoding::RawUnicodeEscape,
            "utf_32_be" | "utf_32be" | "utf32be" => Encoding::Utf32(Order::Big),
            _ => return None,
        })
    }

    /// The name in messages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Cp1252 => "charmap",
            Encoding::RawUnicodeEscape => "rawunicodeescape",
            Encoding::Utf16(Order::Big) => "utf-16-be",
            Encoding::Utf16(_) => "utf-16-le",
            Encoding::Utf32(Order::Big) => "utf-32-be",
            Encoding::Utf32(_) => "utf-32-le",
        }
    }

    /// Whether each ASCII character, and only it, is its own byte: lines can be found before decoding.
    pub(crate) const fn keeps_ascii(self) -> bool {
        !matches!(self, Encoding::Utf16(_) | Encoding::Utf32(_))
    }

    /// Why a character has no bytes.
    pub(crate) const fn lack(self) -> &'static str {
        match self {
            Encoding::Ascii => "ordinal not in range(128)",
            Encoding::Latin1 => "ordinal not in range(256)",
            _ => "character maps to <undefined>",
        }
    }

    /// Appends the bytes of a character; whether it has some.
    pub(crate) fn encode(self, c: char, out: &mut Vec<u8>) -> bool {
        let code = u32::from(c);
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes())
            }
            Encoding::Ascii if code < 0x80 => out.push(code as u8),
            Encoding::Latin1 if code < 0x100 => out.push(code as u8),
            Encoding::Ascii | Encoding::Latin1 => return false,
            Encoding::RawUnicodeEscape => match code {
                0..0x100 => out.push(code as u8),
                0x100..0x1_0000 => out.extend_from_slice(format!("\\u{code:04x}").as_bytes()),
                _ => out.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
            },
            Encoding::Cp1252 if code < 0x80 || (0xa0..0x100).contains(&code) => out.push(code as u8),
            Encoding::Cp1252 => {
                match CP1252.iter().position(|&other| u32::from(other) == code && code != 0) {
                    Some(at) => out.push(0x80 + at as u8),
                    None => return false,
                }
            }
            Encoding::Utf16(order) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let bytes = if order == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() };
                    out.extend_from_slice(&bytes);
                }
            }
            Encoding::Utf32(order) => {
                out.extend_from_slice(&if order == Order::Big {
                    code.to_be_bytes()
                } else {
                    code.to_le_bytes()
                });
            }
        }
        true
    }

    /// The bytes that begin encoded text.
    pub(crate) const fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8Sig => b"\xef\xbb\xbf",
            Encoding::Utf16(Order::Marked) => b"\xff\xfe",
            Encoding::Utf32(Order::Marked) => b"\xff\xfe\0\0",
            _ => b"",
        }
    }

    /// The encoding behind the mark at the start of `bytes`, and the length of the mark.
    pub(crate) fn skip_mark(self, bytes: &[u8]) -> (Encoding, usize) {
        match self {
            Encoding::Utf8Sig if bytes.starts_with(b"\xef\xbb\xbf") => (Encoding::Utf8, 3),
            Encoding::Utf8Sig => (Encoding::Utf8, 0),
            Encoding::Utf16(Order::Marked) if bytes.starts_with(b"\xff\xfe") => {
                (Encoding::Utf16(Order::Little), 2)
            }
            Encoding::Utf16(Order::Marked) if bytes.starts_with(b"\xfe\xff") => {
                (Encoding::Utf16(Order::Big), 2)
            }
            Encoding::Utf16(Order::Marked) => (Encoding::Utf16(Order::Little), 0),
            Encoding::Utf32(Order::Marked) if bytes.starts_with(b"\xff\xfe\0\0") => {
                (Encoding::Utf32(Order::Little), 4)
            }
            Encoding::Utf32(Order::Marked) if bytes.starts_with(b"\0\0\xfe\xff") => {
                (Encoding::Utf32(Order::Big), 4)
            }
            Encoding::Utf32(Order::Marked) => (Encoding::Utf32(Order::Little), 0),
            other => (other, 0),
        }
    }

    /// The well-formed text at the start of `bytes`, its length in bytes, and what stops it.
    pub(crate) fn decode_prefix(self, bytes: &[u8]) -> (String, usize, Option<Malformed>) {
        match self {
            Encoding::Latin1 => (bytes.iter().map(|&byte| char::from(byte)).collect(), bytes.len(), None),
            Encoding::Ascii => {
                let length = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
                let stop = (length < bytes.len())
                    .then_some(Malformed { length: 1, reason: "ordinal not in range(128)" });
                (bytes[..length].iter().map(|&byte| char::from(byte)).collect(), length, stop)
            }
            Encoding::Cp1252 => decode_cp1252(bytes),
            Encoding::RawUnicodeEscape => decode_raw_escapes(bytes),
            Encoding::Utf8 | Encoding::Utf8Sig => match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), bytes.len(), None),
                Err(error) => {
                    let length = error.valid_up_to();
                    let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
                    (text, length, Some(malformed_utf8(&bytes[length..], error.error_len())))
                }
            },
            Encoding::Utf16(order) => decode_utf16(bytes, order),
            Encoding::Utf32(order) => decode_utf32(bytes, order),
        }
    }
}

fn malformed_utf8(rest: &[u8], length: Option<usize>) -> Malformed {
    match length {
        None => Malformed { length: rest.len(), reason: "unexpected end of data" },
        Some(length) if !matches!(rest.first(), Some(0xc2..=0xf4)) => {
            Malformed { length, reason: "invalid start byte" }
        }
        Some(length) => Malformed { length, reason: "invalid continuation byte" },
    }
}

fn decode_cp1252(bytes: &[u8]) -> (String, usize, Option<Malformed>) {
    let mut text = String::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let code = match byte {
            0x80..0xa0 => CP1252[usize::from(byte) - 0x80],
            other => u16::from(other),
        };
        match char::from_u32(u32::from(code)) {
            Some(c) if code != 0 || byte == 0 => text.push(c),
            _ => return (text, at, Some(Malformed { length: 1, reason: "character maps to <undefined>" })),
        }
    }
    (text, bytes.len(), None)
}

/// Bytes are characters, but for `\uXXXX` and `\UXXXXXXXX` behind an odd number of backslashes.
fn decode_raw_escapes(bytes: &[u8]) -> (String, usize, Option<Malformed>) {
    let (mut text, mut at) = (String::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let digits = match (byte, bytes.get(at + 1)) {
            (b'\\', Some(b'u')) => 4,
            (b'\\', Some(b'U')) => 8,
            (b'\\', Some(&next)) => {
                text.extend([char::from(byte), char::from(next)]);
                at += 2;
                continue;
            }
            _ => {
                text.push(char::from(byte));
                at += 1;
                continue;
            }
        };
        let found = bytes[at + 2..].iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit()).count();
        if found < digits {
            let reason =
                if digits == 4 { "truncated \\uXXXX escape" } else { "truncated \\UXXXXXXXX escape" };
            return (text, at, Some(Malformed { length: 2 + found, reason }));
        }
        let digits_text = std::str::from_utf8(&bytes[at + 2..at + 2 + digits]).unwrap_or_default();
        match u32::from_str_radix(digits_text, 16).ok().and_then(char::from_u32) {
            Some(c) => text.push(c),
            None => {
                let reason = "\\Uxxxxxxxx out of range";
                return (text, at, Some(Malformed { length: 2 + digits, reason }));
            }
        }
        at += 2 + digits;
    }
    (text, at, None)
}

fn decode_utf16(bytes: &[u8], order: Order) -> (String, usize, Option<Malformed>) {
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if order == Order::Big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let (mut text, mut at) = (String::new(), 0);
    while at < bytes.len() {
        let Some(first) = unit(at) else {
            return (text, at, Some(Malformed { length: bytes.len() - at, reason: "truncated data" }));
        };
        if let Some(c) = char::from_u32(first.into()) {
            text.push(c);
            at += 2;
            continue;
        }
        let malformed = match unit(at + 2) {
            _ if first >= 0xdc00 => Malformed { length: 2, reason: "illegal encoding" },
            Some(second @ 0xdc00..0xe000) => {
                let code = 0x1_0000 + ((u32::from(first) - 0xd800) << 10) + (u32::from(second) - 0xdc00);
                text.extend(char::from_u32(code));
                at += 4;
                continue;
            }
            Some(_) => Malformed { length: 2, reason: "illegal UTF-16 surrogate" },
            None => Malformed { length: bytes.len() - at, reason: "unexpected end of data" },
        };
        return (text, at, Some(malformed));
    }
    (text, at, None)
}

fn decode_utf32(bytes: &[u8], order: Order) -> (String, usize, Option<Malformed>) {
    let mut text = String::new();
    for (index, chunk) in bytes.chunks(4).enumerate() {
        let at = index * 4;
        let Ok(four) = <[u8; 4]>::try_from(chunk) else {
            return (text, at, Some(Malformed { length: chunk.len(), reason: "truncated data" }));
        };
        let code = if order == Order::Big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
        match char::from_u32(code) {
            Some(c) => text.push(c),
            None => {
                let reason = if code < 0x11_0000 {
                    "code point in surrogate code point range(0xd800, 0xe000)"
                } else {
                    "code point not in range(0x110000)"
                };
                return (text, at, Some(Malformed { length: 4, reason }));
            }
        }
    }
    (text, bytes.len(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_spelt() {
        for name in ["utf-8", "UTF8", "utf_8", "U8"] {
            assert_eq!(Encoding::find(name), Some(Encoding::Utf8));
        }
        assert_eq!(Encoding::find("ISO-8859-1"), Some(Encoding::Latin1));
        assert_eq!(Encoding::find("US-ASCII"), Some(Encoding::Ascii));
        assert_eq!(Encoding::find("klingon"), None);
    }

    #[test]
    fn malformed_bytes_are_told_apart() {
        let stop = |bytes: &[u8]| {
            let (_, at, stop) = Encoding::Utf8.decode_prefix(bytes);
            stop.map(|malformed| (at, malformed.length, malformed.reason))
        };
        assert_eq!(stop(b"abc"), None);
        assert_eq!(stop(b"a\xff"), Some((1, 1, "invalid start byte")));
        assert_eq!(stop(b"\xe2\x82"), Some((0, 2, "unexpected end of data")));
        assert_eq!(stop(b"\xe2\x82a"), Some((0, 2, "invalid continuation byte")));
        assert_eq!(stop(b"\xc3("), Some((0, 1, "invalid continuation byte")));
    }

    #[test]
    fn every_encoding_reads_what_it_wrote() {
        for name in [
            "utf-8",
            "utf-8-sig",
            "cp1252",
            "raw-unicode-escape",
            "utf-16",
            "utf-16-be",
            "utf-32",
            "utf-32-be",
        ] {
            let encoding = Encoding::find(name).expect(name);
            let mut bytes = encoding.mark().to_vec();
            assert!("a€Ÿ\n".chars().all(|c| encoding.encode(c, &mut bytes)));
            let (inner, start) = encoding.skip_mark(&bytes);
            assert_eq!(inner.decode_prefix(&bytes[start..]).0, "a€Ÿ\n", "{name}");
        }
    }
}
