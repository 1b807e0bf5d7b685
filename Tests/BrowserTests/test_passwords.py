"""Passwords: forgotten, decided by a mail's link or a letter's code, changed; IDs that were lost."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from demonstration import keys, names
from forms import decide, field, remembers, retype, sent
from outbox import database, rows
from post import RESET, link, mail, mails
from test_letters import CODE, tool

CHROMIUM = pytest.mark.only_browser("chromium")
NEW = "Aozora-2021"
LETTER = "手紙のコードは、英字と数字あわせて12文字です。"
# What each sentence at the field begins with, or says, and what was typed for it.
BROKEN = [
    ("", "", ["新しいパスワードを入力してください。", "もう一度入力してください。"]),
    ("あおぞら2021", "", ["半角の英字・数字・記号だけ", "英大文字", "英小文字", "もう一度入力してください。"]),
    ("Ab1", "Ab1", ["8文字以上"]),
    ("aozora-2021", "aozora-2021", ["英大文字（A〜Z）を1文字以上"]),
    ("AOZORA-2021", "AOZORA-2021", ["英小文字（a〜z）を1文字以上"]),
    ("Aozora-sora", "Aozora-sora", ["数字（0〜9）を1文字以上"]),
    ("Aozora 2021", "Aozora 2021", ["空白は使えません"]),
    ("Password1", "Password1", ["よく使われているパスワード"]),
    (NEW, NEW + "0", ["2回入力したパスワードが違います。"]),
]


def address(server, person):
    """Where a person's mails go."""
    login_id = keys(server)[person][0].lower()
    box = "jimu" if login_id.startswith("f") else "kakari"
    return f"{box}@{login_id}.example.jp"


def somebody(server, number):
    """ID and address of one of those who use the demonstration but are not among its people; each number another one."""
    found = rows(
        server,
        "SELECT login_id, mail FROM account JOIN contact USING (account_id) WHERE activated_at IS NOT NULL AND password_hash IS NULL"
        f" AND rested_at IS NULL ORDER BY login_id LIMIT 1 OFFSET {number}",
    )[0]
    return found["login_id"], found["mail"]


def ask(page, login_id):
    page.open("/password/forgotten")
    field(page, "ログインID").fill(login_id)
    assert sent(page, "リンクを送る") == 303
    expect(page.get_by_role("heading", level=1)).to_have_text("登録のメールアドレスに送りました")


def opens(server, sign_in, person, password=NEW):
    page = sign_in(server, keys(server)[person][0], password)
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()
    return page


def refused(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text("このリンクは使えません")
    expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.get_by_role("main").get_by_role("link", name="新しいリンクを受け取れます")).to_be_visible()


def test_a_forgotten_password_is_decided_anew_by_the_link_of_a_mail(visit, look, sample_server, sign_in):
    page = visit(None, "/session/new")
    remembers(page, loginId="username", password="current-password", mail="email")
    page.get_by_role("link", name="パスワードをお忘れですか？").click()
    remembers(page, loginId="username", mail="email")
    assert sent(page, "リンクを送る") == 422
    expect(page.get_by_role("alert")).to_be_focused()
    expect(field(page, "ログインID")).to_have_attribute("aria-invalid", "true")
    look(page, "password-forgotten", "/password/forgotten")
    ask(page, keys(sample_server)["hospital"][0])
    look(page, "password-forgotten-sent")
    mail(sample_server, address(sample_server, "hospital"), RESET)
    page.open("/demonstration/mails")
    letter = page.locator("section", has_text=address(sample_server, "hospital")).filter(has_text=RESET).first
    letter.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("新しいパスワードを決める")
    expect(page.get_by_role("main")).to_contain_text(names(sample_server)["hospital"])
    remembers(page, owner="username", newPassword="new-password", newPasswordAgain="new-password")
    expect(page.locator("#owner")).to_have_value(keys(sample_server)["hospital"][0])
    link_of_mail = page.url
    look(page, "password-new")
    for typed, again, sentences in BROKEN:
        assert decide(page, typed, again) == 422
        expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(len(sentences))
        expect(page.locator("main .field .err")).to_have_text([re.compile(re.escape(words)) for words in sentences])
        expect(page.get_by_role("alert")).to_be_focused()
    look(page, "password-new-refused")
    assert decide(page, NEW) == 303
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("パスワードを設定しました")
    expect(field(page, "ログインID")).to_have_value(keys(sample_server)["hospital"][0])
    look(page, "password-set")
    opens(sample_server, sign_in, "hospital")
    assert page.goto(link_of_mail).status == 410
    refused(page, "もう使われています")
    look(page, "password-link-used")


def test_going_back_after_the_password_was_decided_finds_the_link_used(visit, sample_server, sign_in):
    page = visit(None)
    ask(page, keys(sample_server)["ministry"][0])
    page.goto(link(sample_server, address(sample_server, "ministry"), RESET))
    assert decide(page, NEW) == 303
    page.go_back()
    refused(page, "もう使われています")
    opens(sample_server, sign_in, "ministry")


@CHROMIUM
def test_of_two_windows_with_one_link_the_first_decides(visit, sample_server, sign_in):
    first, second = visit(None), visit(None)
    ask(first, keys(sample_server)["prefecture"][0])
    for page in (first, second):
        assert page.goto(link(sample_server, address(sample_server, "prefecture"), RESET)).status == 200
    assert decide(first, NEW) == 303
    assert decide(second, "Yuuyake-2021") == 410
    refused(second, "もう使われています")
    opens(sample_server, sign_in, "prefecture")


@CHROMIUM
def test_a_former_link_an_expired_one_and_one_that_never_was(visit, sample_server):
    page, (login_id, box) = visit(None), somebody(sample_server, 0)
    links = []
    for count in (1, 2, 3):
        ask(page, login_id)
        links.append(link(sample_server, box, RESET, count))
    assert page.goto(links[0]).status == 200
    with database(sample_server) as db, db:
        expired = hashlib.sha256(f"code:{links[0].partition('=')[2]}".encode()).hexdigest()
        db.execute("UPDATE one_time_code SET expires_at = '2021-01-20T00:00:00.000Z' WHERE code_hash = ?", (expired,))
    assert decide(page, NEW) == 410
    refused(page, "このリンクの期限が過ぎています")
    page.goto(links[2])
    assert decide(page, NEW) == 303
    assert page.goto(links[1]).status == 410
    refused(page, "このリンクは使えません")
    for code in ("", "?code=", "?code=" + "0" * 64, "?code=" + "a" * 5000):
        assert page.open("/password/new" + code).status in (404, 414)
    page.open("/password/new?code=" + "0" * 64)
    refused(page, "")


@CHROMIUM
def test_an_unknown_id_reads_the_same_and_gets_no_mail(visit, sample_server):
    known, unknown = visit(None), visit(None)
    login_id, box = somebody(sample_server, 1)
    ask(known, login_id)
    link(sample_server, box, RESET)
    before = rows(sample_server, "SELECT count(*) AS n FROM mail")
    ask(unknown, "F99999999")
    assert unknown.url == known.url
    assert unknown.get_by_role("main").inner_html() == known.get_by_role("main").inner_html()
    assert rows(sample_server, "SELECT count(*) AS n FROM mail") == before


@CHROMIUM
def test_the_owner_of_a_locked_id_gets_in_by_the_mail(visit, sample_server, sign_in):
    page, login_id = visit(None, "/session/new"), keys(sample_server)["association"][0]
    for expected in [422] * 5 + [429]:
        field(page, "ログインID").fill(login_id)
        field(page, "パスワード").fill("Chigau-2021")
        assert sent(page, "ログインする") == expected
        expect(field(page, "ログインID")).to_have_value(login_id)
        expect(field(page, "パスワード")).to_have_value("")
    expect(page.get_by_role("alert")).to_contain_text("ログインの失敗が続いたため")
    page.goto(link(sample_server, address(sample_server, "association"), "ログインの失敗が続いています"))
    assert decide(page, NEW) == 303
    opens(sample_server, sign_in, "association")


def printed(page, button):
    """Prints the batch and answers the code of its one letter."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    text = tool("pdftotext", "-enc", "UTF-8", str(download.value.path()), "-")
    return re.search(CODE, re.sub(r"\s", "", text))[0]


def test_the_code_of_a_letter_leads_to_the_password(visit, look, sample_server, sign_in):
    login_id = keys(sample_server)["designated"][0]
    desk = visit("helpDesk", f"/help-desk?q={login_id}")
    check = desk.get_by_role("region", name="電話・メールの方の手続き")
    check.get_by_label("名前を聞いた").check()
    check.get_by_label("ログインIDを聞いた").check()
    check.get_by_role("button", name="IDの手紙を作る").click()
    expect(desk.get_by_role("status")).to_contain_text("次の発送分に加えました")
    desk.open("/help-desk/letters")
    desk.get_by_role("button", name="まとめて作る").click()
    desk.get_by_role("row", name=re.compile(names(sample_server)["designated"])).wait_for()
    former = printed(desk, "すべて印刷")
    desk.reload()
    code = printed(desk, "印刷")
    assert former != code
    page = visit(None, "/session/new")
    page.get_by_role("link", name="IDの手紙が届いた").click()
    remembers(page, loginId="username", code="off")
    assert sent(page, "次へ進む") == 422
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
    look(page, "letter-code", "/hajime")

    def enter(typed):
        field(page, "ログインID").fill(login_id)
        field(page, "手紙のコード").fill(typed)
        return sent(page, "次へ進む")

    assert enter("ABCD-0000-1111") == 422
    expect(page.locator("main .err")).to_contain_text(LETTER)
    expect(field(page, "手紙のコード")).to_have_value("ABCD-0000-1111")
    assert enter(former) != 200
    expect(page.get_by_role("main")).to_contain_text("この手紙のコードは使えません")
    page.open("/hajime")
    assert enter(code.lower().replace("-", "")) == 200
    assert "code" not in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("新しいパスワードを決める")
    assert decide(page, NEW, NEW + "0") == 422
    assert decide(page, NEW) == 303
    opens(sample_server, sign_in, "designated")
    page.open("/hajime")
    assert enter(code) == 410
    expect(page.get_by_role("main")).to_contain_text("この手紙のコードはもう使われています")
    look(page, "letter-code-used")


def test_a_changed_password_signs_out_the_other_browser(visit, look, sample_server, sign_in):
    login_id, password = keys(sample_server)["clinic"]
    page, other = visit("clinic", "/password"), visit("clinic", "/home")
    remembers(page, owner="username", password="current-password", newPassword="new-password")
    remembers(page, newPasswordAgain="new-password")
    look(page, "password-change")

    def change(known, new, again):
        field(page, "いまのパスワード").fill(known)
        field(page, "新しいパスワード").fill(new)
        field(page, "新しいパスワード（確認）").fill(again)
        return sent(page, "パスワードを変える")

    assert change("", "short", "short") == 422
    expect(page.locator("main .err").first).to_have_text("いまのパスワードを入力してください。")
    assert change("Chigau-2021", NEW, NEW) == 422
    expect(page.locator("main .err")).to_have_text("いまのパスワードが違います。もう一度入力してください。")
    assert change(password, NEW, NEW) == 303
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("パスワードを変えました")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("パスワードを変える")
    other.reload()
    expect(other.get_by_role("heading", level=1)).to_have_text("ログイン")
    opens(sample_server, sign_in, "clinic")
    mail(sample_server, address(sample_server, "clinic"), "パスワードが変わりました")


@CHROMIUM
def test_a_lost_id_is_told_by_mail_alone(visit, look, sample_server):
    code = rows(sample_server, "SELECT facility_code FROM facility_attributes WHERE facility_id = 'F17900010'")[0]["facility_code"]
    box = address(sample_server, "clinic")
    page = visit(None, "/session/new")
    page.get_by_role("link", name="IDがわからない").click()
    look(page, "lost-id")
    remembers(page, mail="email")

    def enter(typed, mail):
        field(page, "医療機関コード").fill(typed)
        retype(field(page, "登録のメールアドレス"), mail)
        return sent(page, "IDをメールで受け取る")

    assert enter(code[:9], "") == 422
    expect(field(page, "医療機関コード")).to_have_value(code[:9])
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
    assert enter(code, "someone@example.jp") == 303
    wrong = page.get_by_role("main").inner_html()
    page.open("/lost-id")
    assert enter(code[:2] + "-" + code[2:], box.upper()) == 303
    assert page.get_by_role("main").inner_html() == wrong
    expect(page.get_by_role("main")).not_to_contain_text("F17900010")
    assert "F17900010" in mail(sample_server, box, "ログインIDのお知らせ", count=1 + seeded(sample_server, box))
    look(page, "lost-id-sent")


def seeded(server, box):
    """How many mails of an ID's first notification the demonstration begins with."""
    return len(rows(server, f"SELECT 1 FROM mail WHERE address = '{box}' AND purpose = 'firstPassword'"))
