"""What a visitor types to join, and the way back from the mail."""

import re

YES = {"answer": "yes"}
ANSWERS = {"name": "Ben Adler", "email": "ben@hope.lancs.sch.uk", "role": "teacher", "job_title": "Year 5 teacher"}


def link_of(mail):
    return re.search(r"http://linkage\.test(/ribble/people/joining/\S+)", mail.text)[1]
