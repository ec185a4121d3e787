"""Who may do what, and who sees which field, as a table an auditor can read: asked of the code, never written down."""
