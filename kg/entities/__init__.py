"""Say who and where: one entity for each real-world actor or place of an article, linked across articles, with their relations."""
