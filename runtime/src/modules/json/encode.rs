//! Writing values as JSON.
//!
//! Nested containers are native recursion, which ends in `RecursionError` where the native stack is low.

use rustc_hash::FxHashSet;

use super::texts::write_quoted;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

struct Encoder {
    out: String,
    /// Identities of the containers that are being written, if circles are looked for.
    open: Option<FxHashSet<u64>>,
    default: Value,
    ascii: bool,
    indent: Option<String>,
    key_separator: String,
    item_separator: String,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    level: usize,
}

/// `encode(check_circular, default, ensure_ascii, indent, key_separator, item_separator, sort_keys, skipkeys,
/// allow_nan, object)`
pub(super) fn encode(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let check_circular = vm.truth(&args[0])?;
    let mut encoder = Encoder {
        out: String::new(),
        open: check_circular.then(FxHashSet::default),
        default: args[1].clone(),
        ascii: vm.truth(&args[2])?,
        indent: args[3].as_str().map(str::to_owned),
        key_separator: separator(vm, &args[4], 5)?,
        item_separator: separator(vm, &args[5], 6)?,
        sort_keys: vm.truth(&args[6])?,
        skip_keys: vm.truth(&args[7])?,
        allow_nan: vm.truth(&args[8])?,
        level: 0,
    };
    encoder.value(vm, &args[9])?;
    Ok(vm.new_str(&encoder.out))
}

fn separator(vm: &mut Vm, value: &Value, number: usize) -> PyResult<String> {
    match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => {
            let found = vm.type_name_or_none(value);
            Err(vm.raise_type_error(format!("make_encoder() argument {number} must be str, not {found}")))
        }
    }
}

impl Encoder {
    fn value(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        if self.atom(vm, value)? {
            return Ok(());
        }
        if vm.native_stack_is_low() {
            return Err(vm.raise_recursion_error("maximum recursion depth exceeded"));
        }
        let exact = value.exact();
        if exact.as_list().is_some() || exact.as_tuple().is_some() {
            return self.inside(vm, value, Encoder::list);
        }
        if exact.as_dict().is_some() {
            return self.inside(vm, value, Encoder::dict);
        }
        self.inside(vm, value, |this, vm, value| {
            let default = this.default.clone();
            let replaced = vm.call(&default, std::slice::from_ref(value))?;
            this.value(vm, &replaced).map_err(|raised| {
                let found = vm.type_name(value);
                vm.annotate(raised, &format!("when serializing {found} object"))
            })
        })
    }

    /// Writes a value that contains no other; whether it is one.
    fn atom(&mut self, vm: &mut Vm, value: &Value) -> PyResult<bool> {
        if let Some(word) = word(value) {
            self.out.push_str(word);
            return Ok(true);
        }
        let exact = value.exact();
        if let Some(text) = exact.as_str() {
            write_quoted(&mut self.out, text, self.ascii);
            return Ok(true);
        }
        if exact.as_int().is_some() {
            let text = vm.repr_string(exact)?;
            self.out.push_str(&text);
            return Ok(true);
        }
        if let Some(float) = exact.as_float() {
            let text = self.float(vm, float, exact)?;
            self.out.push_str(&text);
            return Ok(true);
        }
        Ok(false)
    }

    fn float(&self, vm: &mut Vm, float: f64, value: &Value) -> PyResult<String> {
        if float.is_finite() {
            return vm.repr_string(value);
        }
        if !self.allow_nan {
            let shown = vm.repr_string(value)?;
            return Err(
                vm.raise_value_error(format!("Out of range float values are not JSON compliant: {shown}"))
            );
        }
        Ok(if float.is_nan() {
            "NaN"
        } else if float > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned())
    }

    /// Writes a container while it is marked as open.
    fn inside(
        &mut self,
        vm: &mut Vm,
        value: &Value,
        write: fn(&mut Encoder, &mut Vm, &Value) -> PyResult<()>,
    ) -> PyResult<()> {
        let identity = value.raw().0;
        if self.open.as_mut().is_some_and(|open| !open.insert(identity)) {
            return Err(vm.raise_value_error("Circular reference detected"));
        }
        write(self, vm, value)?;
        if let Some(open) = &mut self.open {
            open.remove(&identity);
        }
        Ok(())
    }

    fn new_line(&mut self) {
        if let Some(indent) = &self.indent {
            self.out.push('\n');
            (0..self.level).for_each(|_| self.out.push_str(indent));
        }
    }

    fn separate(&mut self, first: bool) {
        if !first {
            self.out.push_str(&self.item_separator);
        }
        self.new_line();
    }

    fn list(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        // An exact list may change while its items are written; others are iterated over first.
        let collected;
        let source = if value.as_list().is_some() && value.is(value.exact()) {
            value
        } else {
            let items = vm.collect(value)?;
            collected = vm.new_tuple(items);
            &collected
        };
        let item = |at: usize| match (source.as_list(), source.as_tuple()) {
            (Some(list), _) => list.items().get(at).cloned(),
            (_, Some(tuple)) => tuple.items().get(at).cloned(),
            _ => None,
        };
        if item(0).is_none() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.out.push('[');
        self.level += 1;
        let mut at = 0;
        while let Some(item) = item(at) {
            self.separate(at == 0);
            self.value(vm, &item).map_err(|raised| {
                let found = vm.type_name(value);
                vm.annotate(raised, &format!("when serializing {found} item {at}"))
            })?;
            at += 1;
        }
        self.level -= 1;
        self.new_line();
        self.out.push(']');
        Ok(())
    }

    fn dict(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        if value.exact().as_dict().is_none_or(|dict| dict.is_empty()) {
            self.out.push_str("{}");
            return Ok(());
        }
        self.out.push('{');
        self.level += 1;
        let mut first = true;
        for (key, item) in self.items(vm, value)? {
            let Some(text) = self.key(vm, &key)? else { continue };
            self.separate(std::mem::take(&mut first));
            write_quoted(&mut self.out, &text, self.ascii);
            self.out.push_str(&self.key_separator);
            if let Err(raised) = self.value(vm, &item) {
                let exception = vm.take_raised(raised);
                let (found, shown) = (vm.type_name(value), vm.repr_string(&key)?);
                let raised = vm.set_raised(exception);
                return Err(vm.annotate(raised, &format!("when serializing {found} item {shown}")));
            }
        }
        self.level -= 1;
        if !first {
            self.new_line();
        }
        self.out.push('}');
        Ok(())
    }

    fn items(&self, vm: &mut Vm, value: &Value) -> PyResult<Vec<(Value, Value)>> {
        if !self.sort_keys
            && let Some(dict) = value.as_dict().filter(|_| value.is(value.exact()))
        {
            return Ok(dict.items());
        }
        let name = vm.intern("items");
        let view = vm.call_method(value, &name, &[])?;
        let pairs = vm.collect(&view)?;
        let pairs = vm.new_list(pairs);
        if self.sort_keys {
            let name = vm.intern("sort");
            vm.call_method(&pairs, &name, &[])?;
        }
        let mut items = Vec::new();
        for pair in vm.collect(&pairs)? {
            match pair.as_tuple().map(|pair| pair.items()) {
                Some([key, item]) => items.push((key.clone(), item.clone())),
                _ => return Err(vm.raise_value_error("items must return 2-tuples")),
            }
        }
        Ok(items)
    }

    /// The text of a key; nothing if it is to be left out.
    fn key(&self, vm: &mut Vm, key: &Value) -> PyResult<Option<String>> {
        if let Some(word) = word(key) {
            return Ok(Some(word.to_owned()));
        }
        let exact = key.exact();
        if let Some(text) = exact.as_str() {
            return Ok(Some(text.to_owned()));
        }
        if let Some(float) = exact.as_float() {
            return self.float(vm, float, exact).map(Some);
        }
        if exact.as_int().is_some() {
            return vm.repr_string(exact).map(Some);
        }
        if self.skip_keys {
            return Ok(None);
        }
        let found = vm.type_name(key);
        Err(vm.raise_type_error(format!("keys must be str, int, float, bool or None, not {found}")))
    }
}

fn word(value: &Value) -> Option<&'static str> {
    if value.is_none() {
        Some("null")
    } else if value.is(&Value::TRUE) {
        Some("true")
    } else if value.is(&Value::FALSE) {
        Some("false")
    } else {
        None
    }
}
