"""Which addresses are not measured, and why: whatever is neither here nor measured makes a test fail."""

_ONCE = "does one thing to one record, once; as a save it is of the kind of review:confirm"
_PROVIDER = "leads to or comes from the provider of an organisation, and the clock would be theirs"
_ENDS = "ends or locks the session with which everything else is measured"
_SIGNS_IN = "argon2 by design: the cost of a password is chosen, not won back"
_ON_A_FORM = "a small form on a page that is measured; as a save it is of the kind of reports:note"
_GOES_ON = "answers with the way to another page that is measured"

LEFT_OUT: dict[str, str] = {
    "second_step": _SIGNS_IN,
    "set_up": _SIGNS_IN,
    "unlock": _SIGNS_IN,
    "logout": _ENDS,
    "lock": _ENDS,
    **dict.fromkeys(("provider_sign_in", "provider_back", "provider_back_of", "provider_unlock"), _PROVIDER),
    **dict.fromkeys(("accounts:provider_confirm", "accounts:link", "accounts:unlink"), _PROVIDER),
    **dict.fromkeys(("accounts:unlink_other", "portal:arrive"), _PROVIDER),
    **dict.fromkeys(("portal:provider_remove",), _ONCE),
    **dict.fromkeys(("reports:person_unknown", "reports:relation", "contact:ask", "contact:seen"), _ON_A_FORM),
    **dict.fromkeys(("reports:person_remove", "reports:relation_drop", "reports:take_over"), _ONCE),
    **dict.fromkeys(("access:wall_lift", "oversight:circle_remove", "assessment:take_back"), _ONCE),
    **dict.fromkeys(("assessment:ground_remove", "review:send_back", "review:reply"), _ONCE),
    **dict.fromkeys(("review:approve_secrecy", "review:refuse_secrecy"), _ONCE),
    **dict.fromkeys(("accounts:remove_app", "accounts:remove_passkey", "accounts:paper_codes"), _ONCE),
    **dict.fromkeys(("portal:end", "portal:withdraw", "portal:revoke", "portal:document_remove"), _ONCE),
    **dict.fromkeys(("portal:consent", "portal:mails", "portal:share", "portal:bring_in"), _ON_A_FORM),
    "figures": "for a machine with a token, once in a quarter of a minute",
    "review:queue": _GOES_ON,  # the first proposal that waits
    "portal:leave": _GOES_ON,
    "portal:resume": _GOES_ON,
}
