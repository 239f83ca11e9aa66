"""Who wrote an article."""

import pytest

from bot.core.byline import as_printed, credited


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
