"""A mailbox on a real socket, for tests: it speaks as much IMAP as we use, and keeps its folders in a dictionary."""

import re
import socketserver
import threading
from contextlib import contextmanager

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


class Mailbox:
    """Folders of mails by number. `can` is what the server says it can do; `below` makes folders only below INBOX.

    `moved` are mails that somebody moves away as soon as they were found, `stuck` those it does not let go of, and
    `deleted` those that are marked as deleted and still there.
    """

    def __init__(self, *mails, can="IMAP4rev1 MOVE UIDPLUS", below=False):
        self.folders = {"INBOX": dict(enumerate(mails, 101))}
        self.can, self.below, self.said = can, below, []
        self.moved, self.stuck, self.deleted = set(), set(), set()

    def in_folder(self, name):
        return list(self.folders.get(name, {}).values())


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.box, self.selected, self.is_known = self.server.box, None, False
        self.write("* OK ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            self.box.said.append(rest)
            words = [quoted or plain for quoted, plain in _TOKEN.findall(rest)]
            name = words[0].upper()
            if name == "UID":
                name, words = f"UID {words[1].upper()}", words[1:]
            answer = getattr(self, "do_" + name.lower().replace(" ", "_"), lambda *_: "BAD What?")(*words[1:])
            self.write(f"{tag} {answer} done")
            if name == "LOGOUT":
                return

    def write(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def do_capability(self):
        self.write(f"* CAPABILITY {self.box.can}")
        return "OK"

    def do_login(self, user, password):
        self.is_known = (user, password) == ("linkage", "a password")
        return "OK" if self.is_known else "NO Wrong password"

    def do_list(self, *_):
        for name in self.box.folders:
            self.write(f'* LIST (\\HasNoChildren) "." "{name}"')
        return "OK"

    def do_create(self, name):
        if self.box.below and not name.startswith("INBOX."):
            return "NO Only below INBOX"
        self.box.folders[name] = {}
        return "OK"

    def do_select(self, name):
        if not self.is_known or name not in self.box.folders:
            return "NO"
        self.selected = name
        self.write(f"* {len(self.box.folders[name])} EXISTS")
        return "OK [READ-WRITE]"

    def do_uid_search(self, *which):
        left_out = self.box.deleted if "UNDELETED" in which else ()
        self.write("* SEARCH " + " ".join(str(uid) for uid in self.box.folders[self.selected] if uid not in left_out))
        for uid in self.box.moved:
            self.box.folders[self.selected].pop(uid, None)
        return "OK"

    def do_uid_fetch(self, uid, *what):
        assert "BODY.PEEK[]" in what[0], "reading a mail must not mark it as read"
        if int(uid) not in self.box.folders[self.selected]:
            return "OK"
        most = int(re.search(r"<0\.(\d+)>", what[0])[1])
        raw = self.box.folders[self.selected][int(uid)][:most]
        self.wfile.write(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
        return "OK"

    def do_uid_copy(self, uid, folder):
        self.box.folders[folder][int(uid)] = self.box.folders[self.selected][int(uid)]
        return "OK"

    def do_uid_store(self, uid, *_):
        self.box.deleted.add(int(uid))
        return "OK"

    def do_uid_expunge(self, uid):
        return self.do_expunge() if int(uid) in self.box.deleted else "NO"

    def do_expunge(self):
        for uid in self.box.deleted:
            self.box.folders[self.selected].pop(uid, None)
        return "OK"

    def do_uid_move(self, uid, folder):
        if int(uid) in self.box.stuck:
            return "NO Not this one"
        self.box.folders[folder][int(uid)] = self.box.folders[self.selected].pop(int(uid))
        return "OK"

    def do_close(self):
        return self.do_expunge()

    def do_logout(self):
        self.write("* BYE")
        return "OK"


@contextmanager
def serving(box):
    """Serve a mailbox until the block ends, and give the port."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.box, server.daemon_threads = box, True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
