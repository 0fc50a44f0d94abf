"""Taking in what a programme kept before Linkage: heads' answers from a form, and the links of the old spreadsheet."""
