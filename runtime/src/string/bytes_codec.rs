//! Text as bytes and back: `str.encode`, `bytes.decode`.
//!
//! The encodings are UTF-8, ASCII and Latin-1, under the names CPython knows them by; any other name is
//! a `LookupError`. As in CPython, the name of an error handler is looked at only where there is an
//! error to handle; `namereplace` counts as unknown. Strings hold no lone surrogates: handlers that
//! would make some act as `strict`.

use std::fmt::Write as _;

use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

impl Encoding {
    fn find(name: &str) -> Option<Encoding> {
        let normal: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        match normal.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Some(Encoding::Utf8),
            "ascii" | "us_ascii" | "646" | "iso646_us" | "us" => Some(Encoding::Ascii),
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859"
            | "cp819" => Some(Encoding::Latin1),
            _ => None,
        }
    }

    /// The name in messages.
    const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
        }
    }

    /// The first code point that has no single byte.
    const fn limit(self) -> u32 {
        match self {
            Encoding::Utf8 => char::MAX as u32 + 1,
            Encoding::Ascii => 0x80,
            Encoding::Latin1 => 0x100,
        }
    }
}

/// Bytes that cannot be decoded: how many, and why.
struct Malformed {
    length: usize,
    reason: &'static str,
}

/// The well-formed text at the start of `bytes`, its length in bytes, and what stops it.
fn decode_prefix(encoding: Encoding, bytes: &[u8]) -> (String, usize, Option<Malformed>) {
    match encoding {
        Encoding::Latin1 => (bytes.iter().map(|&byte| char::from(byte)).collect(), bytes.len(), None),
        Encoding::Ascii => {
            let length = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
            let stop = (length < bytes.len())
                .then_some(Malformed { length: 1, reason: "ordinal not in range(128)" });
            (bytes[..length].iter().map(|&byte| char::from(byte)).collect(), length, stop)
        }
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), bytes.len(), None),
            Err(error) => {
                let length = error.valid_up_to();
                let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
                (text, length, Some(malformed_utf8(&bytes[length..], error.error_len())))
            }
        },
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

impl Vm {
    /// The bytes of a text in an encoding, `errors` naming the handler of characters it lacks.
    ///
    /// # Errors
    /// `LookupError` for unknown names, `UnicodeEncodeError` where the handler does not help.
    pub fn encode_text(&mut self, text: &str, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
        let encoding = self.find_encoding(encoding)?;
        if encoding == Encoding::Utf8 || text.is_ascii() {
            return Ok(text.as_bytes().to_vec());
        }
        let mut bytes = Vec::with_capacity(text.len());
        for (at, c) in text.chars().enumerate() {
            match u8::try_from(u32::from(c)) {
                Ok(byte) if u32::from(byte) < encoding.limit() => bytes.push(byte),
                _ => match escape(errors, c) {
                    Some(escaped) => bytes.extend_from_slice(escaped.as_bytes()),
                    None => return Err(self.raise_encode_error(encoding, text, at, errors)),
                },
            }
        }
        Ok(bytes)
    }

    /// The text of bytes in an encoding, `errors` naming the handler of malformed bytes.
    ///
    /// # Errors
    /// `LookupError` for unknown names, `UnicodeDecodeError` where the handler does not help.
    pub fn decode_bytes(&mut self, bytes: &[u8], encoding: &str, errors: &str) -> PyResult<String> {
        let encoding = self.find_encoding(encoding)?;
        let (mut text, mut at, mut stop) = decode_prefix(encoding, bytes);
        while let Some(malformed) = stop {
            let end = at + malformed.length;
            match errors {
                "ignore" => {}
                "replace" => text.push(char::REPLACEMENT_CHARACTER),
                "backslashreplace" => {
                    for byte in &bytes[at..end] {
                        let _ = write!(text, "\\x{byte:02x}");
                    }
                }
                _ => return Err(self.raise_decode_error(encoding, bytes, at, &malformed, errors)),
            }
            let (more, length, next) = decode_prefix(encoding, &bytes[end..]);
            text.push_str(&more);
            (at, stop) = (end + length, next);
        }
        Ok(text)
    }

    fn find_encoding(&mut self, name: &str) -> PyResult<Encoding> {
        match Encoding::find(name) {
            Some(encoding) => Ok(encoding),
            None => Err(self.raise(ExceptionKind::LookupError, format!("unknown encoding: {name}"))),
        }
    }

    #[cold]
    fn raise_encode_error(&mut self, encoding: Encoding, text: &str, at: usize, errors: &str) -> Raised {
        if let Some(raised) = self.unknown_handler(errors) {
            return raised;
        }
        let (name, limit) = (encoding.name(), encoding.limit());
        let bad: Vec<char> = text.chars().skip(at).take_while(|&c| u32::from(c) >= limit).collect();
        let what = match bad[..] {
            [c] => format!("character '{}' in position {at}", backslashed(c)),
            _ => format!("characters in position {at}-{}", at + bad.len() - 1),
        };
        let message = format!("'{name}' codec can't encode {what}: ordinal not in range({limit})");
        self.raise(ExceptionKind::UnicodeEncodeError, message)
    }

    #[cold]
    fn raise_decode_error(
        &mut self,
        encoding: Encoding,
        bytes: &[u8],
        at: usize,
        malformed: &Malformed,
        errors: &str,
    ) -> Raised {
        if errors == "xmlcharrefreplace" {
            return self.raise_type_error("don't know how to handle UnicodeDecodeError in error callback");
        }
        if let Some(raised) = self.unknown_handler(errors) {
            return raised;
        }
        let what = match malformed.length {
            1 => format!("byte {:#04x} in position {at}", bytes[at]),
            length => format!("bytes in position {at}-{}", at + length - 1),
        };
        let message = format!("'{}' codec can't decode {what}: {}", encoding.name(), malformed.reason);
        self.raise(ExceptionKind::UnicodeDecodeError, message)
    }

    /// Raises `LookupError` unless the handler is one that raises the codec's own error: the strict one,
    /// and those of surrogates, which strings cannot hold.
    fn unknown_handler(&mut self, errors: &str) -> Option<Raised> {
        if matches!(errors, "strict" | "surrogateescape" | "surrogatepass") {
            return None;
        }
        Some(self.raise(ExceptionKind::LookupError, format!("unknown error handler name '{errors}'")))
    }
}

/// What an error handler puts in place of a character; nothing if it raises.
fn escape(errors: &str, c: char) -> Option<String> {
    match errors {
        "ignore" => Some(String::new()),
        "replace" => Some("?".to_owned()),
        "backslashreplace" => Some(backslashed(c)),
        "xmlcharrefreplace" => Some(format!("&#{};", u32::from(c))),
        _ => None,
    }
}

/// `\xe9`, `\u20ac`, `\U0001f600`
fn backslashed(c: char) -> String {
    match u32::from(c) {
        code @ ..0x100 => format!("\\x{code:02x}"),
        code @ ..0x1_0000 => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

const ENCODE: Parameters<2> =
    Parameters { function: "encode", names: ["encoding", "errors"], required: 0, positional: 2 };

/// `str.encode(encoding='utf-8', errors='strict')`
pub(super) fn encode(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [encoding, errors] = args.rest().bind(vm, &ENCODE)?;
    let encoding = name_argument(vm, encoding.as_ref(), "encoding", "utf-8")?;
    let errors = name_argument(vm, errors.as_ref(), "errors", "strict")?;
    let bytes = vm.encode_text(args[0].as_str().unwrap_or_default(), &encoding, &errors)?;
    Ok(vm.new_bytes(&bytes))
}

fn name_argument(vm: &mut Vm, given: Option<&Value>, name: &str, default: &str) -> PyResult<String> {
    let Some(value) = given else { return Ok(default.to_owned()) };
    if let Some(text) = value.as_str() {
        return Ok(text.to_owned());
    }
    let found = vm.type_name(value);
    Err(vm.raise_type_error(format!("encode() argument '{name}' must be str, not {found}")))
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
            let (_, at, stop) = decode_prefix(Encoding::Utf8, bytes);
            stop.map(|malformed| (at, malformed.length, malformed.reason))
        };
        assert_eq!(stop(b"abc"), None);
        assert_eq!(stop(b"a\xff"), Some((1, 1, "invalid start byte")));
        assert_eq!(stop(b"\xe2\x82"), Some((0, 2, "unexpected end of data")));
        assert_eq!(stop(b"\xe2\x82a"), Some((0, 2, "invalid continuation byte")));
        assert_eq!(stop(b"\xc3("), Some((0, 1, "invalid continuation byte")));
    }

    #[test]
    fn characters_are_escaped_by_their_size() {
        assert_eq!(backslashed('é'), "\\xe9");
        assert_eq!(backslashed('€'), "\\u20ac");
        assert_eq!(backslashed('😀'), "\\U0001f600");
    }
}
