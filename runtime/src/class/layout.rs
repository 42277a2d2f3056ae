//! What a new class's instances are at heart: which built-in type, which layout.

use crate::class::Class;
use crate::class::descriptors::Member;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::object::{Ref, TypeId};
use crate::types::{UserLayout, id};
use crate::value::Value;
use crate::vm::Vm;

/// Result of combining the bases of a class.
pub(crate) struct BaseLayout {
    /// The base whose instances the new class's extend.
    pub best: Ref<Class>,
    /// The built-in type at heart.
    pub base_type: TypeId,
    /// The layout.
    pub layout: UserLayout,
}

fn layout_of(base_type: TypeId) -> UserLayout {
    match base_type {
        id::OBJECT => UserLayout::Instance,
        id::TYPE => UserLayout::Class,
        other if ExceptionKind::from_type_id(other).is_some() => UserLayout::Exception,
        _ => UserLayout::Payload,
    }
}

/// The nearest exception, on the way up, that keeps something of its own.
fn solid_exception(kind: ExceptionKind) -> ExceptionKind {
    use ExceptionKind as E;
    const SOLID: &[ExceptionKind] = &[
        E::BaseExceptionGroup,
        E::SystemExit,
        E::StopIteration,
        E::ImportError,
        E::NameError,
        E::AttributeError,
        E::OSError,
        E::SyntaxError,
        E::UnicodeDecodeError,
        E::UnicodeEncodeError,
        E::UnicodeTranslateError,
    ];
    let mut kind = kind;
    while !SOLID.contains(&kind) && kind != kind.base() {
        kind = kind.base();
    }
    kind
}

/// Whether instances of `a` have everything that those of `b` have.
fn extends(a: &Ref<Class>, b: &Ref<Class>) -> bool {
    let (heart_a, heart_b) = (a.base_type(), b.base_type());
    let exceptions = ExceptionKind::from_type_id(heart_a).zip(ExceptionKind::from_type_id(heart_b));
    let same_heart = heart_a == heart_b
        || heart_b == id::OBJECT
        || exceptions.is_some_and(|(a, b)| solid_exception(a).derives_from(solid_exception(b)));
    same_heart
        && (b.fixed.get() == 0
            || a.is_subclass_of(b)
            || a.fixed.get() == b.fixed.get() && heart_b != id::OBJECT)
}

/// Whether methods of `other` work on instances of `class`.
pub(crate) fn shares_layout(class: &Ref<Class>, other: &Ref<Class>) -> bool {
    other.base_type() == id::OBJECT || extends(class, other)
}

/// Whether the declared attributes of two classes have the same names at the same places.
fn same_slots(a: &Ref<Class>, b: &Ref<Class>) -> bool {
    let slots = |class: &Ref<Class>| {
        let mut found: Vec<(usize, Value)> = Vec::new();
        for class in class.mro_classes().iter().filter_map(Value::as_class) {
            found.extend(class.dict().items().iter().filter_map(|(_, value)| {
                let member = value.downcast::<Member>()?;
                Some((member.place.get(), member.name.get_or_none()))
            }));
        }
        found.sort_by_key(|(place, _)| *place);
        found
    };
    slots(a) == slots(b)
}

/// Whether an instance of one class may become one of the other.
pub(crate) fn are_compatible(a: &Ref<Class>, b: &Ref<Class>) -> bool {
    let (x, y) = (a.flags.get(), b.flags.get());
    a.is_user()
        && b.is_user()
        && a.base_type() == b.base_type()
        && a.fixed.get() == b.fixed.get()
        && same_slots(a, b)
        && x.has_dict == y.has_dict
        && x.weakrefable == y.weakrefable
}

impl Vm {
    /// Combines the layouts of the bases of a class to be made.
    pub(crate) fn base_layout(&mut self, bases: &[Value]) -> PyResult<BaseLayout> {
        let mut best: Option<Ref<Class>> = None;
        for base in bases {
            let Some(class) = base.as_class() else {
                return Err(self.raise_type_error("bases must be types"));
            };
            if !class.flags.get().subclassable {
                let name = class.shown_name(&self.names);
                return Err(self.raise_type_error(format!("type '{name}' is not an acceptable base type")));
            }
            best = Some(match best {
                None => class.clone(),
                Some(best) if extends(&best, class) => best,
                Some(best) if extends(class, &best) => class.clone(),
                Some(_) => {
                    return Err(self.raise_type_error("multiple bases have instance lay-out conflict"));
                }
            });
        }
        let best = best.unwrap_or_else(|| self.types.get(id::OBJECT).clone());
        let base_type = best.base_type();
        Ok(BaseLayout { best, base_type, layout: layout_of(base_type) })
    }
}
