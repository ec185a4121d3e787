"""The field's lists, as data. Labels are those of the statistics annex; the seed's own lists carry its words.

Numbers above the printed ones are an assumption of domain.md 6.5 and 6.6: the present annex prints none.
"""

from desk.codes import Code, CodeList

CHILD_ABUSE, DOMESTIC, OTHER = "Kindermishandeling", "Huiselijk geweld", "Overig"

OCCASIONS = CodeList(
    "Aanleiding",
    "Uitvoeringsregeling Wmo 2015, bijlage A, 2.2",
    Code(1, "01", "(Ex)partnergeweld", DOMESTIC),
    Code(2, "02", "Eergerelateerd geweld", DOMESTIC),
    Code(3, "03", "Ouderenmishandeling en ontspoorde zorg (65+)", DOMESTIC),
    Code(4, "04", "Geweld tegen ouders jonger dan 65", DOMESTIC),
    Code(5, "05", "Huwelijksdwang en achterlating", DOMESTIC),
    Code(6, "06", "Kindermishandeling, kindcheck", CHILD_ABUSE),
    Code(7, "07", "Kindermishandeling, vechtscheiding", CHILD_ABUSE),
    Code(8, "08", "Kindermishandeling, anders", CHILD_ABUSE),
    Code(9, "09", "Huiselijk geweld, anders", DOMESTIC),
    Code(10, "10", "Andere problematiek", OTHER),
)

CHILD_ONLY = "Alleen bij kindermishandeling"

NATURES = CodeList(
    "Aard van het geweld",
    "Uitvoeringsregeling Wmo 2015, bijlage A, 2.3",
    Code(1, "01", "Lichamelijke mishandeling"),
    Code(2, "02", "Lichamelijke verwaarlozing"),
    Code(3, "03", "Psychisch geweld"),
    Code(4, "04", "Affectieve verwaarlozing"),
    Code(5, "05", "Pedagogische verwaarlozing", CHILD_ONLY),
    Code(6, "06", "Seksueel misbruik"),
    Code(7, "07", "Financiële uitbuiting"),
    Code(8, "08", "Getuige van geweld in gezin", CHILD_ONLY),
    Code(9, "09", "Münchhausen-by-proxy", CHILD_ONLY),
    Code(10, "10", "Vrouwelijke genitale verminking", CHILD_ONLY),
    Code(11, "11", "Anders onveilig"),
    Code(12, "12", "Anders (niet onveilig)"),
)

CHILD_ABUSE_OCCASIONS = OCCASIONS.mask(OCCASIONS.in_group(CHILD_ABUSE))
CHILD_ONLY_NATURES = NATURES.mask(NATURES.in_group(CHILD_ONLY))

PROFESSIONAL, PRIVATE = "Beroepsmatig", "Niet beroepsmatig"

CAPACITIES = CodeList(
    "Hoedanigheid",
    "Uitvoeringsregeling Wmo 2015, bijlage A, 2.4; de bijlage noemt geen nummers, deze zijn van Meldesk",
    Code(1, "P01", "Huisarts", PROFESSIONAL),
    Code(2, "P02", "Kinderarts", PROFESSIONAL),
    Code(3, "P03", "Geriater", PROFESSIONAL),
    Code(4, "P04", "GGZ", PROFESSIONAL),
    Code(5, "P05", "Gezondheidszorg, anders", PROFESSIONAL),
    Code(6, "P06", "Basisonderwijs", PROFESSIONAL),
    Code(7, "P07", "Voortgezet onderwijs", PROFESSIONAL),
    Code(8, "P08", "Onderwijs, anders", PROFESSIONAL),
    Code(9, "P09", "Maatschappelijke ondersteuning, lokaal veld, wijkteam", PROFESSIONAL),
    Code(10, "P10", "Jeugdzorg, gecertificeerde instelling", PROFESSIONAL),
    Code(11, "P11", "Jeugdzorg, anders", PROFESSIONAL),
    Code(12, "P12", "Kinderopvang", PROFESSIONAL),
    Code(13, "P13", "Politie", PROFESSIONAL),
    Code(14, "P14", "Justitie", PROFESSIONAL),
    Code(15, "P15", "Beroepsmatig, anders", PROFESSIONAL),
    Code(21, "N01", "Direct betrokkene, jeugdige", PRIVATE),
    Code(22, "N02", "Direct betrokkene, volwassene", PRIVATE),
    Code(23, "N03", "Familielid", PRIVATE),
    Code(24, "N04", "Persoon uit het sociale netwerk", PRIVATE),
    Code(25, "N05", "Buurtbewoner", PRIVATE),
    Code(26, "N06", "Vrijwilliger", PRIVATE),
    Code(27, "N07", "Niet beroepsmatig, anders", PRIVATE),
)
PROFESSIONAL_CAPACITIES = CAPACITIES.in_group(PROFESSIONAL)
PRIVATE_CAPACITIES = CAPACITIES.in_group(PRIVATE)
PERSON_CONCERNED_CAPACITIES = ["N01", "N02"]

SEXUAL, LABOUR, CRIMINAL, ELSE = "Seksuele uitbuiting", "Arbeidsuitbuiting", "Criminele uitbuiting", "Andere vormen"

TRAFFICKING_KINDS = CodeList(
    "Vormen van mensenhandel",
    "Wetboek van Strafrecht, artikel 273f; de pagina over mensenhandel waarmee Meldesk begon",
    Code(1, "sexual", "Seksuele uitbuiting", SEXUAL),
    Code(2, "loverboy", "Loverboy", SEXUAL),
    Code(3, "lovergirl", "Lovergirl", SEXUAL),
    Code(4, "labour", "Arbeidsuitbuiting", LABOUR),
    Code(5, "criminal", "Criminele uitbuiting", CRIMINAL),
    Code(6, "organ_removal", "Gedwongen orgaanverwijdering", ELSE),
    Code(7, "begging", "Gedwongen bedelen", ELSE),
    Code(8, "surrogacy", "Gedwongen draagmoederschap", ELSE),
)

LABOUR_SECTORS = CodeList(
    "Sector van het werk",
    "De pagina over mensenhandel waarmee Meldesk begon",
    Code(1, "hospitality", "Horeca"),
    Code(2, "tourism", "Toerisme, zoals cruiseschepen"),
    Code(3, "cleaning", "Schoonmaak"),
    Code(4, "agriculture", "Land- en tuinbouw"),
    Code(5, "construction", "Bouw"),
    Code(6, "other", "Andere sector"),
)

SIGNALS = CodeList(
    "Signalen van mensenhandel",
    "De pagina over mensenhandel waarmee Meldesk begon: veertien over het slachtoffer, een over de werkgever",
    Code(1, "debts", "Schulden bij anderen"),
    Code(2, "tattoo", "Opvallende tatoeage of brandmerk"),
    Code(3, "isolated", "Geen contact met de buitenwereld"),
    Code(4, "low_wage", "Ongewoon laag loon"),
    Code(5, "dangerous_work", "Werkt in gevaarlijke omstandigheden"),
    Code(6, "blackmail", "Wordt gechanteerd, of familie wordt bedreigd"),
    Code(7, "scars", "Littekens die kunnen wijzen op orgaanhandel"),
    Code(8, "sudden_money", "Plotseling veel geld of andere kleren"),
    Code(9, "sleeps_at_work", "Slaapt op de werkplek"),
    Code(10, "travel_arranged", "Regelde reis of visum niet zelf"),
    Code(11, "false_passport", "Vals of vervalst paspoort"),
    Code(12, "illegal_stay", "Verblijft of werkt illegaal"),
    Code(13, "fear", "Bang voor uitzetting of mishandeling"),
    Code(14, "school_results", "Schoolresultaten dalen"),
    Code(15, "employer_arranges", "Werkgever regelt huis, kleding en vervoer"),
)

RISK_FACTORS = CodeList(
    "Risicofactoren",
    "De pagina over mensenhandel waarmee Meldesk begon",
    Code(1, "age", "Leeftijd tussen 12 en 24"),
    Code(2, "earlier_victim", "Eerder slachtoffer van (seksueel) geweld"),
    Code(3, "mental_complaints", "Psychische klachten"),
    Code(4, "mild_disability", "Licht verstandelijke beperking"),
    Code(5, "broken_family", "Gebroken gezin of probleemgezin"),
    Code(6, "orphan", "Wees"),
    Code(7, "low_self_image", "Laag zelfbeeld"),
    Code(8, "homeless", "Dakloos"),
    Code(9, "violent_past", "Verleden met geweld of trauma"),
    Code(10, "care_past", "Verleden in de (jeugd)zorg"),
    Code(11, "refugee", "Vluchteling of zonder papieren"),
    Code(12, "poverty", "Armoede"),
    Code(13, "easily_influenced", "Makkelijk te beïnvloeden"),
    Code(14, "lgbtqiapk", "Lhbtqiapk+ (groter risico voor jongens)"),
    Code(15, "addiction", "Verslaving"),
)

PARTIES = CodeList(
    "Wie kan het oppakken",
    "Uitvoeringsregeling Wmo 2015, bijlage A, 3.9 en 4.5",
    Code(1, "local_field", "Lokaal veld, wijkteam"),
    Code(2, "client_system", "Cliëntsysteem zelf"),
    Code(3, "child_protection_board", "Raad voor de Kinderbescherming"),
    Code(4, "police", "Politie of Openbaar Ministerie"),
    Code(5, "youth_care", "Jeugdhulpaanbieder"),
    Code(6, "certified_institution", "Gecertificeerde instelling"),
    Code(7, "womens_shelter", "Vrouwenopvang"),
    Code(8, "social_shelter", "Maatschappelijke opvang"),
    Code(9, "youth_mental_health", "Jeugd-GGZ"),
    Code(10, "adult_mental_health", "Volwassenen-GGZ"),
    Code(11, "home_care", "Thuiszorg"),
    Code(12, "addiction_care", "Verslavingszorg"),
    Code(13, "gp", "Huisarts of praktijkondersteuner"),
    Code(14, "adult_support", "Ambulante hulp voor volwassenen"),
    Code(15, "help_present", "Hulp is er al"),
    Code(16, "restraining_order", "Wet tijdelijk huisverbod (bovenwettelijke taak)"),
    Code(17, "other", "Anders"),
    Code(18, "care_coordination", "Zorgcoördinatie mensenhandel", "Mensenhandel"),
    Code(19, "comensha", "CoMensha", "Mensenhandel"),
    Code(20, "avim", "Politie, AVIM", "Mensenhandel"),
    Code(21, "labour_inspectorate", "Nederlandse Arbeidsinspectie", "Mensenhandel"),
    Code(22, "fier", "Fier", "Mensenhandel"),
    Code(23, "helse_liefde", "Expertisebureau Helse Liefde", "Mensenhandel"),
    Code(24, "anonymous_tips", "Meld Misdaad Anoniem", "Mensenhandel"),
    Code(25, "care_and_safety_house", "Zorg- en Veiligheidshuis", "Mensenhandel"),
)

MEDICAL_TRIGGERS = CodeList(
    "Redenen voor de vertrouwensarts",
    "Taak van de vertrouwensarts",
    Code(1, "physical_abuse", "Lichamelijke mishandeling van een kind"),
    Code(2, "life_threatening", "Acuut ernstige of levensbedreigende situatie van een kind"),
    Code(3, "sexual_abuse", "Seksueel misbruik van een kind"),
    Code(4, "psychiatric", "Vermoeden van een psychiatrisch probleem bij ouder of kind"),
    Code(5, "addiction", "Verslaving van een ouder"),
    Code(6, "serious_illness", "Andere ernstige ziekte van een ouder"),
    Code(7, "several_forms", "Verschillende vormen tegelijk"),
)

QUESTIONS = CodeList(
    "De vraag",
    "Eigen lijst van Meldesk, naar het gesprek met de beller",
    Code(1, "is_this_unsafe", "Is dit onveilig?"),
    Code(2, "what_can_i_do", "Wat kan ik zelf doen?"),
    Code(3, "how_to_talk", "Hoe begin ik erover?"),
    Code(4, "where_is_help", "Waar is hulp?"),
    Code(5, "should_i_report", "Moet ik melden?"),
    Code(6, "meldcode_step", "Hoe volg ik de meldcode?"),
    Code(7, "how_reporting_works", "Wat gebeurt er na een melding?"),
    Code(8, "listen", "Mijn verhaal kwijt kunnen"),
)

ADVICE_GIVEN = CodeList(
    "Het advies",
    "De pagina over mensenhandel waarmee Meldesk begon: wat kunt u doen?",
    Code(1, "talk_to_victim", "Praat met de ander, als dat veilig kan"),
    Code(2, "write_signals", "Schrijf signalen op: wat, wanneer, wie zag het"),
    Code(3, "consult_colleague", "Overleg met een collega (meldcode, stap 2)"),
    Code(4, "talk_to_parents", "Praat met de ouders of de cliënt (meldcode, stap 3)"),
    Code(5, "confidant", "Vertel het iemand die u vertrouwt"),
    Code(6, "seek_help", "Vraag hulp bij een organisatie"),
    Code(7, "safety_plan", "Maak een veiligheidsplan"),
    Code(8, "report", "Doe een melding, wij leggen uit hoe"),
    Code(9, "police", "Doe aangifte of bel de politie"),
    Code(10, "call_again", "Bel weer als er iets verandert"),
    Code(11, "no_step", "Geen stap nodig"),
)

ALL = (
    OCCASIONS,
    NATURES,
    CAPACITIES,
    TRAFFICKING_KINDS,
    LABOUR_SECTORS,
    SIGNALS,
    RISK_FACTORS,
    PARTIES,
    MEDICAL_TRIGGERS,
    QUESTIONS,
    ADVICE_GIVEN,
)
