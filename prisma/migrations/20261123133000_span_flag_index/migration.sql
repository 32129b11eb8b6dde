-- Few spans have a response flag, and those are the ones people look for.
CREATE INDEX spans_flagged ON spans (ts) WHERE (tags ->> 'response_flags') <> '-';
