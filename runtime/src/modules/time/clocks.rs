//! `time`

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: FUNCTIONS,
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[NativeDef] = &[
    function("time", time, Arity::Zero),
    function("time_ns", time_ns, Arity::Zero),
    function("perf_counter", perf_counter, Arity::Zero),
    function("perf_counter_ns", perf_counter_ns, Arity::Zero),
    function("monotonic", perf_counter, Arity::Zero),
    function("monotonic_ns", perf_counter_ns, Arity::Zero),
    function("process_time", process_time, Arity::Zero),
    function("process_time_ns", process_time_ns, Arity::Zero),
    function("thread_time", thread_time, Arity::Zero),
    function("thread_time_ns", thread_time_ns, Arity::Zero),
    function("sleep", sleep, Arity::One),
];

/// Longest pause between two looks at the interrupt flag.
const NAP: Duration = Duration::from_millis(20);

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn nanoseconds(vm: &mut Vm, duration: Duration) -> PyResult {
    Ok(vm.int(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)))
}

fn time(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.new_float(since_epoch().as_secs_f64()))
}

fn time_ns(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    nanoseconds(vm, since_epoch())
}

fn perf_counter(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let elapsed = vm.started.elapsed();
    Ok(vm.new_float(elapsed.as_secs_f64()))
}

fn perf_counter_ns(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let elapsed = vm.started.elapsed();
    nanoseconds(vm, elapsed)
}

/// User and system time of the process, from the kernel's clock ticks of 10 ms.
fn time_of_process() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the command, in parentheses, may hold anything.
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / TICKS_PER_SECOND
}

fn process_time(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.new_float(time_of_process()))
}

fn process_time_ns(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    nanoseconds(vm, Duration::from_secs_f64(time_of_process()))
}

/// Time for which the thread ran; OSError where the kernel does not count it.
fn time_of_thread(vm: &mut Vm) -> PyResult<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match text.split_whitespace().next().and_then(|field| field.parse().ok()) {
        Some(nanoseconds) => Ok(Duration::from_nanos(nanoseconds)),
        None => Err(vm.raise(ExceptionKind::OSError, "the clock of the thread cannot be read")),
    }
}

fn thread_time(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let time = time_of_thread(vm)?;
    Ok(vm.new_float(time.as_secs_f64()))
}

fn thread_time_ns(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let time = time_of_thread(vm)?;
    nanoseconds(vm, time)
}

fn sleep(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
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
