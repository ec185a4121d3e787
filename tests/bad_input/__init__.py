"""Bad input (cases E01-E12) at every address of the desk and the portal, in every field of every form."""
