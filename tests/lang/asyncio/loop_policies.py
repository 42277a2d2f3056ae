# The policies of event loops, which are deprecated.
import asyncio
import warnings


def show(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            shown = function()
        except Exception as error:
            shown = f"{type(error).__name__}: {error}"
    print(shown, [(entry.category.__name__, str(entry.message)) for entry in caught])


show(lambda: asyncio.set_event_loop_policy(5))
show(lambda: asyncio.set_event_loop_policy(None))
show(lambda: asyncio.AbstractEventLoopPolicy.__name__)
show(lambda: asyncio.AbstractEventLoopPolicy().get_event_loop())
show(lambda: asyncio.events._event_loop_policy)
show(lambda: isinstance(asyncio.get_event_loop_policy(), asyncio.events._AbstractEventLoopPolicy))
show(lambda: asyncio.nope)


class Policy(asyncio.events._AbstractEventLoopPolicy):
    def new_event_loop(self):
        return 43

    def set_event_loop(self, loop):
        print("set", loop)


show(lambda: asyncio.set_event_loop_policy(Policy()))
show(lambda: asyncio.set_event_loop_policy(None))
show(lambda: warnings._deprecated("abc", remove=(3, 16)))
show(lambda: warnings._deprecated("abc", "{name} goes in {remove}", remove=(3, 16)))
show(lambda: warnings._deprecated("abc", remove=(3, 13)))
