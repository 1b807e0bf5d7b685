"""Every page of the demonstration, as a person meets it: on a desk and on a phone, with keyboard, without JavaScript, on paper."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

PEOPLE = {"hospital": "医療機関(病院)", "prefecture": "都道府県", "ministry": "厚生労働省"}


@pytest.fixture(scope="module")
def today():
    return datetime.now(ZoneInfo("Asia/Tokyo")).date().isoformat()


@pytest.fixture(scope="module")
def keys(sample_server):
    """Each role's sign-in, as `gmis seed` printed it."""
    lines = [line.split("\t") for line in sample_server.sign_ins.splitlines()]
    found = {line[0]: (line[2].removeprefix("ID "), line[3].removeprefix("パスワード ")) for line in lines}
    return {person: found[role] for person, role in PEOPLE.items()}


@pytest.fixture
def visit(sample_server, keys, sign_in, new_context):
    """visit("hospital") answers a window of that person, visit(None) one of a stranger; it notes what the console says."""

    def open_window(person, **context):
        page = sign_in(sample_server, *keys[person], **context) if person else new_context(**context).new_page()
        page.complaints = []
        page.on("console", lambda message: message.type in ("error", "warning") and page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    return open_window


@pytest.fixture
def look(sample_server, accessible, screenshot):
    """Opens a page, or takes the one that is open, and looks at it in both sizes, with axe, and at the console."""

    def look_at(page, name, path=None):
        if path:
            page.goto(sample_server.url + path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        screenshot(page, name)
        accessible(page)
        page.set_viewport_size({"width": 390, "height": 844})
        accessible(page)
        page.set_viewport_size({"width": 1280, "height": 800})
        assert not page.complaints

    return look_at


def fill(page):
    for function, word in {"入院": "通常", "外来": "制限", "救急": "設置なし"}.items():
        page.get_by_role("radiogroup", name=function).get_by_text(word, exact=True).click()
    page.get_by_label("受入可能病床数").fill("12")


def test_public_pages(visit, look, sample_server):
    page = visit(None)
    look(page, "sign-in", "/session/new")
    look(page, "open-data", "/open-data")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV$")).first.click()
    assert download.value.suggested_filename == "covid-19_daily_survey.csv"


def test_page_that_is_not_there(visit, sample_server, accessible, screenshot):
    page = visit(None)
    page.goto(sample_server.url + "/none")
    expect(page.get_by_role("heading", level=1)).to_have_text("ページが見つかりません")
    expect(page.get_by_role("main")).to_contain_text("アドレスに打ち間違いがないか")
    expect(page.get_by_role("contentinfo")).to_contain_text("0570-000-872")
    screenshot(page, "not-found")
    accessible(page)


def test_sign_in_refused(visit, sample_server, accessible, screenshot):
    page = visit(None)
    page.goto(sample_server.url + "/session/new")
    page.get_by_label("ログインID").fill('"><script>alert(1)</script>')
    page.get_by_label("パスワード").fill("Mihon-0000")
    page.get_by_label("パスワード").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("ログインIDかパスワードが違います")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("ログインID")).to_have_value('"><script>alert(1)</script>')
    expect(page.get_by_label("パスワード")).to_have_value("")
    screenshot(page, "sign-in-refused")
    accessible(page)


def test_pages_of_a_hospital(visit, look, today):
    page = visit("hospital")
    look(page, "home", "/home")
    look(page, "report-form", f"/reports/hospital-status/{today}/new")
    look(page, "counts-form", f"/reports/hospital-counts/{today}/new")

    page.get_by_label("新規入院患者数").fill("二")
    page.get_by_role("button", name="報告する").click()
    expect(page.get_by_role("alert")).to_contain_text("か所を直してください")
    page.complaints.clear()  # the browser itself notes the status 422
    look(page, "report-form-errors")

    page.goto(page.url.rsplit("/", 2)[0] + f"/hospital-status/{today}/new")
    fill(page)
    page.get_by_role("button", name="報告する").click()
    look(page, "receipt")
    page.get_by_role("link", name="訂正する").click()
    look(page, "correction")
    page.get_by_label("受入可能病床数").fill("13")
    page.get_by_role("button", name="訂正する").click()
    page.get_by_role("link", name="この報告と訂正の履歴を見る").click()
    look(page, "report")
    look(page, "home-reported", "/home")


@pytest.mark.parametrize("person", ["prefecture", "ministry"])
def test_pages_of_an_office(visit, look, person):
    page = visit(person)
    look(page, f"tallies-{person}", "/home")
    page.get_by_role("link", name="金沢市" if person == "prefecture" else "石川県").click()
    look(page, f"tallies-{person}-part")
    page.get_by_role("link", name=re.compile("^前の日")).click()
    look(page, f"tallies-{person}-before")


def test_without_javascript(visit, sample_server, today):
    page = visit("hospital", java_script_enabled=False)
    page.goto(f"{sample_server.url}/reports/hospital-counts/{today}/new")
    page.get_by_role("button", name="報告する").click()
    expect(page.get_by_role("alert")).to_contain_text("2か所を直してください")
    page.get_by_label("外来受診者数").fill("４")
    page.get_by_label("新規入院患者数").fill("0")
    page.get_by_role("button", name="報告する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("報告を受け付けました")
    page.get_by_role("button", name="ログアウト").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")


def test_enter_moves_to_the_next_field(visit, sample_server, today):
    page = visit("hospital")
    page.goto(f"{sample_server.url}/reports/hospital-status/{today}/new")
    address = page.url
    page.get_by_role("radiogroup", name="救急").get_by_role("radio").first.focus()
    for label in ("入院患者数", "うち重症者数", "受入可能病床数"):
        page.keyboard.press("Enter")
        expect(page.get_by_label(label)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_label("うち重症者数")).to_be_focused()
    assert page.url == address


def test_enter_that_accepts_a_word_stays_in_the_field(visit, sample_server, today):
    page = visit("hospital")
    page.goto(f"{sample_server.url}/reports/hospital-status/{today}/new")
    field = page.get_by_label("受入可能病床数")
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "１２", "selectionStart": 2, "selectionEnd": 2})
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    expect(field).to_be_focused()
    keyboard.send("Input.insertText", {"text": "１２"})
    page.keyboard.press("Enter")
    expect(field).not_to_be_focused()


def test_everything_is_reached_by_keyboard(visit, sample_server):
    page = visit(None)
    page.goto(sample_server.url + "/session/new")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("ログインID")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("パスワード")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="ログインする")).to_be_focused()


def test_receipt_on_paper(visit, sample_server, today):
    page = visit("hospital")
    page.goto(f"{sample_server.url}/reports/hospital-status/{today}/new")
    fill(page)
    page.locator("button[form=report-form]").click()
    expect(page.locator(".receipt")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".receipt .no")).to_be_visible()
    for part in ("navigation", "button"):
        for element in page.get_by_role(part).all():
            expect(element).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_zoomed_text_and_forced_colours(visit, sample_server, today):
    page = visit("hospital", forced_colors="active")
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/home", f"/reports/hospital-status/{today}/new", f"/reports/hospital-status/{today}", "/open-data"):
        page.goto(sample_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
