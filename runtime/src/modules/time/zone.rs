//! The local zone: from the variable `TZ` as POSIX has it, or from the files of the zone database.

use std::path::Path;

use super::civil::{Civil, days_from, is_leap};

const DATABASE: &str = "/usr/share/zoneinfo";
const HOUR: i64 = 3600;

/// What the clocks show for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Seconds east of UTC.
    pub offset: i64,
    pub summer: bool,
    pub name: String,
}

/// A day of the year on which the clocks change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    /// The n-th weekday (Sunday is 0) of a month; the fifth is the last.
    Weekday { month: i64, week: i64, weekday: i64 },
    /// From 1, leap days not counted.
    WithoutLeap(i64),
    /// From 0.
    Plain(i64),
}

/// When summer time begins and ends: day, and seconds of local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    day: Day,
    seconds: i64,
}

/// What is so every year.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    standard: Period,
    summer: Option<(Period, [Change; 2])>,
}

/// A zone.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// From when on which period is, in order.
    changes: Vec<(i64, Period)>,
    /// Before the first change.
    first: Period,
    /// After the last change.
    rule: Option<Rule>,
}

/// The names and offsets of standard and summer time, for `tzname` and its kin.
pub(super) struct Usual {
    pub names: [String; 2],
    pub offsets: [i64; 2],
    pub has_summer: bool,
}

fn utc() -> Period {
    Period { offset: 0, summer: false, name: "UTC".to_owned() }
}

impl Zone {
    /// The zone that the environment names.
    pub fn of_environment() -> Zone {
        let plain = Zone { changes: Vec::new(), first: utc(), rule: None };
        match crate::options::time_zone() {
            None => read_file(Path::new("/etc/localtime")).unwrap_or(plain),
            Some(name) => {
                let file = name.strip_prefix(':').unwrap_or(&name);
                let found = if file.is_empty() { None } else { read_file(&Path::new(DATABASE).join(file)) };
                found.or_else(|| parse_rule(&name).map(|rule| of_rule(&rule))).unwrap_or(plain)
            }
        }
    }

    /// What the clocks show at a time in UTC.
    pub fn at(&self, seconds: i64) -> Period {
        let after = self.changes.partition_point(|(start, _)| *start <= seconds);
        match (&self.rule, after.checked_sub(1)) {
            (Some(rule), _) if after == self.changes.len() => rule.at(seconds),
            (_, Some(last)) => self.changes[last].1.clone(),
            (_, None) => self.first.clone(),
        }
    }

    /// Seconds in UTC of a local time; where the clocks were set back, the time that `summer` names.
    pub fn seconds_of(&self, local: &Civil) -> i64 {
        let wanted = local.seconds();
        let guesses = [-1, 1].map(|days| wanted - self.at(wanted + days * 86_400).offset);
        let fits = |seconds: i64| self.at(seconds).offset == wanted - seconds;
        let mut fitting = guesses.into_iter().filter(|&seconds| fits(seconds));
        let first = fitting.next();
        let second = fitting.next().filter(|second| Some(*second) != first);
        let chosen = match (first, second) {
            (Some(first), Some(second)) => {
                let summer = self.at(first).summer == (local.summer > 0);
                Some(if local.summer < 0 || summer { first } else { second })
            }
            // In the gap where the clocks were set forward.
            (None, _) => Some(guesses[0]),
            (first, _) => first,
        };
        let seconds = chosen.unwrap_or(wanted);
        // Summer time that is claimed outside of summer is standard time an hour earlier, and the reverse.
        let found = self.at(seconds);
        match local.summer {
            1.. if !found.summer => match self.usual() {
                usual if usual.has_summer => wanted - usual.offsets[1],
                _ => seconds,
            },
            0 if found.summer => wanted - self.usual().offsets[0],
            _ => seconds,
        }
    }

    /// Names and offsets of the present.
    pub fn usual(&self) -> Usual {
        let (standard, summer) = match &self.rule {
            Some(rule) => (rule.standard.clone(), rule.summer.as_ref().map(|(period, _)| period.clone())),
            None => {
                let last =
                    |summer| self.changes.iter().rev().map(|(_, period)| period).find(|p| p.summer == summer);
                (last(false).unwrap_or(&self.first).clone(), last(true).cloned())
            }
        };
        let has_summer = summer.is_some();
        let other = summer.unwrap_or_else(|| standard.clone());
        Usual { names: [standard.name, other.name], offsets: [standard.offset, other.offset], has_summer }
    }
}

fn of_rule(rule: &Rule) -> Zone {
    Zone { changes: Vec::new(), first: rule.standard.clone(), rule: Some(rule.clone()) }
}

impl Change {
    /// When it is in a year, in seconds of the local time before it.
    fn in_year(&self, year: i64) -> i64 {
        let days = match self.day {
            Day::Plain(day) => days_from(year, 1, 1) + day,
            Day::WithoutLeap(day) => days_from(year, 1, 1) + day - 1 + i64::from(is_leap(year) && day >= 60),
            Day::Weekday { month, week, weekday } => {
                let first = days_from(year, month, 1);
                // The day 0 was a Thursday.
                let mut day = first + (weekday - (first + 4)).rem_euclid(7) + (week - 1) * 7;
                let next =
                    if month == 12 { days_from(year + 1, 1, 1) } else { days_from(year, month + 1, 1) };
                while day >= next {
                    day -= 7;
                }
                day
            }
        };
        days * 86_400 + self.seconds
    }
}

impl Rule {
    fn at(&self, seconds: i64) -> Period {
        let Some((summer, [begin, end])) = &self.summer else { return self.standard.clone() };
        let year = Civil::from_seconds(seconds + self.standard.offset).year;
        let (begin, end) = (begin.in_year(year) - self.standard.offset, end.in_year(year) - summer.offset);
        let is_summer =
            if begin < end { (begin..end).contains(&seconds) } else { !(end..begin).contains(&seconds) };
        if is_summer { summer.clone() } else { self.standard.clone() }
    }
}

/// The text of a rule, read from its start.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn take(&mut self, c: char) -> bool {
        match self.0.strip_prefix(c) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn name(&mut self) -> Option<String> {
        let quoted = self.take('<');
        let fits = |c: char| if quoted { c != '>' } else { c.is_ascii_alphabetic() };
        let end = self.0.find(|c| !fits(c)).unwrap_or(self.0.len());
        let name = self.0[..end].to_owned();
        self.0 = &self.0[end..];
        (name.len() >= 3 && (!quoted || self.take('>'))).then_some(name)
    }

    fn number(&mut self) -> Option<i64> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let number = self.0[..end].parse().ok();
        self.0 = &self.0[end..];
        number
    }

    /// Hours, and minutes and seconds if they are there.
    fn time(&mut self) -> Option<i64> {
        let sign = if self.take('-') { -1 } else { 1 };
        self.take('+');
        let mut total = self.number()? * HOUR;
        for unit in [60, 1] {
            if self.take(':') {
                total += self.number()? * unit;
            }
        }
        Some(sign * total)
    }

    fn change(&mut self) -> Option<Change> {
        let day = if self.take('M') {
            let month = self.number()?;
            let week = self.take('.').then(|| self.number())??;
            let weekday = self.take('.').then(|| self.number())??;
            let fits = (1..=12).contains(&month) && (1..=5).contains(&week) && (0..=6).contains(&weekday);
            fits.then_some(Day::Weekday { month, week, weekday })?
        } else if self.take('J') {
            Day::WithoutLeap(self.number()?)
        } else {
            Day::Plain(self.number()?)
        };
        let seconds = if self.take('/') { self.time()? } else { 2 * HOUR };
        Some(Change { day, seconds })
    }
}

/// A zone as `TZ` has it: `CET-1CEST,M3.5.0,M10.5.0/3`.
fn parse_rule(text: &str) -> Option<Rule> {
    let mut reader = Reader(text);
    let name = reader.name()?;
    let standard = Period { offset: -reader.time()?, summer: false, name };
    if reader.0.is_empty() {
        return Some(Rule { standard, summer: None });
    }
    let name = reader.name()?;
    let named = reader.0.starts_with(|c: char| c == '-' || c == '+' || c.is_ascii_digit());
    let offset = if named { -reader.time()? } else { standard.offset + HOUR };
    let summer = Period { offset, summer: true, name };
    // Without a rule it is that of the United States.
    let mut changes = Reader(if reader.0.is_empty() { ",M3.2.0,M11.1.0" } else { reader.0 });
    let begin = changes.take(',').then(|| changes.change())??;
    let end = changes.take(',').then(|| changes.change())??;
    changes.0.is_empty().then_some(Rule { standard, summer: Some((summer, [begin, end])) })
}

/// A file of the zone database: its second part, with times of 64 bits, and the rule behind it.
fn read_file(path: &Path) -> Option<Zone> {
    parse_file(&std::fs::read(path).ok()?)
}

fn parse_file(bytes: &[u8]) -> Option<Zone> {
    let counts = |at: usize| {
        let header = bytes.get(at..at + 44).filter(|header| header.starts_with(b"TZif"))?;
        let count = |n: usize| {
            u32::from_be_bytes(header[20 + 4 * n..24 + 4 * n].try_into().unwrap_or_default()) as usize
        };
        Some([0, 1, 2, 3, 4, 5].map(count))
    };
    let [utc_marks, wall_marks, leaps, times, types, letters] = counts(0)?;
    let second = 44 + times * 5 + types * 6 + letters + leaps * 8 + wall_marks + utc_marks;
    let [utc_marks, wall_marks, leaps, times, types, letters] = counts(second)?;
    let starts = second + 44;
    let kinds = starts + times * 8;
    let rows = kinds + times;
    let names = rows + types * 6;
    let rule = names + letters + leaps * 12 + wall_marks + utc_marks;
    let period = |index: usize| {
        let row = bytes.get(rows + index * 6..rows + index * 6 + 6)?;
        let start = names + usize::from(row[5]);
        let end = start + bytes.get(start..)?.iter().position(|&byte| byte == 0)?;
        let name = String::from_utf8_lossy(&bytes[start..end]).into_owned();
        Some(Period {
            offset: i64::from(i32::from_be_bytes(row[..4].try_into().ok()?)),
            summer: row[4] != 0,
            name,
        })
    };
    let mut changes = Vec::with_capacity(times);
    for index in 0..times {
        let start =
            i64::from_be_bytes(bytes.get(starts + index * 8..starts + index * 8 + 8)?.try_into().ok()?);
        changes.push((start, period(usize::from(*bytes.get(kinds + index)?))?));
    }
    let rule = String::from_utf8_lossy(bytes.get(rule..)?).trim_matches('\n').to_owned();
    Some(Zone { changes, first: period(0)?, rule: parse_rule(&rule) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(seconds: [i64; 6], summer: i64) -> Civil {
        let [year, month, day, hour, minute, second] = seconds;
        Civil { year, month, day, hour, minute, second, summer, ..Civil::default() }
    }

    #[test]
    fn rules_say_when_it_is_summer() {
        let zone = of_rule(&parse_rule("CET-1CEST,M3.5.0,M10.5.0/3").unwrap());
        assert_eq!(zone.at(1_711_846_799).name, "CET");
        assert_eq!(zone.at(1_711_846_800).name, "CEST");
        assert_eq!((zone.at(1_729_990_799).offset, zone.at(1_729_990_800).offset), (7200, 3600));
        assert_eq!(zone.seconds_of(&local([2024, 7, 1, 12, 0, 0], -1)), 1_719_828_000);
        assert_eq!(zone.seconds_of(&local([2024, 1, 1, 12, 0, 0], -1)), 1_704_106_800);
        let (first, second) = (local([2024, 10, 27, 2, 30, 0], 1), local([2024, 10, 27, 2, 30, 0], 0));
        assert_eq!(zone.seconds_of(&second) - zone.seconds_of(&first), 3600);
    }

    #[test]
    fn rules_are_read_whole_or_not_at_all() {
        let south = parse_rule("<-03>3<-02>,J60,300/1:30").unwrap();
        assert_eq!((south.standard.offset, south.standard.name.as_str()), (-10_800, "-03"));
        assert_eq!(parse_rule("EST5").unwrap().standard.offset, -18_000);
        assert!(parse_rule("EST5EDT").unwrap().summer.is_some());
        assert_eq!(parse_rule("Europe/Berlin"), None);
        assert_eq!(parse_rule(""), None);
    }
}
