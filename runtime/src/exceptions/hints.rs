//! What is added to the message of an error about a name: "Did you mean …?", "Did you forget to import …?".

use crate::error::PyResult;
use crate::exceptions::text::{innermost_frame, text_field};
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::frame_view::FrameView;
use crate::function::Function;
use crate::modules::sys_info::STDLIB_MODULES;
use crate::object::Ref;
use crate::suggest::suggest;
use crate::value::Value;
use crate::vm::Vm;

/// Among more names nothing is suggested.
const MOST_NAMES: usize = 750;

/// The addition to the message of this exception; empty if there is nothing to say.
pub(super) fn hint(vm: &mut Vm, exception: &Value) -> String {
    let Some(object) = exception.downcast::<Exception>().cloned() else { return String::new() };
    let is = |kind| vm.is_exception_of(exception, kind);
    let (is_name, is_attribute) = (is(ExceptionKind::NameError), is(ExceptionKind::AttributeError));
    if !is_name && !is_attribute {
        return String::new();
    }
    let Some(wrong) = text_field(&object, field::NAME) else { return String::new() };
    let suggestion = if is_name {
        in_scope(vm, &object, &wrong)
    } else {
        attribute(vm, &object, &wrong).unwrap_or_else(|raised| {
            drop(vm.take_raised(raised));
            None
        })
    };
    let known_module = is_name && STDLIB_MODULES.contains(&wrong.as_str());
    match (suggestion, known_module) {
        (Some(name), true) => {
            format!(". Did you mean: '{name}'? Or did you forget to import '{wrong}'?")
        }
        (Some(name), false) => format!(". Did you mean: '{name}'?"),
        (None, true) => format!(". Did you forget to import '{wrong}'?"),
        (None, false) => String::new(),
    }
}

fn nearest(wrong: &str, names: &[String]) -> Option<String> {
    if names.len() >= MOST_NAMES {
        return None;
    }
    suggest(wrong, names.iter().map(String::as_str)).map(str::to_owned)
}

/// A name of the frame that raised.
fn in_scope(vm: &mut Vm, exception: &Ref<Exception>, wrong: &str) -> Option<String> {
    let frame = innermost_frame(exception)?;
    let code = frame.code()?;
    let mut names = Vec::new();
    let mut this = None;
    for (index, local) in code.source().localsplus.iter().enumerate() {
        if let Some(value) = frame.local(index) {
            if &*local.name == "self" {
                this = Some(value);
            }
            names.push(local.name.to_string());
        }
    }
    if let Some(this) = this {
        let name = vm.intern(wrong);
        match vm.find_attr(&this, &name) {
            Ok(Some(_)) => return Some(format!("self.{wrong}")),
            Ok(None) => {}
            Err(raised) => drop(vm.take_raised(raised)),
        }
    }
    let builtins = vm.builtins.clone();
    for namespace in [globals_of(&frame), Some(builtins)].into_iter().flatten() {
        if let Some(dict) = namespace.as_dict() {
            names.extend(dict.keys().iter().filter_map(|key| key.as_str().map(str::to_owned)));
        }
    }
    nearest(wrong, &names)
}

fn globals_of(frame: &Ref<FrameView>) -> Option<Value> {
    frame.function.get()?.downcast::<Function>()?.globals.get()
}

/// An attribute of the object that lacks the wrong one.
fn attribute(vm: &mut Vm, exception: &Ref<Exception>, wrong: &str) -> PyResult<Option<String>> {
    let Some(object) = exception.fields[field::OBJECT].get() else { return Ok(None) };
    let Some(dir) = vm.built_in("dir") else { return Ok(None) };
    let listed = vm.call(&dir, std::slice::from_ref(&object))?;
    let listed = vm.collect(&listed)?;
    let mut names: Vec<String> = listed.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
    names.sort_unstable();
    if !wrong.starts_with('_') && !is_self(exception, &object) {
        names.retain(|name| !name.starts_with('_'));
    }
    Ok(nearest(wrong, &names))
}

/// Whether the frame that raised calls the object `self`.
fn is_self(exception: &Ref<Exception>, object: &Value) -> bool {
    let Some(frame) = innermost_frame(exception) else { return false };
    let Some(code) = frame.code() else { return false };
    let named = code.source().localsplus.iter().position(|local| &*local.name == "self");
    named.and_then(|index| frame.local(index)).is_some_and(|this| this.is(object))
}
