"""The OpenAPI made from the code is true: generated requests find no crash, no unknown answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sync.server.test_served import Served

PATHS = [
    ("/v1/sync", "POST"),
    ("/v1/enrol", "POST"),
    ("/v1/relay", "POST"),
    ("/v1/time", "GET"),
    ("/v1/ticket", "POST"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served.start(tmp_path_factory.mktemp("contract"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def api(running: Served) -> Any:
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{running.port}/schema/openapi.json")


@pytest.mark.parametrize(("path", "method"), PATHS)
def test_what_the_schema_promises_is_what_is_answered(
    running: Served, api: Any, path: str, method: str
) -> None:
    operation = api[path][method]

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy())
        case.call_and_validate(base_url=f"http://127.0.0.1:{running.port}")

    ask()
    assert running.process.poll() is None
