"""Between a browser and the server: a line that cuts, delays and doubles the requests that submit something.

    proxy = FaultProxy(server)             # proxy.url is where the browser goes
    proxy.faults += ["lose answer"]        # the next POST reaches the server, its answer reaches nobody

One connection carries one request, so that a fault meets one act.
"""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOSE_REQUEST = "lose request"  # the server never sees it
LOSE_ANSWER = "lose answer"  # the server has it, nobody learns of it
TWICE = "twice"  # the server gets it twice, one after the other
AT_ONCE = "at once"  # the server gets it twice at the same moment
LATE = "late"  # lost for who sent it; the server gets it when the test says so
FAULTS = [LOSE_REQUEST, LOSE_ANSWER, TWICE, AT_ONCE, LATE]
DROPPED = {"connection", "transfer-encoding", "content-length", "accept-encoding"}


class FaultProxy:
    def __init__(self, server):
        self.host, self.server_url = server.url.removeprefix("http://"), server.url
        self.faults, self.late, self.seen = [], [], []
        proxy = self

        class Line(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self):
                proxy.pass_on(self)

            do_POST = do_GET

            def log_message(self, *words):
                pass

        self.listener = ThreadingHTTPServer(("127.0.0.1", 0), Line)
        self.listener.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.listener.server_port}"
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()

    def pass_on(self, line):
        length = int(line.headers.get("Content-Length") or 0)
        request = (line.command, line.path, line.rfile.read(length), dict(line.headers.items()))
        fault = self.faults.pop(0) if self.faults and line.command == "POST" else None
        if line.command == "POST":
            self.seen.append(fault)
        answer = self.carry(request, fault)
        if answer is None:
            line.connection.close()
            line.close_connection = True
            return
        status, headers, body = answer
        line.send_response_only(status)
        for name, value in headers:
            if name.lower() not in DROPPED:
                line.send_header(name, value)
        line.send_header("Content-Length", str(len(body)))
        line.end_headers()
        line.wfile.write(body)

    def carry(self, request, fault):
        """The answer for who sent it; None where the line is cut."""
        if fault == LOSE_REQUEST:
            return None
        if fault == LATE:
            self.late.append(request)
            return None
        if fault == AT_ONCE:
            other = threading.Thread(target=self.ask, args=(request,))
            other.start()
            answer = self.ask(request)
            other.join()
            return answer
        if fault == TWICE:
            self.ask(request)
        answer = self.ask(request)
        return None if fault == LOSE_ANSWER else answer

    def let_late_ones_through(self):
        """Answers the statuses they got."""
        late, self.late = self.late, []
        return [self.ask(request)[0] for request in late]

    def ask(self, request):
        method, path, body, headers = request
        connection = http.client.HTTPConnection(self.host, timeout=60)
        kept = {name: value for name, value in headers.items() if name.lower() not in DROPPED | {"host"}}
        connection.request(method, path, body or None, {**kept, "Host": self.host, "Connection": "close"})
        answer = connection.getresponse()
        found = (answer.status, answer.getheaders(), answer.read())
        connection.close()
        return found
