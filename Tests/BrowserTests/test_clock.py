"""The demonstration's clock: what is due changes at a deadline, and a time that is none is refused in words."""

import re

import pytest
from playwright.sync_api import expect

from demonstration import CLOCK

TITLE = "1月19日(火)の報告"


@pytest.fixture
def page(visit, sample_server):
    """The clock is everybody's: it is put back."""
    yield visit("clinic", "/home")
    sample_server.set_clock(CLOCK)


def set_clock(page, shown):
    page.get_by_role("link", name="時刻を変える").click()
    page.get_by_label("日付と時刻(日本時間)").fill(shown)
    page.get_by_role("button", name="この時刻にする").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今日の報告")


def test_what_is_due_changes_at_the_deadline(page):
    due = page.get_by_role("region", name="いま報告していただくもの")
    set_clock(page, "2021-01-20T12:58")
    first = due.locator(".due").first
    expect(first).to_contain_text(TITLE)
    expect(first).to_contain_text("締切 今日 13:00")
    expect(first).to_contain_text(re.compile("あと *[12] *分"))
    expect(page.get_by_role("region", name="見本について")).to_contain_text("12:58(見本の時刻)")

    set_clock(page, "2021-01-20T13:01")
    first = due.locator(".due").first
    expect(first).to_contain_text("1月20日(水)の報告")
    expect(first).to_contain_text("締切 明日 13:00")
    expect(due).not_to_contain_text(TITLE)
    late = page.get_by_role("region", name=re.compile("^まだ報告のない日"))
    expect(late.get_by_role("listitem").filter(has_text="1月19日(火)")).to_contain_text("締切は 1月20日(水) 13:00 でした")

    set_clock(page, CLOCK)
    expect(due.locator(".due").first).to_contain_text(TITLE)


def test_clock_is_put_right_with_a_button(page):
    page.get_by_role("link", name="時刻を変える").click()
    page.get_by_role("button", name="ほんとうの時刻に戻す").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今日の報告")
    expect(page.get_by_role("region", name="見本について")).not_to_contain_text("見本の時刻")


def test_page_of_the_clock(page, look):
    look(page, "clock", "/demonstration/clock")
    page.get_by_label("日付と時刻(日本時間)").fill("2019-04-01T09:00")
    page.get_by_role("button", name="この時刻にする").click()
    expect(page.get_by_role("alert")).to_contain_text("2020年9月1日から2099年12月31日までの日にしてください")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("日付と時刻(日本時間)")).to_have_value("2019-04-01T09:00")
    page.complaints.clear()  # the browser itself notes the status 422
    look(page, "clock-refused")


@pytest.mark.parametrize("typed", ["きのうの昼", "2021-01-20T25:00", "2021-02-30T12:00", "<b>12:00</b>", ""])
def test_time_that_is_none_is_refused_in_words(page, typed):
    page.open("/demonstration/clock")
    field = page.get_by_label("日付と時刻(日本時間)")
    field.evaluate("field => (field.type = 'text')")  # as in a browser that knows no such field
    field.fill(typed)
    page.get_by_role("button", name="この時刻にする").click()
    expect(page.get_by_role("alert")).to_contain_text("「2021-01-20T12:55」のように、日付と時刻を入力してください")
    expect(field).to_have_attribute("value", typed)
    expect(field).to_have_attribute("aria-invalid", "true")
