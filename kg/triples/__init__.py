"""Turn values into RDF, and back: the vocabulary, the IRIs, the quads and the shapes that they must keep."""
