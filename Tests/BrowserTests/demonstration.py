"""The invented country that most browser tests are about, as of one Wednesday morning, three hours before the deadline."""

import shutil

CLOCK = "2021-01-20T10:00"  # what the demonstration's clock shows when a world is made; it goes on from there
TODAY = "2021-01-20"
YESTERDAY = "2021-01-19"  # the day of care whose deadline comes next
WEEK = "2021-01-20"  # the week's stocks are due today as well

PREFECTURE = "prefecture-17"  # 石川県, where everybody who can sign in belongs to
PEOPLE = {
    "clinic": "医療機関(診療所)",
    "hospital": "医療機関(病院)",
    "designated": "医療機関(指定された病院)",
    "association": "とりまとめ団体",
    "prefecture": "都道府県",
    "ministry": "厚生労働省",
    "helpDesk": "事務局",
    "administrator": "管理者",
}


class World:
    """Seeded once, then copied: a world of its own costs a test half a second."""

    def __init__(self, server):
        self.seeded = server
        # Asked from the surveys' start, so that there are days enough that nobody has reported yet.
        sample = ["--share", "400", "--days", "14", "--asked-from", "2020-09-01"]
        server.sign_ins = server.gmis("seed", *sample, "--now", "2021-01-20T01:00:00.000Z")
        server.start().set_clock(CLOCK)
        server.stop()

    def copy_to(self, server):
        """Fills a server that is not started yet."""
        for file in self.seeded.folder.glob("gmis.sqlite*"):
            shutil.copy(file, server.folder)
        server.sign_ins = self.seeded.sign_ins
        return server


def keys(server):
    """Each person's login ID and password, as `gmis seed` printed them."""
    lines = [line.split("\t") for line in server.sign_ins.splitlines()]
    found = {line[0]: (line[2].removeprefix("ID "), line[3].removeprefix("パスワード ")) for line in lines}
    return {person: found[label] for person, label in PEOPLE.items()}


def names(server):
    """What each person is called."""
    lines = [line.split("\t") for line in server.sign_ins.splitlines()]
    found = {line[0]: line[1] for line in lines}
    return {person: found[label] for person, label in PEOPLE.items()}
