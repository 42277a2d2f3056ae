//! The syntax of Python's regular expressions: text to tree.
//!
//! Places are indices of characters. An error names the place that CPython names.

use super::flags::inline_flags;
use super::syntax::{At, Greed, MAX_REPEAT, Node, flag, width};
use crate::error::{PyResult, Raised};
use crate::vm::Vm;

/// What is wrong with a pattern.
pub(super) enum Fault {
    /// `PatternError`
    Pattern(String, usize),
    /// A built-in exception that has been raised.
    Raised(Raised),
    /// `(?x)` was met in a text that was read without it.
    Verbose,
}

pub(super) type Parse<T> = Result<T, Fault>;

/// A pattern that was read.
pub(super) struct Parsed {
    pub nodes: Vec<Node>,
    pub flags: u32,
    /// Number of groups, without the whole match.
    pub groups: usize,
    /// Names with their groups.
    pub names: Vec<(String, usize)>,
    /// For each group its rank in the order of closing brackets.
    pub closing: Vec<usize>,
}

pub(super) struct Parser<'a> {
    pub vm: &'a mut Vm,
    pub text: Vec<char>,
    pub at: usize,
    pub is_bytes: bool,
    pub flags: u32,
    pub names: Vec<(String, usize)>,
    /// Least and most width of each group; nothing while it is open.
    pub widths: Vec<Option<(u64, u64)>>,
    closing: Vec<usize>,
    closed: usize,
    /// Groups that conditions name, with the place.
    pub conditions: Vec<(usize, usize)>,
    /// Inside a look-behind: how many groups there were before it.
    pub behind: Option<usize>,
    pub warnings: Vec<String>,
}

/// Reads a pattern. What is doubtful in it is added to `warnings`, even if there is a fault behind.
pub(super) fn parse(
    vm: &mut Vm,
    text: Vec<char>,
    is_bytes: bool,
    flags: u32,
    warnings: &mut Vec<String>,
) -> Parse<Parsed> {
    let mut parser = Parser {
        vm,
        text,
        at: 0,
        is_bytes,
        flags,
        names: Vec::new(),
        widths: vec![None],
        closing: vec![0],
        closed: 0,
        conditions: Vec::new(),
        behind: None,
        warnings: Vec::new(),
    };
    let result = parser.whole();
    let groups = parser.widths.len() - 1;
    let Parser { text, names, closing, flags: found, warnings: doubts, .. } = parser;
    if let Err(Fault::Verbose) = result {
        return parse(vm, text, is_bytes, flags | flag::VERBOSE, warnings);
    }
    warnings.extend(doubts);
    Ok(Parsed { nodes: result?, flags: found, groups, names, closing })
}

impl Parser<'_> {
    pub fn fail<T>(&self, message: impl Into<String>, at: usize) -> Parse<T> {
        Err(Fault::Pattern(message.into(), at))
    }

    pub fn raised<T>(result: PyResult<T>) -> Parse<T> {
        result.map_err(Fault::Raised)
    }

    pub fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    pub fn take_if(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        self.at += usize::from(is);
        is
    }

    /// The next character; a backslash counts with what is behind it.
    pub fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn whole(&mut self) -> Parse<Vec<Node>> {
        // A backslash at the end is noticed before anything else is read.
        let mut i = 0;
        while i < self.text.len() {
            if self.text[i] == '\\' {
                if i + 1 == self.text.len() {
                    return self.fail("bad escape (end of pattern)", i);
                }
                i += 1;
            }
            i += 1;
        }
        let flags = self.flags;
        let nodes = self.alternatives(flags, true)?;
        if self.peek().is_some() {
            return self.fail("unbalanced parenthesis", self.at);
        }
        for &(group, at) in &self.conditions {
            if group >= self.widths.len() {
                return self.fail(format!("invalid group reference {group}"), at);
            }
        }
        Ok(nodes)
    }

    /// Branches up to a closing bracket or the end.
    pub fn alternatives(&mut self, flags: u32, first: bool) -> Parse<Vec<Node>> {
        if self.vm.native_stack_is_low() {
            return Err(Fault::Raised(self.vm.raise_recursion_error("maximum recursion depth exceeded")));
        }
        // Flags that the start of the text turns on hold in all of it.
        let mut flags = flags;
        let mut branches = vec![self.sequence(&mut flags, first)?];
        while self.take_if('|') {
            branches.push(self.sequence(&mut flags, false)?);
        }
        Ok(match branches.len() {
            1 => branches.remove(0),
            _ => vec![Node::Branch(branches)],
        })
    }

    /// Items up to a bar, a closing bracket or the end.
    pub fn sequence(&mut self, flags: &mut u32, first: bool) -> Parse<Vec<Node>> {
        let mut items: Vec<Node> = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let start = self.at;
            self.at += 1;
            if *flags & flag::VERBOSE != 0 && self.skip_verbose(c) {
                continue;
            }
            match c {
                '[' => {
                    let set = self.set(start, *flags)?;
                    items.push(set);
                }
                '*' | '+' | '?' | '{' => self.repeat(c, start, &mut items, *flags)?,
                '.' => items.push(Node::Any(*flags)),
                '(' => {
                    if let Some(node) = self.group(start, flags, first && items.is_empty())? {
                        items.push(node);
                    }
                }
                '^' => items.push(Node::At(At::LineStart, *flags)),
                '$' => items.push(Node::At(At::LineEnd, *flags)),
                '\\' => {
                    let node = self.escape(start, *flags)?;
                    items.push(node);
                }
                c => items.push(Node::Literal(c, *flags)),
            }
        }
        // Brackets without meaning of their own are none.
        for item in &mut items {
            if let Node::Group { index: None, plain: true, body } = item
                && body.len() == 1
            {
                *item = body.remove(0);
            }
        }
        Ok(items)
    }

    /// Skips white space or a comment.
    fn skip_verbose(&mut self, c: char) -> bool {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => true,
            '#' => {
                while let Some(c) = self.take() {
                    if c == '\n' {
                        break;
                    }
                }
                true
            }
            _ => false,
        }
    }

    fn number(&mut self) -> Parse<Option<u32>> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.text[start..self.at].iter().collect();
        if digits.is_empty() {
            return Ok(None);
        }
        Ok(Some(digits.parse().unwrap_or(MAX_REPEAT)))
    }

    fn repeat(&mut self, c: char, start: usize, items: &mut Vec<Node>, flags: u32) -> Parse<()> {
        let behind = self.at;
        let (least, most) = match c {
            '?' => (0, 1),
            '*' => (0, MAX_REPEAT),
            '+' => (1, MAX_REPEAT),
            _ => {
                if self.peek() == Some('}') {
                    items.push(Node::Literal(c, flags));
                    return Ok(());
                }
                let low = self.number()?;
                let high = if self.take_if(',') { self.number()? } else { low };
                if !self.take_if('}') {
                    self.at = behind;
                    items.push(Node::Literal(c, flags));
                    return Ok(());
                }
                if low == Some(MAX_REPEAT) || high == Some(MAX_REPEAT) {
                    let message = "the repetition number is too large";
                    return Err(Fault::Raised(self.vm.raise_overflow_error(message)));
                }
                let (low, high) = (low.unwrap_or(0), high.unwrap_or(MAX_REPEAT));
                if high < low {
                    return self.fail("min repeat greater than max repeat", behind);
                }
                (low, high)
            }
        };
        let greed = match self.peek() {
            Some('?') => Greed::Lazy,
            Some('+') => Greed::Possessive,
            _ => Greed::Greedy,
        };
        let body = match items.pop() {
            None | Some(Node::At(..)) => return self.fail("nothing to repeat", start),
            Some(Node::Repeat { .. }) => return self.fail("multiple repeat", start),
            Some(Node::Group { index: None, plain: true, body }) => body,
            Some(item) => vec![item],
        };
        self.at += usize::from(greed != Greed::Greedy);
        items.push(Node::Repeat { least, most, greed, body });
        Ok(())
    }

    /// Begins a group that captures.
    pub fn open_group(&mut self, name: Option<String>) -> Parse<usize> {
        let index = self.widths.len();
        self.widths.push(None);
        self.closing.push(0);
        if let Some(name) = name {
            if let Some((_, before)) = self.names.iter().find(|(known, _)| *known == name) {
                let message =
                    format!("redefinition of group name '{name}' as group {index}; was group {before}");
                return self.fail(message, self.at - name.chars().count() - 1);
            }
            self.names.push((name, index));
        }
        Ok(index)
    }

    pub fn close_group(&mut self, index: usize, body: &[Node]) {
        self.widths[index] = Some(width(body, &self.widths));
        self.closed += 1;
        self.closing[index] = self.closed;
    }

    /// Checks that a group may be referred to here; the place of an error is `at`.
    pub fn check_reference(&self, group: usize, at: usize) -> Parse<()> {
        if group < self.widths.len() && self.widths[group].is_none() {
            return self.fail("cannot refer to an open group", at);
        }
        self.check_behind(group, self.at)
    }

    pub fn check_behind(&self, group: usize, at: usize) -> Parse<()> {
        match self.behind {
            Some(_) if group >= self.widths.len() || self.widths[group].is_none() => {
                self.fail("cannot refer to an open group", at)
            }
            Some(known) if group >= known => {
                self.fail("cannot refer to group defined in the same lookbehind subpattern", at)
            }
            _ => Ok(()),
        }
    }

    /// Inline flags behind `(?`.
    pub fn flags_here(&mut self, letter: char) -> Parse<Option<(u32, u32)>> {
        inline_flags(self, letter)
    }
}
