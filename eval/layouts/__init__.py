"""How well tables are read in the manners that text extraction leaves them: logical tables, renderings, scores."""
