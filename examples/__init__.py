"""Small programs that show how other software uses the assistant."""
