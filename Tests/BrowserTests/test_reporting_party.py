"""A clinic goes over to an association and comes back, with windows open on both sides of the day; and its figures, confirmed by it."""

import re

import pytest
from playwright.sync_api import expect

from clinic import SURVEY, USUAL, address, expect_receipt, fill, report, send
from demonstration import TODAY, YESTERDAY, keys, names
from forms import sent
from post import link, mail

pytestmark = pytest.mark.only_browser("chromium")  # nothing in it is up to the browser

TOMORROW, LATER = "2021-01-21", "2021-01-22"
ASKED = "数値の確認のお願い"
AT_REST = re.compile("このIDは休止中です。2021年1月21日\\(木\\)から、.*がまとめて報告しています。")


@pytest.fixture
def server(new_world):
    """A world of its own: its clock goes on."""
    return new_world()


def signs_in(window, server):
    login_id, password = keys(server)["clinic"]
    window.open("/session/new")
    window.get_by_label("ログインID").fill(login_id)
    window.get_by_label("パスワード").fill(password)
    return sent(window, "ログインする")


def test_over_to_an_association_and_back(visit, look, server):
    clinic, association = keys(server)["clinic"][0], keys(server)["association"][0]
    own, elsewhere, body = (visit(person, "/home", server=server) for person in ("clinic", "clinic", "association"))
    report(own, YESTERDAY)
    of_clinic = f"/facilities/{clinic}{address(YESTERDAY, '')}"
    server.gmis("facility", "set", clinic, "--from", TOMORROW, "--party", association)
    server.gmis("facility", "set", clinic, "--from", LATER, "--party", "self")
    the_last_minute_is_the_clinics(own, body, server, of_clinic)
    from_midnight_its_id_rests(own, elsewhere, server, look)
    the_association_corrects_what_the_clinic_sent(body, of_clinic)
    it_wakes_with_its_old_password(visit, body, server, of_clinic)


def the_last_minute_is_the_clinics(own, body, server, of_clinic):
    server.set_clock(TODAY + "T23:58")
    own.open("/home")
    expect(own.get_by_role("heading", level=1)).to_have_text("今日の報告")
    assert body.open(of_clinic).status == 404


def from_midnight_its_id_rests(own, elsewhere, server, look):
    server.set_clock(TOMORROW + "T00:00")
    for window in (own, elsewhere):
        window.open("/home")
        expect(window).to_have_url(re.compile("/session/new$"))
    assert signs_in(own, server) == 422
    expect(own.get_by_role("alert")).to_contain_text(AT_REST)
    expect(own.get_by_role("alert")).to_contain_text("都道府県にご相談ください")
    look(own, "party-at-rest")


def the_association_corrects_what_the_clinic_sent(body, of_clinic):
    body.open(of_clinic + "/new")
    fill(body, {"rooms": "2"})
    send(body, "訂正する")
    expect_receipt(body, "訂正を受け付けました")
    body.open(of_clinic)
    expect(body.locator("ol.hist > li")).to_have_count(2)


def it_wakes_with_its_old_password(visit, body, server, of_clinic):
    server.set_clock(LATER + "T00:00")
    assert body.open(of_clinic).status == 404
    own = visit("clinic", server=server)
    own.open(address(YESTERDAY, ""))
    history = own.locator("ol.hist > li")
    expect(history).to_have_count(2)
    expect(history.first).to_contain_text(names(server)["association"])
    expect(history.last).to_contain_text(names(server)["clinic"])


def test_an_id_at_rest_reads_where_its_prefecture_lets_it(visit, look, server):
    clinic, association = keys(server)["clinic"][0], keys(server)["association"][0]
    window, officer = visit("clinic", server=server), visit("prefecture", "/register/settings", server=server)
    report(window, YESTERDAY)
    officer.get_by_label("ログインして、自院の報告を見ることだけできる").check()
    assert sent(officer, "設定する") == 303
    expect(officer.get_by_role("status")).to_contain_text("設定を変えました")
    look(officer, "party-settings")
    server.gmis("facility", "set", clinic, "--from", TODAY, "--party", association)
    window.open("/home")
    expect(window).to_have_url(re.compile("/session/new$"))
    assert signs_in(window, server) == 303
    expect(window.get_by_role("heading", level=1)).to_have_text("これまでの報告")
    look(window, "party-reads-only")
    window.get_by_role("main").get_by_role("row", name=re.compile("1月19日")).first.get_by_role("link").click()
    expect(window.get_by_role("heading", name="報告と訂正の履歴")).to_be_visible()
    expect(window.get_by_role("link", name="訂正する")).to_have_count(0)
    assert window.open(address(YESTERDAY)).status == 404
    assert window.open("/record").status == 404


def test_by_hand_no_association_is_named_for_a_contract_alone(server):
    clinic, association = keys(server)["clinic"][0], keys(server)["association"][0]
    facts = ("facility", "set", clinic, "--from", TOMORROW, "--contract", "yes", "--designation", "none")
    said = server.refused(*facts, "--party", association)
    assert "委託契約があり指定がありません" in said and "--party self" in said
    server.gmis(*facts, "--party", "self")


def test_figures_are_confirmed_by_their_clinic(visit, look, server):
    body, mailbox = visit("association", f"/home?survey={SURVEY}&day={YESTERDAY}", server=server), "shinryo@example.jp"
    member = body.get_by_role("link", name=re.compile("^報告する")).first
    name = re.search(r"\((.*)\)", member.inner_text())[1]
    member.click()
    consults = [item for item in USUAL if body.locator(f"input#{item}").count()]
    fill(body, {item: USUAL[item] for item in consults})
    send(body)
    expect_receipt(body)
    of_member = re.search(r"/facilities/\w+/reports/[^/]+/[^/]+", body.url)[0]
    body.open("/members/confirmation-addresses")
    body.get_by_label(name, exact=True).fill("shinryo@")
    assert sent(body, "保存する") == 422
    look(body, "party-addresses-refused")
    body.get_by_label(name, exact=True).fill(mailbox)
    assert sent(body, "保存する") == 303
    body.open(f"/members/{SURVEY}/{YESTERDAY}/confirmations")
    assert sent(body, "1件の医療機関にメールで確認をお願いする") == 303
    look(body, "party-confirmations")
    the_clinic_looks_and_confirms(visit, look, server, mailbox, name)
    body.open(of_member)
    expect(body.locator("ol.hist > li").first).to_contain_text("医療機関が確認 2021年1月20日(水)")
    look(body, "party-confirmed-report")
    body.open(f"/home?survey={SURVEY}&day={YESTERDAY}")
    expect(body.get_by_role("row", name=re.compile(name))).to_contain_text("医療機関が確認")


def the_clinic_looks_and_confirms(visit, look, server, mailbox, name):
    words = mail(server, mailbox, ASKED)
    assert name in words and "6.5" not in words
    address_of_it = link(server, mailbox, ASKED)
    clinic = visit(None, server=server)
    for _ in range(2):  # a program that looks at mails did so before
        clinic.goto(address_of_it)
        expect(clinic.get_by_role("button", name="これは当院の数値です")).to_be_visible()
    expect(clinic.get_by_role("row", name=re.compile("開設時間"))).to_contain_text("6.5")
    look(clinic, "party-figures")
    assert sent(clinic, "これは当院の数値です") == 200
    expect(clinic.get_by_role("status")).to_contain_text("確認していただきました")
    look(clinic, "party-figures-confirmed")
    clinic.goto(address_of_it)
    expect(clinic.get_by_role("status")).to_contain_text("確認は済んでいます")
