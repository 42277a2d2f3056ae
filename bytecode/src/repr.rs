//! `repr()` of constants, as CPython 3.14 prints them.

use std::fmt::Write;

use crate::{CodeObject, Constant};

/// Gives the address that the repr of a code object shows.
pub type AddressOf<'a> = &'a dyn Fn(&CodeObject) -> u64;

/// `repr()` of a constant. Without `address` code objects show `0x...`.
pub fn repr_constant(value: &Constant, address: Option<AddressOf<'_>>) -> String {
    let mut out = String::new();
    write_constant(&mut out, value, address);
    out
}

/// `repr()` of a code object.
pub fn repr_code(code: &CodeObject, address: Option<AddressOf<'_>>) -> String {
    let address = address.map_or("0x...".to_owned(), |address| format!("{:#x}", address(code)));
    format!("<code object {} at {address}, file \"{}\", line {}>", code.name, code.filename, code.firstlineno)
}

/// `repr()` of a string: single quotes unless only double quotes save escapes.
pub fn repr_str(text: &str) -> String {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c == quote => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            _ if is_printable(c) => out.push(c),
            _ => escape(&mut out, u32::from(c)),
        }
    }
    out.push(quote);
    out
}

/// `repr()` of a bytes object.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut out = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if char::from(byte) == quote => out.extend(['\\', quote]),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => escape(&mut out, u32::from(byte)),
        }
    }
    out.push(quote);
    out
}

/// `repr()` of a float: the shortest digits that read back as the same float.
pub fn repr_float(value: f64) -> String {
    float_text(value, ".0")
}

/// `repr()` of a complex number.
pub fn repr_complex(real: f64, imag: f64) -> String {
    let imag_text = float_text(imag, "");
    if real == 0.0 && real.is_sign_positive() {
        return format!("{imag_text}j");
    }
    let sign = if imag_text.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{imag_text}j)", float_text(real, ""))
}

/// `suffix` marks a float that would look like an int.
fn float_text(value: f64, suffix: &str) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    let scientific = shortest(value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let digits = mantissa.replace('.', "");
    let body = match exponent {
        -4..0 => format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize)),
        0..16 => {
            let whole = exponent as usize + 1;
            match digits.split_at_checked(whole) {
                Some((whole, fraction)) if !fraction.is_empty() => format!("{whole}.{fraction}"),
                _ => format!("{digits:0<whole$}{suffix}"),
            }
        }
        _ => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs())
        }
    };
    format!("{sign}{body}")
}

/// The shortest digits, in scientific notation; of two texts that are equally near the one with the even last digit.
fn shortest(value: f64) -> String {
    let text = format!("{value:e}");
    let digits = text.find('e').map_or(0, |end| end.saturating_sub(1));
    // Fewer digits are never half way between two floats' texts.
    if digits < 16 {
        return text;
    }
    let nearest = format!("{value:.*e}", digits - 1);
    if nearest.parse() == Ok(value) { nearest } else { text }
}

fn quote_for(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

fn escape(out: &mut String, code: u32) {
    let width = if code <= 0xff {
        2
    } else if code <= 0xffff {
        4
    } else {
        8
    };
    let kind = if code <= 0xff {
        'x'
    } else if code <= 0xffff {
        'u'
    } else {
        'U'
    };
    // Writing to a String cannot fail.
    let _ = write!(out, "\\{kind}{code:0width$x}");
}

/// What `str.isprintable` says of one character.
///
/// The standard library escapes exactly the characters of Unicode's "other" and "separator"
/// categories, except that it escapes a combining mark too when it begins a string.
pub fn is_printable(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\0'..='\u{a0}' => false,
        _ => ['a', c].iter().collect::<String>().escape_debug().nth(1) == Some(c),
    }
}

fn write_constant(out: &mut String, value: &Constant, address: Option<AddressOf<'_>>) {
    match value {
        Constant::None => out.push_str("None"),
        Constant::Ellipsis => out.push_str("Ellipsis"),
        Constant::Bool(value) => out.push_str(if *value { "True" } else { "False" }),
        Constant::Int(value) => out.push_str(&value.to_string()),
        Constant::Float(value) => out.push_str(&repr_float(*value)),
        Constant::Complex { real, imag } => out.push_str(&repr_complex(*real, *imag)),
        Constant::Str(text) => out.push_str(&repr_str(text)),
        Constant::Bytes(bytes) => out.push_str(&repr_bytes(bytes)),
        Constant::Tuple(items) => {
            write_items(out, "(", items, if items.len() == 1 { ",)" } else { ")" }, address)
        }
        Constant::FrozenSet(items) if items.is_empty() => out.push_str("frozenset()"),
        Constant::FrozenSet(items) => write_items(out, "frozenset({", items, "})", address),
        Constant::Slice(parts) => write_items(out, "slice(", parts.as_slice(), ")", address),
        Constant::Code(code) => out.push_str(&repr_code(code, address)),
    }
}

fn write_items(
    out: &mut String,
    open: &str,
    items: &[Constant],
    close: &str,
    address: Option<AddressOf<'_>>,
) {
    out.push_str(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_constant(out, item, address);
    }
    out.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_read_as_cpython_prints_them() {
        let cases = [
            (1.0, "1.0"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (1e-4, "0.0001"),
            (1.5e-5, "1.5e-05"),
            (1e22, "1e+22"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1234567890123456.7, "1234567890123456.8"),
            (2251799276814336.0 + 0.25, "2251799276814336.2"),
            (2251799276814336.0 + 0.75, "2251799276814336.8"),
            (-0.0, "-0.0"),
            (0.1, "0.1"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ];
        for (value, text) in cases {
            assert_eq!(repr_float(value), text);
        }
    }

    #[test]
    fn complex_numbers_hide_a_positive_zero_only() {
        assert_eq!(repr_complex(0.0, 1.0), "1j");
        assert_eq!(repr_complex(1.0, 2.0), "(1+2j)");
        assert_eq!(repr_complex(-0.0, -0.0), "(-0-0j)");
        assert_eq!(repr_complex(-0.0, f64::NAN), "(-0+nanj)");
    }

    #[test]
    fn text_is_quoted_and_escaped() {
        assert_eq!(repr_str("a'b"), "\"a'b\"");
        assert_eq!(repr_str("a\"b'"), "'a\"b\\''");
        assert_eq!(repr_str("\n\0é\u{200b}😀\u{301}\u{e000}"), "'\\n\\x00é\\u200b😀\u{301}\\ue000'");
        assert_eq!(repr_bytes(b"a'\xff\n"), "b\"a'\\xff\\n\"");
    }

    #[test]
    fn containers_nest() {
        let one = Constant::Int(1.into());
        let tuple = Constant::Tuple(vec![Constant::Tuple(vec![one.clone()]), Constant::Tuple(vec![])]);
        assert_eq!(repr_constant(&tuple, None), "((1,), ())");
        let set = Constant::FrozenSet(vec![one.clone(), Constant::Bool(true)]);
        assert_eq!(repr_constant(&set, None), "frozenset({1, True})");
        let slice = Constant::Slice(Box::new([one, Constant::None, Constant::Ellipsis]));
        assert_eq!(repr_constant(&slice, None), "slice(1, None, Ellipsis)");
    }
}
