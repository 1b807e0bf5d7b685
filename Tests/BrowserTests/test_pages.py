"""Every page of those who report, as a person meets it on a desk and on a phone, and the pages that anybody sees."""

import re

import pytest
from playwright.sync_api import expect

from clinic import address, correct, expect_receipt, fill, report
from demonstration import TODAY, WEEK, YESTERDAY

STATUS, COUNTS = f"/reports/hospital-status/{TODAY}", f"/reports/hospital-counts/{YESTERDAY}"


def fill_status(page):
    for function, word in {"入院": "通常", "外来": "制限", "救急": "設置なし"}.items():
        page.get_by_role("radiogroup", name=function).get_by_text(word, exact=True).click()
    page.get_by_label("受入可能病床数").fill("12")


def forgive(page, status):
    """The browser itself notes an answer that is a refusal."""
    page.complaints[:] = [words for words in page.complaints if str(status) not in words]


def test_public_pages(visit, look):
    page = visit(None)
    look(page, "sign-in", "/session/new")
    look(page, "open-data", "/open-data")


@pytest.mark.only_browser("chromium")
def test_published_file_comes_under_its_own_name(visit):
    page = visit(None, "/open-data")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV$")).first.click()
    assert download.value.suggested_filename == "covid-19_daily_survey.csv"


def test_page_that_is_not_there(visit, look):
    page = visit(None, "/none")
    expect(page.get_by_role("heading", level=1)).to_have_text("ページが見つかりません")
    expect(page.get_by_role("main")).to_contain_text("アドレスに打ち間違いがないか")
    expect(page.get_by_role("contentinfo")).to_contain_text("0570-000-872")
    forgive(page, 404)
    look(page, "not-found")


def test_day_that_cannot_be_entered(visit, look):
    page = visit("clinic", address("2021-02-20"))
    expect(page.get_by_role("heading", level=1)).to_have_text("この日は入力できません")
    forgive(page, 422)
    look(page, "closed-day")
    assert page.open("/facilities/F17900028").status == 404
    expect(page.get_by_role("link", name="ホームへ戻る")).to_be_visible()
    forgive(page, 404)
    look(page, "not-found-signed-in")


def test_sign_in_refused(visit, look):
    page = visit(None, "/session/new")
    page.get_by_label("ログインID").fill('"><script>alert(1)</script>')
    page.get_by_label("パスワード").fill("Mihon-0000")
    page.get_by_label("パスワード").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("ログインIDかパスワードが違います")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("ログインID")).to_have_value('"><script>alert(1)</script>')
    expect(page.get_by_label("パスワード")).to_have_value("")
    forgive(page, 422)
    look(page, "sign-in-refused")


def test_pages_of_a_clinic(visit, look):
    page = visit("clinic")
    look(page, "home-clinic", "/home")
    look(page, "home-clinic-month-before", "/home?month=2020-12")
    expect(page.get_by_role("heading", name="2020年12月")).to_be_visible()
    look(page, "form-clinic-daily", address(YESTERDAY))
    look(page, "form-supplies-weekly", f"/reports/supplies-weekly/{WEEK}/new")
    page.open(address(YESTERDAY))
    fill(page, {"openHours": "六", "rooms": "-1", "pcrResults": "1", "pcrPositive": "2"})
    page.locator("button.big[form=report-form]").click()
    expect(page.get_by_role("alert")).to_contain_text("か所を直してください")
    forgive(page, 422)
    look(page, "form-clinic-daily-errors")


def test_pages_of_a_clinics_report(visit, look):
    page = visit("clinic")
    report(page, YESTERDAY)
    look(page, "receipt")
    correct(page, YESTERDAY, tested="9", pcr="8")
    look(page, "receipt-of-a-correction")
    look(page, "form-clinic-daily-correction", address(YESTERDAY))
    look(page, "report", address(YESTERDAY, ""))
    look(page, "home-clinic-reported", "/home")
    page.open(address(YESTERDAY, ""))
    page.get_by_role("link", name="この報告を取り下げる").click()
    look(page, "withdrawal")
    page.get_by_label("取り下げる理由").fill("別の日の数でした。")
    page.get_by_role("button", name="この報告を取り下げる").click()
    expect(page.get_by_role("main")).to_contain_text("取り下げました")
    look(page, "report-withdrawn")
    look(page, "form-clinic-daily-open-again", address(YESTERDAY))


def test_notes_of_a_clinics_report(visit, look):
    page = visit("clinic", address("2020-11-12"))
    fill(page, {"openHours": "3", "rooms": "0", "feverPatients": "1", "tested": "9", "byRequest": "0", "pcr": "1"})
    fill(page, {"pcrInHouse": "0", "antigen": "1", "pcrResults": "1", "pcrPositive": "0"})
    fill(page, {"antigenResults": "0", "antigenPositive": "0"})
    page.locator("button.big[form=report-form]").click()
    expect(page.get_by_role("alert")).to_contain_text("2か所をご確認ください")
    forgive(page, 422)
    look(page, "form-clinic-daily-notes")


def test_pages_of_a_hospital(visit, look):
    page = visit("hospital")
    look(page, "home-hospital", "/home")
    look(page, "form-hospital-status", STATUS + "/new")
    look(page, "form-hospital-counts", COUNTS + "/new")
    page.open(STATUS + "/new")
    fill_status(page)
    page.locator("button.big[form=report-form]").click()
    expect_receipt(page)
    look(page, "receipt-hospital")
    look(page, "form-hospital-status-2020", "/reports/hospital-status/2020-12-08/new")


def test_pages_of_a_designated_hospital(visit, look):
    page = visit("designated")
    look(page, "home-designated", "/home")
    look(page, "day", f"/days/{YESTERDAY}")
    for survey in ("診療・検査医療機関 日次調査", "病院 日次調査（実績）", "病院 日次調査（状況）"):
        expect(page.get_by_role("row", name=re.compile("^" + re.escape(survey)))).to_be_visible()


def test_pages_of_an_association(visit, look):
    page = visit("association")
    look(page, "home-association", "/home")
    member = page.get_by_role("row", name=re.compile("これから")).first.get_by_role("link", name=re.compile("^報告する"))
    name = re.search(r"\((.+)\)", member.inner_text())[1]
    member.click()
    expect(page).to_have_url(re.compile(r"/facilities/F17\d+/reports/clinic-daily/\d{4}-\d\d-\d\d/new$"))
    expect(page.get_by_role("main")).to_contain_text(name)
    look(page, "form-member")
    report_for_the_member(page)
    expect(page.locator(".receipt")).to_contain_text(name)
    look(page, "receipt-member")
    page.get_by_role("link", name="ホームへ戻る").click()
    expect(page.get_by_role("row", name=re.compile(re.escape(name)))).to_contain_text("報告済")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    look(page, "member")


def report_for_the_member(page):
    """Some members consult only, and are asked less."""
    for field in page.locator("main input.input").all():
        field.fill("1")
    page.locator("button.big[form=report-form]").click()
    expect_receipt(page)


@pytest.mark.only_browser("chromium")  # Firefox cannot be told to show what it would print
def test_receipt_on_paper(visit):
    page = visit("hospital", STATUS + "/new")
    fill_status(page)
    page.locator("button.big[form=report-form]").click()
    expect(page.locator(".receipt")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".receipt .no")).to_be_visible()
    for part in ("navigation", "button"):
        for element in page.get_by_role(part).all():
            expect(element).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.only_browser("chromium")  # Firefox cannot be told to force colours
def test_zoomed_text_and_forced_colours(visit):
    page = visit("hospital", forced_colors="active")
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/home", STATUS + "/new", COUNTS + "/new", f"/reports/supplies-weekly/{WEEK}/new", "/open-data"):
        page.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
