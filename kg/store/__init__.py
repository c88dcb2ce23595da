"""Keep the graph on disk: one Oxigraph store, its snapshots for readers, saved questions and people's decisions.

``graphs`` opens a store and replaces, reads and queries named graphs; ``snapshots`` lets others read while one process
writes; ``library`` runs the saved questions of ``queries/``; ``find`` answers "what is known of this thing";
``curation`` keeps people's decisions. Nothing above this package sees Oxigraph: results are plain values or bytes.
"""
