"""Support over time: what two schools agree, plan, do and look back on, from readiness to impact."""
