import pytest

from linkage.support_requests.enums import REQUEST_MOVES, RequestStatus
from linkage.support_requests.models import SupportRequest, UnableToMoveRequest


@pytest.mark.parametrize("start", RequestStatus)
@pytest.mark.parametrize("end", RequestStatus)
def test_it_moves_only_by_the_table(start, end):
    request = SupportRequest(status=start)
    if end in REQUEST_MOVES[start]:
        request.move_to(end)
        assert request.state == end
    else:
        with pytest.raises(UnableToMoveRequest):
            request.move_to(end)
        assert request.state == start
