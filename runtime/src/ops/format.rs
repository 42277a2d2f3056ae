//! `format(value, spec)`.

use num_bigint::BigInt;

use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::text::{float, number, spec::Spec};
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `format(value, spec)`; always a string.
    pub fn format(&mut self, value: &Value, spec: &str) -> PyResult {
        if value.type_id().0 < FIRST_USER && !matches!(value.type_id(), id::TYPE) {
            if spec.is_empty() {
                return self.str(value);
            }
            return self.format_native(value, spec);
        }
        let spec = self.new_str(spec);
        let name = self.names.__format__.clone();
        let result = self.call_special(value, &name, &[spec])?.unwrap_or(Value::NONE);
        if result.as_str().is_some() {
            return Ok(result);
        }
        let name = self.type_name(&result);
        Err(self.raise_type_error(format!("__format__ must return a str, not {name}")))
    }

    /// `format` of built-in types, on the exact object.
    pub(crate) fn format_native(&mut self, value: &Value, spec: &str) -> PyResult {
        if spec.is_empty() {
            return self.str(value);
        }
        let value = value.exact();
        match value.type_id() {
            id::INT | id::BOOL => self.format_int(value, spec),
            id::FLOAT => {
                let number = value.as_float().unwrap_or(0.0);
                self.formatted(
                    Spec::parse(spec, "float").and_then(|spec| float::format(number, &spec, "float")),
                )
            }
            id::STR => {
                let text = value.as_str().unwrap_or_default();
                self.formatted(Spec::parse(spec, "str").and_then(|spec| spec.format_str(text, "str")))
            }
            id::COMPLEX => self.format_complex(value, spec),
            _ => {
                let name = self.type_name(value);
                Err(self.raise_type_error(format!("unsupported format string passed to {name}.__format__")))
            }
        }
    }

    fn format_int(&mut self, value: &Value, text: &str) -> PyResult {
        let name = self.type_name(value);
        let spec = match Spec::parse(text, &name) {
            Ok(spec) => spec,
            Err(message) => return Err(self.raise_value_error(message)),
        };
        if matches!(spec.kind, Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%')) {
            let number = self.to_f64(value)?;
            return self.formatted(float::format(number, &spec, &name));
        }
        if spec.kind.is_none() && value.raw().is_bool() && text.is_empty() {
            return self.str(value);
        }
        let big = value.as_int().map_or_else(BigInt::default, |int| int.to_big());
        match number::format(&big, &spec, &name) {
            Ok(text) => Ok(self.new_str(&text)),
            Err(message) if message.starts_with("%c arg") => Err(self.raise_overflow_error(message)),
            Err(message) => Err(self.raise_value_error(message)),
        }
    }

    fn format_complex(&mut self, value: &Value, text: &str) -> PyResult {
        let spec = match Spec::parse(text, "complex") {
            Ok(spec) => spec,
            Err(message) => return Err(self.raise_value_error(message)),
        };
        if let Err(message) = check_complex(&spec) {
            return Err(self.raise_value_error(message));
        }
        let Some(number) = value.as_complex() else { return self.str(value) };
        use crate::text::spec::{Align, Sign};
        // Without a kind the text is that of `str`: in parentheses, a real part of zero left out.
        let plain = spec.kind.is_none();
        let alternate = spec.alternate && !(plain && spec.precision.is_none());
        let bare = Spec { width: 0, fill: None, align: None, zero_padded: false, alternate, ..spec.clone() };
        let bare = if plain && spec.precision.is_some() { Spec { kind: Some('g'), ..bare } } else { bare };
        let imaginary_only = plain && number.re == 0.0 && number.re.is_sign_positive();
        let sign = if imaginary_only { bare.sign } else { Sign::Plus };
        let imaginary = Spec { sign, ..bare.clone() };
        // `#` keeps the point even where no digit follows.
        let bare_point = spec.alternate;
        let part = |number: f64, spec: &Spec| {
            let text = float::format(number, spec, "complex")?;
            let whole = text.strip_suffix(".0").filter(|_| plain && spec.kind.is_none());
            let point = if bare_point { "." } else { "" };
            Ok(whole.map_or_else(|| text.clone(), |whole| format!("{whole}{point}")))
        };
        let joined: Result<String, String> = part(number.im, &imaginary).and_then(|imag| {
            if imaginary_only {
                return Ok(spec.pad(&format!("{imag}j"), Align::Right));
            }
            let real = part(number.re, &bare)?;
            let text = if plain { format!("({real}{imag}j)") } else { format!("{real}{imag}j") };
            Ok(spec.pad(&text, Align::Right))
        });
        self.formatted(joined)
    }

    fn formatted(&mut self, result: Result<String, String>) -> PyResult {
        match result {
            Ok(text) => Ok(self.new_str(&text)),
            Err(message) => Err(self.raise_format_error(message)),
        }
    }

    #[cold]
    fn raise_format_error(&mut self, message: String) -> Raised {
        self.raise(ExceptionKind::ValueError, message)
    }
}

/// What complex numbers do not take of a format specifier.
fn check_complex(spec: &Spec) -> Result<(), String> {
    use crate::text::spec::Align;
    if let Some(kind) = spec.kind.filter(|kind| !"eEfFgGn".contains(*kind)) {
        return Err(format!("Unknown format code '{kind}' for object of type 'complex'"));
    }
    if spec.fill == Some('0') || (spec.zero_padded && spec.fill.is_none()) {
        return Err("Zero padding is not allowed in complex format specifier".to_owned());
    }
    if spec.align == Some(Align::AfterSign) {
        return Err("'=' alignment flag is not allowed in complex format specifier".to_owned());
    }
    Ok(())
}
