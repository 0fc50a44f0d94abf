"""Areas in two levels, and programmes that get what a new version ships."""

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.access.actor import Actor
from linkage.areas import operations, queries, tasks
from linkage.areas.models import Area
from linkage.areas.tests import factories
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.programmes.tests.factories import NOW
from linkage.programmes.tests.factories import programme as a_programme

pytestmark = pytest.mark.django_db


class TestTwoLevels:
    def test_a_chooser_lists_the_first_level_and_what_the_programme_added(self, coordinator):
        listed = queries.areas(actor=coordinator)
        assert [area.code for area in listed if area.code in {"languages", "spanish"}] == ["languages"]
        languages = Area.objects.get(code="languages")
        own = operations.add(actor=coordinator, at=NOW, name="Portuguese by post", parent=languages)
        assert own in queries.areas(actor=coordinator)
        assert own not in queries.parents(actor=coordinator)
        assert {"spanish", "french", own.code} < {
            area.code for area in queries.children(actor=coordinator, area=languages)
        }

    def test_whoever_looks_for_languages_finds_spanish(self, coordinator):
        under = queries.codes_under(actor=coordinator, codes=["languages", "maths"])
        assert {"languages", "spanish", "german", "maths", "maths-primary"} < under
        assert "biology" not in under
        assert queries.codes_under(actor=coordinator, codes=["spanish"]) == {"spanish"}

    def test_finer_areas_roll_up_once(self, coordinator):
        codes = ["spanish", "physics", "french", "maths", "nonsense"]
        rolled = queries.rolled_up(actor=coordinator, codes=codes)
        assert rolled == ["languages", "science", "maths", "nonsense"]

    def test_there_is_no_third_level(self, coordinator):
        spanish = Area.objects.get(code="spanish")
        with pytest.raises(operations.UnableToChangeArea, match="Choose Modern languages, or none"):
            operations.add(actor=coordinator, at=NOW, name="Spanish for builders", parent=spanish)

    def test_a_finer_area_is_named_beside_the_one_that_stands_for_it(self, coordinator):
        first = queries.suggest(actor=coordinator, text="We have one Spanish teacher")[0]
        assert (first.area.code, first.child.code, first.because) == ("languages", "spanish", ("spanish",))

    def test_a_programme_made_before_gets_what_is_new_and_keeps_what_it_changed(self, shipped, coordinator):
        Area.objects.filter(parent__isnull=False).delete()
        Area.objects.filter(code="maths").update(name="Sums", ofsted_area="")
        Area.objects.filter(code="drama").update(is_in_use=False)
        system = Actor.system("areas.complete", shipped.id)
        assert operations.complete(actor=system, at=NOW) > 200
        assert operations.complete(actor=system, at=NOW) == 0
        maths = Area.objects.get(code="maths")
        assert (maths.name, maths.ofsted_area) == ("Sums", "Curriculum and teaching")
        assert Area.objects.get(code="maths-primary").parent == maths
        assert not Area.objects.get(code="drama").is_in_use

    def test_the_programmes_own_area_keeps_its_name(self, shipped, coordinator):
        Area.objects.filter(code="spanish").delete()
        own = operations.add(actor=coordinator, at=NOW, name="Spanish")
        assert own.code == "spanish"
        Area.objects.filter(pk=own.pk).update(code="spanish-2")
        operations.complete(actor=Actor.system("areas.complete", shipped.id), at=NOW)
        assert [area.code for area in Area.objects.filter(name="Spanish")] == ["spanish-2"]

    def test_nobody_else_completes_a_programme(self, coordinator):
        with pytest.raises(Forbidden):
            operations.complete(actor=coordinator, at=NOW)

    def test_each_programme_has_a_job_of_its_own(self, shipped):
        tasks.complete()
        jobs = ProcrastinateJob.objects.filter(task_name=operations.JOB)
        assert [job.args for job in jobs] == [{"programme_id": str(shipped.pk)}]
        tasks.complete_in_programme(programme_id=str(shipped.pk))

    def test_a_parent_of_another_programme_is_refused_by_the_database(self, shipped):
        other = a_programme()
        with acting_in(other.id):
            theirs = factories.area(other)
        with acting_in(shipped.id), transaction.atomic():
            factories.area(shipped, parent_id=theirs.id)
            with pytest.raises(IntegrityError):
                connection.check_constraints()
            transaction.set_rollback(True)
