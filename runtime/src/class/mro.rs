//! C3 linearisation.

use crate::error::PyResult;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// The MRO of a class behind the class itself, from its bases.
    pub(crate) fn linearise(&mut self, bases: &[Value]) -> PyResult<Vec<Value>> {
        for (at, base) in bases.iter().enumerate() {
            if bases[..at].contains(base) {
                let name = base.as_class().map(|class| class.name_text()).unwrap_or_default();
                return Err(self.raise_type_error(format!("duplicate base class {name}")));
            }
        }
        let mut lists: Vec<Vec<Value>> =
            bases.iter().filter_map(|base| Some(base.as_class()?.mro_classes())).collect();
        lists.push(bases.to_vec());
        let mut result = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(result);
            }
            let is_free = |candidate: &Value| lists.iter().all(|list| !list[1..].contains(candidate));
            let Some(next) = lists.iter().map(|list| list[0].clone()).find(is_free) else {
                return Err(self.raise_no_mro(&lists));
            };
            for list in &mut lists {
                if list[0].is(&next) {
                    list.remove(0);
                }
            }
            result.push(next);
        }
    }

    #[cold]
    fn raise_no_mro(&mut self, lists: &[Vec<Value>]) -> crate::error::Raised {
        let mut heads: Vec<Value> = Vec::new();
        for list in lists {
            if !heads.contains(&list[0]) {
                heads.push(list[0].clone());
            }
        }
        let names: Vec<String> =
            heads.iter().filter_map(|class| Some(class.as_class()?.name_text())).collect();
        let names = names.join(", ");
        self.raise_type_error(format!(
            "Cannot create a consistent method resolution order (MRO) for bases {names}"
        ))
    }
}
