# A round-robin scheduler with system calls: spawn, wait, sleep, messages, kill.
from collections import deque


class Call:
    def __init__(self, *arguments):
        self.arguments = arguments


class Spawn(Call):
    pass


class Sleep(Call):
    pass


class Send(Call):
    pass


class Receive(Call):
    pass


class Join(Call):
    pass


class Kill(Call):
    pass


class Killed(BaseException):
    pass


class Task:
    def __init__(self, ident, body):
        self.ident, self.body = ident, body
        self.mail, self.joined, self.receiving = deque(), [], False
        self.result, self.dead = None, False


class Kernel:
    def __init__(self):
        self.tasks, self.ready, self.sleeping, self.tick = {}, deque(), [], 0

    def spawn(self, body):
        task = Task(len(self.tasks) + 1, body)
        self.tasks[task.ident] = task
        self.ready.append((task, None))
        return task.ident

    def run(self):
        while self.ready or self.sleeping:
            self.tick += 1
            for item in [s for s in self.sleeping if s[0] <= self.tick]:
                self.sleeping.remove(item)
                self.ready.append((item[1], None))
            if self.ready:
                task, value = self.ready.popleft()
                if not task.dead:
                    self.step(task, lambda: task.body.send(value))
        return self.tick

    def step(self, task, resume):
        try:
            call = resume()
        except StopIteration as stop:
            self.finish(task, stop.value)
        except Killed:
            self.finish(task, "killed")
        else:
            handler = getattr(self, "on_" + type(call).__name__.lower())
            handler(task, *call.arguments)

    def finish(self, task, result):
        task.result, task.dead = result, True
        for waiter in task.joined:
            self.ready.append((waiter, result))

    def on_nonetype(self, task):
        self.ready.append((task, None))

    def on_spawn(self, task, body):
        self.ready.append((task, self.spawn(body)))

    def on_sleep(self, task, ticks):
        self.sleeping.append((self.tick + ticks, task))

    def on_send(self, task, ident, message):
        target = self.tasks[ident]
        if target.receiving:
            target.receiving = False
            self.ready.append((target, message))
        else:
            target.mail.append(message)
        self.ready.append((task, None))

    def on_receive(self, task):
        if task.mail:
            self.ready.append((task, task.mail.popleft()))
        else:
            task.receiving = True

    def on_join(self, task, ident):
        target = self.tasks[ident]
        if target.dead:
            self.ready.append((task, target.result))
        else:
            target.joined.append(task)

    def on_kill(self, task, ident):
        target = self.tasks[ident]
        if not target.dead:
            self.step(target, lambda: target.body.throw(Killed()))
        self.ready.append((task, None))


def worker(name, log):
    handled = 0
    try:
        while True:
            message = yield Receive()
            if message is None:
                return name, handled
            log.append((name, message))
            handled += 1
            yield Sleep(message % 3 + 1)
    except Killed:
        log.append((name, "killed", handled))
        raise
    finally:
        log.append((name, "end"))


def main(log):
    a = yield Spawn(worker("a", log))
    b = yield Spawn(worker("b", log))
    c = yield Spawn(worker("c", log))
    for i in range(8):
        yield Send((a, b, c)[i % 3], i)
    yield Sleep(2)
    yield Kill(c)
    yield Send(a, None)
    yield Send(b, None)
    results = []
    for ident in (a, b, c):
        results.append((yield Join(ident)))
    return results


log = []
kernel = Kernel()
ident = kernel.spawn(main(log))
print("ticks", kernel.run())
print(kernel.tasks[ident].result)
for entry in log:
    print(*entry)


def spinner(n):
    for _ in range(n):
        yield Sleep(0)
    return n


def herd(count):
    idents = []
    for i in range(count):
        idents.append((yield Spawn(spinner(i))))
    total = 0
    for ident in idents:
        total += yield Join(ident)
    return total


kernel = Kernel()
ident = kernel.spawn(herd(40))
print(kernel.run(), kernel.tasks[ident].result)
