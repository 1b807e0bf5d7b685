"""The help desk's notices, the administrator's audit, and that nobody else gets to their pages."""

import pytest
from playwright.sync_api import expect

from demonstration import TODAY, keys
from forms import sent
from test_console import CHROMIUM, desk, fill_in, problems  # noqa: F401


def test_a_notice_is_looked_at_published_read_and_ended(desk, look, visit):
    desk.get_by_role("navigation", name="メニュー").get_by_role("link", name="お知らせ").click()
    look(desk, "written-notices")
    desk.open("/help-desk/notices/new")
    assert sent(desk, "読む人の見え方を確かめる") == 422
    look(desk, "notice-refused")
    fill_in(desk, title="見本<b>のお知らせ", body="一行め\n\n二段落め https://example.jp/x です。")
    desk.get_by_label("掲載のおわり").fill("2021-01-19T10:00")
    assert sent(desk, "読む人の見え方を確かめる") == 422
    expect(problems(desk)).to_contain_text("掲載のおわりは")
    expect(desk.get_by_label("題名")).to_have_value("見本<b>のお知らせ")
    desk.get_by_label("掲載のおわり").fill("2021-01-25T10:00")
    assert sent(desk, "読む人の見え方を確かめる") == 200
    expect(desk.get_by_role("article").get_by_role("link")).to_have_attribute("href", "https://example.jp/x")
    look(desk, "notice-preview")
    assert sent(desk, "書き直す") == 200
    expect(desk.get_by_label("題名")).to_have_value("見本<b>のお知らせ")
    assert sent(desk, "読む人の見え方を確かめる") == 200
    clinic, stranger = visit("clinic", "/home"), visit(None, "/session/new")
    for page in (clinic, stranger):
        expect(page.get_by_role("link", name="見本<b>のお知らせ")).to_have_count(0)
    form = desk.locator("form", has=desk.get_by_role("button", name="掲載する"))
    again = {**form.evaluate("form => Object.fromEntries(new FormData(form))"), "step": "publish"}
    place = form.evaluate("form => form.action")
    assert sent(desk, "掲載する") == 303
    look(desk, "notice-written")
    for page in (clinic, stranger):
        page.reload()
        page.get_by_role("link", name="見本<b>のお知らせ").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("見本<b>のお知らせ")
    look(clinic, "notice-read")
    assert desk.request.post(place, form=again).url == desk.url, "sent twice it is published once"
    desk.get_by_role("button", name="掲載を終える").click()
    expect(desk.get_by_role("main")).to_contain_text("途中で終了")
    clinic.open("/notices")
    expect(clinic.get_by_role("main")).not_to_contain_text("見本<b>のお知らせ")


@CHROMIUM
def test_the_administrator_reads_what_was_done(visit, look, sample_server):
    page = visit("administrator", "/audit")
    look(page, "audit")
    login_id = keys(sample_server)["clinic"][0]
    page.get_by_label("対象").fill(login_id)
    page.get_by_label("この日から").fill(TODAY)
    page.get_by_label("操作").select_option("session.create")
    page.get_by_role("button", name="さがす").click()
    expect(page.get_by_label("対象")).to_have_value(login_id)
    look(page, "audit-found")
    page.get_by_label("対象").fill("account:nobody")
    page.get_by_role("button", name="さがす").click()
    expect(page.get_by_text("あてはまる記録はありません")).to_be_visible()
    page.get_by_role("link", name="すべて見る").click()
    expect(page.get_by_role("main").locator("tbody tr").first).to_be_visible()


DESK = ["/help-desk", "/help-desk/accounts/a-f17900010", "/help-desk/issue", "/help-desk/mails", "/help-desk/letters",
        "/help-desk/work-items", "/help-desk/notices", "/help-desk/lists/blank.csv"]  # fmt: skip
CLOSED = {
    "clinic": [*DESK, "/requests", "/audit"],
    "prefecture": [*DESK, "/audit"],
    "ministry": [*DESK, "/requests", "/audit"],
    "helpDesk": ["/requests", "/audit", "/facilities/F17900010/reports/clinic-daily/2021-01-19/new"],
    "administrator": [*DESK, "/requests", "/record", "/facilities/F17900010"],
}


@CHROMIUM
@pytest.mark.parametrize("person", CLOSED)
def test_who_may_not_is_told_that_there_is_no_such_page(visit, person):
    page = visit(person)
    for path in CLOSED[person]:
        assert page.request.get(page.url.partition("://")[0] + "://" + page.url.split("/")[2] + path).status == 404, path
