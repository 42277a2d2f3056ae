//! The outcome as a table.

use super::cell::{Cell, Failure};
use super::engine::Engine;

/// One program's cells, in the order of the engines.
pub struct Row {
    /// The program.
    pub name: String,
    /// Its size, if it has one.
    pub size: Option<u64>,
    /// What was measured.
    pub cells: Vec<Result<Cell, Failure>>,
}

impl Row {
    /// What went wrong: failed runs, and checksums that differ from the first engine's.
    pub fn complaints(&self, engines: &[Engine]) -> Vec<String> {
        let mut complaints = Vec::new();
        let expected = self.cells.iter().flatten().next().map(|cell| &cell.checksum);
        for (cell, engine) in self.cells.iter().zip(engines) {
            match cell {
                Err(failure) => complaints.push(format!("{} in {}: {failure}", self.name, engine.name)),
                Ok(cell) if Some(&cell.checksum) != expected => {
                    let expected = expected.map_or("", String::as_str);
                    let (name, engine, found) = (&self.name, &engine.name, &cell.checksum);
                    let (found, expected) = (shortened(found), shortened(expected));
                    complaints.push(format!("{name} in {engine} prints {found}, not {expected}"));
                }
                Ok(_) => {}
            }
        }
        complaints
    }

    fn steady(&self, index: usize) -> Option<f64> {
        Some(self.cells.get(index)?.as_ref().ok()?.steady)
    }

    /// The best of the engines that are not ours.
    fn best_peer(&self, engines: &[Engine]) -> Option<f64> {
        let peers = (0..engines.len()).filter(|&index| !engines[index].ours);
        peers.filter_map(|index| self.steady(index)).min_by(f64::total_cmp)
    }
}

/// The beginning of a text, where programs print more than a checksum.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A column: its title and the text for a row.
type Column<'a> = (String, Box<dyn Fn(&Row) -> String + 'a>);

/// The table: size, first run in milliseconds and steady time of an item in nanoseconds for each engine,
/// and how much faster the tiers are.
pub fn text(engines: &[Engine], rows: &[Row]) -> String {
    let columns = columns(engines);
    let mut lines = vec![columns.iter().map(|(title, _)| title.clone()).collect::<Vec<_>>()];
    lines.extend(rows.iter().map(|row| columns.iter().map(|(_, cell)| cell(row)).collect()));
    let widths: Vec<usize> = (0..columns.len())
        .map(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for line in lines {
        for (column, (word, width)) in line.iter().zip(&widths).enumerate() {
            text += &if column == 0 { format!("{word:<width$}") } else { format!("  {word:>width$}") };
        }
        text.push('\n');
    }
    text + "first: the first run in ms; ns: steady nanoseconds per item (of a program without a size: per run); ×: steady time of the best Python \
            (or, for jit/interp, of the interpreter) divided by the tier's\n"
}

/// As many digits as say something.
fn nanoseconds(seconds: f64) -> String {
    let time = seconds * 1e9;
    if time < 1e5 { format!("{time:.2}") } else { format!("{time:.0}") }
}

fn columns(engines: &[Engine]) -> Vec<Column<'_>> {
    let mut columns: Vec<Column<'_>> = vec![
        ("program".to_owned(), Box::new(|row| row.name.clone())),
        ("N".to_owned(), Box::new(|row| row.size.map_or("-".to_owned(), |size| size.to_string()))),
    ];
    for (index, engine) in engines.iter().enumerate() {
        let first = move |row: &Row| match &row.cells[index] {
            Ok(cell) => format!("{:.1}", cell.first * 1e3),
            Err(_) => "failed".to_owned(),
        };
        let steady = move |row: &Row| row.steady(index).map_or("-".to_owned(), nanoseconds);
        columns.push((format!("{} first", engine.name), Box::new(first)));
        columns.push(("ns".to_owned(), Box::new(steady)));
    }
    let ratio = |of: Option<f64>, to: Option<f64>| match (of, to) {
        (Some(of), Some(to)) if to > 0.0 => format!("{:.2}×", of / to),
        _ => "-".to_owned(),
    };
    columns.push(("jit/interp".to_owned(), Box::new(move |row| ratio(row.steady(0), row.steady(1)))));
    if engines.iter().any(|engine| !engine.ours) {
        let best = move |row: &Row| row.best_peer(engines);
        columns.push(("interp/py".to_owned(), Box::new(move |row| ratio(best(row), row.steady(0)))));
        columns.push(("jit/py".to_owned(), Box::new(move |row| ratio(best(row), row.steady(1)))));
    }
    columns
}
