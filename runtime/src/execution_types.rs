//! Registration of the types that execution is made of: functions, code, cells, generators, frames,
//! tracebacks.

use crate::class::builtin::BuiltinType;
use crate::heap::Heap;
use crate::types::id;
use crate::vm::Vm;
use crate::{
    async_generator_type, await_types, cell, code_type, frame_type, frame_view, function, function_type,
    generator, generator_type, traceback,
};

/// Declares how the heap treats these objects.
pub(crate) fn declare_layouts(heap: &mut Heap) {
    function::declare_layouts(heap);
    generator::declare_layouts(heap);
    await_types::declare_layouts(heap);
    heap.set_layout(id::CELL, cell::CellObject::LAYOUT);
    heap.set_layout(id::FRAME, frame_view::FrameView::LAYOUT);
    heap.set_layout(id::TRACEBACK, traceback::Traceback::LAYOUT);
}

const TYPES: &[BuiltinType] = &[
    BuiltinType::new(id::FUNCTION, function_type::SLOTS)
        .getsets(function_type::ATTRIBUTES)
        .doc("Create a function object."),
    BuiltinType::new(id::CELL, function_type::CELL_SLOTS).getsets(function_type::CELL_ATTRIBUTES),
    BuiltinType::new(id::CODE, code_type::SLOTS)
        .methods(code_type::METHODS)
        .getsets(code_type::ATTRIBUTES)
        .doc("Create a code object.  Not for mere mortals."),
    BuiltinType::new(id::GENERATOR, generator_type::SLOTS)
        .methods(generator_type::METHODS)
        .getsets(generator_type::ATTRIBUTES),
    BuiltinType::new(id::COROUTINE, generator_type::COROUTINE_SLOTS)
        .methods(generator_type::COROUTINE_METHODS)
        .getsets(generator_type::COROUTINE_ATTRIBUTES),
    BuiltinType::new(id::ASYNC_GENERATOR, async_generator_type::SLOTS)
        .methods(async_generator_type::METHODS)
        .getsets(async_generator_type::ATTRIBUTES),
    BuiltinType::new(id::COROUTINE_WRAPPER, await_types::WRAPPER_SLOTS)
        .methods(await_types::WRAPPER_METHODS)
        .doc("A wrapper object implementing __await__ for coroutines."),
    BuiltinType::new(id::ASYNC_GENERATOR_ASEND, async_generator_type::ASEND_SLOTS)
        .methods(async_generator_type::ASEND_METHODS),
    BuiltinType::new(id::ASYNC_GENERATOR_ATHROW, async_generator_type::ATHROW_SLOTS)
        .methods(async_generator_type::ATHROW_METHODS),
    BuiltinType::new(id::ANEXT_AWAITABLE, await_types::ANEXT_SLOTS).methods(await_types::ANEXT_METHODS),
    BuiltinType::new(id::FRAME, frame_type::SLOTS)
        .methods(frame_type::METHODS)
        .getsets(frame_type::ATTRIBUTES),
    BuiltinType::new(id::TRACEBACK, frame_type::TRACEBACK_SLOTS).getsets(frame_type::TRACEBACK_ATTRIBUTES),
];

/// Fills these types in, once their class objects exist.
pub(crate) fn define(vm: &mut Vm) {
    for definition in TYPES {
        vm.define_type(definition);
    }
}
