"""Short forms, as people and password managers meet them."""

from playwright.sync_api import expect


def field(page, label):
    return page.get_by_label(label, exact=True)


def remembers(page, **words):
    """What a password manager reads of each field, by its id."""
    for name, autocomplete in words.items():
        expect(page.locator(f"input#{name}")).to_have_attribute("autocomplete", autocomplete)


def sent(page, button):
    """Presses it, and answers the status of what it led to, once the page that came of it is there."""
    with page.expect_navigation(), page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name=button, exact=True).click()
    return answer.value.status


def retype(control, text):
    """Types in place of what is there: in Firefox Playwright's own fill() puts it behind what a mail field holds."""
    control.evaluate("control => control.value = ''")
    control.fill(text)


def decide(page, password, again=None):
    """Sets the password on the page where a link or a letter's code leads."""
    field(page, "新しいパスワード").fill(password)
    field(page, "新しいパスワード（確認）").fill(password if again is None else again)
    return sent(page, "このパスワードにする")
