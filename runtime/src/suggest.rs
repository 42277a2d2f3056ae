//! Suggestions for misspelt names ("Did you mean …?"), by CPython's measure.
//!
//! The distance between two names is the cheapest way to edit one into the other: inserting or removing
//! a character costs 2, replacing one costs 2, or 1 if only the case differs. Names further apart than a
//! third of their letters are not suggested.

const MOVE: usize = 2;
const CASE: usize = 1;
/// Longer names are not compared.
const LONGEST: usize = 40;

/// The candidate nearest to a name, the first of equals; none that is the name itself.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        let limit = (name.chars().count() + candidate.chars().count() + 3) * MOVE / 6;
        let limit = best.map_or(limit, |(distance, _)| limit.min(distance - 1));
        if let Some(distance) = distance(name, candidate, limit) {
            best = Some((distance, candidate));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// What an error message says behind a wrong name: the nearest right one, if there is one.
pub(crate) fn hint<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    match suggest(name, candidates) {
        Some(near) => format!(". Did you mean '{near}'?"),
        None => String::new(),
    }
}

fn replacing(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// The distance, unless it is above `limit`.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() > LONGEST || b.len() > LONGEST || a.len().abs_diff(b.len()) * MOVE > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|column| column * MOVE).collect();
    for (line, &from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (line + 1) * MOVE;
        for (column, &to) in b.iter().enumerate() {
            let replaced = diagonal + replacing(from, to);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + MOVE).min(diagonal + MOVE);
        }
    }
    let distance = row[b.len()];
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        assert_eq!(suggest("lenght", ["length", "height"]), Some("length"));
        assert_eq!(suggest("Count", ["count"]), Some("count"));
        assert_eq!(suggest("x", ["completely_different"]), None);
        assert_eq!(suggest("same", ["same"]), None);
    }
}
