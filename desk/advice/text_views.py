"""The texts of an advice on the page: read back while somebody types, mended by one key, and cleaned afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from desk import guard
from desk.advice import actions, scrub, texts
from desk.advice.forms import AdviceForm, ScrubForm
from desk.advice.models import TEXTS, Advice
from desk.advice.permissions import may_give_advice, may_open_advice
from desk.audit.door import behind_the_wall, only
from desk.directory.public import of_the_directory


@only(may_give_advice)
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def advice_check(request: HttpRequest) -> HttpResponse:
    """Read one text back while somebody types. Nothing of it is kept, and nobody is told that it was read."""
    field = request.POST.get("field", "")
    if field not in TEXTS:
        return render(request, "400.html", status=400)
    read = texts.read(field, request.POST.get(field, ""), of_the_directory(), request.POST.getlist("doubts"))
    return render(request, "desk/advice/reading.html", {"read": read, "now": timezone.localtime()})


@only(may_give_advice)
@sensitive_post_parameters()
@sensitive_variables()
def advice_scrub(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Something about a person stands in the advice after all: take it out."""
    advice = get_object_or_404(Advice.objects.select_related("municipality"), pk=pk)
    if not may_open_advice(request.user, advice):
        raise behind_the_wall(request.user, advice)
    if request.method != "POST":
        actions.read_advice(by=request.user, at=timezone.now(), advice=advice)
    form = ScrubForm(request.POST if request.method == "POST" else None, initial={"version": advice.version})
    if request.method == "POST" and form.is_valid():
        if form.run(scrub.scrub_advice, by=request.user, at=timezone.now(), advice=advice):
            return _after_scrub(request, advice.pk)
    public = of_the_directory()
    read = [texts.read(name, getattr(advice, name), public) for name in TEXTS if getattr(advice, name)]
    context = {
        "advice": advice,
        "form": form,
        "texts": [(Advice._meta.get_field(r.field).verbose_name, r) for r in read],
    }
    return render(request, "desk/advice/scrub.html", context, status=400 if form.errors else 200)


def _after_scrub(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back to the advice, or once more where something still stands that may point to somebody."""
    messages.success(request, "Weggehaald. In het logboek staat wat voor soort gegeven het was, niet de woorden.")
    if not scrub.what_is_left(Advice.objects.get(pk=pk)):
        return redirect("advice:detail", pk)
    messages.warning(request, "Hieronder is nog iets gemarkeerd. Wijst dat ook naar iemand? Haal het dan ook weg.")
    return redirect("advice:scrub", pk)


def typed(sent: QueryDict, public: guard.Public) -> QueryDict:
    """What was typed, with what a button of the guard or the paste made of it."""
    form = sent.copy()
    if "mend" in form:
        _mend(form, public)
    if "paste" in form and len(form.get("pasted", "")) <= texts.READ_AT_MOST:
        told = [form.get("question_text", ""), guard.body_of(form.get("pasted", ""), public)]
        form["question_text"], form["pasted"] = "\n".join(filter(None, told)), ""
    return form


def is_sent(request: HttpRequest) -> bool:
    """Sent to be saved; the buttons of the guard and of the paste only change a text on the page."""
    return request.method == "POST" and not {"mend", "paste"} & set(request.POST)


def _mend(form: QueryDict, public: guard.Public) -> None:
    """Replace the one place that the button names as `field:number:choice`."""
    field, *numbers = form["mend"].split(":")
    if field not in TEXTS or len(numbers) != 2 or not all(len(n) < 5 and n.isdecimal() for n in numbers):
        return
    number, choice = map(int, numbers)
    read = texts.read(field, form.get(field, ""), public)
    if number < len(read.findings) and choice < len(read.findings[number].suggestions):
        form[field] = read.mended(number, choice)


def readings_of(form: AdviceForm) -> dict[str, texts.Reading]:
    """What the guard makes of the texts as they stand in the form."""
    doubts = form["doubts"].value() or ()
    readings = texts.read_all({name: form[name].value() or "" for name in TEXTS}, form.public, doubts)
    return readings if form.is_bound else {name: reading.all_answered() for name, reading in readings.items()}
