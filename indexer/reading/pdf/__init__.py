"""PDF with text to linear text: words with positions to lines and grids, page by page."""
