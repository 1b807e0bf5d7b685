"""A clinic's day in WebKitGTK: the way in, a usual day, a correction, a day without practice, on a desk and on a phone."""

import pytest

from clinic import USUAL, address
from conftest import SIZES
from demonstration import YESTERDAY, keys

TITLE = "1月19日(火)の報告"


def test_sign_in_leads_on_to_the_form(visit, server):
    window = visit(None, address(YESTERDAY))
    login_id, password = keys(server)["clinic"]
    window.sign_in(login_id, "Mihon-0")
    assert "ログインできませんでした" in window.text()
    assert window.value("loginId") == login_id
    window.sign_in(login_id, password)
    window.heading(TITLE)
    assert window.path == address(YESTERDAY)


@pytest.mark.parametrize("size", SIZES)
def test_usual_day_goes_by_keyboard_and_is_corrected(visit, size):
    window = visit("clinic", "/home", size)
    assert window.width() == SIZES[size][0] and window.fits()
    window.click("section[aria-label='いま報告していただくもの'] a.btn.big")
    window.heading(TITLE)
    assert window.fits()
    window.click("input#openHours")
    for item, figure in USUAL.items():
        window.wait(lambda: window.focused.get_attribute("id") == item, f"{item} is not the next field")
        window.type(figure)
        window.enter()
    window.wait(lambda: window.focused.text == "報告する", "the button does not come after the last field")
    window.enter()
    window.heading("報告を受け付けました")
    assert window.fits()
    assert "第1版" in window.find(".receipt").text and "期限内" in window.find(".receipt").text
    correct(window)
    window.press("a", "この報告と訂正の履歴を見る")
    assert window.count("ol.hist > li") == 2
    assert window.fits()


def correct(window):
    window.press("a", "訂正する")
    assert window.value("tested") == "5"
    window.fill("tested", "abc")
    window.press("button", "訂正する")
    assert window.value("tested") == "abc"
    assert window.find("input#tested").get_attribute("aria-invalid") == "true"
    window.fill("tested", "４")  # full width, as a Japanese keyboard types it
    window.press("button", "訂正する")
    window.heading("訂正を受け付けました")
    assert "第2版" in window.find(".receipt").text


def test_day_without_practice_is_marked_with_one_tap_and_taken_back(visit):
    window = visit("clinic", address(YESTERDAY))
    window.press("button", "開設なし・実績なし")
    window.open(address(YESTERDAY))
    assert "この日は「開設なし・実績なし」です" in window.text()
    window.press("a", "取り消す・履歴を見る")
    window.press("button", "開設なし・実績なしを取り消す")
    window.open(address(YESTERDAY))
    assert "この日は「開設なし・実績なし」です" not in window.text()


@pytest.mark.parametrize("path", ["/session/new", "/open-data"])
def test_pages_for_everybody_fit_a_phone(visit, path):
    assert visit(None, path, "phone").fits()
