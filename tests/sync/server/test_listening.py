"""The socket the city listens on: an answer leaves at once, head and body."""

from __future__ import annotations

import asyncio
import socket

from sync.server.serving import listen


def test_an_answers_body_does_not_wait_for_its_head_to_be_acknowledged() -> None:
    async def at_once() -> bool:
        seen: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        class Look(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                taken = transport.get_extra_info("socket")
                seen.set_result(bool(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
                transport.close()

        listening = listen("127.0.0.1", 0)
        server = await asyncio.get_running_loop().create_server(Look, sock=listening)
        async with server:
            _, writer = await asyncio.open_connection(*listening.getsockname()[:2])
            found = await seen
            writer.close()
        return found

    assert asyncio.run(at_once())
