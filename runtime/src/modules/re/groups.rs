//! What begins with a bracket.

use super::flags::combine;
use super::parse::{Fault, Parse, Parser};
use super::syntax::{Node, flag, width};

impl Parser<'_> {
    /// The group whose bracket is at `start`; nothing for comments and flags of the whole pattern.
    pub(super) fn group(&mut self, start: usize, flags: &mut u32, first: bool) -> Parse<Option<Node>> {
        if !self.take_if('?') {
            return self.capture(start, *flags, None).map(Some);
        }
        let Some(c) = self.take() else { return self.fail("unexpected end of pattern", self.at) };
        match c {
            'P' => self.python_group(start, *flags).map(Some),
            ':' => {
                let body = self.body(start, *flags)?;
                Ok(Some(Node::Group { index: None, plain: true, body }))
            }
            '#' => loop {
                match self.take() {
                    None => return self.fail("missing ), unterminated comment", start),
                    Some(')') => return Ok(None),
                    // An escape is one thing, even here.
                    Some('\\') => drop(self.take()),
                    Some(_) => {}
                }
            },
            '=' | '!' | '<' => self.look(start, c, *flags).map(Some),
            '(' => self.conditional(start, *flags).map(Some),
            '>' => Ok(Some(Node::Atomic(self.body(start, *flags)?))),
            c if c == '-' || flag::of_letter(c).is_some() => match self.flags_here(c)? {
                None => {
                    if !first {
                        return self.fail("global flags not at the start of the expression", start);
                    }
                    if self.flags & flag::VERBOSE != 0 && *flags & flag::VERBOSE == 0 {
                        return Err(Fault::Verbose);
                    }
                    *flags = combine(*flags, self.flags, 0);
                    Ok(None)
                }
                Some((on, off)) => {
                    let body = self.body(start, combine(*flags, on, off))?;
                    Ok(Some(Node::Group { index: None, plain: on == 0 && off == 0, body }))
                }
            },
            c => self.fail(format!("unknown extension ?{c}"), self.at - 2),
        }
    }

    /// Up to the closing bracket of what began at `start`.
    fn body(&mut self, start: usize, flags: u32) -> Parse<Vec<Node>> {
        let body = self.alternatives(flags, false)?;
        self.close(start)?;
        Ok(body)
    }

    fn close(&mut self, start: usize) -> Parse<()> {
        if self.take_if(')') {
            return Ok(());
        }
        self.fail("missing ), unterminated subpattern", start)
    }

    fn capture(&mut self, start: usize, flags: u32, name: Option<String>) -> Parse<Node> {
        let index = self.open_group(name)?;
        let body = self.body(start, flags)?;
        self.close_group(index, &body);
        Ok(Node::Group { index: Some(index), plain: false, body })
    }

    fn python_group(&mut self, start: usize, flags: u32) -> Parse<Node> {
        if self.take_if('<') {
            let name = self.until('>', "group name")?;
            self.check_name(&name, 1)?;
            return self.capture(start, flags, Some(name));
        }
        if self.take_if('=') {
            let name = self.until(')', "group name")?;
            self.check_name(&name, 1)?;
            let at = self.at - name.chars().count() - 1;
            let group = self.named(&name, at)?;
            self.check_reference(group, at)?;
            return Ok(Node::Reference(group, flags));
        }
        match self.take() {
            None => self.fail("unexpected end of pattern", self.at),
            Some(c) => self.fail(format!("unknown extension ?P{c}"), self.at - 3),
        }
    }

    fn named(&mut self, name: &str, at: usize) -> Parse<usize> {
        match self.names.iter().find(|(known, _)| known == name) {
            Some((_, group)) => Ok(*group),
            None => {
                let shown = self.shown(name)?;
                self.fail(format!("unknown group name {shown}"), at)
            }
        }
    }

    /// `repr()` of a text.
    fn shown(&mut self, text: &str) -> Parse<String> {
        let value = self.vm.new_str(text);
        Self::raised(self.vm.repr_string(&value))
    }

    /// The text up to a character that must come.
    pub(super) fn until(&mut self, end: char, what: &str) -> Parse<String> {
        let start = self.at;
        while let Some(c) = self.take() {
            if c == end {
                let text: String = self.text[start..self.at - 1].iter().collect();
                if text.is_empty() {
                    return self.fail(format!("missing {what}"), self.at - 1);
                }
                return Ok(text);
            }
        }
        if self.at == start {
            return self.fail(format!("missing {what}"), self.at);
        }
        self.fail(format!("missing {end}, unterminated name"), start)
    }

    /// Checks a name that ends `behind` characters before here.
    pub(super) fn check_name(&mut self, name: &str, behind: usize) -> Parse<()> {
        let at = self.at - name.chars().count() - behind;
        if self.is_bytes && !name.is_ascii() {
            let value = self.vm.new_str(name);
            let shown = Self::raised(self.vm.ascii(&value))?;
            let shown = shown.as_str().unwrap_or_default().to_owned();
            return self.fail(format!("bad character in group name {shown}"), at);
        }
        if !crate::class::create::is_identifier(name) {
            let shown = self.shown(name)?;
            return self.fail(format!("bad character in group name {shown}"), at);
        }
        Ok(())
    }

    fn look(&mut self, start: usize, c: char, flags: u32) -> Parse<Node> {
        let mut kind = c;
        let behind = c == '<';
        if behind {
            kind = match self.take() {
                None => return self.fail("unexpected end of pattern", self.at),
                Some(c @ ('=' | '!')) => c,
                Some(c) => return self.fail(format!("unknown extension ?<{c}"), self.at - 3),
            };
        }
        let outer = self.behind;
        if behind && outer.is_none() {
            self.behind = Some(self.widths.len());
        }
        let body = self.body(start, flags)?;
        self.behind = outer;
        if behind {
            let (least, most) = width(&body, &self.widths);
            if least != most {
                let message = "look-behind requires fixed-width pattern";
                return Err(Fault::Pattern(message.to_owned(), usize::MAX));
            }
        }
        Ok(Node::Look { behind, negated: kind == '!', body })
    }

    fn conditional(&mut self, start: usize, flags: u32) -> Parse<Node> {
        let name = self.until(')', "group name")?;
        let at = self.at - name.chars().count() - 1;
        let group = if name.bytes().all(|b| b.is_ascii_digit()) {
            let number: usize = name.parse().unwrap_or(usize::MAX);
            if number == 0 {
                return self.fail("bad group number", at);
            }
            if number >= 1 << 30 {
                return self.fail(format!("invalid group reference {number}"), at);
            }
            self.conditions.push((number, at));
            number
        } else {
            self.check_name(&name, 1)?;
            self.named(&name, at)?
        };
        if self.behind.is_some() {
            self.check_behind(group, self.at)?;
        }
        let mut inner = flags;
        let yes = self.sequence(&mut inner, false)?;
        let mut no = Vec::new();
        if self.take_if('|') {
            no = self.sequence(&mut inner, false)?;
            if self.peek() == Some('|') {
                return self.fail("conditional backref with more than two branches", self.at);
            }
        }
        self.close(start)?;
        Ok(Node::Conditional { group, yes, no })
    }
}
