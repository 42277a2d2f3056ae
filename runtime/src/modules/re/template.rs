//! The texts that matches are replaced by: `\1`, `\g<name>` and escapes.

use super::escapes::control;
use super::pattern::{Pattern, raise_pattern_error};
use super::run::Spans;
use super::subject::{Data, Subject};
use crate::error::{PyResult, Raised};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

enum Piece {
    Text(Vec<u8>),
    Group(usize),
}

/// A text with places for groups.
pub(super) struct Template(Vec<Piece>);

impl Template {
    /// Writes it with the groups of a match put in.
    pub fn write(&self, subject: &Subject, spans: &Spans, out: &mut Vec<u8>) {
        let bytes = match subject.data() {
            Data::Text(text) => text.as_bytes(),
            Data::Bytes(bytes) => bytes,
        };
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.extend_from_slice(text),
                Piece::Group(index) => {
                    if let Some((start, end)) = spans[*index] {
                        out.extend_from_slice(&bytes[start..end]);
                    }
                }
            }
        }
    }
}

/// The text or the bytes that were written.
pub(super) fn finish(vm: &mut Vm, pattern: &Ref<Pattern>, out: &[u8]) -> Value {
    if pattern.is_bytes() { vm.new_bytes(out) } else { vm.new_str(&String::from_utf8_lossy(out)) }
}

/// Reads a template.
pub(super) fn parse(vm: &mut Vm, pattern: &Ref<Pattern>, source: &Value) -> PyResult<Template> {
    let text: Vec<char> = match (source.as_str(), source.bytes_like()) {
        (Some(text), _) if !pattern.is_bytes() => text.chars().collect(),
        (None, Some(bytes)) if pattern.is_bytes() => bytes.iter().copied().map(char::from).collect(),
        _ => return Err(wrong_kind(vm, pattern, source)),
    };
    let mut reader =
        Reader { pattern: pattern.clone(), source: source.clone(), text, at: 0, literal: Vec::new() };
    let mut pieces = Vec::new();
    while let Some(c) = reader.take() {
        if c != '\\' {
            reader.push(c);
        } else if let Some(group) = reader.escape(vm)? {
            let literal = std::mem::take(&mut reader.literal);
            pieces.extend([Piece::Text(literal), Piece::Group(group)]);
        }
    }
    pieces.push(Piece::Text(reader.literal));
    Ok(Template(pieces))
}

#[cold]
fn wrong_kind(vm: &mut Vm, pattern: &Ref<Pattern>, source: &Value) -> Raised {
    let found = vm.type_name(source);
    let known = source.as_str().is_some() || source.bytes_like().is_some();
    if !known {
        return vm.raise_type_error(format!("decoding to str: need a bytes-like object, {found} found"));
    }
    let (wanted, shown) =
        if pattern.is_bytes() { ("a bytes-like object", found) } else { ("str instance", found) };
    vm.raise_type_error(format!("sequence item 0: expected {wanted}, {shown} found"))
}

struct Reader {
    pattern: Ref<Pattern>,
    source: Value,
    text: Vec<char>,
    at: usize,
    literal: Vec<u8>,
}

impl Reader {
    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn push(&mut self, c: char) {
        if self.pattern.is_bytes() {
            self.literal.push(c as u32 as u8);
        } else {
            self.literal.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    fn fail<T>(&self, vm: &mut Vm, message: &str, at: usize) -> PyResult<T> {
        Err(raise_pattern_error(vm, message, &self.source, Some(at)))
    }

    /// What is behind a backslash: a group, or a character that is added to the text.
    fn escape(&mut self, vm: &mut Vm) -> PyResult<Option<usize>> {
        let start = self.at - 1;
        let Some(c) = self.take() else { return self.fail(vm, "bad escape (end of pattern)", start) };
        let c = match (c, control(c)) {
            (_, Some(control)) => control,
            ('g', _) => return self.group(vm).map(Some),
            ('0', _) => {
                self.octal(2);
                return self.octal_value(vm, start);
            }
            ('1'..='9', _) => return self.number(vm, start),
            (c, _) if c.is_ascii_alphabetic() => return self.fail(vm, &format!("bad escape \\{c}"), start),
            (c, _) => {
                self.push('\\');
                c
            }
        };
        self.push(c);
        Ok(None)
    }

    fn octal(&mut self, most: usize) {
        let end = self.at + most;
        while self.at < end && self.peek().is_some_and(|c| ('0'..='7').contains(&c)) {
            self.at += 1;
        }
    }

    fn octal_value(&mut self, vm: &mut Vm, start: usize) -> PyResult<Option<usize>> {
        let digits: String = self.text[start + 1..self.at].iter().collect();
        let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
        if value > 0o377 {
            let message = format!("octal escape value \\{digits} outside of range 0-0o377");
            return self.fail(vm, &message, start);
        }
        self.push(char::from(value as u8));
        Ok(None)
    }

    fn number(&mut self, vm: &mut Vm, start: usize) -> PyResult<Option<usize>> {
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            let is_octal = |c: &char| ('0'..='7').contains(c);
            if self.text[start + 1..self.at].iter().all(is_octal) && self.peek().is_some_and(|c| is_octal(&c))
            {
                self.at += 1;
                return self.octal_value(vm, start);
            }
        }
        let digits: String = self.text[start + 1..self.at].iter().collect();
        self.reference(vm, digits.parse().unwrap_or(usize::MAX), start + 1).map(Some)
    }

    fn reference(&self, vm: &mut Vm, group: usize, at: usize) -> PyResult<usize> {
        if group > self.pattern.parsed().groups {
            return self.fail(vm, &format!("invalid group reference {group}"), at);
        }
        Ok(group)
    }

    /// `\g<…>`
    fn group(&mut self, vm: &mut Vm) -> PyResult<usize> {
        if self.peek() != Some('<') {
            return self.fail(vm, "missing <", self.at);
        }
        self.at += 1;
        let start = self.at;
        let Some(length) = self.text[start..].iter().position(|&c| c == '>') else {
            let (message, at) = if start == self.text.len() {
                ("missing group name", start)
            } else {
                ("missing >, unterminated name", start)
            };
            return self.fail(vm, message, at);
        };
        let name: String = self.text[start..start + length].iter().collect();
        self.at = start + length + 1;
        if name.is_empty() {
            return self.fail(vm, "missing group name", start);
        }
        if name.bytes().all(|b| b.is_ascii_digit()) {
            return self.reference(vm, name.parse().unwrap_or(usize::MAX), start);
        }
        let value = vm.new_str(&name);
        let shown = if self.pattern.is_bytes() { vm.ascii(&value)? } else { vm.repr(&value)? };
        let shown = shown.as_str().unwrap_or_default().to_owned();
        let is_name =
            crate::class::create::is_identifier(&name) && (name.is_ascii() || !self.pattern.is_bytes());
        if !is_name {
            return self.fail(vm, &format!("bad character in group name {shown}"), start);
        }
        match self.pattern.parsed().names.iter().find(|(known, _)| *known == name) {
            Some((_, group)) => Ok(*group),
            None => {
                let message = format!("unknown group name {shown}");
                Err(vm.raise_index_error(message))
            }
        }
    }
}
