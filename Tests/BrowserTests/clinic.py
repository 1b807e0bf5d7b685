"""The clinic's form of one day, as a person fills it in."""

from playwright.sync_api import expect

SURVEY = "clinic-daily"

# What a clinic sends on a usual day: nothing in it is refused, nothing is asked twice.
USUAL = {
    "openHours": "6.5", "rooms": "1", "feverPatients": "6", "tested": "5", "byRequest": "0", "pcr": "4", "pcrInHouse": "0",
    "antigen": "1", "pcrResults": "4", "pcrPositive": "0", "antigenResults": "1", "antigenPositive": "0",
}


def address(day, rest="/new"):
    return f"/reports/{SURVEY}/{day}{rest}"


def field(page, item):
    return page.locator(f"input#{item}")


def fill(page, figures):
    for item, figure in figures.items():
        field(page, item).fill(figure)


def send(page, words="報告する"):
    page.get_by_role("button", name=words, exact=True).click()


def expect_receipt(page, words="報告を受け付けました"):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def report(page, day, **others):
    """From the form to the receipt: a usual day, but for the figures given."""
    page.open(address(day))
    fill(page, {**USUAL, **others})
    send(page)
    expect_receipt(page)


def correct(page, day, **figures):
    page.open(address(day))
    fill(page, figures)
    send(page, "訂正する")
    expect_receipt(page, "訂正を受け付けました")


def versions(page, day):
    """How many revisions the day's history names."""
    page.open(address(day, ""))
    expect(page.get_by_role("heading", name="報告と訂正の履歴")).to_be_visible()
    return page.locator("ol.hist > li").count()
