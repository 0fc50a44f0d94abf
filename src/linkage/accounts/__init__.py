"""Sign-in and sessions: a human's account, which knows no school and no programme."""
