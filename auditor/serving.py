"""A read-only page about audits on this machine, for whoever has its address."""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from auditor.comparing import compare
from auditor.errors import AuditorError
from auditor.evidence.exchange import Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.writer import Writer
from auditor.report import served
from auditor.report.html import render_comparison, render_html, style_hash
from auditor.report.language import check_language
from auditor.report.progress import progress_of
from auditor.report.report import Report, build

HERE = "127.0.0.1"
MOST_TYPED = 4096
"""Bytes of a form."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def serve(
    folders: Sequence[Path], port: int, tell: Callable[[str], None], language: str = "en"
) -> None:
    """Serve until interrupted; ``tell`` gets the address with its token."""
    token = secrets.token_urlsafe(24)
    config = uvicorn.Config(
        site(folders, token, port, language),
        host=HERE,
        port=port,
        log_level="error",
        access_log=False,
        server_header=False,
    )
    tell(f"http://{HERE}:{port}/{token}/")
    uvicorn.Server(config).run()


def site(folders: Sequence[Path], token: str, port: int, language: str = "en") -> Starlette:
    """The application; AuditorError for a folder that is no audit, or an unknown language."""
    check_language(language)
    for folder in folders:
        Folder(folder)
    pages = _Pages([*folders], served.Place(f"/{token}", language), port)
    routes = [
        Route("/{token}/", pages.first),
        Route("/{token}/compare", pages.side_by_side),
        Route("/{token}/{number:int}/report", pages.report),
        Route("/{token}/{number:int}/progress", pages.progress),
        Route("/{token}/{number:int}/findings", pages.findings),
        Route("/{token}/{number:int}/exchange/{id}", pages.exchange),
        Route("/{token}/{number:int}/exchange/{id}", pages.unmask, methods=["POST"]),
        Route("/{token}/{number:int}/waiver/{fingerprint}", pages.waiver),
    ]
    return Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, pages.guarded)])


class _Pages:
    """What the routes answer; everything is read anew for each request."""

    def __init__(self, folders: list[Path], at: served.Place, port: int) -> None:
        self._folders, self._at = folders, at
        self._policy = (
            f"default-src 'none'; style-src '{style_hash()}'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        )
        self._hosts = {f"{HERE}:{port}", f"localhost:{port}"}

    async def guarded(
        self, request: Request, go_on: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Only for this host, this origin and whoever knows the token."""
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        ours = origin == f"http://{host}" or (origin is None and request.method != "POST")
        told = request.url.path.split("/")[1].encode("utf-8", "replace")
        if host not in self._hosts or not ours:
            answer: Response = PlainTextResponse("not from here", 403)
        elif not secrets.compare_digest(told, self._at.root[1:].encode()):
            answer = PlainTextResponse("not found", 404)
        else:
            try:
                answer = await go_on(request)
            except AuditorError as err:
                answer = PlainTextResponse(str(err), 409)
        answer.headers.update(_HEADERS | {"Content-Security-Policy": self._policy})
        return answer

    def first(self, _: Request) -> Response:
        rows = [_row(number, Folder(path)) for number, path in enumerate(self._folders, 1)]
        return HTMLResponse(served.audits(self._at, rows))

    def side_by_side(self, _: Request) -> Response:
        judged = [path for path in self._folders if (path / "findings.json").exists()]
        told = compare([_report(Folder(path)) for path in judged])
        return HTMLResponse(render_comparison(told, self._at.language))

    def report(self, request: Request) -> Response:
        folder = self._folder(request)
        if folder is None:
            return _none()
        return HTMLResponse(render_html(_report(folder), language=self._at.language))

    def progress(self, request: Request) -> Response:
        """The browser loads it again by itself while a run goes on, if somebody asked for that."""
        folder, number = self._folder(request), request.path_params["number"]
        if folder is None:
            return _none()
        seen, wanted = progress_of(folder), request.query_params.get("every", "")
        goes_on = seen.state == "running"
        every = int(wanted) if goes_on and wanted in map(str, served.EVERY) else 0
        page = served.progress(self._at, number, folder.about.audit, seen, every)
        return HTMLResponse(page, headers={"Refresh": str(every)} if every else {})

    def findings(self, request: Request) -> Response:
        folder, number = self._folder(request), request.path_params["number"]
        if folder is None:
            return _none()
        chosen = dict(request.query_params)
        return HTMLResponse(served.findings(self._at, number, _report(folder), chosen))

    def exchange(self, request: Request) -> Response:
        return self._exchange(request, masked=True)

    async def unmask(self, request: Request) -> Response:
        """Shows it raw, once that stands in the custody."""
        typed = b""
        async for chunk in request.stream():
            typed += chunk
            if len(typed) > MOST_TYPED:
                return PlainTextResponse("too long", 413)
        why = parse_qs(typed.decode("utf-8", "replace")).get("why", [""])[0].strip()[:200]
        folder = self._folder(request)
        if folder is None or _found(folder, request.path_params["id"]) is None:
            return _none()
        if len(why) < 3:
            return PlainTextResponse("say why", 400)
        with Writer(folder.path) as writer:
            writer.record("unmasked", why, {"exchange": request.path_params["id"]})
        return self._exchange(request, masked=False)

    def waiver(self, request: Request) -> Response:
        """A draft that is no waiver before somebody fills in who accepts it, and why."""
        folder = self._folder(request)
        wanted = request.path_params["fingerprint"]
        some = folder.findings() if folder else []
        finding = next((each for each in some if each.fingerprint == wanted), None)
        if finding is None or folder is None:
            return _none()
        body = served.waiver_draft(folder.about, finding)
        named = {"Content-Disposition": 'attachment; filename="waivers.yaml"'}
        return Response(body, media_type="application/yaml", headers=named)

    def _folder(self, request: Request) -> Folder | None:
        number = request.path_params["number"]
        return Folder(self._folders[number - 1]) if 1 <= number <= len(self._folders) else None

    def _exchange(self, request: Request, *, masked: bool) -> Response:
        folder, number = self._folder(request), request.path_params["number"]
        one = _found(folder, request.path_params["id"]) if folder else None
        if folder is None or one is None:
            return _none()
        told = served.exchange(self._at, number, folder, one, masked=masked)
        return HTMLResponse(told)


def _row(number: int, folder: Folder) -> served.Row:
    about = folder.about
    judged = (folder.path / "findings.json").exists()
    name = about.vendor_title or about.vendor
    return served.Row(number, about.audit, name, progress_of(folder), judged)


def _report(folder: Folder) -> Report:
    return build(folder, folder.judged())


def _found(folder: Folder, wanted: str) -> Exchange | None:
    return next((each for each in folder.exchanges() if each.id == wanted), None)


def _none() -> Response:
    return PlainTextResponse("not found", 404)
