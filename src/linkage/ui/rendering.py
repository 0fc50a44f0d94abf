"""Answers with a page, or with one block of it when htmx asked."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import loader
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from markupsafe import Markup


class FragmentResponse(TemplateResponse):
    """One block of a page, drawn when the response is rendered (inside the tenancy block of `@page`)."""

    def __init__(
        self, request: HttpRequest, template: str, block: str, context: dict[str, Any] | None, status: int
    ) -> None:
        self.block = block
        super().__init__(request, template, context, status=status)

    @property
    def rendered_content(self) -> str:
        """The block alone. Context processors do not run for a block, so the csrf token is put in by hand."""
        compiled = loader.get_template(str(self.template_name)).template  # type: ignore[attr-defined]
        context = compiled.new_context({**block_context(self._request), **(self.context_data or {})})
        # Drawing up to the first piece of output makes the blocks of the parents known, and the names a page sets.
        next(compiled.root_render_func(context), None)
        return "".join(context.blocks[self.block][0](context))


def block_context(request: HttpRequest) -> dict[str, Any]:
    """What Django gives a whole page and a block would miss."""
    token = get_token(request)
    hidden = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(token)
    return {"request": request, "csrf_token": token, "csrf_input": hidden}


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked for a part of the page; going back in the history or a boosted link wants it whole."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    block: str = "",
) -> TemplateResponse:
    """Answer with a page; with `block`, an htmx request gets only that block of it. Drawn later, by `@page`."""
    if block and wants_fragment(request):
        response: TemplateResponse = FragmentResponse(request, template, block, context, status)
    else:
        response = TemplateResponse(request, template, context, status=status)
    if block:
        patch_vary_headers(response, ["HX-Request"])
    return response


def fragment(
    request: HttpRequest, template: str, block: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> TemplateResponse:
    """Answer with one block of a page, whoever asked."""
    response = FragmentResponse(request, template, block, context, status)
    patch_vary_headers(response, ["HX-Request"])
    return response
