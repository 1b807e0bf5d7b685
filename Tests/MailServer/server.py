"""A mail server for tests that misbehaves as the recipient's address tells it to.

    python server.py FOLDER [--security none|starttls|tls] [--auth USER:PASSWORD] [--name HOST]

It listens on a free port of 127.0.0.1 and prints the port as its first line. It ends when its standard input does, so it
never outlives the test that started it. With TLS its self-signed certificate is FOLDER/certificate.pem, for 127.0.0.1 or
for the --name. With --auth nobody sends without signing in.

Each mail taken is FOLDER/00001.eml as it came, and beside it 00001.json: envelope, connection and the mail as Python's own
email package decodes it (with LF). Both are complete once the .json is there.

What stands before the @ of the recipient (up to a +, so that there may be many) says what happens:
    rcpt-450, rcpt-550   refused when named          rcpt-421        refused, and the line closed
    rcpt-later           450 the first time that address is named, taken from then on
    data-451, data-554   refused after the mail      hang            stored, and never answered
    drop-at-rcpt         the line cut when named     drop-after-data stored, and the line cut before the answer
    slow                 taken after a second        goodbye         taken, and the line closed after the answer
    anything else        taken
The sender sender-451@ is refused for now, sender-550@ for ever.
"""

import argparse
import asyncio
import email
import email.header
import email.policy
import email.utils
import itertools
import json
import logging
import pathlib
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

connections = itertools.count(1)
mails = itertools.count(1)


def behaviour(address):
    return address.rpartition("@")[0].strip('"').partition("+")[0]


class Behaviour:
    """What aiosmtpd asks; one for each connection."""

    def __init__(self, folder):
        self.folder, self.connection = folder, next(connections)

    async def handle_MAIL(self, server, session, envelope, address, options):
        match behaviour(address):
            case "sender-451":
                return "451 4.3.0 this sender must wait"
            case "sender-550":
                return "550 5.7.1 this sender is not ours"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 sender ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        match behaviour(address):
            case "rcpt-450":
                return "450 4.2.1 mailbox busy"
            case "rcpt-550":
                return "550 5.1.1 no such user"
            case "rcpt-421":
                asyncio.get_running_loop().call_soon(server.transport.close)
                return "421 4.3.2 closing"
            case "drop-at-rcpt":
                return await cut(server)
            case "rcpt-later" if address not in seen:
                seen.add(address)
                return "450 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 recipient ok"

    async def handle_DATA(self, server, session, envelope):
        how = behaviour(envelope.rcpt_tos[-1])
        match how:
            case "data-451":
                return "451 4.3.0 try again"
            case "data-554":
                return "554 5.6.0 we do not like this mail"
            case "slow":
                await asyncio.sleep(1)
        number = next(mails)
        store(self.folder, number, envelope, session, server.transport, self.connection)
        match how:
            case "hang":
                await asyncio.Event().wait()
            case "drop-after-data":
                return await cut(server)
            case "goodbye":
                asyncio.get_running_loop().call_soon(server.transport.close)
        return f"250 2.0.0 taken as {number:05}"


seen = set()


async def cut(server):
    """Resets the connection; whoever waits for an answer gets none."""
    server.transport.abort()
    await asyncio.Event().wait()


def store(folder, number, envelope, session, transport, connection):
    mail = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
    old = email.message_from_bytes(envelope.content)
    parts = {kind: mail.get_body((kind,)) for kind in ("plain", "html")}
    bodies = {kind: part and part.get_content().replace("\r\n", "\n") for kind, part in parts.items()}
    names = {name.lower() for name in mail.keys()}
    described = {
        "sender": envelope.mail_from,
        "recipients": envelope.rcpt_tos,
        "hello": session.host_name,
        "user": session.auth_data.login.decode() if session.auth_data else None,
        "tls": transport.get_extra_info("sslcontext") is not None,
        "connection": connection,
        "subject": mail["subject"],
        "text": bodies["plain"],
        "html": bodies["html"],
        "headers": {name: [str(value) for value in mail.get_all(name)] for name in sorted(names)},
        "names": [name_in(old[name]) for name in ("from", "to")],
        "defects": [type(defect).__name__ for part in mail.walk() for defect in part.defects],
        "header_defects": [type(defect).__name__ for value in mail.values() for defect in value.defects],
    }
    (folder / f"{number:05}.eml").write_bytes(envelope.content)
    unfinished = folder / f"{number:05}.unfinished"
    unfinished.write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")
    unfinished.rename(folder / f"{number:05}.json")


def name_in(field):
    """Decoded by the older reader: the newer one (Python 3.11) puts a blank between two encoded words of a name."""
    name, _ = email.utils.parseaddr("".join(field.splitlines()))
    return str(email.header.make_header(email.header.decode_header(name)))


def certificate(folder, name):
    key, pem = folder / "key.pem", folder / "certificate.pem"
    names = "IP:127.0.0.1" if name == "127.0.0.1" else f"DNS:{name}"
    command = ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName={names}", "-keyout", key, "-out", pem]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=30)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    return context


def session_of(options, context):
    """What aiosmtpd speaks on one new connection."""
    settings = {"hostname": "mail.example"}
    if options.security == "starttls":
        settings |= {"tls_context": context, "require_starttls": True}
    if options.auth:
        user, password = (half.encode() for half in options.auth.split(":", 1))

        def check(server, session, envelope, mechanism, given):
            return AuthResult(success=(given.login, given.password) == (user, password), handled=False, auth_data=given)

        tls_first = options.security == "starttls"
        settings |= {"authenticator": check, "auth_required": True, "auth_require_tls": tls_first}
    return SMTP(Behaviour(options.folder), **settings)


async def serve(options):
    loop = asyncio.get_running_loop()
    context = None if options.security == "none" else certificate(options.folder, options.name)
    at_once = context if options.security == "tls" else None
    server = await loop.create_server(lambda: session_of(options, context), "127.0.0.1", 0, ssl=at_once)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--auth", metavar="USER:PASSWORD")
    parser.add_argument("--name", default="127.0.0.1")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # cut lines are what the tests are about
    asyncio.run(serve(options))


if __name__ == "__main__":
    main()
