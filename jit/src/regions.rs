//! The regions that exist, by number.
//!
//! Entering and leaving machine code looks its region up several times, so this is an array: numbers are
//! given in order, and a place costs eight bytes once its region is gone.

use crate::region::{Region, RegionId};

/// All regions, also those retired but not yet released.
#[derive(Debug, Default)]
pub(crate) struct Regions(Vec<Option<Box<Region>>>);

impl Regions {
    /// A region that was not released.
    pub fn get(&self, id: &RegionId) -> Option<&Region> {
        self.0.get(id.0 as usize)?.as_deref()
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: &RegionId) -> Option<&mut Region> {
        self.0.get_mut(id.0 as usize)?.as_deref_mut()
    }

    /// Adds a region under its number.
    pub fn insert(&mut self, id: RegionId, region: Region) {
        let index = id.0 as usize;
        if self.0.len() <= index {
            self.0.resize_with(index + 1, || None);
        }
        self.0[index] = Some(Box::new(region));
    }

    /// Takes a region out.
    pub fn remove(&mut self, id: &RegionId) -> Option<Region> {
        self.0.get_mut(id.0 as usize)?.take().map(|region| *region)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values().count()
    }

    /// All of them, oldest first, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Region> {
        self.0.iter_mut().flatten().map(|region| &mut **region)
    }

    /// All of them, oldest first.
    pub fn values(&self) -> impl Iterator<Item = &Region> {
        self.0.iter().flatten().map(|region| &**region)
    }
}
