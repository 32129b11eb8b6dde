-- Traces are searched by service first; without it a seldom called service means reading every span of the window.
CREATE INDEX spans_service ON spans (service, ts);
