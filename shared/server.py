"""The web server that every process of Kvittera uses, services and readers alike."""

import socket
import sys

import uvicorn
from fastapi import FastAPI

# Python's own 5 ms let the thread that writes wait for the one that answers: p99 twice as long
SWITCH_INTERVAL_S = 0.0005


def listen(app: FastAPI, host: str, port: int, listener: socket.socket | None = None) -> None:
    """Serve the app until told to stop; on `listener` when whoever started this process has opened it already."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=5, server_header=False
    )
    uvicorn.Server(config).run([listener] if listener else None)
