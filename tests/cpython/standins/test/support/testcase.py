"""A stand-in for test.support.testcase."""


class ExceptionIsLikeMixin:
    def assertExceptionIsLike(self, exc, template):
        """Same classes and arguments, in groups member by member."""
        if exc is None or template is None:
            self.assertIs(exc, template)
            return
        self.assertEqual(type(exc), type(template))
        if isinstance(exc, BaseExceptionGroup):
            self.assertEqual(exc.message, template.message)
            self.assertEqual(len(exc.exceptions), len(template.exceptions))
            for inner, other in zip(exc.exceptions, template.exceptions):
                self.assertExceptionIsLike(inner, other)
        else:
            self.assertEqual(exc.args, template.args)
