"""Serve the graph over HTTP: a SPARQL endpoint that holds, pages, and data behind every IRI.

One front process speaks HTTP and never opens the store; a pool of reader processes does, each on the newest snapshot, each
query under limits of time, memory and rows. ``settings`` says how; ``app`` holds the table of routes; ``sparql``, ``graphs``,
``status`` and others are the route modules; ``answers`` turns what a reader sends into a response. ``workers`` is the pool,
``nursery`` the process that forks readers, ``reader`` what each of them does, ``tasks`` the table of what it can be asked.
"""
