"""Text that would be a script, end a field or turn the line around is shown back as the text it is."""

import re
import urllib.parse

import pytest
from playwright.sync_api import expect

from clinic import address, report
from demonstration import TODAY, WEEK, YESTERDAY

# A quote with a combining mark, so that comparing by what a reader sees does not find it; markup; a variation selector; a mark
# that turns the direction of writing; the end of a field and a script.
HOSTILE = '"\u0308<img src=x onerror=alert(1)>\'葛\U000e0100 \u202eabc</textarea><script>alert(2)</script>'
# What is refused in stored text, the mark that turns the direction, left out.
STORABLE = HOSTILE.replace("\u202e", "")

FORMS = {
    "clinic": [address(YESTERDAY), f"/reports/supplies-weekly/{WEEK}/new"],
    "designated": [f"/reports/hospital-status/{TODAY}/new", f"/reports/hospital-counts/{YESTERDAY}/new"],
}


@pytest.fixture
def harmless():
    """harmless(page): nothing of it became an element, and nothing ran."""

    def check(page):
        assert page.locator("img").count() == 0
        assert not page.evaluate("[...document.scripts].some(script => script.text.includes('alert'))")
        assert not page.dialogs

    return check


def type_everywhere(page):
    """Into every field that takes text; answers them."""
    fields = page.locator("main input.input, main textarea").all()
    assert fields
    for field in fields:
        field.fill(HOSTILE)
    return fields


@pytest.mark.parametrize("person", FORMS)
def test_figures(visit, harmless, person):
    page = visit(person)
    for path in FORMS[person]:
        page.open(path)
        count = len(type_everywhere(page))
        page.locator("button.big[form=report-form]").click()
        expect(page.get_by_role("alert")).to_contain_text("か所を直してください")
        fields = page.locator("main input.input").all()
        assert len(fields) == count
        for field in fields:
            expect(field).to_have_value(HOSTILE)
        harmless(page)


def test_figures_of_a_member(visit, harmless):
    page = visit("association", "/home")
    page.get_by_role("link", name=re.compile("^報告する")).first.click()
    type_everywhere(page)
    page.locator("button.big[form=report-form]").click()
    expect(page.locator("#tested")).to_have_value(HOSTILE)
    expect(page.get_by_role("alert")).to_contain_text("か所を直してください")
    harmless(page)


def test_login_id(visit, harmless):
    page = visit(None, "/session/new")
    page.get_by_label("ログインID").fill(HOSTILE)
    page.get_by_label("パスワード").fill(HOSTILE)
    page.get_by_role("button", name="ログインする").click()
    expect(page.get_by_role("alert")).to_contain_text("ログインIDかパスワードが違います")
    expect(page.get_by_label("ログインID")).to_have_value(HOSTILE)
    expect(page.get_by_label("パスワード")).to_have_value("")
    harmless(page)


def test_reason_of_a_withdrawal(visit, harmless):
    page = visit("clinic")
    report(page, "2020-11-10")
    page.open(address("2020-11-10", "/withdrawal/new"))
    reason = page.get_by_label("取り下げる理由")
    reason.fill(HOSTILE)
    page.get_by_role("button", name="この報告を取り下げる").click()
    expect(page.get_by_role("alert")).to_contain_text("見えない制御文字が含まれています")
    expect(reason).to_have_value(HOSTILE)
    harmless(page)
    reason.fill(STORABLE)
    page.get_by_role("button", name="この報告を取り下げる").click()
    expect(page.locator(".hist bdi.typed")).to_have_text(STORABLE)
    harmless(page)
    page.open(address("2020-11-10", "/revisions/2/receipt"))
    expect(page.locator(".receipt bdi.typed")).to_have_text(STORABLE)
    harmless(page)


def test_remarks_of_a_hospital(visit, harmless):
    report = "/reports/hospital-status/2020-12-09"
    page = visit("hospital", report + "/new")
    for group in page.get_by_role("radiogroup").all():
        group.locator("label").first.click()
    remarks = page.get_by_role("textbox", name="備考")
    remarks.fill(HOSTILE)
    page.locator("button.big[form=report-form]").click()
    expect(page.get_by_role("alert")).to_contain_text("見えない制御文字が含まれています")
    expect(remarks).to_have_value(HOSTILE)
    harmless(page)
    remarks.fill(STORABLE)
    page.locator("button.big[form=report-form]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("報告を受け付けました")
    page.open(report + "/new")
    expect(remarks).to_have_value(STORABLE)
    office = visit("prefecture")
    office.open(f"/facilities/{institution(page)}{report}")
    for reader, path in ((page, report + "/revisions/1/receipt"), (page, report), (office, None)):
        if path:
            reader.open(path)
        expect(reader.get_by_role("row", name=re.compile('^備考 "'))).to_contain_text(STORABLE)
        harmless(reader)


def institution(page):
    """The institution's ID, as the page's head names it."""
    return page.get_by_role("banner").get_by_text(re.compile("^ID F")).inner_text().removeprefix("ID ")


def test_addresses(visit, harmless):
    page = visit("prefecture")
    encoded = urllib.parse.quote(HOSTILE, safe="")
    for path in (f"/{encoded}", f"/monitoring/clinic-daily/{encoded}", f"/facilities/{encoded}"):
        assert page.open(path).status == 404
        harmless(page)
    for query in ("state", "page", "month", "survey", "day"):
        page.open(f"/monitoring/clinic-daily/{YESTERDAY}/prefecture-17/facilities?{query}={encoded}")
        harmless(page)
