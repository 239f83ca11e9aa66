"""How the bot gets its updates."""

from typing import Any
from urllib.parse import urlsplit

from bot.simulator.errors import BadRequestError
from bot.simulator.params import Json, Params
from bot.simulator.state import State
from bot.simulator.updates import Webhook

_SECRET_LIMIT = 256
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = frozenset({80, 88, 443, 8443})
_SECRET_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def _allow(state: State, params: Params) -> None:
    kinds = params.array("allowed_updates", "allowed updates")
    state.updates.allow(None if kinds is None else [str(kind) for kind in kinds])


def _hear(state: State) -> None:
    """Tell the screens when the bot is there for the first time."""
    if not state.updates.has_listener:
        state.updates.has_listener = True
        state.screens.show_all("bot", {"is_awake": True})


async def get_updates(state: State, params: Params) -> list[Json]:
    """Bot API, getUpdates."""
    _allow(state, params)
    _hear(state)
    return await state.updates.poll(
        offset=params.integer("offset"),
        limit=params.integer("limit"),
        seconds=params.integer("timeout"),
    )


def get_me(state: State, _params: Params) -> Any:
    """Bot API, getMe."""
    return state.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_webhook(state: State, params: Params) -> Any:
    """Bot API, setWebhook; on loopback plain http will do, as nothing leaves the machine."""
    url = params.text("url")
    if not url:
        return delete_webhook(state, params)
    address = urlsplit(url)
    if address.scheme != "https" and address.hostname not in _LOOPBACK:
        raise BadRequestError("bad webhook: An HTTPS URL must be provided for webhook")
    if address.hostname not in _LOOPBACK and (address.port or 443) not in _PORTS:
        raise BadRequestError(
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
        )
    secret = params.text("secret_token")
    if len(secret) > _SECRET_LIMIT:
        raise BadRequestError("secret token is too long")
    if not _SECRET_CHARACTERS.issuperset(secret):
        raise BadRequestError("secret token contains unallowed characters")
    _allow(state, params)
    connections = params.integer("max_connections") or 40
    state.updates.set_webhook(Webhook(url=url, secret=secret, max_connections=connections))
    _hear(state)
    if params.flag("drop_pending_updates"):
        state.updates.pending.clear()
    return True


def delete_webhook(state: State, params: Params) -> Any:
    """Bot API, deleteWebhook."""
    state.updates.set_webhook(None)
    if params.flag("drop_pending_updates"):
        state.updates.pending.clear()
    return True


def get_webhook_info(state: State, _params: Params) -> Any:
    """Bot API, getWebhookInfo."""
    queue = state.updates
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if queue.webhook is not None:
        info |= {"url": queue.webhook.url, "max_connections": queue.webhook.max_connections}
        if queue.webhook.last_error:
            info["last_error_date"] = queue.webhook.last_error_at
            info["last_error_message"] = queue.webhook.last_error
    if queue.allowed:
        info["allowed_updates"] = sorted(queue.allowed)
    return info


def log_out(_state: State, _params: Params) -> Any:
    """Bot API, logOut and close: nothing to end here."""
    return True
