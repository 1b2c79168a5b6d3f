-- What more than one step says. Ticks are 100 ns since 0001-01-01 UTC, as PI and .NET count them.

-- Whole-number division towards minus infinity: `//` cuts towards zero, and a moment before 1970 would land on the next day.
CREATE OR REPLACE TEMP MACRO floor_div(x, y) AS (x - ((x % y) + y) % y) // y;

CREATE OR REPLACE TEMP MACRO unix_epoch_ticks() AS 621355968000000000::BIGINT;

CREATE OR REPLACE TEMP MACRO ticks_per_day() AS 864000000000::BIGINT;

-- The UTC day of a moment. From the ticks: a cast of nanoseconds rounds the last of a day to the next one.
CREATE OR REPLACE TEMP MACRO day_of(ticks) AS DATE '1970-01-01' + floor_div(ticks - unix_epoch_ticks(), ticks_per_day())::INTEGER;

-- A moment as a timestamp, cut to the microsecond.
CREATE OR REPLACE TEMP MACRO time_of(ticks) AS make_timestamptz(floor_div(ticks - unix_epoch_ticks(), 10));

CREATE OR REPLACE TEMP MACRO ticks_of(time) AS epoch_us(time) * 10 + unix_epoch_ticks();

-- Text without padding: blanks of any kind and invisible characters around it go, runs of blanks inside become one space.
CREATE OR REPLACE TEMP MACRO plain(text) AS CASE
    WHEN regexp_full_match(text, '[!-~]+( [!-~]+)*') THEN text
    ELSE trim(regexp_replace(regexp_replace(text, '[\p{Cf}]', '', 'g'), '[\p{Z}\p{Cc}]+', ' ', 'g')) END;

-- The same, with all that is inside left as it is.
CREATE OR REPLACE TEMP MACRO padless(text) AS regexp_replace(text, '^[\p{Z}\p{Cc}\p{Cf}]+|[\p{Z}\p{Cc}\p{Cf}]+$', '', 'g');

-- The number under which an object was fetched: its file's name.
CREATE OR REPLACE TEMP MACRO arrival_of(file) AS regexp_extract(file, '(\d+)\.\w+$', 1)::INTEGER;

-- A tag's name. The first bar ends the asset: an attribute may have bars, as one below another has in AF; those of an asset are escaped.
CREATE OR REPLACE TEMP MACRO tag_id_of(site, asset, attribute) AS site || ':' || CASE
    WHEN regexp_matches(asset, '\||%7C|%25') THEN replace(replace(asset, '%', '%25'), '|', '%7C')
    ELSE asset END || '|' || attribute;
