"""Labelled sentences and claim/source pairs: what the checks are measured on."""
