"""The acts a trail can hold, each with the sentence in which it is read back (Dutch)."""

from django.db import models


class Outcome(models.TextChoices):
    DONE = "done", "gelukt"
    REFUSED = "refused", "geweigerd"


class Subject(models.TextChoices):
    NONE = "", "geen"
    ADVICE = "advice", "advies"
    REPORT = "report", "melding"
    CASE_FILE = "case_file", "dossier"
    ACCOUNT = "account", "medewerker"
    ORGANISATION = "organisation", "organisatie"
    TRAIL = "trail", "logboek"


# code: (sentence after the actor's name, icon). {subject} is a number, never a name.
ACTS: dict[str, tuple[str, str]] = {
    "signed_in": ("logde in.", "log-in"),
    "signed_out": ("logde uit.", "log-out"),
    "sign_in_failed": ("probeerde in te loggen.", "log-in"),
    "account_locked": ("werd geblokkeerd na te veel pogingen.", "lock"),
    "region_set_up": ("richtte de regio in, met beheerder {subject}.", "map"),
    "account_created": ("maakte medewerker {subject} aan.", "user-plus"),
    "account_changed": ("wijzigde medewerker {subject}.", "user-cog"),
    "shortcuts_switched": ("zette de sneltoetsen aan of uit.", "keyboard"),
    "organisation_saved": ("werkte de wegwijzer bij: {subject}.", "signpost"),
    "organisation_checked": ("keek de wegwijzer na: {subject}.", "signpost"),
    "advice_opened": ("begon een advies.", "message-circle"),
    "advice_continued": ("ging verder met een advies.", "message-circle"),
    "advice_closed": ("rondde een advies af.", "message-circle"),
    "advice_read": ("opende een advies.", "eye"),
    "advice_code_given": ("gaf een code bij een advies.", "key-round"),
    "advice_code_used": ("zocht een advies op met een code.", "key-round"),
    "advice_listed": ("bekeek de adviezen van het team.", "list"),
    "short_contact_logged": ("legde een kort contact vast.", "phone-off"),
    "short_contact_undone": ("haalde een kort contact weg.", "undo-2"),
    "danger_acted": ("legde vast wat bij direct gevaar is gedaan.", "siren"),
    "report_filed": ("nam melding {subject} op.", "file-plus"),
    "report_changed": ("wijzigde melding {subject}.", "file-pen"),
    "report_taken_in": ("rondde de intake van melding {subject} af.", "file-check"),
    "report_withdrawn": ("trok melding {subject} in op wens van de melder.", "file-x"),
    "report_read": ("opende melding {subject}.", "eye"),
    "report_listed": ("bekeek een lijst van meldingen.", "list"),
    "report_searched": ("zocht in meldingen.", "search"),
    "report_overdue": ("zag dat de termijn van melding {subject} voorbij is.", "clock-alert"),
    "report_assigned": ("pakte melding {subject} op.", "hand"),
    "case_file_read": ("opende dossier {subject}.", "folder-open"),
    "case_file_closed": ("sloot dossier {subject}.", "folder-closed"),
    "person_saved": ("werkte de personen in dossier {subject} bij.", "users"),
    "household_saved": ("werkte een huishouden in dossier {subject} bij.", "house"),
    "relation_saved": ("werkte een relatie in dossier {subject} bij.", "users"),
    "concern_saved": ("werkte de zorgen van melding {subject} bij.", "file-pen"),
    "observations_saved": ("werkte de signalen van melding {subject} bij.", "list-checks"),
    "reporter_changed": ("werkte de gegevens van de melder van {subject} bij.", "user-pen"),
    "reporter_revealed": ("liet de melder van {subject} tonen.", "scan-eye"),
    "shield_asked": ("vroeg afscherming van de melder van {subject}.", "shield"),
    "shield_approved": ("keurde de afscherming van de melder van {subject} goed.", "shield-check"),
    "shield_refused": ("wees de afscherming van de melder van {subject} af.", "shield-x"),
    "reporter_disclosed": ("legde vast dat de melder van {subject} open meldt.", "shield-off"),
    "unknown_approved": ("keurde goed dat de melder van {subject} onbekend blijft.", "shield-check"),
    "unknown_refused": ("wees af dat de melder van {subject} onbekend blijft.", "shield-x"),
    "assessment_started": ("begon de drie vragen van {subject}.", "list-checks"),
    "assessment_saved": ("werkte aan de drie vragen van {subject}.", "list-checks"),
    "assessment_read": ("las de drie vragen van {subject}.", "eye"),
    "ground_added": ("voegde een grond toe bij {subject}.", "list-plus"),
    "ground_removed": ("haalde een grond weg bij {subject}.", "list-x"),
    "expert_consulted": ("legde overleg met een deskundige vast bij {subject}.", "stethoscope"),
    "decision_proposed": ("stelde een besluit voor bij {subject}.", "send"),
    "proposal_withdrawn": ("trok het voorstel bij {subject} in.", "undo-2"),
    "proposal_read": ("las het voorstel bij {subject}.", "eye"),
    "proposal_returned": ("stuurde het voorstel bij {subject} terug.", "reply"),
    "decision_confirmed": ("bevestigde het besluit bij {subject}.", "check"),
    "remark_made": ("maakte een opmerking bij {subject}.", "message-square-plus"),
    "remark_answered": ("beantwoordde een opmerking bij {subject}.", "message-square-text"),
    "note_added": ("schreef een interne notitie bij {subject}.", "notebook-pen"),
    "trail_read": ("las het logboek.", "scroll-text"),
    "page_refused": ("wilde een pagina openen die niet mag.", "ban"),
}
