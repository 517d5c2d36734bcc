"""Writers behind the model port: `openai_writer` (any compatible endpoint), `extractive` (embedded), `replay` (kept answers only)."""
