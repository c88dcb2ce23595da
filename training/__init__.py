"""How the language model that kg ships is made: data, model, training, evaluation, export."""
