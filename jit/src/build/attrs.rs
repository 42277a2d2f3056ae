//! Attributes and closure cells.

use super::code_info::Instr;
use super::effects::Answer;
use super::kinds::class_of;
use super::state::{Call, Class, Known, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, cell, instance};
use crate::aborts::Abort;
use crate::events::Note;
use crate::ir::{Alias, Op, Value as Ssa};
use crate::observe::{Attribute, ConstId, Folded, Kind, Layout, Receiver, Recipe};
use crate::snapshot::ExitReason;

impl Builder<'_> {
    /// `LOAD_ATTR`, both forms.
    pub(super) fn load_attr(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let (method, name) = (instr.oparg & 1 == 1, instr.oparg >> 1);
        let attributes = self.told_attributes(instr);
        let layouts: Vec<Layout> = attributes.iter().filter_map(layout_of).collect();
        let told = match attributes.first().copied() {
            Some(Attribute::Method(folded)) if method => return self.load_method(instr, folded),
            Some(Attribute::Field { .. }) => self.load_field(instr, &attributes),
            Some(Attribute::OfClass { folded, receiver, .. }) => {
                (method || receiver == Receiver::Nothing)
                    && self.guard_layouts(&layouts).is_some()
                    && self.push_found(folded, receiver, method)
            }
            Some(Attribute::OfObject { object, folded, receiver }) => {
                (method || receiver == Receiver::Nothing)
                    && self.guard_value(0, object)
                    && self.push_found(folded, receiver, method)
            }
            Some(Attribute::Property { getter, .. }) if !method => {
                return Ok(match self.call_getter(instr, &layouts, getter) {
                    Some(flow) => flow,
                    None => self.load_any_attribute(instr, name, method),
                });
            }
            _ => false,
        };
        if told { Ok(Flow::Next) } else { Ok(self.load_any_attribute(instr, name, method)) }
    }

    /// What the attribute is, if recordings saw one thing for each class: instances of several are told
    /// apart, each on a way of its own. One class may have several layouts. Empty if it cannot be told.
    fn told_attributes(&mut self, instr: Instr) -> Vec<Attribute> {
        let Some(point) = self.point(instr).filter(|point| !point.crowded) else { return Vec::new() };
        let noted = |note: &Note| if let Note::Attribute(attribute) = note { Some(*attribute) } else { None };
        let attributes: Option<Vec<Attribute>> = point.notes.iter().map(noted).collect();
        let attributes = attributes.unwrap_or_default();
        if attributes.len() <= 1 {
            return attributes;
        }
        let mut types: Vec<u32> = attributes.iter().filter_map(instance_type).collect();
        if types.len() != attributes.len() {
            return Vec::new();
        }
        types.sort_unstable();
        types.dedup();
        let alike = |type_id: u32| {
            let of_type = |attribute: &&Attribute| instance_type(attribute) == Some(type_id);
            let group: Vec<Attribute> = attributes.iter().filter(of_type).copied().collect();
            let agree = group.iter().all(|other| agrees(&group[0], other));
            if agree { group } else { Vec::new() }
        };
        let slot = self.operand(0);
        if let Some(class) = self.class(slot) {
            let known = types.iter().find(|&&id| class == Class::Type(id));
            return known.map_or(Vec::new(), |&id| alike(id));
        }
        let Slot::Obj(id) = slot else { return Vec::new() };
        let &Object::Value { value, known: Known::Not(_), .. } = self.state.object(id) else {
            return Vec::new();
        };
        let Some((&last, others)) = types.split_last() else { return Vec::new() };
        for &type_id in others {
            let matches = self.at().is_type(value, type_id);
            self.fork_way(matches, |builder| builder.refine(id, Class::Type(type_id)));
        }
        alike(last)
    }

    /// Guards that the top operand is an instance of one of these layouts of one class: its address and its
    /// shape.
    fn guard_layouts(&mut self, layouts: &[Layout]) -> Option<(Ssa, Ssa)> {
        let type_id = layouts.first()?.type_id;
        let slot = self.operand(0);
        match self.class(slot) {
            Some(class) if class != Class::Type(type_id) => return None,
            Some(_) => {}
            None => {
                let Slot::Obj(id) = slot else { return None };
                let &Object::Value { value, known: Known::Not(_), .. } = self.state.object(id) else {
                    return None;
                };
                let snap = self.snap(ExitReason::Kind);
                self.at().guard_type(value, type_id, snap);
                self.refine(id, Class::Type(type_id));
            }
        }
        let word = self.word_of(slot)?;
        let snap = self.snap(ExitReason::Kind);
        let mask = self.int(i64::from(u32::MAX));
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[word]);
        let found = at.load(Op::load_int, base, instance::SHAPE, Alias::Shape);
        let shape = at.op(Op::and, &[found, mask]);
        let wanted: Vec<Ssa> = layouts.iter().map(|layout| self.int(i64::from(layout.shape.0))).collect();
        match wanted.as_slice() {
            &[wanted] => self.at().guard(Op::guard_eq, &[shape, wanted], snap),
            wanted => {
                let known =
                    wanted.iter().map(|&wanted| self.at().op(Op::eq, &[shape, wanted])).collect::<Vec<_>>();
                let known = known.into_iter().reduce(|one, other| self.at().op(Op::either, &[one, other]))?;
                self.at().guard(Op::guard_true, &[known], snap);
            }
        }
        layouts.iter().for_each(|layout| self.assume(layout.watch));
        Some((base, shape))
    }

    /// The number that belongs to a shape; the shape is one of these.
    fn by_shape(&mut self, shape: Ssa, rows: &[(Layout, i64)]) -> Ssa {
        let Some((last, others)) = rows.split_last() else { unreachable!("there is a layout") };
        let mut chosen = self.int(last.1);
        if others.iter().all(|row| row.1 == last.1) {
            return chosen;
        }
        for (layout, number) in others {
            let (wanted, number) = (self.int(i64::from(layout.shape.0)), self.int(*number));
            let mut at = self.at();
            let same = at.op(Op::eq, &[shape, wanted]);
            chosen = at.op(Op::select, &[same, number, chosen]);
        }
        chosen
    }

    /// Guards that an operand is this very object.
    pub(super) fn guard_value(&mut self, from_top: u32, wanted: ConstId) -> bool {
        let slot = self.operand(from_top);
        if let Slot::Const(id, _) = slot {
            return id == wanted;
        }
        let Some(word) = self.word_of(slot) else { return false };
        let snap = self.snap(ExitReason::Callee);
        let wanted = self.constant(wanted);
        let mut at = self.at();
        let wanted = at.const_ref(wanted);
        at.guard(Op::guard_eq, &[word, wanted], snap);
        true
    }

    fn load_field(&mut self, instr: Instr, fields: &[Attribute]) -> bool {
        let (layouts, places) = split_fields(fields);
        let Some((base, shape)) = self.guard_layouts(&layouts) else { return false };
        let snap = self.snap(ExitReason::Unbound);
        let place = self.by_shape(shape, &places);
        let mut at = self.at();
        let values = at.load(Op::load_ptr, base, instance::VALUES, Alias::Shape);
        let value = self.load_place(values, place);
        self.at().guard(Op::guard_bound, &[value], snap);
        let method = instr.oparg & 1 == 1;
        // What recordings saw on top of a method form is the empty slot.
        let loaded = if method { self.loan_slot(value, Known::ANY) } else { self.loaded_value(value, instr) };
        let receiver = self.pop();
        self.push(loaded);
        if method {
            self.push(Slot::Null);
        }
        self.drop_slot(receiver);
        true
    }

    fn load_place(&mut self, values: Ssa, place: Ssa) -> Ssa {
        match self.ints.get(&place).copied() {
            Some(place) => self.at().load(Op::load_val, values, 8 * place as i32, Alias::Object),
            None => self.at().load_item(values, place, 0, Alias::Object),
        }
    }

    fn store_place(&mut self, values: Ssa, place: Ssa, word: Ssa) {
        match self.ints.get(&place).copied() {
            Some(place) => self.at().store(Op::store, values, word, 8 * place as i32, Alias::Object),
            None => self.at().store_item(values, place, word, 0, Alias::Object),
        }
    }

    /// Puts what was found in place of the object; in the method form with what it is called with.
    fn push_found(&mut self, folded: Folded, receiver: Receiver, method: bool) -> bool {
        let found = self.fold(folded);
        let object = self.pop();
        self.push(found);
        match receiver {
            Receiver::Object => self.push(object),
            Receiver::Class(class) => {
                self.claim(class);
                self.push(Slot::Const(class, Kind::Builtin(Recipe::Other)));
                self.drop_slot(object);
            }
            Receiver::Nothing => {
                if method {
                    self.push(Slot::Null);
                }
                self.drop_slot(object);
            }
        }
        true
    }

    /// A property: its getter is inlined.
    fn call_getter(&mut self, instr: Instr, layouts: &[Layout], getter: Folded) -> Option<Flow> {
        let code = getter.kind.code()?;
        let context = self.followed(instr, code)?;
        self.guard_layouts(layouts)?;
        let function = self.fold(getter);
        let object = self.pop();
        self.enter_call(context, code, Call { function, home: None, init: false }, vec![object]);
        Some(Flow::Stay)
    }

    fn load_any_attribute(&mut self, instr: Instr, name: u32, method: bool) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        self.push_name(name);
        let answer = if method { Answer::PushMethod } else { Answer::Push };
        self.call_helper(instr, Helper::load_attribute, &[], &[1, 0], answer)
    }

    /// The name, an operand of the helper that the instruction itself does not have: no exit may follow that
    /// executes the instruction again.
    fn push_name(&mut self, name: u32) {
        let id = self.facts.name_constant(self.state.top().code, name);
        self.claim(id);
        self.push(Slot::Const(id, Kind::Str));
    }

    /// The unbound function and its receiver.
    fn load_method(&mut self, instr: Instr, folded: Folded) -> Result<Flow, Abort> {
        let seen = self.seen(instr, 0);
        let class = seen.first().and_then(|&kind| class_of(kind));
        let single = class.is_some() && seen.iter().all(|&kind| class_of(kind) == class);
        if single && !self.narrow(0, &seen)? {
            return Ok(Flow::End);
        }
        let slot = self.operand(0);
        if !single || self.class(slot) != class {
            return Ok(self.load_any_attribute(instr, instr.oparg >> 1, true));
        }
        let function = self.fold(folded);
        let receiver = self.pop();
        self.push(function);
        self.push(receiver);
        Ok(Flow::Next)
    }

    /// `STORE_ATTR`: value, then object on top.
    pub(super) fn store_attr(&mut self, instr: Instr) -> Flow {
        let value = self.operand(1);
        let told = if self.is_makeable(value) { self.told_attributes(instr) } else { Vec::new() };
        if !matches!(told.first(), Some(Attribute::Field { .. })) {
            return self.store_any(instr);
        }
        let (layouts, places) = split_fields(&told);
        let next: Vec<(Layout, i64)> = told.iter().filter_map(next_shape).collect();
        let Some((base, shape)) = self.guard_layouts(&layouts) else { return self.store_any(instr) };
        let extends = next.iter().any(|(layout, next)| i64::from(layout.shape.0) != *next);
        let place = self.by_shape(shape, &places);
        if extends {
            self.guard_place(base, place);
        }
        self.settle_loans();
        let receiver = self.pop();
        let value = self.pop();
        let word = self.take(value);
        let next = extends.then(|| self.by_shape(shape, &next));
        let values = self.at().load(Op::load_ptr, base, instance::VALUES, Alias::Shape);
        let old = self.load_place(values, place);
        self.store_place(values, place, word);
        let mut at = self.at();
        if let Some(next) = next {
            at.store(Op::store_u32, base, next, instance::SHAPE, Alias::Shape);
        }
        at.effect(Op::dec_any, &[old]);
        self.state.pending = true;
        self.drop_slot(receiver);
        Flow::Next
    }

    /// An attribute stored for the first time needs a place that the instance has.
    fn guard_place(&mut self, base: Ssa, place: Ssa) {
        let snap = self.snap(ExitReason::Length);
        let half = self.int(32);
        let mut at = self.at();
        let word = at.load(Op::load_int, base, instance::SHAPE, Alias::Shape);
        let capacity = at.op(Op::sar, &[word, half]);
        at.guard(Op::guard_index, &[place, capacity], snap);
    }

    fn store_any(&mut self, instr: Instr) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        self.push_name(instr.oparg);
        self.call_helper(instr, Helper::store_attribute, &[], &[2, 1, 0], Answer::Ignore)
    }

    /// `LOAD_DEREF`.
    pub(super) fn load_deref(&mut self, instr: Instr) -> Flow {
        let held = self.cell(instr.oparg);
        if let Some(content) = self.virtual_cell(held) {
            if content == Slot::Null {
                self.exit(ExitReason::Unbound);
                return Flow::End;
            }
            let content = self.state.share(content);
            self.push(content);
            return Flow::Next;
        }
        let Some(word) = self.word_of(held) else {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        };
        let snap = self.snap(ExitReason::Unbound);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[word]);
        let value = at.load(Op::load_val, base, cell::VALUE, Alias::Cell);
        at.guard(Op::guard_bound, &[value], snap);
        let slot = self.loaded_value(value, instr);
        self.push(slot);
        Flow::Next
    }

    fn virtual_cell(&self, slot: Slot) -> Option<Slot> {
        let Slot::Obj(id) = slot else { return None };
        match self.state.object(id) {
            Object::Cell(content) => Some(*content),
            _ => None,
        }
    }

    /// `STORE_DEREF`.
    pub(super) fn store_deref(&mut self, index: u32) -> Flow {
        let held = self.cell(index);
        if let (Slot::Obj(id), Some(old)) = (held, self.virtual_cell(held)) {
            let value = self.pop();
            *self.state.object_mut(id) = Object::Cell(value);
            self.drop_slot(old);
            return Flow::Next;
        }
        let value = self.operand(0);
        let (Some(word), true) = (self.word_of(held), self.is_makeable(value)) else {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        };
        self.settle_loans();
        let value = self.pop();
        let value = self.take(value);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[word]);
        let old = at.load(Op::load_val, base, cell::VALUE, Alias::Cell);
        at.store(Op::store, base, value, cell::VALUE, Alias::Cell);
        at.effect(Op::dec_any, &[old]);
        self.state.pending = true;
        Flow::Next
    }

    /// `MAKE_CELL`: the slot's value moves into a cell that is not made.
    pub(super) fn make_cell(&mut self, index: u32) -> Flow {
        let content = self.local(index);
        let cell = self.state.add(Object::Cell(content), 1);
        self.state.top_mut().slots[index as usize] = Slot::Obj(cell);
        Flow::Next
    }
}

/// The type id of the instances that have the attribute.
fn instance_type(attribute: &Attribute) -> Option<u32> {
    layout_of(attribute).map(|layout| layout.type_id)
}

fn layout_of(attribute: &Attribute) -> Option<Layout> {
    match attribute {
        Attribute::Field { layout, .. }
        | Attribute::OfClass { layout, .. }
        | Attribute::Property { layout, .. } => Some(*layout),
        Attribute::Method(_) | Attribute::OfObject { .. } | Attribute::Other => None,
    }
}

/// Layouts of fields, each with the field's place.
fn split_fields(fields: &[Attribute]) -> (Vec<Layout>, Vec<(Layout, i64)>) {
    let place = |field: &Attribute| match field {
        Attribute::Field { layout, place, .. } => Some((*layout, i64::from(*place))),
        _ => None,
    };
    let places: Vec<(Layout, i64)> = fields.iter().filter_map(place).collect();
    (places.iter().map(|row| row.0).collect(), places)
}

fn next_shape(field: &Attribute) -> Option<(Layout, i64)> {
    match field {
        Attribute::Field { layout, next, .. } => Some((*layout, i64::from(next.0))),
        _ => None,
    }
}

/// Whether instances of two layouts of one class find the same, but for its place.
fn agrees(one: &Attribute, other: &Attribute) -> bool {
    match (one, other) {
        (Attribute::Field { .. }, Attribute::Field { .. }) => true,
        (
            Attribute::OfClass { folded, receiver, .. },
            Attribute::OfClass { folded: found, receiver: with, .. },
        ) => folded.constant == found.constant && receiver == with,
        (Attribute::Property { getter, .. }, Attribute::Property { getter: found, .. }) => {
            getter.constant == found.constant
        }
        _ => false,
    }
}
