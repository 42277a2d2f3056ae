//! Python functions: the function object.
//!
//! Laid out as `genjit_jit::abi::function` says. How arguments become locals is in `bind.rs`.

use std::cell::Cell;

use crate::code::{CODE, Code};
use crate::frame::Frame;
use crate::heap::Heap;
use crate::modules::Module;
use crate::object::{Header, Layout, Object, Ref, TypeId};
use crate::slot::Slot;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Type id of Python functions.
pub const FUNCTION: TypeId = TypeId(7);

/// A Python function.
#[repr(C)]
pub struct Function {
    header: Header,
    code: Slot,
    /// The dict of its module.
    pub globals: Slot,
    version: Cell<u64>,
    /// `__defaults__`: a tuple, or empty.
    defaults: Slot,
    /// `__kwdefaults__`: a dict, or empty.
    kwdefaults: Slot,
    /// `__closure__`: a tuple of cells, or empty.
    closure: Slot,
    /// `__name__`.
    pub name: Slot,
    /// `__qualname__`.
    pub qualname: Slot,
    /// `__doc__`.
    pub doc: Slot,
    /// `__module__`.
    pub module: Slot,
    /// `__dict__`, made when first needed.
    pub attributes: Slot,
    /// `__annotations__`, once evaluated.
    pub annotations: Slot,
    /// `__annotate__`: the function that evaluates the annotations.
    pub annotate: Slot,
    /// `__type_params__`.
    pub type_params: Slot,
    /// Where names are found that are no globals, if the globals name other builtins than the `Vm`'s.
    pub(crate) own_builtins: Slot,
}

// SAFETY: `repr(C)` with the header first; only objects of type id `FUNCTION` are laid out so.
unsafe impl Object for Function {
    #[inline(always)]
    fn is_type(type_id: TypeId) -> bool {
        type_id == FUNCTION
    }
}

impl Function {
    /// How the heap treats functions.
    pub const LAYOUT: Layout = Layout {
        name: "function",
        size: |_| size_of::<Function>(),
        visit: Function::visit,
        destroy: Function::destroy,
        clear: Function::clear,
        finalisable: |_| false,
        collectable: true,
    };

    /// From the defaults to the type parameters.
    const VALUES: std::ops::Range<usize> = 3..11;

    /// In the order in which they are given up; a frame of the function needs those outside [`Self::VALUES`].
    fn slots(&self) -> [&Slot; 13] {
        [
            &self.globals,
            &self.own_builtins,
            &self.module,
            &self.defaults,
            &self.kwdefaults,
            &self.doc,
            &self.attributes,
            &self.closure,
            &self.annotations,
            &self.annotate,
            &self.type_params,
            &self.name,
            &self.qualname,
        ]
    }

    unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: the heap calls this with live functions.
        let function = unsafe { &*object.cast::<Function>() };
        visitor(function.code.raw());
        function.slots().iter().for_each(|slot| visitor(slot.raw()));
    }

    unsafe fn destroy(object: *mut Header, heap: &mut Heap) {
        // SAFETY: the heap calls this with a dead function.
        unsafe {
            Function::clear(object, heap);
            (*object.cast::<Function>()).code.give_up();
        }
    }

    // The code and the names stay: a function in a dead cycle must remain a function.
    unsafe fn clear(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this with functions that are dead or in a dead cycle.
        let function = unsafe { &*object.cast::<Function>() };
        function.slots().iter().for_each(|slot| slot.give_up());
    }

    /// Gives up what a dead function has besides what a frame of it needs, which machine code may yet make.
    pub(crate) fn give_up_values(&self) {
        self.slots()[Self::VALUES].iter().for_each(|slot| slot.give_up());
    }

    /// The code.
    #[inline(always)]
    pub fn code(&self) -> &Ref<Code> {
        debug_assert!(!self.code.is_empty());
        // SAFETY: the slot holds a code object from birth to death, and `Ref<Code>`, `Value` and `Slot`
        // are all transparent over the same word. Assigning `__code__` gives frames of the old code a
        // function of their own first: see `set_function_code`.
        unsafe { &*std::ptr::from_ref(&self.code).cast::<Ref<Code>>() }
    }

    /// `__defaults__`.
    pub fn defaults(&self) -> Option<Value> {
        self.defaults.get()
    }

    /// `__kwdefaults__`.
    pub fn kwdefaults(&self) -> Option<Value> {
        self.kwdefaults.get()
    }

    /// `__closure__`.
    pub fn closure(&self) -> Option<Value> {
        self.closure.get()
    }

    pub(crate) fn closure_raw(&self) -> Raw {
        self.closure.raw()
    }

    /// Sets `__defaults__`.
    pub fn set_defaults(&self, defaults: Option<Value>) {
        self.changed();
        drop(self.defaults.replace(defaults));
    }

    /// Sets `__kwdefaults__`.
    pub fn set_kwdefaults(&self, defaults: Option<Value>) {
        self.changed();
        drop(self.kwdefaults.replace(defaults));
    }

    /// Sets the closure.
    pub fn set_closure(&self, closure: Option<Value>) {
        self.changed();
        drop(self.closure.replace(closure));
    }

    /// Changes whenever code, defaults or closure do.
    pub fn version(&self) -> u64 {
        self.version.get()
    }

    fn changed(&self) {
        self.version.set(self.version.get() + 1);
    }
}

impl Vm {
    /// A function of this code in these globals, as `MAKE_FUNCTION` makes it.
    pub fn new_function(&mut self, code: Ref<Code>, globals: Value) -> Ref<Function> {
        let [name, qualname] = code.called().clone();
        let documented = code.source().flags.contains(genjit_bytecode::CodeFlags::HAS_DOCSTRING);
        let doc = documented.then(|| code.consts().first().cloned()).flatten().unwrap_or(Value::NONE);
        let module = self.module_name_of(&globals);
        let own_builtins = self.own_builtins_of(&globals);
        if own_builtins.is_some() && !code.has_own_builtins.replace(true) {
            self.heap.key_changes(code.as_ptr() as usize, None);
        }
        let object = self.heap.allocate(FUNCTION, size_of::<Function>()).cast::<Function>();
        // SAFETY: fresh memory of this size whose header is written; every other field is written here.
        unsafe {
            object.write(Function {
                header: object.cast::<Header>().read(),
                code: Slot::new(code.into_value()),
                globals: Slot::new(globals),
                own_builtins: Slot::from_option(own_builtins),
                version: Cell::new(1),
                defaults: Slot::empty(),
                kwdefaults: Slot::empty(),
                closure: Slot::empty(),
                name: Slot::new(name),
                qualname: Slot::new(qualname),
                doc: Slot::new(doc),
                module: Slot::from_option(module),
                attributes: Slot::empty(),
                annotations: Slot::empty(),
                annotate: Slot::empty(),
                type_params: Slot::empty(),
            });
            Ref::from_pointer(object)
        }
    }

    /// What `__builtins__` of these globals names, a module's dict or any mapping, if it is not the `Vm`'s own.
    /// Without one it is what the innermost frame has.
    fn own_builtins_of(&self, globals: &Value) -> Option<Value> {
        let dict = globals.as_dict();
        let word = dict.and_then(|dict| dict.raw_at(dict.find_name(&self.names.__builtins__)?));
        let Some(word) = word else { return self.current_function()?.own_builtins.get() };
        // SAFETY: the dict holds the word.
        let named = unsafe { word.as_value() };
        let builtins = named.downcast::<Module>().map_or(named, |module| module.dict().value());
        (!builtins.is(&self.builtins)).then(|| builtins.clone())
    }

    /// The builtins of a function: a dict, or what its globals named instead.
    pub(crate) fn builtins_of(&self, function: &Function) -> Value {
        function.own_builtins.get().unwrap_or_else(|| self.builtins.clone())
    }

    /// The builtins of the innermost frame.
    pub(crate) fn current_builtins(&self) -> Value {
        self.current_function().map_or_else(|| self.builtins.clone(), |function| self.builtins_of(function))
    }

    fn current_function(&self) -> Option<&Function> {
        let frame = self.frame;
        // SAFETY: frames from `vm.frame` outwards are executing, hence alive with their function.
        (!frame.is_null()).then(|| unsafe { &*(*frame).func.pointer().cast::<Function>() })
    }

    /// Assigns `__code__`. Frames find their code through their function, so those that run or are suspended in
    /// the old code go over to a copy of the function that keeps it.
    pub fn set_function_code(&mut self, function: &Ref<Function>, code: Ref<Code>) {
        let copy = self.new_function(function.code().clone(), function.globals.get_or_none());
        drop(copy.name.replace(function.name.get()));
        drop(copy.qualname.replace(function.qualname.get()));
        copy.set_closure(function.closure());
        for frame in self.frames_of(function) {
            // SAFETY: the frames are alive: they execute, or the heap has just shown them; each gives up its
            // count of the function for one of the copy.
            unsafe {
                let old = std::mem::replace(&mut (*frame).func, copy.clone().into_value().into_raw());
                drop(old.into_value());
            }
        }
        self.function_changes(function);
        function.changed();
        drop(function.code.replace(Some(code.into_value())));
    }

    /// Tells machine code that code, defaults or closure of a function are about to change.
    pub(crate) fn function_changes(&mut self, function: &Ref<Function>) {
        self.heap.key_changes(function.as_ptr() as usize, Some(Raw::NULL));
    }

    /// Gives the generators of a function that is about to be renamed the names they were made with.
    pub(crate) fn keep_generator_names(&mut self, function: &Ref<Function>) {
        for frame in self.frames_of(function) {
            // SAFETY: the frames are alive: they execute, or the heap has just shown them.
            if unsafe { (*frame).owner } == crate::frame::owner::GENERATOR {
                let notes = self.heap.notes_mut(frame);
                notes.name.get_or_insert_with(|| function.name.get_or_none());
                notes.qualname.get_or_insert_with(|| function.qualname.get_or_none());
            }
        }
    }

    /// Every frame of a function: the executing ones and all generators.
    fn frames_of(&self, function: &Ref<Function>) -> Vec<*mut Frame> {
        let word = function.value().raw();
        let mut frames = Vec::new();
        let mut frame = self.frame;
        while !frame.is_null() {
            // SAFETY: frames from `vm.frame` outwards are executing, hence alive.
            unsafe {
                if (*frame).func == word && (*frame).owner == crate::frame::owner::STACK {
                    frames.push(frame);
                }
                frame = (*frame).prev;
            }
        }
        self.heap.for_each_object(&mut |object| {
            let frame = object.cast::<Frame>();
            // SAFETY: live objects; read as a frame only once the type says so.
            unsafe {
                if <Frame as Object>::is_type((*object).type_id()) && (*frame).func == word {
                    frames.push(frame);
                }
            }
        });
        frames
    }

    /// `__name__` of a module's dict.
    fn module_name_of(&self, globals: &Value) -> Option<Value> {
        self.dict_get(globals, &self.names.__name__)
    }
}

#[cfg(feature = "jit")]
const _: () = {
    use genjit_jit::abi::function;
    // The offsets that machine code reads.
    assert!(std::mem::offset_of!(Function, code) == function::CODE as usize);
    assert!(std::mem::offset_of!(Function, globals) == function::GLOBALS as usize);
    assert!(std::mem::offset_of!(Function, version) == function::VERSION as usize);
    assert!(std::mem::offset_of!(Function, closure) == function::CLOSURE as usize);
};

/// Declares the layouts of functions and their code.
pub(crate) fn declare_layouts(heap: &mut Heap) {
    heap.set_layout(CODE, Code::LAYOUT);
    heap.set_layout(FUNCTION, Function::LAYOUT);
}
