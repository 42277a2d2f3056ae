//! The variables of a code object, as the attributes of Python's code objects list them.

use std::sync::Arc;

use crate::{CodeFlags, CodeObject, LocalKind, LocalName};

impl CodeObject {
    /// Parameters of every kind, `*args` and `**kwargs` included: the first slots of `localsplus`.
    pub fn parameter_count(&self) -> u64 {
        let extra = [CodeFlags::VARARGS, CodeFlags::VARKEYWORDS];
        let extra = extra.iter().filter(|flag| self.flags.contains(**flag)).count() as u64;
        u64::from(self.argcount) + u64::from(self.kwonlyargcount) + extra
    }

    /// `co_varnames`: parameters and ordinary locals, parameters that are cells included.
    pub fn varnames(&self) -> impl Iterator<Item = &Arc<str>> {
        let parameters = self.parameter_count();
        self.slots(move |index, kind| match kind {
            LocalKind::Local | LocalKind::Hidden => true,
            LocalKind::Cell => (index as u64) < parameters,
            LocalKind::Free => false,
        })
    }

    /// `co_cellvars`: variables that inner functions use.
    pub fn cellvars(&self) -> impl Iterator<Item = &Arc<str>> {
        self.slots(|_, kind| kind == LocalKind::Cell)
    }

    /// `co_freevars`: variables of outer functions.
    pub fn freevars(&self) -> impl Iterator<Item = &Arc<str>> {
        self.slots(|_, kind| kind == LocalKind::Free)
    }

    /// `co_nlocals`.
    pub fn nlocals(&self) -> usize {
        self.varnames().count()
    }

    fn slots(&self, wanted: impl Fn(usize, LocalKind) -> bool) -> impl Iterator<Item = &Arc<str>> {
        let wanted = move |(index, slot): &(usize, &LocalName)| wanted(*index, slot.kind);
        self.localsplus.iter().enumerate().filter(wanted).map(|(_, slot)| &slot.name)
    }
}
