//! Floats as text: `repr` and the presentation types `e f g n %`.

use genjit_bytecode::repr_float;

use super::number::group;
use super::spec::{Align, Spec, unknown_code};

/// Digits of a finite float that is not negative, as presentation type `kind` (lower case) with
/// `precision` shows them. `alternate` keeps the point and trailing zeros.
pub fn digits(value: f64, kind: char, precision: usize, alternate: bool) -> String {
    match kind {
        'e' => exponent_form(value, precision, alternate),
        'f' => fixed_form(value, precision, alternate),
        _ => general_form(value, precision, alternate, false),
    }
}

fn fixed_form(value: f64, precision: usize, alternate: bool) -> String {
    let mut text = format!("{value:.precision$}");
    if alternate && precision == 0 {
        text.push('.');
    }
    text
}

fn exponent_form(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if alternate && precision == 0 { "." } else { "" };
    format!("{mantissa}{point}{}", exponent_suffix(exponent.parse().unwrap_or(0)))
}

fn exponent_suffix(exponent: i32) -> String {
    format!("e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
}

/// `g`: `precision` significant digits, in exponent form outside `1e-4 <= value < 10**precision`.
/// `keep_fraction` is the form without a presentation type: at least one digit behind the point, and
/// exponent form one power earlier.
fn general_form(value: f64, precision: usize, alternate: bool, keep_fraction: bool) -> String {
    let precision = precision.max(1);
    let scientific = format!("{value:.*e}", precision - 1);
    let exponent: i32 = scientific.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    let limit = if keep_fraction { precision as i32 - 1 } else { precision as i32 };
    if exponent < -4 || exponent >= limit.max(i32::from(keep_fraction && value == 0.0)) {
        let mantissa = scientific.split_once('e').map_or(scientific.as_str(), |(mantissa, _)| mantissa);
        let mantissa = strip_zeros(mantissa, alternate);
        return format!("{mantissa}{}", exponent_suffix(exponent));
    }
    let fixed = format!("{value:.*}", (precision as i32 - 1 - exponent).max(0) as usize);
    let text = strip_zeros(&fixed, alternate);
    if keep_fraction && !text.contains('.') { format!("{text}.0") } else { text }
}

fn strip_zeros(text: &str, alternate: bool) -> String {
    match (text.contains('.'), alternate) {
        (true, false) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        (false, true) => format!("{text}."),
        _ => text.to_owned(),
    }
}

/// Formats a float by a specification.
///
/// # Errors
/// The message of CPython's `ValueError`.
pub fn format(value: f64, spec: &Spec, type_name: &str) -> Result<String, String> {
    let kind = spec.kind.unwrap_or('\0');
    if !matches!(kind, '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') {
        return Err(unknown_code(kind, type_name));
    }
    let upper = kind.is_ascii_uppercase();
    let magnitude = if kind == '%' { value.abs() * 100.0 } else { value.abs() };
    let mut text = if value.is_finite() {
        finite(magnitude, kind, spec)
    } else {
        (if value.is_nan() { "nan" } else { "inf" }).to_owned()
    };
    if upper {
        text.make_ascii_uppercase();
    }
    let zero =
        spec.no_negative_zero && !text.bytes().any(|b| matches!(b, b'1'..=b'9' | b'i' | b'I' | b'n' | b'N'));
    if kind == '%' {
        text.push('%');
    }
    let sign = spec.sign.prefix(value.is_sign_negative() && !value.is_nan() && !zero);
    let text = group(&text, spec, sign.len());
    Ok(spec.pad_signed(sign, &text, Align::Right))
}

fn finite(magnitude: f64, kind: char, spec: &Spec) -> String {
    let precision = spec.precision.unwrap_or(6);
    match kind {
        '\0' => match spec.precision {
            None if spec.alternate => digits(magnitude, 'g', 17, true),
            None => repr_float(magnitude),
            Some(precision) => general_form(magnitude, precision, spec.alternate, true),
        },
        'e' | 'E' => digits(magnitude, 'e', precision, spec.alternate),
        'f' | 'F' | '%' => digits(magnitude, 'f', precision, spec.alternate),
        _ => digits(magnitude, 'g', precision, spec.alternate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(value: f64, spec: &str) -> String {
        format(value, &Spec::parse(spec, "float").unwrap(), "float").unwrap()
    }

    #[test]
    fn presentation_types() {
        assert_eq!(show(2.71, ".1f"), "2.7");
        assert_eq!(show(2.5, ".0f"), "2");
        assert_eq!(show(1234567.0, "g"), "1.23457e+06");
        assert_eq!(show(0.0001, "g"), "0.0001");
        assert_eq!(show(0.00001, "g"), "1e-05");
        assert_eq!(show(100000.0, "g"), "100000");
        assert_eq!(show(1e10, "e"), "1.000000e+10");
        assert_eq!(show(0.25, "%"), "25.000000%");
        assert_eq!(show(0.5, ".1%"), "50.0%");
        assert_eq!(show(1e100, ""), "1e+100");
        assert_eq!(show(1.0, ".3"), "1.0");
        assert_eq!(show(1234567.0, ".3"), "1.23e+06");
        assert_eq!(show(12.0, ".2"), "1.2e+01");
        assert_eq!(show(f64::INFINITY, "F"), "INF");
        assert_eq!(show(f64::NAN, "5"), "  nan");
    }

    #[test]
    fn signs_padding_and_groups() {
        assert_eq!(show(-1.5, "08.2f"), "-0001.50");
        assert_eq!(show(1.5, "+.1f"), "+1.5");
        assert_eq!(show(-0.0, "z.1f"), "0.0");
        assert_eq!(show(1234567.891, ",.2f"), "1,234,567.89");
        assert_eq!(show(1234.5, "012,.1f"), "00,001,234.5");
        assert_eq!(show(7.0, "#.0f"), "7.");
    }
}
