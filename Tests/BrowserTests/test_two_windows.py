"""Two windows on one day's form, and what a browser sends again: nothing is lost, nothing is stored twice."""

import re

from playwright.sync_api import expect

from clinic import USUAL, address, expect_receipt, field, fill, report, send, versions

# Every test has a day of its own; those before the demonstration's two weeks of reports are open.
TWO, WITHDRAWN, SAME, BACK, TWICE = "2020-11-02", "2020-11-03", "2020-11-04", "2020-11-05", "2020-11-06"


def sent(page, words):
    """Sends the form and answers the status of what came back."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        send(page, words)
    return answer.value.status


def test_second_window_is_told_what_changed_and_can_still_save(visit):
    first, second = visit("clinic", address(TWO)), visit("clinic", address(TWO))
    mine = {**USUAL, "tested": "9", "pcr": "9", "feverPatients": "11"}
    fill(second, mine)
    report(first, TWO)
    assert sent(second, "報告する") == 409
    summary = second.get_by_role("alert")
    expect(summary).to_contain_text("別の画面で第1版が保存されました")
    expect(summary).to_be_focused()
    for name, theirs, yours in (("総人数", "5 ?人", "9"), ("PCR検査実施人数", "4 ?人", "9"), ("発熱患者等", "6 ?人", "11")):
        expect(summary.get_by_role("row", name=re.compile(name))).to_have_text(re.compile(rf"{theirs}.*{yours}"))
    expect(summary.get_by_role("row")).to_have_count(4)
    for item, typed in mine.items():
        expect(field(second, item)).to_have_value(typed)
    assert sent(second, "訂正する") == 303
    expect_receipt(second, "訂正を受け付けました")
    assert versions(first, TWO) == 2
    expect(first.get_by_role("row", name=re.compile("総人数"))).to_contain_text("9")


def test_window_that_corrects_what_was_taken_back_is_told(visit):
    first, second = visit("clinic"), visit("clinic")
    report(first, WITHDRAWN)
    second.open(address(WITHDRAWN))
    fill(second, {"tested": "8", "pcr": "8"})
    first.open(address(WITHDRAWN, "/withdrawal/new"))
    first.get_by_label("取り下げる理由").fill("別の日の数でした。")
    send(first, "この報告を取り下げる")
    expect(first.get_by_role("main")).to_contain_text("取り下げました")
    assert sent(second, "訂正する") == 409
    expect(second.get_by_role("alert")).to_contain_text("別の画面でこの報告が取り下げられました")
    expect(field(second, "tested")).to_have_value("8")
    send(second)
    expect_receipt(second)
    assert versions(second, WITHDRAWN) == 3


def test_two_windows_with_the_same_figures_store_them_once(visit):
    first, second = visit("clinic", address(SAME)), visit("clinic", address(SAME))
    fill(second, USUAL)
    report(first, SAME)
    number = first.locator(".receipt .no").inner_text()
    send(second)
    expect_receipt(second)
    expect(second.locator(".receipt .no")).to_have_text(number)
    assert versions(second, SAME) == 1


def test_going_back_and_reloading_send_nothing_again(visit):
    page = visit("clinic")
    report(page, BACK)
    receipt = page.url
    for go in (page.reload, page.go_back, page.reload, page.go_forward, page.reload):
        go()
    assert page.url == receipt
    expect_receipt(page)
    assert versions(page, BACK) == 1


def test_sending_again_after_going_back_stores_nothing_twice(visit):
    page = visit("clinic")
    report(page, TWICE)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("11月6日(金)の報告")
    fill(page, USUAL)
    page.locator("button.big[form=report-form]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("受け付けました")
    expect(page.locator(".receipt")).to_contain_text("第1版")
    assert versions(page, TWICE) == 1
