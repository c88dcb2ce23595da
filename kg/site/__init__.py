"""Publish a graph as a site of plain files: pages, data, dumps and the rules of the hosts that serve them."""
