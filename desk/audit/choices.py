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
    "provider_accepted": (
        "vroeg na het account van de organisatie om de tweede stap van medewerker {subject}.",
        "key-round",
    ),
    "provider_refused": ("weigerde een account van de organisatie.", "key-round"),
    "provider_away": ("kreeg bij het inloggen geen antwoord van de organisatie.", "unplug"),
    "provider_linked": ("koppelde het eigen account van de organisatie.", "link"),
    "provider_unlinked": ("koppelde het eigen account van de organisatie los.", "unlink"),
    "provider_cut": ("koppelde het account van de organisatie los van medewerker {subject}.", "unlink"),
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
    "access_asked": ("opende dossier {subject} met een reden, voor vier uur.", "door-open"),
    "access_judged": ("oordeelde over toegang tot dossier {subject}.", "gavel"),
    "glass_broken": ("gebruikte noodtoegang tot dossier {subject}, voor een uur.", "siren"),
    "glass_told": ("mailde dat iemand noodtoegang gebruikte tot dossier {subject}.", "send"),
    "reveal_asked": ("vroeg een tweede om de afgeschermde melder van {subject} te tonen.", "scan-eye"),
    "reveal_decided": ("besloot over het tonen van de afgeschermde melder van {subject}.", "shield-check"),
    "file_sealed": ("verzegelde dossier {subject}.", "lock"),
    "seal_names_changed": ("wijzigde wie het verzegelde dossier {subject} ziet.", "users"),
    "file_unsealed": ("haalde de verzegeling van dossier {subject} af.", "lock-open"),
    "wall_put": ("zette een muur om dossier {subject} voor een medewerker.", "brick-wall"),
    "wall_lifted": ("haalde een muur om dossier {subject} weg.", "brick-wall"),
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
    "name_shared": ("liet weten wie de naam van de melder van {subject} mag horen.", "user-check"),
    "name_sharing_withdrawn": ("trok de toestemming in om de naam van de melder van {subject} te noemen.", "user-x"),
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
    "reporter_asked": ("stelde de melder van {subject} een vraag.", "message-circle-question-mark"),
    "reporter_wrote": ("nam een bericht aan van de melder van {subject}.", "message-square-text"),
    "messages_seen": ("zag de berichten van de melder van {subject}.", "mail-open"),
    "feedback_given": ("gaf terugkoppeling aan de melder van {subject}.", "reply"),
    "withdrawal_answered": ("besloot over de wens om {subject} in te trekken.", "file-x"),
    "attachment_added": ("legde een bijlage bij melding {subject}.", "paperclip"),
    "attachment_read": ("haalde een bijlage op bij melding {subject}.", "file-down"),
    "attachment_removed": ("haalde een bijlage weg bij melding {subject}.", "file-x"),
    "attachment_scanned": ("liet een bijlage nakijken op virussen: {subject}.", "scan-search"),
    "attachments_rescanned": ("liet bijlagen die al schoon waren opnieuw nakijken op virussen.", "scan-search"),
    "attachment_kept": ("legde een bijlage bij een melding die nog niet is verstuurd.", "paperclip"),
    "attachment_dropped": ("haalde een bijlage weg bij een melding die nog niet is verstuurd.", "file-x"),
    "attachments_handed_over": ("gaf de bijlagen van het formulier aan melding {subject}.", "paperclip"),
    "trail_read": ("las het logboek.", "scroll-text"),
    "trail_exported": ("haalde regels uit het logboek.", "download"),
    "history_tied": ("nam versies van vóór het zegel op zoals zij er lagen.", "link"),
    "events_destroyed": ("vernietigde regels van het logboek waarvan de bewaartermijn voorbij is.", "eraser"),
    "clock_jumped": ("zag dat een klok werd verzet.", "clock-alert"),
    "looks_read": ("keek wie {subject} opende.", "eye"),
    "circle_saved": ("legde de eigen kring van medewerker {subject} vast.", "circle-user-round"),
    "circle_removed": ("haalde de eigen kring van medewerker {subject} weg.", "circle-user-round"),
    "looks_reviewed": ("keek na wie er die dag dossiers opende.", "scan-search"),
    "alarm_raised": ("legde alarm {subject} voor.", "bell-ring"),
    "alarms_listed": ("bekeek de alarmen.", "bell-ring"),
    "alarm_read": ("las alarm {subject}.", "bell-ring"),
    "alarm_judged": ("oordeelde over alarm {subject}.", "bell-ring"),
    "team_trail_read": ("las het logboek van het team.", "scroll-text"),
    "looks_listed": ("maakte voor een betrokkene een overzicht van wie {subject} inzag.", "clipboard-list"),
    "portal_report_sent": ("verstuurde {subject} via het portaal.", "send"),
    "portal_receipt_read": ("bekeek het ontvangstbewijs van {subject}.", "receipt-text"),
    "portal_copy_made": ("maakte een kopie van wat voor {subject} is verstuurd.", "download"),
    "portal_reports_listed": ("bekeek de eigen meldingen in het portaal.", "list"),
    "portal_report_shared": ("deelde {subject} met de aandachtsfunctionaris.", "share-2"),
    "portal_sharing_stopped": ("deelde {subject} niet meer met de aandachtsfunctionaris.", "eye-off"),
    "portal_shared_listed": ("bekeek welke meldingen collega's delen.", "list"),
    "portal_shared_read": ("bekeek {subject}, die een collega deelt.", "eye"),
    "portal_shared_copy_made": ("maakte een kopie van {subject}, die een collega deelt.", "download"),
    "portal_journey_stopped": ("stopte met de meldcode, zonder te melden.", "circle-stop"),
    "portal_record_made": ("maakte een verslag van de stappen voor het eigen dossier.", "file-text"),
    "register_read": ("bekeek welke dossiers hun bewaartermijn voorbij zijn.", "archive"),
    "destruction_read": ("las het voorstel of besluit over het bewaren van {subject}.", "archive"),
    "destruction_proposed": ("stelde voor dossier {subject} te vernietigen.", "archive"),
    "case_file_destroyed": ("besloot dossier {subject} te vernietigen; het is weg.", "eraser"),
    "case_file_kept": ("besloot dossier {subject} langer te bewaren.", "archive-restore"),
    "portal_organisation_saved": ("werkte organisatie {subject} van het portaal bij.", "building-2"),
    "portal_invited": ("nodigde iemand uit voor organisatie {subject} in het portaal.", "mail"),
    "portal_invitation_withdrawn": ("trok een uitnodiging van organisatie {subject} in.", "mail-x"),
    "portal_link_asked": ("nam een verzoek aan om een link van organisatie {subject}.", "mail-search"),
    "portal_link_mailed": ("mailde een link van organisatie {subject}.", "send"),
    "portal_links_cleared": ("ruimde oude links van het portaal op.", "eraser"),
    "portal_joined": ("maakte een account bij organisatie {subject} in het portaal.", "user-plus"),
    "portal_moved": ("stapte over naar organisatie {subject} in het portaal.", "arrow-right-left"),
    "portal_password_set": ("stelde na een link per mail een nieuw wachtwoord in voor {subject}.", "key-round"),
    "portal_details_changed": ("wijzigde de eigen gegevens in het portaal.", "user-pen"),
    "portal_token_made": ("maakte een toegangsbewijs voor een systeem van {subject}.", "key-square"),
    "portal_token_revoked": ("trok een toegangsbewijs van {subject} in.", "key-square"),
    "portal_token_refused": ("weigerde een toegangsbewijs van een systeem.", "key-square"),
    "portal_systems_allowed": ("gaf systemen van de organisatie toestemming om te melden.", "plug"),
    "portal_systems_forbidden": ("trok de toestemming voor systemen van de organisatie in.", "unplug"),
    "portal_sent_listed": ("bekeek de meldingen die systemen van {subject} verstuurden.", "list"),
    "portal_sent_read": ("bekeek waar {subject} staat.", "receipt-text"),
    "portal_provider_saved": ("stelde het werkaccount van organisatie {subject} in voor het portaal.", "key-round"),
    "portal_provider_removed": ("stopte het inloggen met het werkaccount van organisatie {subject}.", "unlink"),
    "portal_account_bound": ("koppelde een werkaccount aan professional {subject}.", "link"),
    "portal_ended": ("beëindigde de toegang van professional {subject} tot het portaal.", "user-x"),
    "portal_message_sent": ("schreef in het portaal bij {subject}.", "send"),
    "portal_mails_chosen": ("koos wanneer het portaal mailt.", "bell"),
    "portal_notice_mailed": ("mailde professional {subject} dat er iets klaarstaat.", "send"),
    "restore_declared": ("verklaarde dat de database is teruggezet.", "history"),
    "restore_confirmed": ("bevestigde dat de database is teruggezet.", "history"),
    "destruction_reapplied": ("vernietigde dossier {subject} opnieuw, na het terugzetten van de database.", "shredder"),
    "page_refused": ("wilde {subject} openen.", "ban"),
}


# What an act does to a record, for whoever reads the trail in another system; every other act changes something.
READS = frozenset(
    {"attachment_read"}
    | {"advice_code_used", "advice_listed", "advice_read", "advice_searched", "assessment_read", "case_file_read"}
    | {"looks_read", "page_refused", "proposal_read", "report_listed", "report_read", "report_searched"}
    | {"reporter_revealed", "trail_exported", "trail_read"}
    | {"portal_sent_listed", "portal_sent_read"}
    | {"portal_copy_made", "portal_receipt_read", "portal_record_made", "portal_reports_listed"}
    | {"portal_shared_listed", "portal_shared_read", "portal_shared_copy_made"}
    | {"alarm_read", "alarms_listed", "looks_listed", "looks_reviewed", "team_trail_read"}
    | {"register_read", "destruction_read"}
)
CREATES = frozenset(
    {"factor_set_up", "paper_codes_made", "recovery_asked", "access_asked", "glass_broken", "reveal_asked"}
    | {"file_sealed", "wall_put", "provider_linked"}
    | {"account_created", "advice_opened", "expert_consulted", "ground_added", "note_added", "region_set_up"}
    | {"remark_made", "report_filed", "short_contact_logged", "assessment_started"}
    | {"alarm_raised", "circle_saved", "portal_invited", "portal_joined", "portal_link_asked", "portal_report_sent"}
    | {"destruction_proposed", "name_shared"}
    | {"portal_token_made", "portal_systems_allowed"}
    | {"portal_account_bound", "portal_report_shared"}
    | {"attachment_added", "attachment_kept"}
    | {"reporter_asked", "reporter_wrote", "feedback_given", "withdrawal_answered", "portal_message_sent"}
)
REMOVES = frozenset(
    {"factor_removed", "file_unsealed", "wall_lifted", "advice_scrubbed", "ground_removed", "short_contact_undone"}
    | {"portal_token_revoked", "portal_systems_forbidden"}
    | {"portal_invitation_withdrawn", "portal_journey_stopped", "portal_links_cleared"}
    | {"portal_provider_removed", "portal_sharing_stopped"}
    | {"circle_removed", "provider_unlinked", "provider_cut", "events_destroyed"}
    | {"case_file_destroyed", "destruction_reapplied"}
    | {"attachment_removed", "attachment_dropped"}
)
OTHERS = frozenset(
    {"clock_jumped", "history_tied", "portal_token_refused", "restore_declared", "restore_confirmed"}
    | {"account_locked", "address_slowed", "factor_failed", "identity_confirmed", "name_refused", "password_accepted"}
    | {"recovery_code_accepted", "screen_locked", "screen_unlocked", "session_ended", "sign_in_failed", "signed_in"}
    | {"signed_out", "unlock_failed", "provider_accepted", "provider_away", "provider_refused"}
)
# Somebody saw what stands in a file or a report.
LOOKS = frozenset(
    {"assessment_read", "attachment_read", "case_file_read", "proposal_read", "report_read", "reporter_revealed"}
)
