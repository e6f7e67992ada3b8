"""What reviewers decide: events in a chain, bound to words, folded in when entries are built."""
