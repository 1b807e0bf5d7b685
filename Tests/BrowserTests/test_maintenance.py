"""Planned maintenance: the help desk plans it, every page tells of it, and a form that is open at its edges loses nothing."""

import re

import pytest
from playwright.sync_api import expect

from clinic import USUAL, expect_receipt, field, fill
from demonstration import CLOCK, YESTERDAY
from forms import sent
from test_console import CHROMIUM

FORM = f"/reports/clinic-daily/{YESTERDAY}/new"
BANNER = "メンテナンスのお知らせ"


@pytest.fixture
def desk(visit, sample_server):
    """The help desk at its list; the clock is everybody's, and what still stands is ended."""
    yield visit("helpDesk", "/help-desk/maintenance")
    sample_server.set_clock(CLOCK)
    for line in sample_server.gmis("maintenance", "list").splitlines():
        if "coming" in line or "running" in line:
            sample_server.gmis("maintenance", "end", line.split()[0])


def plan(desk, start, end):
    desk.open("/help-desk/maintenance/new")
    desk.get_by_label("はじまり").fill(start)
    desk.get_by_label("おわり").fill(end)
    desk.get_by_label("理由").fill("機器の交換")
    assert sent(desk, "読む人の見え方を確かめる") == 200
    assert sent(desk, "予定する") == 303


def banner(page):
    return page.get_by_role("region", name=BANNER)


def test_a_form_that_is_open_at_both_edges_loses_nothing(desk, visit, sample_server, look):
    clinic = visit("clinic", FORM)
    plan(desk, "2021-01-20T11:00", "2021-01-20T12:00")
    fill(clinic, USUAL)
    sample_server.set_clock("2021-01-20T11:00")
    assert sent(clinic, "報告する") == 503
    expect(clinic.get_by_role("alert")).to_contain_text("まだ保存していません")
    expect(clinic.get_by_role("alert")).to_be_focused()
    for item, figure in USUAL.items():
        expect(field(clinic, item)).to_have_value(figure)
    expect(banner(clinic)).to_contain_text("メンテナンス中")
    clinic.complaints.clear()  # the browser itself notes the status 503
    look(clinic, "maintenance-form")
    other = clinic.context.new_page()
    other.goto(sample_server.url + "/home")
    expect(other.get_by_role("region", name="入力の途中だった内容があります")).to_contain_text("1月19日(火)")
    assert other.goto(sample_server.url + FORM).status == 503
    expect(other.get_by_role("heading", level=1)).to_have_text("メンテナンス中です")
    other.close()
    sample_server.set_clock("2021-01-20T12:00")
    assert sent(clinic, "報告する") == 303
    expect_receipt(clinic)
    clinic.open("/home")
    expect(clinic.get_by_role("region", name="入力の途中だった内容があります")).to_have_count(0)
    expect(banner(clinic)).to_have_count(0)


@CHROMIUM
def test_the_help_desk_plans_changes_and_calls_off(desk, visit, look):
    desk.get_by_role("navigation", name="メニュー").get_by_role("link", name="メンテナンス").click()
    look(desk, "maintenances-none")
    desk.open("/help-desk/maintenance/new")
    assert sent(desk, "読む人の見え方を確かめる") == 422
    expect(desk.get_by_role("alert")).to_be_focused()
    look(desk, "maintenance-refused")
    desk.get_by_label("はじまり").fill("2021-01-23T22:00")
    desk.get_by_label("おわり").fill("2021-01-24T06:00")
    desk.get_by_label("理由").fill("機器の<b>交換")
    assert sent(desk, "読む人の見え方を確かめる") == 200
    look(desk, "maintenance-preview")
    assert sent(desk, "書き直す") == 200
    expect(desk.get_by_label("理由")).to_have_value("機器の<b>交換")
    assert sent(desk, "読む人の見え方を確かめる") == 200
    form = desk.locator("form", has=desk.get_by_role("button", name="予定する"))
    again = {**form.evaluate("form => Object.fromEntries(new FormData(form))"), "step": "publish"}
    place = form.evaluate("form => form.action")
    assert sent(desk, "予定する") == 303
    assert desk.request.post(place, form=again).url == desk.url, "sent twice it is planned once"
    look(desk, "maintenance-coming")
    clinic, stranger = visit("clinic", "/home"), visit(None, "/session/new")
    for page in (clinic, stranger):
        expect(banner(page)).to_contain_text("1月23日(土) 22:00から1月24日(日) 6:00まで")
        expect(banner(page)).to_contain_text("機器の<b>交換")
    look(clinic, "maintenance-home")
    look(stranger, "maintenance-sign-in")
    desk.get_by_role("link", name="予定を変える").click()
    desk.get_by_label("おわり").fill("2021-01-24T08:00")
    assert sent(desk, "読む人の見え方を確かめる") == 200
    assert sent(desk, "変える") == 303
    expect(desk.get_by_role("main")).to_contain_text("変えた: 1月23日(土) 22:00から1月24日(日) 8:00まで")
    assert sent(desk, "取りやめる") == 303
    look(desk, "maintenance-called-off")
    clinic.reload()
    expect(banner(clinic)).to_have_count(0)
    desk.open("/help-desk/maintenance")
    look(desk, "maintenances")


@CHROMIUM
def test_an_outage_is_planned_and_ended_at_the_command_line(desk, sample_server, visit):
    refused = sample_server.refused("maintenance", "plan", "--until", "2021-01-20T09:00", "--reason", "障害")
    assert "「おわり」は" in refused
    said = sample_server.gmis("maintenance", "plan", "--until", "2021-01-20T23:00", "--reason", "障害")
    key = re.match(r"(w-[0-9a-f]{24}):", said)[1]
    clinic = visit("clinic")
    answer = clinic.open(FORM)
    assert answer.status == 503 and int(answer.headers["retry-after"]) > 3600
    assert key in sample_server.gmis("maintenance", "list")
    sample_server.gmis("maintenance", "end", key)
    assert clinic.open(FORM).status == 200
    assert "というメンテナンスはありません" in sample_server.refused("maintenance", "end", "w-0")
