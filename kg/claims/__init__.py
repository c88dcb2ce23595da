"""Find who claims what in an article, and how the claims of many articles compare."""
