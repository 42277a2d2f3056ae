# Long chains of lists and of instances are dropped without deep recursion.
# not-in: gc-every each collection would look at some hundred thousand objects
# oracle: native
nested = []
for _ in range(200000):
    nested = [nested]
del nested
print("lists dropped")


class Link:
    def __init__(self, next):
        self.next = next


link = None
for _ in range(100000):
    link = Link(link)
del link
print("links dropped")
