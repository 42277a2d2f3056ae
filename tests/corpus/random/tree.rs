//! A program as a tree of statements, which is what a failing one is shrunk by.
//!
//! The tree is read from the text by its indentation: a line that ends with a colon has a body, and
//! `else`, `elif`, `except`, `finally` and `case` lines are branches of the statement before them. That is
//! enough for the programs that are made here, which have one statement a line.

/// A statement: its first line, its body, and the branches that follow (of `try`, `if` and loops).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    pub head: String,
    pub body: Vec<Node>,
    pub branches: Vec<Node>,
}

const INDENT: usize = 4;

/// The statements of a text.
pub fn parse(text: &str) -> Vec<Node> {
    let lines: Vec<(usize, &str)> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| (line.len() - line.trim_start().len(), line.trim()))
        .collect();
    block(&mut lines.as_slice(), 0)
}

/// Takes the lines from the front that are indented by `indent` or more.
fn block(lines: &mut &[(usize, &str)], indent: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    while let Some(&(depth, head)) = lines.first().filter(|(depth, _)| *depth >= indent) {
        *lines = &lines[1..];
        let body = if head.ends_with(':') { block(lines, depth + 1) } else { Vec::new() };
        let node = Node { head: head.to_owned(), body, branches: Vec::new() };
        match nodes.last_mut().filter(|_| is_branch(head)) {
            Some(statement) => statement.branches.push(node),
            None => nodes.push(node),
        }
    }
    nodes
}

fn is_branch(head: &str) -> bool {
    ["else:", "elif ", "except ", "except* ", "except:", "finally:"].iter().any(|word| head.starts_with(word))
}

/// The text of statements.
pub fn print(nodes: &[Node]) -> String {
    let mut text = String::new();
    write(nodes, 0, &mut text);
    text
}

fn write(nodes: &[Node], depth: usize, text: &mut String) {
    for node in nodes {
        *text += &" ".repeat(depth * INDENT);
        *text += &node.head;
        text.push('\n');
        if node.head.ends_with(':') && node.body.is_empty() {
            *text += &" ".repeat((depth + 1) * INDENT);
            *text += "pass\n";
        }
        write(&node.body, depth + 1, text);
        write(&node.branches, depth, text);
    }
}

/// Every list of statements in the tree, outermost first: the places where [`list_at`] finds one.
pub fn places(nodes: &[Node]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new()];
    for (at, node) in nodes.iter().enumerate() {
        for (part, children) in [&node.body, &node.branches].into_iter().enumerate() {
            if !children.is_empty() {
                found.extend(places(children).into_iter().map(|rest| [vec![at, part], rest].concat()));
            }
        }
    }
    found
}

/// The list at a place; `None` if an edit has taken it away.
pub fn list_at<'a>(nodes: &'a mut Vec<Node>, place: &[usize]) -> Option<&'a mut Vec<Node>> {
    let mut list = nodes;
    for step in place.chunks(2) {
        let node = list.get_mut(step[0])?;
        list = if step[1] == 0 { &mut node.body } else { &mut node.branches };
    }
    Some(list)
}
