"""What Seedbed costs and how good it is, measured; each file runs alone and prints JSON."""
