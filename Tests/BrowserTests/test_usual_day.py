"""A usual day goes by keyboard: the figures, one key from field to field, and three actions besides."""

from playwright.sync_api import expect

from clinic import USUAL, expect_receipt, field
from demonstration import YESTERDAY

MOST_ACTIONS = 3


class Hand:
    """All that a person does goes through it. The digits of a figure and Enter to the next field are free."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def click(self, locator):
        self.actions += 1
        locator.click()

    def press(self, key):
        self.actions += 1
        self.page.keyboard.press(key)

    def type_figure(self, figure):
        assert set(figure) <= set("0123456789."), figure
        self.page.keyboard.type(figure)

    def go_to(self, next_field):
        self.page.keyboard.press("Enter")
        expect(next_field).to_be_focused()


def test_clinic_reports_a_usual_day_with_three_actions(visit):
    page = visit("clinic")
    hand = Hand(page)
    hand.click(page.get_by_role("region", name="いま報告していただくもの").locator("a.btn.big"))
    hand.click(field(page, "openHours"))
    stops = [field(page, item) for item in USUAL] + [page.get_by_role("button", name="報告する", exact=True)]
    for figure, next_stop in zip(USUAL.values(), stops[1:]):
        hand.type_figure(figure)
        hand.go_to(next_stop)
    hand.press("Enter")
    expect_receipt(page)
    assert hand.actions <= MOST_ACTIONS
    assert f"/{YESTERDAY}/" in page.url
    for figure in ("6.5 時間", "6 人", "5 人", "4 件"):
        expect(page.get_by_role("main")).to_contain_text(figure)
