"""Context managers: from generators, ready made, and stacks of them."""

import abc
import sys
from collections import deque
from types import GenericAlias, MethodType

__all__ = [
    "AbstractAsyncContextManager", "AbstractContextManager", "AsyncExitStack", "ContextDecorator",
    "ExitStack", "aclosing", "asynccontextmanager", "chdir", "closing", "contextmanager",
    "nullcontext", "redirect_stderr", "redirect_stdout", "suppress",
]

# Most programs use none of these, so that they are loaded when one is asked for.
_ASYNCHRONOUS = (
    "AsyncContextDecorator", "AsyncExitStack", "_AsyncGeneratorContextManager", "aclosing",
    "asynccontextmanager",
)

_MISSING = object()


def __getattr__(name):
    if name not in _ASYNCHRONOUS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import _contextlib_async

    for known in _ASYNCHRONOUS:
        globals()[known] = getattr(_contextlib_async, known)
    return globals()[name]


# Abstract classes


def _implements(cls, method):
    """Whether a class has a method that it does not refuse by setting it to None."""
    for base in cls.__mro__:
        if method in base.__dict__:
            return base.__dict__[method] is not None
    return False


def _recognising(*methods):
    """The __subclasshook__ of an abstract class that stands for all classes with these methods."""

    def __subclasshook__(cls, other):
        # Subclasses of the abstract class inherit the hook, but stand for themselves only.
        if cls.__dict__.get("__subclasshook__") is not hook:
            return NotImplemented
        return all(_implements(other, method) for method in methods) or NotImplemented

    hook = classmethod(__subclasshook__)
    return hook


class AbstractContextManager(abc.ABC):
    """What a with statement takes."""

    __slots__ = ()
    __subclasshook__ = _recognising("__enter__", "__exit__")
    __class_getitem__ = classmethod(GenericAlias)

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Lets exceptions pass."""

    def __enter__(self):
        """Gives the manager itself."""
        return self


class AbstractAsyncContextManager(abc.ABC):
    """What an async with statement takes."""

    __slots__ = ()
    __subclasshook__ = _recognising("__aenter__", "__aexit__")
    __class_getitem__ = classmethod(GenericAlias)

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Lets exceptions pass."""

    async def __aenter__(self):
        """Gives the manager itself."""
        return self


# Decorators


def _posing_as(original):
    """Decorator of a function that is called in the place of another one."""

    def decorate(function):
        for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__"):
            value = getattr(original, name, _MISSING)
            if value is not _MISSING:
                setattr(function, name, value)
        function.__dict__.update(getattr(original, "__dict__", ()))
        function.__wrapped__ = original
        return function

    return decorate


class ContextDecorator:
    """Makes of a context manager a decorator too: the function runs in a with statement."""

    def _for_one_call(self):
        return self

    def __call__(self, func):
        @_posing_as(func)
        def inner(*args, **kwds):
            with self._for_one_call():
                return func(*args, **kwds)

        return inner


# Context managers from generators


class _AroundGenerator:
    """A manager that runs a generator of either kind: to its yield, and on from there."""

    # Exceptions that no generator lets pass: out comes a RuntimeError that they are the cause of.
    _replaced_by_generator = StopIteration

    def __init__(self, func, args, kwds):
        self.func, self.args, self.kwds = func, args, kwds
        self.gen = func(*args, **kwds)
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _for_one_call(self):
        # A generator runs once, a decorated function any number of times.
        return type(self)(self.func, self.args, self.kwds)

    def _let_pass(self, thrown, raised, traceback):
        """Whether a generator has only let pass what was thrown into it; if so, that looks untouched."""
        if raised is not thrown:
            replaced = isinstance(raised, RuntimeError) and isinstance(thrown, self._replaced_by_generator)
            if not replaced or raised.__cause__ is not thrown:
                return False
        thrown.__traceback__ = traceback
        return True


def _manager_function(manager, func):
    """What a generator function becomes when it is decorated."""

    @_posing_as(func)
    def helper(*args, **kwds):
        return manager(func, args, kwds)

    return helper


class _GeneratorContextManager(_AroundGenerator, AbstractContextManager, ContextDecorator):
    """The result of a function decorated with contextmanager()."""

    def __exit__(self, typ, value, traceback):
        if typ is None:
            if next(self.gen, _MISSING) is _MISSING:
                return False
            problem = "generator didn't stop"
        else:
            thrown = typ() if value is None else value
            try:
                self.gen.throw(thrown)
            except StopIteration as end:
                return end is not thrown
            except BaseException as raised:
                if self._let_pass(thrown, raised, traceback):
                    return False
                raise
            problem = "generator didn't stop after throw()"
        try:
            raise RuntimeError(problem)
        finally:
            self.gen.close()

    def __enter__(self):
        # Once entered, it is of no use as a decorator.
        del self.args, self.func, self.kwds
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None


def contextmanager(func):
    """Decorator that makes context managers of the generators of a function.

    The with statement's body runs while the generator stands at its only yield.
    """
    return _manager_function(_GeneratorContextManager, func)


# Stacks


class _Unwinding:
    """What there is to know while the exits of a stack are called, one after the other."""

    __slots__ = ("error", "received", "outer", "raised", "suppressed")

    def __init__(self, received, outer):
        self.received = received  # the exception of the body
        self.outer = outer  # the exception that was being handled around the stack
        self.error = received  # the exception that the next exit is told of
        self.raised = False  # whether it comes from an exit
        self.suppressed = False

    def details(self):
        """The arguments of the next exit."""
        error = self.error
        return (None, None, None) if error is None else (type(error), error, error.__traceback__)

    def suppress(self):
        self.error = None
        self.raised = False
        self.suppressed = self.received is not None

    def replace(self, error):
        """An exit has raised an exception."""
        self._set_context(error)
        self.error = error
        self.raised = True

    def _set_context(self, error):
        # The exits look nested: what an outer one raises has the error of the inner one as its
        # context. All were called with the outer exception being handled, hence the chain ends there.
        if self.outer is None:
            return
        link = error
        while link.__context__ is not self.outer:
            link = link.__context__
            if link is None or link is self.error:
                return
        link.__context__ = self.error


class _BaseExitStack:
    """The part of the stacks that awaits nothing."""

    def __init__(self):
        # Pairs: whether the exit is called without awaiting, and the exit.
        self._exit_callbacks = deque()

    def _add(self, cb, awaited=False):
        self._exit_callbacks.append((not awaited, cb))

    def _add_exit(self, exit, method, awaited):
        """Adds a method of an object or, if its class has none of that name, the object itself."""
        function = getattr(type(exit), method, _MISSING)
        self._add(exit if function is _MISSING else MethodType(function, exit), awaited)
        return exit

    def callback(self, callback, /, *args, **kwds):
        """Adds a call that is not told of exceptions and does not suppress them."""

        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._add(_exit_wrapper)
        return callback

    def push(self, exit):
        """Adds the __exit__ of an object that is not entered, or a function that is called like one."""
        return self._add_exit(exit, "__exit__", False)

    def enter_context(self, cm):
        """Enters a context manager, as a with statement does, and adds its __exit__."""
        cls = type(cm)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(_unsupported(cls, "context manager")) from None
        entered = enter(cm)
        self._add(MethodType(leave, cm))
        return entered

    def pop_all(self):
        """Gives a new stack with all the exits of this one, which has none any more."""
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return other


def _unsupported(cls, protocol):
    return f"'{cls.__module__}.{cls.__qualname__}' object does not support the {protocol} protocol"


class ExitStack(_BaseExitStack, AbstractContextManager):
    """Stands for any number of nested with statements, entered while the program runs."""

    def close(self):
        """Calls all exits now."""
        self.__exit__(None, None, None)

    def __exit__(self, *exc_details):
        unwinding = _Unwinding(exc_details[1], sys.exception())
        while self._exit_callbacks:
            _, cb = self._exit_callbacks.pop()
            try:
                exc_details = unwinding.details()
                if cb(*exc_details):
                    unwinding.suppress()
            except BaseException as raised:
                unwinding.replace(raised)
        if unwinding.raised:
            exc = unwinding.error
            context = exc.__context__
            try:
                raise exc
            finally:
                exc.__context__ = context
        return unwinding.suppressed


# Ready-made context managers


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing, where a context manager of either kind is needed."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    async def __aenter__(self):
        return self.enter_result

    def __enter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        """Lets exceptions pass."""

    def __exit__(self, *excinfo):
        """Lets exceptions pass."""


class closing(AbstractContextManager):
    """Calls the close() of something."""

    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing


class suppress(AbstractContextManager):
    """Suppresses exceptions of the given classes, in exception groups too."""

    def __init__(self, *exceptions):
        self._kinds = exceptions

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._kinds):
            return True
        if not issubclass(exctype, BaseExceptionGroup):
            return False
        _, others = excinst.split(self._kinds)
        if others is not None:
            raise others
        return True

    def __enter__(self):
        """Gives nothing."""


class _RedirectStream(AbstractContextManager):
    """Puts another object in the place of a stream of sys."""

    def __init__(self, new_target):
        self._target = new_target
        # Several, if the manager is entered while it is in use.
        self._previous = []

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._name, self._previous.pop())

    def __enter__(self):
        self._previous.append(getattr(sys, self._name))
        setattr(sys, self._name, self._target)
        return self._target


class redirect_stdout(_RedirectStream):
    """Puts another object in the place of sys.stdout."""

    _name = "stdout"


class redirect_stderr(_RedirectStream):
    """Puts another object in the place of sys.stderr."""

    _name = "stderr"


class chdir(AbstractContextManager):
    """Makes a folder the current one."""

    def __init__(self, path):
        self.path = path
        self._previous = []

    def __exit__(self, *excinfo):
        import os

        os.chdir(self._previous.pop())

    def __enter__(self):
        import os

        self._previous.append(os.getcwd())
        os.chdir(self.path)
