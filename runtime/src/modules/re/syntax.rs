//! Regular expressions as trees.

/// Flags as `re` numbers them.
pub(super) mod flag {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
    /// The flags of which at most one holds.
    pub const KINDS: u32 = LOCALE | UNICODE | ASCII;

    /// The flag of a letter in `(?…)`.
    pub fn of_letter(letter: char) -> Option<u32> {
        Some(match letter {
            'i' => IGNORECASE,
            'L' => LOCALE,
            'm' => MULTILINE,
            's' => DOTALL,
            'x' => VERBOSE,
            'a' => ASCII,
            'u' => UNICODE,
            _ => return None,
        })
    }
}

/// Most repetitions that are told apart from any number.
pub(super) const MAX_REPEAT: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Digit,
    Space,
    Word,
}

#[derive(Clone, Debug)]
pub(super) enum SetItem {
    Range(char, char),
    /// A category, or all but it.
    Category(Category, bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// `^`
    LineStart,
    /// `$`
    LineEnd,
    /// `\A`
    TextStart,
    /// `\Z`
    TextEnd,
    /// `\b`
    Boundary,
    /// `\B`
    NoBoundary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// What a place of the pattern matches. The flags of a node are those that hold there.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Literal(char, u32),
    Any(u32),
    Set { negated: bool, items: Vec<SetItem>, flags: u32 },
    At(At, u32),
    Group { index: Option<usize>, plain: bool, body: Vec<Node> },
    Atomic(Vec<Node>),
    Branch(Vec<Vec<Node>>),
    Repeat { least: u32, most: u32, greed: Greed, body: Vec<Node> },
    Look { behind: bool, negated: bool, body: Vec<Node> },
    Reference(usize, u32),
    Conditional { group: usize, yes: Vec<Node>, no: Vec<Node> },
}

/// Least and most characters that nodes match.
pub(super) fn width(nodes: &[Node], groups: &[Option<(u64, u64)>]) -> (u64, u64) {
    nodes.iter().fold((0, 0), |(least, most): (u64, u64), node| {
        let (a, b) = node_width(node, groups);
        (least.saturating_add(a), most.saturating_add(b))
    })
}

fn node_width(node: &Node, groups: &[Option<(u64, u64)>]) -> (u64, u64) {
    let either = |a: (u64, u64), b: (u64, u64)| (a.0.min(b.0), a.1.max(b.1));
    match node {
        Node::Literal(..) | Node::Any(_) | Node::Set { .. } => (1, 1),
        Node::At(..) | Node::Look { .. } => (0, 0),
        Node::Group { body, .. } | Node::Atomic(body) => width(body, groups),
        Node::Branch(branches) => {
            branches.iter().map(|branch| width(branch, groups)).reduce(either).unwrap_or((0, 0))
        }
        Node::Repeat { least, most, body, .. } => {
            let (a, b) = width(body, groups);
            let most = if *most == MAX_REPEAT { u64::MAX } else { u64::from(*most) };
            (a.saturating_mul(u64::from(*least)), b.saturating_mul(most))
        }
        Node::Reference(group, _) => groups.get(*group).copied().flatten().unwrap_or((0, u64::MAX)),
        Node::Conditional { yes, no, .. } => either(width(yes, groups), width(no, groups)),
    }
}
