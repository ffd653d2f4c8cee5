"""What the host sends before an answer, between two threads."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from elizaos_interop.call import Call
from elizaos_interop.errors import RequestRefusedError
from elizaos_interop.feed import CallbackRequest, Feed


async def read(feed: Feed) -> list[Any]:
    return [item async for item in feed]


def test_what_was_put_before_the_end_is_read_in_order() -> None:
    feed = Feed(str)
    for text in "abc":
        feed.put(text)
    feed.end()
    assert asyncio.run(read(feed)) == ["a", "b", "c"]


def test_a_reader_in_another_thread_is_woken() -> None:
    feed = Feed(str)

    async def put() -> list[Any]:
        reading = asyncio.ensure_future(asyncio.to_thread(lambda: asyncio.run(read(feed))))
        for text in "abc":
            await asyncio.sleep(0)
            feed.put(text)
        feed.end()
        return await reading

    assert asyncio.run(put()) == ["a", "b", "c"]


def test_a_closed_feed_refuses_what_waits_and_what_still_comes() -> None:
    feed = Feed(CallbackRequest)
    waiting, late = CallbackRequest(Call(1), {}), CallbackRequest(Call(2), {})
    feed.put(waiting)
    feed.close()
    feed.put(late)
    for asked in (waiting, late):
        with pytest.raises(RequestRefusedError, match="nobody waits for the request"):
            asked.reply.result(0)


def test_a_loop_that_was_closed_is_not_woken() -> None:
    feed = Feed(str)

    async def give_up() -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(feed.__anext__(), 0)

    asyncio.run(give_up())

    async def stop_midway() -> None:
        reading = asyncio.ensure_future(feed.__anext__())
        await asyncio.sleep(0)
        del reading

    asyncio.run(stop_midway())
    feed.put("late")
    feed.end()
    assert asyncio.run(read(feed)) == ["late"]
