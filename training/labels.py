"""Name every label of every head, in the order in which the model's outputs count them.

The lists of `NAMES`, `EVENTS` and so on are written out, not collected from data, so that a checkpoint means the same whatever data it
meets. UD relations are the one exception: they are collected from the training treebanks and kept in the checkpoint.
"""

NAMES = (
    "person", "armed-group", "alliance", "state", "government-body", "military", "international-organisation", "ngo", "monitor",
    "media", "company", "party", "ethnic-or-social-group", "other-organisation", "country", "province", "settlement", "river",
    "desert", "region", "camp", "building", "water", "other-place", "nationality", "event",
)  # fmt: skip
TAGS = ("O", *(f"{bi}-{name}" for name in NAMES for bi in "BI"))
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
    "X",
)  # fmt: skip
KINDS = ("none", "narrator", "direct", "indirect", "mixed")
STATUSES = ("asserted", "denied", "possible", "planned", "conditional")
EVENTS = (
    "displacement", "clash", "airstrike", "shelling", "bombing", "attack", "killing", "injury", "detention", "release", "surrender",
    "siege", "advance", "territorial-gain", "territorial-loss", "territorial-control", "withdrawal", "pause-or-ceasefire",
    "declaration", "threat", "aid", "medical-care", "repatriation", "transport", "media-release", "protest-or-celebration",
    "sanction-or-legal-measure", "diplomacy", "abuse", "presence", "assessment", "other",
)  # fmt: skip
ROLES = ("source", "cue", "told_to", "agent", "patient", "place", "when", "quantity")
#: One pointer for the last word of a claim's content, then first and last word of every role.
POINTERS = ("content_end", *(f"{role}_{edge}" for role in ROLES for edge in ("start", "end")))

PLACES = ("country", "province", "settlement", "river", "desert", "region", "camp", "building", "water", "other-place")
ORGANISATIONS = (
    "armed-group", "alliance", "government-body", "military", "international-organisation", "ngo", "monitor", "media", "company", "party",
    "other-organisation",
)  # fmt: skip
#: Types that are easily told from those of another group and less easily from each other.
NAME_GROUPS = (("person",), ORGANISATIONS, (*PLACES, "state"), ("nationality", "ethnic-or-social-group"), ("event",))
