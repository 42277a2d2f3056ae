# A class of the program's own, raised in a method, with a cause from None.
# exit: 1


class ConfigError(Exception):
    def __init__(self, name, line):
        super().__init__(name, line)
        self.name = name

    def __str__(self):
        return f"bad entry {self.name!r}"


class Reader:
    def read(self, text):
        try:
            return int(text)
        except ValueError:
            raise ConfigError(text, 3) from None


print(Reader().read("12"))
Reader().read("x12")
