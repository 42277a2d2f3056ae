//! Dict operations with arbitrary keys: hashing and comparing may run Python code, which may change the
//! very dict; the search then starts again.

use super::Dict;
use super::table::Probe;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// The entry with this key.
pub(crate) fn find(vm: &mut Vm, dict: &Ref<Dict>, key: &Value, hash: u64) -> PyResult<Option<usize>> {
    'again: loop {
        let mut at = dict.table().start(hash);
        loop {
            match dict.table().probe(key, hash, at) {
                Probe::Found(index) => return Ok(Some(index)),
                Probe::Absent => return Ok(None),
                Probe::Ask(index, next) => {
                    let mutations = dict.table().mutations();
                    let Some(candidate) = dict.table().entry(index).map(|entry| entry.key.clone()) else {
                        continue 'again;
                    };
                    let equal = vm.equals(&candidate, key)?;
                    if dict.table().mutations() != mutations {
                        continue 'again;
                    }
                    if equal {
                        return Ok(Some(index));
                    }
                    at = next;
                }
            }
        }
    }
}

impl Vm {
    /// `dict.get(key)`, for a real dict.
    #[inline]
    pub fn dict_lookup(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key, "dict key")? as u64;
        self.dict_lookup_hashed(dict, key, hash)
    }

    /// `key in dict`
    pub fn dict_contains(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<bool> {
        let hash = self.hash_key(key, "dict key")? as u64;
        Ok(find(self, dict, key, hash)?.is_some())
    }

    /// `dict[key] = value`, for a real dict.
    #[inline]
    pub fn dict_store(&mut self, dict: &Ref<Dict>, key: &Value, value: Value) -> PyResult<()> {
        let hash = self.hash_key(key, "dict key")? as u64;
        self.dict_store_hashed(dict, key, hash, value)
    }

    /// `dict[key] = value`, with the key's hash.
    pub(crate) fn dict_store_hashed(
        &mut self,
        dict: &Ref<Dict>,
        key: &Value,
        hash: u64,
        value: Value,
    ) -> PyResult<()> {
        match find(self, dict, key, hash)? {
            Some(index) => dict.set_at(index, value),
            None => dict.insert_new(hash, key.clone(), value),
        }
        Ok(())
    }

    /// `dict.get(key)`, with the key's hash.
    #[inline]
    pub(crate) fn dict_lookup_hashed(
        &mut self,
        dict: &Ref<Dict>,
        key: &Value,
        hash: u64,
    ) -> PyResult<Option<Value>> {
        let found = find(self, dict, key, hash)?;
        Ok(found.and_then(|index| dict.table().entry(index).map(|entry| entry.value.clone())))
    }

    /// Removes a key, with its hash, and gives its value.
    pub(crate) fn dict_remove_hashed(
        &mut self,
        dict: &Ref<Dict>,
        key: &Value,
        hash: u64,
    ) -> PyResult<Option<Value>> {
        let found = find(self, dict, key, hash)?;
        Ok(found.map(|index| dict.remove_at(index).1))
    }

    /// Removes a key and gives its value.
    pub fn dict_remove(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key, "dict key")? as u64;
        let found = find(self, dict, key, hash)?;
        Ok(found.map(|index| dict.remove_at(index).1))
    }

    /// Raises `KeyError(key)`.
    #[cold]
    pub fn raise_key_error(&mut self, key: &Value) -> crate::error::Raised {
        self.raise_with(ExceptionKind::KeyError, vec![key.clone()])
    }
}
