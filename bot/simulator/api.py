"""The Bot API over HTTP (ASGI), with whatever goes wrong by plan."""

import hmac
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from .bodies import read_params
from .controls import Controls
from .dispatch import call
from .errors import ApiError, ForbiddenError, ThrottledError
from .faults import Fault, FaultKind
from .page import asset, index
from .params import Json, Params
from .records import Call
from .webchat import WebChat
from .world import World

_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>"
)


class CutResponse(Response):
    """Starts an answer and never ends it: the server closes the connection in the middle."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Promise one byte and send none."""
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


class SilentResponse(Response):
    """Never answers; ends when the client has gone."""

    async def __call__(self, _scope: Scope, receive: Receive, _send: Send) -> None:
        """Wait for the client to give up."""
        while (await receive())["type"] != "http.disconnect":
            pass


def _refusal(error: ApiError) -> Response:
    headers = {}
    if error.parameters and "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return JSONResponse(error.body(), status_code=error.code, headers=headers)


def _fault_response(fault: Fault) -> tuple[int, Response]:
    """Return what a struck request gets: the status to record (0 for none) and the answer."""
    match fault.kind:
        case FaultKind.THROTTLED:
            return 429, _refusal(ThrottledError(fault.retry_after))
        case FaultKind.SERVER_ERROR:
            return 500, _refusal(ApiError(500, "Internal Server Error"))
        case FaultKind.BAD_GATEWAY:
            return 502, HTMLResponse(_GATEWAY_PAGE, status_code=502)
        case FaultKind.FORBIDDEN:
            return 403, _refusal(ForbiddenError("bot was blocked by the user"))
        case FaultKind.RESET:
            return 0, CutResponse()
        case FaultKind.HANG:
            return 0, SilentResponse()


class BotApi:
    """Answers `/bot<token>/<method>` for one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def _is_ours(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.world.bot_token.encode())

    async def download(self, request: Request) -> Response:
        """Answer `/file/bot<token>/<file_path>` (Bot API, getFile)."""
        file = self.world.files.get(request.path_params["file_id"])
        if not self._is_ours(request.path_params["token"]) or file is None:
            return _refusal(ApiError(404, "Not Found"))
        return Response(file.content, media_type=file.media_type)

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        token, method = request.path_params["token"], request.path_params["method"]
        if not self._is_ours(token):
            return _refusal(ApiError(401, "Unauthorized"))
        try:
            params = read_params(
                request.url.query,
                await request.body(),
                request.headers.get("content-type", ""),
            )
        except ApiError as error:
            self._note(method, {}, error.code, error.description)
            return _refusal(error)
        return await self._answer(method, params)

    async def _answer(self, method: str, params: Params) -> Response:
        fault = self.world.faults.strike(method)
        if fault is None or fault.is_late:
            response, error = await self._carry_out(method, params)
        if fault is not None:
            status, response = _fault_response(fault)
            self._note(method, params.values, status, fault.kind)
        else:
            self._note(method, params.values, response.status_code, error)
        return response

    async def _carry_out(self, method: str, params: Params) -> tuple[Response, str]:
        try:
            result = await call(self.world, method, params)
        except ApiError as error:
            return _refusal(error), error.description
        return JSONResponse({"ok": True, "result": result}), ""

    def _note(self, method: str, values: Json, status: int, error: str) -> None:
        self.world.record.add(Call(method, values, status, self.world.now(), error))


def create_simulator(
    world: World, *, controls: Controls | None = None, mounts: Sequence[BaseRoute] = ()
) -> Starlette:
    """Return an ASGI app: the Bot API, the web chat for people, and whatever else is mounted."""
    api = BotApi(world)
    return Starlette(
        routes=[
            Route("/bot{token}/{method}", api.answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/files/{file_id}", api.download, methods=["GET"]),
            *WebChat(world, controls).routes(),
            Route("/", index, methods=["GET"]),
            Route("/assets/{file}", asset, methods=["GET"]),
            *mounts,
        ]
    )
