"""Conversations kept in a database: what was asked, what was answered, and what people thought of it."""
