"""The rules of the house: functions from a tree to findings, each with a planted violation."""
