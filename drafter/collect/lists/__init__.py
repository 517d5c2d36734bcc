"""The formats in which people keep lists of sources: each module reads one of them from text, `kind` tells them apart."""
