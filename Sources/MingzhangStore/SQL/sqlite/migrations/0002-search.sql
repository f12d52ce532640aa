-- Every character is a word of its own (the store puts spaces between them), so a phrase finds any run of characters.
CREATE VIRTUAL TABLE search USING fts5 (
  spaced,
  organisation UNINDEXED, fiscal_year UNINDEXED, kind UNINDEXED, version UNINDEXED, what UNINDEXED, target UNINDEXED, text UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 0'
);
