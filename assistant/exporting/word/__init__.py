"""Answers as Word documents in the layout of an official note; only these modules import python-docx.

The layout follows appendix I of decree 30/2020/NĐ-CP: paper, margins, fonts, sizes and the places of its parts.
"""
