# Properties, static and class methods, and data descriptors.


class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.degrees = (value - 32) * 5 / 9

    @staticmethod
    def zero():
        return Celsius(0)

    @classmethod
    def of(cls, degrees):
        return cls.__name__, cls(degrees).degrees


class Sub(Celsius):
    pass


c = Celsius(100)
print(c.fahrenheit, Celsius.zero().degrees, Celsius.of(5), Sub.of(6), Sub(1).of(7))
c.fahrenheit = 32
print(c.degrees)
try:
    del c.fahrenheit
except AttributeError as error:
    print(error)


class Logged:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return (self.name, instance is None)

    def __set__(self, instance, value):
        print("set", self.name, value)


class Uses:
    field = Logged()


u = Uses()
u.field = 3
print(u.field, Uses.field, u.__dict__)
