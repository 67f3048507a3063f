"""An interactive, notebook-based explorer of research-paper lists."""
