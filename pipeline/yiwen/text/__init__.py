"""Text as such: sentences, a normalized copy of the same length, quantities, edits; no file format, no glossary."""
