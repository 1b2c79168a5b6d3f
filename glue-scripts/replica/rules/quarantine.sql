-- What has no place, as the quarantine table keeps it. Reads lost_cell (the exchange's columns of cells with `lost`), object and
-- run(run_id, rule_version, now); gives quarantined.

CREATE OR REPLACE TEMP MACRO is_utf8(raw) AS TRY(decode(from_base64(raw))) IS NOT NULL;

CREATE OR REPLACE TEMP MACRO record_text(raw) AS decode(from_base64(raw));

CREATE OR REPLACE TEMP MACRO record_detail(raw) AS CASE
    WHEN is_utf8(raw) THEN 'the record''s bytes as UTF-8 text' ELSE 'the record''s bytes in base64' END;

CREATE OR REPLACE TEMP VIEW quarantined AS
SELECT run_id, lost AS reason,
    CASE
        WHEN is_record THEN record_detail(raw)
        WHEN lost = 'FRAME_UNKNOWN' THEN 'got nothing in column ' || attribute
        WHEN lost = 'TAG_UNKNOWN' THEN 'no tag ' || concat_ws('|', asset, attribute)
        WHEN lost LIKE 'TS\_%' ESCAPE '\' THEN 'got time ' || coalesce(ts_raw, 'nothing')
    END AS detail,
    site, feeder, view, object_key AS source_object, object_version AS source_version, source_row, asset, attribute, ts_raw,
    value_raw, unit_raw,
    CASE WHEN is_record AND is_utf8(raw) THEN record_text(raw) ELSE raw END AS raw,
    rule_version, now AS quarantined_at, NULL::VARCHAR AS resolved_by
FROM (SELECT *, lost = 'ROW_MALFORMED' AND attribute IS NULL AS is_record FROM lost_cell) AS lost_cell
JOIN object USING (arrival)
CROSS JOIN run;
