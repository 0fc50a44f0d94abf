"""When an engagement goes on with the school that took the place of a closed one. Pure."""

from linkage.kernel.violations import Violation


def it_can_take_its_place(
    name: str, *, is_successor: bool, takes_part: bool, is_other_side: bool, head: bool, programme: str
) -> list[Violation]:
    """What the register says followed it goes on, once its head is known here"""
    if not is_successor:
        sentence = "Choose one of the schools that the register says followed it"
    elif is_other_side:
        sentence = f"{name} is the other of the two schools, so nobody is left to work with. Stop it instead"
    elif not takes_part:
        sentence = f"{name} does not take part in {programme} yet. Add it and invite its head first"
    elif not head:
        sentence = f"Nobody is known here yet as the head of {name}. Invite them first"
    else:
        return []
    return [Violation("it_can_take_its_place", sentence, field="school")]
