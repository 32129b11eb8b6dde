-- An index of an expression has statistics only after the next ANALYZE; until then plans take a frequent tag for a rare one.
ANALYZE spans;
