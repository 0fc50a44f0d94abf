"""Schools look at one another: rounds of visits, who visits whom and when."""
