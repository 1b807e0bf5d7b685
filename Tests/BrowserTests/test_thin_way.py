"""A hospital of the ministry's own list reports and corrects; its prefecture, the ministry and everybody else see it."""

import csv
import io
import json
import re
import urllib.parse
import urllib.request
import zipfile

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.only_browser("chromium")  # it is the files that are tested, and they are large

DAY, EARLIER = "2021-09-20", "2020-12-09"
PASSWORD = "Chosa-2021"
HOSTILE = "<img src=x onerror=alert(1)>\"'</textarea><script>alert(2)</script>"


class National:
    """A day's published file: its bytes, and its rows by institution."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.bytes = archive.read(archive.namelist()[0])
        self.rows = {}
        for row in csv.DictReader(io.StringIO(self.bytes.decode("utf-8-sig"))):
            self.rows.setdefault(row["医療機関ID"], []).append(row)

    def unanswered(self):
        return {id for id, rows in self.rows.items() if all(row["医療区分回答"] == "未回答" for row in rows)}


@pytest.fixture(scope="module")
def files(national_file):
    return {day: National(national_file(day)) for day in (DAY, EARLIER)}


@pytest.fixture(scope="module")
def facility(files):
    """One that answered on neither day."""
    return min(files[DAY].unanswered() & files[EARLIER].unanswered())


@pytest.fixture(scope="module")
def prefecture(files, facility):
    """The two digits of the prefecture it lies in."""
    return files[DAY].rows[facility][0]["全国地方公共団体コード"][:2]


@pytest.fixture(scope="module")
def server(new_server, national_file, facility, prefecture):
    server = new_server()
    for day in (DAY, EARLIER):
        server.gmis("import", "open-data", national_file(day))
    office = ["--login-id", "P0100001", "--prefecture", prefecture]
    for account in (["--facility", facility], office, ["--login-id", "M0000001", "--ministry"]):
        server.gmis("account", "create", *account, stdin=PASSWORD + "\n")
    return server.start()


def fetch(server, path):
    with urllib.request.urlopen(server.url + path, timeout=60) as answer:
        return answer.read()


def published(server, day):
    return fetch(server, f"/open-data/{day}/covid-19_daily_survey.csv")


def answers(server, facility, day):
    """The institution's answers by function, as the API gives them."""
    path = f"/api/covid19DailySurvey/{day.replace('-', '')}?facilityId={facility}"
    return {row["facilityType"]: row["ansType"] for row in json.loads(fetch(server, path))}


def choose(page, function, word):
    page.get_by_role("radiogroup", name=function).get_by_text(word, exact=True).click()


def figure(page, caption):
    """The large number of the tallies page under a caption."""
    words = page.locator(".stat", has=page.get_by_text(caption, exact=True)).locator(".big").inner_text()
    return int(re.match(r"[\d,]+", words)[0].replace(",", ""))


def expect_only_rows_of(facility, before, after, count):
    """Both files are the same to the byte but for so many lines, all of this institution."""
    old, new = before.split(b"\r\n"), after.split(b"\r\n")
    assert len(old) == len(new)
    changed = [line for was, line in zip(old, new) if was != line]
    assert len(changed) == count
    assert all(line.startswith(f'"{facility}",'.encode()) for line in changed)


def test_report_and_correction(server, facility, prefecture, files, sign_in, page):
    original = files[DAY].bytes
    assert published(server, DAY) == original
    name = files[DAY].rows[facility][0]["医療機関名"]
    office = sign_in(server, "P0100001", PASSWORD)
    ministry = sign_in(server, "M0000001", PASSWORD)
    watching = {
        office: f"/monitoring/hospital-status/{DAY}/prefecture-{prefecture}",
        ministry: f"/monitoring/hospital-status/{DAY}",
    }
    before = {}  # nobody of the imported country has an ID yet: their deadlines are extended
    for person, path in watching.items():
        person.goto(server.url + path)
        before[person] = {caption: figure(person, caption) for caption in ("期限延長中", "報告済")}

    clerk = sign_in(server, facility, PASSWORD)
    expect(clerk.get_by_role("banner")).to_contain_text(name)
    clerk.goto(f"{server.url}/reports/hospital-status/{DAY}/new")
    expect(clerk.get_by_role("heading", level=1)).to_have_text("2021年9月20日(月)の報告")

    # Something is wrong, then something is missing: nothing is stored, nothing typed is lost.
    choose(clerk, "入院", "制限")
    choose(clerk, "外来", "通常")
    clerk.get_by_label("受入可能病床数").fill("3O")
    clerk.get_by_role("button", name="報告する").click()
    summary = clerk.get_by_role("alert")
    expect(summary).to_contain_text("か所を直してください")
    expect(summary).to_be_focused()
    beds = clerk.get_by_label("受入可能病床数")
    expect(beds).to_have_value("3O")
    expect(beds).to_have_attribute("aria-invalid", "true")
    expect(clerk.get_by_role("radiogroup", name="入院").get_by_role("radio", name="制限")).to_be_checked()
    summary.get_by_role("link", name=re.compile("受入可能病床数")).click()
    expect(beds).to_be_focused()
    beds.fill("３０")
    clerk.get_by_role("button", name="報告する").click()
    expect(clerk.get_by_role("alert")).to_contain_text("1か所を直してください")
    expect(clerk.get_by_role("alert").get_by_role("link")).to_contain_text("救急")
    expect(beds).to_have_value("３０")
    assert published(server, DAY) == original

    # Mended: the receipt.
    choose(clerk, "救急", "停止")
    clerk.get_by_role("button", name="報告する").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("報告を受け付けました")
    expect(clerk.locator(".receipt .no")).to_have_text(re.compile(r"^20210920(-[0-9A-Z]{4}){3}$"))
    expect(clerk.get_by_role("main")).to_contain_text("SHA-256")
    assert answers(server, facility, DAY) == {"入院": "制限", "外来": "通常", "救急": "停止"}
    expect_only_rows_of(facility, original, published(server, DAY), 3)
    first = published(server, DAY)
    for person in watching:
        person.reload()
        assert figure(person, "報告済") == before[person]["報告済"] + 1
        assert figure(person, "期限延長中") == before[person]["期限延長中"] - 1
        expect(person.get_by_role("row", name=re.compile("受入可能病床数"))).to_contain_text("30 床")

    # Corrected: both revisions stay.
    clerk.get_by_role("link", name="訂正する").click()
    expect(clerk.get_by_label("受入可能病床数")).to_have_value("30")
    choose(clerk, "入院", "停止")
    clerk.get_by_label("受入可能病床数").fill("25")
    clerk.get_by_role("button", name="訂正する").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("訂正を受け付けました")
    clerk.get_by_role("link", name="この報告と訂正の履歴を見る").click()
    history = clerk.get_by_role("list").filter(has_text="第1版")
    expect(history.get_by_role("listitem").filter(has=clerk.locator("b"))).to_contain_text(["第2版", "第1版"])
    expect(history).to_contain_text("25床")
    assert answers(server, facility, DAY) == {"入院": "停止", "外来": "通常", "救急": "停止"}
    expect_only_rows_of(facility, first, published(server, DAY), 1)
    for person in watching:
        person.reload()
        assert figure(person, "報告済") == before[person]["報告済"] + 1
        expect(person.get_by_role("row", name=re.compile("受入可能病床数"))).to_contain_text("25 床")

    clerk.get_by_role("button", name="ログアウト").click()
    expect(clerk).to_have_url(server.url + "/session/new")
    clerk.goto(server.url + "/home")
    expect(clerk).to_have_url(server.url + "/session/new")


def test_form_of_2020_with_hostile_remarks(server, facility, files, sign_in):
    original = published(server, EARLIER)
    assert original == files[EARLIER].bytes
    clerk = sign_in(server, facility, PASSWORD)
    opened = []
    clerk.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    clerk.goto(f"{server.url}/reports/hospital-status/{EARLIER}/new")
    words = {"外来（平日）": "通常", "外来（土日）": "設置なし", "入院": "制限", "救急": "停止", "透析": "設置なし", "化学療法": "通常"}
    for function, word in {**words, "手術": "通常", "医師": "通常", "看護師": "欠員あり", "その他の職種": "枯渇"}.items():
        choose(clerk, function, word)
    clerk.get_by_role("textbox", name="備考").fill(HOSTILE)
    clerk.get_by_role("button", name="報告する").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("報告を受け付けました")
    assert answers(server, facility, EARLIER) == words
    expect_only_rows_of(facility, original, published(server, EARLIER), 6)
    for place in ("", "/new", "/revisions/1/receipt"):
        clerk.goto(f"{server.url}/reports/hospital-status/{EARLIER}{place}")
        if place == "/new":
            expect(clerk.get_by_role("textbox", name="備考")).to_have_value(HOSTILE)
        else:
            expect(clerk.get_by_role("row", name=re.compile("備考 <img"))).to_contain_text(HOSTILE)
        assert clerk.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
    assert not opened


@pytest.mark.usefixtures("browser_name")  # beside the others, so that the country is imported once
def test_filter_by_prefecture(server, files):
    name = next(row["都道府県名"] for rows in files[DAY].rows.values() for row in rows)
    encoded = fetch(server, f"/api/covid19DailySurvey/20210920?prefName={urllib.parse.quote(name)}")
    assert {row["prefName"] for row in json.loads(encoded)} == {name}
