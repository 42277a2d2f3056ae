//! Native functions: what they get, how they are declared, and the objects that hold them.
//!
//! A native function is a [`NativeFn`] in a [`NativeDef`], a row of a constant table:
//! ```ignore
//! pub const METHODS: &[NativeDef] = &[
//!     method("append", append, Arity::One),
//!     method("pop", pop, Arity::Between(0, 1)),
//!     method("sort", sort, Arity::Any),
//! ];
//! ```
//! The arity is checked before the function runs, so that it may index its arguments; it does not
//! count `self`, which is `args[0]` of a method. A function that takes keywords has `Arity::Any`, and
//! binds them with [`Arguments::bind`].
//!
//! When a method of a built-in type is called on an instance of a class derived from that type,
//! `args[0]` is the exact built-in object inside it, unless the row says [`NativeDef::keeps_self`].

use std::ops::Deref;

use crate::error::{PyResult, Raised};
use crate::object::TypeId;
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// A native function.
pub type NativeFn = fn(&mut Vm, &Arguments<'_>) -> PyResult;

/// What a call passes: positional values, then the values of keyword arguments.
///
/// Dereferences to the positional ones.
#[derive(Clone, Copy)]
pub struct Arguments<'a> {
    values: &'a [Value],
    names: &'a [Value],
}

impl<'a> Arguments<'a> {
    /// Positional arguments only.
    #[inline(always)]
    pub fn positional(values: &'a [Value]) -> Arguments<'a> {
        Arguments { values, names: &[] }
    }

    /// The last `names.len()` values are those of the keywords in `names`.
    #[inline(always)]
    pub fn with_names(values: &'a [Value], names: &'a [Value]) -> Arguments<'a> {
        debug_assert!(names.len() <= values.len());
        Arguments { values, names }
    }

    /// Positional values, then keyword values.
    pub fn values(&self) -> &'a [Value] {
        self.values
    }

    /// Names of the keyword arguments.
    pub fn names(&self) -> &'a [Value] {
        self.names
    }

    /// The positional arguments, living as long as the call's values.
    #[inline(always)]
    pub fn positionals(&self) -> &'a [Value] {
        &self.values[..self.values.len() - self.names.len()]
    }

    /// The keyword arguments.
    pub fn keywords(&self) -> impl Iterator<Item = (&'a Value, &'a Value)> {
        self.names.iter().zip(&self.values[self.values.len() - self.names.len()..])
    }

    /// Without the first positional argument.
    pub fn rest(&self) -> Arguments<'a> {
        Arguments { values: &self.values[1..], names: self.names }
    }

    /// Binds positional and keyword arguments to parameters; absent optional ones are `None`.
    pub fn bind<const N: usize>(
        &self,
        vm: &mut Vm,
        parameters: &Parameters<N>,
    ) -> PyResult<[Option<Value>; N]> {
        parameters.bind(vm, self)
    }

    /// Raises `TypeError` if keywords were passed to the function called `name`.
    pub fn no_keywords(&self, vm: &mut Vm, name: &str) -> PyResult<()> {
        if self.names.is_empty() {
            return Ok(());
        }
        Err(vm.raise_type_error(format!("{name}() takes no keyword arguments")))
    }

    /// Raises `TypeError`, in the words of CPython's `_PyArg_CheckPositional`, unless between `least` and
    /// `most` positional arguments were passed.
    pub fn between(&self, vm: &mut Vm, name: &str, least: usize, most: usize) -> PyResult<()> {
        check_between(vm, name, self.len(), least, most)
    }
}

impl Deref for Arguments<'_> {
    type Target = [Value];
    #[inline(always)]
    fn deref(&self) -> &[Value] {
        self.positionals()
    }
}

fn check_between(vm: &mut Vm, name: &str, given: usize, least: usize, most: usize) -> PyResult<()> {
    let (bound, word) = if given < least {
        (least, if least == most { "" } else { "at least " })
    } else if given > most {
        (most, if least == most { "" } else { "at most " })
    } else {
        return Ok(());
    };
    let plural = if bound == 1 { "" } else { "s" };
    Err(vm.raise_type_error(format!("{name} expected {word}{bound} argument{plural}, got {given}")))
}

/// Parameters of a function that takes keywords.
#[derive(Clone, Copy, Debug)]
pub struct Parameters<const N: usize> {
    /// Name of the function in messages, without parentheses.
    pub function: &'static str,
    /// Names; an empty name is positional-only.
    pub names: [&'static str; N],
    /// The first so many are required.
    pub required: usize,
    /// The first so many may be passed by position.
    pub positional: usize,
}

impl<const N: usize> Parameters<N> {
    /// Binds arguments; absent optional ones are `None`.
    pub fn bind(&self, vm: &mut Vm, args: &Arguments<'_>) -> PyResult<[Option<Value>; N]> {
        let mut bound = [const { None }; N];
        if args.len() > self.positional || args.values().len() > N {
            return Err(self.too_many(vm, args));
        }
        for (slot, value) in bound.iter_mut().zip(args.iter()) {
            *slot = Some(value.clone());
        }
        // What is missing is said before what is wrong with a keyword.
        let mut wrong = None;
        for (name, value) in args.keywords() {
            let text = vm.str_text(name).unwrap_or_default();
            match self.names.iter().position(|&known| known == text && !text.is_empty()) {
                None => wrong = wrong.or_else(|| Some(self.unexpected(&text))),
                Some(at) if bound[at].is_some() => {
                    wrong = wrong.or_else(|| Some(self.given_twice(&text, at)))
                }
                Some(at) => bound[at] = Some(value.clone()),
            }
        }
        if let Some(at) = bound[..self.required].iter().position(Option::is_none) {
            return Err(self.missing(vm, args, at));
        }
        match wrong {
            None => Ok(bound),
            Some(message) => Err(vm.raise_type_error(message)),
        }
    }

    fn unexpected(&self, name: &str) -> String {
        let known = self.names.iter().copied().filter(|known| !known.is_empty());
        let hint = crate::suggest::hint(name, known);
        format!("{}() got an unexpected keyword argument '{name}'{hint}", self.function)
    }

    fn given_twice(&self, name: &str, at: usize) -> String {
        format!("argument for {}() given by name ('{name}') and position ({})", self.function, at + 1)
    }

    fn too_many(&self, vm: &mut Vm, args: &Arguments<'_>) -> Raised {
        let (function, given) = (self.function, args.values().len());
        if given > N {
            let kind = if args.is_empty() { "keyword " } else { "" };
            let plural = if N == 1 { "" } else { "s" };
            return vm.raise_type_error(format!(
                "{function}() takes at most {N} {kind}argument{plural} ({given} given)"
            ));
        }
        if self.positional == 0 {
            return vm.raise_type_error(format!("{function}() takes no positional arguments"));
        }
        let bound = if self.required >= self.positional { "exactly" } else { "at most" };
        let plural = if self.positional == 1 { "" } else { "s" };
        let (most, given) = (self.positional, args.len());
        vm.raise_type_error(format!(
            "{function}() takes {bound} {most} positional argument{plural} ({given} given)"
        ))
    }

    fn missing(&self, vm: &mut Vm, args: &Arguments<'_>, at: usize) -> Raised {
        let (function, name) = (self.function, self.names[at]);
        if name.is_empty() {
            let (bound, plural) = (self.required, if self.required == 1 { "" } else { "s" });
            let word = if self.required == self.positional { "exactly" } else { "at least" };
            let given = args.len();
            return vm.raise_type_error(format!(
                "{function}() takes {word} {bound} positional argument{plural} ({given} given)"
            ));
        }
        vm.raise_type_error(format!("{function}() missing required argument '{name}' (pos {})", at + 1))
    }
}

/// How many positional arguments a native function takes, `self` not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// None.
    Zero,
    /// One.
    One,
    /// So many.
    Exactly(usize),
    /// At least the first, at most the second number.
    Between(usize, usize),
    /// At least so many.
    AtLeast(usize),
    /// The function checks, and takes keywords.
    Any,
}

/// What kind of attribute a native function becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A function of a module.
    Function,
    /// A method of a type.
    Method,
    /// A `classmethod` of a type: `args[0]` is the class.
    Class,
    /// A `staticmethod` of a type.
    Static,
}

/// One row of a table of native functions.
#[derive(Clone, Copy, Debug)]
pub struct NativeDef {
    /// Python name.
    pub name: &'static str,
    /// The function.
    pub function: NativeFn,
    /// Arguments it takes.
    pub arity: Arity,
    /// What it becomes.
    pub binding: Binding,
    /// Whether `args[0]` is passed as it is even if it only extends the built-in type.
    pub keeps_self: bool,
    /// `__doc__`, without the signature; empty for none.
    pub doc: &'static str,
}

impl NativeDef {
    const fn new(name: &'static str, function: NativeFn, arity: Arity, binding: Binding) -> NativeDef {
        NativeDef { name, function, arity, binding, keeps_self: false, doc: "" }
    }

    /// The same with a docstring.
    pub const fn doc(self, doc: &'static str) -> NativeDef {
        NativeDef { doc, ..self }
    }

    /// The same, but `args[0]` is never replaced by the built-in object inside it.
    pub const fn keep_self(self) -> NativeDef {
        NativeDef { keeps_self: true, ..self }
    }
}

/// Row of a function of a module.
pub const fn function(name: &'static str, function: NativeFn, arity: Arity) -> NativeDef {
    NativeDef::new(name, function, arity, Binding::Function)
}

/// Row of a method.
pub const fn method(name: &'static str, function: NativeFn, arity: Arity) -> NativeDef {
    NativeDef::new(name, function, arity, Binding::Method)
}

/// Row of a class method.
pub const fn class_method(name: &'static str, function: NativeFn, arity: Arity) -> NativeDef {
    NativeDef::new(name, function, arity, Binding::Class)
}

/// Row of a static method.
pub const fn static_method(name: &'static str, function: NativeFn, arity: Arity) -> NativeDef {
    NativeDef::new(name, function, arity, Binding::Static)
}

/// A computed attribute of a built-in type.
#[derive(Clone, Copy, Debug)]
pub struct GetSetDef {
    /// Python name.
    pub name: &'static str,
    /// Reads it from an object.
    pub get: fn(&mut Vm, &Value) -> PyResult,
    /// Whether it shows as a member, a plain field, and not as something computed.
    pub is_member: bool,
    /// Sets it, or deletes it where no value is given; `None` if read-only.
    #[allow(clippy::type_complexity, reason = "read best in place")]
    pub set: Option<fn(&mut Vm, &Value, Option<&Value>) -> PyResult<()>>,
    /// `__doc__`; empty for none.
    pub doc: &'static str,
}

impl GetSetDef {
    /// The same with a docstring.
    pub const fn doc(self, doc: &'static str) -> GetSetDef {
        GetSetDef { doc, ..self }
    }
}

/// Row of a read-only attribute.
pub const fn getter(name: &'static str, get: fn(&mut Vm, &Value) -> PyResult) -> GetSetDef {
    GetSetDef { name, get, is_member: false, set: None, doc: "" }
}

/// Row of a read-only attribute that CPython keeps in a field.
pub const fn member(name: &'static str, get: fn(&mut Vm, &Value) -> PyResult) -> GetSetDef {
    GetSetDef { name, get, is_member: true, set: None, doc: "" }
}

/// Row of an attribute that can be set.
pub const fn getset(
    name: &'static str,
    get: fn(&mut Vm, &Value) -> PyResult,
    set: fn(&mut Vm, &Value, Option<&Value>) -> PyResult<()>,
) -> GetSetDef {
    GetSetDef { name, get, is_member: false, set: Some(set), doc: "" }
}

object_type! {
    /// A native function: of a module, or bound to an object (`[].append`).
    pub struct NativeFunction(|type_id| matches!(type_id, id::BUILTIN | id::METHOD_WRAPPER)) "builtin" {
        /// The row.
        pub def: Plain<&'static NativeDef>,
        /// Bound object: first argument, or empty. The module of a function is `module`.
        pub this: Slot,
        /// Type whose method it is, for its name in messages.
        pub owner: Plain<Option<TypeId>>,
        /// Name of the module (`__module__`).
        pub module: Slot,
    }
}

object_type! {
    /// A native method as an attribute of its type: `list.append`, `list.__len__`, `dict.fromkeys`.
    pub struct MethodDescriptor(|type_id| matches!(
        type_id,
        id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR | id::CLASS_METHOD_DESCRIPTOR
    )) "method descriptor" {
        /// The row.
        pub def: Plain<&'static NativeDef>,
        /// The type it belongs to.
        pub owner: Plain<TypeId>,
    }
}

object_type! {
    /// A computed attribute of a built-in type.
    pub struct GetSetDescriptor(|type_id| type_id == id::GETSET_DESCRIPTOR) "getset descriptor" {
        /// The row.
        pub def: Plain<&'static GetSetDef>,
        /// The type it belongs to.
        pub owner: Plain<TypeId>,
    }
}

/// Checks the arity of a call; `given` does not count `self`.
#[inline(always)]
fn check_arity(
    vm: &mut Vm,
    def: &NativeDef,
    owner: Option<TypeId>,
    module: &Slot,
    args: &Arguments<'_>,
    own: usize,
) -> PyResult<()> {
    let given = args.len().wrapping_sub(own);
    let fits = match def.arity {
        Arity::Any => return Ok(()),
        Arity::Zero => given == 0,
        Arity::One => given == 1,
        Arity::Exactly(count) => given == count,
        Arity::Between(least, most) => given >= least && given <= most,
        Arity::AtLeast(least) => given >= least,
    };
    if fits && args.names().is_empty() {
        Ok(())
    } else {
        Err(wrong_arity(vm, def, owner, module, args, given))
    }
}

/// The special methods that CPython's types have as ordinary methods; the others are made from slots, and
/// their messages are those of the wrappers around slots.
const ORDINARY: &[&str] = &[
    "__bytes__",
    "__ceil__",
    "__class_getitem__",
    "__complex__",
    "__copy__",
    "__deepcopy__",
    "__dir__",
    "__enter__",
    "__exit__",
    "__floor__",
    "__format__",
    "__getformat__",
    "__getnewargs__",
    "__getstate__",
    "__instancecheck__",
    "__length_hint__",
    "__missing__",
    "__prepare__",
    "__reduce__",
    "__reduce_ex__",
    "__reversed__",
    "__round__",
    "__setstate__",
    "__sizeof__",
    "__subclasscheck__",
    "__subclasses__",
    "__trunc__",
];

/// Whether the message is that of a wrapper around a slot.
pub(crate) fn is_slot(def: &NativeDef, owner: Option<TypeId>) -> bool {
    // These types have the method beside the slot.
    let has_both = match owner {
        Some(id::DICT) => matches!(def.name, "__contains__" | "__getitem__"),
        Some(id::LIST) => def.name == "__getitem__",
        Some(id::SET | id::FROZENSET) => def.name == "__contains__",
        _ => false,
    };
    owner.is_some() && def.name.starts_with("__") && !has_both && !ORDINARY.contains(&def.name)
}

#[cold]
fn wrong_arity(
    vm: &mut Vm,
    def: &NativeDef,
    owner: Option<TypeId>,
    module: &Slot,
    args: &Arguments<'_>,
    given: usize,
) -> Raised {
    let is_slot = is_slot(def, owner);
    let full = match owner {
        Some(owner) if !is_slot => format!("{}.{}", vm.class_of_type(owner).name_text(), def.name),
        _ => match module.get().as_ref().and_then(Value::as_str) {
            Some(module) if module != "builtins" => format!("{module}.{}", def.name),
            _ => def.name.to_owned(),
        },
    };
    if let Err(raised) = args.no_keywords(vm, &full) {
        return raised;
    }
    let checked = match def.arity {
        Arity::Zero if is_slot => check_between(vm, "", given, 0, 0),
        Arity::One if is_slot => check_between(vm, "", given, 1, 1),
        Arity::Between(1, 2) if is_slot && matches!(def.name, "__pow__" | "__rpow__") => {
            return vm.raise_type_error(format!("expected 1 or 2 arguments, got {given}"));
        }
        Arity::Zero => {
            return vm.raise_type_error(format!("{full}() takes no arguments ({given} given)"));
        }
        Arity::One => {
            return vm.raise_type_error(format!("{full}() takes exactly one argument ({given} given)"));
        }
        Arity::Exactly(count) => check_between(vm, def.name, given, count, count),
        Arity::Between(least, most) => check_between(vm, def.name, given, least, most),
        Arity::AtLeast(least) => check_between(vm, def.name, given, least, usize::MAX),
        Arity::Any => Ok(()),
    };
    match checked {
        Err(raised) => trim_leading_space(vm, raised, is_slot),
        Ok(()) => vm.raise_type_error(format!("{full}() takes no keyword arguments")),
    }
}

/// Slot wrappers' messages begin with `expected`, without a name.
fn trim_leading_space(vm: &mut Vm, raised: Raised, is_slot: bool) -> Raised {
    if !is_slot {
        return raised;
    }
    let exception = vm.take_raised(raised);
    let text = vm.str(&exception).ok().and_then(|text| vm.str_text(&text)).unwrap_or_default();
    vm.raise_type_error(text.trim_start())
}

impl NativeFunction {
    /// Calls it.
    #[inline]
    pub fn call(&self, vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
        let def = self.def.0;
        match self.this.get() {
            None => {
                check_arity(vm, def, self.owner.0, &self.module, args, 0)?;
                (def.function)(vm, args)
            }
            Some(this) => {
                check_arity(vm, def, self.owner.0, &self.module, args, 0)?;
                let this = if def.keeps_self { this } else { vm.payload_for(&this, self.owner.0) };
                // Few arguments need no memory of their own.
                match args.values() {
                    [] => (def.function)(vm, &Arguments::positional(&[this])),
                    [a] => (def.function)(vm, &Arguments::with_names(&[this, a.clone()], args.names())),
                    [a, b] => {
                        let values = [this, a.clone(), b.clone()];
                        (def.function)(vm, &Arguments::with_names(&values, args.names()))
                    }
                    all => {
                        let mut values = Vec::with_capacity(all.len() + 1);
                        values.push(this);
                        values.extend_from_slice(all);
                        (def.function)(vm, &Arguments::with_names(&values, args.names()))
                    }
                }
            }
        }
    }
}

impl MethodDescriptor {
    /// Calls it with `self` as the first argument.
    #[inline]
    pub fn call(&self, vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
        let (def, owner) = (self.def.0, self.owner.0);
        let Some(this) = args.positionals().first() else {
            let (owner, name) = (vm.class_of_type(owner).name_text(), def.name);
            return Err(vm.raise_type_error(if self.header.type_id() == id::WRAPPER_DESCRIPTOR {
                format!("descriptor '{name}' of '{owner}' object needs an argument")
            } else {
                format!("unbound method {owner}.{name}() needs an argument")
            }));
        };
        if this.type_id() != owner {
            return self.call_other(vm, this, args);
        }
        check_arity(vm, def, Some(owner), &Slot::empty(), args, 1)?;
        (def.function)(vm, args)
    }

    /// `this` is not exactly of the owner's type.
    fn call_other(&self, vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
        let (def, owner) = (self.def.0, self.owner.0);
        let class = vm.class_of(this);
        if def.binding != Binding::Class && !class.is_subtype_of(owner) {
            return Err(self.wrong_self(vm, this));
        }
        check_arity(vm, def, Some(owner), &Slot::empty(), args, 1)?;
        if def.keeps_self || !this.type_id().is_user(crate::types::UserLayout::Payload) {
            return (def.function)(vm, args);
        }
        let mut values = args.values().to_vec();
        values[0] = vm.payload_for(this, Some(owner));
        (def.function)(vm, &Arguments::with_names(&values, args.names()))
    }

    #[cold]
    fn wrong_self(&self, vm: &mut Vm, this: &Value) -> Raised {
        let (name, owner) = (self.def.0.name, vm.class_of_type(self.owner.0).shown_name(&vm.names));
        let found = vm.type_name(this);
        if name.starts_with("__") {
            return vm.raise_type_error(format!(
                "descriptor '{name}' requires a '{owner}' object but received a '{found}'"
            ));
        }
        vm.raise_type_error(format!(
            "descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object"
        ))
    }
}

impl Vm {
    /// A function of a module.
    pub fn new_native_function(&mut self, def: &'static NativeDef, module: Option<Value>) -> Value {
        let (this, module) = (Slot::empty(), Slot::from_option(module));
        NativeFunction::allocate(&mut self.heap, id::BUILTIN, Plain(def), this, Plain(None), module)
            .into_value()
    }

    /// A native method bound to an object.
    pub fn new_native_method(&mut self, def: &'static NativeDef, this: Value, owner: TypeId) -> Value {
        self.bind_native(id::BUILTIN, def, this, owner)
    }

    /// The same as an object of this type: a method wrapper if the method is one around a slot.
    pub(crate) fn bind_native(
        &mut self,
        type_id: TypeId,
        def: &'static NativeDef,
        this: Value,
        owner: TypeId,
    ) -> Value {
        let (this, owner) = (Slot::new(this), Plain(Some(owner)));
        NativeFunction::allocate(&mut self.heap, type_id, Plain(def), this, owner, Slot::empty()).into_value()
    }
}
