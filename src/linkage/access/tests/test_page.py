import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.utils import InternalError
from django.http import Http404, HttpResponse, HttpResponseRedirect

from linkage.access import form_keys, links
from linkage.access.action import Action, anybody, by_link, holds, known_person, registered
from linkage.access.models import FormAnswer
from linkage.access.page import page
from linkage.access.tasks import forget_form_keys
from linkage.accounts.tests import factories as accounts
from linkage.database.tenancy import acting_in, current_programme
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_actions():
    before = dict(registered)
    yield
    registered.clear()
    registered.update(before)


@pytest.fixture
def programme():
    return programmes.programme(slug="ribble")


def ask(rf, view, method="get", user=None, programme="ribble", data=None, **kwargs):
    request = getattr(rf, method)("/ribble/somewhere/", data or {})
    request.user = user or AnonymousUser()
    return view(request, programme=programme, **kwargs)


def names(request):
    return HttpResponse(",".join(Person.objects.order_by("name").values_list("name", flat=True)))


def coordinator_account(programme):
    account = accounts.account()
    with acting_in(programme.id):
        people.coordinator(programme, name="Farah", account=account)
    return account


def test_a_page_sees_its_own_programme_and_no_other(rf, programme):
    other = programmes.programme(slug="mersey")
    with acting_in(other.id):
        people.person(other, name="Stranger")
    view = page(Action("test.see", "saw", "coordinator", holds("coordinator")))(names)
    assert ask(rf, view, user=coordinator_account(programme)).content == b"Farah"
    assert current_programme() is None


def test_who_is_not_signed_in_is_led_to_sign_in(rf, programme):
    view = page(Action("test.see", "saw", "known", known_person))(names)
    response = ask(rf, view)
    assert response.status_code == 302
    assert response.url.startswith("/sign-in/")
    assert view.login_required


def test_the_wrong_role_is_refused(rf, programme):
    account = accounts.account()
    with acting_in(programme.id):
        people.person(programme, account=account)
    view = page(Action("test.see", "saw", "coordinator", holds("coordinator")))(names)
    with pytest.raises(PermissionDenied):
        ask(rf, view, user=account)


def test_a_coordinator_elsewhere_is_nobody_here(rf, programme):
    other = programmes.programme(slug="mersey")
    view = page(Action("test.see", "saw", "coordinator", holds("coordinator")))(names)
    with pytest.raises(PermissionDenied):
        ask(rf, view, user=coordinator_account(other))


def test_an_unknown_programme_is_not_found(rf, programme):
    view = page(Action("test.see", "saw", "anybody", anybody, public=True))(names)
    with pytest.raises(Http404):
        ask(rf, view, programme="nowhere")


def test_looking_changes_nothing_even_when_the_view_tries(rf, programme):
    def meddle(request):
        people.person(programme)
        return HttpResponse()

    view = page(Action("test.meddle", "meddled", "anybody", anybody, public=True))(meddle)
    with pytest.raises(InternalError, match="read-only"):
        ask(rf, view)
    assert ask(rf, view, method="post").status_code == 200


def test_an_answer_with_an_error_leaves_nothing_half_done(rf, programme):
    def half(request):
        people.person(programme)
        return HttpResponse(status=422)

    view = page(Action("test.half", "did half", "anybody", anybody, public=True))(half)
    assert ask(rf, view, method="post").status_code == 422
    with acting_in(programme.id):
        assert not Person.objects.exists()


def test_a_form_sent_twice_is_done_once_and_answered_alike(rf, programme):
    def add(request):
        return HttpResponseRedirect(f"/ribble/people/{people.person(programme).pk}/")

    view = page(Action("test.add", "added", "anybody", anybody, public=True))(add)
    data = {"form_key": form_keys.new()}
    user = coordinator_account(programme)
    first, second = (ask(rf, view, method="post", user=user, data=data) for _ in range(2))
    assert first.url == second.url
    with acting_in(programme.id):
        assert Person.objects.exclude(name="Farah").count() == 1
    stranger = ask(rf, view, method="post", user=accounts.account(), data=data)
    assert stranger.url != first.url


def test_a_form_is_remembered_for_a_day_and_no_longer(rf, programme):
    view = page(Action("test.done", "did", "anybody", anybody, public=True))(lambda _: HttpResponseRedirect("/done/"))
    for _ in range(2):
        ask(rf, view, method="post", data={"form_key": form_keys.new()})
    old, young = FormAnswer.objects.all()
    FormAnswer.objects.filter(pk=old.pk).update(created_at=old.created_at - timedelta(days=1, minutes=1))
    forget_form_keys()
    assert list(FormAnswer.objects.all()) == [young]


def test_a_form_that_came_back_with_an_error_can_be_sent_again(rf, programme):
    def picky(request):
        return HttpResponse(status=422) if "bad" in request.POST else HttpResponseRedirect("/done/")

    view = page(Action("test.picky", "did", "anybody", anybody, public=True))(picky)
    key = form_keys.new()
    assert ask(rf, view, method="post", data={"form_key": key, "bad": "1"}).status_code == 422
    assert ask(rf, view, method="post", data={"form_key": key}).status_code == 302


def test_a_signed_link_acts_for_its_person_in_its_programme_only(rf, programme):
    with acting_in(programme.id):
        nominee = people.person(programme, name="Priya")
    programmes.programme(slug="mersey")
    token = links.make(
        "nomination", programme_id=programme.id, record_id=uuid.uuid4(), person_id=nominee.pk, state="sent"
    )
    view = page(Action("test.answer", "answered", "the nominee", by_link("nomination")), link="nomination")(
        lambda request: HttpResponse(request.actor.name)
    )
    assert ask(rf, view, token=token).content == b"Priya"
    with pytest.raises(Http404):
        ask(rf, view, token=token, programme="mersey")
    with pytest.raises(Http404):
        ask(rf, view, token=token[:-2])


def test_a_link_checker_that_only_knocks_is_not_let_into_a_page_that_only_takes_forms(rf, programme):
    def send(request):
        return HttpResponseRedirect("/ribble/")

    action = Action("test.send", "sent", "anybody", anybody, public=True)
    assert ask(rf, page(action, methods=("POST",))(send), method="head").status_code == 405
    assert ask(rf, page(action, methods=("GET",))(names), method="head").status_code == 200
