//! `__build_class__`: what a `class` statement calls.

use crate::cell::CellObject;
use crate::class::Class;
use crate::error::PyResult;
use crate::interp::run_in_namespace;
use crate::native::Arguments;
use crate::object::Ref;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `__build_class__(function, name, /, *bases, metaclass=None, **keywords)`
pub(super) fn build_class(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args.len() < 2 {
        return Err(vm.raise_type_error("__build_class__: not enough arguments"));
    }
    let (body, name) = (&args[0], &args[1]);
    if body.type_id() != id::FUNCTION {
        return Err(vm.raise_type_error("__build_class__: func must be a function"));
    }
    if name.as_str().is_none() {
        return Err(vm.raise_type_error("__build_class__: name is not a string"));
    }
    let bases = resolve_bases(vm, &args[2..])?;
    let (metaclass, keywords) = split_keywords(vm, args);
    let metaclass = choose_metaclass(vm, metaclass, &bases)?;
    let bases_tuple = vm.new_tuple_from(&bases);
    let namespace = prepare(vm, &metaclass, name, &bases_tuple, &keywords)?;
    let cell = run_in_namespace(vm, body, namespace.clone())?;
    if !same(&bases, &args[2..]) {
        let original = vm.new_tuple_from(&args[2..]);
        let key = vm.intern("__orig_bases__");
        vm.set_item(&namespace, &key, &original)?;
    }
    let class = keywords.call(vm, &metaclass, &[name.clone(), bases_tuple, namespace])?;
    check_cell(vm, name, &class, &cell)?;
    Ok(class)
}

/// Keyword arguments to hand on.
struct Keywords {
    names: Vec<Value>,
    values: Vec<Value>,
}

impl Keywords {
    fn call(&self, vm: &mut Vm, callable: &Value, positional: &[Value]) -> PyResult {
        let values = [positional, &self.values].concat();
        vm.call_args(callable, &Arguments::with_names(&values, &self.names))
    }
}

/// The argument `metaclass`, and the other keywords.
fn split_keywords(vm: &Vm, args: &Arguments<'_>) -> (Option<Value>, Keywords) {
    let mut metaclass = None;
    let mut keywords = Keywords { names: Vec::new(), values: Vec::new() };
    for (name, value) in args.keywords() {
        if name.as_str() == vm.names.metaclass.as_str() {
            metaclass = Some(value.clone());
        } else {
            keywords.names.push(name.clone());
            keywords.values.push(value.clone());
        }
    }
    (metaclass, keywords)
}

fn same(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b))
}

/// Replaces bases that are no classes by what their `__mro_entries__` says.
fn resolve_bases(vm: &mut Vm, bases: &[Value]) -> PyResult<Vec<Value>> {
    let original = vm.new_tuple_from(bases);
    let mut resolved = Vec::with_capacity(bases.len());
    for base in bases {
        let name = vm.names.__mro_entries__.clone();
        let method = if base.as_class().is_some() { None } else { vm.find_attr(base, &name)? };
        let Some(method) = method else {
            resolved.push(base.clone());
            continue;
        };
        let entries = vm.call(&method, std::slice::from_ref(&original))?;
        match entries.as_tuple() {
            Some(entries) => resolved.extend_from_slice(entries.items()),
            None => return Err(vm.raise_type_error("__mro_entries__ must return a tuple")),
        }
    }
    Ok(resolved)
}

/// The most derived of the given metaclass and those of the bases. What is no class is taken as it is.
fn choose_metaclass(vm: &mut Vm, given: Option<Value>, bases: &[Value]) -> PyResult {
    let given = match (given, bases.first()) {
        (Some(given), _) => given,
        (None, Some(base)) => vm.class_of(base).into_value(),
        (None, None) => return Ok(vm.types.get(id::TYPE).value().clone()),
    };
    let Some(winner) = given.as_class().cloned() else { return Ok(given) };
    vm.most_derived_metaclass(winner, bases).map(Ref::into_value)
}

impl Vm {
    /// The most derived of a metaclass and those of the bases.
    pub(crate) fn most_derived_metaclass(
        &mut self,
        mut winner: Ref<Class>,
        bases: &[Value],
    ) -> PyResult<Ref<Class>> {
        for base in bases {
            let other: Ref<Class> = self.class_of(base);
            if winner.is_subclass_of(&other) {
                continue;
            }
            if !other.is_subclass_of(&winner) {
                return Err(self.raise_type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
                ));
            }
            winner = other;
        }
        Ok(winner)
    }
}

/// The namespace that the body runs in.
fn prepare(vm: &mut Vm, metaclass: &Value, name: &Value, bases: &Value, keywords: &Keywords) -> PyResult {
    if metaclass.is(vm.types.get(id::TYPE).value()) {
        return Ok(vm.new_dict());
    }
    let key = vm.names.__prepare__.clone();
    let Some(method) = vm.find_attr(metaclass, &key)? else { return Ok(vm.new_dict()) };
    let namespace = keywords.call(vm, &method, &[name.clone(), bases.clone()])?;
    let key = vm.names.__getitem__.clone();
    if namespace.as_dict().is_some() || vm.lookup_special(&namespace, &key).is_some() {
        return Ok(namespace);
    }
    let shown = match metaclass.as_class() {
        Some(class) => class.name_text(),
        None => "<metaclass>".to_owned(),
    };
    let found = vm.type_name(&namespace);
    Err(vm.raise_type_error(format!("{shown}.__prepare__() must return a mapping, not {found}")))
}

/// `type.__new__` has put the class into the cell of `__class__`, unless a metaclass kept it from there.
fn check_cell(vm: &mut Vm, name: &Value, class: &Value, cell: &Value) -> PyResult<()> {
    let Some(cell) = cell.downcast::<CellObject>() else { return Ok(()) };
    if class.as_class().is_none() {
        return Ok(());
    }
    let name = vm.repr_string(name)?;
    match cell.value.get() {
        None => {
            let shown = vm.repr_string(class)?;
            let message = format!(
                "__class__ not set defining {name} as {shown}. Was __classcell__ propagated to type.__new__?"
            );
            Err(vm.raise_runtime_error(message))
        }
        Some(set) if !set.is(class) => {
            let (shown, set) = (vm.repr_string(class)?, vm.repr_string(&set)?);
            Err(vm.raise_type_error(format!("__class__ set to {set} defining {name} as {shown}")))
        }
        Some(_) => Ok(()),
    }
}
