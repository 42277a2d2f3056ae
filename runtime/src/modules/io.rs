//! `_io`: the types of files. `io` is written in Python over it.

use crate::dict::Dict;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::modules::NativeModule;
use crate::native::NativeDef;
use crate::object::Ref;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule =
    NativeModule { name: "_io", doc: "The types of files.", functions: FUNCTIONS, fill };

const FUNCTIONS: &[NativeDef] = &[];

fn fill(vm: &mut Vm, dict: &Ref<Dict>) -> PyResult<()> {
    let types = [
        id::FILE_IO,
        id::BUFFERED_READER,
        id::BUFFERED_WRITER,
        id::BUFFERED_RANDOM,
        id::BYTES_IO,
        id::STRING_IO,
        id::TEXT_FILE,
    ];
    let (key, module) = (vm.names.__module__.clone(), vm.new_str("_io"));
    for type_id in types {
        let class = vm.class_of_type(type_id);
        let name = class.name_text();
        vm.class_set(&class, &key, Some(module.clone()));
        vm.set_global(dict, &name, class.into_value());
    }
    // The function is the built-in one itself.
    if let Some(open) = vm.builtins.as_dict().and_then(|builtins| builtins.get_text("open")) {
        vm.set_global(dict, "open", open);
    }
    let unsupported = make_unsupported(vm)?;
    vm.set_global(dict, "UnsupportedOperation", unsupported);
    let blocking = vm.class_of_type(ExceptionKind::BlockingIOError.type_id()).into_value();
    vm.set_global(dict, "BlockingIOError", blocking);
    vm.set_global(dict, "DEFAULT_BUFFER_SIZE", Value::from_small(131_072));
    Ok(())
}

/// `class UnsupportedOperation(OSError, ValueError)`
fn make_unsupported(vm: &mut Vm) -> PyResult {
    let name = vm.intern("UnsupportedOperation");
    let kinds = [ExceptionKind::OSError, ExceptionKind::ValueError];
    let bases = kinds.map(|kind| vm.class_of_type(kind.type_id()).into_value());
    let bases = vm.new_tuple(bases.to_vec());
    let (namespace, key, module) = (vm.new_dict(), vm.names.__module__.clone(), vm.new_str("io"));
    vm.dict_set(&namespace, &key, &module);
    let metaclass = vm.class_of_type(id::TYPE).into_value();
    vm.call(&metaclass, &[name, bases, namespace])
}
