"""What is wrong with a text whatever its sources say: wording, links, typography, language; and orders in a source."""
