//! Shapes: which attribute of an instance is at which place.
//!
//! A class has a tree of shapes: each adds one attribute to its parent's. An instance begins with the
//! root and moves down as attributes are set for the first time, so that instances made by the same code
//! share shapes. Ids of shapes are never used twice, and a shape belongs to one class: whoever sees an
//! instance's shape knows its class and the places of its attributes.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::heap::Heap;
use crate::part::Part;
use crate::value::{Raw, Value};

/// Attributes an instance may have before they go into a dict.
pub(crate) const MOST_ATTRIBUTES: usize = 64;

struct Shape {
    /// Interned names in order of their places.
    names: Vec<Value>,
    places: FxHashMap<Raw, u32>,
    next: FxHashMap<Raw, u32>,
}

/// The shapes of one class.
#[derive(Default)]
pub(crate) struct Shapes {
    root: std::cell::Cell<u32>,
    shapes: RefCell<FxHashMap<u32, Shape>>,
}

impl Shapes {
    /// The shape without attributes, made when first needed.
    pub fn root(&self, heap: &mut Heap) -> u32 {
        if self.root.get() == 0 {
            let id = heap.new_shape();
            self.insert(id, Vec::new());
            self.root.set(id);
        }
        self.root.get()
    }

    fn insert(&self, id: u32, names: Vec<Value>) {
        let places = names.iter().enumerate().map(|(at, name)| (name.raw(), at as u32)).collect();
        self.shapes.borrow_mut().insert(id, Shape { names, places, next: FxHashMap::default() });
    }

    /// The place of a name, counted from the first attribute.
    #[inline]
    pub fn place(&self, shape: u32, name: Raw) -> Option<usize> {
        self.shapes.borrow().get(&shape)?.places.get(&name).map(|&place| place as usize)
    }

    /// The names of a shape in order.
    pub fn names(&self, shape: u32) -> Vec<Value> {
        self.shapes.borrow().get(&shape).map_or_else(Vec::new, |shape| shape.names.clone())
    }

    /// Number of attributes of a shape.
    pub fn len(&self, shape: u32) -> usize {
        self.shapes.borrow().get(&shape).map_or(0, |shape| shape.names.len())
    }

    /// The shape with one more attribute, unless there are too many.
    pub fn extended(&self, heap: &mut Heap, shape: u32, name: &Value) -> Option<u32> {
        let mut names = {
            let shapes = self.shapes.borrow();
            let current = shapes.get(&shape)?;
            if let Some(&next) = current.next.get(&name.raw()) {
                return Some(next);
            }
            current.names.clone()
        };
        if names.len() >= MOST_ATTRIBUTES {
            return None;
        }
        names.push(name.clone());
        let id = heap.new_shape();
        self.insert(id, names);
        if let Some(current) = self.shapes.borrow_mut().get_mut(&shape) {
            current.next.insert(name.raw(), id);
        }
        Some(id)
    }
}

// Names are strings, which are in no cycle.
impl Part for Shapes {
    fn visit(&self, _visitor: &mut dyn FnMut(Raw)) {}
    fn clear(&self) {}
}
