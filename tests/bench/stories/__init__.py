"""News stories with labels: which articles report the same event."""
