DELETE FROM attempt WHERE at <= $1
