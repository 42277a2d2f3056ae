//! Escapes and sets of characters.

use super::parse::{Fault, Parse, Parser};
use super::syntax::{At, Category, Node, SetItem, flag};

/// The character that a backslash and this letter, or another backslash, stand for everywhere.
pub(super) fn control(c: char) -> Option<char> {
    Some(match c {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '\\' => '\\',
        _ => return None,
    })
}

impl Parser<'_> {
    /// What follows a backslash at `start`, outside of sets.
    pub(super) fn escape(&mut self, start: usize, flags: u32) -> Parse<Node> {
        let c = self.text[self.at];
        self.at += 1;
        if let Some((category, negated)) = category(c) {
            let items = vec![SetItem::Category(category, negated)];
            return Ok(Node::Set { negated: false, items, flags });
        }
        let at = match c {
            'A' => Some(At::TextStart),
            'Z' | 'z' => Some(At::TextEnd),
            'b' => Some(At::Boundary),
            'B' => Some(At::NoBoundary),
            _ => None,
        };
        if let Some(at) = at {
            return Ok(Node::At(at, flags));
        }
        if c == '0' {
            self.octal(2);
            return self.octal_value(start).map(|c| Node::Literal(c, flags));
        }
        if c.is_ascii_digit() {
            return self.reference(start, flags);
        }
        self.plain_escape(start, c).map(|c| Node::Literal(c, flags))
    }

    fn octal(&mut self, most: usize) {
        let end = self.at + most;
        while self.at < end && self.peek().is_some_and(|c| ('0'..='7').contains(&c)) {
            self.at += 1;
        }
    }

    fn octal_value(&mut self, start: usize) -> Parse<char> {
        let digits: String = self.text[start + 1..self.at].iter().collect();
        let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
        if value > 0o377 {
            return self.fail(format!("octal escape value \\{digits} outside of range 0-0o377"), start);
        }
        Ok(char::from(value as u8))
    }

    /// `\1`, or an octal number of three digits.
    fn reference(&mut self, start: usize, flags: u32) -> Parse<Node> {
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            let is_octal = |c: &char| ('0'..='7').contains(c);
            if self.text[start + 1..self.at].iter().all(is_octal) && self.peek().is_some_and(|c| is_octal(&c))
            {
                self.at += 1;
                return self.octal_value(start).map(|c| Node::Literal(c, flags));
            }
        }
        let digits: String = self.text[start + 1..self.at].iter().collect();
        let group: usize = digits.parse().unwrap_or(0);
        if group >= self.widths.len() {
            return self.fail(format!("invalid group reference {group}"), start + 1);
        }
        if self.widths[group].is_none() {
            return self.fail("cannot refer to an open group", start);
        }
        self.check_behind(group, self.at)?;
        Ok(Node::Reference(group, flags))
    }

    /// An escape that stands for a character.
    fn plain_escape(&mut self, start: usize, c: char) -> Parse<char> {
        let digits = match c {
            'x' => 2,
            'u' if !self.is_bytes => 4,
            'U' if !self.is_bytes => 8,
            _ => 0,
        };
        if digits > 0 {
            return self.hex(start, digits);
        }
        if let Some(control) = control(c) {
            return Ok(control);
        }
        Ok(match c {
            'N' if !self.is_bytes => return self.named_character(start),
            c if c.is_ascii_alphanumeric() => return self.fail(format!("bad escape \\{c}"), start),
            c => c,
        })
    }

    fn hex(&mut self, start: usize, digits: usize) -> Parse<char> {
        let end = self.at + digits;
        while self.at < end && self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
            self.at += 1;
        }
        let text: String = self.text[start..self.at].iter().collect();
        if self.at < end {
            return self.fail(format!("incomplete escape {text}"), start);
        }
        match u32::from_str_radix(&text[2..], 16).ok().map(char::from_u32) {
            Some(Some(c)) => Ok(c),
            Some(None) if text.len() == 6 => {
                let message = format!("{text} is a surrogate: strings hold UTF-8 only");
                Err(Fault::Raised(self.vm.raise_value_error(message)))
            }
            _ => self.fail(format!("bad escape {text}"), start),
        }
    }

    fn named_character(&mut self, start: usize) -> Parse<char> {
        if !self.take_if('{') {
            return self.fail("missing {", self.at);
        }
        let name = self.until('}', "character name")?;
        match unicode_names2::character(&name) {
            Some(c) => Ok(c),
            None => {
                let value = self.vm.new_str(&name);
                let shown = Self::raised(self.vm.repr_string(&value))?;
                self.fail(format!("undefined character name {shown}"), start)
            }
        }
    }

    /// The set whose bracket is at `start`.
    pub(super) fn set(&mut self, start: usize, flags: u32) -> Parse<Node> {
        if self.peek() == Some('[') {
            self.warnings.push(format!("Possible nested set at position {}", self.at));
        }
        let negated = self.take_if('^');
        let first = self.at;
        let mut items = Vec::new();
        loop {
            let at = self.at;
            let Some(c) = self.take() else { return self.fail("unterminated character set", start) };
            if c == ']' && at > first {
                break;
            }
            if at > first && "-&~|".contains(c) && self.peek() == Some(c) {
                let what = match c {
                    '-' => "difference",
                    '&' => "intersection",
                    '~' => "symmetric difference",
                    _ => "union",
                };
                self.warnings.push(format!("Possible set {what} at position {at}"));
            }
            let low = self.set_item(at, c)?;
            if !self.take_if('-') {
                items.push(low);
                continue;
            }
            let that = self.at;
            let Some(c) = self.take() else { return self.fail("unterminated character set", start) };
            if c == ']' {
                items.push(low);
                items.push(SetItem::Range('-', '-'));
                break;
            }
            if c == '-' {
                self.warnings.push(format!("Possible set difference at position {}", that - 1));
            }
            let high = self.set_item(that, c)?;
            match (low, high) {
                (SetItem::Range(low, _), SetItem::Range(high, _)) if low <= high => {
                    items.push(SetItem::Range(low, high));
                }
                _ => {
                    let range: String = self.text[at..self.at].iter().collect();
                    return self.fail(format!("bad character range {range}"), at);
                }
            }
        }
        Ok(Node::Set { negated, items, flags })
    }

    fn set_item(&mut self, start: usize, c: char) -> Parse<SetItem> {
        if c != '\\' {
            return Ok(SetItem::Range(c, c));
        }
        let c = self.text[self.at];
        self.at += 1;
        if let Some((category, negated)) = category(c) {
            return Ok(SetItem::Category(category, negated));
        }
        let c = if ('0'..='7').contains(&c) {
            self.octal(2);
            self.octal_value(start)?
        } else {
            self.plain_escape(start, c)?
        };
        Ok(SetItem::Range(c, c))
    }
}

fn category(c: char) -> Option<(Category, bool)> {
    Some(match c {
        'd' => (Category::Digit, false),
        'D' => (Category::Digit, true),
        's' => (Category::Space, false),
        'S' => (Category::Space, true),
        'w' => (Category::Word, false),
        'W' => (Category::Word, true),
        _ => return None,
    })
}

/// Whether ASCII alone counts for letters, digits and spaces.
pub(super) fn is_ascii(flags: u32, is_bytes: bool) -> bool {
    is_bytes || flags & flag::ASCII != 0
}
