"""What is typed is never lost, and what is sent over a bad line is stored once."""

import random

import pytest
from playwright.sync_api import expect

from clinic import USUAL, address, expect_receipt, field, fill, send, versions
from demonstration import keys
from fault_proxy import FAULTS, LATE, LOSE_ANSWER, LOSE_REQUEST, TWICE, FaultProxy
from outbox import database

CHROMIUM = pytest.mark.only_browser("chromium")
# Every test has a day of its own; those before the demonstration's two weeks of reports are open.
CRASH, OFFLINE, CLOSED, ENDED, OLDER, OTHERS, OUT = (f"2020-10-{day:02}" for day in range(5, 12))
DROPPED, TYPED_ON = "2020-10-13", "2020-10-14"
# The line is back at once: nobody waits for the real pauses.
IMPATIENT = "wait = setTimeout; setTimeout = (work, time) => wait(work, time < 20000 ? 20 : time)"
STORED = "SELECT count(*) FROM revision WHERE survey = 'clinic-daily' AND period = ? AND route = 'web'"
MANY = [f"2020-09-{day:02}" for day in range(7, 21)]


@pytest.fixture
def proxy(sample_server):
    proxy = FaultProxy(sample_server)
    yield proxy
    proxy.close()


@pytest.fixture
def through(visit, proxy, sample_server):
    """A clinic's window behind the bad line."""

    def enter(path):
        page = visit("clinic", server=Behind(proxy, sample_server))
        page.open(path)
        return page

    return enter


class Behind:
    """A server as it is reached through a proxy."""

    def __init__(self, proxy, server):
        self.url, self.sign_ins = proxy.url, server.sign_ins


def state(page):
    return page.locator(".draft-state")


def offer(page):
    return page.locator(".draft-offer")


def typed(page, path, figures=USUAL):
    """Types without sending, until the draft is kept."""
    page.open(path)
    fill(page, figures)
    expect(state(page)).to_contain_text("下書き保存済み")


def test_what_was_typed_is_offered_in_the_next_window_of_the_browser(visit):
    again = visit("clinic")
    typed(again, address(CRASH))
    elsewhere = visit("clinic", address(CRASH))
    expect(field(elsewhere, "tested")).to_be_visible()
    expect(offer(elsewhere)).to_have_count(0)
    other = again.context.new_page()
    other.goto(again.url)
    expect(field(other, "tested")).to_have_value("")
    expect(offer(other)).to_contain_text("前に入力した内容があります")
    other.get_by_role("button", name="入れる", exact=True).click()
    for item, figure in USUAL.items():
        expect(field(other, item)).to_have_value(figure)
    send(other)
    expect_receipt(other)
    other.goto(again.url)
    expect(offer(other)).to_have_count(0)
    assert versions(again, CRASH) == 1


def test_a_draft_can_be_thrown_away(visit):
    page = visit("clinic")
    typed(page, address(DROPPED))
    page.open(address(DROPPED))
    page.get_by_role("button", name="消す", exact=True).click()
    expect(offer(page)).to_have_count(0)
    page.open(address(DROPPED))
    expect(field(page, "tested")).to_have_value("")
    expect(offer(page)).to_have_count(0)


def test_without_a_line_it_waits_and_is_sent_once_when_the_line_is_back(visit):
    page = visit("clinic", address(OFFLINE))
    fill(page, USUAL)
    page.context.set_offline(True)
    send(page)
    expect(state(page)).to_contain_text("送信待ち")
    expect(state(page)).to_contain_text("回線が切れています。つながったら送ります")
    page.complaints.clear()
    page.context.set_offline(False)
    expect_receipt(page)
    assert versions(page, OFFLINE) == 1


def test_closed_while_it_waits_it_is_offered_at_the_next_opening(through, proxy):
    page = through(address(CLOSED))
    fill(page, USUAL)
    proxy.faults += [LATE, LOSE_REQUEST, LOSE_REQUEST]
    send(page)
    expect(state(page)).to_contain_text("送信待ち")
    other = page.context.new_page()
    page.close()
    other.goto(proxy.url + address(CLOSED))
    expect(offer(other)).to_contain_text("送信待ちの報告があります")
    proxy.faults.clear()
    other.get_by_role("button", name="入れる", exact=True).click()
    send(other)
    expect_receipt(other)
    # What was under way all the time changes nothing any more.
    assert proxy.let_late_ones_through() == [303]
    other.open = lambda path: other.goto(proxy.url + path)
    assert versions(other, CLOSED) == 1


def test_typing_stops_what_waits(visit):
    page = visit("clinic", address(TYPED_ON))
    fill(page, USUAL)
    page.context.set_offline(True)
    send(page)
    expect(state(page)).to_contain_text("送信待ち")
    page.complaints.clear()
    field(page, "feverPatients").fill("7")
    expect(state(page)).to_contain_text("送るのを止めました")
    page.context.set_offline(False)
    send(page)
    expect_receipt(page)
    expect(page.get_by_role("main")).to_contain_text("7 人")
    assert versions(page, TYPED_ON) == 1


def test_after_an_ended_session_it_is_still_there(visit, sample_server):
    page = visit("clinic", address(ENDED))
    fill(page, USUAL)
    with database(sample_server) as db:
        db.execute("UPDATE session SET last_seen_at = '2020-01-01T00:00:00.000Z'")
        db.commit()
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")
    login_id, password = keys(sample_server)["clinic"]
    page.get_by_label("ログインID").fill(login_id)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="ログインする").click()
    page.wait_for_url("**/home")
    page.open(address(ENDED))
    expect(offer(page)).to_contain_text("前に入力した内容があります")
    page.get_by_role("button", name="入れる", exact=True).click()
    send(page)
    expect_receipt(page)


def test_on_an_older_revision_it_says_so_and_overwrites_nothing(visit):
    page, colleague = visit("clinic"), visit("clinic")
    typed(page, address(OLDER), {**USUAL, "feverPatients": "9"})
    colleague.open(address(OLDER))
    fill(colleague, USUAL)
    send(colleague)
    expect_receipt(colleague)
    page.open(address(OLDER))
    expect(offer(page)).to_contain_text("そのあとに新しい版が保存されました")
    page.get_by_role("button", name="入れる", exact=True).click()
    send(page, "訂正する")
    expect(page.get_by_role("alert")).to_contain_text("別の画面で第1版が保存されました")
    send(page, "訂正する")
    expect_receipt(page, "訂正を受け付けました")
    assert versions(page, OLDER) == 2


def test_another_person_on_the_device_sees_nothing_and_signing_out_removes_it(visit, sample_server):
    page = visit("clinic")
    typed(page, address(OUT))
    drafts = "Object.keys(localStorage).filter(key => key.startsWith('gmis-draft:')).length"
    assert page.evaluate(drafts) == 1
    login_id, _ = keys(sample_server)["clinic"]
    assert login_id not in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("button", name="ログアウト", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")
    assert page.evaluate(drafts) == 0


@CHROMIUM
def test_a_line_that_cuts_delays_and_doubles_never_makes_two_of_one(through, proxy, sample_server):
    page = through("/home")
    chance = random.Random(20210120)
    for day in MANY:
        page.goto(proxy.url + address(day))
        fill(page, USUAL)
        faults = [chance.choice(FAULTS) for _ in range(chance.randint(1, 2))]
        proxy.faults = list(faults)
        page.evaluate(IMPATIENT)
        send(page)
        expect_receipt(page)
        proxy.faults.clear()
        assert all(status == 303 for status in proxy.let_late_ones_through()), faults
        with database(sample_server) as db:
            assert db.execute(STORED, [day]).fetchone()[0] == 1, (day, faults)
    assert set(filter(None, proxy.seen)) >= {LOSE_ANSWER, LOSE_REQUEST, TWICE, LATE}


@CHROMIUM
def test_pages_look_well(visit, look):
    page = visit("clinic")
    typed(page, address(OTHERS))
    look(page, "draft-kept")
    page.open(address(OTHERS))
    expect(offer(page)).to_be_visible()
    look(page, "draft-offered")
    page.get_by_role("button", name="入れる", exact=True).click()
    page.context.set_offline(True)
    send(page)
    expect(state(page)).to_contain_text("送信待ち")
    page.complaints.clear()
    look(page, "draft-waiting")
    page.context.set_offline(False)
