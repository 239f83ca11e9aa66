import pytest

from bot.core.denial import Verdict, denies, verdicts_of


@pytest.mark.parametrize(
    "said",
    [
        "Vellum denies the Pipwick deal",
        "Reports of a sale are completely false, the firm said",
        "The firm rejects recent claims of a sale",
        "Denial from Bergen: no sale of the library",
        "It isn't true that the library was sold",
        "维伦否认收购",
        "官方辟谣：图书馆没有出售",
        "Vellum: what was reported is not correct",
    ],
)
def test_a_denial_is_known(said: str) -> None:
    assert denies(said)


@pytest.mark.parametrize(
    "said",
    [
        "Judge denies Vellum's motion for a new trial",
        "Court denied the request",
        "Denial of service hits the library",
        "A denial-of-service attack hits the library",
        "False positives of the detector fall by 80%",
    ],
)
def test_what_is_refused_or_false_otherwise_is_not_denied(said: str) -> None:
    assert not denies(said)


@pytest.mark.parametrize(
    ("said", "is_confirmed"),
    [
        ("Vellum confirms the sale", True),
        ("维伦证实收购", True),
        ("Sale not confirmed yet", False),
        ("Vellum has yet to confirm the sale", False),
        ("Vellum declined to confirm the sale", False),
        ("Unconfirmed reports of a sale", False),
        ("收购消息未获证实", False),
    ],
)
def test_a_confirmation_is_known(said: str, *, is_confirmed: bool) -> None:
    assert (Verdict.CONFIRMED in verdicts_of(said)) is is_confirmed
