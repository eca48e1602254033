"""Files to source texts; one adapter module for each family of formats."""
