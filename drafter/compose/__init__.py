"""Items → theses → analysis → conclusion → title, lede, tags. Each step sees validated item data only.

Every step has two pure halves: `*_inputs`, what its prompt is given, and `*_read`, what is made of the answer. Code checks what
each sentence rests on: known ids, no figure that they do not state, plain prose in the edition's language. A sentence that fails
twice is left out and named in the record; a section of which nothing is left is laid out by the embedded writer instead.
"""

from drafter.compose.analysis import analysis_inputs, analysis_read, embedded_analysis
from drafter.compose.conclusion import conclusion_inputs, conclusion_read, embedded_conclusion
from drafter.compose.data import Chain, Front, item_data, mark, with_problems
from drafter.compose.front import embedded_front, front_inputs, front_read, kebab_case
from drafter.compose.largest import largest_inputs
from drafter.compose.sentences import texts
from drafter.compose.theses import Proposed, embedded_theses, theses_inputs, theses_read

__all__ = [
    "Chain",
    "Front",
    "Proposed",
    "analysis_inputs",
    "analysis_read",
    "conclusion_inputs",
    "conclusion_read",
    "embedded_analysis",
    "embedded_conclusion",
    "embedded_front",
    "embedded_theses",
    "front_inputs",
    "front_read",
    "item_data",
    "kebab_case",
    "largest_inputs",
    "mark",
    "texts",
    "theses_inputs",
    "theses_read",
    "with_problems",
]
