"""Language packs: what they may contain, how they are loaded and checked."""
