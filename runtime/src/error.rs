//! How native code fails: [`Raised`] says that an exception object waits in the `Vm`.
//!
//! The exception itself is never carried through Rust results; it sits in `vm.raised` from the moment
//! it is raised until somebody handles it (`take_raised`) or an interpreter frame unwinds with it.
//!
//! Requirement: whoever returns `Err(Raised)` has just set `vm.raised`; whoever drops a `Raised` has
//! taken the exception out.

use crate::exceptions::ExceptionKind;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// An exception was raised; it is in the `Vm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Raised;

/// Result of everything that may raise.
pub type PyResult<T = Value> = Result<T, Raised>;

macro_rules! raise_functions {
    ($($name:ident = $kind:ident;)*) => {
        impl Vm {
            $(
                #[doc = concat!("Raises `", stringify!($kind), "` with this message.")]
                #[cold]
                pub fn $name(&mut self, message: impl AsRef<str>) -> Raised {
                    self.raise(ExceptionKind::$kind, message)
                }
            )*
        }
    };
}

raise_functions! {
    raise_type_error = TypeError;
    raise_value_error = ValueError;
    raise_attribute_error = AttributeError;
    raise_name_error = NameError;
    raise_index_error = IndexError;
    raise_overflow_error = OverflowError;
    raise_zero_division_error = ZeroDivisionError;
    raise_runtime_error = RuntimeError;
    raise_system_error = SystemError;
    raise_memory_error = MemoryError;
    raise_recursion_error = RecursionError;
}

impl Vm {
    /// Raises an exception of a built-in kind with one string argument.
    #[cold]
    pub fn raise(&mut self, kind: ExceptionKind, message: impl AsRef<str>) -> Raised {
        let message = self.new_str(message.as_ref());
        self.raise_with(kind, vec![message])
    }

    /// Raises an exception of a built-in kind with these arguments.
    #[cold]
    pub fn raise_with(&mut self, kind: ExceptionKind, arguments: Vec<Value>) -> Raised {
        let exception = self.new_exception(kind, arguments);
        self.raise_value(exception)
    }

    /// Raises an exception object: links `__context__` to the exception being handled.
    #[cold]
    pub fn raise_value(&mut self, exception: Value) -> Raised {
        self.chain_context(&exception);
        self.set_raised(exception)
    }

    /// Puts an exception in flight as it is, its context untouched.
    pub fn set_raised(&mut self, exception: Value) -> Raised {
        let old = std::mem::replace(&mut self.raised, exception.into_raw());
        debug_assert!(old == Raw::NULL, "an exception in flight was overwritten");
        // SAFETY: the word in `raised` owns its count and has just been replaced.
        drop(unsafe { old.into_value() });
        Raised
    }

    /// Takes the exception in flight.
    ///
    /// # Panics
    /// If none is in flight.
    pub fn take_raised(&mut self, _witness: Raised) -> Value {
        let raw = std::mem::replace(&mut self.raised, Raw::NULL);
        assert!(raw != Raw::NULL, "an exception is in flight");
        // SAFETY: the word in `raised` owns its count and has just been replaced.
        unsafe { raw.into_value() }
    }

    /// Whether the exception in flight is an instance of a built-in kind (or of a subclass).
    pub fn raised_is(&self, kind: ExceptionKind) -> bool {
        // SAFETY: the word in `raised` owns its count and stays while borrowed.
        self.raised != Raw::NULL && self.is_exception_of(unsafe { self.raised.as_value() }, kind)
    }

    /// Drops the exception in flight if it is of this kind; otherwise gives the witness back.
    pub fn clear_if(&mut self, raised: Raised, kind: ExceptionKind) -> PyResult<()> {
        if !self.raised_is(kind) {
            return Err(raised);
        }
        drop(self.take_raised(raised));
        Ok(())
    }
}
