"""The verbs: screen, pair, approve, record, manage policy. No Flask here."""
