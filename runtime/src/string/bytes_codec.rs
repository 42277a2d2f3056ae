//! Text as bytes and back: `str.encode`, `bytes.decode`.
//!
//! Encodings go under the names CPython knows them by; any other name is a `LookupError`. As in CPython,
//! the name of an error handler is looked at only where there is an error to handle; `namereplace`
//! counts as unknown. Strings hold no lone surrogates: handlers that would make some act as `strict`.

use std::fmt::Write as _;

use super::encodings::{Encoding, Malformed};
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// The bytes of a text in an encoding, `errors` naming the handler of characters it lacks.
    ///
    /// # Errors
    /// `LookupError` for unknown names, `UnicodeEncodeError` where the handler does not help.
    pub fn encode_text(&mut self, text: &str, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
        let encoding = self.find_encoding(encoding)?;
        let mut bytes = encoding.mark().to_vec();
        self.encode_into(text, encoding, errors, &mut bytes)?;
        Ok(bytes)
    }

    /// Appends the bytes of a text.
    pub(crate) fn encode_into(
        &mut self,
        text: &str,
        encoding: Encoding,
        errors: &str,
        bytes: &mut Vec<u8>,
    ) -> PyResult<()> {
        if matches!(encoding, Encoding::Utf8 | Encoding::Utf8Sig) || encoding.keeps_ascii() && text.is_ascii()
        {
            bytes.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        bytes.reserve(text.len());
        for (at, c) in text.chars().enumerate() {
            if encoding.encode(c, bytes) {
                continue;
            }
            match escape(errors, c) {
                Some(escaped) => {
                    for c in escaped.chars() {
                        encoding.encode(c, bytes);
                    }
                }
                None => return Err(self.raise_encode_error(encoding, text, at, errors)),
            }
        }
        Ok(())
    }

    /// The text of bytes in an encoding, `errors` naming the handler of malformed bytes.
    ///
    /// # Errors
    /// `LookupError` for unknown names, `UnicodeDecodeError` where the handler does not help.
    pub fn decode_bytes(&mut self, bytes: &[u8], encoding: &str, errors: &str) -> PyResult<String> {
        let encoding = self.find_encoding(encoding)?;
        let (encoding, start) = encoding.skip_mark(bytes);
        self.decode_from(bytes, start, encoding, errors)
    }

    /// The text of `bytes[start..]`; the places in errors are those within `bytes`.
    pub(crate) fn decode_from(
        &mut self,
        bytes: &[u8],
        start: usize,
        encoding: Encoding,
        errors: &str,
    ) -> PyResult<String> {
        let (mut text, length, mut stop) = encoding.decode_prefix(&bytes[start..]);
        let mut at = start + length;
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
            let (more, length, next) = encoding.decode_prefix(&bytes[end..]);
            text.push_str(&more);
            (at, stop) = (end + length, next);
        }
        Ok(text)
    }

    /// The encoding of this name.
    pub(crate) fn find_encoding(&mut self, name: &str) -> PyResult<Encoding> {
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
        let lacking = text.chars().skip(at).take_while(|&c| !encoding.encode(c, &mut Vec::new())).count();
        let arguments = vec![
            self.new_str(encoding.name()),
            self.new_str(text),
            self.int_from_usize(at),
            self.int_from_usize(at + lacking),
            self.new_str(encoding.lack()),
        ];
        self.raise_called(ExceptionKind::UnicodeEncodeError, &arguments)
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
        let arguments = vec![
            self.new_str(encoding.name()),
            self.new_bytes(bytes),
            self.int_from_usize(at),
            self.int_from_usize(at + malformed.length),
            self.new_str(malformed.reason),
        ];
        self.raise_called(ExceptionKind::UnicodeDecodeError, &arguments)
    }

    /// Raises the exception that calling a built-in exception class gives.
    #[cold]
    pub(crate) fn raise_called(&mut self, kind: ExceptionKind, arguments: &[Value]) -> Raised {
        let class = self.class_of_type(kind.type_id()).into_value();
        match self.call(&class, arguments) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
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
pub(crate) fn backslashed(c: char) -> String {
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
    if args.values().len() == 1 {
        return Ok(vm.new_bytes(args[0].as_str().unwrap_or_default().as_bytes()));
    }
    let [encoding, errors] = args.rest().bind(vm, &ENCODE)?;
    let encoding = name_argument(vm, encoding.as_ref(), "encoding", "utf-8")?;
    let errors = name_argument(vm, errors.as_ref(), "errors", "strict")?;
    let bytes = vm.encode_text(args[0].as_str().unwrap_or_default(), &encoding, &errors)?;
    Ok(vm.new_bytes(&bytes))
}

fn name_argument(vm: &mut Vm, given: Option<&Value>, name: &str, default: &str) -> PyResult<String> {
    let Some(value) = given else { return Ok(default.to_owned()) };
    let text = vm.expect_text(value, &format!("encode() argument '{name}'"))?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_escaped_by_their_size() {
        assert_eq!(backslashed('é'), "\\xe9");
        assert_eq!(backslashed('€'), "\\u20ac");
        assert_eq!(backslashed('😀'), "\\U0001f600");
    }
}
