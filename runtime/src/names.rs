//! Interned strings and the well-known names.
//!
//! An interned string is the only one with its text, so that names compare by identity. The table in
//! the heap does not own them: a name that nobody uses any more dies like any string.

use crate::value::Value;
use crate::vm::Vm;

macro_rules! define_names {
    ($($field:ident)*) => {
        /// Names the runtime itself looks up.
        #[allow(missing_docs, reason = "each is the name it holds")]
        pub struct Names { $(pub $field: Value),* }

        impl Names {
            /// Interns every name.
            pub(crate) fn new(heap: &mut crate::heap::Heap) -> Names {
                Names { $($field: crate::string::intern(heap, stringify!($field))),* }
            }
        }
    };
}

define_names! {
    __abs__ __add__ __aenter__ __aexit__ __aiter__ __all__ __and__ __anext__ __annotate__ __annotate_func__
    __annotations__ __annotations_cache__ __await__ __bases__ __bool__ __build_class__ __builtins__ __bytes__ __call__ __cause__ __ceil__
    __class__ __class_getitem__ __classcell__ __classdictcell__ __complex__ __contains__ __context__
    __copy__ __deepcopy__ __defaults__ __del__ __delattr__ __delete__ __delitem__ __dict__ __dir__
    __divmod__ __doc__ __enter__ __eq__ __exit__ __file__ __float__ __floor__ __floordiv__ __format__
    __func__ __ge__ __get__ __getattr__ __getattribute__ __getitem__ __getnewargs__ __gt__ __hash__ __iadd__
    __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __import__ __imul__ __index__ __init__
    __init_subclass__ __instancecheck__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isub__ __iter__
    __itruediv__ __ixor__ __kwdefaults__ __le__ __len__ __length_hint__ __lshift__ __lt__ __main__
    __matmul__ __missing__ __mod__ __module__ __mro__ __mro_entries__ __mul__ __name__ __ne__ __neg__
    __new__ __next__ __notes__ __objclass__ __or__ __path__ __pos__ __pow__ __prepare__ __qualname__
    __radd__ __rand__ __rdivmod__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rfloordiv__ __rlshift__
    __rmatmul__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__
    __rxor__ __self__ __set__ __set_name__ __setattr__ __setitem__ __sizeof__ __slots__ __spec__
    __static_attributes__ __firstlineno__ __str__ __sub__ __subclasscheck__ __subclasshook__ __subclasses__
    __suppress_context__ __traceback__ __truediv__ __trunc__ __type_params__ __weakref__ __wrapped__ __xor__
    __match_args__ __isabstractmethod__ __abstractmethods__ __loader__ __package__ __members__
    __objclass_name__ append args clear close copy end errors encoding fget fset fdel file flush get items
    join key keys mro metaclass name obj path print_file_and_line reverse send sep sort start step stop
    strict sys throw update value values write builtins __debug__ msg filename code
}

impl Vm {
    /// The interned string with this text.
    pub fn intern(&mut self, text: &str) -> Value {
        crate::string::intern(&mut self.heap, text)
    }

    /// The interned string with the text of an exact string; other values as they are.
    pub fn intern_value(&mut self, value: &Value) -> Value {
        crate::string::intern_value(&mut self.heap, value)
    }
}
