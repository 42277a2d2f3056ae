//! How a new machine is filled: layouts, classes, types, modules, in the order in which each needs the
//! ones before it.

use crate::class::Class;
use crate::dict::{self, Dict};
use crate::exceptions::Exception;
use crate::heap::Heap;
use crate::instance::Instance;
use crate::native::{GetSetDescriptor, MethodDescriptor, NativeFunction};
use crate::string::Str;
use crate::tuple::{self, Tuple};
use crate::types::{UserLayout, id};
use crate::vm::{Known, Vm};

/// Declares the layouts that strings, dicts and classes are made of; the types' `define` functions add
/// their own.
fn declare_layouts(heap: &mut Heap) {
    let layouts = [
        (id::STR, Str::LAYOUT),
        (id::TUPLE, Tuple::LAYOUT),
        (id::DICT, Dict::LAYOUT),
        (id::DEFAULT_DICT, Dict::LAYOUT),
        (id::ORDERED_DICT, Dict::LAYOUT),
        (id::TYPE, Class::LAYOUT),
        (id::BUILTIN, NativeFunction::LAYOUT),
        (id::METHOD_WRAPPER, NativeFunction::LAYOUT),
        (id::METHOD_DESCRIPTOR, MethodDescriptor::LAYOUT),
        (id::WRAPPER_DESCRIPTOR, MethodDescriptor::LAYOUT),
        (id::CLASS_METHOD_DESCRIPTOR, MethodDescriptor::LAYOUT),
        (id::GETSET_DESCRIPTOR, GetSetDescriptor::LAYOUT),
    ];
    for (type_id, layout) in layouts {
        heap.set_layout(type_id, layout);
    }
    heap.set_user_layout(UserLayout::Instance, Instance::LAYOUT);
    heap.set_user_layout(UserLayout::Payload, Instance::LAYOUT);
    heap.set_user_layout(UserLayout::Exception, Exception::LAYOUT);
    heap.set_user_layout(UserLayout::Class, Class::LAYOUT);
    crate::exceptions::object::declare_layouts(heap);
    crate::execution_types::declare_layouts(heap);
}

fn define_types(vm: &mut Vm) {
    crate::class::define(vm);
    crate::singletons::define(vm);
    crate::num::define(vm);
    crate::string::define(vm);
    crate::string::interpolated::define(vm);
    tuple::define(vm);
    crate::list::define(vm);
    dict::define(vm);
    dict::define_views(vm);
    dict::define_iterators(vm);
    dict::define_proxy(vm);
    crate::set::define(vm);
    crate::bytes::define(vm);
    crate::range::define(vm);
    crate::slice::define(vm);
    crate::iter::define(vm);
    crate::deque::define(vm);
    crate::generic::define(vm);
    crate::weakref::define(vm);
    crate::execution_types::define(vm);
    crate::locals_proxy::define(vm);
    crate::exceptions::define(vm);
    crate::file::define(vm);
    crate::builtins::quitter::define(vm);
    crate::modules::define_types(vm);
}

impl Vm {
    /// Fills an empty machine in.
    ///
    /// # Panics
    /// If one of the built-in modules cannot be made.
    pub(crate) fn boot(&mut self) {
        declare_layouts(&mut self.heap);
        self.make_builtin_classes();
        self.make_singletons();
        define_types(self);
        self.modules = self.new_dict();
        self.install_builtins();
        let sys = self.import_module("sys").unwrap_or_else(|raised| {
            let exception = self.take_raised(raised);
            panic!("the module sys is made: {}", self.format_exception_only(&exception))
        });
        self.sys = Some(sys);
        self.note_known();
    }

    /// Notes the functions that the interpreter runs itself.
    fn note_known(&mut self) {
        let method = |type_id, name| self.types.get(type_id).dict().get_text(name);
        let (send, generator_next) = (method(id::GENERATOR, "send"), method(id::GENERATOR, "__next__"));
        let coroutine_send = method(id::COROUTINE, "send");
        let object_new = method(id::OBJECT, "__new__");
        let [next, all, any] = ["next", "all", "any"].map(|name| self.built_in(name));
        self.known = Known { next, all, any, send, coroutine_send, generator_next, object_new };
    }
}
