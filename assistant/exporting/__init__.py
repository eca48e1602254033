"""Answers as files that people sign or reckon with; nothing is exported without a second look at its source."""
