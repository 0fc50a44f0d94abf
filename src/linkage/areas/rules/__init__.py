"""Which areas a text is about: pure functions on plain values, split by noun.

`lexical` finds what a text names; `features`, `wordpieces` and `encoder` make numbers of it and `linear` weighs them;
`confirming` is what askers taught; `reading` puts all together. `taxonomy` and `naming` are about the areas themselves.
"""

from linkage.areas.rules.confirming import Confirmed, added, marks
from linkage.areas.rules.features import tokens
from linkage.areas.rules.lexical import Index, Named, index
from linkage.areas.rules.linear import Figures
from linkage.areas.rules.naming import name_is_new, parent_stands_alone
from linkage.areas.rules.reading import Engine, Flag, Ranked, Read, figures, is_concern, read
from linkage.areas.rules.taxonomy import Shipped, codes_under, rolled_up
from linkage.areas.rules.worries import no_worry

__all__ = [
    "Confirmed",
    "Engine",
    "Figures",
    "Flag",
    "Index",
    "Named",
    "Ranked",
    "Read",
    "Shipped",
    "added",
    "codes_under",
    "figures",
    "index",
    "is_concern",
    "marks",
    "name_is_new",
    "no_worry",
    "parent_stands_alone",
    "read",
    "rolled_up",
    "tokens",
]
