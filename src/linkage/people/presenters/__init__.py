"""What people see of people: mails and pages as plain data."""
