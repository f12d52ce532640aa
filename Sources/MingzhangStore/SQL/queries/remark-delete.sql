DELETE FROM remark WHERE version = $1
