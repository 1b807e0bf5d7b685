"""The mail server of Tests/MailServer beside a `gmis`, and rows of the outbox, for tests that send mails."""

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

SERVER = Path(__file__).resolve().parent.parent / "MailServer" / "server.py"
USER, PASSWORD = "gmis", "secret-of-the-test"


class MailServer:
    """Takes mails with STARTTLS and a sign-in, and misbehaves as their addresses say."""

    def __init__(self, folder):
        self.folder = folder
        command = [sys.executable, SERVER, folder, "--security", "starttls", "--auth", f"{USER}:{PASSWORD}"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def settings(self, **more):
        """What `gmis serve` needs to send here."""
        return {
            "MAIL_URL": f"smtp://{USER}@127.0.0.1:{self.port}?tls=starttls",
            "MAIL_PASSWORD": PASSWORD,
            "MAIL_CA_FILE": str(self.folder / "certificate.pem"),
            "MAIL_FROM": "G-MIS 事務局 <gmis@example.jp>",
            "MAIL_RETURN_PATH": "bounces@example.jp",
            "MAIL_PER_MINUTE": "60000",
            **more,
        }

    def taken(self):
        """The mails so far, as the server wrote them down."""
        return [json.loads(path.read_text()) for path in sorted(self.folder.glob("*.json"))]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)


def message_id(mail):
    return mail["headers"]["message-id"][0].strip("<>")


def database(server):
    connection = sqlite3.connect(server.folder / "gmis.sqlite", timeout=30)
    connection.row_factory = sqlite3.Row
    return closing(connection)


def now():
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + "000Z"


def queue(server, *addresses, code=True, account=None):
    """Queues a mail to each address, and answers their keys."""
    keys = [f"m-{index:04}-{address.partition('@')[0]}" for index, address in enumerate(addresses)]
    with database(server) as db, db:
        for key, address in zip(keys, addresses):
            body = "お知らせします。\n\n{{link}}\n\n{{signIn}}" if code else "お知らせします。"
            db.execute(
                "INSERT INTO mail (mail_id, account_id, purpose, batch, address, subject, body, code_purpose, code_payload,"
                " code_seconds, state, next_at, recorded_at, recorded_by)"
                " VALUES (?, ?, 'firstPassword', '', ?, '【G-MIS事務局】見本', ?, ?, '', 86400, 'queued', ?, ?, 'test')",
                (key, account, address, body, "password" if code and account else None, now(), now()),
            )
    return keys


def due(server):
    """What waits for its next try is due now."""
    with database(server) as db, db:
        db.execute("UPDATE mail SET next_at = ? WHERE state = 'queued'", (now(),))
        db.execute("UPDATE mail SET leased_until = ? WHERE state = 'sending'", (now(),))


def states(server):
    with database(server) as db:
        return {row["mail_id"]: row["state"] for row in db.execute("SELECT mail_id, state FROM mail")}


def rows(server, sql):
    with database(server) as db:
        return [dict(row) for row in db.execute(sql)]


def wait(condition, seconds=30):
    """Until it holds; answers what it answered."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
    return found
