//! What CPython 3.14 prints otherwise than 3.13, in the programs that are made here: the table of intended
//! differences of a comparison with 3.13.

/// Texts of 3.13 with those of 3.14; `*` stands for a word that both have.
const TEXTS: &[(&str, &str)] = &[
    // 3.14 words every division by zero alike.
    ("float modulo by zero", "division by zero"),
    ("float floor division by zero", "division by zero"),
    ("float division by zero", "division by zero"),
    ("integer modulo by zero", "division by zero"),
    ("integer division or modulo by zero", "division by zero"),
    ("object * can't be used in 'await' expression", "'*' object can't be awaited"),
];

/// Whether a line is not compared: 3.13 gives no traceback to the group that `except*` makes of a bare exception.
pub fn is_unstable(line: &str) -> bool {
    line.contains("ExceptionGroup('' ")
}

/// The output of a 3.13 with the texts of 3.14.
pub fn as_3_14(output: &str) -> String {
    TEXTS.iter().fold(output.to_owned(), |text, (old, new)| replace(&text, old, new))
}

/// Replaces a pattern with at most one `*`, which stands for a word.
fn replace(text: &str, old: &str, new: &str) -> String {
    let Some((before, behind)) = old.split_once('*') else { return text.replace(old, new) };
    let mut parts = text.split(before);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(part.len());
        match part[end..].strip_prefix(behind) {
            Some(rest) => replaced += &(new.replace('*', &part[..end]) + rest),
            None => replaced += &(before.to_owned() + part),
        }
    }
    replaced
}
