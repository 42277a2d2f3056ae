//! How calls fill the parameters of Python functions.

use genjit_bytecode::{CodeFlags, CodeObject};
use genjit_jit::observe::{Argument, Binding, Folded, Place, WatchId};

use super::view::View;
use crate::function::Function;
use crate::interp::layouts::tuple_values;
use crate::object::Ref;
use crate::value::{Raw, Value};

impl View<'_> {
    /// How the call that is about to be made fills the parameters of its function. `None` if it fails, calls
    /// something else, collects keywords, or fills them exactly by position.
    pub(super) fn find_binding(&mut self, count: u32, keywords: bool) -> Option<Binding> {
        let above = u32::from(keywords);
        if !self.raw(Place::Stack(count + 1 + above)).is_object() {
            return None;
        }
        let callable = self.value(Place::Stack(count + 1 + above));
        let function = callable.downcast::<Function>()?.clone();
        let passed = count + u32::from(self.raw(Place::Stack(count + above)) != Raw::NULL);
        let names = if keywords { tuple_values(&self.value(Place::Stack(0))).to_vec() } else { Vec::new() };
        let source = function.code().source().clone();
        let collects = source.flags.0 & (CodeFlags::VARARGS.0 | CodeFlags::VARKEYWORDS.0) != 0;
        let exact = !keywords && !collects && source.kwonlyargcount == 0 && source.argcount == passed;
        let follows = !source.flags.contains(CodeFlags::VARKEYWORDS) && !source.flags.makes_generator();
        if exact || !follows || function.code().hidden {
            return None;
        }
        let watch = self.watch_object(function.as_ptr() as usize)?;
        let mut filled = by_name(&source, passed, &names)?;
        self.fill_defaults(&function, &source, watch, &mut filled)?;
        let mut arguments = filled.into_iter().collect::<Option<Vec<_>>>()?;
        let positional = passed - names.len() as u32;
        if source.flags.contains(CodeFlags::VARARGS) {
            arguments.push(Argument::Rest(positional.min(source.argcount), positional));
        }
        Some(Binding { function: self.fold(&callable, watch), arguments, passed })
    }

    fn fill_defaults(
        &mut self,
        function: &Ref<Function>,
        source: &CodeObject,
        watch: WatchId,
        filled: &mut [Option<Argument>],
    ) -> Option<()> {
        let defaults = function.defaults().map_or_else(Vec::new, |defaults| tuple_values(&defaults).to_vec());
        let first = source.argcount as usize - defaults.len().min(source.argcount as usize);
        for (place, default) in filled[first..source.argcount as usize].iter_mut().zip(&defaults) {
            if place.is_none() {
                *place = Some(Argument::Default(self.fold(default, watch)));
            }
        }
        for (index, place) in filled.iter_mut().enumerate().skip(source.argcount as usize) {
            if place.is_none() {
                *place = Some(Argument::Default(self.keyword_default(function, source, index)?));
            }
        }
        Some(())
    }

    fn keyword_default(
        &mut self,
        function: &Ref<Function>,
        source: &CodeObject,
        index: usize,
    ) -> Option<Folded> {
        let defaults = function.kwdefaults()?;
        let name = self.vm.intern(&source.localsplus[index].name);
        self.watched(&defaults, &name)
    }
}

/// The parameters that positional arguments and keywords fill.
fn by_name(source: &CodeObject, passed: u32, names: &[Value]) -> Option<Vec<Option<Argument>>> {
    let positional = passed.checked_sub(names.len() as u32)?;
    if positional > source.argcount && !source.flags.contains(CodeFlags::VARARGS) {
        return None;
    }
    let parameters = (source.argcount + source.kwonlyargcount) as usize;
    let mut filled = vec![None; parameters];
    for index in 0..positional.min(source.argcount) {
        filled[index as usize] = Some(Argument::Passed(index));
    }
    for (index, name) in names.iter().enumerate() {
        let name = name.as_str()?;
        let first = source.posonlyargcount as usize;
        let found = source.localsplus[first..parameters].iter().position(|local| *local.name == *name)?;
        let place = &mut filled[first + found];
        if place.replace(Argument::Passed(positional + index as u32)).is_some() {
            return None;
        }
    }
    Some(filled)
}
