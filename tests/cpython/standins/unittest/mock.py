"""A stand-in for unittest.mock: objects that have any attribute and note their calls, and `patch`."""

import functools
import importlib
import inspect

DEFAULT = type("Default", (), {"__repr__": lambda self: "sentinel.DEFAULT"})()


class _Any:
    """Equals whatever it is compared with."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


class call:
    """A call, noted: its arguments."""

    def __init__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs

    def __eq__(self, other):
        return isinstance(other, call) and (self.args, self.kwargs) == (other.args, other.kwargs)

    def __repr__(self):
        parts = [repr(item) for item in self.args] + [f"{name}={item!r}" for name, item in self.kwargs.items()]
        return f"call({', '.join(parts)})"


class NonCallableMock:
    def __init__(self, spec=None, return_value=DEFAULT, side_effect=None, name=None, **attributes):
        self._children = {}
        self._spec, self._name = spec, name
        self.reset_mock()
        self._return_value, self.side_effect = return_value, side_effect
        for key, value in attributes.items():
            setattr(self, key, value)

    def reset_mock(self):
        self.call_args, self.call_args_list, self.mock_calls = None, [], []

    @property
    def called(self):
        return bool(self.call_args_list)

    @property
    def call_count(self):
        return len(self.call_args_list)

    @property
    def return_value(self):
        if self._return_value is DEFAULT:
            self._return_value = self._new_child()
        return self._return_value

    @return_value.setter
    def return_value(self, value):
        self._return_value = value

    def _new_child(self):
        return MagicMock() if isinstance(self, _Magic) else Mock()

    def __getattr__(self, name):
        if name.startswith("__") or name in ("_children", "_mock_methods"):
            raise AttributeError(name)
        if self._spec is not None and not hasattr(self._spec, name):
            raise AttributeError(f"Mock object has no attribute {name!r}")
        if name not in self._children:
            self._children[name] = self._new_child()
        return self._children[name]

    def _note(self, args, keywords):
        self.call_args = call(*args, **keywords)
        self.call_args_list.append(self.call_args)
        self.mock_calls.append(self.call_args)

    def _answer(self, args, keywords):
        effect = self.side_effect
        if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
            raise effect
        if callable(effect):
            value = effect(*args, **keywords)
            return self.return_value if value is DEFAULT else value
        if effect is not None:
            if not hasattr(effect, "__next__"):
                self.side_effect = effect = iter(effect)
            value = next(effect)
            if isinstance(value, BaseException):
                raise value
            return value
        return self.return_value

    def assert_called(self):
        if not self.called:
            raise AssertionError("it has not been called")

    def assert_not_called(self):
        if self.called:
            raise AssertionError(f"it has been called {self.call_count} times: {self.call_args_list}")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"it has been called {self.call_count} times: {self.call_args_list}")

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args != call(*args, **kwargs):
            raise AssertionError(f"the last call is {self.call_args}, not {call(*args, **kwargs)}")

    def assert_called_once_with(self, /, *args, **kwargs):
        self.assert_called_once()
        self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        missing = [item for item in calls if item not in self.call_args_list]
        if missing:
            raise AssertionError(f"not called: {missing}")


class Mock(NonCallableMock):
    def __call__(self, /, *args, **kwargs):
        self._note(args, kwargs)
        return self._answer(args, kwargs)


class _Magic:
    """The special methods."""

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __contains__(self, item):
        return False

    def __bool__(self):
        return True

    def __enter__(self):
        return self._new_child()

    def __exit__(self, *error):
        return False


class NonCallableMagicMock(_Magic, NonCallableMock):
    pass


class MagicMock(_Magic, Mock):
    pass


async def _marked():
    pass


class AsyncMock(MagicMock):
    def __init__(self, *args, **keywords):
        super().__init__(*args, **keywords)
        self.__dict__["__code__"] = _marked.__code__
        inspect.markcoroutinefunction(self)

    async def __call__(self, /, *args, **kwargs):
        self._note(args, kwargs)
        value = self._answer(args, kwargs)
        return await value if inspect.isawaitable(value) else value

    def assert_awaited_once(self):
        self.assert_called_once()


class patch:
    """Puts something in the place of an attribute for a block, a function or a class."""

    def __init__(self, target, new=DEFAULT, **attributes):
        self._where, _, self._name = target.rpartition(".")
        self._new, self._attributes = new, attributes

    @classmethod
    def object(cls, target, attribute, new=DEFAULT, **attributes):
        self = cls(attribute, new, **attributes)
        self._where = target
        return self

    def __enter__(self):
        where = self._where
        self._home = importlib.import_module(where) if isinstance(where, str) else where
        self._own = self._name in vars(self._home)
        self._old = getattr(self._home, self._name)
        new = MagicMock(**self._attributes) if self._new is DEFAULT else self._new
        setattr(self._home, self._name, new)
        return new

    def __exit__(self, *error):
        if self._own:
            setattr(self._home, self._name, self._old)
        else:
            delattr(self._home, self._name)

    start = __enter__

    def stop(self):
        self.__exit__(None, None, None)

    def __call__(self, function):
        @functools.wraps(function)
        def patched(*args, **keywords):
            with self as new:
                return function(*args, *((new,) if self._new is DEFAULT else ()), **keywords)
        return patched
