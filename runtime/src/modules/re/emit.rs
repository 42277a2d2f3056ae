//! Trees to the syntax of the crate that matches.
//!
//! What Python means and the crate would mean otherwise is written out: classes of characters, `$`, the bounds
//! of words, letters that are equal but for case where ASCII counts alone. Texts of ASCII, and texts that do not
//! end in a new line, get simpler programs, which the crate can run without backtracking.

use std::fmt::Write;

use super::escapes::is_ascii;
use super::syntax::{At, Category, Greed, MAX_REPEAT, Node, SetItem, flag};

/// The kind of texts and of match that a program is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    /// The text is ASCII, or bytes.
    pub ascii_text: bool,
    /// The text ends in a new line.
    pub new_line: bool,
    /// The match must reach the end.
    pub full: bool,
    /// The match must not be empty at the place where the search begins.
    pub advance: bool,
}

impl Variant {
    pub const COUNT: usize = 16;

    pub fn index(self) -> usize {
        [self.ascii_text, self.new_line, self.full, self.advance]
            .into_iter()
            .fold(0, |index, bit| index * 2 + usize::from(bit))
    }
}

/// The pattern of a variant.
pub(super) fn emit(nodes: &[Node], is_bytes: bool, variant: Variant) -> String {
    let mut emitter = Emitter { out: String::new(), is_bytes, variant };
    if variant.full || variant.advance {
        emitter.wrapped("(?:", nodes);
        emitter.out.push_str(if variant.full { "\\z" } else { "" });
        emitter.out.push_str(if variant.advance { "(?!\\G)" } else { "" });
    } else {
        emitter.sequence(nodes);
    }
    emitter.out
}

struct Emitter {
    out: String,
    is_bytes: bool,
    variant: Variant,
}

impl Emitter {
    fn sequence(&mut self, nodes: &[Node]) {
        let alone = nodes.len() == 1;
        for node in nodes {
            match node {
                Node::Branch(branches) if alone => self.branches(branches),
                _ => self.node(node),
            }
        }
    }

    fn wrapped(&mut self, open: &str, nodes: &[Node]) {
        self.out.push_str(open);
        self.sequence(nodes);
        self.out.push(')');
    }

    fn branches(&mut self, branches: &[Vec<Node>]) {
        for (i, branch) in branches.iter().enumerate() {
            if i > 0 {
                self.out.push('|');
            }
            // A branch of one branch would run into its neighbours.
            match branch.as_slice() {
                [Node::Branch(_)] => self.wrapped("(?:", branch),
                _ => self.sequence(branch),
            }
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Literal(c, flags) => self.literal(*c, *flags),
            Node::Any(flags) if flags & flag::DOTALL != 0 => self.out.push_str("(?s:.)"),
            Node::Any(_) => self.out.push_str("[^\\n]"),
            Node::Set { negated, items, flags } => self.set(*negated, items, *flags),
            Node::At(at, flags) => self.at(*at, *flags),
            Node::Group { index: Some(_), body, .. } => self.wrapped("(", body),
            Node::Group { body, .. } => self.wrapped("(?:", body),
            Node::Atomic(body) => self.wrapped("(?>", body),
            Node::Branch(branches) => {
                self.out.push_str("(?:");
                self.branches(branches);
                self.out.push(')');
            }
            Node::Repeat { least, most, greed, body } => self.repeat(*least, *most, *greed, body),
            Node::Look { behind, negated, body } => {
                let open = match (behind, negated) {
                    (false, false) => "(?=",
                    (false, true) => "(?!",
                    (true, false) => "(?<=",
                    (true, true) => "(?<!",
                };
                self.wrapped(open, body);
            }
            Node::Reference(group, flags) => {
                let open = if flags & flag::IGNORECASE != 0 { "(?i:" } else { "(?:" };
                let _ = write!(self.out, "{open}\\{group})");
            }
            Node::Conditional { group, yes, no } => {
                let _ = write!(self.out, "(?({group})");
                self.wrapped("(?:", yes);
                self.out.push('|');
                self.wrapped("(?:", no);
                self.out.push(')');
            }
        }
    }

    fn repeat(&mut self, least: u32, most: u32, greed: Greed, body: &[Node]) {
        // What matches nothing but a place is there or not.
        if body.iter().all(|node| matches!(node, Node::At(..) | Node::Look { .. })) {
            self.out.push_str("(?:");
            self.sequence(body);
            self.out.push_str(if least == 0 { "|)" } else { ")" });
            return;
        }
        if greed == Greed::Possessive {
            self.out.push_str("(?>");
        }
        let single = matches!(body, [Node::Group { .. } | Node::Set { .. } | Node::Any(_)]);
        if single {
            self.sequence(body)
        } else {
            self.wrapped("(?:", body)
        }
        let _ = match (least, most) {
            (0, MAX_REPEAT) => write!(self.out, "*"),
            (1, MAX_REPEAT) => write!(self.out, "+"),
            (0, 1) => write!(self.out, "?"),
            (least, MAX_REPEAT) => write!(self.out, "{{{least},}}"),
            (least, most) => write!(self.out, "{{{least},{most}}}"),
        };
        match greed {
            Greed::Greedy => {}
            Greed::Lazy => self.out.push('?'),
            Greed::Possessive => self.out.push(')'),
        }
    }

    fn character(&mut self, c: char) {
        if c.is_ascii_alphanumeric() || c == '_' || (!c.is_ascii() && !self.is_bytes && c.is_alphanumeric()) {
            self.out.push(c);
        } else if self.is_bytes {
            let _ = write!(self.out, "\\x{:02X}", u32::from(c));
        } else {
            let _ = write!(self.out, "\\x{{{:X}}}", u32::from(c));
        }
    }

    fn literal(&mut self, c: char, flags: u32) {
        if flags & flag::IGNORECASE == 0 || !c.is_alphabetic() && c.is_ascii() {
            self.character(c);
        } else if is_ascii(flags, self.is_bytes) {
            match other_case(c) {
                Some(other) => {
                    let _ = write!(self.out, "[{c}{other}]");
                }
                None => self.character(c),
            }
        } else {
            self.out.push_str("(?i:");
            self.character(c);
            self.out.push(')');
        }
    }

    fn set(&mut self, negated: bool, items: &[SetItem], flags: u32) {
        let ascii = is_ascii(flags, self.is_bytes);
        let ignore = flags & flag::IGNORECASE != 0;
        let folds = ignore && !ascii && items.iter().any(|item| matches!(item, SetItem::Range(..)));
        self.out.push_str(match (folds, negated) {
            (true, true) => "(?i:[^",
            (true, false) => "(?i:[",
            (false, true) => "[^",
            (false, false) => "[",
        });
        for item in items {
            match *item {
                SetItem::Range(low, high) => {
                    self.range(low, high);
                    if ignore && ascii {
                        self.other_case_range(low, high);
                    }
                }
                SetItem::Category(category, negated) => self.category(category, negated, ascii),
            }
        }
        self.out.push_str(if folds { "])" } else { "]" });
    }

    fn range(&mut self, low: char, high: char) {
        self.character(low);
        if low != high {
            self.out.push('-');
            self.character(high);
        }
    }

    /// The letters of ASCII that differ from those of a range in case alone.
    fn other_case_range(&mut self, low: char, high: char) {
        for (first, last) in [('a', 'z'), ('A', 'Z')] {
            let (from, to) = (low.max(first), high.min(last));
            if let (true, Some(from), Some(to)) = (from <= to, other_case(from), other_case(to)) {
                self.range(from, to);
            }
        }
    }

    fn category(&mut self, category: Category, negated: bool, ascii: bool) {
        let ascii_text = self.variant.ascii_text;
        let text = match category {
            Category::Digit if ascii || ascii_text => "0-9",
            Category::Digit => "\\p{Nd}",
            Category::Word if ascii || ascii_text => "0-9A-Za-z_",
            Category::Word => "\\p{L}\\p{N}_",
            Category::Space if ascii => "\\x09-\\x0D\\x20",
            Category::Space if ascii_text => "\\x09-\\x0D\\x1C-\\x20",
            Category::Space => {
                "\\x09-\\x0D\\x1C-\\x20\\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\
                 \\x{205F}\\x{3000}"
            }
        };
        if negated {
            let _ = write!(self.out, "[^{text}]");
        } else {
            self.out.push_str(text);
        }
    }

    fn at(&mut self, at: At, flags: u32) {
        let multiline = flags & flag::MULTILINE != 0;
        let text = match at {
            At::LineStart if multiline => "(?m:^)",
            At::LineStart | At::TextStart => "\\A",
            At::LineEnd if multiline => "(?m:$)",
            At::LineEnd if self.variant.new_line => "(?=\\n?\\z)",
            At::LineEnd | At::TextEnd => "\\z",
            At::Boundary if self.variant.ascii_text => "\\b",
            At::NoBoundary if self.variant.ascii_text => "\\B",
            At::Boundary | At::NoBoundary => return self.boundary(at == At::Boundary, flags),
        };
        self.out.push_str(text);
    }

    /// The bound of a word in texts with letters beyond ASCII.
    fn boundary(&mut self, is_bound: bool, flags: u32) {
        let ascii = is_ascii(flags, self.is_bytes);
        let word = if ascii { "[0-9A-Za-z_]" } else { "[\\p{L}\\p{N}_]" };
        let _ = if is_bound {
            write!(self.out, "(?:(?<={word})(?!{word})|(?<!{word})(?={word}))")
        } else {
            write!(self.out, "(?:(?<={word})(?={word})|(?<!{word})(?!{word}))")
        };
    }
}

fn other_case(c: char) -> Option<char> {
    let other = if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    (other != c).then_some(other)
}
