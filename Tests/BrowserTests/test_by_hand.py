"""Forms without a mouse, without JavaScript, and with an input method."""

import pytest
from playwright.sync_api import expect

from demonstration import TODAY, YESTERDAY

STATUS = f"/reports/hospital-status/{TODAY}/new"


def test_report_without_javascript(without_javascript):
    page = without_javascript("hospital", f"/reports/hospital-counts/{YESTERDAY}/new")
    page.get_by_role("button", name="報告する").click()
    expect(page.get_by_role("alert")).to_contain_text("2か所を直してください")
    page.get_by_label("外来受診者数").fill("４")
    page.get_by_label("新規入院患者数").fill("0")
    page.get_by_role("button", name="報告する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("報告を受け付けました")
    page.get_by_role("button", name="ログアウト").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")


def test_enter_moves_to_the_next_field(visit):
    page = visit("hospital", STATUS)
    address = page.url
    page.get_by_role("radiogroup", name="救急").get_by_role("radio").first.focus()
    for label in ("入院患者数", "うち重症者数", "受入可能病床数"):
        page.keyboard.press("Enter")
        expect(page.get_by_label(label)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_label("うち重症者数")).to_be_focused()
    assert page.url == address


@pytest.mark.only_browser("chromium")  # Playwright composes words through Chromium's own protocol
def test_enter_that_accepts_a_word_stays_in_the_field(visit):
    page = visit("hospital", STATUS)
    field = page.get_by_label("受入可能病床数")
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "１２", "selectionStart": 2, "selectionEnd": 2})
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    expect(field).to_be_focused()
    keyboard.send("Input.insertText", {"text": "１２"})
    page.keyboard.press("Enter")
    expect(field).not_to_be_focused()


def test_everything_is_reached_by_keyboard(visit):
    page = visit(None, "/session/new")
    stops = [
        page.get_by_role("link", name="本文へ移動"), page.get_by_label("ログインID"), page.get_by_label("パスワード", exact=True),
        page.get_by_role("link", name="パスワードをお忘れですか"), page.locator("form summary"),
        page.get_by_role("button", name="ログインする"),
    ]
    page.keyboard.press("Tab")
    expect(stops[0]).to_be_focused()
    page.keyboard.press("Enter")
    for stop in stops[1:]:
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
