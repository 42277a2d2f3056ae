//! `dis`: bytecode as text.

use genjit_bytecode::{CodeObject, DisOptions};
use rustc_hash::FxHashMap;

use crate::code::Code;
use crate::error::PyResult;
use crate::function::Function;
use crate::generator;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::object::Ref;
use crate::traceback::Traceback;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "dis",
    doc: "Disassembler of Python byte code into mnemonics.",
    functions: FUNCTIONS,
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[NativeDef] = &[
    function("dis", dis, Arity::Any),
    function("disassemble", disassemble, Arity::Any),
    function("code_info", code_info, Arity::One),
    function("show_code", show_code, Arity::Any),
];

const DIS: Parameters<7> = Parameters {
    function: "dis",
    names: ["x", "file", "depth", "show_caches", "adaptive", "show_offsets", "show_positions"],
    required: 0,
    positional: 1,
};

fn dis(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [target, file, depth, caches, adaptive, offsets, positions] = args.bind(vm, &DIS)?;
    let depth = match depth.filter(|depth| !depth.is_none()) {
        Some(depth) => Some(usize::try_from(vm.index_i64(&depth)?).unwrap_or(0)),
        None => None,
    };
    let flag = |vm: &mut Vm, value: Option<Value>| value.map_or(Ok(false), |value| vm.truth(&value));
    let (show_caches, show_offsets) = (flag(vm, caches)?, flag(vm, offsets)?);
    let show_positions = flag(vm, positions)?;
    if flag(vm, adaptive)? {
        return Err(vm.raise_value_error("dis(): adaptive=True is not supported"));
    }
    let Some(target) = target.filter(|target| !target.is_none()) else {
        return Err(vm.raise_runtime_error("no last traceback to disassemble"));
    };
    if let Some(class) = target.as_class().cloned() {
        return dis_class(vm, &class.dict().items(), file, depth);
    }
    let (code, lasti) = code_of(vm, &target)?;
    let options = DisOptions { show_caches, show_offsets, show_positions, lasti, depth, address: None };
    let text = listing(&code, &options);
    print(vm, &text, file)
}

/// The disassembly of executable code, with the addresses that `id()` shows.
fn listing(code: &Ref<Code>, options: &DisOptions<'_>) -> String {
    let mut addresses = FxHashMap::default();
    note_addresses(code, &mut addresses);
    let address = |inner: &CodeObject| addresses.get(&std::ptr::from_ref(inner)).copied().unwrap_or(0);
    genjit_bytecode::dis(code.source(), &DisOptions { address: Some(&address), ..*options })
}

fn note_addresses(code: &Ref<Code>, addresses: &mut FxHashMap<*const CodeObject, u64>) {
    addresses.insert(std::ptr::from_ref(&**code.source()), crate::ops::address(code.value()));
    for inner in code.consts().iter().filter_map(|constant| constant.downcast::<Code>()) {
        note_addresses(inner, addresses);
    }
}

/// Every function of a class, under a headline.
fn dis_class(vm: &mut Vm, items: &[(Value, Value)], file: Option<Value>, depth: Option<usize>) -> PyResult {
    let mut named: Vec<(String, Value)> =
        items.iter().filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.clone()))).collect();
    named.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, value) in named {
        let Some(function) = value.downcast::<Function>() else { continue };
        let options =
            DisOptions { depth: depth.map(|depth| depth.saturating_sub(1)), ..DisOptions::default() };
        let text = listing(function.code(), &options);
        print(vm, &format!("Disassembly of {name}:\n{text}\n"), file.clone())?;
    }
    Ok(Value::NONE)
}

const DISASSEMBLE: Parameters<3> =
    Parameters { function: "disassemble", names: ["co", "lasti", "file"], required: 1, positional: 2 };

fn disassemble(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [target, lasti, file] = args.bind(vm, &DISASSEMBLE)?;
    let (code, _) = code_of(vm, &target.unwrap_or(Value::NONE))?;
    let lasti = match lasti {
        Some(lasti) => usize::try_from(vm.index_i64(&lasti)?).ok(),
        None => None,
    };
    let text = listing(&code, &DisOptions { depth: Some(0), lasti, ..DisOptions::default() });
    print(vm, &text, file)
}

fn code_info(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (code, _) = code_of(vm, &args[0])?;
    Ok(vm.new_str(&genjit_bytecode::code_info(code.source(), None)))
}

const SHOW: Parameters<2> =
    Parameters { function: "show_code", names: ["co", "file"], required: 1, positional: 1 };

fn show_code(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [target, file] = args.bind(vm, &SHOW)?;
    let (code, _) = code_of(vm, &target.unwrap_or(Value::NONE))?;
    let text = genjit_bytecode::code_info(code.source(), None);
    print(vm, &format!("{text}\n"), file)
}

fn print(vm: &mut Vm, text: &str, file: Option<Value>) -> PyResult {
    match file.filter(|file| !file.is_none()) {
        Some(file) => vm.write_to(&file, text)?,
        None => vm.write_stdout(text)?,
    }
    Ok(Value::NONE)
}

/// The code behind a function, method, generator, code object, traceback or source text; for a generator
/// that waits also where.
fn code_of(vm: &mut Vm, target: &Value) -> PyResult<(Ref<Code>, Option<usize>)> {
    if let Some(code) = target.downcast::<Code>() {
        return Ok((code.clone(), None));
    }
    if let Some(function) = target.downcast::<Function>() {
        return Ok((function.code().clone(), None));
    }
    if let Some(method) = target.downcast::<crate::class::BoundMethod>() {
        let function = method.function.get_or_none();
        return code_of(vm, &function);
    }
    if let Some(entry) = target.downcast::<Traceback>() {
        let name = vm.intern("f_code");
        let (frame, lasti) = (entry.frame.get_or_none(), entry.lasti.get() as usize);
        let code = vm.get_attr(&frame, &name)?;
        return Ok((code_of(vm, &code)?.0, Some(lasti)));
    }
    for (type_id, name) in [
        (generator::GENERATOR, "gi_code"),
        (generator::COROUTINE, "cr_code"),
        (generator::ASYNC_GENERATOR, "ag_code"),
    ] {
        if target.type_id() == type_id {
            let name = vm.intern(name);
            let code = vm.get_attr(target, &name)?;
            return code_of(vm, &code);
        }
    }
    if let Some(text) = target.as_str().map(str::to_owned) {
        let code = vm.compile_to_show(&text, "<dis>")?;
        return Ok((code, None));
    }
    let name = vm.type_name(target);
    Err(vm.raise_type_error(format!("don't know how to disassemble {name} objects")))
}
