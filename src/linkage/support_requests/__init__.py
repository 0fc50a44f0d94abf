"""What a school asks for, its clock and its status."""
