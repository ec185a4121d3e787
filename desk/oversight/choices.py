"""What an alarm can say, what became of it, and which acts of the trail are told to whom (Dutch)."""

from django.db import models


class Trait(models.TextChoices):
    """What the desk knows of a colleague's own circle; each is kept as a keyed hash alone."""

    SURNAME = "surname", "achternaam"
    AREA = "area", "cijfers van de postcode"
    POSTCODE = "postcode", "postcode"
    HOME = "home", "postcode en huisnummer"
    SELF = "self", "achternaam met geboortedatum"


class Kind(models.TextChoices):
    """The rules, the strongest first: of two about one file the first is the alarm."""

    OWN_FILE = "own_file", "Eigen dossier"
    SAME_HOME = "same_home", "Zelfde adres"
    SAME_SURNAME = "same_surname", "Zelfde achternaam"
    SAME_POSTCODE = "same_postcode", "Zelfde postcode"
    CLOSED_FILES = "closed_files", "Gesloten dossiers"
    NIGHT = "night", "In de nacht"
    VOLUME = "volume", "Veel dossiers op één dag"
    CROWD = "crowd", "Veel collega's in één dossier"


class Verdict(models.TextChoices):
    PENDING = "", "nog niet beoordeeld"
    WELL_FOUNDED = "well_founded", "gegrond"
    FALSE_ALARM = "false_alarm", "vals alarm"


# ---- which acts make that somebody has a part in a file

# Work on the case itself. Picking a report up, or a note, is done in a second: that alone makes nobody's cousin work.
WORK = frozenset(
    {"report_filed", "report_changed", "report_taken_in", "report_withdrawn", "person_saved", "household_saved"}
    | {"relation_saved", "concern_saved", "observations_saved", "reporter_changed", "reporter_disclosed"}
    | {"shield_asked", "shield_approved", "shield_refused", "unknown_approved", "unknown_refused"}
    | {"assessment_started", "assessment_saved", "ground_added", "ground_removed", "expert_consulted"}
    | {"decision_proposed", "proposal_withdrawn", "proposal_returned", "decision_confirmed"}
    | {"remark_made", "remark_answered"}
)
PART = WORK | {"report_assigned", "note_added", "case_file_closed", "attachment_added", "attachment_removed"}

# ---- what a team lead reads of the team

# A list of what is open: an act that is not in it stays closed, and a test fails until somebody decided about it.
LEAD_READS = frozenset(
    {"report_filed", "report_changed", "report_taken_in", "report_withdrawn", "report_read", "report_listed"}
    | {"report_searched", "report_overdue", "report_assigned", "case_file_read", "case_file_closed", "person_saved"}
    | {"household_saved", "relation_saved", "concern_saved", "observations_saved", "reporter_changed"}
    | {"reporter_revealed", "reporter_mentioned", "reporter_disclosed", "shield_asked", "shield_approved"}
    | {"shield_review_due", "shield_refused", "unknown_approved", "unknown_refused", "assessment_started"}
    | {"name_shared", "name_sharing_withdrawn", "attachments_rescanned"}
    | {"assessment_saved", "assessment_read", "ground_added", "ground_removed", "expert_consulted"}
    | {"decision_proposed", "proposal_withdrawn", "proposal_read", "proposal_returned", "decision_confirmed"}
    | {"remark_made", "remark_answered", "note_added", "page_refused"}
    | {"access_asked", "glass_broken", "glass_told", "reveal_asked", "reveal_decided"}
    | {"attachment_added", "attachment_read", "attachment_removed", "attachment_scanned"}
    | {"reporter_asked", "reporter_wrote", "messages_seen", "feedback_given", "withdrawal_answered"}
)
# How somebody gets in is between them and the administrator. An advice of a quiet day has one counsellor: even the day
# and a name lead back to a call (P1). Oversight is not told to who is overseen, nor is who may not see a file. Who
# fills in a form of the portal is who reports (P6).
LEAD_NEVER = (
    *("advice_", "short_contact_", "danger_acted", "signed_", "sign_in_", "name_refused", "password_", "factor_"),
    *("address_", "paper_codes_", "recovery_", "screen_", "unlock_", "identity_", "session_", "account_", "region_"),
    *("shortcuts_", "organisation_", "trail_", "team_trail_", "looks_", "alarm_", "alarms_", "circle_", "wall_"),
    *("file_sealed", "file_unsealed", "seal_", "access_judged", "provider_", "clock_", "events_", "history_"),
    *("attachment_kept", "attachment_dropped", "attachments_handed_over", "portal_"),
    *("register_read", "destruction_", "case_file_destroyed", "case_file_kept", "restore_"),
)


class Done(models.TextChoices):
    """The kinds of act as somebody outside the desk is told them."""

    FILED = "filed", "de melding opgenomen"
    WROTE = "wrote", "het dossier bijgewerkt"
    WEIGHED = "weighed", "de melding beoordeeld"
    SAW = "saw", "het dossier ingezien"


# Whatever stands in none of these is told as having seen the file, so that an act about the reporter, or one that is
# made tomorrow, says nothing (P6).
TOLD_AS = {
    Done.FILED: frozenset({"report_filed"}),
    Done.WROTE: frozenset(
        {"report_changed", "report_taken_in", "report_assigned", "case_file_closed", "person_saved", "household_saved"}
        | {"relation_saved", "concern_saved", "observations_saved", "note_added"}
        | {"attachment_added", "attachment_removed"}
    ),
    Done.WEIGHED: frozenset(
        {"assessment_started", "assessment_saved", "ground_added", "ground_removed", "expert_consulted"}
        | {"decision_proposed", "proposal_withdrawn", "proposal_returned", "decision_confirmed", "remark_made"}
        | {"remark_answered"}
    ),
}
# Nobody saw the file itself for these. What a reporter does with receipt or documents would tell who it is (P6).
NOT_TOLD = frozenset(
    {"looks_read", "looks_listed", "page_refused", "glass_told", "attachment_scanned", "attachments_handed_over"}
    | {"destruction_read", "destruction_proposed", "case_file_destroyed", "case_file_kept", "destruction_reapplied"}
    | {"portal_report_sent", "portal_receipt_read", "portal_copy_made", "portal_message_sent", "reporter_wrote"}
    | {"name_shared", "name_sharing_withdrawn"}
    | {"portal_report_shared", "portal_sharing_stopped", "portal_shared_read", "portal_shared_copy_made"}
)
