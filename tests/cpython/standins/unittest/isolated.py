"""Test cases whose tests are coroutines, each with an event loop of its own."""

import asyncio
import contextvars
import inspect
from unittest.case import TestCase


class IsolatedAsyncioTestCase(TestCase):
    loop_factory = None

    def __init__(self, methodName="runTest"):
        super().__init__(methodName)
        self._runner = None
        self._context = contextvars.copy_context()

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, function, /, *args, **kwargs):
        self.addCleanup(function, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        value = await type(cm).__aenter__(cm)
        self.addAsyncCleanup(type(cm).__aexit__, cm, None, None, None)
        return value

    def _call_setup(self):
        # The loop is made by its runner before setUp, which may ask for it.
        self._runner.get_loop()
        self._context.run(self.setUp)
        self._run(self.asyncSetUp)

    def _call_method(self, method):
        if self._run(method) is not None:
            raise self.failureException("a test returned something else than None")

    def _call_teardown(self):
        self._run(self.asyncTearDown)
        self._context.run(self.tearDown)

    def _call_cleanups(self):
        first = None
        while self._cleanups:
            function, args, keywords = self._cleanups.pop()
            try:
                self._run(function, *args, **keywords)
            except Exception as error:
                first = first or error
        if first is not None:
            raise first

    def _run(self, function, /, *args, **keywords):
        if inspect.iscoroutinefunction(function):
            return self._runner.run(function(*args, **keywords), context=self._context)
        result = self._context.run(function, *args, **keywords)
        return self._runner.run(result, context=self._context) if inspect.iscoroutine(result) else result

    def _run_phases(self):
        with asyncio.Runner(loop_factory=self.loop_factory) as self._runner:
            super()._run_phases()
