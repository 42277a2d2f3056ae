//! `template.format(...)`: replacement fields `{name.attribute[item]!conversion:spec}`.

use super::types::string;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

/// Specifications may hold fields, but those no more.
const DEEPEST: usize = 2;

/// Where the values of fields come from.
enum Source<'a> {
    Arguments(&'a Arguments<'a>),
    Mapping(&'a Value),
}

struct Formatter<'a> {
    source: Source<'a>,
    /// Number of the next field without one.
    next: usize,
    /// Whether fields are numbered by the program (`Some(true)`) or by us.
    manual: Option<bool>,
}

pub(super) fn format(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let template = string(&args[0]).as_str().to_owned();
    let rest = args.rest();
    let mut formatter = Formatter { source: Source::Arguments(&rest), next: 0, manual: None };
    let text = formatter.expand(vm, &template, DEEPEST)?;
    Ok(vm.new_str(&text))
}

pub(super) fn format_map(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let template = string(&args[0]).as_str().to_owned();
    let mut formatter = Formatter { source: Source::Mapping(&args[1]), next: 0, manual: None };
    let text = formatter.expand(vm, &template, DEEPEST)?;
    Ok(vm.new_str(&text))
}

impl Formatter<'_> {
    fn expand(&mut self, vm: &mut Vm, template: &str, depth: usize) -> PyResult<String> {
        if depth == 0 {
            return Err(vm.raise_value_error("Max string recursion exceeded"));
        }
        let mut out = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if rest.starts_with(brace) {
                out.push_str(brace);
                rest = &rest[1..];
            } else if brace == "}" {
                return Err(vm.raise_value_error("Single '}' encountered in format string"));
            } else if rest.is_empty() {
                return Err(vm.raise_value_error("Single '{' encountered in format string"));
            } else {
                let Some(end) = closing(rest) else {
                    return Err(vm.raise_value_error("expected '}' before end of string"));
                };
                out.push_str(&self.field(vm, &rest[..end], depth)?);
                rest = &rest[end + 1..];
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    fn field(&mut self, vm: &mut Vm, field: &str, depth: usize) -> PyResult<String> {
        let (name, conversion, spec) = split_field(field);
        let value = self.value(vm, name)?;
        let value = match conversion {
            None => value,
            Some("r") => vm.repr(&value)?,
            Some("s") => vm.str(&value)?,
            Some("a") => {
                let text = vm.repr_string(&value)?;
                let text: String = text.chars().map(ascii).collect();
                vm.new_str(&text)
            }
            Some("") => {
                let message = "end of string while looking for conversion specifier";
                return Err(vm.raise_value_error(message));
            }
            Some(other) if other.chars().count() > 1 => {
                return Err(vm.raise_value_error("expected ':' after conversion specifier"));
            }
            Some(other) => return Err(vm.raise_value_error(format!("Unknown conversion specifier {other}"))),
        };
        let spec =
            if spec.contains(['{', '}']) { self.expand(vm, spec, depth - 1)? } else { spec.to_owned() };
        let text = vm.format(&value, &spec)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    fn value(&mut self, vm: &mut Vm, name: &str) -> PyResult {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut path) = name.split_at(end);
        let mut value = self.first(vm, first)?;
        while !path.is_empty() {
            if let Some(rest) = path.strip_prefix('.') {
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                if end == 0 {
                    return Err(vm.raise_value_error("Empty attribute in format string"));
                }
                let name = vm.intern(&rest[..end]);
                value = vm.get_attr(&value, &name)?;
                path = &rest[end..];
                continue;
            }
            let Some((key, behind)) = path.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
                let message = if path.starts_with('[') {
                    "Missing ']' in format string"
                } else {
                    "Only '.' or '[' may follow ']' in format field specifier"
                };
                return Err(vm.raise_value_error(message));
            };
            if key.is_empty() {
                return Err(vm.raise_value_error("Empty attribute in format string"));
            }
            let key = match key.parse::<i64>() {
                Ok(index) if !key.starts_with(['+', '-']) => vm.int(index),
                _ => vm.new_str(key),
            };
            value = vm.get_item(&value, &key)?;
            path = behind;
        }
        Ok(value)
    }

    fn first(&mut self, vm: &mut Vm, name: &str) -> PyResult {
        let number = match name.parse::<usize>() {
            Ok(number) => Some((number, true)),
            Err(_) if name.is_empty() => {
                self.next += 1;
                Some((self.next - 1, false))
            }
            Err(_) => None,
        };
        let Some((number, manual)) = number else { return self.named(vm, name) };
        if self.manual.is_some_and(|before| before != manual) {
            let (from, to) = if manual {
                ("automatic field numbering", "manual field specification")
            } else {
                ("manual field specification", "automatic field numbering")
            };
            return Err(vm.raise_value_error(format!("cannot switch from {from} to {to}")));
        }
        self.manual = Some(manual);
        match self.source {
            Source::Mapping(_) => Err(vm.raise_value_error("Format string contains positional fields")),
            Source::Arguments(args) => match args.get(number) {
                Some(value) => Ok(value.clone()),
                None => {
                    let message =
                        format!("Replacement index {number} out of range for positional args tuple");
                    Err(vm.raise_index_error(message))
                }
            },
        }
    }

    fn named(&self, vm: &mut Vm, name: &str) -> PyResult {
        let key = vm.new_str(name);
        match self.source {
            Source::Mapping(mapping) => vm.get_item(mapping, &key),
            Source::Arguments(args) => {
                let found = args.keywords().find(|(known, _)| known.as_str() == Some(name));
                match found {
                    Some((_, value)) => Ok(value.clone()),
                    None => Err(vm.raise_key_error(&key)),
                }
            }
        }
    }
}

fn ascii(c: char) -> String {
    match u32::from(c) {
        0..0x80 => c.to_string(),
        code @ 0x80..0x100 => format!("\\x{code:02x}"),
        code @ 0x100..0x1_0000 => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// Offset of the brace that closes a field.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut in_item = false;
    for (at, c) in text.char_indices() {
        match c {
            '[' if depth == 0 => in_item = true,
            ']' => in_item = false,
            _ if in_item => {}
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Name, conversion and specification of a field.
fn split_field(field: &str) -> (&str, Option<&str>, &str) {
    let mut in_item = false;
    let split = field.char_indices().find(|&(_, c)| {
        in_item = match c {
            '[' => true,
            ']' => false,
            _ => in_item,
        };
        !in_item && matches!(c, '!' | ':')
    });
    let Some((at, c)) = split else { return (field, None, "") };
    let (name, rest) = (&field[..at], &field[at + 1..]);
    if c == ':' {
        return (name, None, rest);
    }
    let (conversion, spec) = rest.split_once(':').unwrap_or((rest, ""));
    (name, Some(conversion), spec)
}
