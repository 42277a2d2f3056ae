//! Ints as text: the presentation types `b c d o x X`, and digit grouping for ints and floats.

use num_bigint::{BigInt, Sign as BigSign};
use num_traits::ToPrimitive;

use super::spec::{Align, Sign, Spec, unknown_code};

/// Digits of the magnitude in a base of 2, 8, 10 or 16, lower case.
pub fn magnitude(value: &BigInt, base: u32) -> String {
    value.magnitude().to_str_radix(base)
}

/// Formats an int by a specification whose type is an int's; float types are the caller's.
///
/// # Errors
/// The message of CPython's `ValueError`, or of its `OverflowError` for `c`.
pub fn format(value: &BigInt, spec: &Spec, type_name: &str) -> Result<String, String> {
    let kind = spec.kind.unwrap_or('d');
    let (base, prefix) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        'd' | 'n' => (10, ""),
        'c' => return format_character(value, spec),
        _ => return Err(unknown_code(kind, type_name)),
    };
    if spec.precision.is_some() {
        return Err("Precision not allowed in integer format specifier".to_owned());
    }
    if spec.no_negative_zero {
        return Err("Negative zero coercion (z) not allowed in integer format specifier".to_owned());
    }
    let mut digits = magnitude(value, base);
    if kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let mut sign = spec.sign.prefix(value.sign() == BigSign::Minus).to_owned();
    if spec.alternate {
        sign.push_str(prefix);
    }
    let digits = group(&digits, spec, sign.len());
    Ok(spec.pad_signed(&sign, &digits, Align::Right))
}

fn format_character(value: &BigInt, spec: &Spec) -> Result<String, String> {
    if spec.precision.is_some() {
        return Err("Precision not allowed in integer format specifier".to_owned());
    }
    if spec.explicit_sign || spec.sign != Sign::Minus {
        return Err("Sign not allowed with integer format specifier 'c'".to_owned());
    }
    if spec.alternate {
        return Err("Alternate form (#) not allowed with integer format specifier 'c'".to_owned());
    }
    let character = value.to_u32().and_then(char::from_u32).ok_or("%c arg not in range(0x110000)")?;
    Ok(spec.pad(character.encode_utf8(&mut [0; 4]), Align::Left))
}

/// Digits a separator stands between: three, or four for the bases `b o x`.
fn group_size(spec: &Spec) -> usize {
    if matches!(spec.kind, Some('b' | 'o' | 'x' | 'X')) { 4 } else { 3 }
}

/// Puts the specification's separators into a number's text (digits, optional fraction, exponent, `%`).
///
/// Zeros that pad behind the sign are part of the grouping: they are added here, so that
/// `format(1234, '08,')` is `0,001,234`. `sign` is the length of what stands before the digits.
pub fn group(text: &str, spec: &Spec, sign: usize) -> String {
    let is_hex = matches!(spec.kind, Some('x' | 'X'));
    let fraction = text.find(|c: char| !c.is_ascii_digit()).filter(|_| !is_hex);
    let end = fraction.unwrap_or(text.len());
    let (integer, rest) = text.split_at(end);
    let rest = group_fraction(rest, spec.fraction_grouping);
    let Some(separator) = spec.grouping.filter(|_| !integer.is_empty()) else {
        return format!("{integer}{rest}");
    };
    let size = group_size(spec);
    let zeros_count = spec.fill() == '0' && spec.align == Some(Align::AfterSign);
    let least = if zeros_count { spec.width.saturating_sub(sign + rest.chars().count()) } else { 0 };
    let mut digits = integer.to_owned();
    while digits.len() + (digits.len() - 1) / size < least {
        digits.insert(0, '0');
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(size) {
            out.push(separator);
        }
        out.push(digit);
    }
    out + &rest
}

fn group_fraction(rest: &str, separator: Option<char>) -> String {
    let (Some(separator), Some(fraction)) = (separator, rest.strip_prefix('.')) else {
        return rest.to_owned();
    };
    let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
    let mut out = String::from(".");
    for (at, digit) in fraction[..end].chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    out + &fraction[end..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(value: i64, spec: &str) -> Result<String, String> {
        format(&BigInt::from(value), &Spec::parse(spec, "int")?, "int")
    }

    #[test]
    fn bases_signs_and_groups() {
        assert_eq!(show(255, "x").unwrap(), "ff");
        assert_eq!(show(255, "#X").unwrap(), "0XFF");
        assert_eq!(show(-5, "b").unwrap(), "-101");
        assert_eq!(show(5, "+d").unwrap(), "+5");
        assert_eq!(show(-42, "06").unwrap(), "-00042");
        assert_eq!(show(1234567, ",").unwrap(), "1,234,567");
        assert_eq!(show(1234, "08,").unwrap(), "0,001,234");
        assert_eq!(show(0xdeadbeef, "_x").unwrap(), "dead_beef");
        assert_eq!(show(65, "c").unwrap(), "A");
        assert_eq!(show(7, "^5").unwrap(), "  7  ");
        assert_eq!(show(7, "<3").unwrap(), "7  ");
    }

    #[test]
    fn misuse_is_named() {
        assert_eq!(show(1, ".2"), Err("Precision not allowed in integer format specifier".into()));
        assert_eq!(show(1, "s"), Err("Unknown format code 's' for object of type 'int'".into()));
        assert_eq!(show(-1, "c"), Err("%c arg not in range(0x110000)".into()));
        assert_eq!(show(1, ",x"), Err("Cannot specify ',' with 'x'.".into()));
    }
}
