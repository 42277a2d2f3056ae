//! The built-in types: their ids and their class objects.
//!
//! A type id says how an object is laid out and which class it has. Ids below [`FIRST_USER`] belong to
//! built-in types, those from `FIRST_EXCEPTION` on to built-in exceptions. Classes that programs make
//! get ids from [`FIRST_USER`] on whose low bits are the [`UserLayout`], so that the layout of any
//! object follows from its id alone.

use crate::class::Class;
use crate::class::cache::MethodCache;
use crate::object::{Ref, TypeId};
use crate::slots::Slots;
use crate::value::Value;
use crate::vm::Vm;

/// First id of classes made by programs.
pub const FIRST_USER: u32 = 256;
const LAYOUT_BITS: u32 = 3;

/// Layouts of instances of classes that programs make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum UserLayout {
    /// [`crate::instance::Instance`].
    Instance = 0,
    /// [`crate::exceptions::Exception`].
    Exception = 1,
    /// An `Instance` whose first word is the exact built-in object that it extends.
    Payload = 2,
    /// [`Class`]: the class is a metaclass.
    Class = 3,
}

impl TypeId {
    /// The layout, if this is the id of a class made by a program.
    #[inline(always)]
    pub const fn user_layout(self) -> Option<UserLayout> {
        if self.0 < FIRST_USER {
            return None;
        }
        Some(match self.0 & ((1 << LAYOUT_BITS) - 1) {
            0 => UserLayout::Instance,
            1 => UserLayout::Exception,
            2 => UserLayout::Payload,
            _ => UserLayout::Class,
        })
    }

    /// Whether this is the id of a class made by a program with that layout.
    #[inline(always)]
    pub const fn is_user(self, layout: UserLayout) -> bool {
        self.0 >= FIRST_USER && self.0 & ((1 << LAYOUT_BITS) - 1) == layout as u32
    }

    /// Index of a program's class in the heap's table.
    #[inline(always)]
    pub(crate) const fn user_index(self) -> usize {
        ((self.0 - FIRST_USER) >> LAYOUT_BITS) as usize
    }

    pub(crate) const fn from_user_index(index: usize, layout: UserLayout) -> TypeId {
        TypeId(FIRST_USER + ((index as u32) << LAYOUT_BITS) + layout as u32)
    }
}

/// Calls `$mac!` with the rows `NAME = id, "python name", subclassable | final;`. The name is preceded by that of its
/// module unless that is `builtins`.
#[macro_export]
macro_rules! for_each_type {
    ($mac:ident) => {
        $mac! {
            FLOAT = 1, "float", subclassable;
            INT = 2, "int", subclassable;
            STR = 3, "str", subclassable;
            TUPLE = 4, "tuple", subclassable;
            LIST = 5, "list", subclassable;
            DICT = 6, "dict", subclassable;
            FUNCTION = 7, "function", final;
            CODE = 8, "code", final;
            CELL = 9, "cell", final;
            GENERATOR = 10, "generator", final;
            COROUTINE = 11, "coroutine", final;
            ASYNC_GENERATOR = 12, "async_generator", final;
            RANGE_ITERATOR = 13, "range_iterator", final;
            LIST_ITERATOR = 14, "list_iterator", final;
            TUPLE_ITERATOR = 15, "tuple_iterator", final;
            BUILTIN = 16, "builtin_function_or_method", final;
            METHOD = 17, "method", final;
            TYPE = 18, "type", subclassable;
            RANGE = 19, "range", final;
            MODULE = 20, "module", subclassable;
            OBJECT = 21, "object", subclassable;
            NONE = 22, "NoneType", final;
            BOOL = 23, "bool", final;
            NOT_IMPLEMENTED = 24, "NotImplementedType", final;
            ELLIPSIS = 25, "ellipsis", final;
            COMPLEX = 26, "complex", subclassable;
            BYTES = 27, "bytes", subclassable;
            SET = 28, "set", subclassable;
            FROZENSET = 29, "frozenset", subclassable;
            SLICE = 30, "slice", final;
            DICT_KEYS = 32, "dict_keys", final;
            DICT_VALUES = 33, "dict_values", final;
            DICT_ITEMS = 34, "dict_items", final;
            DICT_KEY_ITERATOR = 35, "dict_keyiterator", final;
            DICT_VALUE_ITERATOR = 36, "dict_valueiterator", final;
            DICT_ITEM_ITERATOR = 37, "dict_itemiterator", final;
            DICT_REVERSE_KEY_ITERATOR = 38, "dict_reversekeyiterator", final;
            DICT_REVERSE_VALUE_ITERATOR = 39, "dict_reversevalueiterator", final;
            DICT_REVERSE_ITEM_ITERATOR = 40, "dict_reverseitemiterator", final;
            STR_ITERATOR = 41, "str_ascii_iterator", final;
            WIDE_STR_ITERATOR = 214, "str_iterator", final;
            BYTES_ITERATOR = 42, "bytes_iterator", final;
            SET_ITERATOR = 43, "set_iterator", final;
            ENUMERATE = 44, "enumerate", subclassable;
            ZIP = 45, "zip", subclassable;
            MAP = 46, "map", subclassable;
            FILTER = 47, "filter", subclassable;
            REVERSED = 48, "reversed", subclassable;
            CALLABLE_ITERATOR = 49, "callable_iterator", final;
            SEQUENCE_ITERATOR = 50, "iterator", final;
            LIST_REVERSE_ITERATOR = 51, "list_reverseiterator", final;
            LONG_RANGE_ITERATOR = 52, "longrange_iterator", final;
            PROPERTY = 53, "property", subclassable;
            STATIC_METHOD = 54, "staticmethod", subclassable;
            CLASS_METHOD = 55, "classmethod", subclassable;
            SUPER = 56, "super", subclassable;
            METHOD_DESCRIPTOR = 57, "method_descriptor", final;
            WRAPPER_DESCRIPTOR = 58, "wrapper_descriptor", final;
            METHOD_WRAPPER = 59, "method-wrapper", final;
            CLASS_METHOD_DESCRIPTOR = 60, "classmethod_descriptor", final;
            GETSET_DESCRIPTOR = 61, "getset_descriptor", final;
            MEMBER_DESCRIPTOR = 62, "member_descriptor", final;
            MAPPING_PROXY = 63, "mappingproxy", final;
            WEAKREF = 64, "ReferenceType", subclassable;
            WEAK_PROXY = 65, "ProxyType", final;
            DEFAULT_DICT = 240, "defaultdict", subclassable;
            ORDERED_DICT = 241, "OrderedDict", subclassable;
            ODICT_KEYS = 242, "odict_keys", final;
            ODICT_VALUES = 243, "odict_values", final;
            ODICT_ITEMS = 244, "odict_items", final;
            DEQUE_REVERSE_ITERATOR = 245, "_deque_reverse_iterator", final;
            TUPLE_GETTER = 247, "_tuplegetter", final;
            ABC_DATA = 246, "_abc_data", final;
            TRACEBACK = 66, "traceback", final;
            FRAME = 67, "frame", final;
            FRAME_LOCALS_PROXY = 68, "FrameLocalsProxy", final;
            GENERIC_ALIAS = 69, "GenericAlias", subclassable;
            UNION = 70, "Union", final;
            BYTEARRAY = 71, "bytearray", subclassable;
            COROUTINE_WRAPPER = 72, "coroutine_wrapper", final;
            ASYNC_GENERATOR_ASEND = 73, "async_generator_asend", final;
            ASYNC_GENERATOR_ATHROW = 74, "async_generator_athrow", final;
            ASYNC_GENERATOR_HOOKS = 75, "asyncgen_hooks", final;
            ANEXT_AWAITABLE = 76, "anext_awaitable", final;
            TEXT_FILE = 77, "TextIOWrapper", final;
            BYTEARRAY_ITERATOR = 127, "bytearray_iterator", final;
            FILE_IO = 126, "FileIO", final;
            BUFFERED_READER = 125, "BufferedReader", final;
            BUFFERED_WRITER = 124, "BufferedWriter", final;
            BUFFERED_RANDOM = 123, "BufferedRandom", final;
            STRING_IO = 122, "StringIO", subclassable;
            BYTES_IO = 121, "BytesIO", subclassable;
            SIMPLE_NAMESPACE = 78, "SimpleNamespace", subclassable;
            STRUCT_SEQUENCE = 79, "structseq", final;
            COUNT = 80, "itertools.count", subclassable;
            CYCLE = 81, "itertools.cycle", subclassable;
            REPEAT = 82, "itertools.repeat", subclassable;
            CHAIN = 83, "itertools.chain", subclassable;
            ISLICE = 84, "itertools.islice", subclassable;
            TAKEWHILE = 85, "itertools.takewhile", subclassable;
            DROPWHILE = 86, "itertools.dropwhile", subclassable;
            ACCUMULATE = 87, "itertools.accumulate", subclassable;
            STARMAP = 88, "itertools.starmap", subclassable;
            TEE = 89, "itertools._tee", final;
            ZIP_LONGEST = 90, "itertools.zip_longest", subclassable;
            PAIRWISE = 91, "itertools.pairwise", subclassable;
            PRODUCT = 92, "itertools.product", subclassable;
            PERMUTATIONS = 93, "itertools.permutations", subclassable;
            COMBINATIONS = 94, "itertools.combinations", subclassable;
            GROUPBY = 95, "itertools.groupby", subclassable;
            GROUPER = 96, "itertools._grouper", final;
            COMPRESS = 97, "itertools.compress", subclassable;
            FILTERFALSE = 98, "itertools.filterfalse", subclassable;
            BATCHED = 99, "itertools.batched", subclassable;
            PARTIAL = 100, "functools.partial", subclassable;
            DEQUE = 101, "deque", subclassable;
            DEQUE_ITERATOR = 102, "_deque_iterator", final;
            COMBINATIONS_WITH_REPLACEMENT = 216, "itertools.combinations_with_replacement", subclassable;
            TEE_BUFFER = 217, "itertools._tee_dataobject", final;
            ITEM_GETTER = 218, "operator.itemgetter", final;
            ATTR_GETTER = 219, "operator.attrgetter", final;
            METHOD_CALLER = 220, "operator.methodcaller", final;
            LRU_CACHE = 221, "functools._lru_cache_wrapper", subclassable;
            COMPARISON_KEY = 222, "functools.KeyWrapper", final;
            PLACEHOLDER = 223, "functools._PlaceholderType", final;
            RANDOM = 224, "_random.Random", subclassable;
            ARRAY = 225, "array.array", subclassable;
            ARRAY_ITERATOR = 226, "array.arrayiterator", final;
            STRUCT = 227, "_struct.Struct", subclassable;
            UNPACK_ITERATOR = 228, "_struct.unpack_iterator", final;
            MEMORY_VIEW = 238, "memoryview", final;
            MEMORY_ITERATOR = 239, "memory_iterator", final;
            QUITTER = 250, "Quitter", final;
            CONTEXT = 210, "Context", final;
            CONTEXT_VAR = 211, "ContextVar", final;
            TOKEN = 212, "Token", final;
            PATTERN = 106, "re.Pattern", final;
            MATCH = 107, "re.Match", final;
            SCANNER = 108, "_sre.SRE_Scanner", final;
            TEMPLATE = 103, "string.templatelib.Template", final;
            INTERPOLATION = 104, "string.templatelib.Interpolation", final;
            TEMPLATE_ITERATOR = 105, "string.templatelib.TemplateIter", final;
            TOKEN_MISSING = 213, "Token.MISSING", final;
        }
    };
}

/// Ids of the built-in types.
pub mod id {
    use crate::object::TypeId;

    macro_rules! ids {
        ($($name:ident = $id:literal, $text:literal, $kind:ident;)*) => {
            $(#[doc = concat!("`", $text, "`")] pub const $name: TypeId = TypeId($id);)*
            /// Every built-in type but the exceptions: id, name, whether programs may derive from it.
            pub const ALL: &[(TypeId, &str, bool)] = &[$((TypeId($id), $text, is_subclassable(stringify!($kind)))),*];
        };
    }
    crate::for_each_type!(ids);

    // No two types have the same id.
    const _: () = {
        let mut i = 0;
        while i < ALL.len() {
            let mut j = i + 1;
            while j < ALL.len() {
                assert!(ALL[i].0.0 != ALL[j].0.0, "two types have the same id");
                j += 1;
            }
            i += 1;
        }
    };

    const fn is_subclassable(kind: &str) -> bool {
        kind.len() == "subclassable".len()
    }
}

/// The class objects and what is kept beside them.
pub struct Types {
    /// Class objects of the built-in types by id; `None` where no type has the id.
    builtin: Vec<Option<Ref<Class>>>,
    slots: Vec<Slots>,
    /// Results of attribute lookups on classes.
    pub(crate) cache: MethodCache,
    /// Last version given to a class.
    pub(crate) last_version: u64,
}

impl Types {
    /// No types yet.
    pub(crate) fn new() -> Types {
        Types {
            builtin: (0..FIRST_USER).map(|_| None).collect(),
            slots: vec![Slots::NONE; FIRST_USER as usize],
            cache: MethodCache::new(),
            last_version: 0,
        }
    }

    /// The class of a built-in type.
    ///
    /// # Panics
    /// If no such type was defined.
    pub fn get(&self, type_id: TypeId) -> &Ref<Class> {
        self.builtin[type_id.0 as usize].as_ref().expect("the built-in type is defined")
    }

    pub(crate) fn find(&self, type_id: TypeId) -> Option<&Ref<Class>> {
        self.builtin.get(type_id.0 as usize)?.as_ref()
    }

    pub(crate) fn set(&mut self, type_id: TypeId, class: Ref<Class>) {
        self.builtin[type_id.0 as usize] = Some(class);
    }

    /// What a built-in type does natively.
    #[inline(always)]
    pub fn slots(&self, type_id: TypeId) -> &Slots {
        &self.slots[type_id.0 as usize]
    }

    pub(crate) fn slots_mut(&mut self, type_id: TypeId) -> &mut Slots {
        &mut self.slots[type_id.0 as usize]
    }
}

impl Value {
    /// The type id; immediates have those of their types.
    #[inline(always)]
    pub fn type_id(&self) -> TypeId {
        self.raw().type_id()
    }
}

impl Vm {
    /// The class of a value.
    pub fn class_of(&self, value: &Value) -> Ref<Class> {
        self.class_of_type(value.type_id())
    }

    /// The class with this type id.
    #[inline]
    pub fn class_of_type(&self, type_id: TypeId) -> Ref<Class> {
        if type_id.0 < FIRST_USER {
            return self.types.get(type_id).clone();
        }
        self.heap.user_class(type_id)
    }

    /// What the value's type does natively; nothing for classes made by programs.
    #[inline(always)]
    pub(crate) fn slots_of(&self, value: &Value) -> &Slots {
        let type_id = value.type_id();
        if type_id.0 < FIRST_USER { self.types.slots(type_id) } else { &Slots::NONE }
    }

    /// Name of the value's class, as error messages show it: that of a built-in class is preceded by its
    /// module, unless that is `builtins`.
    pub fn type_name(&self, value: &Value) -> String {
        self.class_of(value).shown_name(&self.names)
    }

    /// Name of a class, as error messages about its objects show it.
    pub(crate) fn shown_name(&self, class: &Ref<Class>) -> String {
        class.shown_name(&self.names)
    }
}
