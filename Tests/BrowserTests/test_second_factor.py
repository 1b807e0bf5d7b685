"""The second factor: owed by offices, free to everybody else, each code good once."""

import base64
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import expect

from conftest import listen
from outbox import database, rows

CHROMIUM = pytest.mark.only_browser("chromium")
PASSWORD = "Chosa-2021"
OFFICE, CLERK = "H00000017", "F17900010"
WRONG = "コードが違うか、もう使われています。"


@pytest.fixture(scope="module")
def house(new_server, browser_name):
    """No demonstration: an office that owes the second factor, and a clinic that does not."""
    server = new_server()
    del server.environment["SECOND_FACTOR"]  # required is what nobody has to say
    server.gmis("account", "create", "--help-desk", "--login-id", OFFICE, "--name", "見本事務局", stdin=PASSWORD + "\n")
    clinic(server)
    yield server.start()
    server.stop()


def clinic(server):
    with database(server) as db, db:
        at = "2021-01-20T00:00:00.000Z"
        db.execute("INSERT INTO facility (facility_id, facility_key, recorded_at) VALUES (?, ?, ?)", (CLERK, CLERK, at))
        db.execute(
            "INSERT INTO facility_attributes (facility_id, number, valid_from, valid_until, recorded_at, recorded_by,"
            " name, zip_code, prefecture, address, phone, latitude, longitude, local_gov_code, city_name, facility_code)"
            " VALUES (?, 1, '2020-01-01', '9999-12-31', ?, 'test', '見本診療所', '〒920-0000', '17', '金沢市見本町1番地', '', '', '',"
            " '172014', '金沢市', '')",
            (CLERK, at),
        )
    server.gmis("account", "create", "--facility", CLERK, stdin=PASSWORD + "\n")


def code(secret, step):
    """RFC 6238, as an authenticator app computes it."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def now_step():
    return int(time.time()) // 30


def enter(page, house, login_id=OFFICE):
    page.goto(house.url + "/session/new")
    page.get_by_label("ログインID").fill(login_id)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログインする").click()


def window(new_context, house):
    page = new_context().new_page()
    listen(page)
    page.open = lambda path: page.goto(house.url + path)
    return page


def give(page, typed, button="ログインする"):
    page.get_by_label("確認コード").fill(typed)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name=button, exact=True).click()
    return answer.value.status


def secret_of(page):
    return page.locator(".code.ticket-line").inner_text().replace(" ", "")


def enrol(page):
    page.get_by_role("button", name="設定をはじめる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2段階認証の設定")
    return secret_of(page)


def recovery_codes(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("リカバリーコード")
    return page.locator("ol.ticket-line li").all_inner_texts()


def forget_factor(house):
    """As if nobody had set one up: every test begins there."""
    with database(house) as db, db:
        for table in ("recovery_code", "second_factor", "sign_in_attempt"):
            db.execute(f"DELETE FROM {table}")


def test_an_office_sets_it_up_before_it_sees_anything(house, new_context, look):
    forget_factor(house)
    page = window(new_context, house)
    enter(page, house)
    expect(page).to_have_url(re.compile("/second-factor$"))
    look(page, "second-factor-owed")
    for path in ("/home", "/help-desk", "/record", "/sessions", "/password"):
        page.open(path)
        expect(page).to_have_url(re.compile("/second-factor$"))
    secret = enrol(page)
    assert len(secret) == 32
    expect(page.get_by_label("確認コード")).to_have_attribute("autocomplete", "one-time-code")
    expect(page.get_by_label("確認コード")).to_have_attribute("inputmode", "numeric")
    look(page, "second-factor-new")
    for typed in ("", "12345", code(secret, now_step() + 100), "かぎ"):
        assert give(page, typed, "設定する") == 422
        expect(page.locator("main .err")).to_contain_text("コードが違います。")
        assert secret_of(page) == secret
    assert give(page, code(secret, now_step()), "設定する") == 200
    codes = recovery_codes(page)
    assert len(set(codes)) == len(codes) >= 8
    look(page, "second-factor-recovery-codes")
    page.get_by_role("link", name="保管したので進む").click()
    expect(page).to_have_url(re.compile("/help-desk$"))
    page.open("/second-factor")
    expect(page.get_by_role("main")).to_contain_text(f"{len(codes)}個")
    expect(page.get_by_role("button", name="やめる")).to_have_count(0)
    look(page, "second-factor-required")
    page.go_back()
    expect(page.get_by_role("main")).not_to_contain_text(codes[0])


def test_each_code_lets_in_once(house, new_context, look):
    forget_factor(house)
    page = window(new_context, house)
    enter(page, house)
    secret = enrol(page)
    first = code(secret, now_step())
    assert give(page, first, "設定する") == 200
    codes = recovery_codes(page)

    other = window(new_context, house)
    enter(other, house)
    expect(other).to_have_url(re.compile("/session/factor$"))
    expect(other.get_by_label("確認コード")).to_have_attribute("autocomplete", "one-time-code")
    look(other, "second-factor-code")
    other.open("/help-desk")
    expect(other).to_have_url(re.compile("/session/factor$"))
    assert give(other, "") == 422
    assert give(other, first) == 422
    expect(other.locator("main .err")).to_contain_text(WRONG)
    look(other, "second-factor-code-wrong")
    # One step ahead, as a clock that is fast: the code of the present step may be the one that is used up.
    second = code(secret, now_step() + 1)
    assert give(other, second) == 303
    expect(other).to_have_url(re.compile("/help-desk$"))

    third = window(new_context, house)
    enter(third, house)
    assert give(third, second) == 422
    assert give(third, codes[0].lower().replace("-", "")) == 303
    expect(third).to_have_url(re.compile("/help-desk$"))
    third.open("/second-factor")
    expect(third.get_by_role("main")).to_contain_text(f"{len(codes) - 1}個")

    fourth = window(new_context, house)
    enter(fourth, house)
    assert give(fourth, codes[0]) == 422
    fourth.get_by_role("button", name="ログインをやめる").click()
    expect(fourth).to_have_url(re.compile("/session/new$"))
    fourth.open("/session/factor")
    expect(fourth).to_have_url(re.compile("/session/new$"))


@CHROMIUM
def test_new_recovery_codes_end_the_former_and_ask_for_the_password(house, new_context, look):
    forget_factor(house)
    page = window(new_context, house)
    enter(page, house)
    assert give(page, code(enrol(page), now_step()), "設定する") == 200
    former = recovery_codes(page)
    page.open("/second-factor")
    password = page.get_by_label("パスワード")
    expect(password).to_have_attribute("autocomplete", "current-password")
    for typed, words in (("", "パスワードを入力してください。"), ("Chigau-2021", "パスワードが違います。")):
        page.get_by_label("パスワード").fill(typed)
        page.get_by_role("button", name="作り直す").click()
        expect(page.get_by_role("alert")).to_contain_text(words)
    look(page, "second-factor-password-wrong")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="作り直す").click()
    codes = recovery_codes(page)
    assert not set(codes) & set(former)
    other = window(new_context, house)
    enter(other, house)
    assert give(other, former[0]) == 422
    assert give(other, codes[-1]) == 303


@CHROMIUM
def test_too_many_wrong_codes_have_to_wait(house, new_context):
    forget_factor(house)
    page = window(new_context, house)
    enter(page, house)
    secret = enrol(page)
    assert give(page, code(secret, now_step()), "設定する") == 200
    other = window(new_context, house)
    enter(other, house)
    assert [give(other, f"00000{number}") for number in range(6)] == [422] * 5 + [429]
    assert give(other, code(secret, now_step() + 1)) == 429
    expect(other.get_by_role("alert")).to_contain_text("続いたため")
    forget_factor(house)


@CHROMIUM
def test_a_clinic_may_use_it_and_stop(house, new_context, look):
    forget_factor(house)
    page = window(new_context, house)
    enter(page, house, CLERK)
    expect(page).to_have_url(re.compile("/home$"))
    page.open("/second-factor")
    look(page, "second-factor-off")
    secret = enrol(page)
    assert give(page, code(secret, now_step()), "設定する") == 200
    recovery_codes(page)
    other = window(new_context, house)
    enter(other, house, CLERK)
    expect(other).to_have_url(re.compile("/session/factor$"))
    page.open("/second-factor")
    look(page, "second-factor-on")
    page.locator("#end-password").fill(PASSWORD)
    page.get_by_role("button", name="やめる").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("2段階認証をやめました")
    look(page, "second-factor-ended")
    third = window(new_context, house)
    enter(third, house, CLERK)
    expect(third).to_have_url(re.compile("/home$"))
    assert rows(house, "SELECT count(*) AS n FROM second_factor") == [{"n": 0}]
