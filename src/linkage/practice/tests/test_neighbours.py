"""What schools share with neighbouring programmes: found there once both say so, and public columns alone."""

import re

import pytest
from django.db import connection, transaction
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound
from linkage.organisations.models import Member
from linkage.people.tests import factories as people
from linkage.people.tests.factories import actor
from linkage.practice import operations, queries
from linkage.practice.models import Practice
from linkage.practice.tests.factories import sent, set_to, shared, written
from linkage.programmes import operations as programmes
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
NEIGHBOURS = "neighbour"


@pytest.fixture
def there(here):
    """Another programme, Mersewater, with its coordinator Colm."""
    made = programme(slug="mersewater", name="Mersewater Together", contact_email="hello@mersewater.example")
    with acting_in(made.id):
        made.colm = people.coordinator(made, name="Colm Doyle", account=account())
    return made


@pytest.fixture
def both(here, there, w):
    """Both say that they share."""
    programmes.share_with(actor=actor(w.farah), at=NOW, other=there)
    with acting_in(there.id):
        programmes.share_with(actor=actor(there.colm), at=NOW, other=here)


def found_there(there, text=""):
    with acting_in(there.id):
        return [each.practice for each in queries.search(actor=actor(there.colm), text=text).found]


class TestWhoFindsIt:
    def test_the_schools_of_a_neighbour_find_it_by_its_words(self, w, there, both):
        shared(w, audience=NEIGHBOURS)
        (one,) = found_there(there, "tutors who read")
        assert one.title == "Daily reading in every tutor group"
        assert one.met
        assert found_there(there, "trampoline") == []

    def test_its_own_programme_finds_it_too(self, w, both):
        shared(w, audience=NEIGHBOURS)
        assert len(queries.search(actor=actor(w.daniel)).found) == 1

    def test_what_is_for_the_programme_alone_stays_there(self, w, there, both):
        shared(w)
        assert found_there(there) == []

    @pytest.mark.parametrize("who", ["ours", "theirs"])
    def test_where_one_of_the_two_has_not_said_so_nothing_crosses(self, w, here, there, both, who):
        shared(w, audience=NEIGHBOURS)
        if who == "ours":
            programmes.share_no_more(actor=actor(w.farah), at=NOW, other=there)
        else:
            with acting_in(there.id):
                programmes.share_no_more(actor=actor(there.colm), at=NOW, other=here)
        assert found_there(there) == []
        with acting_in(there.id), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM practice_of_neighbours('{}')")
            assert cursor.fetchall() == []

    @pytest.mark.parametrize("status", ["draft", "awaiting_head", "lapsed", "hidden", "taken_down"])
    def test_what_is_not_shared_now_does_not_cross(self, w, there, both, status):
        set_to(shared(w, audience=NEIGHBOURS), status)
        assert found_there(there) == []

    def test_nothing_of_a_school_that_left_crosses(self, w, there, both):
        shared(w, audience=NEIGHBOURS)
        Member.objects.filter(organisation=w.harrowgill).update(status="left")
        assert found_there(there) == []

    def test_a_third_programme_finds_nothing(self, w, both):
        shared(w, audience=NEIGHBOURS)
        third = programme(slug="third", name="Third")
        with acting_in(third.id):
            third.colm = people.coordinator(third)
        assert found_there(third) == []


class TestWhatCrosses:
    def test_public_columns_alone(self, w, both, there):
        made = shared(w, audience=NEIGHBOURS)
        Practice.objects.filter(pk=made.pk).update(partner=w.thistlebank, missing="Nobody reads this")
        with acting_in(there.id), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM practice_of_neighbours('{}')")
            names = [each.name for each in cursor.description]
            (row,) = cursor.fetchall()
        assert not {"owner_id", "written_by_id", "partner_id", "missing", "source_id", "ended_by_id"} & set(names)
        assert "Nobody reads this" not in str(row)

    def test_its_rows_stay_behind_the_wall(self, w, both, there):
        shared(w, audience=NEIGHBOURS)
        with acting_in(there.id):
            assert not Practice.objects.exists()

    def test_its_page_says_whom_to_write_to_and_names_nobody(self, client, w, both, there, here):
        here.contact_email = "broker@ribble.example"
        here.save()
        made = shared(w, audience=NEIGHBOURS)
        client.force_login(there.colm.account)
        page = client.get(reverse("practice:of-neighbour", args=["mersewater", made.pk])).content.decode()
        assert "Shared by Ribble Linkage" in page
        assert "broker@ribble.example" in page
        assert "Harrowgill High School" in page
        assert "Priya Raman" not in page
        assert "Helen Brook" not in page

    def test_the_list_says_where_it_is_from(self, client, w, both, there):
        made = shared(w, audience=NEIGHBOURS)
        client.force_login(there.colm.account)
        page = client.get(reverse("practice:practices", args=["mersewater"])).content.decode()
        assert "Shared by Ribble Linkage" in page
        assert reverse("practice:of-neighbour", args=["mersewater", made.pk]) in page

    def test_by_its_key_alone_nobody_of_another_programme_opens_it(self, client, w, there):
        made = shared(w)
        with acting_in(there.id), pytest.raises(NotFound):
            queries.of_neighbour(actor=actor(there.colm), practice_id=made.pk)
        client.force_login(there.colm.account)
        assert client.get(reverse("practice:of-neighbour", args=["mersewater", made.pk])).status_code == 404


class TestChoosing:
    def test_without_a_neighbour_nobody_is_asked_and_nobody_may(self, see, w):
        assert "Who finds it?" not in see(w.priya, "write-for", w.harrowgill.pk).content.decode()
        with pytest.raises(operations.UnableToShare, match="Choose who finds it"), transaction.atomic():
            sent(w, audience=NEIGHBOURS)

    def test_whoever_writes_chooses_and_neighbours_are_named(self, see, w, both):
        page = see(w.priya, "write-for", w.harrowgill.pk).content.decode()
        assert "Every school of the programme, and of Mersewater Together" in page
        assert re.search(r'value="programme"\s+checked', page)

    def test_a_school_that_is_not_in_the_register_shares_here_alone(self, w, both, here):
        w.harrowgill.programme = here
        with pytest.raises(operations.UnableToShare, match="Choose who finds it"), transaction.atomic():
            sent(w, audience=NEIGHBOURS)

    def test_more_readers_want_a_new_yes_of_the_head(self, w, there, both):
        made = sent(w)
        operations.agree(actor=actor(w.helen), at=NOW, practice=made)
        wider = written(w.priya, audience=NEIGHBOURS)
        operations.change(actor=actor(w.priya), at=NOW, practice=made, written=wider, sends=True)
        assert made.status == "awaiting_head"
        assert found_there(there) == []
        operations.agree(actor=actor(w.helen), at=NOW, practice=made)
        assert len(found_there(there)) == 1

    def test_a_change_of_words_leaves_who_finds_it(self, w, both):
        made = shared(w, audience=NEIGHBOURS)
        operations.change(
            actor=actor(w.helen), at=NOW, practice=made, written=written(w.priya, title="Anew"), sends=True
        )
        assert made.audience == NEIGHBOURS
