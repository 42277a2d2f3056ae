//! `string.templatelib`: what a t-string gives, its interpolations, and the iterator over both.

use std::cell::Cell;

use genjit_bytecode::BinaryOp;

use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::generic;
use crate::native::{
    Arguments, Arity, GetSetDef, NativeDef, Parameters, class_method, getter, member, method,
};
use crate::object::Ref;
use crate::object_type;
use crate::part::Kept;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

const MODULE: &str = "string.templatelib";

object_type! {
    /// `string.templatelib.Template`
    pub(crate) struct Template(|type_id| type_id == id::TEMPLATE) "template" {
        /// A tuple of texts, one more than there are interpolations.
        strings: Kept,
        /// A tuple.
        interpolations: Kept,
    }
}

object_type! {
    /// `string.templatelib.Interpolation`
    pub(crate) struct Interpolation(|type_id| type_id == id::INTERPOLATION) "interpolation" {
        value: Kept,
        expression: Kept,
        /// A text of one letter, or `None`.
        conversion: Kept,
        format_spec: Kept,
    }
}

object_type! {
    /// `string.templatelib.TemplateIter`: texts, but for empty ones, and interpolations by turns.
    pub(crate) struct TemplateIter(|type_id| type_id == id::TEMPLATE_ITERATOR) "template iterator" {
        template: Kept,
        /// How many texts and interpolations have been passed.
        at: Cell<usize>,
    }
}

fn template(value: &Value) -> &Ref<Template> {
    value.downcast::<Template>().expect("a method of templates gets a template")
}

fn interpolation(value: &Value) -> &Ref<Interpolation> {
    value.downcast::<Interpolation>().expect("a method of interpolations gets an interpolation")
}

fn items(tuple: &Kept) -> &[Value] {
    tuple.0.as_tuple().map_or(&[], |tuple| tuple.items())
}

impl Vm {
    /// `BUILD_TEMPLATE`: a template of two tuples, which may come from code that no compiler made.
    pub(crate) fn build_template(&mut self, strings: Value, interpolations: Value) -> PyResult {
        let count = |value: &Value, fits: fn(&Value) -> bool| {
            let tuple = value.as_tuple()?;
            tuple.items().iter().all(fits).then(|| tuple.items().len())
        };
        let texts = count(&strings, |item| item.as_str().is_some());
        let values = count(&interpolations, Value::is_a::<Interpolation>);
        if texts.zip(values).is_none_or(|(texts, values)| texts != values + 1) {
            return Err(self.raise_system_error("bad parts of a template"));
        }
        Ok(self.new_template(strings, interpolations))
    }

    fn new_template(&mut self, strings: Value, interpolations: Value) -> Value {
        Template::allocate(&mut self.heap, id::TEMPLATE, Kept(strings), Kept(interpolations)).into_value()
    }

    /// `BUILD_INTERPOLATION`
    pub(crate) fn build_interpolation(
        &mut self,
        value: Value,
        expression: Value,
        conversion: usize,
        format_spec: Option<Value>,
    ) -> PyResult {
        let format_spec = format_spec.unwrap_or_else(|| self.intern(""));
        if expression.as_str().is_none() || format_spec.as_str().is_none() {
            return Err(self.raise_system_error("bad parts of an interpolation"));
        }
        let conversion = match conversion {
            1 => self.intern("s"),
            2 => self.intern("r"),
            3 => self.intern("a"),
            _ => Value::NONE,
        };
        Ok(self.new_interpolation([value, expression, conversion, format_spec]))
    }

    fn new_interpolation(&mut self, parts: [Value; 4]) -> Value {
        let [value, expression, conversion, format_spec] = parts.map(Kept);
        Interpolation::allocate(&mut self.heap, id::INTERPOLATION, value, expression, conversion, format_spec)
            .into_value()
    }
}

fn make_template(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    if !args.names().is_empty() {
        return Err(vm.raise_type_error("Template.__new__ only accepts *args arguments"));
    }
    let (mut texts, mut values): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    for argument in args.iter() {
        if argument.is_a::<Interpolation>() {
            if texts.len() == values.len() {
                texts.push(vm.intern(""));
            }
            values.push(argument.clone());
        } else if let Some(text) = argument.as_str() {
            if texts.len() == values.len() {
                texts.push(argument.clone());
            } else if let Some(last) = texts.last_mut() {
                *last = joined(vm, last, text);
            }
        } else {
            let found = vm.type_name(argument);
            return Err(vm.raise_type_error(format!(
                "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {found}"
            )));
        }
    }
    if texts.len() == values.len() {
        texts.push(vm.intern(""));
    }
    let (texts, values) = (vm.new_tuple(texts), vm.new_tuple(values));
    Ok(vm.new_template(texts, values))
}

fn joined(vm: &mut Vm, first: &Value, second: &str) -> Value {
    let text = format!("{}{second}", first.as_str().unwrap_or_default());
    vm.new_str(&text)
}

/// `a + b`: the last text of one and the first of the other become one.
fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    if op != BinaryOp::Add || !a.is_a::<Template>() {
        return Ok(vm.not_implemented());
    }
    if !b.is_a::<Template>() {
        let found = vm.type_name(b);
        return Err(vm.raise_type_error(format!(
            "can only concatenate {MODULE}.Template (not \"{found}\") to {MODULE}.Template"
        )));
    }
    let (a, b) = (template(a).clone(), template(b).clone());
    let mut texts = items(&a.strings).to_vec();
    if let (Some(last), [first, rest @ ..]) = (texts.last_mut(), items(&b.strings)) {
        *last = joined(vm, last, first.as_str().unwrap_or_default());
        texts.extend_from_slice(rest);
    }
    let values = [items(&a.interpolations), items(&b.interpolations)].concat();
    let (texts, values) = (vm.new_tuple(texts), vm.new_tuple(values));
    Ok(vm.new_template(texts, values))
}

fn template_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let this = template(this).clone();
    let strings = vm.repr_string(&this.strings.0)?;
    let interpolations = vm.repr_string(&this.interpolations.0)?;
    Ok(vm.new_str(&format!("Template(strings={strings}, interpolations={interpolations})")))
}

fn values(vm: &mut Vm, this: &Value) -> PyResult {
    let this = template(this).clone();
    let values = items(&this.interpolations).iter().map(|item| interpolation(item).value.0.clone());
    Ok(vm.new_tuple(values.collect()))
}

fn template_iter(vm: &mut Vm, this: &Value) -> PyResult {
    let template = Kept(this.clone());
    Ok(TemplateIter::allocate(&mut vm.heap, id::TEMPLATE_ITERATOR, template, Cell::new(0)).into_value())
}

fn next(_vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = this.downcast::<TemplateIter>().expect("a method of the iterator gets it");
    let template = template(&this.template.0);
    loop {
        let at = this.at.get();
        let source = if at.is_multiple_of(2) { &template.strings } else { &template.interpolations };
        let Some(item) = items(source).get(at / 2) else { return Ok(None) };
        this.at.set(at + 1);
        if item.as_str() != Some("") {
            return Ok(Some(item.clone()));
        }
    }
}

fn template_reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = template(&args[0]).clone();
    let module = vm.import_module(MODULE)?;
    let name = vm.intern("_template_unpickle");
    let make = vm.get_attr(&module, &name)?;
    let state = vm.new_tuple(vec![this.strings.0.clone(), this.interpolations.0.clone()]);
    Ok(vm.new_tuple(vec![make, state]))
}

const INTERPOLATION: Parameters<4> = Parameters {
    function: "Interpolation",
    names: ["value", "expression", "conversion", "format_spec"],
    required: 1,
    positional: 4,
};

fn make_interpolation(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [value, expression, conversion, format_spec] = args.bind(vm, &INTERPOLATION)?;
    let expression = text_argument(vm, expression, "expression")?;
    let conversion = conversion.unwrap_or(Value::NONE);
    if !conversion.is_none() {
        let Some(text) = conversion.as_str() else { return Err(not_a_text(vm, &conversion, "conversion")) };
        if !matches!(text, "s" | "a" | "r") {
            let message = "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'";
            return Err(vm.raise_value_error(message));
        }
    }
    let format_spec = text_argument(vm, format_spec, "format_spec")?;
    Ok(vm.new_interpolation([value.unwrap_or(Value::NONE), expression, conversion, format_spec]))
}

fn text_argument(vm: &mut Vm, value: Option<Value>, name: &str) -> PyResult {
    match value {
        None => Ok(vm.intern("")),
        Some(value) if value.as_str().is_some() => Ok(value),
        Some(value) => Err(not_a_text(vm, &value, name)),
    }
}

fn not_a_text(vm: &mut Vm, value: &Value, name: &str) -> Raised {
    let found = vm.type_name_or_none(value);
    vm.raise_type_error(format!("Interpolation() argument '{name}' must be str, not {found}"))
}

fn parts(this: &Value) -> [Value; 4] {
    let this = interpolation(this);
    [&this.value, &this.expression, &this.conversion, &this.format_spec].map(|part| part.0.clone())
}

fn interpolation_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let mut shown = Vec::with_capacity(4);
    for part in parts(this) {
        shown.push(vm.repr_string(&part)?);
    }
    Ok(vm.new_str(&format!("Interpolation({})", shown.join(", "))))
}

fn interpolation_reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.types.get(id::INTERPOLATION).value().clone();
    let state = vm.new_tuple(parts(&args[0]).to_vec());
    Ok(vm.new_tuple(vec![class, state]))
}

const TEMPLATE_METHODS: &[NativeDef] = &[
    method("__reduce__", template_reduce, Arity::Zero),
    class_method("__class_getitem__", generic::class_getitem, Arity::One),
];

const TEMPLATE_ATTRIBUTES: &[GetSetDef] = &[
    member("strings", |_, this| Ok(template(this).strings.0.clone())),
    member("interpolations", |_, this| Ok(template(this).interpolations.0.clone())),
    getter("values", values),
];

const INTERPOLATION_METHODS: &[NativeDef] = &[
    method("__reduce__", interpolation_reduce, Arity::Zero),
    class_method("__class_getitem__", generic::class_getitem, Arity::One),
];

const INTERPOLATION_ATTRIBUTES: &[GetSetDef] = &[
    member("value", |_, this| Ok(interpolation(this).value.0.clone())),
    member("expression", |_, this| Ok(interpolation(this).expression.0.clone())),
    member("conversion", |_, this| Ok(interpolation(this).conversion.0.clone())),
    member("format_spec", |_, this| Ok(interpolation(this).format_spec.0.clone())),
];

/// Declares the layouts and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TEMPLATE, Template::LAYOUT);
    vm.heap.set_layout(id::INTERPOLATION, Interpolation::LAYOUT);
    vm.heap.set_layout(id::TEMPLATE_ITERATOR, TemplateIter::LAYOUT);
    let slots = Slots {
        repr: Some(template_repr),
        iter: Some(template_iter),
        binary: Some(binary),
        binary_ops: &[BinaryOp::Add],
        new: Some(make_template),
        ..Slots::NONE
    };
    let definition =
        BuiltinType::new(id::TEMPLATE, slots).methods(TEMPLATE_METHODS).doc("Parts of a t-string.");
    vm.define_type(&definition.getsets(TEMPLATE_ATTRIBUTES).module(MODULE));
    let slots = Slots { repr: Some(interpolation_repr), new: Some(make_interpolation), ..Slots::NONE };
    let definition = BuiltinType::new(id::INTERPOLATION, slots)
        .methods(INTERPOLATION_METHODS)
        .getsets(INTERPOLATION_ATTRIBUTES)
        .doc("A value in a t-string, with its text.");
    vm.define_type(&definition.module(MODULE));
    let names = INTERPOLATION.names.map(|name| vm.intern(name));
    let names = vm.new_tuple(names.to_vec());
    vm.set_class_name(id::INTERPOLATION, "__match_args__", names);
    let slots = Slots { iter: Some(|_, this| Ok(this.clone())), next: Some(next), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::TEMPLATE_ITERATOR, slots).module(MODULE));
}
