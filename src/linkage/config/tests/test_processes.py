"""What `linkage run` and `linkage demo` do before they serve."""

import threading
import time

import pytest

from linkage.config import processes
from linkage.config.processes import UnableToRun

PATIENCE = 20


def test_filling_the_demo_is_cut_short_by_ctrl_c(tmp_path):
    stopping = threading.Event()
    threading.Timer(1, stopping.set).start()
    begun = time.monotonic()
    assert processes._manage(tmp_path, ["shell", "--command=import time; time.sleep(60)"], cut_by=stopping) == ""
    assert time.monotonic() - begun < PATIENCE


def test_a_step_that_fails_says_why(tmp_path):
    with pytest.raises(UnableToRun, match="a reason"):
        processes._manage(tmp_path, ["shell", "--command=raise SystemExit('a reason')"])


def test_a_step_is_not_cut_short_by_anything_else(tmp_path):
    said = processes._manage(tmp_path, ["shell", "--command=import time; time.sleep(2); print('whole')"])
    assert said.endswith("whole\n")
