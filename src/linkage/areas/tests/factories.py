from itertools import count

from linkage.areas.models import Area

_numbers = count(1)


def area(programme, **fields) -> Area:
    number = next(_numbers)
    return Area.objects.create(programme=programme, **{"code": f"area-{number}", "name": f"Area {number}", **fields})
