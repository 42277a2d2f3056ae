//! What each name means, from the outside in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::symtable::{
    Access, CONDITIONAL_ANNOTATIONS, CompKind, Flags, ScopeId, ScopeKind, Symbol, SymbolTable, Symbols,
};

type Names = BTreeSet<Arc<str>>;

/// Cells that a class body makes for the functions in it.
const CLASS_CELLS: [&str; 3] = ["__class__", "__classdict__", CONDITIONAL_ANNOTATIONS];

/// What the scopes around a scope say about names.
#[derive(Clone, Default)]
struct Around {
    /// Names bound by the functions around, `None` at the top.
    bound: Option<Names>,
    globals: Names,
    /// Names whose nearest binding is a type parameter.
    type_params: Names,
}

/// A rule of `global` and `nonlocal` that a scope breaks.
pub(super) struct Violation {
    pub scope: ScopeId,
    pub name: Arc<str>,
    pub message: String,
}

/// Analyses all scopes.
pub(super) fn analyze(table: &mut SymbolTable) -> Result<(), Violation> {
    let mut around = Around::default();
    stack(|| analyze_block(table, SymbolTable::TOP, &mut around)).map(drop)
}

fn stack<T>(f: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, f)
}

/// Accesses found so far, in the order of the scope's symbols.
#[derive(Default)]
struct Found {
    accesses: Symbols,
}

impl Found {
    fn set(&mut self, name: &str, access: Access) {
        self.accesses.entry(name).access = access;
    }
}

/// Analyses a scope and those in it; returns the names that are free in it.
fn analyze_block(table: &mut SymbolTable, id: ScopeId, around: &mut Around) -> Result<Names, Violation> {
    let is_class = table[id].kind == ScopeKind::Class;
    let (mut new_bound, mut new_globals) = (Names::new(), Names::new());
    if is_class {
        // A class's names are not seen by its functions, so what they see is taken before.
        new_globals.extend(around.globals.iter().cloned());
        new_bound.extend(around.bound.iter().flatten().cloned());
    }
    let mut local = Names::new();
    let mut found = Found::default();
    let mut free = Names::new();
    let names: Vec<_> = table[id].symbols.iter().map(|(n, s)| (n.clone(), s.flags)).collect();
    for (name, flags) in names {
        let access = analyze_name(id, &name, flags, around, &mut local, &mut free)?;
        found.set(&name, access);
    }
    if is_class {
        new_bound.extend(CLASS_CELLS.map(Arc::from));
    } else {
        if table[id].is_function_like() {
            new_bound.extend(local.iter().cloned());
        }
        new_bound.extend(around.bound.iter().flatten().cloned());
        new_globals.extend(around.globals.iter().cloned());
    }

    let type_params = around.type_params.clone();
    let inner = Around { bound: Some(new_bound), globals: new_globals, type_params };
    let inlined_cells = analyze_children(table, id, &inner, &mut found, &mut free)?;
    if table[id].is_function_like() {
        make_cells(&mut found, &mut free, &inlined_cells);
    } else if is_class {
        table[id].needs_class_closure = free.remove("__class__");
        table[id].needs_classdict = free.remove("__classdict__");
        free.remove(CONDITIONAL_ANNOTATIONS);
    }
    update_symbols(table, id, &found, around.bound.as_ref(), &free, &inlined_cells);
    Ok(free)
}

fn analyze_name(
    scope: ScopeId,
    name: &Arc<str>,
    flags: Flags,
    around: &mut Around,
    local: &mut Names,
    free: &mut Names,
) -> Result<Access, Violation> {
    let Around { bound, globals, type_params } = around;
    let violation = |message: String| Violation { scope, name: name.clone(), message };
    if flags.has(Flags::GLOBAL) {
        if flags.has(Flags::NONLOCAL) {
            return Err(violation(format!("name '{name}' is nonlocal and global")));
        }
        globals.insert(name.clone());
        if let Some(bound) = bound {
            bound.remove(name);
        }
        return Ok(Access::GlobalExplicit);
    }
    if flags.has(Flags::NONLOCAL) {
        let Some(bound) = bound else {
            return Err(violation("nonlocal declaration not allowed at module level".into()));
        };
        if !bound.contains(name) {
            return Err(violation(format!("no binding for nonlocal '{name}' found")));
        }
        if type_params.contains(name) {
            let message = format!("nonlocal binding not allowed for type parameter '{name}'");
            return Err(violation(message));
        }
        free.insert(name.clone());
        return Ok(Access::Free);
    }
    if flags.has(Flags::BOUND) {
        local.insert(name.clone());
        if flags.has(Flags::TYPE_PARAM) {
            type_params.insert(name.clone());
        } else {
            type_params.remove(name);
        }
        globals.remove(name);
        return Ok(Access::Local);
    }
    if bound.as_ref().is_some_and(|b| b.contains(name)) {
        free.insert(name.clone());
        return Ok(Access::Free);
    }
    Ok(Access::GlobalImplicit)
}

/// Analyses the inner scopes, merging comprehensions; returns the cells they bring.
fn analyze_children(
    table: &mut SymbolTable,
    id: ScopeId,
    inner: &Around,
    found: &mut Found,
    free: &mut Names,
) -> Result<Names, Violation> {
    let mut inlined_cells = Names::new();
    let children = table[id].children.clone();
    for &child in &children {
        let mut child_free = stack(|| analyze_block(table, child, &mut inner.clone()))?;
        let inline = table[child].comprehension.is_some_and(|kind| kind != CompKind::Generator)
            && !table[id].can_see_class_scope;
        if inline {
            inline_comprehension(table, id, child, found, &mut child_free, &mut inlined_cells);
            table[child].inlined = true;
        }
        free.append(&mut child_free);
    }
    let spliced = children
        .into_iter()
        .flat_map(|c| if table[c].inlined { table[c].children.clone() } else { vec![c] })
        .collect();
    table[id].children = spliced;
    Ok(inlined_cells)
}

/// Merges a comprehension's names into the scope around it.
fn inline_comprehension(
    table: &mut SymbolTable,
    id: ScopeId,
    comp: ScopeId,
    found: &mut Found,
    comp_free: &mut Names,
    inlined_cells: &mut Names,
) {
    let symbols: Vec<_> = table[comp].symbols.iter().map(|(n, s)| (n.clone(), s)).collect();
    let in_class = table[id].kind == ScopeKind::Class;
    for (name, symbol) in symbols {
        if symbol.flags.has(Flags::PARAM) {
            continue;
        }
        if symbol.access == Access::Cell || symbol.flags.has(Flags::COMP_CELL) {
            inlined_cells.insert(name.clone());
        }
        let mut access = symbol.access;
        // The comprehension sees no `__class__`, whatever else there is in the class body.
        if access == Access::Free
            && in_class
            && &*name == "__class__"
            && !is_free_in_child(table, comp, &name)
        {
            access = Access::GlobalImplicit;
            comp_free.remove(&name);
            table[comp].symbols.entry(&name).access = access;
        }
        let Some(existing) = table[id].symbols.get(&name) else {
            *table[id].symbols.entry(&name) = Symbol { flags: symbol.flags, access: Access::Unknown };
            found.set(&name, access);
            continue;
        };
        // What is free in the comprehension and bound here is a plain local now, unless a function
        // inside the comprehension needs it.
        if existing.flags.has(Flags::BOUND) && !in_class && !is_free_in_child(table, comp, &name) {
            comp_free.remove(&name);
        }
    }
}

fn is_free_in_child(table: &SymbolTable, id: ScopeId, name: &str) -> bool {
    table[id].children.iter().any(|&c| table[c].access(name) == Access::Free)
}

/// Locals that inner functions use become cells.
fn make_cells(found: &mut Found, free: &mut Names, inlined_cells: &Names) {
    let locals: Vec<Arc<str>> =
        found.accesses.iter().filter(|(_, s)| s.access == Access::Local).map(|(n, _)| n.clone()).collect();
    for name in locals {
        if free.remove(&name) || inlined_cells.contains(&name) {
            found.set(&name, Access::Cell);
        }
    }
}

/// Writes the result into the scope, and passes free names of inner scopes on.
fn update_symbols(
    table: &mut SymbolTable,
    id: ScopeId,
    found: &Found,
    bound: Option<&Names>,
    free: &Names,
    inlined_cells: &Names,
) {
    let class_like = table[id].kind == ScopeKind::Class || table[id].can_see_class_scope;
    let symbols = &mut table[id].symbols;
    for (name, result) in found.accesses.iter() {
        let symbol = symbols.entry(name);
        symbol.access = result.access;
        if inlined_cells.contains(name) {
            symbol.flags = symbol.flags | Flags::COMP_CELL;
        }
    }
    for name in free {
        if let Some(symbol) = symbols.get(name) {
            if class_like {
                symbols.entry(name).flags = symbol.flags | Flags::FREE_CLASS;
            }
        } else if bound.is_none_or(|b| b.contains(name)) {
            symbols.entry(name).access = Access::Free;
        }
    }
}
