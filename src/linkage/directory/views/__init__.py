"""The pages of the directory, split by what people come to do."""
