//! `time`: clocks, the calendar, and times as text.

mod civil;
mod clocks;
mod text;
mod values;
mod zone;

use crate::dict::Dict;
use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arity, NativeDef, function};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: FUNCTIONS,
    fill,
};

const FUNCTIONS: &[NativeDef] = &[
    function("time", clocks::time, Arity::Zero),
    function("time_ns", clocks::time_ns, Arity::Zero),
    function("perf_counter", clocks::perf_counter, Arity::Zero),
    function("perf_counter_ns", clocks::perf_counter_ns, Arity::Zero),
    function("monotonic", clocks::monotonic, Arity::Zero),
    function("monotonic_ns", clocks::monotonic_ns, Arity::Zero),
    function("process_time", clocks::process_time, Arity::Zero),
    function("process_time_ns", clocks::process_time_ns, Arity::Zero),
    function("thread_time", clocks::thread_time, Arity::Zero),
    function("thread_time_ns", clocks::thread_time_ns, Arity::Zero),
    function("get_clock_info", clocks::get_clock_info, Arity::One),
    function("clock_gettime", clocks::clock_gettime, Arity::One),
    function("clock_gettime_ns", clocks::clock_gettime_ns, Arity::One),
    function("clock_getres", clocks::clock_getres, Arity::One),
    function("sleep", clocks::sleep, Arity::One),
    function("gmtime", values::gmtime, Arity::Any),
    function("localtime", values::localtime, Arity::Any),
    function("mktime", values::mktime, Arity::One),
    function("asctime", text::asctime, Arity::Between(0, 1)),
    function("ctime", text::ctime, Arity::Any),
    function("strftime", text::strftime, Arity::Any),
    function("strptime", values::strptime, Arity::Between(1, 2)),
    function("tzset", tzset, Arity::Zero),
];

fn fill(vm: &mut Vm, dict: &Ref<Dict>) -> PyResult<()> {
    for (name, clock) in clocks::NAMED {
        vm.set_global(dict, name, Value::from_small(*clock));
    }
    let records = vm.import_module("_records")?;
    let name = vm.intern("struct_time");
    let class = vm.get_attr(&records, &name)?;
    vm.set_global(dict, "struct_time", class);
    set_zone(vm, dict)
}

/// The names of the zone and what it is off, as they are now.
fn set_zone(vm: &mut Vm, dict: &Ref<Dict>) -> PyResult<()> {
    let names = zone::Zone::of_environment().usual();
    let [standard, summer] = names.names.map(|name| vm.new_str(&name));
    let both = vm.new_tuple(vec![standard, summer]);
    let (timezone, altzone) = (vm.int(-names.offsets[0]), vm.int(-names.offsets[1]));
    vm.set_global(dict, "tzname", both);
    vm.set_global(dict, "timezone", timezone);
    vm.set_global(dict, "altzone", altzone);
    vm.set_global(dict, "daylight", Value::from_small(i64::from(names.has_summer)));
    Ok(())
}

fn tzset(vm: &mut Vm, _args: &crate::native::Arguments<'_>) -> PyResult {
    let module = vm.import_module("time")?;
    set_zone(vm, &super::module_dict(&module))?;
    Ok(Value::NONE)
}
