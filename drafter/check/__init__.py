"""Pure checks over text: no network, no model, the same for the model's words and the editor's."""
