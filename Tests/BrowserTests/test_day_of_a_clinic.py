"""A clinic's day from the first page to a report taken back, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from clinic import USUAL, address, expect_receipt, field, fill, send
from conftest import SIZES, resize
from demonstration import YESTERDAY, names

TITLE = "1月19日(火)の報告"


@pytest.fixture
def server(new_world):
    """A world of its own: in each the day is still open."""
    return new_world()


@pytest.fixture(params=SIZES)
def page(request, visit, server):
    page = visit("clinic", server=server)
    resize(page, request.param)
    return page


def test_clinic_reports_corrects_and_takes_back(page, server):
    start_from_home(page)
    what_is_wrong_is_told_and_nothing_typed_is_lost(page)
    what_is_unusual_is_asked_once(page)
    number = the_receipt_says_what_was_stored(page, server)
    a_correction_gets_a_number_of_its_own(page, number)
    the_history_says_who_when_how_and_what(page, server)
    a_report_taken_back_leaves_the_day_open(page)
    fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert fits and not [words for words in page.complaints if "422" not in words]


def start_from_home(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("今日の報告")
    due = page.get_by_role("region", name="いま報告していただくもの")
    expect(due.get_by_role("heading", name=TITLE)).to_be_visible()
    the_clinics(due).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def what_is_wrong_is_told_and_nothing_typed_is_lost(page):
    wrong = {"openHours": "六時間", "rooms": "-1", "feverPatients": "2.5", "pcrResults": "4", "pcrPositive": "9"}
    fill(page, {**USUAL, **wrong})
    send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("4か所を直してください")
    expect(summary).to_be_focused()
    links = summary.get_by_role("link")
    expect(links).to_contain_text(["開設時間", "診療室数", "発熱患者等の受診者数", "うち陽性件数(9件)"])
    for item, typed in {**USUAL, **wrong}.items():
        expect(field(page, item)).to_have_value(typed)
    for item in ("openHours", "rooms", "feverPatients", "pcrPositive"):
        expect(field(page, item)).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"#{item}-e")).to_be_visible()
    expect(field(page, "pcr")).not_to_have_attribute("aria-invalid", "true")
    links.nth(3).click()
    expect(field(page, "pcrPositive")).to_be_focused()


def what_is_unusual_is_asked_once(page):
    fill(page, {"openHours": "６．５", "rooms": "1", "feverPatients": "6", "pcrPositive": "0", "tested": "7"})
    send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("1か所をご確認ください")
    expect(summary).to_contain_text("検査ごとの人数の合計が、総人数(7人)より少なくなっています")
    expect(field(page, "openHours")).to_have_value("６．５")
    page.get_by_role("group", name="確認のお願い").get_by_label("このままで正しい").check()
    send(page)
    expect_receipt(page)


def the_receipt_says_what_was_stored(page, server):
    slip = page.locator(".receipt")
    expect(slip).to_contain_text(TITLE)
    expect(slip).to_contain_text(names(server)["clinic"])
    expect(slip).to_contain_text("2021年1月20日")
    expect(slip).to_contain_text("第1版")
    expect(slip).to_contain_text("期限内")
    expect(slip.locator(".no")).to_have_text(re.compile(r"^20210119(-[0-9A-Z]{4}){3}$"))
    expect(row(page, "開設時間")).to_contain_text("6.5 時間")
    expect(row(page, "総人数")).to_contain_text("7 人")
    return slip.locator(".no").inner_text()


def a_correction_gets_a_number_of_its_own(page, number):
    page.get_by_role("link", name="訂正する").click()
    expect(field(page, "tested")).to_have_value("7")
    fill(page, {"tested": "5"})
    send(page, "訂正する")
    expect_receipt(page, "訂正を受け付けました")
    expect(page.locator(".receipt .no")).not_to_have_text(number)
    expect(page.locator(".receipt")).to_contain_text("第2版")
    expect(row(page, "総人数")).to_contain_text(re.compile(r"7 ?人.*5 ?人"))


def the_history_says_who_when_how_and_what(page, server):
    page.get_by_role("link", name="この報告と訂正の履歴を見る").click()
    entries = history(page)
    expect(entries).to_have_count(2)
    for entry, version in ((entries.nth(0), "第2版"), (entries.nth(1), "第1版")):
        expect(entry).to_contain_text(version)
        expect(entry).to_contain_text(names(server)["clinic"])
        expect(entry).to_contain_text("2021年1月20日(水)")
        expect(entry).to_contain_text("画面")
    expect(entries.nth(0)).to_contain_text(re.compile(r"総人数: 7 ?人から → 5 ?人"))


def a_report_taken_back_leaves_the_day_open(page):
    page.get_by_role("link", name="この報告を取り下げる").click()
    send(page, "この報告を取り下げる")
    expect(page.get_by_role("alert")).to_contain_text("取り下げる理由")
    page.get_by_label("取り下げる理由").fill("別の日の数でした。")
    send(page, "この報告を取り下げる")
    expect(page.get_by_role("main")).to_contain_text("取り下げました")
    expect(history(page)).to_have_count(3)
    expect(history(page).nth(0)).to_contain_text("理由: 別の日の数でした。")
    page.open("/home")
    due = page.get_by_role("region", name="いま報告していただくもの")
    expect(the_clinics(due)).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^19\s*日")).click()
    expect(page).to_have_url(re.compile(address(YESTERDAY) + "$"))
    expect(page.get_by_role("main")).to_contain_text("前の報告は取り下げました")
    expect(field(page, "tested")).to_have_value("")


def the_clinics(due):
    return due.get_by_role("link", name=re.compile(r"^報告する\s*\(診療・検査医療機関 日次調査\)$"))


def row(page, name):
    return page.get_by_role("row", name=re.compile(name))


def history(page):
    return page.get_by_role("region", name="報告と訂正の履歴").locator("ol.hist > li")
