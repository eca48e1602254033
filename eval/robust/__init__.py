"""How answers hold when the questions or the documents change, by rules that say what the answers must then be."""
