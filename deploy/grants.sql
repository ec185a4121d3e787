-- Run after every migration, as the owner of the tables. The desk itself signs in as a role that owns nothing, so not
-- even a fault in the desk can change or empty the trail (NEN 7513: what is recorded stays as it was recorded).
\set ON_ERROR_STOP on
\getenv app_password APP_PASSWORD
\getenv reader_password READER_PASSWORD
\getenv backup_password BACKUP_PASSWORD

SELECT 'CREATE ROLE desk_app LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'desk_app') \gexec
ALTER ROLE desk_app PASSWORD :'app_password';

GRANT USAGE ON SCHEMA public TO desk_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO desk_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO desk_app;

-- The migrations say which tables are append-only, by the trigger they gave them; this follows, so there is one list.
SELECT DISTINCT format('REVOKE UPDATE, DELETE ON %s FROM desk_app', tgrelid::regclass)
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE proname = 'refuse_rewriting' \gexec

-- Events go after their term, by a function of the owner that goes no further than its triggers: it takes what is five
-- years old and announced in the seal, and nothing else.
GRANT EXECUTE ON FUNCTION destroy_events(date, integer) TO desk_app;

-- And events about an advice are laid down anew when their day is over, unchanged, in the order of a draw.
GRANT EXECUTE ON FUNCTION mix_advices(uuid[]) TO desk_app;

-- What was decided about a report goes with its file, when its term is over and two people decided so: the triggers of
-- these tables let nothing else pass (desk/retention/by_two.py).
GRANT DELETE ON review_decision, review_remark, review_reply, assessment_consultation, contact_message, contact_reading
TO desk_app;

-- The clock and the digest of an event are set by a function of the owner; the desk's role reads them.
REVOKE INSERT ON audit_stamp FROM desk_app;

-- Whoever checks the trail reads the trail and nothing else, and writes down what came out.
SELECT 'CREATE ROLE desk_reader LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'desk_reader') \gexec
ALTER ROLE desk_reader PASSWORD :'reader_password';
GRANT USAGE ON SCHEMA public TO desk_reader;
GRANT SELECT ON audit_event, audit_stamp, audit_leaf, audit_head, audit_kept, audit_verification TO desk_reader;
-- The histories of reports it may not read: that they match their events is checked by the desk itself.
GRANT SELECT ON audit_tie, audit_shape, audit_destroyed, audit_mailed, audit_restored, audit_losthead TO desk_reader;
GRANT INSERT ON audit_verification TO desk_reader;
GRANT USAGE ON SEQUENCE audit_verification_id_seq TO desk_reader;

-- Words that were taken out of an advice leave the pages of the table at once (desk/advice/storage.py). Before
-- PostgreSQL 17 only an owner may do that: VACUUM (FULL) advice_advice.
SELECT 'GRANT MAINTAIN ON advice_advice TO desk_app'
WHERE current_setting('server_version_num')::int >= 170000 \gexec

-- Whoever makes base backups and streams the log of changes gets whole copies, so all there is; it reads no table and
-- changes none (deploy/pg_hba.conf). Only a superuser makes this role: for a database of your own leave its password out.
\if :{?backup_password}
SELECT 'CREATE ROLE desk_backup LOGIN REPLICATION'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'desk_backup') \gexec
ALTER ROLE desk_backup PASSWORD :'backup_password';
\endif
