"""The commands of `gmis` as an administrator meets them: exit codes, and what is said in Japanese and in English."""

import re
import sqlite3
import zipfile

import pytest

from demonstration import PEOPLE
from server import Server

PASSWORD = "Chosa-2021\n"
HEADING = "医療機関ID,医療機関名,郵便番号,都道府県名,医療機関住所,電話番号,緯度,経度,提出日,医療区分,医療区分回答,全国地方公共団体コード,市区町村名,医療機関コード"
ROW = "A1,見本病院,〒000-0000,石川県,金沢市見本町１番地,0000000000,36.5,136.6,2021-09-20,{},通常,172014,金沢市,1710000001"


@pytest.fixture
def empty(tmp_path):
    """A database that was never migrated."""
    return Server(tmp_path)


@pytest.fixture
def server(new_server):
    return new_server()


def both(text, japanese, english):
    """Says the one in Japanese and the other in English."""
    assert japanese in text and english in text, text
    assert not re.search(r"Error\(|Optional\(|\.swift\b|Fatal", text), text


def write(folder, lines, name="day.csv"):
    path = folder / name
    path.write_text("\ufeff" + "".join(line + "\r\n" for line in lines), newline="")
    return path


@pytest.fixture
def day(tmp_path):
    """A small published file: one invented hospital on one day."""
    return write(tmp_path, [HEADING, *(ROW.format(function) for function in ("入院", "外来", "救急"))])


def test_help_ends_with_0(empty):
    words = empty.gmis("--help")
    for command in ("serve", "migrate", "seed", "import", "export", "survey", "account", "audit"):
        assert re.search(rf"^  {command} .*[ぁ-んァ-ン一-龠].*[a-z]", words, re.M), command
    for command in (["import", "open-data"], ["export", "open-data"], ["account", "create"], ["survey", "check"]):
        assert "USAGE" in empty.gmis(*command, "--help")


@pytest.mark.parametrize("words", [["frobnicate"], ["import", "open-data"], ["export", "open-data"], ["serve", "--fast"]])
def test_wrong_use_ends_with_1(empty, words):
    both(empty.refused(*words), "コマンドの使い方が違います", "Usage")


def test_migrate_twice_changes_nothing(empty):
    first = empty.gmis("migrate")
    assert "survey: hospital-status/2021-01-18.yaml" in first
    assert empty.gmis("migrate") == "最新です / up to date\n"


@pytest.mark.parametrize("words", [["serve"], ["seed"], ["export", "open-data", "--date", "2021-09-20"], ["audit", "verify"]])
def test_before_migrate_everything_says_what_to_do(empty, words):
    both(empty.refused(*words), "先に gmis migrate を実行してください", "Run gmis migrate first")


@pytest.mark.parametrize(
    "name, value", [("DATABASE_URL", "mysql://x"), ("DATABASE_URL", "sqlite:"), ("PORT", "99999"), ("PORT", "http"),
                    ("BASE_URL", "example.jp"), ("BASE_URL", "https://example.jp/"), ("LOG_LEVEL", "loud"),
                    ("DATABASE_URL_FILE", "/none/here")],
)
def test_wrong_setting_is_named(empty, name, value):
    if name.endswith("_FILE"):
        del empty.environment["DATABASE_URL"]
    empty.environment[name] = value
    both(empty.refused("migrate"), name, "must" if name in ("PORT", "BASE_URL") else "")


def test_all_wrong_settings_are_told_at_once(empty):
    empty.environment.update(PORT="0", BASE_URL="x", LOG_LEVEL="loud", DATABASE_URL="x")
    words = empty.refused("serve")
    assert all(name in words for name in ("PORT", "BASE_URL", "LOG_LEVEL", "DATABASE_URL"))


def test_password_of_the_database_is_not_told(empty):
    empty.environment["DATABASE_URL"] = "postgres://reporter:himitsu-2021@127.0.0.1:1/none"
    words = empty.refused("migrate")
    both(words, "データベース", "database")
    assert "himitsu" not in words


def test_database_that_cannot_be_opened(empty):
    empty.environment["DATABASE_URL"] = "sqlite:/none/here/gmis.sqlite"
    both(empty.refused("migrate"), "データベース", "database")


def test_seed_fills_an_empty_database_once(server):
    ran = server.run("seed", "--share", 10000, "--days", 2, "--now", "2021-01-20T03:48:00.000Z")
    assert "100%" in ran.stderr and "%" not in ran.stdout
    lines = [line.split("\t") for line in ran.stdout.splitlines()]
    assert [line[0] for line in lines] == [
        "医療機関(診療所)", "医療機関(病院)", "医療機関(指定された病院)", "とりまとめ団体", "都道府県", "厚生労働省", "事務局",
        "管理者", "医療機関(診療所の同僚)",
    ]
    assert all(re.fullmatch(r"ID [A-Z]\d{8}", line[2]) and line[3].startswith("パスワード ") for line in lines)
    both(server.gmis("audit", "verify"), "完全です", "whole")
    both(server.refused("seed"), "すでに内容があるため", "empty one only")


@pytest.mark.parametrize("words", [["--share", "0"], ["--days", "0"], ["--days", "367"], ["--now", "yesterday"]])
def test_seed_with_what_cannot_be(server, words):
    both(server.refused("seed", *words), "してください", "must be")


def test_import_shows_progress_on_standard_error(server, national_file):
    ran = server.run("import", "open-data", national_file("2021-09-20"))
    steps = [int(number) for number in re.findall(r"(\d+)%", ran.stderr)]
    assert steps == sorted(set(steps)) and len(steps) > 5 and steps[-1] == 100
    assert "%" not in ran.stdout
    both(ran.stdout, "24747行、8249医療機関を取り込みました", "24747 rows of 8249 facilities")
    again = server.gmis("import", "open-data", national_file("2021-09-20"))
    both(again, "何も変わりません", "nothing changed")


def test_import_of_duplicated_rows_is_refused_whole(server, national_file):
    words = server.refused("import", "open-data", national_file("2020-07-14"))
    both(words, "何も変わっていません", "nothing was changed")
    assert re.search(r"\d+行目", words) and re.search(r"line \d+", words)
    server.refused("export", "open-data", "--date", "2020-07-14")


def test_import_takes_a_small_file(server, day):
    both(server.gmis("import", "open-data", day), "3行、1医療機関", "3 rows of 1 facilities")
    exported = server.gmis("export", "open-data", "--date", "2021-09-20")
    assert exported.count("見本病院") == 3


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"PK\x03\x04broken", b"\x00\x01\x02", "医療機関ID\r\n".encode("cp932"), b"a,b,c\r\n1,2,3\r\n",
                b'"open\r\n'],
)
def test_import_of_something_else_is_refused(server, tmp_path, content):
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    both(server.refused("import", "open-data", path), "取り込みませんでした", "Refused as a whole")


def test_import_of_a_file_cut_off_is_refused(server, tmp_path, day):
    whole = tmp_path / "day.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(day, "covid-19_daily_survey.csv")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    both(server.refused("import", "open-data", cut), "ZIPファイルを読み取れません", "cut off")
    assert "3行" in server.gmis("import", "open-data", whole)


@pytest.mark.parametrize("path", ["none.csv", ".", "日本語の名前.csv"])
def test_import_of_a_missing_file(server, path):
    words = server.refused("import", "open-data", path)
    both(words, "ファイルを読めません", "The file cannot be read")
    assert path in words or path == "."


@pytest.mark.parametrize("date", ["2021-02-30", "20210920", "yesterday", "", "２０２１-09-20"])
def test_export_of_a_day_that_cannot_be(server, date):
    both(server.refused("export", "open-data", "--date", date), "のように指定してください", "must be a day such as")


def test_export_of_a_day_without_data(server):
    both(server.refused("export", "open-data", "--date", "2021-09-20"), "公開データはありません", "no published data")


def test_survey_check(server, tmp_path):
    good = "survey: x\ntitle: 見本\nfrom: 2020-09-01\nperiod: day\ndeadline: {days: 1, time: \"13:00\"}\nsections:\n" \
        "  - id: a\n    title: 甲\n    asked: kind == hospital\n    items:\n" \
        "      - {id: beds, label: 病床, unit: 床, kind: count, source: default}\n"
    path = tmp_path / "good.yaml"
    path.write_text(good)
    both(server.gmis("survey", "check", path), "正しい定義です", "valid")
    for fault, line in {("kind: count", "kind: colour"): 11, ("from: 2020-09-01", "from: 2020-02-30"): 3}.items():
        bad = tmp_path / "bad.yaml"
        bad.write_text(good.replace(*fault))
        words = server.refused("survey", "check", bad)
        both(words, "調査票の定義に誤りがあります", "faulty")
        assert f"bad.yaml:{line}" in words or re.search(rf"bad\.yaml.*\b{line}\b", words), words
        assert fault[1].split(": ")[1] in words
    both(server.refused("survey", "check", tmp_path / "none.yaml"), "ファイルを読めません", "cannot be read")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe")
    both(server.refused("survey", "check", tmp_path / "binary.yaml"), "UTF-8ではありません", "not UTF-8")


def test_account_create(server, day):
    server.gmis("import", "open-data", day)
    both(server.gmis("account", "create", "--facility", "A1", stdin=PASSWORD), "アカウントを作りました", "account created")
    both(server.refused("account", "create", "--facility", "a1", stdin=PASSWORD), "登録されていません", "no facility")
    both(server.refused("account", "create", "--facility", "A1", stdin=PASSWORD), "すでに使われています", "in use")
    both(server.refused("account", "create", "--facility", "B2", stdin=PASSWORD), "登録されていません", "no facility")
    both(server.refused("account", "create", "--facility", "A1", "--ministry", stdin=PASSWORD), "どれか1つ", "exactly one")
    both(server.refused("account", "create", "--prefecture", "48", "--login-id", "P1", stdin=PASSWORD), "01から47", "01 to 47")
    both(server.refused("account", "create", "--ministry", stdin=PASSWORD), "--login-id", "letters and digits")


@pytest.mark.parametrize("password", ["", "\n", "Aa1\n", "password1\n", "Ｐａｓｓｗｏｒｄ１\n", "Pass word1\n", "Aa1" * 50 + "\n"])
def test_weak_password_is_refused_with_the_rules(server, password):
    words = server.refused("account", "create", "--ministry", "--login-id", "M1", stdin=password)
    both(words, "パスワード", "8 to 128 half-width")


def test_audit_verify_finds_what_was_changed(server, day):
    server.gmis("import", "open-data", day)
    both(server.gmis("audit", "verify"), "監査記録は完全です", "whole")
    with sqlite3.connect(server.folder / "gmis.sqlite") as database:
        database.execute("UPDATE audit SET actor = 'somebody else' WHERE number = 1")
    database.close()
    both(server.refused("audit", "verify"), "欠けか書き換え", "not whole")


def test_serve_on_a_port_in_use_ends_with_1(new_server):
    first = new_server().start()
    second = new_server()
    second.environment["PORT"] = first.environment["PORT"]
    ran = second.run("serve", code=1, timeout=30)
    assert first.healthy()
    both(ran.stderr, "ポート", "in use")


def test_facility_set_writes_down_dated_facts(server, day):
    server.gmis("import", "open-data", day)
    server.gmis("association", "create", "A17000001", "--name", "見本医師会", "--prefecture", "17")
    party = ("facility", "set", "A1", "--from", "2021-10-01", "--party", "A17000001", "--contract", "yes")
    both(server.refused(*party), "団体がまとめて報告することはできない", "no designation")  # R41
    both(server.gmis(*party, "--designation", "tests"), "A17000001", "written down")
    both(server.refused("facility", "set", "A1", "--from", "2021-13-01", "--life", "closed"), "使えません", "cannot be used")
    both(server.refused("facility", "set", "A1", "--from", "2021-10-01"), "書き加えることを指定", "say what to write down")
    both(server.refused("facility", "set", "B2", "--from", "2021-10-01", "--life", "closed"), "登録されていません", "no facility")
    both(
        server.refused("facility", "set", "A1", "--from", "2021-10-01", "--party", "A9"), "登録されていません", "no association"
    )
    both(
        server.refused("facility", "set", "A1", "--from", "2021-10-01", "--until", "2021-10-01", "--life", "resting"),
        "あとの日", "must be after",
    )
    with sqlite3.connect(server.folder / "gmis.sqlite") as database:
        rows = database.execute("SELECT valid_from, association_id FROM facility_reporting_party").fetchall()
    assert rows == [("2021-10-01", "A17000001")]
    both(server.gmis("audit", "verify"), "完全です", "whole")
