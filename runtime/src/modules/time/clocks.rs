//! The clocks of `time`, and waiting.

use std::time::Duration;
#[cfg(not(unix))]
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

/// Longest pause between two looks at the interrupt flag.
const NAP: Duration = Duration::from_millis(20);

/// The clocks that programs name by number, as Linux numbers them.
pub(super) const NAMED: &[(&str, i64)] = &[
    ("CLOCK_REALTIME", REALTIME),
    ("CLOCK_MONOTONIC", MONOTONIC),
    ("CLOCK_PROCESS_CPUTIME_ID", PROCESS),
    ("CLOCK_THREAD_CPUTIME_ID", THREAD),
    ("CLOCK_MONOTONIC_RAW", 4),
    ("CLOCK_BOOTTIME", 7),
];
const REALTIME: i64 = 0;
const MONOTONIC: i64 = 1;
const PROCESS: i64 = 2;
const THREAD: i64 = 3;

#[cfg(unix)]
fn clock_of(number: i64) -> Option<rustix::time::ClockId> {
    use rustix::time::ClockId;
    Some(match number {
        REALTIME => ClockId::Realtime,
        MONOTONIC => ClockId::Monotonic,
        PROCESS => ClockId::ProcessCPUTime,
        THREAD => ClockId::ThreadCPUTime,
        #[cfg(target_os = "linux")]
        4 => ClockId::MonotonicRaw,
        #[cfg(target_os = "linux")]
        7 => ClockId::Boottime,
        _ => return None,
    })
}

#[cfg(unix)]
fn duration(time: rustix::time::Timespec) -> Duration {
    Duration::new(time.tv_sec.try_into().unwrap_or(0), time.tv_nsec.try_into().unwrap_or(0))
}

/// What a clock shows, and how fine it is.
#[cfg(unix)]
fn look(number: i64) -> Option<[Duration; 2]> {
    let clock = clock_of(number)?;
    Some([rustix::time::clock_gettime(clock), rustix::time::clock_getres(clock)].map(duration))
}

#[cfg(not(unix))]
fn look(number: i64) -> Option<[Duration; 2]> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    (number == REALTIME).then_some([now, Duration::from_nanos(100)])
}

#[cold]
fn raise_no_clock(vm: &mut Vm) -> Raised {
    const INVALID_ARGUMENT: i64 = 22;
    let arguments = [Value::from_small(INVALID_ARGUMENT), vm.new_str("Invalid argument")];
    vm.raise_called(ExceptionKind::OSError, &arguments)
}

fn now(vm: &mut Vm, number: i64) -> PyResult<Duration> {
    match look(number) {
        Some([now, _]) => Ok(now),
        None => Err(raise_no_clock(vm)),
    }
}

fn nanoseconds(vm: &mut Vm, duration: Duration) -> PyResult {
    Ok(vm.int(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)))
}

macro_rules! clocks {
    ($($seconds:ident $nanoseconds:ident = $read:expr;)*) => {$(
        pub(super) fn $seconds(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
            let read: fn(&mut Vm) -> PyResult<Duration> = $read;
            let time = read(vm)?;
            Ok(vm.new_float(time.as_secs_f64()))
        }

        pub(super) fn $nanoseconds(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
            let read: fn(&mut Vm) -> PyResult<Duration> = $read;
            let time = read(vm)?;
            nanoseconds(vm, time)
        }
    )*};
}
clocks! {
    time time_ns = |vm| now(vm, REALTIME);
    perf_counter perf_counter_ns = |vm| Ok(vm.started.elapsed());
    monotonic monotonic_ns = |vm| Ok(look(MONOTONIC).map_or_else(|| vm.started.elapsed(), |[now, _]| now));
    process_time process_time_ns = |vm| now(vm, PROCESS);
    thread_time thread_time_ns = |vm| now(vm, THREAD);
}

/// The number of a clock that is an argument.
fn clock_argument(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<[Duration; 2]> {
    let number = vm.index_c_int(&args[0])?;
    match look(i64::from(number)) {
        Some(times) => Ok(times),
        None => Err(raise_no_clock(vm)),
    }
}

pub(super) fn clock_gettime(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [now, _] = clock_argument(vm, args)?;
    Ok(vm.new_float(now.as_secs_f64()))
}

pub(super) fn clock_gettime_ns(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [now, _] = clock_argument(vm, args)?;
    nanoseconds(vm, now)
}

pub(super) fn clock_getres(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [_, finest] = clock_argument(vm, args)?;
    Ok(vm.new_float(finest.as_secs_f64()))
}

/// `get_clock_info(name)`: a namespace that says how a clock is read and what it may do.
pub(super) fn get_clock_info(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.expect_text(&args[0], "get_clock_info() argument 1")?.to_owned();
    let (number, constant) = match name.as_str() {
        "time" => (REALTIME, "CLOCK_REALTIME"),
        "monotonic" | "perf_counter" => (MONOTONIC, "CLOCK_MONOTONIC"),
        "process_time" => (PROCESS, "CLOCK_PROCESS_CPUTIME_ID"),
        "thread_time" => (THREAD, "CLOCK_THREAD_CPUTIME_ID"),
        _ => return Err(vm.raise_value_error("unknown clock")),
    };
    let Some([_, finest]) = look(number) else { return Err(raise_no_clock(vm)) };
    let types = vm.import_module("types")?;
    let class = vm.intern("SimpleNamespace");
    let class = vm.get_attr(&types, &class)?;
    let info = vm.call(&class, &[])?;
    let parts = [
        ("implementation", vm.new_str(&format!("clock_gettime({constant})"))),
        ("monotonic", Value::from_bool(number != REALTIME)),
        ("adjustable", Value::from_bool(number == REALTIME)),
        ("resolution", vm.new_float(finest.as_secs_f64())),
    ];
    for (name, value) in parts {
        let name = vm.intern(name);
        vm.set_attr(&info, &name, &value)?;
    }
    Ok(info)
}

pub(super) fn sleep(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args[0].as_float().is_none() && !vm.has_index(&args[0]) {
        let name = vm.type_name(&args[0]);
        let message = format!("'{name}' object cannot be interpreted as an integer or float");
        return Err(vm.raise_type_error(message));
    }
    let seconds = vm.to_f64(&args[0])?;
    if seconds.is_nan() {
        return Err(vm.raise_value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.raise_value_error("sleep length must be non-negative"));
    }
    let Ok(mut left) = Duration::try_from_secs_f64(seconds) else {
        return Err(vm.raise_overflow_error("timestamp out of range for platform time_t"));
    };
    while !left.is_zero() {
        vm.check_interrupt()?;
        let nap = left.min(NAP);
        std::thread::sleep(nap);
        left -= nap;
    }
    vm.check_interrupt()?;
    Ok(Value::NONE)
}
