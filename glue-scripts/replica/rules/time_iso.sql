-- A time as ISO 8601 text that names its offset from UTC, to 100 ns. A cast alone would drop the offset, take words behind the seconds for
-- nothing, read 24:00 as the next day, and cut what is finer.

CREATE OR REPLACE TEMP MACRO strict_iso_ticks(text) AS CASE
    WHEN regexp_full_match(text, '\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,7}0{0,2})?(Z|[+-](0\d|1[0-8])(:?[0-5]\d)?)')
    THEN coalesce(
        floor_div(epoch_ns(TRY_CAST(text AS TIMESTAMPTZ_NS)), 100) + unix_epoch_ticks(),
        -- before 1678 and after 2261 nanoseconds do not reach
        epoch_us(TRY_CAST(text AS TIMESTAMPTZ)) * 10 + unix_epoch_ticks())
    END;

-- Nearly no text has other blanks than one, and to look for them costs as much as to read the time.
CREATE OR REPLACE TEMP MACRO iso_ticks(text) AS CASE
    WHEN left(text, 1) BETWEEN '0' AND '9' AND right(text, 1) BETWEEN '0' AND 'Z' AND length(text) = strlen(text) THEN strict_iso_ticks(text)
    ELSE strict_iso_ticks(plain(text)) END;

CREATE OR REPLACE TEMP MACRO iso_fault(text) AS CASE
    WHEN regexp_full_match(plain(text), '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?') THEN 'TS_NO_ZONE'
    END;

-- A moment as text, with as many decimals as it has: as PI writes it.
CREATE OR REPLACE TEMP MACRO iso_text(ticks) AS strftime(time_of(ticks)::TIMESTAMP, '%Y-%m-%dT%H:%M:%S')
    || regexp_replace(printf('.%07d', ticks - floor_div(ticks, 10000000) * 10000000), '\.?0+$', '') || 'Z';
