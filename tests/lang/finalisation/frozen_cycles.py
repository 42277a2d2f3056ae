# What gc.freeze() has seen is not collected until gc.unfreeze(); what is made later is.
import gc


class Node:
    def __init__(self, name):
        self.name, self.me = name, self

    def __del__(self):
        print("end of", self.name)


gc.collect()
print(gc.get_freeze_count())
gc.disable()
Node("old")
gc.freeze()
print(gc.get_freeze_count() > 50)
Node("young")
gc.collect()
kept = Node("counted")
kept.me = None
del kept
print("unfreeze", gc.unfreeze(), gc.get_freeze_count())
gc.collect()
gc.freeze()
gc.unfreeze()
print(gc.collect())
