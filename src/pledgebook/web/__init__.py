"""The book in a browser, and its API: server-made pages without scripts, and JSON over HTTP."""
