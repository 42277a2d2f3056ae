# Elevators as coroutines that receive ticks, a dispatcher that assigns calls, passengers as generators of wishes.


class Elevator:
    def __init__(self, name, floor=0):
        self.name, self.floor, self.stops, self.riders, self.moved = name, floor, [], [], 0
        self.motor = self.drive()
        next(self.motor)

    def cost(self, floor):
        if not self.stops:
            return abs(self.floor - floor)
        last = self.stops[-1]
        inside = min(self.floor, *self.stops) <= floor <= max(self.floor, *self.stops)
        return abs(self.floor - floor) + len(self.stops) if inside else abs(self.floor - last) + abs(last - floor) + 2

    def add(self, floor):
        if floor not in self.stops:
            self.stops.append(floor)
            going_up = self.stops[0] >= self.floor
            ahead = sorted((s for s in self.stops if (s >= self.floor) == going_up), reverse=not going_up)
            self.stops = ahead + sorted((s for s in self.stops if s not in ahead), reverse=going_up)

    def drive(self):
        while True:
            event = yield None
            while self.stops and event == "tick":
                target = self.stops[0]
                if target == self.floor:
                    self.stops.pop(0)
                    event = yield "open"
                    continue
                self.floor += 1 if target > self.floor else -1
                self.moved += 1
                event = yield "move"


class Building:
    def __init__(self, floors, elevators):
        self.floors = floors
        self.elevators = [Elevator(f"E{i}", floor) for i, floor in enumerate(elevators)]
        self.waiting, self.time, self.log, self.trips = {}, 0, [], []

    def call(self, passenger, floor):
        best = min(self.elevators, key=lambda e: (e.cost(floor), e.name))
        best.add(floor)
        self.waiting.setdefault(floor, []).append(passenger)
        self.log.append(f"{self.time:3} {passenger.name} calls {best.name} to {floor}")

    def tick(self):
        self.time += 1
        for elevator in self.elevators:
            if elevator.motor.send("tick") == "open":
                self.doors(elevator)

    def doors(self, elevator):
        leaving = [rider for rider in elevator.riders if rider.target == elevator.floor]
        for rider in leaving:
            elevator.riders.remove(rider)
            rider.arrive(elevator)
        for passenger in self.waiting.pop(elevator.floor, []):
            elevator.riders.append(passenger)
            elevator.add(passenger.target)
            self.log.append(f"{self.time:3} {passenger.name} enters {elevator.name} for {passenger.target}")

    def busy(self):
        return bool(self.waiting) or any(e.stops or e.riders for e in self.elevators)


class Passenger:
    def __init__(self, building, name, plan):
        self.building, self.name, self.plan = building, name, plan(self)
        self.floor = self.target = None
        self.next()

    def next(self, sent=None):
        try:
            self.floor, self.target = self.plan.send(sent)
        except StopIteration as stop:
            self.building.log.append(f"{self.building.time:3} {self.name} is done: {stop.value}")
            return
        self.started = self.building.time
        self.building.call(self, self.floor)

    def arrive(self, elevator):
        took = self.building.time - self.started
        self.building.trips.append(took)
        self.building.log.append(f"{self.building.time:3} {self.name} arrives at {elevator.floor}")
        self.next(took)


def commuter(home, office):
    def plan(self):
        up = yield home, office
        down = yield office, home
        return f"{up}+{down}"
    return plan


def courier(*floors):
    def plan(self):
        total = 0
        for start, end in zip(floors, floors[1:]):
            total += yield start, end
        return total
    return plan


building = Building(10, [0, 9])
plans = [("ann", commuter(0, 7)), ("ben", commuter(1, 4)), ("cat", courier(9, 2, 5, 0)), ("dan", commuter(8, 3))]
for name, plan in plans:
    Passenger(building, name, plan)
    building.tick()
while building.busy():
    building.tick()
print(*building.log, sep="\n")
print(building.time, building.trips, [(e.name, e.floor, e.moved) for e in building.elevators])
tower, seed = Building(30, [0, 10, 20]), 99
for i in range(60):
    seed = (seed * 16807) % 2147483647
    a, b = seed % 30, seed // 30 % 30
    if a != b:
        Passenger(tower, f"p{i}", commuter(a, b))
    tower.tick()
while tower.busy():
    tower.tick()
print(tower.time, len(tower.trips), sum(tower.trips), max(tower.trips), sum(e.moved for e in tower.elevators))
