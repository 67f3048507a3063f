"""A list of papers as a folder that is mapped, not read: as quick to open with a million papers as with ten."""
