"""Indexes of any size, made of synthetic plans, and what searching them costs."""
