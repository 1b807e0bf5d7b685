"""Letters over a real connection: drawn while they are sent, each with a code that works."""

import hashlib
import os
import re
import subprocess
import threading
import time
from pathlib import Path

import pytest

from outbox import database, now, rows

pytestmark = pytest.mark.only_browser("chromium")
COUNT = int(os.environ.get("LETTERS", "450"))  # more than two commits' worth; LETTERS=10000 measures
CODE = r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"


def fill(server, count):
    """Hospitals that can only be written to."""
    at = now()
    with database(server) as db, db:
        for number in range(1, count + 1):
            key = f"F13{number:05}X"
            db.execute("INSERT INTO facility (facility_id, facility_key, recorded_at) VALUES (?, ?, ?)", (key, key, at))
            db.execute(
                "INSERT INTO facility_attributes (facility_id, number, valid_from, valid_until, recorded_at, recorded_by,"
                " name, zip_code, prefecture, address, phone, latitude, longitude, local_gov_code, city_name, facility_code)"
                " VALUES (?, 1, '2020-01-01', '9999-12-31', ?, 'test', ?, ?, '13', ?, '', '', '', '131041', '新宿区', '')",
                (key, at, f"見本第{number}病院", f"〒{999 - number % 900:03}-{number:04}", f"新宿区見本町{number}番地"),
            )
            db.execute(
                "INSERT INTO account (account_id, login_id, login_key, role, facility_id, name, created_at, notify_by)"
                " VALUES (?, ?, ?, 'facility', ?, ?, ?, 'letter')",
                (f"a-{key}", key, key, key, f"見本第{number}病院", at),
            )


def tool(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=300).stdout


def peak(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def test_a_batch_is_printed_over_the_network_with_a_working_code_on_each_page(new_server, sign_in, tmp_path):
    server = new_server()
    server.gmis("account", "create", "--help-desk", "--login-id", "H00000017", "--name", "見本事務局", stdin="Chosa-2021\n")
    fill(server, COUNT)
    server.start()
    page = sign_in(server, "H00000017", "Chosa-2021")
    page.set_default_timeout(300_000)
    page.goto(server.url + "/help-desk/letters")
    begun = time.monotonic()
    page.get_by_role("button", name="通をまとめて作る").click()
    page.wait_for_url("**/help-desk/letters/*")
    made = time.monotonic() - begun
    before, highest, stop = peak(server.process), [0.0], threading.Event()

    def watch():
        while not stop.wait(0.05):
            highest[0] = max(highest[0], peak(server.process))

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = time.monotonic()
    with page.expect_download() as download:
        page.get_by_role("button", name="すべて印刷する").click()
    pdf = tmp_path / "letters.pdf"
    download.value.save_as(pdf)
    printed = time.monotonic() - begun
    stop.set()
    watcher.join()
    figures = f"{COUNT} letters: made in {made:.1f} s, printed in {printed:.1f} s, {pdf.stat().st_size / 1e6:.1f} MB, "
    print(figures + f"memory {before:.0f} MB before, {highest[0]:.0f} MB at most")
    assert download.value.suggested_filename.startswith("ログインIDのお知らせ_")
    assert re.search(rf"Pages:\s+{COUNT}\n", tool("pdfinfo", pdf))
    assert highest[0] - before < 200, "memory does not grow with the number of letters"
    sheets = [re.sub(r"\s", "", sheet) for sheet in tool("pdftotext", "-enc", "UTF-8", str(pdf), "-").split("\f")[:COUNT]]
    zips = [re.search(r"〒(\d{3}-\d{4})", sheet)[1] for sheet in sheets]
    assert zips == sorted(zips), "in the order of the postal codes"
    ids = {re.search(r"F13\d{5}X", sheet)[0]: re.search(CODE, sheet)[0] for sheet in sheets}
    assert len(ids) == COUNT and all(f"{server.url}/hajime" in sheet for sheet in sheets)
    kept = {row["code_hash"]: row for row in rows(server, "SELECT * FROM one_time_code WHERE cancelled_at IS NULL")}
    assert len(kept) == COUNT
    for login_id, code in ids.items():
        row = kept[hashlib.sha256(f"code:{code}".encode()).hexdigest()]
        assert (row["account_id"], row["way"], row["purpose"]) == (f"a-{login_id}", "letter", "password")
    page.reload()
    page.get_by_role("button", name="発送を記録する").click()
    page.get_by_text("に発送しました").wait_for()
    told = rows(server, "SELECT count(*) AS n FROM account WHERE notified_by = 'letter'")
    assert told == [{"n": COUNT}]
