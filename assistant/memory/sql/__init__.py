"""The database of conversations; the only package that imports SQLAlchemy, itself imported at first use."""
