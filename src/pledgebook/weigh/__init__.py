"""What else may be claimed, and which of it is believed: possible claims, their traits, and weights learned from gold."""
