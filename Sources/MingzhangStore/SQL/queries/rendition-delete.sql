DELETE FROM rendition WHERE version = $1
