//! The outcome in the format of pyperf, version 1.0, so that `pyperf show` and `compare_to` read it.
//!
//! A cell is a benchmark of one run: the first half of the repeats are its warmups, the later half its
//! values. Values are seconds of an item: the items of a repeat are pyperf's inner loops.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::cell::Cell;
use super::engine::Engine;
use super::table::Row;

/// One suite of all cells: a benchmark is called `PROGRAM-ENGINE`.
pub fn suite(engines: &[Engine], rows: &[Row]) -> String {
    let cells = rows.iter().flat_map(|row| row.cells.iter().zip(engines).map(move |cell| (row, cell)));
    let benchmarks = cells.filter_map(|(row, (cell, engine))| {
        let cell = cell.as_ref().ok()?;
        Some(benchmark(&format!("{}-{}", row.name, engine.name), engine, cell))
    });
    document(&benchmarks.collect::<Vec<_>>())
}

/// A file for each engine: `OUT` with the engine's name before its extension. A benchmark has the name of
/// its program, so that files can be compared.
///
/// # Errors
/// A file could not be written.
pub fn write(out: &Path, engines: &[Engine], rows: &[Row]) -> Result<(), String> {
    for (index, engine) in engines.iter().enumerate() {
        let cells = rows.iter().filter_map(|row| Some((row, row.cells.get(index)?.as_ref().ok()?)));
        let benchmarks: Vec<String> = cells.map(|(row, cell)| benchmark(&row.name, engine, cell)).collect();
        if benchmarks.is_empty() {
            // pyperf refuses a suite without benchmarks.
            continue;
        }
        let path = path_of(out, &engine.name);
        fs::write(&path, document(&benchmarks)).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn path_of(out: &Path, engine: &str) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let extension = out.extension().map_or("json".into(), |extension| extension.to_string_lossy());
    out.with_file_name(format!("{stem}-{engine}.{extension}"))
}

fn document(benchmarks: &[String]) -> String {
    format!(
        "{{\"version\":\"1.0\",\"metadata\":{{\"unit\":\"second\",\"loops\":1}},\"benchmarks\":[{}]}}\n",
        benchmarks.join(",")
    )
}

fn benchmark(name: &str, engine: &Engine, cell: &Cell) -> String {
    let (python, version) = match engine.name.split_once('-') {
        Some((python, version)) => (python.to_owned(), version.to_owned()),
        None => (format!("genjit-{}", engine.name), env!("CARGO_PKG_VERSION").to_owned()),
    };
    let (warmups, values) = cell.seconds.split_at(cell.seconds.len() / 2);
    // Seventeen digits give the same float back.
    let each = |seconds: &f64| format!("{:e}", seconds / cell.items);
    let warmups: Vec<String> = warmups.iter().map(|seconds| format!("[1,{}]", each(seconds))).collect();
    let values: Vec<String> = values.iter().map(each).collect();
    let total: f64 = cell.seconds.iter().sum();
    format!(
        "{{\"metadata\":{{\"name\":{},\"inner_loops\":{},\"python_implementation\":{},\"python_version\":{}}},\
         \"runs\":[{{\"metadata\":{{\"date\":\"{}\",\"duration\":{total:e}}},\"warmups\":[{}],\"values\":[{}]}}]}}",
        text(name),
        cell.items as u64,
        text(&python),
        text(&version),
        date(SystemTime::now()),
        warmups.join(","),
        values.join(","),
    )
}

/// A JSON string.
fn text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out += &format!("\\u{:04x}", c as u32),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Date and time of day, UTC, as `datetime.isoformat(' ')` has them.
fn date(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    // Years that begin in March end with the leap day, so that months are counted by one division.
    let era_day = day + 719_468;
    let (era, in_era) = (era_day / 146_097, era_day % 146_097);
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * in_year + 2) / 153;
    let (of_month, month) =
        (in_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    let year = era * 400 + year + u64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{of_month:02} {:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn dates_are_written_as_python_does() {
        let at = |seconds| date(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01 00:00:00");
        assert_eq!(at(951_782_400), "2000-02-29 00:00:00");
        assert_eq!(at(1_795_748_171), "2026-11-27 02:56:11");
    }

    #[test]
    fn files_have_the_engine_in_their_names() {
        assert_eq!(path_of(Path::new("a/out.json"), "jit"), Path::new("a/out-jit.json"));
        assert_eq!(path_of(Path::new("out"), "cpython-3.14.2"), Path::new("out-cpython-3.14.2.json"));
    }
}
