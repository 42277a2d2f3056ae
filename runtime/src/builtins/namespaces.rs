//! `globals`, `locals`, `vars` and `dir`.

use genjit_bytecode::CodeFlags;

use crate::code::Code;
use crate::error::PyResult;
use crate::frame_view::FrameView;
use crate::function::Function;
use crate::native::Arguments;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// `globals()`
pub(super) fn globals(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.current_globals().unwrap_or(Value::NONE))
}

/// `locals()`
pub(super) fn locals(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    vm.current_locals()
}

/// `vars([object])`
pub(super) fn vars(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(object) = args.first() else { return vm.current_locals() };
    let name = vm.names.__dict__.clone();
    match vm.find_attr(object, &name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.raise_type_error("vars() argument must have __dict__ attribute")),
    }
}

/// `dir([object])`
pub(super) fn dir(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let names = match args.first() {
        None => {
            let locals = vm.current_locals()?;
            vm.collect(&locals)?
        }
        Some(object) => {
            let name = vm.names.__dir__.clone();
            match vm.call_special(object, &name, &[])? {
                Some(listed) => vm.collect(&listed)?,
                None => vm.attribute_names(object),
            }
        }
    };
    let list = vm.new_list(names);
    let sort = vm.names.sort.clone();
    vm.call_method(&list, &sort, &[])?;
    Ok(list)
}

impl Vm {
    /// The innermost frame that programs see.
    fn current_frame(&mut self) -> Option<Ref<FrameView>> {
        self.frame_at(0)?.downcast::<FrameView>().cloned()
    }

    /// The globals of the innermost function that programs see.
    pub(crate) fn current_globals(&mut self) -> Option<Value> {
        let function = self.current_frame()?.function.get()?;
        function.downcast::<Function>().and_then(|function| function.globals.get())
    }

    /// The code of the innermost frame.
    pub(crate) fn current_code(&mut self) -> Option<Ref<Code>> {
        self.current_frame()?.code()
    }

    /// `locals()` of the innermost frame: of a function a new dict, else the namespace itself.
    pub(crate) fn current_locals(&mut self) -> PyResult {
        let (Some(view), Some(globals)) = (self.current_frame(), self.current_globals()) else {
            return Err(self.raise_system_error("frame does not exist"));
        };
        match view.code() {
            Some(code) if code.flags.contains(CodeFlags::OPTIMIZED) || view.is_in_comprehension() => {
                self.locals_of(&view)
            }
            _ => Ok(self.view_namespace(&view).unwrap_or(globals)),
        }
    }
}
