"""What the matching says in words, in English and in Russian."""
