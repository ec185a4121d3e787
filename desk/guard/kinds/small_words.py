"""Two letters behind a number that are a word, a unit or a weekday, not a postcode or a plate."""

import re

SMALL_WORD = re.compile(
    r"(?i)kg|km|cm|mm|ml|mg|kb|mb|gb|tb|mw|kw|hz|eu|vs|nl|gr|jr|wk|pp|pm|am|st|tm|vt|nc|nv|bv|cc|ct|en|in|is|om|op|of"
    r"|de|te|ze|we|me|je|ik|er|al|nu|zo|na|ca|uw|us|dr|hr|mr|ds|ir|jl|dd|ex|ma|pa|di|wo|do|vr|za|vd|vh|va|vl|ok|ja|ha"
    r"|he|nr|to|at|by|it|my|no|so|up|go|an|as|be|if|on|or|ie|ea|tv|pc|ed|mn|kr|vj|vg|mv|th|nd|rd"
)
MONTH = re.compile(r"(?i)jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec")
