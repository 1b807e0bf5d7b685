"""Every page of the offices that watch an area, and what they may look into."""

import re

import pytest
from playwright.sync_api import expect

from demonstration import PREFECTURE, YESTERDAY

NATION = f"/monitoring/clinic-daily/{YESTERDAY}"
AREA = f"{NATION}/{PREFECTURE}"
FILTERS = {"": "すべて", "missing": "未報告", "extended": "期限延長中", "onTime": "期限内", "withinExtension": "延長期限内",
           "late": "締切後", "closed": "休診", "other": "ほか(引き継ぎ・対象外)"}


def expect_live(page):
    """What the page says of itself has stopped changing: a picture shows it."""
    expect(page.get_by_role("status")).to_have_text("自動で更新中")


def test_pages_of_a_prefecture(visit, look):
    page = visit("prefecture")
    expect(page).to_have_url(re.compile(AREA + "$"))
    expect_live(page)
    look(page, "area-prefecture")
    page.get_by_role("group", name="市区町村ごと").get_by_role("link", name="金沢市").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("金沢市のいまの状況")
    expect_live(page)
    look(page, "area-municipality")
    page.get_by_role("link", name=re.compile("^前の日")).click()
    expect(page.get_by_role("main")).to_contain_text("1月18日(月)の報告")
    look(page, "area-municipality-day-before")


def test_pages_of_the_ministry(visit, look):
    page = visit("ministry")
    expect(page).to_have_url(re.compile(NATION + "$"))
    expect_live(page)
    look(page, "area-nation")
    page.get_by_role("group", name="都道府県ごと").get_by_role("link", name="石川県").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("石川県のいまの状況")


@pytest.mark.parametrize("survey, day", [("hospital-status", "2021-01-20"), ("hospital-counts", "2021-01-19"),
                                         ("supplies-weekly", "2021-01-20")])
def test_area_in_every_survey(visit, look, survey, day):
    page = visit("prefecture", f"/monitoring/{survey}/{day}/{PREFECTURE}")
    expect_live(page)
    look(page, f"area-{survey}")


def test_list_of_institutions_with_each_filter(visit, look):
    page = visit("prefecture", AREA + "/facilities")
    states = page.get_by_role("navigation", name="状態")
    for state, words in FILTERS.items():
        states.get_by_role("link", name=re.compile("^" + re.escape(words))).click()
        expect(states.get_by_role("link", name=re.compile("^" + re.escape(words)))).to_have_attribute("aria-current", "page")
        expect(page).to_have_url(re.compile(f"state={state}$" if state else "/facilities$"))
        expect_live(page)
        count = int(states.locator("[aria-current] span").inner_text().replace(",", ""))
        assert page.locator("main tbody tr").count() == min(count, 100)
        look(page, "institutions" + (f"-{state}" if state else ""))


def test_institution_and_its_report_are_only_read(visit, look):
    page = visit("prefecture", f"{AREA}/facilities?state=onTime")
    row = page.get_by_role("row", name=re.compile("報告済")).first
    name = row.get_by_role("rowheader").inner_text()
    row.get_by_role("link", name=re.compile("^見る")).click()
    expect(page.get_by_role("main")).to_contain_text(name)
    expect(page.get_by_role("link", name="訂正する")).to_have_count(0)
    expect(page.get_by_role("link", name="この報告を取り下げる")).to_have_count(0)
    look(page, "report-read-only")
    page.get_by_role("navigation", name="現在の場所").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("link", name=re.compile("^報告する"))).to_have_count(0)
    look(page, "institution")


def test_office_cannot_report_for_an_institution(visit):
    page = visit("prefecture")
    for rest in ("new", "withdrawal/new"):
        assert page.open(f"/facilities/F17900010/reports/clinic-daily/{YESTERDAY}/{rest}").status == 404
    assert page.open(NATION).status == 404
