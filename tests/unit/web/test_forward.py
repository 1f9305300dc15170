"""What of a service browsers may reach."""

import pytest

from services.web.forward import _is_for_browsers, _path_as_sent


@pytest.mark.parametrize("path", ["receipts", "claims/0190/lines/1", "batches/1/files/paxml", "claims/health"])
def test_a_path_of_the_api_is_forwarded(path: str) -> None:
    assert _is_for_browsers(path)


@pytest.mark.parametrize(
    "path",
    [
        "health/ready",
        "health",
        "metrics",
        "openapi.json",
        "/health/ready",
        "./metrics",
        "a/../metrics",
        "a/%2e%2e/metrics",
        "%6Detrics",
        "",
    ],
)
def test_what_is_for_operators_is_not_forwarded_however_it_is_written(path: str) -> None:
    assert not _is_for_browsers(path)


def test_a_path_is_forwarded_as_it_was_written() -> None:
    assert _path_as_sent(b"/api/claims/claims/a%2Fb", "claims") == "claims/a%2Fb"


@pytest.mark.parametrize("path", [b"/api%2Fclaims/x/metrics", b"/api/claims%2Fx/metrics", b"/api%2fclaims%2fx"])
def test_what_precedes_the_path_is_written_plainly(path: bytes) -> None:
    assert _path_as_sent(path, "claims") is None
