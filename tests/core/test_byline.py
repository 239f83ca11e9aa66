"""Who wrote an article."""

import pytest

from bot.core.byline import all_signed, as_printed, credited


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("Artikel von Max Müller", "Max Müller"),
        ("Vonda Byers", "Vonda Byers"),
        ("Ann Lee, Bob Stone", "Ann Lee, Bob Stone"),
        ("Autor", ""),
        ("", ""),
        ("作者：王五", "王五"),
        ("本报记者 张三 李四", "张三, 李四"),
        ("（记者张三、李四）", "张三, 李四"),
        ("来源：新华社 记者：张三", "张三"),
        ("来源：新华社", ""),
        ("文, 李四", "李四"),
        ("撰文 | 王五 编辑 | 赵六", "王五"),
        ("张三 编辑：李四", "张三"),
        ("作者：Ann Lee 时间：2026-11-27", "Ann Lee"),
        ("机器之心编辑部", "机器之心编辑部"),
        ("文在寅", "文在寅"),
    ],
)
def test_a_byline_credits_those_who_wrote(byline: str, names: str) -> None:
    assert credited(byline) == names


def test_initials_keep_the_full_stops_that_the_page_prints() -> None:
    page = "<p>By LOGAN C. RITCHIE</p><p>R.C. Baker</p>"
    assert as_printed("Logan C Ritchie", page) == "LOGAN C. RITCHIE"
    assert as_printed("R C Baker", page) == "R.C. Baker"
    assert as_printed("Ann B Lee", page) == "Ann B Lee"
    assert as_printed("Ann Lee", page) == "Ann Lee"


@pytest.mark.parametrize(
    "byline",
    [
        "By <a rel='author' href='/a'>Ann Lee</a> and <a rel=author href='/b'> Bo  Chen</a>",
        "<i itemprop='author'>Ann Lee</i>\n<i itemprop='author'><a><b>Bo Chen</b></a></i>",
        "<b class='x author'><a rel='author'>Ann Lee</a></b> &amp; <b class=author>Bo Chen</b> in",
        "<a rel='author'>Cy</a> on <a rel='author'>Bo Chen</a>, <a rel='author'>Ann Lee</a><p>",
        f"<a rel=author>Ann Lee</a>, <a rel=author>Bo Chen</a>{' ' * 2000}<a rel=author>Di</a>",
    ],
)
def test_all_who_sign_beside_each_other_are_credited(byline: str) -> None:
    for author, other in (("Ann Lee", "Bo Chen"), ("Bo Chen", "Ann Lee")):
        assert set(all_signed(author, byline).split(", ")) == {author, other}


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel='author'>Ann Lee</a><h2>Another story</h2><a rel='author'>Bo Chen</a>",
        "<b class='author'>Ann Lee</b> <b class='author'>Staff writer</b>",
        "<b class='author-label'>By</b><a rel='author'>Ann Lee</a>",
        "<a rel='author'>Bo Chen</a>, <a rel='author'>Cy Dahl</a>",
        "author",
    ],
)
def test_who_signs_elsewhere_is_not(byline: str) -> None:
    assert all_signed("Ann Lee", byline) == "Ann Lee"


def test_an_author_who_is_nothing_but_white_space_is_passed_over_at_once() -> None:
    assert all_signed("Eve Hale", f"<a rel=author>{' ' * 1_000_000}") == "Eve Hale"
