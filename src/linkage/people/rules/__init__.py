"""What must hold for people and their proofs, split by noun."""
