"""The nouns of the field. This package imports nothing else of ours."""
