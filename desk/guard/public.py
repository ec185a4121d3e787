"""Numbers and addresses of helper organisations: public, so clean in every text. Last checked 23-11-2026."""

PUBLIC_NUMBERS: dict[str, str] = {
    "112": "alarmnummer",
    "113": "113 Zelfmoordpreventie",
    "0800-0113": "113 Zelfmoordpreventie",
    "0800-2000": "Veilig Thuis",
    "0900-8844": "Politie",
    "0800-7000": "Meld Misdaad Anoniem",
    "0800-0432": "Kindertelefoon",
    "0800-0188": "Centrum Seksueel Geweld",
    "088-0767000": "Luisterlijn",
    "033 448 1186": "CoMensha",
    "0800 5151": "Nederlandse Arbeidsinspectie",
    "+31 70 333 44 44": "Nederlandse Arbeidsinspectie",
    "058-215 70 84": "Fier",
    "088-374 47 44": "Moviera",
}

PUBLIC_ADDRESSES: frozenset[str] = frozenset(
    {"info@comensha.nl", "teamzm@moviera.nl", "veiligthuis@samen-veilig.nl"},
)


def national(number: str) -> str:
    """The digits as dialled inside the Netherlands."""
    digits = "".join(char for char in number if char.isdigit())
    return "0" + digits[2:] if number.startswith("+31") else digits


PUBLIC_DIGITS: frozenset[str] = frozenset(map(national, PUBLIC_NUMBERS))
