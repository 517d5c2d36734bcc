"""drafter drafts a weekly digest from a list of sources and leaves the judgement to the editor.

The main flow is drawn at the top of `drafter/pipeline.py`; the nouns are in `drafter/entities.py`.
"""

__version__ = "0.1.0"
