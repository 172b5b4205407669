"""What touches several rows of the matching room."""
