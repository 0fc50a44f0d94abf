"""What anybody may do in a demo. Elsewhere `queries` find no demo: its pages are not there for anybody."""

from linkage.access.action import Action, anybody

WHO = "anybody, in a demo installation only"

SEE = Action("demo.see", "looked at the people of the demo", WHO, anybody, public=True)
BECOME = Action("demo.become", "took somebody's part in the demo", WHO, anybody, public=True)
