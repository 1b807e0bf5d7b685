"""Mails on their way: a real `gmis serve`, a real mail server that misbehaves, and what arrives."""

import collections
import email.message
import re
import sqlite3
import urllib.error
import urllib.request

import pytest

from outbox import MailServer, database, due, message_id, queue, rows, states, wait
from server import Server

pytestmark = pytest.mark.only_browser("chromium")
TOKEN = "token-of-the-test-0123"


@pytest.fixture
def mail_server(tmp_path):
    server = MailServer(tmp_path / "mails")
    yield server
    server.stop()


@pytest.fixture
def new_house(new_server, mail_server):
    """Makes a `gmis` with one help desk's account, that sends to the mail server once it is started."""

    def make(**settings):
        server = new_server()
        server.gmis(
            "account", "create", "--help-desk", "--login-id", "H00000017", "--name", "見本事務局", stdin="Chosa-2021\n"
        )
        server.environment |= mail_server.settings(**settings)
        server.account = rows(server, "SELECT account_id FROM account")[0]["account_id"]
        return server

    return make


def report(mail_id, action="failed", status="5.1.1"):
    """A delivery report as another mail server sends it."""
    lines = [
        "From: MAILER-DAEMON@mx.example", "To: bounces@example.jp", "Subject: Undelivered Mail", "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "",
        "--b", "Content-Type: text/plain", "", "It did not arrive.",
        "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", "",
        "Final-Recipient: rfc822; clerk@example.jp", f"Action: {action}", f"Status: {status}",
        "Diagnostic-Code: smtp; 550 no such user", "",
        "--b", "Content-Type: text/rfc822-headers", "", f"Message-ID: <{mail_id}@example.jp>", "", "--b--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def test_a_mail_arrives_once_with_its_link_and_whom_to_call(new_house, mail_server):
    house = new_house()
    (key,) = queue(house, "clerk@example.jp", account=house.account)
    house.start()
    wait(lambda: states(house)[key] == "sent")
    (mail,) = mail_server.taken()
    assert mail["recipients"] == ["clerk@example.jp"] and mail["sender"] == "bounces@example.jp"
    assert mail["tls"] and mail["user"] == "gmis" and not mail["defects"] and not mail["header_defects"]
    assert message_id(mail) == f"{key}@example.jp" and mail["names"][0] == "G-MIS 事務局"
    link = re.search(rf"^{re.escape(house.url)}/password/new\?code=([0-9a-f]{{64}})$", mail["text"], re.M)
    assert link and f'<a href="{link[0]}">' in mail["html"]
    for words in ("0570-000-872", "事務局からパスワードをおたずねすることはありません。", f"{house.url}/session/new"):
        assert words in mail["text"] and words in mail["html"]
    (kept,) = rows(house, "SELECT body, answer FROM mail")
    assert "（ご本人だけのリンク）" in kept["body"] and link[1] not in kept["body"] and "taken as" in kept["answer"]
    (account,) = rows(house, "SELECT notified_by FROM account")
    assert account["notified_by"] == "mail"


def test_a_reminder_can_be_ended_by_one_click_of_a_mail_program(new_house, mail_server):
    house = new_house()
    (key,) = queue(house, "clerk@example.jp", account=house.account)
    with database(house) as db, db:
        db.execute("UPDATE mail SET purpose = 'reminder', code_purpose = 'stopReminders'")
    house.start()
    wait(lambda: states(house)[key] == "sent")
    headers = mail_server.taken()[0]["headers"]
    assert headers["list-unsubscribe-post"] == ["List-Unsubscribe=One-Click"]
    (address,) = headers["list-unsubscribe"]
    assert re.fullmatch(rf"<{re.escape(house.url)}/reminders/stop\?code=[0-9a-f]{{64}}>", address)
    with urllib.request.urlopen(address.strip("<>"), b"List-Unsubscribe=One-Click", timeout=30) as answer:
        assert answer.status == 200
    assert rows(house, "SELECT overdue, weekly FROM reminder_setting") == [{"overdue": 0, "weekly": 0}]


def test_each_mail_arrives_exactly_once_whatever_the_server_does_to_others(new_house, mail_server):
    house = new_house(MAIL_TIMEOUT="3")
    good = [f"good+{number}@example.jp" for number in range(20)]
    refused = ["rcpt-550@example.jp", "data-554@example.jp"]
    later = ["rcpt-later+1@example.jp", "rcpt-450@example.jp", "data-451@example.jp", "drop-at-rcpt@example.jp"]
    house.start()
    queue(house, *good[:10], *refused, *later, *good[10:], "goodbye@example.jp", account=house.account)
    wait(lambda: not {"queued", "sending"} & set(tried(house).values()), 60)
    arrived = collections.Counter(mail["recipients"][0] for mail in mail_server.taken())
    assert arrived == collections.Counter([*good, "goodbye@example.jp"])
    found = states(house)
    assert [found[key] for key in found if "rcpt-550" in key or "data-554" in key] == ["bounced", "bounced"]
    assert len(rows(house, "SELECT * FROM work_item WHERE closed_at IS NULL")) == 2
    due(house)
    wait(lambda: "rcpt-later+1@example.jp" in [mail["recipients"][0] for mail in mail_server.taken()])


def tried(house):
    """States of the mails; one that waits for its second try counts as tried."""
    found = rows(house, "SELECT mail_id, CASE WHEN state = 'queued' AND attempts > 0 THEN 'tried' ELSE state END AS state FROM mail")
    return {row["mail_id"]: row["state"] for row in found}


@pytest.mark.parametrize("address", ["hang@example.jp", "drop-after-data@example.jp"])
def test_a_mail_without_an_answer_is_sent_again_under_the_same_message_id(new_house, mail_server, address):
    house = new_house(MAIL_TIMEOUT="2")
    (key,) = queue(house, address, account=house.account)
    house.start()
    wait(lambda: tried(house)[key] == "tried")
    due(house)
    wait(lambda: len(mail_server.taken()) == 2)
    assert {message_id(mail) for mail in mail_server.taken()} == {f"{key}@example.jp"}
    (mail,) = rows(house, "SELECT answer FROM mail")
    assert "届いたかどうか分かりません" in mail["answer"]


def test_killed_while_sending_none_is_lost_and_only_the_one_in_flight_may_come_twice(new_house, mail_server):
    house = new_house()
    house.start()
    queue(house, *[f"slow+{number}@example.jp" for number in range(6)], account=house.account)
    for kill_after in (1, 3):
        wait(lambda: len(mail_server.taken()) >= kill_after)
        wait(lambda: "sending" in states(house).values())
        house.process.kill()
        house.process.wait()
        Server.started.remove(house)
        in_flight = sum(state == "sending" for state in states(house).values())
        assert in_flight <= 1
        due(house)
        house.start()
    wait(lambda: set(states(house).values()) == {"sent"}, 60)
    arrived = collections.Counter(message_id(mail) for mail in mail_server.taken())
    assert len(arrived) == 6
    assert sum(count - 1 for count in arrived.values()) <= 2, "one for each kill"


def test_a_wrong_password_stops_the_queue_and_the_help_desk_sees_why(new_house, mail_server, sign_in):
    house = new_house(MAIL_PASSWORD="wrong")
    (key,) = queue(house, "clerk@example.jp", account=house.account)
    house.start()
    wait(lambda: rows(house, "SELECT reason FROM mail_fault"))
    (mail,) = rows(house, "SELECT state, attempts FROM mail")
    assert (mail["state"], mail["attempts"]) == ("queued", 0)
    assert "mails are not sent" in house.log_tail()
    page = sign_in(house, "H00000017", "Chosa-2021")
    page.goto(house.url + "/help-desk/mails")
    assert page.get_by_role("heading", name="メールの送信が止まっています").is_visible()
    house.stop()
    house.environment |= mail_server.settings()
    house.start()
    wait(lambda: states(house)[key] == "sent")


def test_delivery_reports_by_mailbox_and_by_web_count_once(new_house, mail_server, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    house = new_house(MAIL_REPORTS=str(reports), MAIL_WEBHOOK_TOKEN=TOKEN)
    first, second = queue(house, "clerk@example.jp", "other@example.jp", account=house.account)
    (reports / "1.eml").write_bytes(report("m-unknown"))
    house.start()
    wait(lambda: set(states(house).values()) == {"sent"})
    wait(lambda: (reports / "done" / "1.eml").exists())
    assert bring(house, report(first)) == (200, '{"new":1}')
    assert bring(house, report(first)) == (200, '{"new":0}')
    assert bring(house, report(second, action="delayed", status="4.4.1")) == (200, '{"new":1}')
    assert bring(house, b"Subject: hello\r\n\r\nno report")[0] == 422
    assert bring(house, report(second), token="wrong")[0] == 401
    assert states(house) == {first: "bounced", second: "sent"}
    assert len(rows(house, "SELECT * FROM work_item")) == 1
    assert len(rows(house, "SELECT * FROM delivery_report")) == 3
    house.stop()
    (reports / "2.eml").write_bytes(report(second))
    house.start()
    wait(lambda: states(house)[second] == "bounced")


def bring(house, body, token=TOKEN):
    request = urllib.request.Request(
        house.url + "/api/mail/delivery-reports", body, {"Authorization": f"Bearer {token}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_settings_that_cannot_be_are_told_before_anything_starts(new_server):
    server = new_server()
    for settings, word in [
        ({"MAIL_URL": "http://x"}, "MAIL_URL"), ({"MAIL_URL": "smtp://mail.example"}, "MAIL_FROM"),
        ({"MAIL_URL": "smtp://u@mail.example", "MAIL_FROM": "a@example.jp"}, "MAIL_PASSWORD"),
        ({"MAIL_FROM": "nobody"}, "MAIL_FROM"), ({"MAIL_PER_MINUTE": "0"}, "MAIL_PER_MINUTE"),
        ({"MAIL_WEBHOOK_TOKEN": "short"}, "MAIL_WEBHOOK_TOKEN"), ({"MAIL_REPORTS": "here"}, "MAIL_REPORTS"),
        ({"MAIL_URL": "smtps://mail.example", "MAIL_FROM": "a@example.jp", "MAIL_CA_FILE": "/none"}, "MAIL_CA_FILE"),
    ]:  # fmt: skip
        before = dict(server.environment)
        server.environment |= settings
        said = server.refused("serve")
        server.environment = before
        assert word in said and re.search("[ぁ-ん]", said) and re.search("must|needed|read", said), said
