-- A part of a path that few have was found by reading the window. Trigrams answer parts and patterns; the expression of spans is
-- that of lib/server/store/traces/span-condition-sql.ts. A database that may not have pg_trgm goes on reading.
DO $$
DECLARE
  trigrams text;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
    RAISE NOTICE 'Searches for parts of paths read the whole window: %', SQLERRM;
  END;
  SELECT format('%I.gin_trgm_ops', nspname) INTO trigrams
    FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'pg_trgm';
  IF trigrams IS NOT NULL THEN
    EXECUTE 'CREATE INDEX access_logs_path ON access_logs USING gin (path ' || trigrams || ')';
    EXECUTE 'CREATE INDEX spans_path ON spans USING gin ((' ||
      $path$coalesce(nullif(regexp_replace(split_part(split_part(coalesce(tags ->> 'url.path', tags ->> 'http.target', tags ->> 'http.url', tags ->> 'url.full'), chr(63), 1), '#', 1), '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*', ''), ''),
  CASE WHEN coalesce(tags ->> 'url.path', tags ->> 'http.target', tags ->> 'http.url', tags ->> 'url.full') IS NULL THEN NULL ELSE '/' END)$path$
      || ') ' || trigrams || ')';
    -- An index of an expression has statistics only after the next ANALYZE; until then plans take a frequent path for a rare one.
    ANALYZE spans;
  END IF;
END $$;
