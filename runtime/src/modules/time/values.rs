//! `struct_time` and seconds: from one to the other, in UTC and in the local zone.

use super::civil::Civil;
use super::zone::{Period, Zone};
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

/// Years beyond these have no `struct_time`.
const LAST_YEAR: i64 = i32::MAX as i64;

#[cold]
fn raise_out_of_range(vm: &mut Vm) -> Raised {
    vm.raise_overflow_error("timestamp out of range for platform time_t")
}

/// Whole seconds of an optional argument; now, if it is absent or `None`.
pub(super) fn seconds_argument(vm: &mut Vm, value: Option<&Value>) -> PyResult<i64> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        return Ok(now.map_or(0, |now| now.as_secs() as i64));
    };
    if let Some(float) = value.as_float() {
        if float.is_nan() {
            return Err(vm.raise_value_error("Invalid value NaN (not a number)"));
        }
        let whole = float.floor();
        if !(-9.2e18..9.2e18).contains(&whole) {
            return Err(raise_out_of_range(vm));
        }
        return Ok(whole as i64);
    }
    if !vm.has_index(value) {
        let name = vm.type_name(value);
        return Err(vm.raise_type_error(format!("'{name}' object cannot be interpreted as an integer")));
    }
    let index = vm.index(value)?;
    match index.as_int().and_then(|int| int.to_i64()) {
        Some(seconds) => Ok(seconds),
        None => Err(raise_out_of_range(vm)),
    }
}

/// As CPython counts the arguments of functions that parse a tuple of them.
pub(super) fn counted(
    vm: &mut Vm,
    args: &Arguments<'_>,
    name: &str,
    least: usize,
    most: usize,
) -> PyResult<()> {
    args.no_keywords(vm, &format!("time.{name}"))?;
    let (bound, word) = match args.len() {
        count if count < least => (least, "at least"),
        count if count > most => (most, "at most"),
        _ => return Ok(()),
    };
    let (plural, given) = (if bound == 1 { "" } else { "s" }, args.len());
    Err(vm.raise_type_error(format!("{name}() takes {word} {bound} argument{plural} ({given} given)")))
}

/// A time as an object, with the zone it is in.
fn new_time(vm: &mut Vm, civil: &Civil, period: &Period) -> PyResult {
    if !(-LAST_YEAR..=LAST_YEAR).contains(&civil.year) {
        const OVERFLOW: i64 = 75;
        let arguments = [Value::from_small(OVERFLOW), vm.new_str("Value too large for defined data type")];
        return Err(vm.raise_called(ExceptionKind::OSError, &arguments));
    }
    let numbers = [
        civil.year,
        civil.month,
        civil.day,
        civil.hour,
        civil.minute,
        civil.second,
        civil.weekday,
        civil.yearday,
        civil.summer,
    ];
    let mut items: Vec<Value> = numbers.iter().map(|&number| Value::from_small(number)).collect();
    items.push(vm.new_str(&period.name));
    items.push(Value::from_small(period.offset));
    let items = vm.new_tuple(items);
    let module = vm.import_module("_records")?;
    let name = vm.intern("struct_time");
    let class = vm.get_attr(&module, &name)?;
    vm.call(&class, &[items])
}

/// The time in the local zone.
pub(super) fn local(seconds: i64) -> (Civil, Period) {
    let period = Zone::of_environment().at(seconds);
    let civil = Civil::from_seconds(seconds.saturating_add(period.offset));
    (Civil { summer: i64::from(period.summer), ..civil }, period)
}

/// Whether seconds are so many that their year is no int any more.
fn check_seconds(vm: &mut Vm, seconds: i64) -> PyResult<()> {
    if seconds.unsigned_abs() < 1 << 57 {
        return Ok(());
    }
    let civil = Civil { year: i64::MAX, ..Civil::default() };
    new_time(vm, &civil, &Period { offset: 0, summer: false, name: String::new() }).map(drop)
}

pub(super) fn gmtime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    counted(vm, args, "gmtime", 0, 1)?;
    let seconds = seconds_argument(vm, args.first())?;
    check_seconds(vm, seconds)?;
    let utc = Period { offset: 0, summer: false, name: "UTC".to_owned() };
    new_time(vm, &Civil::from_seconds(seconds), &utc)
}

pub(super) fn localtime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    counted(vm, args, "localtime", 0, 1)?;
    let seconds = seconds_argument(vm, args.first())?;
    check_seconds(vm, seconds)?;
    let (civil, period) = local(seconds);
    new_time(vm, &civil, &period)
}

/// The parts of a tuple or a `struct_time`.
pub(super) fn parts(vm: &mut Vm, value: &Value, function: &str) -> PyResult<Civil> {
    if value.as_tuple().is_none() {
        return Err(vm.raise_type_error("Tuple or struct_time argument required"));
    }
    let items = vm.tuple_items(value);
    if items.len() != 9 {
        return Err(vm.raise_type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0; 9];
    for (number, item) in numbers.iter_mut().zip(&items) {
        if !vm.has_index(item) {
            let name = vm.type_name(item);
            return Err(vm.raise_type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
        *number = i64::from(vm.index_c_int(item)?);
    }
    let [year, month, day, hour, minute, second, weekday, yearday, summer] = numbers;
    Ok(Civil { year, month, day, hour, minute, second, weekday, yearday, summer })
}

/// The same, with each part in its range; a month, a day or a day of the year 0 is the first.
pub(super) fn checked_parts(vm: &mut Vm, value: &Value, function: &str) -> PyResult<Civil> {
    let mut civil = parts(vm, value, function)?;
    for first in [&mut civil.month, &mut civil.day, &mut civil.yearday] {
        if *first == 0 {
            *first = 1;
        }
    }
    civil.weekday = if civil.weekday >= -1 { civil.weekday.rem_euclid(7) } else { civil.weekday };
    let ranges = [
        (civil.month, 1, 12, "month"),
        (civil.day, 1, 31, "day of month"),
        (civil.hour, 0, 23, "hour"),
        (civil.minute, 0, 59, "minute"),
        (civil.second, 0, 61, "seconds"),
        (civil.weekday, 0, 6, "day of week"),
        (civil.yearday, 1, 366, "day of year"),
    ];
    for (number, least, most, what) in ranges {
        if !(least..=most).contains(&number) {
            return Err(vm.raise_value_error(format!("{what} out of range")));
        }
    }
    Ok(civil)
}

pub(super) fn mktime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let civil = parts(vm, &args[0], "mktime")?;
    let seconds = Zone::of_environment().seconds_of(&civil);
    Ok(vm.new_float(seconds as f64))
}

/// `strptime(text, format)`: a module written in Python reads the text.
pub(super) fn strptime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let module = vm.import_module("_strptime")?;
    let name = vm.intern("struct_time_of");
    let function = vm.get_attr(&module, &name)?;
    vm.call(&function, args.positionals())
}
