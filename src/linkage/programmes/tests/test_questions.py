import pytest

from linkage.database.tenancy import acting_in
from linkage.programmes.models import FrequentQuestion
from linkage.programmes.presenters.questions import SHIPPED
from linkage.programmes.rules import MOST_QUESTIONS, moved
from linkage.programmes.tests import factories

pytestmark = pytest.mark.django_db
BASE = "/ribble/settings/questions/"


def text(response):
    return response.content.decode()


def post(client, path="", **answers):
    return client.post(f"{BASE}{path}", {"form_key": "", **answers})


def kept(programme):
    with acting_in(programme.id):
        return list(FrequentQuestion.objects.order_by("place").values_list("question", flat=True))


def key_of(programme, question):
    with acting_in(programme.id):
        return FrequentQuestion.objects.get(question=question).pk


def asked_on_the_public_page(client):
    page = text(client.get("/ribble/"))
    return [line.partition("</summary>")[0] for line in page.split("<summary>")[1:]]


@pytest.mark.parametrize(
    ("which", "steps", "after"),
    [("a", 1, "bac"), ("c", -1, "acb"), ("b", 9, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("b", 0, "abc")],
)
def test_a_question_moves_as_far_as_it_can(which, steps, after):
    assert moved(list("abc"), which, steps) == list(after)


def test_ours_are_shown_until_the_programme_has_its_own(client, coordinator, programme):
    assert asked_on_the_public_page(client) == [question for question, _ in SHIPPED]
    assert post(client, "take/").status_code == 302
    assert kept(programme) == [question for question, _ in SHIPPED]
    assert post(client, "take/").status_code == 302
    assert len(kept(programme)) == len(SHIPPED)


def test_a_question_is_added_changed_ordered_and_removed(client, coordinator, programme):
    ours = [question for question, _ in SHIPPED]
    done = post(client, "add/", question="Is there any training?", answer="Half a day.\n\nIn <b>Preston</b>.")
    assert "The question is on the public page" in text(client.get(done["Location"]))
    assert kept(programme) == [*ours, "Is there any training?"]
    page = text(client.get("/ribble/"))
    assert "<p>Half a day.</p><p>In &lt;b&gt;Preston&lt;/b&gt;.</p>" in page

    key = key_of(programme, "Is there any training?")
    post(client, f"{key}/", question="Is there training?", answer="Half a day")
    for _ in ours:
        post(client, f"{key}/move/", move="up")
    assert kept(programme) == ["Is there training?", *ours]
    post(client, f"{key}/move/", move="down")
    post(client, f"{key}/move/", move="sideways")
    assert asked_on_the_public_page(client)[:2] == [ours[0], "Is there training?"]

    assert "Is there training?" in text(client.get(f"{BASE}{key}/remove/"))
    post(client, f"{key}/remove/")
    assert kept(programme) == ours
    assert client.get(f"{BASE}{key}/").status_code == 404


def test_the_preview_keeps_nothing(client, coordinator, programme):
    page = post(client, "add/", question="Is there any training?", answer="Half a day", preview="yes")
    assert page.status_code == 200
    assert "It is not saved yet" in text(page)
    assert text(page).count("Half a day") == 2
    assert kept(programme) == []


def test_empty_words_come_back_with_what_to_do(client, coordinator, programme):
    page = post(client, "add/", question="Is there any training?", answer="")
    assert page.status_code == 422
    assert "Write the answer" in text(page)
    assert "Is there any training?" in text(page)
    assert kept(programme) == []


def test_going_back_to_ours_asks_first(client, coordinator, programme):
    post(client, "add/", question="Is there any training?", answer="Half a day")
    assert "are deleted" in text(client.get(f"{BASE}ours/"))
    assert kept(programme)
    assert post(client, "ours/").status_code == 302
    assert kept(programme) == []
    assert asked_on_the_public_page(client) == [question for question, _ in SHIPPED]


def test_a_page_holds_only_so_many(client, coordinator, programme):
    for number in range(MOST_QUESTIONS - len(SHIPPED)):
        assert post(client, "add/", question=f"Question {number}", answer="Answer").status_code == 302
    refused = post(client, "add/", question="One too many", answer="Answer")
    assert refused.status_code == 422
    assert "at most 20 questions" in text(refused)
    assert len(kept(programme)) == MOST_QUESTIONS


def test_another_programme_has_its_own(client, coordinator, programme):
    other = factories.programme(slug="avon")
    with acting_in(other.id):
        theirs = FrequentQuestion.objects.create(programme=other, question="Theirs", answer="Theirs", place=0)
    assert "Theirs" not in text(client.get("/ribble/")) + text(client.get(BASE))
    assert client.get(f"{BASE}{theirs.pk}/").status_code == 404
    assert post(client, f"{theirs.pk}/remove/").status_code == 404
    assert "Theirs" in text(client.get("/avon/"))


def test_only_coordinators_write_them(client, teacher, programme):
    assert client.get(BASE).status_code == 403
    assert post(client, "add/", question="Mine", answer="Mine").status_code == 403
    assert kept(programme) == []
