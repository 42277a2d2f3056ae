//! Warnings: shown on standard error once for each place, as CPython's default filters have it.

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::frame_view::FrameView;
use crate::function::Function;
use crate::value::Value;
use crate::vm::Vm;

/// Warnings shown so far: file, line, message.
pub(crate) type Shown = std::collections::BTreeSet<(String, u32, String)>;

impl Vm {
    /// Warns about what the program does at its innermost frame. Categories for developers are shown for
    /// `__main__` only, or never.
    ///
    /// # Errors
    /// `sys.stderr` failed.
    pub(crate) fn warn(&mut self, category: ExceptionKind, message: &str) -> PyResult<()> {
        self.warn_of(category, message, None)
    }

    /// The same about an object, if `source` says one: where that was allocated is not known.
    ///
    /// # Errors
    /// `sys.stderr` failed.
    pub(crate) fn warn_of(
        &mut self,
        category: ExceptionKind,
        message: &str,
        source: Option<&Value>,
    ) -> PyResult<()> {
        if let Some(warn) = self.warnings_function("warn") {
            let class = self.class_of_type(category.type_id()).into_value();
            let source = source.cloned().unwrap_or(Value::NONE);
            let arguments = [self.new_str(message), class, Value::from_small(1), source];
            return self.call(&warn, &arguments).map(drop);
        }
        let (file, line, module) = self.warning_place();
        let hidden = match category {
            ExceptionKind::DeprecationWarning => module != "__main__",
            ExceptionKind::PendingDeprecationWarning
            | ExceptionKind::ImportWarning
            | ExceptionKind::ResourceWarning => true,
            _ => false,
        };
        if hidden || !self.warnings_shown.insert((file.clone(), line, message.to_owned())) {
            return Ok(());
        }
        self.warn_at(&file, line, category, message)?;
        match self.sys_attribute("stderr") {
            // Nothing is known of allocations once the program has ended.
            Some(stderr) if source.is_some() && line > 0 && !stderr.is_none() => {
                let name = category.name();
                let text = format!("{name}: Enable tracemalloc to get the object allocation traceback\n");
                self.write_to(&stderr, &text)
            }
            _ => Ok(()),
        }
    }

    /// A function of the module `warnings`, if the program has imported it: from then on its filters decide.
    pub(crate) fn warnings_function(&mut self, name: &str) -> Option<Value> {
        let module = self.modules.as_dict()?.get_text("warnings")?;
        module.downcast::<crate::modules::Module>()?.dict().get_text(name)
    }

    /// Shows a warning about a line.
    ///
    /// # Errors
    /// `sys.stderr` failed.
    pub(crate) fn warn_at(
        &mut self,
        file: &str,
        line: u32,
        category: ExceptionKind,
        message: &str,
    ) -> PyResult<()> {
        if let Some(warn) = self.warnings_function("warn_explicit") {
            let class = self.class_of_type(category.type_id()).into_value();
            let arguments =
                [self.new_str(message), class, self.new_str(file), Value::from_small(line.into())];
            return self.call(&warn, &arguments).map(drop);
        }
        let mut text = format!("{file}:{line}: {}: {message}\n", category.name());
        let source = self.source_text(file);
        if let Some(shown) =
            source.as_deref().and_then(|source| source.lines().nth((line as usize).checked_sub(1)?))
        {
            text += &format!("  {}\n", shown.trim());
        }
        match self.sys_attribute("stderr") {
            Some(stderr) if !stderr.is_none() => self.write_to(&stderr, &text),
            _ => Ok(()),
        }
    }

    /// File, line and module of the innermost frame; `<sys>`, line 0, where no Python code runs.
    fn warning_place(&mut self) -> (String, u32, String) {
        let outside = || ("<sys>".to_owned(), 0, "sys".to_owned());
        let Some(frame) = self.frame_at(0).and_then(|frame| frame.downcast::<FrameView>().cloned()) else {
            return outside();
        };
        let Some(code) = frame.code() else { return outside() };
        let key = self.names.__name__.clone();
        let function = frame.function.get();
        let globals = function
            .as_ref()
            .and_then(|function| function.downcast::<Function>())
            .and_then(|function| function.globals.get());
        let module = globals.and_then(|globals| self.dict_get(&globals, &key));
        let module = module.and_then(|module| self.str_text(&module)).unwrap_or_default();
        (code.source().filename.to_string(), frame.line().unwrap_or(1).max(1), module)
    }
}
