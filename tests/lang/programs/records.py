# Tables, typed fields and queries: an object mapper made of descriptors and a metaclass.


class ValidationError(ValueError):
    pass


class Field:
    counter = 0

    def __init__(self, *, default=None, required=False, primary=False):
        Field.counter += 1
        self.order = Field.counter
        self.default, self.required, self.primary = default, required, primary

    def __set_name__(self, owner, name):
        self.name = name
        self.owner = owner

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj._values.get(self.name, self.default)

    def __set__(self, obj, value):
        value = self.clean(value)
        old = obj._values.get(self.name)
        obj._values[self.name] = value
        if old != value:
            obj._dirty.add(self.name)

    def __delete__(self, obj):
        if self.required:
            raise ValidationError(f"{self.name} is required")
        obj._values.pop(self.name, None)

    def clean(self, value):
        if value is None and self.required:
            raise ValidationError(f"{self.name} is required")
        return value

    def __repr__(self):
        return f"<{type(self).__name__} {self.owner.__name__}.{self.name}>"

    def _compare(op):
        def method(self, other):
            return Condition(self.name, op, other)

        return method

    __eq__, __ne__, __lt__, __le__, __gt__, __ge__ = map(_compare, ["==", "!=", "<", "<=", ">", ">="])
    __hash__ = object.__hash__
    del _compare


class Integer(Field):
    def __init__(self, *, low=None, high=None, **kwargs):
        super().__init__(**kwargs)
        self.low, self.high = low, high

    def clean(self, value):
        value = super().clean(value)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValidationError(f"{self.name}: {value!r} is no int")
        if self.low is not None and value < self.low or self.high is not None and value > self.high:
            raise ValidationError(f"{self.name}: {value} is out of range")
        return value


class Text(Field):
    def __init__(self, *, length=100, **kwargs):
        super().__init__(**kwargs)
        self.length = length

    def clean(self, value):
        value = super().clean(value)
        if value is not None and len(value) > self.length:
            raise ValidationError(f"{self.name} is longer than {self.length}")
        return value


class Condition:
    tests = {
        "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
        "and": lambda a, b: a and b, "or": lambda a, b: a or b,
    }

    def __init__(self, left, op, right):
        self.left, self.op, self.right = left, op, right

    def __call__(self, row):
        if self.op in ("and", "or"):
            return self.tests[self.op](self.left(row), self.right(row))
        value = getattr(row, self.left)
        return value is not None and self.tests[self.op](value, self.right)

    def __and__(self, other):
        return Condition(self, "and", other)

    def __or__(self, other):
        return Condition(self, "or", other)

    def __invert__(self):
        inner = self

        class Not(Condition):
            def __init__(self):
                pass

            def __call__(self, row):
                return not inner(row)

            def __repr__(self):
                return f"not {inner}"

        return Not()

    def __repr__(self):
        return f"({self.left} {self.op} {self.right!r})"


class Query:
    def __init__(self, model, conditions=(), order=None, limit=None):
        self.model, self.conditions, self.ordering, self.count_limit = model, conditions, order, limit

    def _with(self, **changes):
        state = dict(model=self.model, conditions=self.conditions, order=self.ordering, limit=self.count_limit)
        return Query(**{**state, **changes})

    def where(self, *conditions, **equal):
        extra = tuple(Condition(name, "==", value) for name, value in equal.items())
        return self._with(conditions=self.conditions + conditions + extra)

    def order_by(self, field, reverse=False):
        return self._with(order=(field.name, reverse))

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._with(limit=key)
        return list(self)[key]

    def __iter__(self):
        rows = (row for row in self.model.rows if all(test(row) for test in self.conditions))
        if self.ordering:
            name, reverse = self.ordering
            rows = iter(sorted(rows, key=lambda row: getattr(row, name), reverse=reverse))
        if self.count_limit is not None:
            rows = iter(list(rows)[self.count_limit])
        yield from rows

    def __len__(self):
        return sum(1 for _ in self)

    def __bool__(self):
        return any(True for _ in self)


class ModelMeta(type):
    tables = {}

    def __new__(mcs, name, bases, namespace, table=None, **kwargs):
        cls = super().__new__(mcs, name, bases, namespace, **kwargs)
        fields = {}
        for base in reversed(cls.__mro__):
            fields.update((k, v) for k, v in vars(base).items() if isinstance(v, Field))
        cls._fields = dict(sorted(fields.items(), key=lambda item: item[1].order))
        cls.table = table or name.lower()
        cls.rows = []
        primary = [f for f in cls._fields.values() if f.primary]
        if bases and len(primary) != 1:
            raise TypeError(f"{name} needs one primary field, has {len(primary)}")
        mcs.tables[cls.table] = cls
        return cls

    @property
    def objects(cls):
        return Query(cls)

    def __contains__(cls, key):
        return any(row.key == key for row in cls.rows)

    def __len__(cls):
        return len(cls.rows)


class Model(metaclass=ModelMeta):
    def __init__(self, **values):
        self._values, self._dirty = {}, set()
        for name in values.keys() - self._fields.keys():
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        for name, field in self._fields.items():
            setattr(self, name, values.get(name, field.default))

    @property
    def key(self):
        return next(self._values[n] for n, f in self._fields.items() if f.primary)

    def save(self):
        if self.key in type(self):
            raise ValidationError(f"duplicate key {self.key!r}")
        type(self).rows.append(self)
        self._dirty.clear()
        return self

    @classmethod
    def create(cls, **values):
        return cls(**values).save()

    def __repr__(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({shown})"


class Person(Model, table="people"):
    id = Integer(primary=True, required=True)
    name = Text(length=10, required=True)
    age = Integer(low=0, high=150, default=0)


class Employee(Person):
    salary = Integer(default=1000)
    boss = Field()

    @property
    def chain(self):
        boss = self.boss
        while boss is not None:
            yield boss.name
            boss = boss.boss


for i, (name, age) in enumerate([("Ann", 31), ("Bob", 25), ("Cid", 40), ("Dot", 25)]):
    Person.create(id=i, name=name, age=age)
print(len(Person), 2 in Person, 9 in Person, ModelMeta.tables.keys() == {"model", "people", "employee"})
print(list(Person.objects.where(Person.age > 30)))
print(list(Person.objects.where((Person.age == 25) | (Person.name == "Cid")).order_by(Person.name, reverse=True)))
print(Person.objects.where(~(Person.age == 25))[0], len(Person.objects.where(age=25)), bool(Person.objects.where(age=99)))
print([p.name for p in Person.objects.order_by(Person.age)[1:3]], (Person.age > 3) & (Person.name != "x"))
for bad in [dict(id=1), dict(name="x"), dict(id="a", name="x"), dict(id=5, name="x" * 11), dict(id=5, name="x", age=200),
            dict(id=5, name="x", foo=1), dict(id=True, name="x")]:
    try:
        Person(**bad)
    except (ValidationError, AttributeError) as error:
        print(type(error).__name__, error)
p = Person.objects[0]
p.age = 32
print(p._dirty, p)
try:
    del p.name
except ValidationError as error:
    print(error)
del p.age
print(p.age, p, Person.age, Employee.salary)
boss = Employee.create(id=1, name="Eve", salary=5000)
mid = Employee.create(id=2, name="Fay", boss=boss)
low = Employee.create(id=3, name="Gus", boss=mid)
print(list(low.chain), list(boss.chain), list(Employee._fields), Employee.table)
try:
    low.save()
except ValidationError as error:
    print(error)
try:
    class Broken(Model):
        a = Integer()
except TypeError as error:
    print(error)
print(sum(e.salary for e in Employee.objects), max(Employee.objects, key=lambda e: e.salary).name)
