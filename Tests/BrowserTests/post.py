"""The demonstration's mails, read where it shows them."""

import html
import re
import urllib.request

from outbox import wait

RESET = "パスワードの再設定"


def mails(server, address, subject):
    """The texts of the mails to an address, the newest first."""
    with urllib.request.urlopen(server.url + "/demonstration/mails", timeout=30) as answer:
        page = answer.read().decode()
    sections = re.findall(r"<section.*?</section>", page, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in sections if address in text and subject in text]


def mail(server, address, subject, count=1):
    """The newest of so many mails, once they are all there."""
    found = wait(lambda: len(texts := mails(server, address, subject)) >= count and texts)
    assert len(found) == count, found
    return found[0]


def link(server, address, subject, count=1):
    """The one-time link of the newest of so many mails."""
    return re.search(r"^http\S+\?code=\S+$", mail(server, address, subject, count), re.M)[0]
