"""The help desk's settings and the public holidays, as an administrator meets them."""

import sqlite3
import urllib.request

import pytest

from server import Server
from test_commands import both, write

HEADING = "day,name,state"


@pytest.fixture
def server(new_server):
    return new_server()


def holidays(server):
    with sqlite3.connect(server.folder / "gmis.sqlite") as database:
        return database.execute("SELECT day, name, state FROM holiday ORDER BY day").fetchall()


def year(number, state):
    """The fewest holidays that a year may have."""
    return [f"{number}-{month:02}-01,休日,{state}" for month in range(1, 13)]


def test_migrate_fills_in_the_holidays_of_missing_years(tmp_path):
    server = Server(tmp_path)
    assert "holidays: 2020, 2021," in server.gmis("migrate")
    days = holidays(server)
    assert ("2026-09-22", "国民の休日", "attested") in days and ("2030-11-04", "振替休日", "expected") in days
    with sqlite3.connect(tmp_path / "gmis.sqlite") as database:
        database.execute("DELETE FROM holiday WHERE day > '2029-12-31' OR day = '2029-01-01'")
    database.close()
    assert server.gmis("migrate") == "holidays: 2030\n"
    assert len(holidays(server)) == len(days) - 1


def test_a_file_of_holidays_replaces_its_years(server, tmp_path):
    before = holidays(server)
    path = write(tmp_path, [HEADING, *year(2028, "attested"), *year(2031, "expected")], "years.csv")
    said = server.gmis("holidays", "import", path)
    both(said, "2028年: 12日に置き換えました", "replaced, 12 days")
    assert "2031年" in said and "2027" not in said
    both(said, "次に起動したとき", "next start")
    assert [day for day in holidays(server) if day not in before and day[0] < "2031"] == [
        (f"2028-{month:02}-01", "休日", "attested") for month in range(1, 13)
    ]
    assert sum(day[0].startswith("2028") for day in holidays(server)) == 12
    few = write(tmp_path, [HEADING, "2028-01-01,元日,attested"], "few.csv")
    both(server.refused("holidays", "import", few), "2028年の祝日が1日しかありません", "only 1 holidays of 2028")
    again = server.gmis("holidays", "import", path)
    both(again, "2028年: 同じ内容です", "the same as before")
    assert "next start" not in again
    both(server.gmis("audit", "verify"), "完全です", "whole")


def test_a_file_of_holidays_with_faults_is_refused_with_each_of_them(server, tmp_path):
    before = holidays(server)
    bad = [f"2028-02-{day},,maybe" for day in range(30, 50)]
    words = server.refused("holidays", "import", write(tmp_path, [HEADING, "2028-01-01,元日,attested", *bad], "bad.csv"))
    both(words, "直すところ: 60か所", "Places at fault: 60")
    for line in range(3, 23):
        for column in ("day", "name", "state"):
            both(words, f"{line}行目「{column}」", f"line {line}, column {column}")
    assert holidays(server) == before
    both(server.refused("holidays", "import", tmp_path / "none.csv"), "ファイルを読めません", "cannot be read")


@pytest.mark.parametrize(
    "name, value", [
        ("HELP_DESK_NAME", "窓" * 51), ("HELP_DESK_PHONE", "電話"), ("HELP_DESK_PHONE", "--"),
        ("HELP_DESK_HOURS", "9-17"), ("HELP_DESK_HOURS", "17:00-09:00"), ("HELP_DESK_CLOSED", "12-32"),
        ("HELP_DESK_CLOSED", "12-29..01-03,"), ("HELP_DESK_MAIL", "help"), ("HELP_DESK_MAIL", "a@b@c"),
        ("HELP_DESK_ADDRESS", "100-0000"), ("HELP_DESK_ADDRESS", "〒100-0000|東京都"), ("HELP_DESK_ADDRESS", "100-0000| "),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, name, value):
    server = Server(tmp_path)
    server.environment[name] = value
    both(server.refused("migrate"), f"{name}", f"{name} must be")


def test_the_sign_in_page_shows_the_help_desk_that_was_set(server):
    server.environment.update(
        HELP_DESK_NAME="見本県 相談窓口", HELP_DESK_PHONE="076-000-0000", HELP_DESK_HOURS="08:30-17:15",
        HELP_DESK_CLOSED="none", HELP_DESK_MAIL="help@example.jp", HELP_DESK_ADDRESS="920-0000|石川県金沢市見本町1番|窓口",
    )
    server.start()
    page = urllib.request.urlopen(server.url + "/session/new", timeout=30).read().decode()
    for words in ("見本県 相談窓口", ">076-000-0000<", "平日 8:30〜17:15(土・日・祝日はお休みです)"):
        assert page.count(words) == 2, words
    assert ("いま受付中" in page) != ("いまは時間外" in page)
