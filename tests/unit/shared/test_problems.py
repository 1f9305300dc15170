"""Problem details: the one shape in which everything is refused."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

import httpx
import pytest
from fastapi import FastAPI
from pydantic import AwareDatetime, BaseModel, Field
from starlette.requests import ClientDisconnect

from shared.http import Surroundings
from shared.observability import Figures
from shared.problems import COMMON_REFUSALS, ProblemDetail, answer_problems, describe_problems
from shared.refusal import Refusal, Refused

SHAPE = {"type", "title", "status", "code", "text", "field", "fields", "trace"}
BODY_BYTES_MAX = 2_000_000


class Body(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=5)]
    amount: Annotated[int, Field(gt=0, lt=100)]
    at: AwareDatetime


class Car(BaseModel):
    kind: Literal["car"]
    km: int


class Hotel(BaseModel):
    kind: Literal["hotel"]
    nights: list[Body] = []
    codes: dict[Annotated[str, Field(pattern="^[1-9]$")], int] = {}


def app() -> FastAPI:
    made = FastAPI()

    @made.get("/refused/{code}")
    async def refused(code: str) -> None:
        raise Refused(Refusal(code, {"limit": 3, "trace": ""}, field="trip.end"))

    @made.get("/fault")
    async def fault() -> None:
        raise ZeroDivisionError("a secret in the words of an error")

    @made.put("/gone")
    async def gone() -> None:
        raise ClientDisconnect

    @made.put("/body")
    async def body(given: Body) -> Body:
        return given

    @made.put("/either/{number}")
    async def either(number: int, given: Annotated[Car | Hotel, Field(discriminator="kind")]) -> None: ...

    answer_problems(made, {})
    made.add_middleware(Surroundings, figures=Figures(), body_bytes_max=BODY_BYTES_MAX)
    return made


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as made:
        yield made


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("code", COMMON_REFUSALS)
async def test_every_refusal_has_the_same_shape(client: httpx.AsyncClient, code: str, language: str) -> None:
    answer = await client.get(f"/refused/{code}", headers={"accept-language": language})
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(problem) == SHAPE
    assert answer.status_code == problem["status"] == COMMON_REFUSALS[code]
    assert (problem["code"], problem["type"], problem["field"]) == (code, f"/problems/{code}", "trip.end")
    assert problem["text"]["id"] == f"problem.{code}"
    assert problem["title"] and "{" not in problem["title"]
    assert problem["fields"] == []


async def test_a_refusal_without_words_keeps_its_code() -> None:
    made = app()
    answer_problems(made, {"never-written-down": 409})
    transport = httpx.ASGITransport(made, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/refused/never-written-down")
    assert (answer.status_code, answer.json()["code"]) == (409, "never-written-down")
    assert answer.json()["text"]["id"] == "problem.unexpected"


async def test_a_fault_tells_its_trace_and_nothing_of_its_inside(client: httpx.AsyncClient) -> None:
    answer = await client.get("/fault")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert set(answer.json()) == SHAPE
    assert "secret" not in answer.text


async def test_each_wrong_field_is_named_with_its_words(client: httpx.AsyncClient) -> None:
    answer = await client.put("/body", json={"name": "", "amount": 100, "at": "2026-10-06T12:00:00"})
    problem = answer.json()
    assert (answer.status_code, problem["code"], set(problem)) == (422, "invalid-input", SHAPE)
    assert {one["field"]: one["text"]["id"] for one in problem["fields"]} == {
        "name": "field.missing",
        "amount": "field.too-large",
        "at": "field.time-without-zone",
    }
    assert all(one["title"] for one in problem["fields"])


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("km", {"kind": "car", "km": "far"}),
        ("km", {"kind": "car"}),
        ("kind", {"kind": "boat"}),
        ("kind", {"km": 1}),
        ("nights.1.amount", {"kind": "hotel", "nights": [{"name": "a", "amount": 1, "at": "2026-10-06T12:00Z"}, {}]}),
        ("codes.0", {"kind": "hotel", "codes": {"0": 1}}),
        ("codes.1", {"kind": "hotel", "codes": {"1": "one"}}),
        ("", []),
    ],
)
async def test_a_field_is_named_as_it_was_sent_also_where_the_body_may_be_one_of_several(
    client: httpx.AsyncClient, field: str, body: Any
) -> None:
    answer = await client.put("/either/1", json=body)
    assert field in [one["field"] for one in answer.json()["fields"]]
    assert (await client.put("/either/one", json={"kind": "car", "km": 1})).json()["field"] == "number"


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe"])
async def test_a_body_that_is_no_json_is_told_apart(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.put("/body", content=body, headers={"content-type": "application/json"})
    assert set(answer.json()) == SHAPE
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize(
    ("method", "path", "code"), [("GET", "/nowhere", "not-found"), ("POST", "/body", "method-not-allowed")]
)
async def test_what_is_not_there_is_a_problem_too(client: httpx.AsyncClient, method: str, path: str, code: str) -> None:
    answer = await client.request(method, path)
    assert (answer.json()["code"], answer.status_code) == (code, COMMON_REFUSALS[code])
    assert set(answer.json()) == SHAPE


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_that_is_declared_or_grows_too_large_is_refused(client: httpx.AsyncClient, declared: bool) -> None:
    large = json.dumps({"name": "x" * BODY_BYTES_MAX}).encode()

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 100_000):
            yield large[start : start + 100_000]

    headers = {"content-type": "application/json"}
    answer = await client.put("/body", content=large if declared else pieces(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert "2" in answer.json()["title"]


async def test_a_caller_that_went_away_is_no_fault(client: httpx.AsyncClient) -> None:
    assert (await client.put("/gone")).status_code == 499


def test_the_description_tells_of_problem_details_and_of_no_other_answer_to_bad_input() -> None:
    made = FastAPI(responses={"default": {"model": ProblemDetail}})

    @made.put("/body")
    async def body(given: Body) -> Body:
        return given

    describe_problems(made)
    answers = made.openapi()["paths"]["/body"]["put"]["responses"]
    assert answers.keys() == {"200", "default"}
    assert answers["default"]["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetail"}}
    }
