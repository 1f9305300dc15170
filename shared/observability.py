"""Logs, traces and figures of a service: one line an event, with the trace id that also travels through events."""

import logging
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, Literal

import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("kvittera")


class Figures:
    """The Prometheus figures of one service, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Histogram(
            "kvittera_request_seconds",
            "Time to answer a request",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.events_handled = Counter("kvittera_events_handled", "Events handled", ["event"], registry=self.registry)
        self.events_postponed = Counter(
            "kvittera_events_postponed", "Events handed back", ["event"], registry=self.registry
        )
        self.events_dead = Counter(
            "kvittera_events_dead", "Events put aside as dead letters", ["event"], registry=self.registry
        )
        self.events_published = Counter("kvittera_events_published", "Events published", registry=self.registry)
        self.outbox_age_seconds = Gauge(
            "kvittera_outbox_age_seconds", "Age of the oldest unsent event", registry=self.registry
        )


def start_logs(service: str, log_format: Literal["json", "readable"], level: str) -> None:
    """Write logs to standard output, JSON or for people."""

    def add_trace(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        span = trace.get_current_span().get_span_context()
        if span.is_valid:
            line["trace"] = format(span.trace_id, "032x")
        return line

    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        trace.set_tracer_provider(TracerProvider())
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            add_trace,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.bind_contextvars(service=service)


@contextmanager
def span(name: str, traceparent: str | None = None) -> Iterator[None]:
    """A piece of work, as part of the trace that `traceparent` (W3C Trace Context) names, or of a new one."""
    context = _propagator.extract({"traceparent": traceparent}) if traceparent else None
    with _tracer.start_as_current_span(name, context=context):
        yield


def traceparent() -> str | None:
    """The current trace as a header value, to be handed on."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")
