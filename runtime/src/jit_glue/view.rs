//! The frame that is about to execute an instruction, as the JIT sees it ([`Observe`]).
//!
//! Nothing here runs Python code or changes what the program can see.

use std::sync::Arc;

use genjit_bytecode::CodeObject;
use genjit_jit::observe::{
    Attribute, Binding, CodeId, ConstId, Construction, Facts, Folded, Kind, Observe, Place, Recipe, ShapeId,
};

use super::world::World;
use crate::async_generator;
use crate::cell::CellObject;
use crate::class::Class;
use crate::code::Code;
use crate::frame::{Frame, flag, owner, state};
use crate::function::Function;
use crate::generator::{ASYNC_GENERATOR, COROUTINE, GENERATOR};
use crate::interp::Regs;
use crate::native::{MethodDescriptor, NativeFunction};
use crate::object::{Ref, TypeId};
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// A frame at an instruction, flushed.
pub(super) struct View<'a> {
    pub vm: &'a mut Vm,
    pub world: &'a mut World,
    pub regs: Regs,
}

impl View<'_> {
    pub(super) fn raw(&self, place: Place) -> Raw {
        match place {
            Place::Stack(from_top) => {
                if (from_top as usize) < self.regs.depth() {
                    self.regs.peek(from_top as usize + 1)
                } else {
                    Raw::NULL
                }
            }
            Place::Local(index) => self.regs.local(index as usize),
            Place::Deref(index) => {
                let cell = self.regs.local(index as usize);
                if cell == Raw::NULL {
                    return Raw::NULL;
                }
                // SAFETY: the frame holds the cell.
                let cell = unsafe { cell.as_value() };
                cell.downcast::<CellObject>().map_or(Raw::NULL, |cell| cell.value.raw())
            }
            Place::Delegator => Raw::NULL,
        }
    }

    pub(super) fn kind_of(&self, raw: Raw) -> Kind {
        match raw {
            Raw::NULL => Kind::Null,
            Raw::NONE => Kind::None,
            _ if raw.is_small() => Kind::Int,
            _ if raw.is_inline_float() => Kind::Float,
            _ if raw.is_bool() => Kind::Bool,
            // SAFETY: the frame holds the object.
            _ if raw.is_object() => self.kind_of_object(unsafe { raw.as_value() }),
            _ => Kind::Other(u32::MAX),
        }
    }

    fn kind_of_object(&self, value: &Value) -> Kind {
        let type_id = value.type_id();
        match type_id {
            id::INT => Kind::BigInt,
            id::STR => Kind::Str,
            id::TUPLE => Kind::Tuple,
            id::LIST => Kind::List,
            id::DICT => Kind::Dict,
            id::RANGE => crate::range::small_bounds(value).map_or(Kind::Other(type_id.0), |_| Kind::Range),
            id::RANGE_ITERATOR => match i32::try_from(super::objects::range_step(value.raw())) {
                Ok(step) => Kind::RangeIterator(step),
                Err(_) => Kind::Other(type_id.0),
            },
            id::LIST_ITERATOR => Kind::ListIterator,
            id::TUPLE_ITERATOR => Kind::TupleIterator,
            id::CELL => Kind::Cell,
            id::METHOD => Kind::Method,
            id::FUNCTION => match value.downcast::<Function>() {
                Some(function) => Kind::Function(self.world.code_id(function.code())),
                None => Kind::Other(type_id.0),
            },
            id::BUILTIN | id::METHOD_WRAPPER | id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR | id::TYPE => {
                Kind::Builtin(recipe(value))
            }
            ASYNC_GENERATOR if async_generator::has(value, flag::HOOKED) => Kind::AsyncGenerator,
            id::ASYNC_GENERATOR_ASEND => self.kind_of_asend(value),
            GENERATOR | COROUTINE => self.kind_of_generator(value.raw().pointer().cast::<Frame>(), type_id),
            other => Kind::Other(other.0),
        }
    }

    fn kind_of_generator(&self, root: *mut Frame, type_id: TypeId) -> Kind {
        if self.world.unfused {
            return Kind::Other(type_id.0);
        }
        // SAFETY: the frame being observed holds the generator; a linked leaf is alive.
        unsafe {
            // A chain that is not linked yet will be when it is resumed. The leaf of one that is may itself
            // delegate: machine code that suspended it goes on with it.
            let unlinked = (*root).leaf.is_null();
            let frame = if unlinked { crate::chain::deepest(root) } else { (*root).leaf };
            if (*root).ip == 0 {
                return if type_id == GENERATOR { Kind::Finished } else { Kind::Other(type_id.0) };
            }
            let delegates = (*frame).state == state::DELEGATING && unlinked;
            if (*frame).ip & 1 != 0 || (*frame).ip == 0 || delegates {
                return Kind::Other(type_id.0);
            }
            let linked = !std::ptr::eq(frame, root);
            let function = (*frame).func.pointer().cast::<Function>();
            let code = (*function).code();
            let (code, at) = (self.world.code_id(code), code.unit_index((*frame).ip) as u32);
            match (type_id == GENERATOR, linked) {
                (true, false) => Kind::Generator { code, at },
                (true, true) => Kind::Delegating { code, at },
                (false, false) => Kind::Coroutine { code, at },
                (false, true) => Kind::Awaiting { code, at },
            }
        }
    }

    /// An `asend` that is about to be awaited: its generator, if that is suspended and nobody awaits it.
    fn kind_of_asend(&self, asend: &Value) -> Kind {
        let other = Kind::Other(id::ASYNC_GENERATOR_ASEND.0);
        let Some(frame) = async_generator::next_entered(asend).filter(|_| !self.world.unfused) else {
            return other;
        };
        // SAFETY: the `asend` holds its generator, whose function is alive while it is suspended.
        unsafe {
            let code = (*(*frame).func.pointer().cast::<Function>()).code();
            Kind::Asend { code: self.world.code_id(code), at: code.unit_index((*frame).ip) as u32 }
        }
    }

    /// The delegator of an executing leaf, and where it waits.
    fn kind_of_delegator(&self) -> Kind {
        let frame = self.regs.frame();
        if frame.owner != owner::GENERATOR || frame.root.is_null() {
            return Kind::Null;
        }
        // SAFETY: the delegator of a linked leaf is alive and suspended.
        unsafe {
            let delegator = frame.prev;
            let function = (*delegator).func.pointer().cast::<Function>();
            let code = (*function).code();
            let at = code.unit_index((*delegator).ip) as u32;
            Kind::Generator { code: self.world.code_id(code), at }
        }
    }

    pub(super) fn value(&self, place: Place) -> Value {
        let raw = self.raw(place);
        debug_assert!(raw != Raw::NULL);
        // SAFETY: the frame holds the value.
        unsafe { raw.to_value() }
    }

    fn code_ref(&self, id: CodeId) -> Ref<Code> {
        self.world.code(id)
    }

    /// The value of a name in a dict, watched.
    pub(super) fn watched(&mut self, dict: &Value, name: &Value) -> Option<Folded> {
        let dict = dict.as_dict()?;
        let value = dict.get_name(name)?;
        let object = dict.as_ptr() as usize;
        if self.world.is_restless(object, name.raw()) {
            return None;
        }
        let (watch, new) = self.world.watch(object, name.raw());
        if new {
            dict.watch();
            self.vm.heap.watch_key(object, name.raw(), watch.0);
        }
        Some(self.fold(&value, watch))
    }
}

/// Which built-in the builder knows this as.
fn recipe(value: &Value) -> Recipe {
    if let Some(class) = value.downcast::<Class>() {
        return if class.instance_type() == id::RANGE { Recipe::Range } else { Recipe::Other };
    }
    if let Some(function) = value.downcast::<NativeFunction>() {
        return match function.def.0.name {
            _ if !function.this.is_empty() => Recipe::Other,
            "next" => Recipe::Next,
            "iter" => Recipe::Iter,
            "len" => Recipe::Len,
            crate::hidden::IS_INT => Recipe::IsInt,
            crate::hidden::IS_FLOAT => Recipe::IsFloat,
            _ => Recipe::Other,
        };
    }
    let Some(method) = value.downcast::<MethodDescriptor>() else { return Recipe::Other };
    match (method.owner.0, method.def.0.name) {
        (id::LIST, "append") => Recipe::ListAppend,
        (GENERATOR | COROUTINE, "send") => Recipe::GeneratorSend,
        (GENERATOR, "__next__") => Recipe::GeneratorNext,
        _ => Recipe::Other,
    }
}

impl Facts for View<'_> {
    fn code(&self, id: CodeId) -> Arc<CodeObject> {
        self.world.source(id)
    }

    fn unit_address(&self, id: CodeId, pc: u32) -> u64 {
        self.code_ref(id).unit_address(pc as usize) as u64
    }

    fn resume_word(&self, id: CodeId, pc: u32) -> u64 {
        self.world.resume_word(id, pc)
    }

    fn constant_word(&self, id: ConstId) -> u64 {
        self.world.constant(id).0
    }

    fn code_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        let constant = self.code_ref(id).consts()[index as usize].clone();
        self.world.pin(&constant)
    }

    fn name_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        let name = self.code_ref(id).names()[index as usize].clone();
        self.world.pin(&name)
    }

    fn code_word(&mut self, id: CodeId) -> ConstId {
        let code = self.code_ref(id);
        self.world.pin(code.value())
    }

    fn shape_type(&self, _id: ShapeId) -> Option<u32> {
        None
    }

    fn notes_origins(&self) -> bool {
        self.vm.asynchrony.origin_depth > 0
    }
}

impl Observe for View<'_> {
    fn kind(&self, place: Place) -> Kind {
        match place {
            Place::Delegator => self.kind_of_delegator(),
            place => self.kind_of(self.raw(place)),
        }
    }

    fn function(&mut self) -> ConstId {
        // SAFETY: the executing frame owns its function.
        let function = unsafe { self.regs.frame().func.to_value() };
        self.world.pin(&function)
    }

    fn pin(&mut self, place: Place) -> ConstId {
        let value = self.value(place);
        self.world.pin(&value)
    }

    fn global(&mut self, index: u32) -> Option<Folded> {
        let name = self.regs.name(index as usize).clone();
        let globals = self.regs.function().globals.get()?;
        let scope = Some(self.world.pin(&globals));
        if globals.as_dict()?.find_name(&name).is_some() {
            return self.watched(&globals, &name).map(|folded| Folded { scope, ..folded });
        }
        if self.regs.code().has_own_builtins.get() {
            return None;
        }
        // The name may appear in the globals later: both places are watched under one number.
        let builtins = self.vm.builtins.clone();
        let folded = self.watched(&builtins, &name)?;
        let watch = folded.watch?;
        let globals = globals.as_dict()?;
        globals.watch();
        self.vm.heap.watch_key(globals.as_ptr() as usize, name.raw(), watch.0);
        // So may builtins of a function's own.
        self.vm.heap.watch_key(self.regs.code as usize, name.raw(), watch.0);
        Some(Folded { scope, ..folded })
    }

    fn attribute(&mut self, from_top: u32, index: u32) -> Attribute {
        let receiver = self.value(Place::Stack(from_top));
        let name = self.regs.name(index as usize).clone();
        let name = self.vm.intern_value(&name);
        self.find_attribute(&receiver, &name).unwrap_or(Attribute::Other)
    }

    fn stored_attribute(&mut self, from_top: u32, index: u32) -> Attribute {
        let receiver = self.value(Place::Stack(from_top));
        let name = self.regs.name(index as usize).clone();
        let name = self.vm.intern_value(&name);
        self.find_stored(&receiver, &name).unwrap_or(Attribute::Other)
    }

    fn construction(&mut self, from_top: u32) -> Option<Construction> {
        self.find_construction(from_top)
    }

    fn binding(&mut self, count: u32, keywords: bool) -> Option<Binding> {
        self.find_binding(count, keywords)
    }
}
