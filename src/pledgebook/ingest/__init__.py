"""Documents in: files, encodings, language, main text, outlet and date of publication."""
