"""The reader's own columns: tags, status, stars and a note a paper, in a plain file beside the document."""
