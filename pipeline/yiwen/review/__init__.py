"""The local web page on which a translator accepts, refuses and edits findings."""
