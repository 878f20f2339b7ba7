"""Keys in the order in which they were typed, also those that are faster than their screen."""

import asyncio

from textual import events
from textual.app import App

from digest_tui.keys import TakesKeys
from digest_tui.parts import Parted


class TypedAhead(Parted, App[int], part=True):
    """Gives keys to the screen before its widgets, and keeps those that come before it is there.

    They do so at launch, and right behind a key that opens another screen.
    """

    _early: tuple[events.Key, ...] = ()

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen first, in the order in which they were typed.

        Here and not in a widget: a widget's queue may still hold a key that changes the focus.
        """
        if not (isinstance(event, events.Key) and await self._taken(event)):
            await super().on_event(event)
        elif self.message_queue_size:
            # A queue that is not empty is gone through without the loop coming round: three letters of a
            # search that were typed at once held it for 23 ms.
            await asyncio.sleep(0)

    async def _taken(self, event: events.Key) -> bool:
        screen = self.screen_stack[-1] if self.screen_stack else None
        if event.is_forwarded or screen is None or not isinstance(screen, TakesKeys):
            return False
        if screen.is_mounted and not self._early:
            return await screen.take_key(event)
        if not self._early:
            screen.call_later(self.call_later, self._take_early)
        self._early = (*self._early, event)
        return True

    async def _take_early(self) -> None:
        """Answer the keys that were typed before their screen was there, in order."""
        early, self._early = self._early, ()
        for event in early:
            await self.on_event(event)
