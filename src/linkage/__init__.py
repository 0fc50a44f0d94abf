"""Linkage: school-to-school support, from nomination to introduction."""
