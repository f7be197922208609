"""Policy as data: schema, loading, validation, and the decision over findings."""
