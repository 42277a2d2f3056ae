//! `__annotations__` and `__annotate__` of classes.
//!
//! A class body leaves the function that evaluates its annotations as `__annotate_func__` in the namespace.
//! It runs when somebody asks; the result is kept there as `__annotations_cache__`. A class whose body makes
//! `__annotations__` itself has that.

use crate::class::Class;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

fn class(value: &Value) -> Ref<Class> {
    value.as_class().cloned().expect("methods of `type` get classes")
}

impl Vm {
    /// What an `__annotate__` function says when asked for values, `None` if it is no function.
    pub(crate) fn call_annotate(&mut self, annotate: Option<&Value>) -> PyResult<Option<Value>> {
        let Some(annotate) = annotate.filter(|annotate| self.is_callable(annotate)) else { return Ok(None) };
        let annotations = self.call(annotate, &[Value::from_small(1)])?;
        if annotations.as_dict().is_none() {
            let message =
                format!("__annotate__ returned non-dict of type '{}'", self.type_name(&annotations));
            return Err(self.raise_type_error(message));
        }
        Ok(Some(annotations))
    }

    fn check_own_annotations(&mut self, class: &Ref<Class>, name: &str) -> PyResult<()> {
        if class.is_user() {
            return Ok(());
        }
        let name = self.intern(name);
        Err(self.raise_no_attribute(class.value(), &name))
    }

    fn refuse_immutable(&mut self, class: &Ref<Class>, name: &str) -> PyResult<()> {
        if class.is_user() {
            return Ok(());
        }
        let class = class.name_text();
        Err(self.raise_type_error(format!("cannot set '{name}' attribute of immutable type '{class}'")))
    }
}

pub(super) fn annotations(vm: &mut Vm, this: &Value) -> PyResult {
    let class = class(this);
    vm.check_own_annotations(&class, "__annotations__")?;
    let (own, cache) = (vm.names.__annotations__.clone(), vm.names.__annotations_cache__.clone());
    if let Some(found) = class.dict().get_name(&own).or_else(|| class.dict().get_name(&cache)) {
        return vm.bind_descriptor(&found, None, this);
    }
    let annotate = vm.names.__annotate__.clone();
    let annotate = vm.get_attr(this, &annotate)?;
    let annotations = match vm.call_annotate(Some(&annotate))? {
        Some(annotations) => annotations,
        None => vm.new_dict(),
    };
    vm.class_set(&class, &cache, Some(annotations.clone()));
    Ok(annotations)
}

pub(super) fn set_annotations(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let class = class(this);
    vm.refuse_immutable(&class, "__annotations__")?;
    let (own, cache) = (vm.names.__annotations__.clone(), vm.names.__annotations_cache__.clone());
    let name = if class.dict().get_name(&own).is_some() { own } else { cache };
    if value.is_none() && class.dict().get_name(&name).is_none() {
        return Err(vm.raise_attribute_error("__annotations__"));
    }
    vm.class_set(&class, &name, value.cloned());
    for stale in [vm.names.__annotate_func__.clone(), vm.names.__annotate__.clone()] {
        vm.class_set(&class, &stale, None);
    }
    Ok(())
}

pub(super) fn annotate(vm: &mut Vm, this: &Value) -> PyResult {
    let class = class(this);
    vm.check_own_annotations(&class, "__annotate__")?;
    let (kept, own) = (vm.names.__annotate_func__.clone(), vm.names.__annotate__.clone());
    match class.dict().get_name(&kept).or_else(|| class.dict().get_name(&own)) {
        Some(found) => vm.bind_descriptor(&found, None, this),
        None => {
            vm.class_set(&class, &kept, Some(Value::NONE));
            Ok(Value::NONE)
        }
    }
}

pub(super) fn set_annotate(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.raise_type_error("cannot delete __annotate__ attribute"));
    };
    let class = class(this);
    vm.refuse_immutable(&class, "__annotate__")?;
    vm.check_annotate(value)?;
    let (kept, cache) = (vm.names.__annotate_func__.clone(), vm.names.__annotations_cache__.clone());
    vm.class_set(&class, &kept, Some(value.clone()));
    if !value.is_none() {
        vm.class_set(&class, &cache, None);
    }
    Ok(())
}

impl Vm {
    pub(crate) fn check_annotate(&mut self, value: &Value) -> PyResult<()> {
        if value.is_none() || self.is_callable(value) {
            return Ok(());
        }
        Err(self.raise_type_error("__annotate__ must be callable or None"))
    }

    /// `__annotations__` of a namespace that keeps its function under `__annotate__`: a module's.
    pub(crate) fn namespace_annotations(&mut self, dict: &Ref<Dict>, keep: bool) -> PyResult {
        let (own, annotate) = (self.names.__annotations__.clone(), self.names.__annotate__.clone());
        if let Some(found) = dict.get_name(&own) {
            return Ok(found);
        }
        let annotate = dict.get_name(&annotate);
        let annotations = match self.call_annotate(annotate.as_ref())? {
            Some(annotations) => annotations,
            None => self.new_dict(),
        };
        if keep {
            dict.set_name(&own, annotations.clone());
        }
        Ok(annotations)
    }
}
