"""Find spans in a text: names of actors and places, quantities, times."""
