"""RFC 9457 problem details: how a refusal, a bad request or a fault is answered, in the caller's language."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from opentelemetry import trace
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from shared.contracts.values import TextValue
from shared.refusal import FieldProblem, Refusal, Refused
from shared.text import Text
from shared.texts.formatting import Language, catalogue, format_text

COMMON_REFUSALS: Mapping[str, int] = {
    "body-too-large": 413,
    "broken-json": 400,
    "invalid-input": 422,
    "not-allowed": 403,
    "not-found": 404,
    "not-signed-in": 401,
    "method-not-allowed": 405,
    "temporarily-unavailable": 503,
    "unexpected": 500,
    "version-outdated": 409,
}
"""Refusals that any service gives: code → HTTP status. What only one service refuses stands in its `domain/refusals.py`."""


class ProblemField(BaseModel):
    """What is wrong with one field, named as it was sent: `stays.0.country`."""

    field: str
    text: TextValue
    title: str = Field(description="The text in the caller's language")


class ProblemDetail(BaseModel):
    """Why the answer is no (RFC 9457)."""

    type: str = Field(description="`/problems/<code>`, see docs/problems.md")
    title: str = Field(description="What to tell the person, in the caller's language")
    status: int
    code: str = Field(description="Stable name, such as `version-outdated`")
    text: TextValue
    field: str | None = Field(description="The field that is at fault, where it is one")
    fields: list[ProblemField]
    trace: str = Field(description="Joins log lines, events and answers of one cause")


FIELD_TEXTS = {
    "missing": "field.missing",
    "string_too_short": "field.missing",
    "string_too_long": "field.too-long",
    "greater_than": "field.too-small",
    "greater_than_equal": "field.too-small",
    "less_than": "field.too-large",
    "less_than_equal": "field.too-large",
    "timezone_aware": "field.time-without-zone",
}

PROBLEM = "application/problem+json"
KEY_ITSELF = "[key]"
"""What pydantic adds to the place of a dictionary's key that is wrong."""

log = structlog.get_logger()


def language_of(request: Request) -> Language:
    """Swedish unless the browser prefers English."""
    return "en" if request.headers.get("accept-language", "sv").lower().startswith("en") else "sv"


def problem_response(
    request: Request,
    refusal: Refusal,
    status: int,
    fields: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The refusal as `application/problem+json`, with text in the caller's language and as id and parameters."""
    language = language_of(request)
    text = Text(f"problem.{refusal.code}", refusal.parameters)
    if text.id not in catalogue(language):  # never lose the refusal itself for want of its words; a test finds the gap
        log.error("text missing", text=text.id)
        text = Text("problem.unexpected", {"trace": ""})
    body = ProblemDetail(
        type=f"/problems/{refusal.code}",
        title=format_text(text, language),
        status=status,
        code=refusal.code,
        text=TextValue.of(text),
        field=refusal.field,
        fields=[
            ProblemField(field=one.field, text=TextValue.of(one.text), title=format_text(one.text, language))
            for one in fields
        ],
        trace=trace_id(),
    )
    return Response(body.model_dump_json(), status, headers=dict(headers or {}), media_type=PROBLEM)


def trace_id() -> str:
    """The id that joins log lines, events and answers of one cause."""
    return format(trace.get_current_span().get_span_context().trace_id, "032x")


def describe_problems(app: FastAPI) -> None:
    """Have the app's OpenAPI description say that every answer may be a problem detail instead."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        description = described()
        for operation in (one for path in description["paths"].values() for one in path.values()):
            answer = operation["responses"]["default"]
            answer["content"] = {PROBLEM: next(iter(answer["content"].values()))}
        return description

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def answer_problems(app: FastAPI, refusals: Mapping[str, int]) -> None:
    """Make `app` answer refusals, bad input and faults as problem details. `refusals`: those of this service, code → status."""
    statuses = {**COMMON_REFUSALS, **refusals}

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return problem_response(request, error.refusal, statuses[error.refusal.code], error.refusal.problems)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        findings: Sequence[Any] = error.errors()
        if any(finding["type"] == "json_invalid" for finding in findings):
            return problem_response(request, Refusal("broken-json"), 400)
        fields = [_field_problem(finding, error.body) for finding in findings]
        return problem_response(
            request, Refusal("invalid-input", field=fields[0].field if fields else None), 422, fields
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, Refused):  # raised while the body was read
            return await refused(request, error.__cause__)
        code = {
            401: "not-signed-in",
            403: "not-allowed",
            404: "not-found",
            405: "method-not-allowed",
            413: "body-too-large",
        }.get(error.status_code, "broken-json" if error.status_code < 500 else "unexpected")
        return problem_response(request, Refusal(code, {"trace": trace_id()}), error.status_code, headers=error.headers)

    @app.exception_handler(ClientDisconnect)
    async def gone(request: Request, error: ClientDisconnect) -> Response:
        return Response(status_code=499)  # nobody reads it; the word of nginx for a caller that went away

    @app.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> Response:
        log.error("fault", path=request.url.path, exc_info=error)
        return problem_response(request, Refusal("unexpected", {"trace": trace_id()}), 500)


def _field_problem(finding: Mapping[str, Any], body: Any) -> FieldProblem:
    context = finding.get("ctx", {})
    limit = next((context[key] for key in ("max_length", "gt", "ge", "lt", "le") if key in context), "")
    return FieldProblem(
        _field(finding, body), Text(FIELD_TEXTS.get(finding["type"], "field.invalid"), {"limit": str(limit)})
    )


def _field(finding: Mapping[str, Any], body: Any) -> str:
    """Where in the body or the address it is; the variant of a union, which is no field, is left out."""
    where, *location = finding["loc"]
    if where != "body":
        return ".".join(map(str, location))
    if discriminator := finding.get("ctx", {}).get("discriminator"):
        location.append(discriminator.strip("'"))
    names: list[str] = []
    part = body
    for place, name in enumerate(location):
        if (isinstance(part, dict) and name in part) or (isinstance(part, list) and isinstance(name, int)):
            part = part[name]
        elif place < len(location) - 1 or name == KEY_ITSELF:
            continue
        names.append(str(name))
    return ".".join(names)
