"""WeakSet, and what it has in common with the other weak containers."""

from types import GenericAlias
from _weakref import ref

__all__ = ["WeakSet"]


def _living(references):
    """The objects of references that still have one; the container may change meanwhile."""
    for reference in list(references):
        found = reference()
        if found is not None:
            yield found


def _in_place(name, method):
    """The operator that changes a set as a method does, and gives the set."""

    def operator(self, other):
        getattr(self, method)(other)
        return self

    operator.__name__ = name
    operator.__qualname__ = f"WeakSet.{name}"
    return operator


class WeakSet:
    """A set of objects that are taken out when nobody else has them any more."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, data=None):
        # References, which are discarded when their objects die.
        self.data = set()
        self._died = self.data.discard
        if data is not None:
            self.update(data)

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def __repr__(self):
        return repr(self.data)

    # One item

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            # Neither are objects without weak references in the set.
            return False

    def add(self, item):
        self.data.add(ref(item, self._died))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    # All items

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return _living(self.data)

    def copy(self):
        return self.__class__(self)

    def clear(self):
        self.data.clear()

    # Comparisons, with iterables of any kind

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.data == set(map(ref, other))
        return NotImplemented

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def issubset(self, other):
        return self.data.issubset(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(map(ref, other))

    def isdisjoint(self, other):
        return not self.intersection(other)

    __le__, __ge__ = issubset, issuperset

    # Changes

    def update(self, other):
        for item in other:
            self.add(item)

    def difference_update(self, other):
        self.data.difference_update(map(ref, other))

    def intersection_update(self, other):
        self.data.intersection_update(map(ref, other))

    def symmetric_difference_update(self, other):
        self.data.symmetric_difference_update(ref(item, self._died) for item in other)

    __ior__ = _in_place("__ior__", "update")
    __isub__ = _in_place("__isub__", "difference_update")
    __iand__ = _in_place("__iand__", "intersection_update")
    __ixor__ = _in_place("__ixor__", "symmetric_difference_update")

    # New sets

    def _changed_copy(self, method, other):
        copied = self.copy()
        getattr(copied, method)(other)
        return copied

    def union(self, other):
        return self._changed_copy("update", other)

    def difference(self, other):
        return self._changed_copy("difference_update", other)

    def symmetric_difference(self, other):
        return self._changed_copy("symmetric_difference_update", other)

    def intersection(self, other):
        # Items of the other, which may have some that no set of this kind can have.
        return self.__class__(item for item in other if item in self)

    __or__, __sub__, __xor__, __and__ = union, difference, symmetric_difference, intersection
