"""The built app: its files as they are, and `index.html` for every address that is a page of the app."""

import base64
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from shared.problems import language_of
from shared.refusal import Refusal, Refused
from shared.text import Text
from shared.texts.formatting import format_text

FOR_EVER = "public, max-age=31536000, immutable"  # the name changes with the content
ASK_AGAIN = "no-cache"
WORKER = "service-worker.js"
WORKER_POLICY = {"content-security-policy": "default-src 'self'"}  # a worker lives under the policy of its own file
PACKED = (("br", ".br"), ("gzip", ".gz"))
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/wasm", ".wasm")


def add_app(app: FastAPI) -> None:
    """Serve the app under every path that nothing else answers."""

    @app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def app_file(path: str, request: Request) -> Response:
        folder: Path = request.app.state.settings.app_dir
        if path.startswith("api/"):
            raise Refused(Refusal("not-found"))
        file = _file(folder, path)
        if file and file.suffix != ".html":
            return _answer(request, file, path, WORKER_POLICY if path == WORKER else {})
        if "." in path.rpartition("/")[2] and file is None:  # a file that is gone, not a page
            raise Refused(Refusal("not-found"))
        page = file or folder / "index.html"
        return _page(request, page) if page.is_file() else _not_built(request)


def _file(folder: Path, path: str) -> Path | None:
    """The file of that path inside the folder."""
    if not path or "\0" in path:
        return None
    try:
        file = (folder / path).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except OSError:  # longer than a file's name can be
        return None


def _answer(request: Request, file: Path, path: str, more: Mapping[str, str] = {}) -> Response:
    """The file, packed when the browser takes it so; 304 when the browser has it."""
    headers = {
        "cache-control": FOR_EVER if path.startswith("_app/immutable/") else ASK_AGAIN,
        "vary": "accept-encoding",
        **more,
    }
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    accepted = request.headers.get("accept-encoding", "")
    for encoding, suffix in PACKED:
        packed = file.with_name(file.name + suffix)
        if encoding in accepted and packed.is_file():
            file, headers["content-encoding"] = packed, encoding
            break
    response = FileResponse(file, headers=headers, media_type=media_type, stat_result=file.stat())
    if request.headers.get("if-none-match") == response.headers["etag"]:
        kept = {name: response.headers[name] for name in ("cache-control", "etag", "vary")}
        return Response(status_code=304, headers={**kept, **more})
    return response


def _page(request: Request, page: Path) -> Response:
    policy = page_policy(page.read_text(encoding="utf-8"))
    return _answer(request, page, page.name, {"content-security-policy": policy})


def page_policy(html: str) -> str:
    """What the page may load: its own files, pictures it made itself, and the very scripts that stand in it."""
    scripts = " ".join(f"'sha256-{_digest(script)}'" for script in INLINE_SCRIPT.findall(html))
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
        "media-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _not_built(request: Request) -> Response:
    language = language_of(request)
    title, words = (format_text(Text(text_id), language) for text_id in ("web.not-built.title", "web.not-built.words"))
    return HTMLResponse(
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{words}</p>',
        503,
    )
