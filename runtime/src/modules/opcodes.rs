//! `_opcode` and `_opcode_metadata`: what programs may ask about instructions.
//!
//! The rows of [`Opcode`] are the instructions that run. Beside them stand the numbers that CPython gives to
//! specialised and instrumented forms and to the instructions of its compiler: programs find their names and
//! effects, and no code object here holds any.

use genjit_bytecode::{BinaryOp, Intrinsic1, Intrinsic2, Opcode, Operand, SpecialMethod};

use crate::code::Code;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_opcode",
    doc: "Opcode support module.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        for name in ["ENABLE_SPECIALIZATION", "ENABLE_SPECIALIZATION_FT"] {
            vm.set_global(dict, name, Value::FALSE);
        }
        Ok(())
    },
};

/// The tables that CPython's library has beside `opcode`.
pub(super) const METADATA: NativeModule =
    NativeModule { name: "_opcode_metadata", doc: "", functions: &[], fill: fill_metadata };

const FUNCTIONS: &[NativeDef] = &[
    function("stack_effect", stack_effect, Arity::Any),
    function("is_valid", |vm, args| ask(vm, args, "is_valid", |_| true), Arity::Any),
    function("has_arg", |vm, args| ask(vm, args, "has_arg", Known::has_arg), Arity::Any),
    function("has_const", |vm, args| ask(vm, args, "has_const", Known::has_const), Arity::Any),
    function("has_name", |vm, args| ask(vm, args, "has_name", Known::has_name), Arity::Any),
    function("has_jump", |vm, args| ask(vm, args, "has_jump", Known::has_jump), Arity::Any),
    function("has_free", |vm, args| ask(vm, args, "has_free", Known::has_free), Arity::Any),
    function("has_local", |vm, args| ask(vm, args, "has_local", Known::has_local), Arity::Any),
    function("has_exc", |vm, args| ask(vm, args, "has_exc", Known::has_exc), Arity::Any),
    function("get_executor", get_executor, Arity::Any),
    function("get_specialization_stats", |_, _| Ok(Value::NONE), Arity::Zero),
    function("get_nb_ops", get_nb_ops, Arity::Zero),
    function(
        "get_intrinsic1_descs",
        |vm, _| Ok(names(vm, Intrinsic1::ALL.iter().map(|row| row.name()))),
        Arity::Zero,
    ),
    function(
        "get_intrinsic2_descs",
        |vm, _| Ok(names(vm, Intrinsic2::ALL.iter().map(|row| row.name()))),
        Arity::Zero,
    ),
    function(
        "get_special_method_names",
        |vm, _| Ok(names(vm, SpecialMethod::ALL.iter().map(|row| row.name()))),
        Arity::Zero,
    ),
];

/// An instruction of CPython's compiler: it is in no code object.
struct Pseudo {
    name: &'static str,
    has_arg: bool,
    /// Change of the stack depth where it falls through, and where it jumps.
    effects: [i64; 2],
}

const fn pseudo(name: &'static str, has_arg: bool, effects: [i64; 2]) -> Pseudo {
    Pseudo { name, has_arg, effects }
}

const FIRST_PSEUDO: usize = 256;
const PSEUDO: &[Pseudo] = &[
    pseudo("ANNOTATIONS_PLACEHOLDER", false, [0, 0]),
    pseudo("JUMP", true, [0, 0]),
    pseudo("JUMP_IF_FALSE", true, [0, 0]),
    pseudo("JUMP_IF_TRUE", true, [0, 0]),
    pseudo("JUMP_NO_INTERRUPT", true, [0, 0]),
    pseudo("LOAD_CLOSURE", true, [1, 1]),
    pseudo("POP_BLOCK", false, [0, 0]),
    pseudo("SETUP_CLEANUP", true, [0, 2]),
    pseudo("SETUP_FINALLY", true, [0, 1]),
    pseudo("SETUP_WITH", true, [0, 1]),
    pseudo("STORE_FAST_MAYBE_NULL", true, [-1, -1]),
];

const FIRST_INSTRUMENTED: usize = 234;
const INSTRUMENTED: &[&str] = &[
    "INSTRUMENTED_END_FOR",
    "INSTRUMENTED_POP_ITER",
    "INSTRUMENTED_END_SEND",
    "INSTRUMENTED_FOR_ITER",
    "INSTRUMENTED_INSTRUCTION",
    "INSTRUMENTED_JUMP_FORWARD",
    "INSTRUMENTED_NOT_TAKEN",
    "INSTRUMENTED_POP_JUMP_IF_TRUE",
    "INSTRUMENTED_POP_JUMP_IF_FALSE",
    "INSTRUMENTED_POP_JUMP_IF_NONE",
    "INSTRUMENTED_POP_JUMP_IF_NOT_NONE",
    "INSTRUMENTED_RESUME",
    "INSTRUMENTED_RETURN_VALUE",
    "INSTRUMENTED_YIELD_VALUE",
    "INSTRUMENTED_END_ASYNC_FOR",
    "INSTRUMENTED_LOAD_SUPER_ATTR",
    "INSTRUMENTED_CALL",
    "INSTRUMENTED_CALL_KW",
    "INSTRUMENTED_CALL_FUNCTION_EX",
    "INSTRUMENTED_JUMP_BACKWARD",
    "INSTRUMENTED_LINE",
    "ENTER_EXECUTOR",
];

/// The one specialised form whose number lies among those of the instructions.
const IN_PLACE: (usize, &str) = (3, "BINARY_OP_INPLACE_ADD_UNICODE");

const FIRST_SPECIALISED: usize = 129;
const SPECIALISED: &[&str] = &[
    "BINARY_OP_ADD_FLOAT",
    "BINARY_OP_ADD_INT",
    "BINARY_OP_ADD_UNICODE",
    "BINARY_OP_EXTEND",
    "BINARY_OP_MULTIPLY_FLOAT",
    "BINARY_OP_MULTIPLY_INT",
    "BINARY_OP_SUBSCR_DICT",
    "BINARY_OP_SUBSCR_GETITEM",
    "BINARY_OP_SUBSCR_LIST_INT",
    "BINARY_OP_SUBSCR_LIST_SLICE",
    "BINARY_OP_SUBSCR_STR_INT",
    "BINARY_OP_SUBSCR_TUPLE_INT",
    "BINARY_OP_SUBTRACT_FLOAT",
    "BINARY_OP_SUBTRACT_INT",
    "CALL_ALLOC_AND_ENTER_INIT",
    "CALL_BOUND_METHOD_EXACT_ARGS",
    "CALL_BOUND_METHOD_GENERAL",
    "CALL_BUILTIN_CLASS",
    "CALL_BUILTIN_FAST",
    "CALL_BUILTIN_FAST_WITH_KEYWORDS",
    "CALL_BUILTIN_O",
    "CALL_ISINSTANCE",
    "CALL_KW_BOUND_METHOD",
    "CALL_KW_NON_PY",
    "CALL_KW_PY",
    "CALL_LEN",
    "CALL_LIST_APPEND",
    "CALL_METHOD_DESCRIPTOR_FAST",
    "CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS",
    "CALL_METHOD_DESCRIPTOR_NOARGS",
    "CALL_METHOD_DESCRIPTOR_O",
    "CALL_NON_PY_GENERAL",
    "CALL_PY_EXACT_ARGS",
    "CALL_PY_GENERAL",
    "CALL_STR_1",
    "CALL_TUPLE_1",
    "CALL_TYPE_1",
    "COMPARE_OP_FLOAT",
    "COMPARE_OP_INT",
    "COMPARE_OP_STR",
    "CONTAINS_OP_DICT",
    "CONTAINS_OP_SET",
    "FOR_ITER_GEN",
    "FOR_ITER_LIST",
    "FOR_ITER_RANGE",
    "FOR_ITER_TUPLE",
    "JUMP_BACKWARD_JIT",
    "JUMP_BACKWARD_NO_JIT",
    "LOAD_ATTR_CLASS",
    "LOAD_ATTR_CLASS_WITH_METACLASS_CHECK",
    "LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN",
    "LOAD_ATTR_INSTANCE_VALUE",
    "LOAD_ATTR_METHOD_LAZY_DICT",
    "LOAD_ATTR_METHOD_NO_DICT",
    "LOAD_ATTR_METHOD_WITH_VALUES",
    "LOAD_ATTR_MODULE",
    "LOAD_ATTR_NONDESCRIPTOR_NO_DICT",
    "LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES",
    "LOAD_ATTR_PROPERTY",
    "LOAD_ATTR_SLOT",
    "LOAD_ATTR_WITH_HINT",
    "LOAD_CONST_IMMORTAL",
    "LOAD_CONST_MORTAL",
    "LOAD_GLOBAL_BUILTIN",
    "LOAD_GLOBAL_MODULE",
    "LOAD_SUPER_ATTR_ATTR",
    "LOAD_SUPER_ATTR_METHOD",
    "RESUME_CHECK",
    "SEND_GEN",
    "STORE_ATTR_INSTANCE_VALUE",
    "STORE_ATTR_SLOT",
    "STORE_ATTR_WITH_HINT",
    "STORE_SUBSCR_DICT",
    "STORE_SUBSCR_LIST_INT",
    "TO_BOOL_ALWAYS_TRUE",
    "TO_BOOL_BOOL",
    "TO_BOOL_INT",
    "TO_BOOL_LIST",
    "TO_BOOL_NONE",
    "TO_BOOL_STR",
    "UNPACK_SEQUENCE_LIST",
    "UNPACK_SEQUENCE_TUPLE",
    "UNPACK_SEQUENCE_TWO_TUPLE",
];

/// What a number of `opcode.opname` stands for.
enum Known {
    Real(Opcode),
    Specialised(&'static str, Opcode),
    /// `None` where the number stands for no instruction of its own.
    Instrumented(&'static str, Option<Opcode>),
    Pseudo(&'static Pseudo),
}

impl Known {
    fn of(number: usize) -> Option<Known> {
        let row = |table: &'static [&'static str], first: usize| {
            number.checked_sub(first).and_then(|at| table.get(at)).copied()
        };
        if let Some(opcode) = u8::try_from(number).ok().and_then(Opcode::from_u8) {
            return Some(Known::Real(opcode));
        }
        if number == IN_PLACE.0 {
            return Some(Known::Specialised(IN_PLACE.1, Opcode::BINARY_OP));
        }
        if let Some(name) = row(SPECIALISED, FIRST_SPECIALISED) {
            return Some(Known::Specialised(name, base(name)?));
        }
        if let Some(name) = row(INSTRUMENTED, FIRST_INSTRUMENTED) {
            let base = name.strip_prefix("INSTRUMENTED_").and_then(Opcode::from_name);
            return Some(Known::Instrumented(name, base));
        }
        number.checked_sub(FIRST_PSEUDO).and_then(|at| PSEUDO.get(at)).map(Known::Pseudo)
    }

    fn name(&self) -> &'static str {
        match self {
            Known::Real(opcode) => opcode.name(),
            Known::Specialised(name, _) | Known::Instrumented(name, _) => name,
            Known::Pseudo(row) => row.name,
        }
    }

    fn has_arg(&self) -> bool {
        use Opcode::{BINARY_OP, RESUME, STORE_SUBSCR, TO_BOOL};
        match self {
            Known::Real(opcode) | Known::Instrumented(_, Some(opcode)) => opcode.operand() != Operand::None,
            Known::Specialised(name, base) => {
                !matches!(base, BINARY_OP | RESUME | STORE_SUBSCR | TO_BOOL)
                    && !matches!(*name, "CALL_LEN" | "STORE_ATTR_INSTANCE_VALUE" | "STORE_ATTR_SLOT")
            }
            Known::Instrumented(name, None) => *name == "ENTER_EXECUTOR",
            Known::Pseudo(row) => row.has_arg,
        }
    }

    fn has_const(&self) -> bool {
        matches!(self, Known::Real(opcode) | Known::Specialised(_, opcode) if opcode.operand() == Operand::Const)
    }

    fn has_name(&self) -> bool {
        match self {
            Known::Real(opcode) | Known::Instrumented(_, Some(opcode)) => {
                matches!(
                    opcode.operand(),
                    Operand::Name | Operand::Global | Operand::Attr | Operand::SuperAttr
                )
            }
            Known::Specialised(name, Opcode::LOAD_ATTR | Opcode::STORE_ATTR) => {
                name.ends_with("_WITH_HINT") || *name == "LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN"
            }
            Known::Specialised(_, base) => *base == Opcode::LOAD_SUPER_ATTR,
            Known::Instrumented(..) | Known::Pseudo(_) => false,
        }
    }

    fn has_jump(&self) -> bool {
        match self {
            Known::Real(opcode) => {
                matches!(opcode.operand(), Operand::Forward | Operand::Backward | Operand::BackFrom)
            }
            Known::Specialised(name, base) => {
                matches!(base, Opcode::FOR_ITER | Opcode::JUMP_BACKWARD) && *name != "FOR_ITER_GEN"
            }
            Known::Instrumented(_, base) => matches!(base, Some(Opcode::FOR_ITER | Opcode::END_ASYNC_FOR)),
            Known::Pseudo(row) => row.name.starts_with("JUMP"),
        }
    }

    fn has_free(&self) -> bool {
        use Opcode::{DELETE_DEREF, LOAD_FROM_DICT_OR_DEREF, MAKE_CELL, STORE_DEREF};
        matches!(self, Known::Real(DELETE_DEREF | LOAD_FROM_DICT_OR_DEREF | MAKE_CELL | STORE_DEREF))
    }

    fn has_local(&self) -> bool {
        match self {
            Known::Real(opcode) => {
                matches!(opcode.operand(), Operand::Local | Operand::LocalPair) && !self.has_free()
            }
            Known::Specialised(name, _) => *name == IN_PLACE.1,
            Known::Instrumented(..) => false,
            Known::Pseudo(row) => matches!(row.name, "LOAD_CLOSURE" | "STORE_FAST_MAYBE_NULL"),
        }
    }

    fn has_exc(&self) -> bool {
        matches!(self, Known::Pseudo(row) if row.name.starts_with("SETUP"))
    }

    /// Change of the stack depth; the greater of two where it is not said whether the instruction jumps.
    fn effect(&self, oparg: u32, jump: Option<bool>) -> Option<i64> {
        match self {
            Known::Real(opcode) | Known::Instrumented(_, Some(opcode)) => Some(opcode.stack_effect(oparg)),
            Known::Specialised(..) => None,
            Known::Instrumented(_, None) => Some(0),
            Known::Pseudo(row) => {
                let [stays, jumps] = row.effects;
                Some(jump.map_or(stays.max(jumps), |jump| if jump { jumps } else { stays }))
            }
        }
    }
}

/// The instruction that a specialised form is one of: the longest name that its own begins with.
fn base(name: &str) -> Option<Opcode> {
    let fits = |opcode: &&Opcode| name.strip_prefix(opcode.name()).is_some_and(|rest| rest.starts_with('_'));
    Opcode::ALL.iter().filter(fits).max_by_key(|opcode| opcode.name().len()).copied()
}

const EFFECT: Parameters<3> =
    Parameters { function: "stack_effect", names: ["", "", "jump"], required: 1, positional: 2 };

fn stack_effect(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [opcode, oparg, jump] = args.bind(vm, &EFFECT)?;
    let number = vm.index_c_int(&opcode.unwrap_or(Value::NONE))?;
    let oparg = match oparg.filter(|oparg| !oparg.is_none()) {
        Some(oparg) => match i32::try_from(vm.index_clamped(&oparg)?) {
            Ok(oparg) => oparg,
            Err(_) => return Err(vm.raise_overflow_error("Python int too large to convert to C long")),
        },
        None => 0,
    };
    let jump = match jump.filter(|jump| !jump.is_none()) {
        Some(jump) if jump.raw().is_bool() => Some(jump.is(&Value::TRUE)),
        Some(_) => return Err(vm.raise_value_error("stack_effect: jump must be False, True or None")),
        None => None,
    };
    let known = usize::try_from(number).ok().and_then(Known::of);
    let effect = known.and_then(|known| match u32::try_from(oparg) {
        Ok(oparg) => known.effect(oparg, jump),
        Err(_) if known.has_arg() => None,
        Err(_) => known.effect(0, jump),
    });
    match effect {
        Some(effect) => Ok(Value::from_small(effect)),
        None => Err(vm.raise_value_error("invalid opcode or oparg")),
    }
}

/// Whether a number is that of an instruction with a property.
fn ask(vm: &mut Vm, args: &Arguments<'_>, function: &'static str, has: fn(&Known) -> bool) -> PyResult {
    let parameters = Parameters { function, names: ["opcode"], required: 1, positional: 1 };
    let [opcode] = args.bind(vm, &parameters)?;
    let number = vm.index_c_int(&opcode.unwrap_or(Value::NONE))?;
    let known = usize::try_from(number).ok().and_then(Known::of);
    Ok(Value::from_bool(known.is_some_and(|known| has(&known))))
}

const EXECUTOR: Parameters<2> =
    Parameters { function: "get_executor", names: ["", "offset"], required: 2, positional: 2 };

fn get_executor(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [code, offset] = args.bind(vm, &EXECUTOR)?;
    vm.index_c_int(&offset.unwrap_or(Value::NONE))?;
    let code = code.unwrap_or(Value::NONE);
    if code.downcast::<Code>().is_none() {
        let found = vm.type_name(&code);
        return Err(vm.raise_type_error(format!("expected a code object, not '{found}'")));
    }
    Err(vm.raise_runtime_error("Executors are not available in this build"))
}

/// Names and symbols of the operators that `BINARY_OP` numbers.
fn get_nb_ops(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let mut rows = Vec::new();
    for op in BinaryOp::ALL {
        let name = match format!("{op:?}") {
            name if op.is_in_place() => format!("NB_INPLACE_{}", snake(&name["Inplace".len()..])),
            name => format!("NB_{}", snake(&name)),
        };
        let pair = vec![vm.intern(&name), vm.intern(op.symbol())];
        rows.push(vm.new_tuple(pair));
    }
    Ok(vm.new_list(rows))
}

/// `FloorDivide` as `FLOOR_DIVIDE`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.chars().enumerate() {
        if at > 0 && letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

fn names(vm: &mut Vm, names: impl Iterator<Item = &'static str>) -> Value {
    let names = names.map(|name| vm.intern(name)).collect();
    vm.new_list(names)
}

fn fill_metadata(vm: &mut Vm, dict: &Ref<Dict>) -> PyResult<()> {
    const FIRST: [usize; 5] = [0, 17, 128, 254, 255];
    let (opmap, specialised, specialisations) = (vm.new_dict(), vm.new_dict(), vm.new_dict());
    let numbers = FIRST.into_iter().chain((0..FIRST_PSEUDO + PSEUDO.len()).filter(|at| !FIRST.contains(at)));
    for number in numbers {
        let Some(known) = Known::of(number) else { continue };
        let (name, value) = (vm.intern(known.name()), vm.int_from_usize(number));
        let Known::Specialised(_, base) = known else {
            vm.dict_set(&opmap, &name, &value);
            continue;
        };
        vm.dict_set(&specialised, &name, &value);
        let family = vm.intern(base.name());
        let mut members = match vm.dict_get(&specialisations, &family) {
            Some(members) => vm.collect(&members)?,
            None => Vec::new(),
        };
        members.push(name);
        let members = vm.new_list(members);
        vm.dict_set(&specialisations, &family, &members);
    }
    vm.set_global(dict, "opmap", opmap);
    vm.set_global(dict, "_specialized_opmap", specialised);
    vm.set_global(dict, "_specializations", specialisations);
    vm.set_global(dict, "HAVE_ARGUMENT", Value::from_small(Opcode::WITH_EXCEPT_START as i64));
    vm.set_global(dict, "MIN_INSTRUMENTED_OPCODE", Value::from_small(FIRST_INSTRUMENTED as i64));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_specialised_form_has_an_instruction() {
        for name in SPECIALISED {
            assert!(base(name).is_some(), "{name}");
        }
        assert_eq!(FIRST_SPECIALISED + SPECIALISED.len(), 212);
        assert_eq!(FIRST_INSTRUMENTED + INSTRUMENTED.len(), FIRST_PSEUDO);
    }
}
