"""What strangers write to a programme: that they would like to help, and what they want to know."""
