"""A plain document-management screen that embeds the assistant."""
