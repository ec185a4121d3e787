"""What both sides of the tests know: who works at the organisation, and how the desk is known there."""

CLIENT_ID = "meldesk"
CLIENT_SECRET = "alleen-voor-de-tests-geheim"
PASSWORD = "wachtwoord-van-de-organisatie"
PEOPLE = ["n.bakker", "t.amrani", "vreemd"]
