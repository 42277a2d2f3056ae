"""Orders in which each node comes behind those that it depends on."""

import types

__all__ = ["TopologicalSorter", "CycleError"]

# What `waiting` is for nodes that have been given out, and for those that are done.
_OUT, _DONE = -1, -2


class _Node:
    __slots__ = "node", "waiting", "successors"

    def __init__(self, node):
        self.node = node
        # Predecessors that are not done.
        self.waiting = 0
        self.successors = []


class CycleError(ValueError):
    """The nodes depend on each other; the second argument is a list of nodes whose first and last are the same."""


class TopologicalSorter:
    """A graph that is taken apart from the nodes that depend on nothing."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._out = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _info(self, node):
        info = self._nodes.get(node)
        if info is None:
            info = self._nodes[node] = _Node(node)
        return info

    def add(self, node, *predecessors):
        """Adds a node, and that it depends on others."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._info(node)
        info.waiting += len(predecessors)
        for predecessor in predecessors:
            self._info(predecessor).successors.append(node)

    def prepare(self):
        """Ends the adding of nodes; raises CycleError if there is a cycle."""
        if self._out:
            raise ValueError("cannot prepare() after starting sort")
        self._ready = [info.node for info in self._nodes.values() if not info.waiting]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _check_prepared(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def get_ready(self):
        """The nodes that have become free since the last call."""
        self._check_prepared()
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].waiting = _OUT
        self._ready.clear()
        self._out += len(ready)
        return ready

    def is_active(self):
        """Whether more nodes can be had, now or when those given out are done."""
        self._check_prepared()
        return self._finished < self._out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Marks nodes that were given out as done, which may free others."""
        self._check_prepared()
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.waiting == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            if info.waiting != _OUT:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            info.waiting = _DONE
            for successor in info.successors:
                free = self._nodes[successor]
                free.waiting -= 1
                if not free.waiting:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        """A cycle, or None: along the successors, depth first, without recursion."""
        finished = set()
        for start in self._nodes:
            if start in finished:
                continue
            # The nodes from the start to here in order, each with those of its successors not looked at.
            path = {start: iter(self._nodes[start].successors)}
            while path:
                node = next(reversed(path))
                for successor in path[node]:
                    if successor in path:
                        nodes = list(path)
                        return [*nodes[nodes.index(successor):], successor]
                    if successor not in finished:
                        path[successor] = iter(self._nodes[successor].successors)
                        break
                else:
                    del path[node]
                    finished.add(node)
        return None

    def static_order(self):
        """All nodes in order."""
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    __class_getitem__ = classmethod(types.GenericAlias)
