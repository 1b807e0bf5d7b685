"""The help desk's console: finding, helping, issuing."""

import re

import pytest
from playwright.sync_api import expect

from demonstration import keys, names
from forms import retype, sent
from outbox import rows, wait
from post import RESET, link, mail
from test_passwords import somebody

CHROMIUM = pytest.mark.only_browser("chromium")
HEADING = "都道府県コード,区分,医療機関コード,医療機関名,郵便番号,所在地,電話番号,担当者,メールアドレス,通知方法,市区町村コード"
ISSUED = "SELECT count(*) AS n FROM account"


@pytest.fixture
def desk(visit):
    return visit("helpDesk", "/help-desk")


def look_for(page, words):
    page.get_by_role("searchbox", name="医療機関をさがす").fill(words)
    page.get_by_role("button", name="さがす").click()
    page.wait_for_load_state()


def open_account(page, login_id):
    page.open(f"/help-desk?q={login_id}")
    expect(page.get_by_role("heading", name="IDのこれまで")).to_be_visible()


def tick(page, *parts):
    for part in parts or ("名前", "ログインID"):
        page.get_by_label(f"{part}を聞いた").first.check()


def problems(page):
    return page.get_by_role("alert").get_by_role("listitem")


def test_an_institution_is_found_by_any_part_of_what_is_known(desk, look, sample_server):
    login_id, name = keys(sample_server)["clinic"][0], names(sample_server)["clinic"]
    look(desk, "help-desk")
    known = rows(sample_server, f"SELECT facility_code, phone FROM facility_attributes WHERE facility_id = '{login_id}'")[0]
    for words in (login_id.lower(), known["facility_code"], known["phone"], name, name[:-1], f"jimu@{login_id.lower()}"):
        desk.open("/help-desk")
        look_for(desk, words)
        if not desk.get_by_role("heading", name="IDのこれまで").count():
            desk.get_by_role("link", name=name, exact=True).click()
        expect(desk.get_by_role("heading", level=1)).to_have_text(name)
    look(desk, "help-desk-account")
    look_for(desk, "つむぎ台")
    expect(desk.get_by_role("main").locator("tbody tr").first).to_be_visible()
    look(desk, "help-desk-found")
    look_for(desk, "どこにもない<b>病院")
    expect(desk.get_by_role("main").get_by_role("status")).to_contain_text("「どこにもない<b>病院」は見つかりません")
    look(desk, "help-desk-nothing-found")


@CHROMIUM
def test_nothing_is_done_for_who_was_not_asked(desk, look, sample_server):
    login_id, box = somebody(sample_server, 0)
    open_account(desk, login_id)
    before = rows(sample_server, "SELECT count(*) AS n FROM mail")
    assert sent(desk, "再設定メールを送る") == 422
    expect(problems(desk)).to_contain_text("「名前を聞いた」と「ログインIDを聞いた」に印をつけてください")
    look(desk, "help-desk-unchecked")
    tick(desk, "名前")
    assert sent(desk, "再設定メールを送る") == 422
    expect(problems(desk)).to_contain_text("「ログインIDを聞いた」に印をつけてください")
    assert rows(sample_server, "SELECT count(*) AS n FROM mail") == before
    tick(desk, "ログインID")
    assert sent(desk, "再設定メールを送る") == 303
    expect(desk.get_by_role("main").get_by_role("status")).to_contain_text("再設定メールを送ります")
    assert "code=" in link(sample_server, box, RESET)
    desk.reload()
    expect(desk.get_by_role("row", name=re.compile("パスワード再設定メールを送った"))).to_contain_text("名前とログインID、電話")
    assert sent(desk, "記録して終わる") == 303
    expect(desk.get_by_role("row", name=re.compile("電話の用件"))).to_have_count(1)


@CHROMIUM
def test_an_address_is_corrected_with_its_reason(desk, look, sample_server):
    login_id, former = somebody(sample_server, 1)
    open_account(desk, login_id)
    desk.get_by_role("link", name="連絡先を直す").click()
    retype(desk.get_by_label("メールアドレス"), "madoguchi@")
    desk.get_by_label("担当者").fill("見本 つばめ")
    assert sent(desk, "連絡先を直す") == 422
    expect(problems(desk)).to_have_count(3)
    expect(desk.get_by_label("担当者")).to_have_value("見本 つばめ")
    expect(desk.get_by_label("メールアドレス")).to_have_value("madoguchi@")
    look(desk, "help-desk-correction-refused")
    tick(desk)
    retype(desk.get_by_label("メールアドレス"), "madoguchi@example.jp")
    desk.get_by_label("直す理由").fill("打ち間違いのため")
    assert sent(desk, "連絡先を直す") == 303
    expect(desk.get_by_role("main").get_by_role("status")).to_contain_text("連絡先を直しました")
    expect(desk.get_by_role("main")).to_contain_text("madoguchi@example.jp")
    for box in (former, "madoguchi@example.jp"):
        mail(sample_server, box, "連絡先が変わりました")


@CHROMIUM
def test_an_id_is_put_to_rest_and_woken(desk, look, visit, sample_server):
    login_id, password = keys(sample_server)["hospital"]
    theirs = visit("hospital", "/home")
    open_account(desk, login_id)
    desk.get_by_role("link", name="このIDを止める").click()
    assert sent(desk, "このIDを止める") == 422
    expect(problems(desk)).to_have_count(2)
    look(desk, "help-desk-rest-refused")
    tick(desk)
    desk.get_by_label("本人の依頼").check()
    assert sent(desk, "このIDを止める") == 303
    expect(desk.get_by_role("main").get_by_role("status")).to_contain_text("このIDを止めました")
    look(desk, "help-desk-at-rest")
    theirs.reload()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("ログイン")
    for typed, words in (("Chigau-2021", "ログインIDかパスワード"), (password, "止め")):
        theirs.get_by_label("ログインID").fill(login_id)
        theirs.get_by_label("パスワード").fill(typed)
        assert sent(theirs, "ログインする") == 422
        expect(theirs.get_by_role("alert")).to_contain_text(re.compile(words if typed != password else "止め|休止"))
    look(theirs, "sign-in-at-rest")
    assert sent(desk, "また使えるようにする") == 422
    tick(desk)
    assert sent(desk, "また使えるようにする") == 303
    visit("hospital", "/home")


def fill_in(page, **words):
    for name, typed in words.items():
        control = page.locator(f"#{name}")
        control.select_option(typed) if name in ("kind", "prefecture", "notifyBy") else control.fill(typed)


@CHROMIUM
def test_one_id_is_issued_once_though_it_looks_like_another(desk, look, sample_server):
    desk.get_by_role("link", name="IDを発行する").click()
    look(desk, "help-desk-issue")
    before = rows(sample_server, ISSUED)[0]["n"]
    assert sent(desk, "IDを発行する") == 422
    assert problems(desk).count() >= 6
    look(desk, "help-desk-issue-refused")
    fill_in(
        desk, kind="診療所", prefecture="17", name=names(sample_server)["clinic"], zipCode="920-0000", address="金沢市見本町99番地",
        phone="076-000-5555", mail="atarashii@example.jp",
    )
    assert sent(desk, "IDを発行する") == 422
    doubles = desk.get_by_role("group", name="確認のお願い")
    expect(doubles.get_by_role("link", name=names(sample_server)["clinic"])).to_be_visible()
    expect(desk.locator("#phone")).to_have_value("076-000-5555")
    assert rows(sample_server, ISSUED)[0]["n"] == before
    look(desk, "help-desk-issue-double")
    doubles.get_by_role("checkbox").check()
    assert sent(desk, "IDを発行する") == 303
    expect(desk.get_by_role("main").get_by_role("status")).to_contain_text("IDを発行しました")
    assert rows(sample_server, ISSUED)[0]["n"] == before + 1
    assert "password/new?code=" in link(sample_server, "atarashii@example.jp", "ログインIDのお知らせ")


def upload(page, text, name="list.csv", encoding="utf-8"):
    page.open("/help-desk/issue")
    page.get_by_label("ExcelかCSVのファイル").set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)})
    return sent(page, "一覧を確かめる")


def lines(*rows):
    return "".join(row + "\r\n" for row in (HEADING, *rows))


GOOD = [
    f"17,診療所,,見本なみ{number}診療所,9200000,金沢市波町{number}番地,07600077{number:02},,nami{number}@example.jp,," for number in range(1, 9)
]  # fmt: skip


@CHROMIUM
def test_a_list_is_looked_through_before_anything_is_issued(desk, look, sample_server):
    before = rows(sample_server, ISSUED)[0]["n"]
    desk.open("/help-desk/issue")
    assert sent(desk, "一覧を確かめる") == 422
    expect(desk.get_by_role("alert")).to_contain_text("ファイルを選ぶか、表を貼り付けてください。")
    assert upload(desk, lines(GOOD[0], "48,病院,123,,9200000,金沢市,076,,x,,", "17,薬局" + GOOD[1][4:])) == 422
    faults = desk.get_by_role("alert").locator("tbody tr")
    for line, column in ((3, "都道府県コード"), (3, "医療機関コード"), (3, "医療機関名"), (3, "電話番号"), (3, "メールアドレス"), (4, "区分")):
        expect(faults.filter(has=desk.get_by_role("cell", name=str(line), exact=True)).filter(has_text=column)).to_have_count(1)
    look(desk, "help-desk-list-refused")
    assert upload(desk, "a,b\r\n1,2\r\n") == 422
    desk.open("/help-desk/issue")
    desk.get_by_label("または、表を見出しごと貼り付ける").fill(lines("17,診療所"))
    assert sent(desk, "一覧を確かめる") == 422
    expect(desk.get_by_label("または、表を見出しごと貼り付ける")).to_have_value(re.compile("17,診療所"))
    assert rows(sample_server, ISSUED)[0]["n"] == before


def finished(page):
    wait(lambda: page.reload() and page.get_by_role("heading", name="発行が終わりました").count())


def test_a_list_is_issued_and_the_same_list_again_changes_nothing(desk, look, sample_server):
    before = rows(sample_server, ISSUED)[0]["n"]
    assert upload(desk, lines(*GOOD), encoding="cp932") == 303
    expect(desk.get_by_role("heading", name="まだ発行していません")).to_be_visible()
    look(desk, "help-desk-list")
    assert rows(sample_server, ISSUED)[0]["n"] == before
    desk.get_by_label("あとで送る(この画面から)").check()
    assert sent(desk, f"{len(GOOD)}件のIDを発行する") == 303
    finished(desk)
    look(desk, "help-desk-list-done")
    desk.get_by_role("button", name="メールを送る").click()
    expect(desk.get_by_role("heading", name="保留しているメール")).to_have_count(0)
    assert rows(sample_server, ISSUED)[0]["n"] == before + len(GOOD)
    desk.open("/help-desk")
    look_for(desk, "見本なみ8")
    expect(desk.get_by_role("heading", level=1)).to_have_text("見本なみ8診療所")
    assert "code=" in link(sample_server, "nami8@example.jp", "ログインIDのお知らせ")

    assert upload(desk, lines(*GOOD), encoding="cp932") == 303
    expect(desk.get_by_role("heading", name="発行が終わりました")).to_be_visible()
    assert upload(desk, lines(*reversed(GOOD))) == 303
    expect(desk.get_by_role("main")).to_contain_text(f"同じ医療機関かもしれない行が、{len(GOOD)}行あります。")
    look(desk, "help-desk-list-again")
    assert sent(desk, "0件のIDを発行する") == 303
    finished(desk)
    assert rows(sample_server, ISSUED)[0]["n"] == before + len(GOOD)
