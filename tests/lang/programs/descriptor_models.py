# Declarative models: typed fields as descriptors, a metaclass-free registry, validation, serialisation, diffs.


class ValidationError(ValueError):
    def __init__(self, field, problem):
        super().__init__(f"{field}: {problem}")
        self.field = field


class Field:
    kind = object
    order = 0

    def __init__(self, default=None, required=False, check=None):
        self.default, self.required, self.check = default, required, check
        Field.order += 1
        self.order = Field.order

    def __set_name__(self, owner, name):
        self.name = name
        self.slot = "_" + name
        owner.fields = {**getattr(owner, "fields", {}), name: self}

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.slot, self.default)

    def __set__(self, instance, value):
        value = self.convert(value)
        if self.check is not None and not self.check(value):
            raise ValidationError(self.name, f"{value!r} is refused")
        old = self.__get__(instance)
        instance.__dict__[self.slot] = value
        if old != value:
            instance.changed(self.name, old, value)

    def __delete__(self, instance):
        if self.required:
            raise ValidationError(self.name, "is required")
        instance.__dict__.pop(self.slot, None)

    def convert(self, value):
        if not isinstance(value, self.kind):
            raise ValidationError(self.name, f"wants {self.kind.__name__}, got {type(value).__name__}")
        return value


class Integer(Field):
    kind = int

    def convert(self, value):
        if isinstance(value, str) and value.lstrip("-").isdigit():
            value = int(value)
        return super().convert(value)


class Text(Field):
    kind = str

    def __init__(self, *args, strip=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.strip = strip

    def convert(self, value):
        value = super().convert(value)
        return value.strip() if self.strip else value


class ListOf(Field):
    def __init__(self, kind, **kwargs):
        super().__init__(default=(), **kwargs)
        self.item = kind

    def convert(self, value):
        return tuple(item if isinstance(item, self.item) else self.item(**item) for item in value)


class Model:
    registry = {}

    def __init_subclass__(cls, table=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Model.registry[table or cls.__name__.lower()] = cls

    def __init__(self, **values):
        self.history = []
        for name, field in self.fields.items():
            if name in values:
                setattr(self, name, values.pop(name))
            elif field.required:
                raise ValidationError(name, "is missing")
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(values))}")
        self.history.clear()

    def changed(self, name, old, new):
        self.history.append((name, old, new))

    def undo(self):
        while self.history:
            name, old, _ = self.history.pop()
            self.__dict__["_" + name] = old
            yield name

    def __iter__(self):
        for name in self.fields:
            value = getattr(self, name)
            yield name, [dict(item) for item in value] if isinstance(value, tuple) else value

    def __eq__(self, other):
        return type(self) is type(other) and dict(self) == dict(other)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self)})"


class Tag(Model):
    name = Text(required=True)


class Item(Model, table="items"):
    title = Text(required=True, check=lambda text: len(text) < 20)
    price = Integer(default=0, check=lambda n: n >= 0)
    tags = ListOf(Tag)


class Sale(Item):
    discount = Integer(default=10, check=range(0, 100).__contains__)

    @property
    def final(self):
        return self.price * (100 - self.discount) // 100


item = Item(title="  lamp ", price="25", tags=[{"name": "light"}, Tag(name="home")])
print(item, dict(item) == dict(Item(**dict(item))), item == Item(**dict(item)))
sale = Sale(title="chair", price=80)
sale.discount, sale.price, sale.title = 25, 120, "chair"
print(sale.final, sale.history, list(Sale.fields), list(Item.fields), sorted(Model.registry))
print(list(sale.undo()), sale.final, sale)
for bad in (lambda: Item(price=1), lambda: Item(title="x" * 30), lambda: Item(title="a", price="1.5"), lambda: Item(title="a", size=1, age=2),
            lambda: setattr(sale, "discount", 100), lambda: setattr(sale, "final", 3), lambda: delattr(sale, "title"), lambda: Item(title=3)):
    try:
        bad()
    except (ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, error, getattr(error, "field", "-"))
del sale.discount
print(sale.discount, Sale.discount.default, type(Sale.price).__name__, Item.title is Sale.title)
total = 0
for i in range(200):
    sale.price = i % 37
    total += sale.final
print(total, len(sale.history))
