SELECT number FROM migration ORDER BY number
