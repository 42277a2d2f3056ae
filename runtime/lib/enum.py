"""Enumerations: classes whose instances are a fixed set of named constants."""

import builtins as _builtins
import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = (
    ["Enum", "IntEnum", "StrEnum", "ReprEnum", "Flag", "IntFlag"]
    + ["EnumType", "EnumMeta", "EnumDict", "auto", "member", "nonmember", "property"]
    + ["FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP"]
    + ["unique", "verify", "EnumCheck", "UNIQUE", "CONTINUOUS", "NAMED_FLAGS"]
    + ["global_enum", "global_enum_repr", "global_flag_repr", "global_str"]
    + ["pickle_by_enum_name", "pickle_by_global_name"]
)

# Asked for while the first classes are made; the class statement below gives it its value.
ReprEnum = None


# What may stand in the body of an enumeration.


class _Blank:
    """A default that no caller passes."""

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


_no_names = _Blank("<not given>")
_no_value = _Blank("_auto_null")


class auto:
    """The value that comes next."""

    def __init__(self, value=_no_value):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class member:
    """Makes a value in the body of an enumeration a member that would not become one."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """Keeps a value in the body of an enumeration from becoming a member."""

    def __init__(self, value):
        self.value = value


class property(DynamicClassAttribute):
    """A property of members, beside which there may be a member of the same name."""

    member = None
    # Reads what the bases have under the name, where that is no property.
    _read = None

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            found = self.member
        else:
            if self.fget is not None:
                return self.fget(instance)
            if self._read is not None:
                return self._read(instance)
            found = ownerclass._member_map_.get(self.name)
        if found is None:
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        return found

    def _refuse(self, action):
        raise AttributeError(f"<enum {self.clsname!r}> cannot {action} attribute {self.name!r}")

    def __set__(self, instance, value):
        if self.fset is None:
            self._refuse("set")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            self._refuse("delete")
        self.fdel(instance)


def _has_marks(name, mark):
    """Whether a name is something between two marks, and no longer mark would fit."""
    size = len(mark)
    inner = name[size:-size]
    return (
        len(name) > 2 * size
        and name.startswith(mark)
        and name.endswith(mark)
        and inner[0] != "_"
        and inner[-1] != "_"
    )


def _is_mangled(name, cls_name):
    """Whether a name is what the compiler makes of a private one."""
    start = f"_{cls_name}__"
    return name.startswith(start) and name != start and not name.endswith("__")


def _binds(obj):
    """Whether a value is a descriptor."""
    return hasattr(obj, "__get__") or hasattr(obj, "__delete__") or hasattr(obj, "__set__")


def _is_nested(obj, cls_name):
    """Whether a value is a class written in the body of the class of that name."""
    if not isinstance(obj, type):
        return False
    path = getattr(obj, "__qualname__", "").split(".")
    return path[-2:] == [cls_name, getattr(obj, "__name__", "")]


def _words(text):
    """The names in a string, or in a sequence of them."""
    return text.replace(",", " ").split() if isinstance(text, str) else list(text)


# The names between single underscores that the body of an enumeration may set.
_SETTINGS = frozenset(
    f"_{word}_"
    for word in (
        "add_alias add_value_alias generate_next_value ignore iter_member iter_member_by_def"
        " iter_member_by_value missing numeric_repr order"
    ).split()
)


class EnumDict(dict):
    """The namespace of the body of an enumeration: notes what is to be a member."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._owner = cls_name
        self._ignored = []
        # The values that auto() is to come after, and whether it was asked for one.
        self._earlier = []
        self._counted = False

    @_builtins.property
    def member_names(self):
        return list(self._member_names)

    def __setitem__(self, key, value):
        if key[:1] == "_" and self._is_reserved(key):
            if key == "__order__":
                key = "_order_"
            elif key in _SETTINGS:
                value = self._set(key, value)
        else:
            value = self._classify(key, value)
        super().__setitem__(key, value)

    def update(self, members, **more_members):
        pairs = members
        if hasattr(members, "keys"):
            pairs = [(name, members[name]) for name in members.keys()]
        for name, value in (*pairs, *more_members.items()):
            self[name] = value

    def _is_reserved(self, key):
        """Whether a name that starts with an underscore is never one of a member."""
        if self._owner is not None and _is_mangled(key, self._owner):
            return True
        if _has_marks(key, "_") and key not in _SETTINGS:
            raise ValueError(
                f"_sunder_ names, such as {key!r}, are reserved for future Enum use"
            )
        return key in _SETTINGS or _has_marks(key, "__")

    def _set(self, key, value):
        """Notes a setting of the enumeration."""
        if key == "_generate_next_value_":
            if self._counted:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = getattr(value, "__func__", value)
        elif key == "_ignore_":
            value = self._ignored = _words(value)
            clash = self._member_names.keys() & value
            if clash:
                raise ValueError(f"_ignore_ cannot specify already set names: {clash!r}")
        return value

    def _classify(self, key, value):
        """What is to stand under a name that is free to be one of a member."""
        taken = key in self._member_names
        if not taken:
            if key in self._ignored:
                return value
            if isinstance(value, nonmember):
                return value.value
            if _binds(value) or (self._owner is not None and _is_nested(value, self._owner)):
                return value
        if taken or key in self:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        value = self._counted_up(key, value.value if isinstance(value, member) else value)
        self._member_names[key] = None
        return value

    def _counted_up(self, key, value):
        """The value of a member, with numbers in the place of auto()."""
        if isinstance(value, auto):
            return self._number(key, value)
        if not isinstance(value, tuple) or not any(isinstance(part, auto) for part in value):
            self._earlier.append(value)
            return value
        parts = [self._number(key, part) if isinstance(part, auto) else part for part in value]
        return tuple(parts) if type(value) is tuple else type(value)(*parts)

    def _number(self, key, place):
        if place.value is _no_value:
            self._counted = True
            count = len(self._member_names)
            place.value = self._generate_next_value(key, 1, count, self._earlier[:])
        self._earlier.append(place.value)
        return place.value


_EnumDict = EnumDict


# How a class of members is made. A class of flags is known by its mask.


def _is_flag(cls):
    return hasattr(cls, "_flag_mask_")


def _base_types(cls_name, bases):
    """The type of the members beside Enum, and the enumeration that the new one extends."""
    if not bases:
        return object, None
    if not isinstance(bases[-1], EnumType):
        raise TypeError(
            "new enumerations should be created as"
            " `EnumName([mixin_type, ...] [data_type,] enum_type)`"
        )
    types = dict.fromkeys(_data_type(base) for base in bases)
    types.pop(None, None)
    if len(types) > 1:
        raise TypeError(f"too many data types for {cls_name!r}: {set(types)!r}")
    return next(iter(types), object), bases[-1]


def _data_type(base):
    """The type of data that a base brings, or None.

    A class that only adds methods to such a type stands for it."""
    outermost = None
    for cls in base.__mro__[:-1]:
        if isinstance(cls, EnumType):
            if cls._member_type_ is not object:
                return cls._member_type_
            continue
        outermost = outermost or cls
        if not {"__new__", "__dataclass_fields__"}.isdisjoint(cls.__dict__):
            return outermost
    return None


def _value_repr(bases):
    """How values are shown: the first __repr__ of a class that is no enumeration, or None."""
    for cls in (cls for base in bases for cls in base.__mro__[:-1]):
        if isinstance(cls, EnumType):
            return cls._value_repr_
        own = cls.__dict__
        if "__repr__" in own:
            fields_shown = "__dataclass_fields__" in own and "__dataclass_params__" in own
            if fields_shown and own["__dataclass_params__"].repr:
                return _fields_repr
            return own["__repr__"]
    return None


def _fields_repr(self):
    fields = self.__dataclass_fields__
    return ", ".join(f"{name}={getattr(self, name)!r}" for name in fields if fields[name].repr)


def _find_new(body, member_type, first_enum):
    """The __new__ of the members: that of the body, or the first one inherited."""
    if "__new__" in body:
        return getattr(body["__new__"], "__func__", body["__new__"])
    if first_enum is not None:
        for name in ("__new_member__", "__new__"):
            for holder in (member_type, first_enum):
                found = getattr(holder, name, None)
                if found not in (None, object.__new__, Enum.__new__):
                    return found
    return object.__new__


class _MemberMaker:
    """Stands in the namespace for all members, and makes them once there is a class.

    They have to be there when __init_subclass__ runs, thus no later than this."""

    def __init__(self, values):
        self.values = values

    def __set_name__(self, owner, name):
        type.__delattr__(owner, name)
        for name, value in self.values.items():
            _make_member(owner, name, value)

    @staticmethod
    def strip(error):
        """Takes away the note about this class from an error that a member caused."""
        notes = getattr(error, "__notes__", None)
        if notes and "__set_name__ on '_MemberMaker'" in notes[-1]:
            notes.pop()
            if not notes:
                del error.__notes__


def _make_member(cls, name, value):
    args = value if isinstance(value, tuple) else (value,)
    if cls._member_type_ is tuple:
        args = (args,)
    made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
    if not hasattr(made, "_value_"):
        made._value_ = value if cls._member_type_ is object else _typed_value(cls, args)
    made._name_ = name
    made.__objclass__ = cls
    if cls.__init__ is not object.__init__:
        made.__init__(*args)
    made._sort_order_ = len(cls._member_names_)
    value = made._value_

    known = _by_value(cls, value)
    if known is not None:
        # The name is another one of the member that has the value.
        made = known
    elif not _is_flag(cls) or _is_bit(value):
        cls._member_names_.append(name)
    if _is_flag(cls) and isinstance(value, int):
        cls._flag_mask_ |= value
        cls._all_bits_ = (1 << cls._flag_mask_.bit_length()) - 1
        if _is_bit(value):
            cls._singles_mask_ |= value
    _bind(cls, name, made)
    if known is None:
        _note_value(cls, value, made)


def _typed_value(cls, args):
    try:
        return cls._member_type_(*args)
    except Exception as error:
        raise TypeError("_value_ not set in __new__, unable to create it") from error


def _note_value(cls, value, made):
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        cls._unhashable_pairs_.append((value, made))


def _by_value(cls, value):
    """The member that has a value, or None."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        return _by_equality(cls, value)


def _by_equality(cls, value):
    """The member that has a value which cannot be a key, or None."""
    for known, made in cls._unhashable_pairs_:
        if known is value or known == value:
            return made
    for made in cls._member_map_.values():
        if made._value_ == value:
            return made
    return None


def _bind(cls, name, made):
    """Makes a member an attribute of its class."""
    known = cls._member_map_.get(name)
    if known is made:
        return
    if known is not None:
        raise NameError(f"{name!r} is already bound: {known!r}")
    setattr(cls, name, _beside_inherited(cls, name, made) or made)
    cls._member_map_[name] = made


def _beside_inherited(cls, name, made):
    """A property that leads from the class to the member, and from members to what is inherited.

    None where the bases have no descriptor of the name."""
    inherited = [(base, base.__dict__[name]) for base in cls.__mro__[1:] if name in base.__dict__]
    if not inherited:
        return None
    source = next((attr for _, attr in inherited if isinstance(attr, DynamicClassAttribute)), None)
    holder = None
    if source is None:
        for base, attr in inherited:
            if _binds(attr):
                source = attr
            elif attr is not None:
                holder = base
        if source is None:
            return None
    redirect = property()
    redirect.member = made
    redirect.__set_name__(cls, name)
    if holder is not None:
        redirect._read = lambda instance: getattr(holder, name)
        return redirect
    for accessor in ("fget", "fset", "fdel"):
        setattr(redirect, accessor, getattr(source, accessor, None))
    if not isinstance(source, DynamicClassAttribute):
        redirect._read = lambda instance: getattr(instance._value_, name)
    return redirect


_FLAG_OPERATORS = ("__and__", "__or__", "__xor__", "__invert__", "__rand__", "__ror__", "__rxor__")


def _add_flag_state(body, flag_base, boundary):
    """Gives a class of flags what it knows of its bits, and the operators of its base.

    Those of the members' type would win otherwise."""
    body.update(
        _boundary_=boundary or flag_base._boundary_,
        _flag_mask_=0,
        _singles_mask_=0,
        _all_bits_=0,
        _inverted_=None,
    )
    for name in _FLAG_OPERATORS:
        if name not in body:
            body[name] = getattr(flag_base, name)


def _adopt_methods(cls, own, bases, first_enum):
    """Prefers methods of enumerations to those of the members' type, but not the class's own."""
    data = cls._member_type_
    if ReprEnum in bases:
        if data is object:
            raise TypeError(
                "ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)"
            )
        if "__str__" not in own:
            cls.__str__ = data.__repr__ if data.__str__ is object.__str__ else data.__str__
        if "__format__" not in own:
            cls.__format__ = data.__format__
        own = own | {"__str__", "__format__"}
    for name in {"__repr__", "__str__", "__format__", "__reduce_ex__"} - own:
        if getattr(cls, name) in (getattr(data, name), getattr(object, name)):
            setattr(cls, name, getattr(first_enum, name))


def _check_order(cls, order):
    """_order_ has to name the members as they were defined; aliases in it do not matter."""
    names = cls._member_names_
    if _is_flag(cls):
        order = [name for name in _words(order) if name in names]
    else:
        order = [n for n in _words(order) if n in names or n not in cls._member_map_]
    if order != names:
        raise TypeError(f"member order does not match _order_:\n  {names!r}\n  {order!r}")


def _check_names(names):
    bad = [name for name in ("mro", "") if name in names]
    if bad:
        raise ValueError("invalid enum member name(s) " + ",".join(map(repr, bad)))


def _named_values(names, count_up, start):
    """The names and values that a call to make an enumeration lists."""
    if isinstance(names, str):
        names = _words(names)
    if isinstance(names, (list, tuple)) and names and isinstance(names[0], str):
        values = []
        for count, name in enumerate(names):
            values.append(count_up(name, start, count, values[:]))
        yield from zip(names, values)
        return
    for item in names:
        name, value = (item, names[item]) if isinstance(item, str) else item
        yield name, value


def _from_call(cls, class_name, names, module, qualname, data_type, start, boundary):
    """Makes the enumeration that a call of cls asks for."""
    metacls = cls.__class__
    bases = (cls,) if data_type is None else (data_type, cls)
    body = metacls.__prepare__(class_name, bases)
    for name, value in _named_values(names, cls._generate_next_value_, start):
        body[name] = value
    if module is None:
        # The caller of the class.
        module = sys._getframe(2).f_globals.get("__name__")
    if module is None:
        body["__reduce_ex__"] = _refuse_pickling
        module = "<unknown>"
    body["__module__"] = module
    if qualname is not None:
        body["__qualname__"] = qualname
    return metacls.__new__(metacls, class_name, bases, body, boundary=boundary)


def _refuse_pickling(self, proto):
    raise TypeError(f"{self!r} cannot be pickled")


# The two ways to call an enumeration, for their signatures.


def _look_up(*values):
    pass


def _create(
    new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None
):
    pass


class EnumType(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for base in bases:
            for known in base.__mro__:
                if isinstance(known, EnumType) and known._member_names_:
                    raise TypeError(f"<enum {cls!r}> cannot extend {known!r}")
        namespace = EnumDict(cls)
        first_enum = _base_types(cls, bases)[1]
        if first_enum is not None:
            namespace["_generate_next_value_"] = first_enum._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        members = {name: classdict[name] for name in classdict._member_names}
        _check_names(members)
        body = dict(classdict)
        order = body.pop("_order_", None)
        for name in (*members, *classdict._ignored, "_ignore_"):
            body.pop(name, None)
        own = set(body)
        count_up = body.get("_generate_next_value_")
        if count_up is not None and not isinstance(count_up, staticmethod):
            body["_generate_next_value_"] = staticmethod(count_up)

        member_type, first_enum = _base_types(cls, bases)
        new = _find_new(body, member_type, first_enum)
        body.update(
            _member_names_=[],
            _member_map_={},
            _value2member_map_={},
            _unhashable_pairs_=[],
            _member_type_=member_type,
            _value_repr_=_value_repr(bases),
            _new_member_=new,
            _use_args_=first_enum is not None and new not in (object.__new__, Enum.__new__),
        )
        if first_enum is None:
            return super().__new__(metacls, cls, bases, body, **kwds)

        if "__new__" in own:
            body["__new_member__"] = new
        # Calls of the class look members up; only _new_member_ makes any.
        body["__new__"] = Enum.__new__
        flag_base = next(filter(_is_flag, reversed(bases)), None)
        if flag_base is not None:
            _add_flag_state(body, flag_base, boundary)
        if members:
            body["_members_to_make_"] = _MemberMaker(members)
        try:
            made = super().__new__(metacls, cls, bases, body, **kwds)
        except BaseException as error:
            _MemberMaker.strip(error)
            raise
        _adopt_methods(made, own, bases, first_enum)
        if order is not None:
            _check_order(made, order)
        if flag_base is not None:
            values = [found._value_ for found in made]
            if values != sorted(values):
                made._iter_member_ = made._iter_member_by_def_
        return made

    def __call__(cls, value, names=_no_names, *values, module=None, qualname=None, type=None,
                 start=1, boundary=None):
        """Looks a member up by its value, or makes a new enumeration."""
        if cls._member_map_:
            if names is not _no_names:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        if names is _no_names and type is None:
            raise TypeError(
                f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum"
            )
        if names is _no_names or names is None:
            names = ()
        return _from_call(cls, value, names, module, qualname, type, start, boundary)

    @_builtins.property
    def __signature__(cls):
        from inspect import signature

        return signature(_look_up if cls._member_names_ else _create)

    def __repr__(cls):
        kind = "flag" if _is_flag(cls) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    # As a collection of members.

    @_builtins.property
    def __members__(cls):
        """The members by their names, aliases included; read-only."""
        return MappingProxyType(cls._member_map_)

    def __getitem__(cls, name):
        """The member with that name."""
        return cls._member_map_[name]

    def __iter__(cls):
        """The members, in the order of their definition, without aliases."""
        return map(cls._member_map_.__getitem__, cls._member_names_)

    def __reversed__(cls):
        return map(cls._member_map_.__getitem__, reversed(cls._member_names_))

    def __bool__(cls):
        return True

    def __len__(cls):
        return len(cls._member_names_)

    def __contains__(cls, value):
        """Whether something is a member or the value of one."""
        if isinstance(value, cls) or _by_value(cls, value) is not None:
            return True
        if not _is_flag(cls):
            return False
        try:
            return isinstance(cls._missing_(value), cls)
        except ValueError:
            return False

    # As a class: its members are fixed.

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __dir__(cls):
        shown = {"__members__", *cls._member_names_}
        shown.update(f"__{word}__" for word in "class doc module name qualname".split())
        shown.update(f"__{word}__" for word in "contains getitem iter len".split())
        if cls._new_member_ is not object.__new__:
            shown.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            shown.add("__init_subclass__")
        if cls._member_type_ is not object:
            shown.update(dir(cls._member_type_))
        return sorted(shown)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Makes an enumeration of the constants of a module that the filter lets pass."""
        target = sys.modules[module].__dict__
        constants = source.__dict__ if source else target
        chosen = sorted(key for key in constants if filter(key))
        try:
            chosen.sort(key=constants.__getitem__)
        except TypeError:
            pass
        body = cls.__class__.__prepare__(name, (cls,))
        body["__module__"] = module
        for key in chosen:
            body[key] = constants[key]
        made = cls.__class__(name, (cls,), body, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            target.update(made.__members__)
        target[name] = made
        return made


EnumMeta = EnumType


def _refusal(cls, value):
    return ValueError(f"{value!r} is not a valid {cls.__qualname__}")


def _ask_missing(cls, value):
    """What _missing_ finds for a value that no member has; an error where that is nothing."""
    try:
        found = cls._missing_(value)
    except ValueError:
        raise
    except Exception as error:
        error.__context__ = _refusal(cls, value)
        raise
    if isinstance(found, cls):
        return found
    if found is None:
        raise _refusal(cls, value)
    if isinstance(found, int) and getattr(cls, "_boundary_", None) is EJECT:
        return found
    raise _wrong_answer(cls, value, found)


def _wrong_answer(cls, value, found):
    error = TypeError(
        f"error in {cls.__name__}._missing_: returned {found!r}"
        " instead of None or a valid member"
    )
    error.__context__ = _refusal(cls, value)
    return error


class Enum(metaclass=EnumType):
    """Base of enumerations."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = None
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            found = _by_equality(cls, value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        return _ask_missing(cls, value)

    @classmethod
    def _missing_(cls, value):
        return None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): one more than the highest so far."""
        if not last_values:
            return start
        try:
            highest = sorted(last_values)[-1]
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return highest + 1
        except TypeError:
            raise TypeError(f"unable to increment {highest!r}") from None

    def _add_alias_(self, name):
        """Gives a member another name."""
        _bind(self.__class__, name, self)

    def _add_value_alias_(self, value):
        """Gives a member another value."""
        known = _by_value(self.__class__, value)
        if known is None:
            _note_value(self.__class__, value, self)
        elif known is not self:
            raise ValueError(f"{value!r} is already bound: {known!r}")

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_

    def __hash__(self):
        return hash(self._name_)

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __repr__(self):
        cls = self.__class__
        shown = (cls._value_repr_ or repr)(self._value_)
        return f"<{cls.__name__}.{self._name_}: {shown}>"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    # There is one of each member.

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __dir__(self):
        members = self._member_map_
        shown = {f"__{word}__" for word in "class doc eq hash module".split()}
        if self.__class__._member_type_ is not object:
            shown.update(object.__dir__(self))
        own = getattr(self, "__dict__", ())
        shown.update(name for name in own if name[0] != "_" and name not in members)
        for cls in self.__class__.__mro__:
            for name, attr in cls.__dict__.items():
                if name[0] == "_":
                    continue
                is_property = isinstance(attr, property)
                if name not in members or is_property and attr.fget is not None:
                    shown.add(name)
                elif is_property:
                    shown.discard(name)
        return sorted(shown)


class ReprEnum(Enum):
    """Base of enumerations that change only repr(): str() and format() are those of the values."""


class IntEnum(int, ReprEnum):
    """Enumerations whose members are ints."""


class StrEnum(str, ReprEnum):
    """Enumerations whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        for what, given in zip(("encoding", "errors"), values[1:]):
            if not isinstance(given, str):
                raise TypeError(f"{what} must be a string, not {given!r}")
        text = str(*values)
        made = str.__new__(cls, text)
        made._value_ = text
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The name in lower case."""
        return name.lower()


# Ways to pickle a member, for a class to take as its __reduce_ex__.


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


def pickle_by_global_name(self, proto):
    return self.name


# Flags.


class FlagBoundary(StrEnum):
    """What happens to bits that no flag has: error, dropped, an int, or kept."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _is_bit(value):
    return isinstance(value, int) and value > 0 and value & value - 1 == 0


def _bits(num):
    """The bits of a number as numbers, the lowest first."""
    if num < 0:
        raise ValueError(f"{num!r} is not a positive integer")
    while num:
        lowest = num & -num
        yield lowest
        num -= lowest


def show_flag_values(value):
    """The bits of a flag's value as numbers."""
    return list(_bits(value.value if isinstance(value, Enum) else value))


def bin(num, max_bits=None):
    """The number in base two, with a bit for the sign."""
    width = num.bit_length()
    sign = "1" if num < 0 else "0"
    digits = f"{num & (1 << width) - 1:0{width}b}" if width else ""
    return f"0b{sign} {digits.rjust(max_bits or 0, sign)}"


def _flag_operator(name, symbol, combine):
    """Makes the method of an operator of two flags."""

    def method(self, other):
        cls = self.__class__
        if isinstance(other, cls):
            theirs = other._value_
        elif cls._member_type_ is not object and isinstance(other, cls._member_type_):
            theirs = other
        else:
            return NotImplemented
        mine = self._value_
        if mine is None or theirs is None:
            lacking = self if mine is None else other
            raise TypeError(f"'{lacking}' cannot be combined with other flags with {symbol}")
        return cls(combine(mine, theirs))

    method.__name__ = name
    method.__qualname__ = f"Flag.{name}"
    return method


class Flag(Enum):
    """Base of enumerations whose members are bits that can be combined."""

    _numeric_repr_ = repr

    __or__ = __ror__ = _flag_operator("__or__", "|", lambda mine, theirs: mine | theirs)
    __and__ = __rand__ = _flag_operator("__and__", "&", lambda mine, theirs: mine & theirs)
    __xor__ = __rxor__ = _flag_operator("__xor__", "^", lambda mine, theirs: mine ^ theirs)

    def __invert__(self):
        if self._value_ is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            rest = ~self._value_
            if self._boundary_ in (STRICT, CONFORM):
                rest &= self._singles_mask_
            self._inverted_ = self.__class__(rest)
        return self._inverted_

    def __bool__(self):
        return bool(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __iter__(self):
        """The flags that this one is combined of."""
        return iter(self._iter_member_(self._value_))

    def __contains__(self, other):
        """Whether all bits of another flag are in this one."""
        cls = self.__class__
        if isinstance(other, cls):
            return not other._value_ & ~self._value_
        theirs = type(other).__qualname__
        raise TypeError(f"unsupported operand type(s) for 'in': {theirs!r} and {cls.__qualname__!r}")

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return Enum.__str__(self)

    def __repr__(self):
        if self._name_ is None:
            cls = self.__class__
            return f"<{cls.__name__}: {(cls._value_repr_ or repr)(self._value_)}>"
        return Enum.__repr__(self)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The bit after the highest so far."""
        if not last_values:
            return 1 if start is None else start
        highest = max(last_values)
        try:
            return 1 << highest.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {highest!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The members of the bits of a value, the lowest first."""
        return map(cls._value2member_map_.get, _bits(value & cls._flag_mask_))

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The members of the bits of a value, in the order of their definition."""
        found = cls._iter_member_by_value_(value)
        return iter(sorted(found, key=lambda flag: flag._sort_order_))

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _missing_(cls, value):
        """A combination of flags, made when it is first asked for."""
        if not isinstance(value, int):
            raise _refusal(cls, value)
        bits = value
        if _has_stray_bits(cls, value):
            if cls._boundary_ is EJECT:
                return value
            bits = _treat_stray_bits(cls, value)
        negative = bits
        if bits < 0:
            if cls._boundary_ in (STRICT, CONFORM):
                bits &= cls._flag_mask_
            else:
                bits += cls._all_bits_ + 1
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, bits)
        if not hasattr(made, "_value_"):
            made._value_ = bits
        made._name_ = _combined_name(cls, bits)
        made = cls._value2member_map_.setdefault(bits, made)
        if negative < 0:
            cls._value2member_map_[negative] = made
        return made


# Flags whose class has none of its own yet.
Flag._boundary_ = STRICT
Flag._flag_mask_ = Flag._singles_mask_ = Flag._all_bits_ = 0
Flag._inverted_ = None


def _has_stray_bits(cls, value):
    """Whether a number has bits that no flag of the class has."""
    highest = cls._all_bits_
    return not -highest - 1 <= value <= highest or value & (highest ^ cls._flag_mask_) != 0


def _treat_stray_bits(cls, value):
    """A number with such bits, as the boundary of the class has it."""
    mask = cls._flag_mask_
    if cls._boundary_ is CONFORM:
        return value & mask
    if cls._boundary_ is KEEP:
        if value < 0:
            value += max(cls._all_bits_ + 1, 1 << value.bit_length())
        return value
    if cls._boundary_ is not STRICT:
        raise ValueError(f"{cls!r} unknown flag boundary {cls._boundary_!r}")
    width = max(value.bit_length(), mask.bit_length())
    lines = [f"{cls!r} invalid value {value!r}"]
    lines.append(f"    given {bin(value, width)}")
    lines.append(f"  allowed {bin(mask, width)}")
    raise ValueError("\n".join(lines))


def _combined_name(cls, value):
    """The name of a combination: those of its flags. None where it has none."""
    covered = value & cls._singles_mask_
    names = dict.fromkeys(flag._name_ for flag in cls._iter_member_(covered))
    if value != covered:
        for flag in cls._member_map_.values():
            bits = flag._value_
            if bits and bits & value == bits:
                names[flag._name_] = None
                covered |= bits
    if not covered:
        return None
    rest = value ^ covered
    if rest:
        if cls._boundary_ is STRICT:
            raise ValueError(f"{cls!r}: no members with value {rest!r}")
        names[cls._numeric_repr_(rest)] = None
    return "|".join(names)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""


# Members as names of their module.


def _module_of(made):
    return made.__class__.__module__.rpartition(".")[2]


def global_str(self):
    """The name alone."""
    return Flag.__str__(self) if self._name_ is None else self._name_


def global_enum_repr(self):
    """module.NAME"""
    return f"{_module_of(self)}.{self._name_}"


def global_flag_repr(self):
    """module.NAME|module.NAME"""
    module = _module_of(self)
    if self._name_ is None:
        return f"{module}.{Flag.__str__(self)}"
    # Bits without a flag are numbers, which belong to no module.
    parts = self._name_.split("|")
    return "|".join(part if part[0].isdigit() else f"{module}.{part}" for part in parts)


def global_enum(cls, update_str=False):
    """Decorator of an enumeration: its members are names of the module, and show as such."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if update_str or not issubclass(cls, ReprEnum):
        cls.__str__ = global_str
    vars(sys.modules[cls.__module__]).update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Decorator of a class: makes an enumeration of it."""

    def convert(cls):
        metacls = etype.__class__
        body = metacls.__prepare__(cls.__name__, (etype,))
        body.update((k, v) for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__"))
        body["__qualname__"] = cls.__qualname__
        return metacls(cls.__name__, (etype,), body, boundary=boundary)

    return convert


# Checks of an enumeration: each gives the text of its complaint, or None.


class EnumCheck(StrEnum):
    """What verify() looks at."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def _aliases(enumeration):
    pairs = enumeration.__members__.items()
    return ", ".join(f"{name} -> {made.name}" for name, made in pairs if name != made.name)


def _repeated(enumeration):
    aliases = _aliases(enumeration)
    return f"aliases found in {enumeration!r}: {aliases}" if aliases else None


def _skipped(enumeration):
    values = {made.value for made in enumeration}
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    if _is_flag(enumeration):
        kind = "flag"
        wanted = (1 << place for place in range(low.bit_length(), high.bit_length() - 1))
    else:
        kind = "enum"
        wanted = range(low + 1, high)
    missing = ", ".join(str(value) for value in wanted if value not in values)
    if not missing:
        return None
    return f"invalid {kind} {enumeration.__name__!r}: missing values {missing}"[:256]


def _unnamed(enumeration):
    named = {made.value for made in enumeration}
    names = []
    lacking = 0
    for name, alias in enumeration.__members__.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        bits = sum(bit for bit in _bits(alias.value) if bit not in named)
        if bits:
            names.append(name)
            lacking |= bits
    if not names:
        return None
    *others, last = names
    who = f"aliases {', '.join(others)} and {last} are" if others else f"alias {last} is"
    what = "value" if _is_bit(lacking) else "combined values of"
    return (
        f"invalid Flag {enumeration.__name__!r}: {who} missing {what} 0x{lacking:x}"
        " [use enum.show_flag_values(value) for details]"
    )


_CHECKS = {UNIQUE: _repeated, CONTINUOUS: _skipped, NAMED_FLAGS: _unnamed}


class verify:
    """Decorator of an enumeration: ValueError where it is not as these checks ask."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not isinstance(enumeration, EnumType):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            complaint = _CHECKS[check](enumeration) if check in _CHECKS else None
            if complaint is not None:
                raise ValueError(complaint)
        return enumeration


def unique(enumeration):
    """Decorator of an enumeration: no two names may have the same value."""
    aliases = _aliases(enumeration)
    if aliases:
        raise ValueError(f"duplicate values found in {enumeration!r}: {aliases}")
    return enumeration
