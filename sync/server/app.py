"""The city on HTTP, put together: which addresses there are, and what every answer has in common.

Errors the program did not foresee become one short answer without details.
"""

from __future__ import annotations

from litestar import Litestar
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from sqlalchemy.exc import SQLAlchemyError

from data.ops.ticket_token import ticket_token
from sync.server.city import City
from sync.server.demo_route import demo_place
from sync.server.limits import Limits, OpenStreams, Turnstile, limits_of
from sync.server.road_routes import clock, enrolment, relay, sync
from sync.server.ticket_routes import Gate, door, style, ticket, ticket_answer, ticket_form
from sync.server.tickets import Hasher
from sync.server.trouble import on_bug, on_database, on_http


def make_app(
    city: City, *, limits: Limits | None = None, hasher: Hasher = ticket_token
) -> Litestar:
    """The ASGI application of one city. ``hasher`` makes a ticket's token of what is typed."""
    limits = limits or limits_of(demo=city.facts.demo)
    shared = {
        "city": city,
        "gate": Gate(hasher),
        "limits": limits,
        "turnstile": Turnstile(limits),
        "streams": OpenStreams(limits),
    }
    only_demo = [demo_place] if city.facts.demo else []
    return Litestar(
        route_handlers=[
            sync,
            enrolment,
            relay,
            clock,
            ticket,
            ticket_form,
            ticket_answer,
            door,
            style,
            *only_demo,
        ],
        state=State(shared),
        logging_config=None,
        response_headers={"X-Content-Type-Options": "nosniff"},
        openapi_config=OpenAPIConfig(
            title="Satu Pintu: the city",
            version="1",
            path="/schema",
            render_plugins=[JsonRenderPlugin()],
        ),
        exception_handlers={
            HTTPException: on_http,
            SQLAlchemyError: on_database,
            Exception: on_bug,
        },
    )
