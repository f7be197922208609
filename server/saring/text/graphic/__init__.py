"""Rules for graphic descriptions, one YAML file per language."""
