"""Words for people: sentences, names, numbers and dates in the reader's language, made from values."""
