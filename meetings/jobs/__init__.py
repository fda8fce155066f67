"""What runs later or long, beside the requests."""
