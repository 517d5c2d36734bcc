"""Source lists → entries → articles: reading lists, fetching, feeds, extraction. Rooms of one stage; `drafter/collector.py` runs them."""
