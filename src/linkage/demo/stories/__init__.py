"""What happens in the invented programmes, one module for each app: `tell(stage, plan)` writes it into the diary."""
