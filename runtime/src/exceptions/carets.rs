//! The source lines of a traceback entry, with carets below the part that raised.
//!
//! The lines of the instruction's position are shown without their common indentation. Where only a
//! part of them raised, carets mark it; inside a binary operation, call or subscript `~` marks the
//! operands and `^` the operator or brackets (the [`Anchor`]). Of many lines only those around the ends
//! and the anchor are shown.

use genjit_bytecode::Position;

/// Columns of East Asian wide characters count twice.
fn width(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd);
    1 + usize::from(wide)
}

fn text_width(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Where `^` begin and end inside the part that raised: line and column, both from 0, columns in
/// characters of that part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The first `^`.
    pub start: (usize, usize),
    /// Behind the last `^`.
    pub end: (usize, usize),
}

/// Finds anchors; without a parser there are none.
pub(crate) trait Anchors {
    /// The anchor of an expression.
    fn anchor(&self, segment: &str) -> Option<Anchor>;
    /// Whether the lines are a statement `return f(…)` or `x = f(…)` whose call spans the given columns.
    fn is_plain_call(&self, lines: &str, start: usize, end: usize) -> bool;
}

/// The lines to print for a position, each with its newline and indented by four columns; empty if the
/// source does not have the line.
pub(crate) fn excerpt(source: &str, position: Position, anchors: &dyn Anchors) -> String {
    let Some(first) = position.line.filter(|&line| line > 0).map(|line| line as usize) else {
        return String::new();
    };
    let all: Vec<&str> = source.lines().collect();
    if first > all.len() {
        return String::new();
    }
    let (Some(column), Some(end_column)) = (position.column, position.end_column) else {
        let line = all[first - 1].trim();
        return if line.is_empty() { String::new() } else { format!("    {line}\n") };
    };
    let last = position.end_line.map_or(first, |line| line as usize).clamp(first, all.len());
    let lines = &all[first - 1..last];
    if lines.iter().all(|line| line.trim().is_empty()) {
        return String::new();
    }
    let start = character_column(lines[0], column as usize);
    let end = character_column(lines[lines.len() - 1], end_column as usize);
    Excerpt::new(lines, start, end, anchors).print()
}

/// The character column of a byte column.
fn character_column(line: &str, bytes: usize) -> usize {
    line.char_indices().take_while(|&(at, _)| at < bytes).count()
}

struct Excerpt {
    lines: Vec<String>,
    /// Display columns of the part that raised: in the first line, in the last line.
    start: usize,
    end: usize,
    /// Lines and display columns of the anchor.
    anchor: Option<Anchor>,
    carets: bool,
}

impl Excerpt {
    fn new(lines: &[&str], start: usize, end: usize, anchors: &dyn Anchors) -> Excerpt {
        let dedented = dedent(lines);
        let removed = lines[0].chars().count() - dedented[0].chars().count();
        let (start, end) = (start.saturating_sub(removed), end.saturating_sub(removed));
        let segment = segment(&dedented, start, end);
        let anchor = anchors.anchor(&segment);
        let carets = show_carets(&dedented, start, end, anchor.is_some(), anchors);
        let display = |line: usize, column: usize| text_width(&take_characters(&dedented[line], column));
        let place = |(line, column): (usize, usize)| {
            (line, display(line, column + if line == 0 { start } else { 0 }))
        };
        Excerpt {
            start: display(0, start),
            end: display(dedented.len() - 1, end),
            anchor: anchor.map(|anchor| Anchor { start: place(anchor.start), end: place(anchor.end) }),
            carets,
            lines: dedented,
        }
    }

    fn print(&self) -> String {
        let shown = self.significant_lines();
        let mut out = Vec::new();
        let mut previous: Option<usize> = None;
        for line in shown {
            match previous.map(|before| line - before) {
                Some(2) => self.print_line(line - 1, &mut out),
                Some(distance) if distance > 2 => out.push(format!("...<{} lines>...", distance - 1)),
                _ => {}
            }
            self.print_line(line, &mut out);
            previous = Some(line);
        }
        let lines: Vec<&str> = out.iter().map(String::as_str).collect();
        dedent(&lines).iter().map(|line| format!("    {line}\n")).collect()
    }

    /// The first and last line, and those around both ends of the anchor.
    fn significant_lines(&self) -> Vec<usize> {
        let last = self.lines.len() - 1;
        let mut shown = vec![0, last];
        if let Some(anchor) = self.anchor {
            for line in [anchor.start.0, anchor.end.0] {
                shown.extend(line.saturating_sub(1)..=(line + 1).min(last));
            }
        }
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    fn print_line(&self, number: usize, out: &mut Vec<String>) {
        let line = &self.lines[number];
        out.push(line.clone());
        if !self.carets {
            return;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let columns = if number == self.lines.len() - 1 { self.end } else { text_width(line) };
        let mark = |column: usize| {
            if column < indent || number == 0 && column < self.start {
                return ' ';
            }
            match self.anchor {
                Some(anchor) if (number, column) < anchor.start || (number, column) >= anchor.end => '~',
                _ => '^',
            }
        };
        out.push((0..columns).map(mark).collect());
    }
}

/// Carets are left out where they would mark everything and say nothing more.
fn show_carets(lines: &[String], start: usize, end: usize, anchored: bool, anchors: &dyn Anchors) -> bool {
    let last = &lines[lines.len() - 1];
    if anchors.is_plain_call(&lines.join("\n"), start, end) {
        return false;
    }
    let before = take_characters(&lines[0], start);
    let behind: String = last.chars().skip(end).collect();
    anchored || !before.trim_start().is_empty() || !behind.trim_end().is_empty()
}

fn take_characters(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// The text from a column of the first line to one of the last line.
fn segment(lines: &[String], start: usize, end: usize) -> String {
    let text = lines.join("\n");
    let behind = lines[lines.len() - 1].chars().count().saturating_sub(end);
    let length = text.chars().count();
    text.chars().take(length.saturating_sub(behind)).skip(start).collect()
}

/// The lines without their common indentation; blank ones become empty.
fn dedent(lines: &[&str]) -> Vec<String> {
    let full = || lines.iter().filter(|line| !line.trim().is_empty());
    let indent_of = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut common = full().next().map_or("", |line| &line[..indent_of(line)]);
    for line in full() {
        let same = common.bytes().zip(line.bytes()).take_while(|(a, b)| a == b).count();
        common = &common[..same];
    }
    let cut =
        |line: &&str| if line.trim().is_empty() { String::new() } else { line[common.len()..].to_owned() };
    lines.iter().map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(Option<Anchor>);

    impl Anchors for Fixed {
        fn anchor(&self, _segment: &str) -> Option<Anchor> {
            self.0
        }
        fn is_plain_call(&self, _lines: &str, _start: usize, _end: usize) -> bool {
            false
        }
    }

    fn position(lines: (u32, u32), columns: (u32, u32)) -> Position {
        Position {
            line: Some(lines.0),
            end_line: Some(lines.1),
            column: Some(columns.0),
            end_column: Some(columns.1),
        }
    }

    #[test]
    fn operators_are_anchored() {
        let anchor = Anchor { start: (0, 2), end: (0, 3) };
        let text = excerpt("def f():\n    return a / b\n", position((2, 2), (11, 16)), &Fixed(Some(anchor)));
        assert_eq!(text, "    return a / b\n           ~~^~~\n");
    }

    #[test]
    fn a_whole_line_has_no_carets() {
        let text = excerpt("raise ValueError\n", position((1, 1), (0, 16)), &Fixed(None));
        assert_eq!(text, "    raise ValueError\n");
    }

    #[test]
    fn many_lines_are_abbreviated() {
        let source = "x = [\n    1,\n    2,\n    3,\n    4,\n]\n";
        let text = excerpt(source, position((1, 6), (4, 1)), &Fixed(None));
        assert_eq!(text, "    x = [\n        ^\n    ...<4 lines>...\n    ]\n    ^\n");
    }
}
