"""The pages of a programme and of the installation."""
