"""Voila with our pages, our kernels and our stop."""
