"""Read the language of an article: words, sentences, names, syntax, statements. The only door to the NLP libraries."""
