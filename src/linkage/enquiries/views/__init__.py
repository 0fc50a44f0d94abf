"""The pages of enquiries, split by who stands before them."""
