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
    "sign_in_failed": ("weigerde een verkeerd wachtwoord voor medewerker {subject}.", "key-round"),
    "name_refused": ("weigerde een naam die hier niet bestaat.", "key-round"),
    "password_accepted": ("vroeg na het juiste wachtwoord om de tweede stap van medewerker {subject}.", "key-round"),
    "factor_failed": ("weigerde een verkeerde tweede stap voor medewerker {subject}.", "key-round"),
    "address_slowed": ("vertraagde het inloggen vanaf één plek, na veel fouten.", "timer"),
    "factor_set_up": ("stelde een tweede stap in.", "shield-check"),
    "factor_removed": ("haalde een tweede stap weg.", "shield-off"),
    "paper_codes_made": ("maakte nieuwe herstelcodes.", "key-round"),
    "recovery_asked": ("vroeg herstel van toegang voor medewerker {subject}.", "life-buoy"),
    "recovery_agreed": ("gaf akkoord op herstel van toegang voor medewerker {subject}.", "life-buoy"),
    "recovery_code_accepted": ("nam de herstelcode van twee collega's aan voor medewerker {subject}.", "life-buoy"),
    "recovery_refused": ("gaf geen akkoord op herstel van toegang voor medewerker {subject}.", "life-buoy"),
    "screen_locked": ("zette het scherm op slot.", "lock"),
    "screen_unlocked": ("haalde het scherm van slot.", "lock-open"),
    "unlock_failed": ("weigerde het scherm van medewerker {subject} te openen.", "lock"),
    "identity_confirmed": ("bevestigde opnieuw wie het is.", "user-check"),
    "session_ended": ("beëindigde de sessie van medewerker {subject}.", "log-out"),
    "account_locked": ("zette medewerker {subject} een kwartier op slot.", "lock"),
    "region_set_up": ("richtte de regio in, met beheerder {subject}.", "map"),
    "account_created": ("maakte medewerker {subject} aan.", "user-plus"),
    "account_changed": ("wijzigde medewerker {subject}.", "user-cog"),
    "shortcuts_switched": ("zette de sneltoetsen aan of uit.", "keyboard"),
    "region_extended": ("voegde een team of gemeente toe.", "map-plus"),
    "organisation_saved": ("werkte de wegwijzer bij: {subject}.", "signpost"),
    "organisation_checked": ("keek de wegwijzer na: {subject}.", "signpost"),
    "advice_opened": ("begon een advies.", "message-circle"),
    "advice_continued": ("ging verder met een advies.", "message-circle"),
    "advice_closed": ("rondde een advies af.", "message-circle"),
    "advice_read": ("opende een advies.", "eye"),
    "advice_code_given": ("gaf een code bij een advies.", "key-round"),
    "advice_code_used": ("zocht een advies op met een code.", "key-round"),
    "advice_listed": ("bekeek de adviezen van het team.", "list"),
    "advice_searched": ("zocht in de adviezen van het team.", "search"),
    "advice_scrubbed": ("haalde alsnog iets over een persoon uit een advies.", "eraser"),
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
    "reporter_mentioned": ("schreef bij {subject} iets dat naar de afgeschermde melder wijst.", "shield-alert"),
    "shield_asked": ("vroeg afscherming van de melder van {subject}.", "shield"),
    "shield_approved": ("keurde de afscherming van de melder van {subject} goed.", "shield-check"),
    "shield_review_due": ("legde de afscherming van de melder van {subject} opnieuw voor.", "shield-alert"),
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
    "trail_exported": ("haalde regels uit het logboek.", "download"),
    "looks_read": ("keek wie {subject} opende.", "eye"),
    "page_refused": ("wilde {subject} openen.", "ban"),
}


# code: the same act as a wish ("wilde …") and, with a capital, as its name in a list.
WANTED: dict[str, str] = {
    "signed_in": "inloggen",
    "signed_out": "uitloggen",
    "sign_in_failed": "een verkeerd wachtwoord",
    "name_refused": "een naam die niet bestaat",
    "password_accepted": "om de tweede stap vragen",
    "factor_failed": "een verkeerde tweede stap",
    "address_slowed": "het inloggen vanaf één plek vertragen",
    "factor_set_up": "een tweede stap instellen",
    "factor_removed": "een tweede stap weghalen",
    "paper_codes_made": "nieuwe herstelcodes maken",
    "recovery_asked": "herstel van toegang vragen voor medewerker {subject}",
    "recovery_agreed": "akkoord geven op herstel van toegang voor medewerker {subject}",
    "recovery_code_accepted": "de herstelcode van twee collega's aannemen voor medewerker {subject}",
    "recovery_refused": "herstel van toegang afwijzen voor medewerker {subject}",
    "screen_locked": "het scherm op slot zetten",
    "screen_unlocked": "het scherm van slot halen",
    "unlock_failed": "een verkeerd antwoord op een scherm op slot",
    "identity_confirmed": "bevestigen wie het is",
    "session_ended": "een sessie beëindigen",
    "account_locked": "een account op slot zetten",
    "region_set_up": "de regio inrichten",
    "region_extended": "een team of gemeente toevoegen",
    "account_created": "een medewerker aanmaken",
    "account_changed": "medewerker {subject} wijzigen",
    "shortcuts_switched": "de sneltoetsen aan- of uitzetten",
    "organisation_saved": "de wegwijzer bijwerken",
    "organisation_checked": "de wegwijzer nakijken",
    "advice_opened": "een advies beginnen",
    "advice_continued": "verdergaan met een advies",
    "advice_closed": "een advies afronden",
    "advice_read": "een advies openen",
    "advice_code_given": "een code bij een advies geven",
    "advice_code_used": "een advies met een code opzoeken",
    "advice_listed": "de adviezen van het team bekijken",
    "advice_searched": "in de adviezen van het team zoeken",
    "advice_scrubbed": "iets over een persoon uit een advies halen",
    "short_contact_logged": "een kort contact vastleggen",
    "short_contact_undone": "een kort contact weghalen",
    "danger_acted": "vastleggen wat bij direct gevaar is gedaan",
    "report_filed": "een melding opnemen",
    "report_changed": "melding {subject} wijzigen",
    "report_taken_in": "de intake van melding {subject} afronden",
    "report_withdrawn": "melding {subject} intrekken",
    "report_read": "melding {subject} openen",
    "report_listed": "een lijst van meldingen bekijken",
    "report_searched": "in meldingen zoeken",
    "report_overdue": "de termijn van melding {subject} als voorbij merken",
    "report_assigned": "melding {subject} oppakken",
    "case_file_read": "dossier {subject} openen",
    "case_file_closed": "dossier {subject} sluiten",
    "person_saved": "de personen in dossier {subject} bijwerken",
    "household_saved": "een huishouden in dossier {subject} bijwerken",
    "relation_saved": "een relatie in dossier {subject} bijwerken",
    "concern_saved": "de zorgen van melding {subject} bijwerken",
    "observations_saved": "de signalen van melding {subject} bijwerken",
    "reporter_changed": "de gegevens van de melder van {subject} bijwerken",
    "reporter_revealed": "de melder van {subject} tonen",
    "reporter_mentioned": "bij {subject} iets schrijven dat naar de afgeschermde melder wijst",
    "shield_asked": "afscherming van de melder van {subject} vragen",
    "shield_approved": "de afscherming van de melder van {subject} goedkeuren",
    "shield_review_due": "de afscherming van de melder van {subject} opnieuw voorleggen",
    "shield_refused": "de afscherming van de melder van {subject} afwijzen",
    "reporter_disclosed": "vastleggen dat de melder van {subject} open meldt",
    "unknown_approved": "goedkeuren dat de melder van {subject} onbekend blijft",
    "unknown_refused": "afwijzen dat de melder van {subject} onbekend blijft",
    "assessment_started": "de drie vragen van {subject} beginnen",
    "assessment_saved": "aan de drie vragen van {subject} werken",
    "assessment_read": "de drie vragen van {subject} lezen",
    "ground_added": "een grond toevoegen bij {subject}",
    "ground_removed": "een grond weghalen bij {subject}",
    "expert_consulted": "overleg met een deskundige vastleggen bij {subject}",
    "decision_proposed": "een besluit voorstellen bij {subject}",
    "proposal_withdrawn": "het voorstel bij {subject} intrekken",
    "proposal_read": "het voorstel bij {subject} lezen",
    "proposal_returned": "het voorstel bij {subject} terugsturen",
    "decision_confirmed": "het besluit bij {subject} bevestigen",
    "remark_made": "een opmerking maken bij {subject}",
    "remark_answered": "een opmerking beantwoorden bij {subject}",
    "note_added": "een interne notitie schrijven bij {subject}",
    "trail_read": "het logboek lezen",
    "trail_exported": "regels uit het logboek halen",
    "looks_read": "zien wie {subject} opende",
    "page_refused": "{subject} openen",
}

# What an act does to a record, for whoever reads the trail in another system; every other act changes something.
READS = frozenset(
    {"advice_code_used", "advice_listed", "advice_read", "advice_searched", "assessment_read", "case_file_read"}
    | {"looks_read", "page_refused", "proposal_read", "report_listed", "report_read", "report_searched"}
    | {"reporter_revealed", "trail_exported", "trail_read"}
)
CREATES = frozenset(
    {"factor_set_up", "paper_codes_made", "recovery_asked"}
    | {"account_created", "advice_opened", "expert_consulted", "ground_added", "note_added", "region_set_up"}
    | {"remark_made", "report_filed", "short_contact_logged", "assessment_started"}
)
REMOVES = frozenset({"factor_removed", "advice_scrubbed", "ground_removed", "short_contact_undone"})
OTHERS = frozenset(
    {"account_locked", "address_slowed", "factor_failed", "identity_confirmed", "name_refused", "password_accepted"}
    | {"recovery_code_accepted", "screen_locked", "screen_unlocked", "session_ended", "sign_in_failed", "signed_in"}
    | {"signed_out", "unlock_failed"}
)
# Somebody saw what stands in a file or a report.
LOOKS = frozenset({"assessment_read", "case_file_read", "proposal_read", "report_read", "reporter_revealed"})
