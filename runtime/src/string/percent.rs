//! `format % values`.

use num_bigint::BigInt;
use num_traits::Signed;

use crate::error::{PyResult, Raised};
use crate::text::float::digits;
use crate::value::Value;
use crate::vm::Vm;

/// One conversion: `%(key)flags width .precision kind`.
#[derive(Default)]
struct Conversion {
    key: Option<String>,
    left: bool,
    plus: bool,
    space: bool,
    zero: bool,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
    kind: char,
}

struct Values<'a> {
    all: &'a Value,
    items: Vec<Value>,
    next: usize,
    is_tuple: bool,
    /// Characters are single bytes: the format is that of bytes.
    bytes: bool,
}

impl Values<'_> {
    fn next(&mut self, vm: &mut Vm) -> PyResult {
        match self.items.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(value.clone())
            }
            None => Err(vm.raise_type_error("not enough arguments for format string")),
        }
    }
}

/// `text % values`, for a string on the left.
pub(super) fn percent_format(vm: &mut Vm, text: &Value, values: &Value) -> PyResult {
    let chars: Vec<char> = text.as_str().unwrap_or_default().chars().collect();
    let out = vm.percent_format_chars(&chars, values, false)?;
    Ok(vm.new_str(&out))
}

impl Vm {
    /// `format % values`; with `bytes` each character stands for a byte, there and in the result.
    pub(crate) fn percent_format_chars(
        &mut self,
        chars: &[char],
        values: &Value,
        bytes: bool,
    ) -> PyResult<String> {
        let is_tuple = values.as_tuple().is_some();
        let items = if is_tuple { self.tuple_items(values) } else { vec![values.clone()] };
        format_all(self, chars, Values { all: values, items, next: 0, is_tuple, bytes })
    }
}

fn format_all(vm: &mut Vm, chars: &[char], mut values: Values<'_>) -> PyResult<String> {
    let mut out = String::new();
    let mut at = 0;
    let mut used_keys = false;
    while at < chars.len() {
        let c = chars[at];
        at += 1;
        if c != '%' {
            out.push(c);
            continue;
        }
        let conversion = parse(vm, chars, &mut at, &mut values)?;
        if conversion.kind == '%' {
            out.push('%');
            continue;
        }
        used_keys |= conversion.key.is_some();
        let value = match &conversion.key {
            Some(key) => {
                // From here on there is nothing for conversions without a key.
                (values.next, values.items) = (0, Vec::new());
                let key = if values.bytes { vm.new_bytes(&latin_bytes(key)) } else { vm.new_str(key) };
                vm.get_item(values.all, &key)?
            }
            None => values.next(vm)?,
        };
        out.push_str(&convert(vm, &conversion, &value, at - 1, values.bytes)?);
    }
    if values.next < values.items.len() && !used_keys && !is_mapping(vm, &values) {
        let kind = if values.bytes { "bytes" } else { "string" };
        return Err(vm.raise_type_error(format!("not all arguments converted during {kind} formatting")));
    }
    Ok(out)
}

/// Whether keys may be looked up in the value.
fn is_mapping(vm: &mut Vm, values: &Values<'_>) -> bool {
    let all = values.all;
    let is_text = all.as_str().is_some() || values.bytes && all.bytes_like().is_some();
    !values.is_tuple && !is_text && has_items(vm, all)
}

fn latin_bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect()
}

fn latin_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn has_items(vm: &mut Vm, value: &Value) -> bool {
    let name = vm.names.__getitem__.clone();
    vm.lookup_special(value, &name).is_some()
}

fn parse(vm: &mut Vm, chars: &[char], at: &mut usize, values: &mut Values<'_>) -> PyResult<Conversion> {
    let mut conversion = Conversion::default();
    if chars.get(*at) == Some(&'(') {
        conversion.key = Some(key(vm, chars, at, values)?);
    }
    while let Some(&c) = chars.get(*at) {
        match c {
            '-' => conversion.left = true,
            '+' => conversion.plus = true,
            ' ' => conversion.space = true,
            '0' => conversion.zero = true,
            '#' => conversion.alternate = true,
            _ => break,
        }
        *at += 1;
    }
    if let Some(width) = number(vm, chars, at, values)? {
        conversion.left |= width < 0;
        conversion.width = width.unsigned_abs() as usize;
    }
    if chars.get(*at) == Some(&'.') {
        *at += 1;
        let precision = number(vm, chars, at, values)?.unwrap_or(0);
        conversion.precision = Some(precision.max(0) as usize);
    }
    while matches!(chars.get(*at), Some('h' | 'l' | 'L')) {
        *at += 1;
    }
    match chars.get(*at) {
        Some(&kind) => {
            conversion.kind = kind;
            *at += 1;
            Ok(conversion)
        }
        None => Err(vm.raise_value_error("incomplete format")),
    }
}

fn key(vm: &mut Vm, chars: &[char], at: &mut usize, values: &Values<'_>) -> PyResult<String> {
    if !is_mapping(vm, values) {
        return Err(vm.raise_type_error("format requires a mapping"));
    }
    let start = *at + 1;
    let mut depth = 0;
    while let Some(&c) = chars.get(*at) {
        *at += 1;
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(chars[start..*at - 1].iter().collect());
        }
    }
    Err(vm.raise_value_error("incomplete format key"))
}

/// A number or `*`.
fn number(vm: &mut Vm, chars: &[char], at: &mut usize, values: &mut Values<'_>) -> PyResult<Option<i64>> {
    if chars.get(*at) == Some(&'*') {
        *at += 1;
        let value = values.next(vm)?;
        return match value.as_int().and_then(|int| int.to_i64()) {
            Some(number) if number.unsigned_abs() < 1 << 31 => Ok(Some(number)),
            Some(_) => Err(vm.raise_overflow_error("Python int too large to convert to C int")),
            None => Err(vm.raise_type_error("* wants int")),
        };
    }
    let mut number = None;
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        let value = number.unwrap_or(0i64) * 10 + i64::from(digit);
        if value >= 1 << 31 {
            return Err(vm.raise_value_error("width too big"));
        }
        number = Some(value);
        *at += 1;
    }
    Ok(number)
}

fn convert(vm: &mut Vm, conversion: &Conversion, value: &Value, at: usize, bytes: bool) -> PyResult<String> {
    let text = match conversion.kind {
        's' | 'b' if bytes => latin_text(&bytes_of(vm, value)?),
        's' => vm.str_string(value)?,
        'r' if !bytes => vm.repr_string(value)?,
        'a' | 'r' => vm.repr_string(value)?.chars().map(escape).collect(),
        'c' if bytes => return byte_character(vm, conversion, value),
        'c' => return character(vm, conversion, value),
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => return integer(vm, conversion, value),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => return float(vm, conversion, value),
        kind => {
            let code = u32::from(kind);
            return Err(vm.raise_value_error(format!(
                "unsupported format character '{kind}' ({code:#x}) at index {at}"
            )));
        }
    };
    let text = match conversion.precision {
        Some(precision) => text.chars().take(precision).collect(),
        None => text,
    };
    Ok(pad(conversion, "", &text, false))
}

/// What `%b` shows.
fn bytes_of(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = value.bytes_like() {
        return Ok(bytes.to_vec());
    }
    let name = vm.intern("__bytes__");
    if let Some(made) = vm.call_special(value, &name, &[])? {
        if let Some(bytes) = made.as_bytes() {
            return Ok(bytes.to_vec());
        }
        let name = vm.type_name(&made);
        return Err(vm.raise_type_error(format!("__bytes__ returned non-bytes (type {name})")));
    }
    let name = vm.type_name(value);
    Err(vm.raise_type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
    )))
}

fn byte_character(vm: &mut Vm, conversion: &Conversion, value: &Value) -> PyResult<String> {
    let given = value.bytes_like().map(|bytes| bytes.to_vec());
    let byte = match given.as_deref() {
        Some(&[byte]) => byte,
        Some(bytes) => {
            let (kind, length) = (vm.type_name(value), bytes.len());
            return Err(vm.raise_type_error(format!(
                "%c requires an integer in range(256) or a single byte, not a {kind} object of length {length}"
            )));
        }
        None if vm.has_index(value) => match u8::try_from(vm.index_clamped(value)?) {
            Ok(byte) => byte,
            Err(_) => return Err(vm.raise_overflow_error("%c arg not in range(256)")),
        },
        None => {
            let name = vm.type_name(value);
            return Err(vm.raise_type_error(format!(
                "%c requires an integer in range(256) or a single byte, not {name}"
            )));
        }
    };
    Ok(pad(conversion, "", &char::from(byte).to_string(), false))
}

/// As `ascii` shows a character.
fn escape(c: char) -> String {
    match u32::from(c) {
        0..0x80 => c.to_string(),
        code @ 0x80..0x100 => format!("\\x{code:02x}"),
        code @ 0x100..0x1_0000 => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

fn pad(conversion: &Conversion, sign: &str, digits: &str, number: bool) -> String {
    let missing = conversion.width.saturating_sub(sign.chars().count() + digits.chars().count());
    if conversion.left {
        format!("{sign}{digits}{}", " ".repeat(missing))
    } else if number && conversion.zero {
        format!("{sign}{}{digits}", "0".repeat(missing))
    } else {
        format!("{}{sign}{digits}", " ".repeat(missing))
    }
}

fn character(vm: &mut Vm, conversion: &Conversion, value: &Value) -> PyResult<String> {
    if let Some(text) = value.as_str() {
        let mut chars = text.chars();
        if let (Some(_), None) = (chars.next(), chars.next()) {
            return Ok(pad(conversion, "", text, false));
        }
        let length = super::char_count(text);
        return Err(vm.raise_type_error(format!(
            "%c requires an int or a unicode character, not a string of length {length}"
        )));
    }
    if !vm.has_index(value) {
        let name = vm.type_name(value);
        return Err(vm.raise_type_error(format!("%c requires an int or a unicode character, not {name}")));
    }
    let code = vm.index_clamped(value)?;
    match u32::try_from(code).ok().and_then(char::from_u32) {
        Some(c) => Ok(pad(conversion, "", c.encode_utf8(&mut [0; 4]), false)),
        None => Err(vm.raise_overflow_error("%c arg not in range(0x110000)")),
    }
}

fn sign(conversion: &Conversion, negative: bool) -> &'static str {
    match (negative, conversion.plus, conversion.space) {
        (true, ..) => "-",
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ => "",
    }
}

fn integer(vm: &mut Vm, conversion: &Conversion, value: &Value) -> PyResult<String> {
    let decimal = matches!(conversion.kind, 'd' | 'i' | 'u');
    let int = if value.as_float().is_some() && decimal {
        vm.to_int(value)?
    } else if vm.has_index(value) {
        vm.index(value)?
    } else {
        return Err(raise_not_number(vm, conversion, value, decimal));
    };
    let big = int.as_int().map_or_else(BigInt::default, |int| int.to_big());
    let (base, prefix) = match conversion.kind {
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = big.magnitude().to_str_radix(base);
    if conversion.kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let missing = conversion.precision.unwrap_or(0).saturating_sub(digits.len());
    let digits = "0".repeat(missing) + &digits;
    let prefix = if conversion.alternate { prefix } else { "" };
    let sign = format!("{}{prefix}", sign(conversion, big.is_negative()));
    Ok(pad(conversion, &sign, &digits, true))
}

#[cold]
fn raise_not_number(vm: &mut Vm, conversion: &Conversion, value: &Value, decimal: bool) -> Raised {
    let (kind, name) = (conversion.kind, vm.type_name(value));
    let wanted = if decimal { "a real number" } else { "an integer" };
    vm.raise_type_error(format!("%{kind} format: {wanted} is required, not {name}"))
}

fn float(vm: &mut Vm, conversion: &Conversion, value: &Value) -> PyResult<String> {
    let number = vm.to_f64(value)?;
    let kind = conversion.kind;
    let mut text = if number.is_finite() {
        digits(
            number.abs(),
            kind.to_ascii_lowercase(),
            conversion.precision.unwrap_or(6),
            conversion.alternate,
        )
    } else {
        (if number.is_nan() { "nan" } else { "inf" }).to_owned()
    };
    if kind.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    let sign = sign(conversion, number.is_sign_negative() && !number.is_nan());
    Ok(pad(conversion, sign, &text, true))
}
