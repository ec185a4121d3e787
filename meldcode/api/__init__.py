"""The portal for the own systems of an organisation: the same report, by the same rules, with the same trail."""
