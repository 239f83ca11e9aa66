"""The operators' screens: one message of buttons that edits itself."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.core.actions import Close
from bot.core.admin import (
    SOURCES_A_PAGE,
    AdminScreen,
    Figures,
    ManageSource,
    ShowAdmin,
    ShowSources,
    SourceState,
    SourceVerb,
    source_state,
)
from bot.core.news import Source
from bot.core.outgoing import Button, HourOfDelivery, Message, ParcelState, QueueDepths
from bot.core.text import truncate
from bot.i18n.dates import age, language, span

from .buttons import button, grid
from .story import one_line
from .telegram_html import bold, lines, link, text
from .view import View

_MARKS = {
    SourceState.FAILING: "⚠️",
    SourceState.PAUSED: "⏸",
    SourceState.OFF: "✖️",
    SourceState.NEW: "…",
    SourceState.OK: "✓",
}
MAX_NAME = 60
_MAX_ERROR = 300
_LIST = "tidings stats --in-doubt"


def render_admin(view: View, sources: Sequence[Source], depths: QueueDepths) -> Message:
    """Render where operators begin: what wants a look, and where to look."""
    t = view.t
    failing = sum(source_state(source) is SourceState.FAILING for source in sources)
    screens = [
        button(t("📡 Sources"), ShowSources(0)),
        button(t("📬 Queue"), ShowAdmin(AdminScreen.QUEUE)),
        button(t("📰 Stories"), ShowAdmin(AdminScreen.STORIES)),
        button(t("📊 Figures"), ShowAdmin(AdminScreen.FIGURES)),
        Button(text=t("📣 Tell everybody"), copy="/admin broadcast "),
    ]
    return Message(
        html=lines(
            bold(t("Operations")),
            text(t("Sources: {count}, failing: {failing}", count=len(sources), failing=failing)),
            text(
                t(
                    "Messages waiting: {waiting}, in doubt: {doubt}",
                    waiting=_waiting(depths),
                    doubt=_doubtful(depths),
                )
            ),
        ).markup,
        keyboard=(*grid(screens, 2), (button(t("Close"), Close()),)),
    )


def render_sources(view: View, sources: Sequence[Source], page: int) -> Message:
    """Render one page of the sources, a button each; a page too far is the last one."""
    t = view.t
    last = max(0, (len(sources) - 1) // SOURCES_A_PAGE)
    page = min(page, last)
    shown = sources[page * SOURCES_A_PAGE : (page + 1) * SOURCES_A_PAGE]
    choices = [
        button(
            f"{_MARKS[source_state(source)]} {one_line(source.seed.title, MAX_NAME)}",
            ManageSource(source.id, SourceVerb.SHOW),
        )
        for source in shown
    ]
    turns = []
    if page:
        turns.append(button("‹", ShowSources(page - 1)))
    if page < last:
        turns.append(button("›", ShowSources(page + 1)))
    return Message(
        html=lines(
            bold(t("Sources")),
            text(
                t("Page {page} of {pages}, those that fail first.", page=page + 1, pages=last + 1)
            ),
        ).markup,
        keyboard=tuple(row for row in (*grid(choices, 1), tuple(turns), back(view)) if row),
    )


def render_source(view: View, source: Source, note: str = "") -> Message:
    """Render how one source fares; `note` says what its test gave."""
    t, state = view.t, source_state(source)
    succeeded, seed = source.succeeded_at, source.seed
    switch = (
        button(t("▶️ Resume"), ManageSource(source.id, SourceVerb.RESUME))
        if state is SourceState.PAUSED
        else button(t("⏸ Pause"), ManageSource(source.id, SourceVerb.PAUSE))
    )
    return Message(
        html=lines(
            bold(f"{_MARKS[state]} {one_line(seed.title, MAX_NAME)}"),
            text(one_line(seed.publisher, MAX_NAME) if seed.publisher != seed.title else ""),
            link(seed.url, one_line(seed.url, _MAX_ERROR)),
            text(_state_name(view, state)),
            text(
                t("Last read: {age}", age=age(t, succeeded, view.now))
                if succeeded
                else t("Never read so far")
            ),
            text(
                t.plural("{count} failure in a row", "{count} failures in a row", source.failures)
                if source.failures
                else ""
            ),
            text(truncate(source.last_error, _MAX_ERROR)),
            text(t.plural("{count} article", "{count} articles", source.articles)),
            text(truncate(note, _MAX_ERROR)),
        ).markup,
        keyboard=(
            (button(t("🔎 Test"), ManageSource(source.id, SourceVerb.TEST)), switch),
            (button(t("‹ Sources"), ShowSources(0)),),
        ),
    )


def render_queue(view: View, depths: QueueDepths, hours: Sequence[HourOfDelivery]) -> Message:
    """Render how many messages are in which state, and how delivery went, the last hour first."""
    t = view.t
    return Message(
        html=lines(
            bold(t("Queue")),
            text(t("Waiting: {count}", count=_waiting(depths))),
            text(t("On their way: {count}", count=depths[ParcelState.SENDING])),
            text(t("Unconfirmed: {count}", count=depths[ParcelState.UNCONFIRMED])),
            text(t("Refused by Telegram: {count}", count=depths[ParcelState.PARKED])),
            text(t("Which ones: {command}", command=_LIST) if _doubtful(depths) else ""),
            bold(t("The last 24 hours")) if hours else text(t("Nothing was sent in 24 hours.")),
            *(text(_hour(view, hour)) for hour in reversed(hours)),
        ).markup,
        keyboard=(back(view),),
    )


def render_figures(view: View, chats: Mapping[str, int], figures: Figures) -> Message:
    """Render how much there is of what."""
    t = view.t
    return Message(
        html=lines(
            bold(t("Figures")),
            text(
                t(
                    "Chats: {all}, active: {active}, with a digest: {subscribed}",
                    all=chats["all"],
                    active=chats["active"],
                    subscribed=chats["subscribed"],
                )
            ),
            *(
                text(t("{language}: {count}", language=language(t, code), count=count))
                for code, count in figures.languages.items()
            ),
            text(
                t(
                    "New stories: {day} in a day, {week} in a week",
                    day=figures.stories_day,
                    week=figures.stories_week,
                )
            ),
            text(
                t(
                    "Articles: {day} in a day, {week} in a week",
                    day=figures.articles_day,
                    week=figures.articles_week,
                )
            ),
        ).markup,
        keyboard=(back(view),),
    )


def render_done(view: View, phrase: str, **fields: object) -> Message:
    """Render what was done in a sentence."""
    return Message(html=text(view.t(phrase, **fields)).markup, keyboard=(back(view),))


def _state_name(view: View, state: SourceState) -> str:
    t = view.t
    return {
        SourceState.FAILING: t("It fails."),
        SourceState.PAUSED: t("It is paused."),
        SourceState.OFF: t("It is not read: it left the list or is gone for good."),
        SourceState.NEW: t("It waits for its first visit."),
        SourceState.OK: t("It is fine."),
    }[state]


def _waiting(depths: QueueDepths) -> int:
    return depths[ParcelState.QUEUED] + depths[ParcelState.LEASED]


def _doubtful(depths: QueueDepths) -> int:
    return depths[ParcelState.UNCONFIRMED] + depths[ParcelState.PARKED]


def back(view: View) -> tuple[Button, ...]:
    """Return the row that leads back to where operators begin."""
    return (button(view.t("‹ Operations"), ShowAdmin(AdminScreen.HOME)),)


def _hour(view: View, hour: HourOfDelivery) -> str:
    """Say how one hour went, in the operator's own time."""
    return view.t(
        "{hour} · {sent} sent, {retried} again, {parked} refused, {doubt} in doubt · "
        "half within {median}, 99 of 100 within {worst}",
        hour=f"{hour.start.astimezone(ZoneInfo(view.timezone)):%H:%M}",
        sent=hour.sent,
        retried=hour.retried,
        parked=hour.parked,
        doubt=hour.unconfirmed,
        median=span(view.t, hour.late_p50),
        worst=span(view.t, hour.late_p99),
    )
