//! Ints and floats from text, as `int(text)` and `float(text)` read them.

use num_bigint::BigInt;

/// The number in `text` in a base of 2 to 36, or 0 for the base its prefix names; nothing if it is none.
pub(crate) fn parse_int(text: &str, base: u32) -> Option<BigInt> {
    let text = text.trim_matches(is_space);
    let (negative, digits) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let (base, digits, prefixed) = strip_base(digits, base)?;
    let digits = plain_digits(digits, base, prefixed)?;
    let value = BigInt::parse_bytes(digits.as_bytes(), base)?;
    Some(if negative { -value } else { value })
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

fn strip_base(digits: &str, base: u32) -> Option<(u32, &str, bool)> {
    let prefix = digits.get(..2).map(str::to_ascii_lowercase);
    let named = match prefix.as_deref() {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 0,
    };
    if named != 0 && (base == 0 || base == named) {
        return Some((named, &digits[2..], true));
    }
    if base != 0 {
        return Some((base, digits, false));
    }
    // Without a prefix, leading zeros are for zero only.
    let zero = digits.chars().all(|c| c == '0' || c == '_');
    if digits.starts_with('0') && !zero { None } else { Some((10, digits, false)) }
}

/// ASCII digits without underscores; nothing if one is misplaced or a character is no digit.
fn plain_digits(text: &str, base: u32, prefixed: bool) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    let mut after_digit = prefixed;
    for c in text.chars() {
        if c == '_' {
            if !after_digit {
                return None;
            }
            after_digit = false;
            continue;
        }
        let value = c.to_digit(base).or_else(|| decimal_digit(c).filter(|&digit| digit < base))?;
        digits.push(char::from_digit(value, base)?);
        after_digit = true;
    }
    (after_digit && !digits.is_empty()).then_some(digits)
}

/// Value of a decimal digit of any script that Rust calls numeric, in runs of ten.
pub(crate) fn decimal_digit(c: char) -> Option<u32> {
    const ZEROS: &[u32] = &[
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    let code = c as u32;
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)).map(|zero| code - zero)
}

/// The float in `text`; nothing if it is none.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space);
    let bare = text.trim_start_matches(['+', '-']);
    if text.len() - bare.len() > 1 {
        return None;
    }
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    match bare.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return Some(f64::INFINITY.copysign(sign)),
        "nan" => return Some(f64::NAN.copysign(sign)),
        _ => {}
    }
    let mut digits = String::with_capacity(bare.len());
    let mut previous = ' ';
    for c in bare.chars() {
        let c = decimal_digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c);
        match c {
            '0'..='9' => digits.push(c),
            '_' if previous.is_ascii_digit() => {}
            '.' | 'e' | 'E' | '+' | '-' if previous != '_' => digits.push(c),
            _ => return None,
        }
        if previous == '_' && !c.is_ascii_digit() {
            return None;
        }
        previous = c;
    }
    if previous == '_' || !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse::<f64>().ok().map(|value| value.copysign(sign))
}
