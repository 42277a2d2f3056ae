//! Reading JSON.
//!
//! Places are byte offsets inside, code points in what a program sees. Nested containers are native
//! recursion, which ends in `RecursionError` where the native stack is low.

use rustc_hash::FxHashMap;

use super::text_argument;
use crate::error::{PyResult, Raised};
use crate::native::Arguments;
use crate::object::Ref;
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;

struct Scanner {
    text: Ref<Str>,
    strict: bool,
    object_hook: Value,
    pairs_hook: Value,
    /// `None` where the built-in conversion is wanted.
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    /// The keys seen, so that equal ones are one object.
    keys: FxHashMap<String, Value>,
}

/// `scan(strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, text, index)`: the value
/// there and the index behind it. `StopIteration` says where a value is missing.
pub(super) fn scan(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let strict = vm.truth(&args[0])?;
    let text = text_argument(vm, &args[6])?;
    let index = vm.index_i64(&args[7])?;
    let Ok(index) = usize::try_from(index) else {
        return Err(vm.raise_value_error("idx cannot be negative"));
    };
    let text = text.as_str_object().cloned().expect("checked to be a string");
    if index > text.chars() {
        let index = vm.int_from_usize(index);
        return Err(vm.raise_stop_iteration(Some(index)));
    }
    let start = text.offset(index);
    let [object_hook, pairs_hook, parse_float, parse_int, parse_constant] =
        [1, 2, 3, 4, 5].map(|i| args[i].clone());
    let keys = FxHashMap::default();
    let mut scanner =
        Scanner { text, strict, object_hook, pairs_hook, parse_float, parse_int, parse_constant, keys };
    let (value, end) = scanner.value(vm, start)?;
    let end = vm.int_from_usize(scanner.text.index_of_offset(end));
    Ok(vm.new_tuple(vec![value, end]))
}

/// `scanstring(text, end, strict=True)`
pub(super) fn scanstring(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = text_argument(vm, &args[0])?;
    let index = vm.index_i64(&args[1])?;
    let strict = args.get(2).map_or(Ok(true), |strict| vm.truth(strict))?;
    let text = text.as_str_object().cloned().expect("checked to be a string");
    let Some(index) = usize::try_from(index).ok().filter(|&index| index <= text.chars()) else {
        return Err(vm.raise_value_error("end is out of bounds"));
    };
    let start = text.offset(index);
    let (read, end) = string(vm, &text, start, strict)?;
    let (read, end) = (vm.new_str(&read), vm.int_from_usize(text.index_of_offset(end)));
    Ok(vm.new_tuple(vec![read, end]))
}

/// The offset of the first byte from `at` on that is no white space.
pub(super) fn behind_space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// Raises `JSONDecodeError`; the place is the code point `back` before an offset.
fn fail(vm: &mut Vm, text: &Ref<Str>, message: &str, at: usize, back: i64) -> Raised {
    let position = text.index_of_offset(at) as i64 - back;
    let make = |vm: &mut Vm| {
        let module = vm.import_module("json.decoder")?;
        let name = vm.intern("JSONDecodeError");
        let class = vm.get_attr(&module, &name)?;
        let (message, position) = (vm.new_str(message), vm.int(position));
        vm.call(&class, &[message, text.clone().into_value(), position])
    };
    match make(vm) {
        Ok(exception) => vm.raise_object(&exception, None),
        Err(raised) => raised,
    }
}

/// The text of the string whose opening quote is before `start`, and the offset behind its closing quote.
fn string(vm: &mut Vm, source: &Ref<Str>, start: usize, strict: bool) -> PyResult<(String, usize)> {
    let text = source.as_str();
    let bytes = text.as_bytes();
    let mut out = String::new();
    let (mut at, mut plain) = (start, start);
    loop {
        match bytes.get(at) {
            None => return Err(fail(vm, source, "Unterminated string starting at", start, 1)),
            Some(b'"') => {
                out.push_str(&text[plain..at]);
                return Ok((out, at + 1));
            }
            Some(b'\\') => {
                out.push_str(&text[plain..at]);
                let Some(&letter) = bytes.get(at + 1) else {
                    return Err(fail(vm, source, "Unterminated string starting at", start, 1));
                };
                let (c, end) = match letter {
                    b'"' | b'\\' | b'/' => (char::from(letter), at + 2),
                    b'b' => ('\u{8}', at + 2),
                    b'f' => ('\u{c}', at + 2),
                    b'n' => ('\n', at + 2),
                    b'r' => ('\r', at + 2),
                    b't' => ('\t', at + 2),
                    b'u' => escaped(vm, source, at)?,
                    _ => return Err(fail(vm, source, "Invalid \\escape", at, 0)),
                };
                out.push(c);
                (at, plain) = (end, end);
            }
            Some(0..=0x1f) if strict => return Err(fail(vm, source, "Invalid control character at", at, 0)),
            Some(_) => at += 1,
        }
    }
}

/// The character of `\uXXXX`, or of two of them, at an offset, and the offset behind it.
fn escaped(vm: &mut Vm, source: &Ref<Str>, at: usize) -> PyResult<(char, usize)> {
    let bytes = source.as_str().as_bytes();
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        let digits = std::str::from_utf8(digits).ok()?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let Some(first) = unit(at) else { return Err(fail(vm, source, "Invalid \\uXXXX escape", at + 1, 0)) };
    let units = [first, unit(at + 6).unwrap_or(0)];
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => Ok((c, at + 6 * c.len_utf16())),
        _ => Err(vm.raise_value_error(format!("\\u{first:04x} is a surrogate: strings hold UTF-8 only"))),
    }
}

impl Scanner {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_str().as_bytes().get(at).copied()
    }

    fn skip(&self, at: usize) -> usize {
        behind_space(self.text.as_str().as_bytes(), at)
    }

    fn fail<T>(&self, vm: &mut Vm, message: &str, at: usize) -> PyResult<T> {
        Err(fail(vm, &self.text, message, at, 0))
    }

    fn value(&mut self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        match self.byte(at) {
            Some(b'"') => {
                let (text, end) = string(vm, &self.text, at + 1, self.strict)?;
                return Ok((vm.new_str(&text), end));
            }
            Some(b'{' | b'[') if vm.native_stack_is_low() => {
                return Err(vm.raise_recursion_error("maximum recursion depth exceeded"));
            }
            Some(b'{') => return self.object(vm, at + 1),
            Some(b'[') => return self.array(vm, at + 1),
            _ => {}
        }
        let rest = &self.text.as_str()[at..];
        for (word, value) in [("null", Value::NONE), ("true", Value::TRUE), ("false", Value::FALSE)] {
            if rest.starts_with(word) {
                return Ok((value, at + word.len()));
            }
        }
        for word in ["NaN", "Infinity", "-Infinity"] {
            if rest.starts_with(word) {
                let text = vm.new_str(word);
                let value = vm.call(&self.parse_constant, &[text])?;
                return Ok((value, at + word.len()));
            }
        }
        self.number(vm, at)
    }

    fn number(&mut self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        let source = self.text.clone();
        let text = &source.as_str()[at..];
        let bytes = text.as_bytes();
        let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let sign = usize::from(bytes.first() == Some(&b'-'));
        let whole = if bytes.get(sign) == Some(&b'0') { 1 } else { digits(sign.min(bytes.len())) };
        if whole == 0 {
            let index = vm.int_from_usize(source.index_of_offset(at));
            return Err(vm.raise_stop_iteration(Some(index)));
        }
        let mut end = sign + whole;
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let signed = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits((end + 1 + signed).min(bytes.len()));
            if exponent > 0 {
                end += 1 + signed + exponent;
            }
        }
        let (is_float, text) = (end > sign + whole, &text[..end]);
        let parse = if is_float { &self.parse_float } else { &self.parse_int };
        let value = if !parse.is_none() {
            let text = vm.new_str(text);
            vm.call(parse, &[text])?
        } else if is_float {
            vm.new_float(text.parse().unwrap_or(f64::NAN))
        } else if let Ok(small) = text.parse::<i64>() {
            vm.int(small)
        } else {
            let text = vm.new_str(text);
            vm.to_int(&text)?
        };
        Ok((value, at + end))
    }

    fn array(&mut self, vm: &mut Vm, start: usize) -> PyResult<(Value, usize)> {
        let mut items = Vec::new();
        let mut at = self.skip(start);
        if self.byte(at) == Some(b']') {
            return Ok((vm.new_list(items), at + 1));
        }
        loop {
            let (item, end) = self.value(vm, at)?;
            items.push(item);
            match self.next_item(vm, end, b']', "Illegal trailing comma before end of array")? {
                Ok(next) => at = next,
                Err(end) => return Ok((vm.new_list(items), end)),
            }
        }
    }

    /// Behind an item: the offset of the next one, or that behind the closing bracket.
    fn next_item(
        &self,
        vm: &mut Vm,
        end: usize,
        close: u8,
        trailing: &str,
    ) -> PyResult<Result<usize, usize>> {
        let at = self.skip(end);
        match self.byte(at) {
            Some(byte) if byte == close => Ok(Err(at + 1)),
            Some(b',') => {
                let next = self.skip(at + 1);
                if self.byte(next) == Some(close) {
                    return self.fail(vm, trailing, at);
                }
                Ok(Ok(next))
            }
            _ => self.fail(vm, "Expecting ',' delimiter", at),
        }
    }

    fn object(&mut self, vm: &mut Vm, start: usize) -> PyResult<(Value, usize)> {
        let mut pairs = Vec::new();
        let mut at = self.skip(start);
        if self.byte(at) == Some(b'}') {
            let value = self.finish(vm, pairs)?;
            return Ok((value, at + 1));
        }
        loop {
            if self.byte(at) != Some(b'"') {
                return self.fail(vm, "Expecting property name enclosed in double quotes", at);
            }
            let (key, end) = string(vm, &self.text, at + 1, self.strict)?;
            let key = match self.keys.get(&key) {
                Some(known) => known.clone(),
                None => {
                    let made = vm.new_str(&key);
                    self.keys.insert(key, made.clone());
                    made
                }
            };
            at = self.skip(end);
            if self.byte(at) != Some(b':') {
                return self.fail(vm, "Expecting ':' delimiter", at);
            }
            let (value, end) = self.value(vm, self.skip(at + 1))?;
            pairs.push((key, value));
            match self.next_item(vm, end, b'}', "Illegal trailing comma before end of object")? {
                Ok(next) => at = next,
                Err(end) => return Ok((self.finish(vm, pairs)?, end)),
            }
        }
    }

    /// What an object becomes.
    fn finish(&self, vm: &mut Vm, pairs: Vec<(Value, Value)>) -> PyResult {
        if !self.pairs_hook.is_none() {
            let pairs = pairs.into_iter().map(|(key, value)| vm.new_tuple(vec![key, value])).collect();
            let pairs = vm.new_list(pairs);
            return vm.call(&self.pairs_hook, &[pairs]);
        }
        let object = vm.new_dict();
        if let Some(dict) = object.as_dict() {
            for (key, value) in pairs {
                dict.set_name(&key, value);
            }
        }
        if self.object_hook.is_none() { Ok(object) } else { vm.call(&self.object_hook, &[object]) }
    }
}
