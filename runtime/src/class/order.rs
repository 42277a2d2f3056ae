//! Orders that change: `mro()` of metaclasses, and assignment to `__bases__`.

use crate::class::{Class, layout};
use crate::error::{PyResult, Raised};
use crate::object::Ref;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Asks a metaclass that defines `mro()` for the order of a new class.
    pub(crate) fn set_own_order(&mut self, class: &Ref<Class>) -> PyResult<()> {
        let name = self.intern("mro");
        let meta = self.class_of(class.value());
        let default = self.types.get(id::TYPE).dict().get_name(&name);
        let found = self.class_lookup(&meta, &name);
        if found.as_ref().map(Value::raw) == default.as_ref().map(Value::raw) {
            return Ok(());
        }
        let Some(order) = self.call_special(class.value(), &name, &[])? else { return Ok(()) };
        let order = self.collect(&order)?;
        for other in &order {
            let Some(other) = other.as_class() else {
                let found = self.type_name(other);
                return Err(self.raise_type_error(format!("mro() returned a non-class ('{found}')")));
            };
            if !layout::shares_layout(class, other) {
                let name = other.name_text();
                let message = format!("mro() returned base with unsuitable layout ('{name}')");
                return Err(self.raise_type_error(message));
            }
        }
        let order = self.new_tuple(order);
        class.mro.set(order);
        Ok(())
    }

    /// `cls.__bases__ = bases`
    pub(crate) fn set_class_bases(&mut self, class: &Ref<Class>, value: Option<&Value>) -> PyResult<()> {
        let bases = self.check_bases(class, value)?;
        let new = self.base_layout(&bases)?;
        let old_bases = class.bases.get_or_none();
        let old_bases = self.tuple_items(&old_bases);
        let old = self.base_layout(&old_bases)?;
        let same = new.base_type == old.base_type && new.best.fixed.get() == old.best.fixed.get();
        if !same || new.best.flags.get().has_dict && !class.flags.get().has_dict {
            let (new, old) = (new.best.name_text(), old.best.name_text());
            let what = if same { "object layout" } else { "deallocator" };
            return Err(
                self.raise_type_error(format!("__bases__ assignment: '{new}' {what} differs from '{old}'"))
            );
        }
        self.reorder(class, &bases)?;
        for base in old_bases.iter().filter_map(Value::as_class) {
            base.subclasses.0.borrow_mut().retain(|&sub| sub != class.instance_type());
        }
        for base in bases.iter().filter_map(Value::as_class) {
            base.subclasses.0.borrow_mut().push(class.instance_type());
        }
        let bases = self.new_tuple(bases);
        class.bases.set(bases);
        Ok(())
    }

    fn check_bases(&mut self, class: &Ref<Class>, value: Option<&Value>) -> PyResult<Vec<Value>> {
        let name = class.name_text();
        let Some(value) = value.filter(|_| class.is_user()) else {
            let verb = if value.is_some() { "set" } else { "delete" };
            return Err(self.raise_type_error(format!(
                "cannot {verb} '__bases__' attribute of immutable type '{name}'"
            )));
        };
        let Some(tuple) = value.as_tuple() else {
            let found = self.type_name(value);
            return Err(
                self.raise_type_error(format!("can only assign tuple to {name}.__bases__, not {found}"))
            );
        };
        let bases = tuple.items().to_vec();
        if bases.is_empty() {
            return Err(
                self.raise_type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()"))
            );
        }
        for base in &bases {
            let Some(base) = base.as_class() else {
                let found = self.type_name(base);
                return Err(self
                    .raise_type_error(format!("{name}.__bases__ must be tuple of classes, not '{found}'")));
            };
            if base.is_subclass_of(class) {
                return Err(self.raise_type_error("a __bases__ item causes an inheritance cycle"));
            }
        }
        Ok(bases)
    }

    /// Computes the orders of a class with new bases and of what derives from it; all change, or none.
    fn reorder(&mut self, class: &Ref<Class>, bases: &[Value]) -> PyResult<()> {
        let mut changed: Vec<(Ref<Class>, Value)> = Vec::new();
        let mut waiting = vec![(class.clone(), bases.to_vec())];
        while let Some((next, bases)) = waiting.pop() {
            let order = match self.linearise(&bases) {
                Ok(order) => order,
                Err(raised) => return Err(self.restore_orders(&changed, raised)),
            };
            let mut full = vec![next.value().clone()];
            full.extend(order);
            let order = self.new_tuple(full);
            changed.push((next.clone(), next.mro.get_or_none()));
            next.mro.set(order);
            let ids = next.subclasses.0.borrow().clone();
            for derived in ids.into_iter().rev().filter_map(|sub| self.live_class(sub)) {
                let bases = derived.bases.get_or_none();
                waiting.push((derived, self.tuple_items(&bases)));
            }
        }
        for (changed, _) in &changed {
            self.class_changed(changed);
            self.update_flags(changed);
        }
        Ok(())
    }

    fn restore_orders(&mut self, changed: &[(Ref<Class>, Value)], raised: Raised) -> Raised {
        for (class, order) in changed {
            class.mro.set(order.clone());
        }
        raised
    }
}
