//! Scopes: which variable of which function, class or module each name means.
//!
//! [`build()`] walks the syntax tree once and notes, for every scope, how its names are bound and used;
//! then the scopes are analysed from the outside in, which makes every name local, global, free (of an
//! outer function) or a cell (local, but used by an inner function). List, set and dict comprehensions
//! are merged into the scope around them.
//!
//! Scopes are found again during code generation by the address of their syntax node: bodies of
//! `finally` are compiled more than once, so the order of visits does not identify them.

mod analyze;
mod annotations;
mod build;
mod expressions;
mod mangle;
mod patterns;
mod refuse;

use std::sync::Arc;

use genjit_bytecode::CodeFlags;
use ruff_python_ast::ExprGenerator;
use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

pub(crate) use annotations::annotations_of;
pub(crate) use build::{Tree, build, is_conditional};
pub(crate) use mangle::mangle;

/// The set of the numbers of those annotations that came to be, among those that may be passed over.
pub(crate) const CONDITIONAL_ANNOTATIONS: &str = "__conditional_annotations__";

/// How a name occurs in a scope: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u16);

impl Flags {
    /// Named by a `global` statement.
    pub const GLOBAL: Flags = Flags(1);
    /// Assigned.
    pub const LOCAL: Flags = Flags(1 << 1);
    /// A parameter.
    pub const PARAM: Flags = Flags(1 << 2);
    /// Named by a `nonlocal` statement.
    pub const NONLOCAL: Flags = Flags(1 << 3);
    /// Read.
    pub const USE: Flags = Flags(1 << 4);
    /// Free in an inner function and bound in this class.
    pub const FREE_CLASS: Flags = Flags(1 << 6);
    /// Bound by an import.
    pub const IMPORT: Flags = Flags(1 << 7);
    /// Annotated.
    pub const ANNOT: Flags = Flags(1 << 8);
    /// Iteration variable of a comprehension.
    pub const COMP_ITER: Flags = Flags(1 << 9);
    /// A type parameter.
    pub const TYPE_PARAM: Flags = Flags(1 << 10);
    /// Cell of a comprehension merged into this scope.
    pub const COMP_CELL: Flags = Flags(1 << 11);
    /// Every way of binding.
    pub const BOUND: Flags = Flags(1 << 1 | 1 << 2 | 1 << 7);

    /// Whether any bit of `other` is set.
    pub(crate) const fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Flags {
    type Output = Flags;
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

/// What a name means in a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Access {
    /// Not analysed, or not known here.
    #[default]
    Unknown,
    Local,
    /// Global by a `global` statement.
    GlobalExplicit,
    /// Bound nowhere around.
    GlobalImplicit,
    /// A variable of an outer function.
    Free,
    /// A local that inner functions use.
    Cell,
}

/// A name in a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub flags: Flags,
    pub access: Access,
}

impl Symbol {
    /// Bound here, and not by way of `nonlocal`.
    pub(crate) fn is_own_local(self) -> bool {
        self.flags.has(Flags::LOCAL) && !self.flags.has(Flags::NONLOCAL)
    }
}

/// The names of a scope, in the order of first occurrence.
#[derive(Clone, Default)]
pub(crate) struct Symbols {
    list: Vec<(Arc<str>, Symbol)>,
    index: FxHashMap<Arc<str>, usize>,
}

impl Symbols {
    pub(crate) fn get(&self, name: &str) -> Option<Symbol> {
        self.index.get(name).map(|&i| self.list[i].1)
    }

    /// The name's symbol, made if it is new.
    pub(crate) fn entry(&mut self, name: &str) -> &mut Symbol {
        let i = match self.index.get(name) {
            Some(&i) => i,
            None => {
                let name: Arc<str> = name.into();
                self.index.insert(name.clone(), self.list.len());
                self.list.push((name, Symbol::default()));
                self.list.len() - 1
            }
        };
        &mut self.list[i].1
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, Symbol)> {
        self.list.iter().map(|(name, symbol)| (name, *symbol))
    }

    /// Names that satisfy the condition, sorted.
    pub(crate) fn sorted(&self, wanted: impl Fn(Symbol) -> bool) -> Vec<Arc<str>> {
        let mut names: Vec<_> = self.iter().filter(|&(_, s)| wanted(s)).map(|(n, _)| n.clone()).collect();
        names.sort();
        names
    }
}

/// Kinds of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    /// The function that evaluates annotations: those of a function, or those of the variables of a module
    /// or a class. A class keeps a cell with its namespace for those in it.
    Annotation,
    /// The type parameters of a function, a class or a type alias.
    TypeParams,
    /// The value of a type alias.
    TypeAlias,
    /// The bound, the constraints or the default of a type parameter, as error messages call it.
    TypeVariable(&'static str),
}

impl ScopeKind {
    /// What error messages call the scopes in which some expressions cannot stand.
    fn restriction(self) -> Option<&'static str> {
        match self {
            ScopeKind::Annotation => Some("an annotation"),
            ScopeKind::TypeParams => Some("the definition of a generic"),
            ScopeKind::TypeAlias => Some("a type alias"),
            ScopeKind::TypeVariable(what) => Some(what),
            ScopeKind::Module | ScopeKind::Class | ScopeKind::Function => None,
        }
    }
}

/// Kinds of comprehension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CompKind {
    List,
    Set,
    Dict,
    Generator,
}

impl CompKind {
    /// As error messages call it.
    fn describe(self) -> &'static str {
        match self {
            CompKind::List => "list comprehension",
            CompKind::Set => "set comprehension",
            CompKind::Dict => "dict comprehension",
            CompKind::Generator => "generator expression",
        }
    }
}

/// Index of a scope in its [`SymbolTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScopeId(usize);

/// One scope.
pub(crate) struct Scope {
    pub kind: ScopeKind,
    pub symbols: Symbols,
    /// Parameters, in slot order.
    pub varnames: Vec<Arc<str>>,
    children: Vec<ScopeId>,
    /// Inside a function.
    pub nested: bool,
    pub generator: bool,
    pub coroutine: bool,
    /// The scope of an `async def`.
    pub is_async_def: bool,
    pub comprehension: Option<CompKind>,
    /// A comprehension that is compiled as part of the scope around it.
    pub inlined: bool,
    pub varargs: bool,
    pub varkeywords: bool,
    /// A class some method of which uses `__class__` or `super`.
    pub needs_class_closure: bool,
    /// A class whose namespace inner annotation scopes see.
    pub needs_classdict: bool,
    pub has_docstring: bool,
    /// A function defined in a class body.
    pub method: bool,
    /// Names are looked up in the namespace of the class around first.
    pub can_see_class_scope: bool,
    /// The scope of the annotations of this scope's variables.
    pub annotations: Option<ScopeId>,
    /// Some annotated assignment of a module or a class may be passed over.
    pub conditional_annotations: bool,
    /// Statements around the current one that may pass it over.
    conditional_depth: u32,
    in_iter_target: bool,
    iter_expr_depth: u32,
}

impl Scope {
    /// Whether it runs on slots: functions, lambdas and comprehensions.
    pub(crate) fn is_function_like(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }

    /// What a name means here.
    pub(crate) fn access(&self, name: &str) -> Access {
        self.symbols.get(name).map_or(Access::Unknown, |s| s.access)
    }
}

/// All scopes of a module.
pub(crate) struct SymbolTable {
    scopes: Vec<Scope>,
    by_node: FxHashMap<usize, ScopeId>,
    /// Flags that every code object of the module has.
    pub future_flags: CodeFlags,
    /// Generator expressions without parentheses of their own: the range of the call's.
    bare_generators: FxHashMap<usize, TextRange>,
}

impl SymbolTable {
    /// The module's scope.
    pub(crate) const TOP: ScopeId = ScopeId(0);

    /// The range of a generator expression, parentheses included.
    pub(crate) fn generator_range(&self, node: &ExprGenerator) -> TextRange {
        self.bare_generators.get(&node_key(node)).copied().unwrap_or(node.range)
    }

    /// The scope that a syntax node opened.
    pub(crate) fn scope_of<T>(&self, node: &T) -> Option<ScopeId> {
        self.by_node.get(&node_key(node)).copied()
    }
}

impl std::ops::Index<ScopeId> for SymbolTable {
    type Output = Scope;
    fn index(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0]
    }
}

impl std::ops::IndexMut<ScopeId> for SymbolTable {
    fn index_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0]
    }
}

/// Identity of a syntax node: its address, which is stable while the tree is borrowed.
fn node_key<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}
