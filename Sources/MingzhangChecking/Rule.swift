/// Rules.
