"""The part of contextlib that awaits; contextlib loads it on demand."""

import sys
from types import MethodType

from contextlib import (
    AbstractAsyncContextManager, _AroundGenerator, _BaseExitStack, _Unwinding, _manager_function,
    _posing_as, _unsupported,
)

# Programs know what is defined here as members of that module.
__name__ = "contextlib"


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """An ExitStack that takes asynchronous context managers as well."""

    async def aclose(self):
        """Calls all exits now."""
        await self.__aexit__(None, None, None)

    def push_async_callback(self, callback, /, *args, **kwds):
        """Adds the call of a coroutine function that is not told of exceptions."""

        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._add(_exit_wrapper, True)
        return callback

    def push_async_exit(self, exit):
        """Adds the __aexit__ of an object that is not entered, or a coroutine function like one."""
        return self._add_exit(exit, "__aexit__", True)

    async def enter_async_context(self, cm):
        """Enters a context manager, as an async with statement does, and adds its __aexit__."""
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(_unsupported(cls, "asynchronous context manager")) from None
        entered = await enter(cm)
        self._add(MethodType(leave, cm), True)
        return entered

    async def __aexit__(self, *exc_details):
        unwinding = _Unwinding(exc_details[1], sys.exception())
        while self._exit_callbacks:
            is_sync, cb = self._exit_callbacks.pop()
            try:
                exc_details = unwinding.details()
                if is_sync:
                    cb_suppress = cb(*exc_details)
                else:
                    cb_suppress = await cb(*exc_details)
                if cb_suppress:
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


class AsyncContextDecorator:
    """As ContextDecorator, for coroutine functions and the async with statement."""

    def _for_one_call(self):
        return self

    def __call__(self, func):
        @_posing_as(func)
        async def inner(*args, **kwds):
            async with self._for_one_call():
                return await func(*args, **kwds)

        return inner


class _AsyncGeneratorContextManager(
    _AroundGenerator, AbstractAsyncContextManager, AsyncContextDecorator
):
    """The result of a function decorated with asynccontextmanager()."""

    _replaced_by_generator = (StopIteration, StopAsyncIteration)

    async def __aexit__(self, typ, value, traceback):
        if typ is not None:
            thrown = typ() if value is None else value
            try:
                await self.gen.athrow(thrown)
            except StopAsyncIteration as end:
                return end is not thrown
            except BaseException as raised:
                if self._let_pass(thrown, raised, traceback):
                    return False
                raise
            problem = "generator didn't stop after athrow()"
        else:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            problem = "generator didn't stop"
        try:
            raise RuntimeError(problem)
        finally:
            await self.gen.aclose()

    async def __aenter__(self):
        # Once entered, it is of no use as a decorator.
        del self.args, self.func, self.kwds
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None


def asynccontextmanager(func):
    """As contextmanager(), for asynchronous generators and the async with statement."""
    return _manager_function(_AsyncGeneratorContextManager, func)


class aclosing(AbstractAsyncContextManager):
    """Awaits the aclose() of something."""

    def __init__(self, thing):
        self.thing = thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()

    async def __aenter__(self):
        return self.thing
