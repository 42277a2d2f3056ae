# A build system: rules with dependencies, a lazy topological order, cycles reported, only stale targets rebuilt.


class CycleError(Exception):
    pass


class Rule:
    def __init__(self, target, needs, action):
        self.target, self.needs, self.action = target, needs, action


class Builder:
    def __init__(self):
        self.rules, self.stamps, self.clock, self.log = {}, {}, 0, []

    def rule(self, target, *needs):
        def decorate(action):
            self.rules[target] = Rule(target, needs, action)
            return action
        return decorate

    def touch(self, *sources):
        for source in sources:
            self.clock += 1
            self.stamps[source] = self.clock

    def order(self, target, trail=(), done=None):
        done = set() if done is None else done
        if target in trail:
            raise CycleError(" -> ".join(trail[trail.index(target):] + (target,)))
        if target in done:
            return
        rule = self.rules.get(target)
        if rule is None:
            if target not in self.stamps:
                raise LookupError(f"no rule to make {target}")
        else:
            for need in rule.needs:
                yield from self.order(need, trail + (target,), done)
            yield rule
        done.add(target)

    def stale(self, rule):
        stamp = self.stamps.get(rule.target)
        if stamp is None:
            return "missing"
        newer = [need for need in rule.needs if self.stamps[need] > stamp]
        return "older than " + ", ".join(newer) if newer else None

    def build(self, target):
        count = 0
        for rule in self.order(target):
            reason = self.stale(rule)
            if reason:
                rule.action(rule)
                self.log.append(f"{rule.target}: {reason}")
                self.touch(rule.target)
                count += 1
        return count


build = Builder()
build.touch("main.c", "util.c", "util.h", "readme")


@build.rule("main.o", "main.c", "util.h")
@build.rule("util.o", "util.c", "util.h")
def compile_object(rule):
    print("  cc", rule.target, "from", *rule.needs)


@build.rule("app", "main.o", "util.o", "lib.a")
def link(rule):
    print("  ld", rule.target)


build.rule("lib.a", "util.o")(lambda rule: print("  ar", rule.target))
build.rule("all", "app", "doc")(lambda rule: print("  all"))
build.rule("doc", "readme")(lambda rule: print("  doc"))
for change in ((), (), ("util.h",), ("readme",), ("main.c", "readme")):
    build.touch(*change)
    print("changed", change)
    print("built", build.build("all"))
print(*build.log, sep="\n")
build.rule("util.h", "app")(lambda rule: None)
try:
    build.build("all")
except CycleError as error:
    print("cycle:", error)
try:
    build.build("nothing")
except LookupError as error:
    print(error)

grid = Builder()
grid.touch("0,0")
for x in range(12):
    for y in range(12):
        if x or y:
            needs = [f"{a},{b}" for a, b in ((x - 1, y), (x, y - 1)) if a >= 0 and b >= 0]
            grid.rule(f"{x},{y}", *needs)(lambda rule: None)
print(grid.build("11,11"), grid.build("11,11"))
grid.touch("0,0")
print(grid.build("11,5"), grid.build("11,11"))
