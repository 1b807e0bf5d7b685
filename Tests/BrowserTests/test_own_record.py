"""The own record: what an office or institution changes itself, its people, what it asks the prefecture, and a look along by the help desk."""

import re

import pytest
from playwright.sync_api import expect

from clinic import address, report
from demonstration import TODAY, keys, names
from forms import decide, remembers, retype, sent
from post import link, mail

CHROMIUM = pytest.mark.only_browser("chromium")
OWN = "2020-11-10"
CONFIRM, CHANGED = "メールアドレスの確認", "連絡先が変わりました"


def row(page, label):
    """What stands beside a word of the record."""
    return page.get_by_role("main").locator("dt", has_text=re.compile(f"^{label}$")).locator("xpath=following-sibling::dd[1]").first


def test_the_person_in_charge_and_the_phone(visit, look):
    page = visit("hospital", "/record")
    look(page, "record")
    page.get_by_role("link", name="担当者と電話番号を変える").click()
    remembers(page, name="name", phone="tel")
    page.get_by_label("担当者の名前").fill("")
    page.get_by_label("電話番号").fill("076-見本")
    assert sent(page, "変更する") == 422
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_label("電話番号")).to_have_value("076-見本")
    look(page, "record-contact-refused")
    page.open("/record/contact")
    page.get_by_label("担当者の名前").fill("見本 つばめ")
    page.get_by_label("電話番号").fill("０７６−０００−１２３４")
    assert sent(page, "変更する") == 303
    expect(row(page, "担当者")).to_have_text("見本 つばめ")
    expect(row(page, "電話番号")).to_have_text("076-000-1234")
    page.get_by_text("これまでの連絡先").click()
    expect(page.get_by_role("row", name=re.compile("見本 葵"))).to_be_visible()
    page.go_back()
    expect(page.get_by_label("担当者の名前")).to_have_value("見本 つばめ")


@CHROMIUM
def test_an_address_counts_once_it_was_confirmed(visit, look, sample_server):
    page, new = visit("designated", "/record/mail"), "madoguchi@example.jp"
    former = row_of_mail(page)
    remembers(page, mail="email")
    for typed in ("", "madoguchi@", former):
        retype(page.get_by_label("新しいメールアドレス"), typed)
        assert sent(page, "確認のメールを送る") == 422
        expect(page.get_by_label("新しいメールアドレス")).to_have_value(typed)
    retype(page.get_by_label("新しいメールアドレス"), "machigai@example.jp")
    assert sent(page, "確認のメールを送る") == 303
    wrong = link(sample_server, "machigai@example.jp", CONFIRM)
    expect(row(page, "メール")).to_contain_text("確認待ち")
    look(page, "record-mail-awaited")
    page.get_by_role("button", name="変更をやめる").click()
    expect(row(page, "メール")).to_have_text(former)
    page.open("/record/mail")
    retype(page.get_by_label("新しいメールアドレス"), new)
    assert sent(page, "確認のメールを送る") == 303

    mailbox, second = visit(None), visit(None)
    mailbox.goto(wrong)
    expect(mailbox.get_by_role("alert")).to_contain_text("登録できませんでした")
    good = link(sample_server, new, CONFIRM)
    for window in (mailbox, second):
        window.goto(good)
        expect(window.get_by_role("main")).to_contain_text(new)
    page.open("/record")
    expect(row(page, "メール")).to_contain_text(former)
    mailbox.complaints.clear()
    look(mailbox, "confirm-mail")
    mailbox.get_by_role("button", name="このアドレスを登録する").click()
    expect(mailbox.get_by_role("main")).to_contain_text("メールアドレスを登録しました")
    assert sent(second, "このアドレスを登録する") == 422
    expect(second.get_by_role("alert")).to_contain_text("もう使われています")
    mailbox.goto(good)
    expect(mailbox.get_by_role("alert")).to_contain_text("もう使われています")
    mailbox.complaints.clear()
    look(mailbox, "confirm-mail-used")
    page.reload()
    expect(row(page, "メール")).to_have_text(new)
    for box in (former, new):
        mail(sample_server, box, CHANGED)


def row_of_mail(page):
    return page.get_by_role("main").locator("b").first.inner_text()


@CHROMIUM
def test_days_of_practice(visit, look):
    page = visit("hospital", "/record/practice-days")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_label("この日から").fill("2023-01-01")
    assert sent(page, "変更する") == 422
    expect(page.get_by_role("alert")).to_contain_text("前後1年")
    page.get_by_label("この日から").fill(TODAY)
    assert sent(page, "変更する") == 422
    expect(page.get_by_role("alert")).to_contain_text("診療する曜日を、1つ以上選んでください。")
    look(page, "record-practice-days-refused")
    for day in ("月曜日", "水曜日", "土曜日"):
        page.get_by_label(day).check()
    assert sent(page, "変更する") == 303
    expect(row(page, "診療日")).to_contain_text("月・水・土")


def enter(page, login_id, own, password):
    """Signs in as one of an ID's people."""
    page.open("/session/new")
    page.get_by_label("ログインID").fill(login_id)
    page.get_by_label("パスワード").fill(password)
    if not page.get_by_label("ご自分のメールアドレス").is_visible():
        page.get_by_text("同僚として登録されている方").click()
    retype(page.get_by_label("ご自分のメールアドレス"), own)
    return sent(page, "ログインする")


def test_a_colleague_is_invited_and_named_in_what_they_report(visit, look, sample_server):
    own, password, login_id = "tsubame@example.jp", "Tsubame-2021", keys(sample_server)["clinic"][0]
    page = visit("clinic", "/record/colleagues/new")
    assert sent(page, "登録してメールを送る") == 422
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
    look(page, "record-colleague-refused")
    page.get_by_label("名前").fill("見本 つばめ")
    page.get_by_label("メールアドレス").fill(own)
    assert sent(page, "登録してメールを送る") == 303
    expect(page.get_by_role("row", name=re.compile("見本 つばめ"))).to_contain_text("パスワード未設定")
    page.open("/record/colleagues/new")
    page.get_by_label("名前").fill("もうひとり")
    page.get_by_label("メールアドレス").fill(own.upper())
    assert sent(page, "登録してメールを送る") == 422

    theirs = visit(None)
    theirs.goto(link(sample_server, own, "同僚として登録されました"))
    expect(theirs.get_by_role("main")).to_contain_text("見本 つばめ")
    expect(theirs.get_by_role("main")).to_contain_text(own)
    look(theirs, "password-of-a-colleague")
    assert decide(theirs, password) == 303
    assert enter(theirs, login_id, "someone@example.jp", password) == 422
    expect(theirs.get_by_label("ご自分のメールアドレス")).to_have_value("someone@example.jp")
    assert enter(theirs, login_id, "", password) == 422
    assert enter(theirs, login_id, own, password) == 303
    report(theirs, OWN)
    expect(theirs.get_by_role("main")).to_contain_text("見本 つばめ")
    page.open(address(OWN, ""))
    expect(page.locator("ol.hist > li").first).to_contain_text("見本 つばめ")

    page.open("/record")
    page.get_by_role("row", name=re.compile("見本 つばめ")).get_by_role("link", name="利用を終える").click()
    look(page, "record-colleague-end")
    assert sent(page, "利用を終える") == 303
    expect(page.get_by_role("row", name=re.compile("見本 つばめ"))).to_contain_text("終了")
    look(page, "record-colleagues")
    theirs.open("/home")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("ログイン")
    assert enter(theirs, login_id, own, password) == 422
    page.open(address(OWN, ""))
    expect(page.locator("ol.hist > li").first).to_contain_text("見本 つばめ")


@CHROMIUM
def test_the_prefecture_accepts_what_it_is_asked_for(visit, look, sample_server):
    page, number = visit("designated", "/record/requests/new"), "076-000-9876"
    assert sent(page, "依頼を送る") == 422
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
    look(page, "record-request-refused")
    for about, wanted in (("電話", number), ("名前", "見本第二病院")):
        page.open("/record/requests/new")
        page.get_by_role("radio", name=about).check()
        page.get_by_label("変更の内容").fill(wanted)
        assert sent(page, "依頼を送る") == 303
    expect(page.get_by_role("region", name="都道府県への依頼")).to_contain_text("回答待ち")

    office, second = visit("prefecture", "/requests"), visit("prefecture")
    look(office, "requests")
    name = names(sample_server)["designated"]
    office.get_by_role("link", name=re.compile(f"{name} 電話")).click()
    second.goto(office.url)
    assert sent(office, "回答する") == 422
    office.get_by_label("断る").check()
    assert sent(office, "回答する") == 422
    expect(office.get_by_role("alert")).to_contain_text("断る理由")
    look(office, "request-refused")
    office.get_by_label("受け入れる").check()
    expect(office.get_by_label("登録する電話")).to_have_value(number)
    assert sent(office, "回答する") == 303
    second.get_by_label("断る").check()
    second.get_by_label("医療機関へのひとこと").fill("もう一度お送りください。")
    assert sent(second, "回答する") == 303
    expect(second.get_by_role("main")).to_contain_text("受け入れ")
    look(second, "request-answered")

    office.open("/requests")
    office.get_by_role("link", name=re.compile(f"{name} 名前")).click()
    office.get_by_label("断る").check()
    office.get_by_label("医療機関へのひとこと").fill("開設許可の写しをお送りください。")
    assert sent(office, "回答する") == 303
    page.open("/record")
    asked = page.get_by_role("region", name="都道府県への依頼")
    expect(asked).to_contain_text("開設許可の写しをお送りください。")
    facts = page.get_by_role("region", name="医療機関の登録")
    expect(facts).to_contain_text(number)
    expect(facts).not_to_contain_text("見本第二病院")
    look(page, "record-answered")


def test_the_help_desk_looks_along_while_it_is_let(visit, look, sample_server):
    page, desk = visit("clinic", "/record"), visit("helpDesk")
    desk.open(f"/help-desk?q={keys(sample_server)['clinic'][0]}")
    account = desk.url

    def look_along(code):
        panel = desk.get_by_role("main")
        panel.get_by_label("医療機関の画面に出ている番号(6けた)").fill(code)
        desk.get_by_role("button", name="見る(10分間)").click()

    look_along("123456")
    expect(desk.get_by_role("alert")).to_contain_text("いま使える番号はありません")
    page.get_by_role("button", name="ヘルプデスクに画面を見てもらう").click()
    code = page.locator(".stat .big").inner_text().replace(" ", "")
    look(page, "shared-view-code")
    desk.goto(account)
    look_along(f"{(int(code) + 1) % 1_000_000:06}")
    expect(desk.get_by_role("alert")).to_contain_text("番号が違います。あと")
    look(desk, "shared-view-wrong")
    look_along(code)
    expect(desk.get_by_role("heading", level=1)).to_contain_text("今日の報告")
    expect(desk.get_by_role("main").get_by_role("link", name=re.compile("報告する|訂正する"))).to_have_count(0)
    look(desk, "shared-view")
    page.open("/record")
    expect(page.get_by_role("main")).to_contain_text("いま見ています")
    look(page, "record-looked-at")
    page.get_by_role("button", name="共有をやめる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登録内容")
    desk.reload()
    expect(desk).to_have_url(account)
    look_along(code)
    expect(desk.get_by_role("alert")).to_contain_text("いま使える番号はありません")
