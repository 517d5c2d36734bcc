"""What the `extractive` writer is made of: words, sentences worth quoting, their ranking, groups and the fixed wordings between them.

Everything here is pure and deterministic: same inputs, same bytes. No model, no network, no clock.
"""
