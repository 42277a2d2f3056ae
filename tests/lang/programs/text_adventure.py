# A text adventure: rooms as generators that receive commands, a shared world, scripted play.


class GameOver(Exception):
    pass


class World:
    def __init__(self):
        self.bag, self.flags, self.turns = [], set(), 0
        self.rooms = {}

    def room(self, function):
        self.rooms[function.__name__] = function
        return function

    def play(self, script):
        place = self.rooms["hall"](self)
        print(">", next(place))
        try:
            for line in script:
                self.turns += 1
                verb, *rest = line.split()
                print("$", line)
                answer = self.common(verb, rest) or place.send((verb, *rest))
                while isinstance(answer, tuple):
                    place.close()
                    place = self.rooms[answer[1]](self)
                    answer = next(place)
                print(">", answer)
        except GameOver as over:
            print("***", over, f"({self.turns} turns)")
        finally:
            place.close()

    def common(self, verb, rest):
        if verb == "inventory":
            return "You carry " + (", ".join(sorted(self.bag)) or "nothing") + "."
        if verb == "drop" and rest and rest[0] in self.bag:
            self.bag.remove(rest[0])
            return "Dropped."
        return None


world = World()


def commands(room, text, **actions):
    answer = text
    while True:
        verb, *rest = yield answer
        action = actions.get(verb)
        if action is None:
            answer = f"You cannot {verb} here."
            continue
        answer = action(*rest) if callable(action) else action
        if isinstance(answer, str) and answer.startswith("!"):
            return answer[1:]


@world.room
def hall(world):
    try:
        text = "A hall. Doors lead north and east."
        if "visited" in world.flags:
            text = "The hall again."
        world.flags.add("visited")
        target = yield from commands("hall", text, look="Dusty.", go=lambda where: {
            "north": "!library", "east": "!cellar"}.get(where, "A wall."))
        yield "go", target
    finally:
        print("  (the hall fades)")


@world.room
def library(world):
    def take(thing="nothing"):
        if thing == "lamp" and thing not in world.bag:
            world.bag.append(thing)
            return "Taken."
        return f"No {thing} here."

    def read():
        return "'Speak friend.'"

    target = yield from commands("library", "Books everywhere. South is the hall.", take=take, read=read,
                                 go=lambda where: "!hall" if where == "south" else "Shelves.")
    yield "go", target


@world.room
def cellar(world):
    if "lamp" not in world.bag:
        yield "Darkness. Something growls."
        raise GameOver("You are eaten")
    answer = "A chest. It wants a word."
    while True:
        verb, *rest = yield answer
        if verb == "say" and rest == ["friend"]:
            raise GameOver("The chest opens: you are rich")
        if verb == "go":
            yield "go", "hall"
        answer = "Nothing happens."


world.play(["look", "dance", "go west", "go north", "take cup", "take lamp", "take lamp", "read",
                                       "inventory", "go south", "go east", "say hello", "go up", "go east", "say friend", "look"])
world.play(["inventory", "drop lamp", "inventory", "go east", "look", "look"])
print(sorted(world.flags), sorted(world.rooms))
