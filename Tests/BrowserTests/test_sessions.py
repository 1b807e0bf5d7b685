"""Where somebody is signed in, and what was being typed when a session ran out."""

import pytest
from playwright.sync_api import expect

from clinic import USUAL, address, expect_receipt, field, fill, send, versions
from demonstration import keys
from outbox import database

CHROMIUM = pytest.mark.only_browser("chromium")
TYPED = "2020-11-11"


@CHROMIUM
def test_signed_in_in_two_browsers(visit, look):
    first, second, third = visit("association", "/sessions"), visit("association"), visit("association")
    first.reload()
    expect(first.get_by_role("main").locator("tbody tr")).to_have_count(3)
    look(first, "sessions")
    first.get_by_role("button", name="ログアウトさせる").first.click()
    expect(first.get_by_role("main").locator("tbody tr")).to_have_count(2)
    assert sorted(is_in(window) for window in (second, third)) == [False, True]
    first.get_by_role("button", name="ほかの機器をすべてログアウト").click()
    assert [is_in(window) for window in (first, second, third)] == [True, False, False]
    fourth = visit("association")
    first.open("/sessions")
    first.get_by_role("button", name="お知らせを止める").click()
    expect(first.get_by_role("main")).to_contain_text("いまは止めています")
    first.get_by_role("button", name="すべての機器でログアウト").click()
    expect(first.get_by_role("main").get_by_role("status")).to_contain_text("すべての機器からログアウトしました")
    first.go_back()
    first.reload()
    expect(first.get_by_role("heading", level=1)).to_have_text("ログイン")
    assert not is_in(fourth)


def is_in(page):
    page.open("/home")
    return page.get_by_role("heading", level=1).inner_text() != "ログイン"


def leave_for_an_hour(server):
    """Nobody has done anything for the time after which a session ends."""
    with database(server) as db, db:
        db.execute("UPDATE session SET last_seen_at = '2021-01-20T00:00:00.000Z'")


def sign_in_again(page, server, person):
    page.get_by_label("ログインID").fill(keys(server)[person][0])
    page.get_by_label("パスワード").fill(keys(server)[person][1])
    page.get_by_role("button", name="ログインする").click()


def test_what_was_typed_when_the_session_ran_out_is_there_again(visit, look, sample_server):
    page = visit("clinic", address(TYPED))
    fill(page, {**USUAL, "tested": "7"})
    leave_for_an_hour(sample_server)
    send(page)
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("入力した内容は残してあります")
    look(page, "sign-in-again")
    sign_in_again(page, sample_server, "hospital")
    expect(page.get_by_role("heading", level=1)).to_contain_text("今日の報告")
    expect(page.get_by_text("入力の途中だった内容があります")).to_have_count(0)
    page.get_by_role("button", name="ログアウト").click()
    sign_in_again(page, sample_server, "clinic")
    kept = page.get_by_role("region", name="入力の途中だった内容があります")
    expect(kept).to_contain_text("11月11日")
    look(page, "home-kept-form")
    kept.get_by_role("link", name="続きを開く").click()
    for item, typed in {**USUAL, "tested": "7"}.items():
        expect(field(page, item)).to_have_value(typed)
    fill(page, {"tested": "5"})
    send(page)
    expect_receipt(page)
    page.open("/home")
    expect(page.get_by_text("入力の途中だった内容があります")).to_have_count(0)
    assert versions(page, TYPED) == 1
