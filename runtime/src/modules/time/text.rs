//! Times as text, in the C locale.

use std::fmt::Write;

use super::civil::{Civil, days_from};
use super::values::{checked_parts, counted, local, seconds_argument};
use super::zone::Zone;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn weekday(civil: &Civil) -> &'static str {
    WEEKDAYS[civil.weekday as usize % 7]
}

fn month(civil: &Civil) -> &'static str {
    MONTHS[(civil.month - 1) as usize % 12]
}

/// `Sun Jun 20 23:21:05 1993`
fn as_text(civil: &Civil) -> String {
    format!(
        "{} {}{:3} {:02}:{:02}:{:02} {}",
        &weekday(civil)[..3],
        &month(civil)[..3],
        civil.day,
        civil.hour,
        civil.minute,
        civil.second,
        civil.year
    )
}

/// The time of an optional argument; now, if there is none.
fn time_argument(vm: &mut Vm, value: Option<&Value>, function: &str) -> PyResult<Civil> {
    match value {
        Some(value) => checked_parts(vm, value, function),
        None => Ok(local(seconds_argument(vm, None)?).0),
    }
}

pub(super) fn asctime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let civil = time_argument(vm, args.first(), "asctime")?;
    Ok(vm.new_str(&as_text(&civil)))
}

pub(super) fn ctime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    counted(vm, args, "ctime", 0, 1)?;
    let seconds = seconds_argument(vm, args.first())?;
    Ok(vm.new_str(&as_text(&local(seconds).0)))
}

pub(super) fn strftime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    counted(vm, args, "strftime", 1, 2)?;
    let Some(format) = args[0].as_str().map(str::to_owned) else {
        let name = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("strftime() argument 1 must be str, not {name}")));
    };
    let civil = time_argument(vm, args.get(1), "strftime")?;
    let zone = args.get(1).map(|value| zone_of(vm, value)).transpose()?.flatten();
    let text = formatted(&format, &civil, zone);
    Ok(vm.new_str(&text))
}

/// Name and offset of the zone that a `struct_time` says it is in.
fn zone_of(vm: &mut Vm, value: &Value) -> PyResult<Option<(String, i64)>> {
    let [name, offset] = ["tm_zone", "tm_gmtoff"].map(|name| vm.intern(name));
    let (Some(name), Some(offset)) = (vm.find_attr(value, &name)?, vm.find_attr(value, &offset)?) else {
        return Ok(None);
    };
    let Some(name) = name.as_str().map(str::to_owned) else { return Ok(None) };
    Ok(Some((name, offset.as_small().unwrap_or(0))))
}

/// How a conversion pads: by itself, or as the flag before it says.
struct Style {
    flag: Option<char>,
    upper: bool,
    swap: bool,
}

impl Style {
    fn number(&self, out: &mut String, number: i64, width: usize, fill: char) {
        let fill = match self.flag {
            Some('-') => None,
            Some('_') => Some(' '),
            Some('0') => Some('0'),
            _ => Some(fill),
        };
        let text = number.to_string();
        if let Some(fill) = fill {
            out.extend(std::iter::repeat_n(fill, width.saturating_sub(text.len())));
        }
        out.push_str(&text);
    }

    fn text(&self, out: &mut String, text: &str) {
        if self.swap && text.chars().all(|c| !c.is_lowercase()) {
            out.push_str(&text.to_lowercase());
        } else if self.upper || self.swap {
            out.push_str(&text.to_uppercase());
        } else {
            out.push_str(text);
        }
    }
}

fn formatted(format: &str, civil: &Civil, zone: Option<(String, i64)>) -> String {
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut rest = chars.clone();
        let mut style = Style { flag: None, upper: false, swap: false };
        let mut kind = rest.next();
        while let Some(flag @ ('-' | '_' | '0' | '^' | '#')) = kind {
            match flag {
                '^' => style.upper = true,
                '#' => style.swap = true,
                flag => style.flag = Some(flag),
            }
            kind = rest.next();
        }
        // Other digits and names of eras are those of the C locale.
        if let Some('E' | 'O') = kind {
            kind = rest.next();
        }
        let known = kind.is_some_and(|kind| convert(&mut out, kind, civil, zone.as_ref(), &style));
        if known {
            chars = rest;
        } else {
            out.push('%');
        }
    }
    out
}

/// Appends what stands for a conversion; whether there is such a conversion.
fn convert(out: &mut String, kind: char, civil: &Civil, zone: Option<&(String, i64)>, style: &Style) -> bool {
    let hour = (civil.hour + 11) % 12 + 1;
    let two = |out: &mut String, number: i64| style.number(out, number, 2, '0');
    match kind {
        'a' => style.text(out, &weekday(civil)[..3]),
        'A' => style.text(out, weekday(civil)),
        'b' | 'h' => style.text(out, &month(civil)[..3]),
        'B' => style.text(out, month(civil)),
        'C' => two(out, civil.year.div_euclid(100)),
        'd' => two(out, civil.day),
        'e' => style.number(out, civil.day, 2, ' '),
        'g' => two(out, iso_week(civil).0.rem_euclid(100)),
        'G' => style.number(out, iso_week(civil).0, 4, '0'),
        'H' => two(out, civil.hour),
        'I' => two(out, hour),
        'j' => style.number(out, civil.yearday, 3, '0'),
        'k' => style.number(out, civil.hour, 2, ' '),
        'l' => style.number(out, hour, 2, ' '),
        'm' => two(out, civil.month),
        'M' => two(out, civil.minute),
        'n' => out.push('\n'),
        'p' => style.text(out, if civil.hour < 12 { "AM" } else { "PM" }),
        'P' => out.push_str(if civil.hour < 12 { "am" } else { "pm" }),
        's' => style.number(out, Zone::of_environment().seconds_of(civil), 1, '0'),
        'S' => two(out, civil.second),
        't' => out.push('\t'),
        'u' => style.number(out, civil.weekday + 1, 1, '0'),
        'U' => two(out, (civil.yearday + 6 - (civil.weekday + 1) % 7) / 7),
        'V' => two(out, iso_week(civil).1),
        'w' => style.number(out, (civil.weekday + 1) % 7, 1, '0'),
        'W' => two(out, (civil.yearday + 6 - civil.weekday) / 7),
        'y' => two(out, civil.year.rem_euclid(100)),
        'Y' => style.number(out, civil.year, 1, '0'),
        'z' | 'Z' => zone_text(out, kind, civil, zone, style),
        '%' => out.push('%'),
        _ => return compound(out, kind, civil, zone),
    }
    true
}

/// The conversions that stand for several others.
fn compound(out: &mut String, kind: char, civil: &Civil, zone: Option<&(String, i64)>) -> bool {
    let format = match kind {
        'c' => "%a %b %e %H:%M:%S %Y",
        'D' | 'x' => "%m/%d/%y",
        'F' => "%Y-%m-%d",
        'r' => "%I:%M:%S %p",
        'R' => "%H:%M",
        'T' | 'X' => "%H:%M:%S",
        _ => return false,
    };
    out.push_str(&formatted(format, civil, zone.cloned()));
    true
}

fn zone_text(out: &mut String, kind: char, civil: &Civil, zone: Option<&(String, i64)>, style: &Style) {
    let (name, offset) = match zone {
        Some(zone) => zone.clone(),
        None => {
            let usual = Zone::of_environment().usual();
            let index = usize::from(civil.summer > 0);
            (usual.names[index].clone(), usual.offsets[index])
        }
    };
    if kind == 'Z' {
        return style.text(out, &name);
    }
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
    let _ = write!(out, "{sign}{:02}{:02}", minutes / 60, minutes % 60);
}

/// Year and week of the ISO calendar: the week belongs to the year of its Thursday.
fn iso_week(civil: &Civil) -> (i64, i64) {
    let thursday = civil.yearday - 1 - civil.weekday + 3;
    let length = |year: i64| days_from(year + 1, 1, 1) - days_from(year, 1, 1);
    if thursday < 0 {
        return (civil.year - 1, (thursday + length(civil.year - 1)) / 7 + 1);
    }
    if thursday >= length(civil.year) {
        return (civil.year + 1, (thursday - length(civil.year)) / 7 + 1);
    }
    (civil.year, thursday / 7 + 1)
}
