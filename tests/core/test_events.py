import pytest

from bot.core.events import events


@pytest.mark.parametrize(
    "title",
    ["Vellum raises $40 million", "Vellum closes Series B", "Corvane invests in Vellum"],
)
def test_money_is_raised_where_a_sum_or_a_round_is(title: str) -> None:
    assert events(title, "") == {"funding": True}


@pytest.mark.parametrize(
    "title", ["Vellum to acquire Quill", "Vellum buys AI startup", "Vellum completes acquisition"]
)
def test_a_company_is_bought_where_one_is_named(title: str) -> None:
    assert events(title, "") == {"mergers": True}


@pytest.mark.parametrize(
    "title",
    [
        "Vellum raises questions",
        "Quill raises the bar for pens",
        "Models acquire new skills",
        "Vellum buys Corvane chips",
        "Vellum raises forecast to $50 billion",
        "Vellum raises its full-year revenue guidance to $9 billion",
        "Vellum raises prices to $30 a month",
        "Corvane raises $20 price target",
        "Vellum secures $200 million contract",
        "Corvane lands $40 million order",
    ],
)
def test_a_verb_without_its_object_is_no_event(title: str) -> None:
    assert events(title, "") == {}


@pytest.mark.parametrize(
    "title",
    [
        "Arden to require export licences for chips",
        "Government tightens curbs on chip exports",
        "Corvane barred from shipments to Russia",
        "阿登收紧芯片出口",
        "阿登芯片出口新规生效",
        "芯片出口须申请许可",
    ],
)
def test_what_is_kept_from_abroad_is_an_export_control(title: str) -> None:
    assert "export-controls" in events(title, "")


@pytest.mark.parametrize(
    "title",
    [
        "Data office orders Quill to delete chats",
        "Watchdog opens an inquiry into Vellum",
        "Vellum fined $38 million by privacy regulator",
        "Election office wants labels on pictures",
        "监管部门约谈维伦",
        "维伦因泄露聊天被罚3800万美元",
    ],
)
def test_what_an_office_does_to_somebody_is_regulation(title: str) -> None:
    assert "regulation" in events(title, "")


@pytest.mark.parametrize(
    "title",
    ["Vellum exports grow", "Vellum opens an office", "Office workers order pens", "维伦出口增长"],
)
def test_trade_and_offices_alone_are_neither(title: str) -> None:
    assert events(title, "") == {}


def test_the_beginning_of_a_body_tells_an_event_too_and_the_rest_what_was_before() -> None:
    assert events("Good news", "Vellum raises $40 million.") == {"funding": False}
    assert events("Good news", "All is well. " * 40 + "Vellum raises $40 million.") == {}
