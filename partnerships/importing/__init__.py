"""Real organizations from CSV files: read (no database), checked, written as listed facts."""
