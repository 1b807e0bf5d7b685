"""A note is asked once: passed with a reason it is silent on other days, until the institution has it ask again."""

import pytest
from playwright.sync_api import expect

from clinic import USUAL, address, expect_receipt, field, fill, send
from demonstration import YESTERDAY

pytestmark = pytest.mark.only_browser("chromium")

REASON = "ほかの検査キットを使っているため"


@pytest.fixture
def server(new_world):
    """A world of its own: what is remembered stays."""
    return new_world()


def test_clinic_passes_a_note_once_with_a_reason(visit, server, look):
    page = visit("clinic", server=server)
    page.open(address(YESTERDAY))
    fill(page, {**USUAL, "tested": "7"})
    send(page)
    box = page.get_by_role("group", name="確認のお願い")
    box.get_by_label("このままで正しい").check()
    box.get_by_role("textbox", name="確認したこと").fill(REASON)
    page.complaints.clear()  # of the refused form
    look(page, "note-with-reason")
    send(page)
    expect_receipt(page)
    page.open(address(YESTERDAY, ""))
    expect(page.get_by_role("main")).to_contain_text(REASON)
    look(page, "report-with-note")
    page.open("/passed-notes")
    expect(page.get_by_role("row").filter(has_text=REASON)).to_contain_text("総人数(7人)")
    expect(page.locator("bdi.typed")).to_have_text(REASON)
    look(page, "passed-notes")
    page.get_by_role("button", name="もう一度たずねる").click()
    expect(page.get_by_role("status")).to_contain_text("またおたずねします")
    expect(page.get_by_text("いまは、ありません")).to_be_visible()


def test_arrows_go_from_field_to_field_and_the_states_of_last_time_come_with_one_button(visit, server, look):
    page = visit("clinic", server=server)
    page.open(address(YESTERDAY))
    field(page, "openHours").focus()
    page.keyboard.press("ArrowDown")
    expect(field(page, "rooms")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page, "openHours")).to_be_focused()
    field(page, "feverPatients").fill("6")
    page.get_by_role("button", name="前回と同じ").click()
    expect(field(page, "rooms")).not_to_have_value("")
    expect(page.locator("#rooms-f")).to_contain_text("値を入れてあります")
    expect(field(page, "feverPatients")).to_have_value("6")
    expect(field(page, "tested")).to_have_value("")
    look(page, "same-as-last-time")
