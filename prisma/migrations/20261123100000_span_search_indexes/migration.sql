-- What one span in thousands has was found by reading every span of the window: tags get an index, without those that differ on
-- nearly every span (see lib/server/store/traces/tag-sql.ts, which has the same list), and durations a summary of every 16 pages.
CREATE INDEX spans_tags ON spans USING gin ((tags - '{http.url,url.full,url.path,url.query,http.target,request_size,response_size,db.statement,db.query.text,net.peer.port,network.peer.port,client.port,thread.id}'::text[]) jsonb_path_ops);
CREATE INDEX spans_duration ON spans USING brin (duration_us) WITH (pages_per_range = 16, autosummarize = on);
-- Operations are few and searched by a part of their name: which ones there are is read off this index.
CREATE INDEX spans_name ON spans (name);
