"""Figures, agencies and times of a document as facts with their exact places, and what disagrees among them."""
