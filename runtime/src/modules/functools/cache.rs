//! What `lru_cache` makes of a function: a callable that remembers results.
//!
//! The results are [`Link`]s, numbered; a dict leads from keys to numbers. Where the number of results is
//! bounded, the links form a ring in the order of their use, beginning and ending at number 0, which holds
//! no result.

use std::cell::{Cell, RefCell};

use crate::class::builtin::BuiltinType;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, getset, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Part;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// A result and its place in the ring.
struct Link {
    hash: u64,
    key: Value,
    result: Value,
    older: usize,
    newer: usize,
}

/// All links; those given up are named in `free`.
#[derive(Default)]
pub struct Links {
    links: Vec<Link>,
    free: Vec<usize>,
}

/// The links as a field of an object.
#[derive(Default)]
pub struct LinksCell(RefCell<Links>);

impl Part for LinksCell {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        for link in &self.0.borrow().links {
            visitor(link.key.raw());
            visitor(link.result.raw());
        }
    }

    fn clear(&self) {
        let links = self.0.take();
        drop(links);
    }
}

impl Links {
    fn unlink(&mut self, at: usize) {
        let (older, newer) = (self.links[at].older, self.links[at].newer);
        self.links[older].newer = newer;
        self.links[newer].older = older;
    }

    fn link_newest(&mut self, at: usize) {
        let newest = self.links[0].older;
        self.links[newest].newer = at;
        self.links[0].older = at;
        (self.links[at].older, self.links[at].newer) = (newest, 0);
    }

    /// Adds a link as the newest.
    fn add(&mut self, hash: u64, key: Value, result: Value) -> usize {
        if self.links.is_empty() {
            let (key, result) = (Value::NONE, Value::NONE);
            self.links.push(Link { hash: 0, key, result, older: 0, newer: 0 });
        }
        let link = Link { hash, key, result, older: 0, newer: 0 };
        let at = match self.free.pop() {
            Some(at) => {
                self.links[at] = link;
                at
            }
            None => {
                self.links.push(link);
                self.links.len() - 1
            }
        };
        self.link_newest(at);
        at
    }

    /// Takes the oldest out: its hash, key and result.
    fn take_oldest(&mut self) -> Option<(u64, Value, Value)> {
        let at = self.links.first()?.newer;
        if at == 0 {
            return None;
        }
        self.unlink(at);
        self.free.push(at);
        let link = &mut self.links[at];
        let (key, result) =
            (std::mem::replace(&mut link.key, Value::NONE), std::mem::replace(&mut link.result, Value::NONE));
        Some((link.hash, key, result))
    }
}

object_type! {
    /// The callable.
    pub struct LruCache(|type_id| type_id == id::LRU_CACHE) "lru_cache" {
        function: Slot,
        /// A dict from keys to numbers of links, or to results where their number is not bounded.
        cache: Slot,
        links: LinksCell,
        /// Results kept; -1 for all.
        most: Cell<i64>,
        /// Whether equal arguments of different types are different.
        typed: Cell<bool>,
        hits: Cell<i64>,
        misses: Cell<i64>,
        /// Class of what `cache_info` gives.
        info: Slot,
        /// `__dict__`, made when first needed.
        attributes: Slot,
    }
}

const NEW: Parameters<4> = Parameters {
    function: "lru_cache",
    names: ["user_function", "maxsize", "typed", "cache_info_type"],
    required: 4,
    positional: 4,
};

fn parts(this: &Value) -> &Ref<LruCache> {
    this.exact().downcast::<LruCache>().expect("methods of caches get caches")
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [function, most, typed, info] = args.bind(vm, &NEW)?.map(|value| value.unwrap_or(Value::NONE));
    if !vm.is_callable(&function) {
        return Err(vm.raise_type_error("the first argument must be callable"));
    }
    let most = match most {
        most if most.is_none() => -1,
        most if most.as_int().is_some() => vm.index_i64(&most)?.max(0),
        _ => return Err(vm.raise_type_error("maxsize should be integer or None")),
    };
    let typed = Cell::new(vm.truth(&typed)?);
    let (function, info, cache) = (Slot::new(function), Slot::new(info), Slot::new(vm.new_dict()));
    let [hits, misses] = [0, 0].map(Cell::new);
    let (links, most, attributes) = (LinksCell::default(), Cell::new(most), Slot::empty());
    Ok(LruCache::allocate(
        &mut vm.heap,
        id::LRU_CACHE,
        function,
        cache,
        links,
        most,
        typed,
        hits,
        misses,
        info,
        attributes,
    )
    .into_value())
}

/// What a call is remembered by: an int or a string alone is its own key.
fn key_of(vm: &mut Vm, args: &Arguments<'_>, typed: bool) -> Value {
    if !typed && args.names().is_empty() {
        return match args.positionals() {
            [only] if only.is_exact_int() || only.type_id() == id::STR => only.clone(),
            all => vm.new_tuple_from(all),
        };
    }
    let mut items = args.positionals().to_vec();
    if !args.names().is_empty() {
        // No argument is this object, so positional and keyword arguments are never confused.
        items.push(vm.class_of_type(id::LRU_CACHE).into_value());
        for (name, value) in args.keywords() {
            items.extend([name.clone(), value.clone()]);
        }
    }
    if typed {
        items.extend(args.values().iter().map(|value| vm.class_of(value).into_value()));
    }
    vm.new_tuple(items)
}

fn call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    let parts = parts(this).clone();
    let function = parts.function.get_or_none();
    if parts.most.get() == 0 {
        parts.misses.set(parts.misses.get() + 1);
        return vm.call_args(&function, args);
    }
    let key = key_of(vm, args, parts.typed.get());
    let hash = vm.hash(&key)? as u64;
    let cache = parts.cache.get_or_none();
    let Some(cache) = cache.as_dict() else { return Ok(Value::NONE) };
    if let Some(found) = lookup(vm, &parts, cache, &key, hash)? {
        parts.hits.set(parts.hits.get() + 1);
        return Ok(found);
    }
    parts.misses.set(parts.misses.get() + 1);
    let result = vm.call_args(&function, args)?;
    if parts.most.get() < 0 {
        vm.dict_store_hashed(cache, &key, hash, result.clone())?;
        return Ok(result);
    }
    remember(vm, &parts, cache, (key, hash), &result)?;
    Ok(result)
}

/// The result remembered for a key, which becomes the newest.
fn lookup(
    vm: &mut Vm,
    parts: &LruCache,
    cache: &Ref<Dict>,
    key: &Value,
    hash: u64,
) -> PyResult<Option<Value>> {
    let Some(found) = vm.dict_lookup_hashed(cache, key, hash)? else { return Ok(None) };
    if parts.most.get() < 0 {
        return Ok(Some(found));
    }
    let at = found.as_small().unwrap_or(0) as usize;
    let mut links = parts.links.0.borrow_mut();
    if links.links[0].older != at {
        links.unlink(at);
        links.link_newest(at);
    }
    Ok(Some(links.links[at].result.clone()))
}

/// Adds a result; the oldest makes place for it.
fn remember(
    vm: &mut Vm,
    parts: &LruCache,
    cache: &Ref<Dict>,
    (key, hash): (Value, u64),
    result: &Value,
) -> PyResult<()> {
    // The function may have been called for the same key, and may have filled the cache.
    if vm.dict_lookup_hashed(cache, &key, hash)?.is_some() {
        return Ok(());
    }
    if cache.len() as i64 >= parts.most.get() {
        let oldest = parts.links.0.borrow_mut().take_oldest();
        if let Some((old_hash, old_key, _result)) = oldest {
            vm.dict_remove_hashed(cache, &old_key, old_hash)?;
        }
    }
    let at = parts.links.0.borrow_mut().add(hash, key.clone(), result.clone());
    vm.dict_store_hashed(cache, &key, hash, Value::from_small(at as i64))
}

/// `cache_info()`
fn cache_info(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let parts = parts(&args[0]).clone();
    let most = if parts.most.get() < 0 { Value::NONE } else { Value::from_small(parts.most.get()) };
    let held = parts.cache.get_or_none().as_dict().map_or(0, |cache| cache.len());
    let numbers = [vm.int(parts.hits.get()), vm.int(parts.misses.get()), most, vm.int_from_usize(held)];
    let info = parts.info.get_or_none();
    vm.call(&info, &numbers)
}

/// `cache_clear()`
fn cache_clear(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let parts = parts(&args[0]).clone();
    parts.hits.set(0);
    parts.misses.set(0);
    if let Some(cache) = parts.cache.get_or_none().as_dict() {
        cache.clear_all();
    }
    let links = parts.links.0.take();
    drop(links);
    Ok(Value::NONE)
}

fn attributes(vm: &mut Vm, this: &Value, make: bool) -> Option<Value> {
    let attributes = &parts(this).attributes;
    if attributes.is_empty() && make {
        attributes.set(vm.new_dict());
    }
    attributes.get()
}

fn set_dict(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) if value.as_dict().is_some() => {
            parts(this).attributes.set(value.clone());
            Ok(())
        }
        _ => Err(vm.raise_type_error("__dict__ must be set to a dictionary")),
    }
}

fn bind_to(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    Ok(match object {
        Some(object) => vm.new_method(this.clone(), object.clone()),
        None => this.clone(),
    })
}

fn itself(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(args[0].clone())
}

/// `__reduce__`: found again by its name.
fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.names.__qualname__.clone();
    vm.get_attr(&args[0], &name)
}

const METHODS: &[NativeDef] = &[
    method("cache_info", cache_info, Arity::Zero).doc("Report cache statistics"),
    method("cache_clear", cache_clear, Arity::Zero).doc("Clear the cache and cache statistics"),
    method("__copy__", itself, Arity::Zero).keep_self(),
    method("__deepcopy__", itself, Arity::One).keep_self(),
    method("__reduce__", reduce, Arity::Zero).keep_self(),
];

const ATTRIBUTES: &[GetSetDef] =
    &[getset("__dict__", |vm, this| Ok(attributes(vm, this, true).unwrap_or(Value::NONE)), set_dict)];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::LRU_CACHE, LruCache::LAYOUT);
    let slots =
        Slots { call: Some(call), get: Some(bind_to), dict: Some(attributes), new: Some(new), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::LRU_CACHE, slots).methods(METHODS).getsets(ATTRIBUTES));
}
