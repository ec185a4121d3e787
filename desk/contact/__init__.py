"""The thread between the desk and who reported through the portal, apart from everything that stays inside."""
