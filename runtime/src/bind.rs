//! Argument binding: from what a call passes to the locals of a frame, with CPython's errors.
//!
//! The locals of a function begin with its parameters: positional ones, keyword-only ones, `*args`,
//! `**kwargs`. [`bind`] fills exactly those; every value it stores is owned by the locals.
//!
//! Requirement: on failure the locals hold owned values or `NULL`; the caller gives them up.

use std::fmt::Write;
use std::sync::Arc;

use genjit_bytecode::{CodeFlags, CodeObject};

use crate::error::PyResult;
use crate::function::Function;
use crate::object::Ref;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// What a call passes: positional values, then the values of keywords with their names.
#[derive(Clone, Copy)]
pub struct Passed<'a> {
    /// Positional arguments.
    pub positional: &'a [Value],
    /// Names of keyword arguments.
    pub names: &'a [Value],
    /// Their values.
    pub values: &'a [Value],
}

struct Binding<'a> {
    function: &'a Ref<Function>,
    code: Arc<CodeObject>,
    passed: Passed<'a>,
    locals: &'a mut [Raw],
}

/// Fills the parameters of `function` in `locals`, all `NULL` before.
pub(crate) fn bind(
    vm: &mut Vm,
    function: &Ref<Function>,
    passed: Passed<'_>,
    locals: &mut [Raw],
) -> PyResult<()> {
    let code = Arc::clone(function.code().source());
    let mut binding = Binding { function, code, passed, locals };
    let extra = binding.fill_positional(vm);
    binding.fill_keywords(vm)?;
    if extra {
        return Err(binding.too_many_positional(vm));
    }
    binding.fill_defaults(vm)?;
    binding.fill_keyword_defaults(vm)
}

impl Binding<'_> {
    fn argcount(&self) -> usize {
        self.code.argcount as usize
    }

    fn parameters(&self) -> usize {
        self.argcount() + self.code.kwonlyargcount as usize
    }

    fn has(&self, flag: CodeFlags) -> bool {
        self.code.flags.contains(flag)
    }

    fn store(&mut self, index: usize, value: Value) {
        debug_assert!(self.locals[index] == Raw::NULL);
        self.locals[index] = value.into_raw();
    }

    /// Stores positional arguments; whether there are too many.
    fn fill_positional(&mut self, vm: &mut Vm) -> bool {
        let direct = self.passed.positional.len().min(self.argcount());
        for (index, value) in self.passed.positional[..direct].iter().enumerate() {
            self.store(index, value.clone());
        }
        let rest = &self.passed.positional[direct..];
        if self.has(CodeFlags::VARARGS) {
            let rest = vm.new_tuple(rest.to_vec());
            self.store(self.parameters(), rest);
            return false;
        }
        !rest.is_empty()
    }

    fn fill_keywords(&mut self, vm: &mut Vm) -> PyResult<()> {
        let others = self.has(CodeFlags::VARKEYWORDS).then(|| vm.new_dict());
        for (name, value) in self.passed.names.iter().zip(self.passed.values) {
            if name.as_str().is_none() {
                let message = format!("{}() keywords must be strings", self.qualname(vm));
                return Err(vm.raise_type_error(message));
            }
            match self.function.code().parameter_named(name) {
                Some(index) if self.locals[index] == Raw::NULL => self.store(index, value.clone()),
                Some(_) => {
                    let text = name.as_str().unwrap_or_default();
                    let message =
                        format!("{}() got multiple values for argument '{text}'", self.qualname(vm));
                    return Err(vm.raise_type_error(message));
                }
                None => match &others {
                    Some(others) => vm.dict_set(others, name, value),
                    None => return Err(self.unexpected_keyword(vm, name.as_str().unwrap_or_default())),
                },
            }
        }
        if let Some(others) = others {
            let index = self.parameters() + usize::from(self.has(CodeFlags::VARARGS));
            self.store(index, others);
        }
        Ok(())
    }

    fn fill_defaults(&mut self, vm: &mut Vm) -> PyResult<()> {
        let given = self.passed.positional.len();
        if given >= self.argcount() {
            return Ok(());
        }
        let defaults = self.function.defaults().map_or_else(Vec::new, |tuple| vm.tuple_items(&tuple));
        let required = self.argcount().saturating_sub(defaults.len());
        let missing: Vec<usize> = (given..required).filter(|&at| self.locals[at] == Raw::NULL).collect();
        if !missing.is_empty() {
            return Err(self.missing(vm, "positional", &missing));
        }
        // More defaults than parameters: the last ones count.
        let skip = defaults.len().saturating_sub(self.argcount());
        for (index, value) in (required..self.argcount()).zip(defaults.into_iter().skip(skip)) {
            if self.locals[index] == Raw::NULL {
                self.store(index, value);
            }
        }
        Ok(())
    }

    fn fill_keyword_defaults(&mut self, vm: &mut Vm) -> PyResult<()> {
        let mut missing = Vec::new();
        for index in self.argcount()..self.parameters() {
            if self.locals[index] != Raw::NULL {
                continue;
            }
            let name = vm.intern(&self.code.localsplus[index].name);
            let default = self.function.kwdefaults().and_then(|defaults| vm.dict_get(&defaults, &name));
            match default {
                Some(value) => self.store(index, value),
                None => missing.push(index),
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(self.missing(vm, "keyword-only", &missing)) }
    }

    fn qualname(&self, vm: &mut Vm) -> String {
        let qualname = self.function.qualname.get_or_none();
        vm.str_text(&qualname).unwrap_or_default()
    }

    fn missing(&self, vm: &mut Vm, kind: &str, missing: &[usize]) -> crate::error::Raised {
        let names: Vec<String> =
            missing.iter().map(|&index| format!("'{}'", self.code.localsplus[index].name)).collect();
        let list = match &names[..] {
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [init @ .., last] => format!("{}, and {last}", init.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let message = format!(
            "{}() missing {} required {kind} argument{plural}: {list}",
            self.qualname(vm),
            names.len()
        );
        vm.raise_type_error(message)
    }

    fn too_many_positional(&self, vm: &mut Vm) -> crate::error::Raised {
        let defaults = self.function.defaults().map_or(0, |tuple| vm.tuple_items(&tuple).len());
        let argcount = self.argcount();
        let given = self.passed.positional.len();
        let keyword_only =
            (argcount..self.parameters()).filter(|&index| self.locals[index] != Raw::NULL).count();
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {argcount}", argcount.saturating_sub(defaults)), true)
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let mut message = format!(
            "{}() takes {takes} positional argument{} but {given}",
            self.qualname(vm),
            if plural { "s" } else { "" }
        );
        if keyword_only > 0 {
            let _ = write!(
                message,
                " positional argument{} (and {keyword_only} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if keyword_only == 1 { "" } else { "s" }
            );
        }
        message.push_str(if given == 1 && keyword_only == 0 { " was given" } else { " were given" });
        vm.raise_type_error(message)
    }

    fn unexpected_keyword(&self, vm: &mut Vm, name: &str) -> crate::error::Raised {
        let positional_only: Vec<&str> = self.code.localsplus[..self.code.posonlyargcount as usize]
            .iter()
            .map(|local| &*local.name)
            .filter(|local| self.passed.names.iter().any(|name| vm.str_text(name).as_deref() == Some(local)))
            .collect();
        let message = if positional_only.is_empty() {
            let known = self.code.localsplus[self.code.posonlyargcount as usize..self.parameters()]
                .iter()
                .map(|local| &*local.name);
            let hint = crate::suggest::hint(name, known);
            format!("{}() got an unexpected keyword argument '{name}'{hint}", self.qualname(vm))
        } else {
            format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                self.qualname(vm),
                positional_only.join(", ")
            )
        };
        vm.raise_type_error(message)
    }
}
