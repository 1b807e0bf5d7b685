"""Holds the interface for programs to its own description: a demonstration is started, an institution and an association each make a
key on their page, as people do, and schemathesis calls everything that the description tells of.

    GMIS_BIN=.build/debug/gmis .venv-contract/bin/python Tests/ContractTests/contract.py
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
GMIS = Path(os.environ["GMIS_BIN"]).resolve()
EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "8")
SEED = os.environ.get("CONTRACT_SEED", "20210119")


def main():
    with tempfile.TemporaryDirectory(prefix="contract-") as folder:
        url = f"http://127.0.0.1:{free_port()}"
        environment = {
            **os.environ, "DATABASE_URL": f"sqlite:{folder}/gmis.sqlite", "HOST": "127.0.0.1",
            "PORT": url.rsplit(":", 1)[1], "BASE_URL": url, "LOG_LEVEL": "warning", "SECOND_FACTOR": "optional",
        }
        subprocess.run([GMIS, "migrate"], env=environment, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        seeded = subprocess.run(
            [GMIS, "seed", "--share", "400", "--days", "14"], env=environment, check=True, cwd=folder, capture_output=True, text=True
        ).stdout
        server = subprocess.Popen([GMIS, "serve"], env=environment, cwd=folder)
        try:
            wait_for(url + "/health", server)
            return max(drive(url, *sign_in, scope, Path(folder)) for sign_in, scope in people(seeded))
        finally:
            server.terminate()
            server.wait(20)


def people(seeded):
    """An institution that reports itself, and an association, with the part of the description that is theirs."""
    sign_ins = {}
    for line in seeded.splitlines():
        label, _, login, password = line.split("\t")[:4]
        sign_ins.setdefault(label, (login.removeprefix("ID "), password.removeprefix("パスワード ")))
    return [
        (sign_ins["医療機関(指定された病院)"], "^/api/v1/(?!facilities|members)"),
        (sign_ins["とりまとめ団体"], "^/api/v1/(facilities|members)"),
    ]


def drive(url, login, password, paths, folder):
    key = new_key(url, login, password)
    command = [
        Path(sys.executable).with_name("st"), "--config-file", configuration(url, key, folder), "--no-color", "run",
        url + "/api/v1/openapi.json", "--header", f"Authorization: Bearer {key}",
        "--include-path-regex", paths, "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES,
        "--seed", SEED, "--request-timeout", "20", "--continue-on-failure", "--suppress-health-check", "all",
    ]
    return subprocess.run(command, cwd=folder).returncode


def configuration(url, key, folder):
    """Our settings, and for an association one of its members to ask about."""
    text = (HERE / "schemathesis.toml").read_text()
    request = urllib.request.Request(url + "/api/v1/facilities", headers={"Authorization": f"Bearer {key}"})
    try:
        facility = json.load(urllib.request.urlopen(request))["facilities"][0]["facility"]
        text = f'parameters = {{ "path.facility" = "{facility}" }}\n' + text
    except urllib.error.HTTPError:
        pass  # an institution has no members
    file = folder / "schemathesis.toml"
    file.write_text(text)
    return file


def new_key(url, login, password):
    """Makes a key on the page, as somebody with a browser does."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open_page(path, **fields):
        data = urlencode(fields).encode() if fields else None
        return browser.open(url + path, data).read().decode()

    def csrf(page):
        return re.search(r'name="csrf" value="([^"]+)"', page)[1]

    first = open_page("/session/new")
    open_page("/session", csrf=csrf(first), loginId=login, password=password)
    keys = open_page("/record/api-keys")
    made = open_page("/record/api-keys", csrf=csrf(keys), name="schemathesis", until="", password=password)
    return re.search(r"gmis_[0-9a-f]{64}", made)[0]


def wait_for(address, server):
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{address} does not answer")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
