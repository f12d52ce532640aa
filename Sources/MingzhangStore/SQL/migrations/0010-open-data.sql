-- for figures by code: within a version, by line
CREATE INDEX cell_line ON cell (version, line, statement, row_index, column_index);
-- whether a file is one that was made of something public
CREATE INDEX rendition_file ON rendition (file);
CREATE INDEX version_published_at ON version (published_at);
CREATE INDEX audit_subject ON audit (subject);
