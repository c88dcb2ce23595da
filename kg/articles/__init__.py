"""Read a file, folder, feed, stream or URL into articles, and mark what each stretch of their text is.

:mod:`kg.articles.load` is the way in; :mod:`kg.articles.zones` marks titles, captions, furniture and repeats without
cutting anything, so that offsets count in the source's own text; :mod:`kg.articles.wire` finds copies of one wire text.
"""
