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

-- Null outside of the years 1 to 9999, which is as far as ticks go.
CREATE OR REPLACE TEMP MACRO near_ticks_of(time) AS CASE
    WHEN time BETWEEN TIMESTAMPTZ '0001-01-01 00:00:00+00' AND TIMESTAMPTZ '9999-12-31 23:59:59.999999+00' THEN ticks_of(time) END;

-- Text without padding: blanks of any kind and invisible characters around it go, runs of blanks inside become one space.
CREATE OR REPLACE TEMP MACRO plain(text) AS CASE
    WHEN regexp_full_match(text, '[!-~]+( [!-~]+)*') THEN text
    ELSE trim(regexp_replace(regexp_replace(text, '[\p{Cf}]', '', 'g'), '[\p{Z}\p{Cc}]+', ' ', 'g')) END;

-- A time as text, with AM and PM spelt as strptime reads them: `p. m.`, `P.M.` and `pm` are one, and a blank before is as good as none.
-- Letters behind the first ones, as of a month, are none of them.
CREATE OR REPLACE TEMP MACRO clock_text(text, format) AS CASE
    WHEN contains(format, '%p') THEN regexp_replace(plain(text), '(^|[^\pL ]) ?([AaPp])\.? ?[Mm](\.|\b)', '\1\2M')
    ELSE plain(text) END;

-- What a time in a format is up to its fraction of a second (1), the fraction to 100 ns (2) and what is behind it (3). What is finer
-- than 100 ns can only be kept where it is nothing.
CREATE OR REPLACE TEMP MACRO fraction_place(format) AS '^(' || regexp_replace(regexp_replace(regexp_replace(replace(
    regexp_replace(regexp_extract(format, '^.*%S'), '[^%\pL\pN ]', '\\\0', 'g'),
    '%Y', '\d{1,4}'), '%[mdyHIMS]', '\\d{1,2}', 'g'), '%[aAbB]', '\\pL+\\.?', 'g'), '%p', '[AaPp]M', 'g')
    || ')[.,](\d{1,7})0*(\D.*)?$';
CREATE OR REPLACE TEMP MACRO fraction_of(text, format) AS CASE
    WHEN contains(format, '%S') THEN regexp_extract(text, fraction_place(format), 2) ELSE '' END;
CREATE OR REPLACE TEMP MACRO without_fraction(text, format) AS CASE
    WHEN contains(format, '%S') THEN regexp_replace(text, fraction_place(format), '\1\3') ELSE text END;

-- What tells one name from another: PI and AF hold neither case nor padding for a difference, nor how a letter is put together.
CREATE OR REPLACE TEMP MACRO name_key(text) AS lower(nfc_normalize(plain(text)));

-- The same as plain, with all that is inside left as it is.
CREATE OR REPLACE TEMP MACRO padless(text) AS regexp_replace(text, '^[\p{Z}\p{Cc}\p{Cf}]+|[\p{Z}\p{Cc}\p{Cf}]+$', '', 'g');

-- A tag by its AF path, and one by its point's path. No bar of an asset or a point is left, so that the first one parts the two names.
CREATE OR REPLACE TEMP MACRO barless(text) AS replace(regexp_replace(text, '(?i)%((25)*7C)', '%25\1', 'g'), '|', '%7C');
CREATE OR REPLACE TEMP MACRO tag_of(site, asset, attribute) AS site || ':' || barless(asset) || '|' || attribute;
CREATE OR REPLACE TEMP MACRO point_path(server, point) AS '\\' || server || '\' || point;
CREATE OR REPLACE TEMP MACRO point_tag(site, server, point) AS site || ':' || barless(point_path(server, point));
-- A name that another tag had before it was renamed is no longer free.
CREATE OR REPLACE TEMP MACRO free_tag(tag_id, is_taken) AS CASE WHEN is_taken THEN tag_id || '#2' ELSE tag_id END;

-- The asset of a tag, as names are compared; a point without one is its own.
CREATE OR REPLACE TEMP MACRO asset_key_of(tag_id) AS name_key(split_part(tag_id, '|', 1));

-- Server and name in a point's path \\server\point; a name alone has no server.
CREATE OR REPLACE TEMP MACRO server_in(point) AS regexp_extract(padless(point), '^\\\\([^\\]+)\\.', 1);
CREATE OR REPLACE TEMP MACRO point_in(point) AS regexp_replace(padless(point), '^\\\\[^\\]+\\', '');

-- Why a time is no place, at a site that begins at `site_start_ticks`, in an object that landed at `landed_ticks`.
CREATE OR REPLACE TEMP MACRO time_lost(ticks, text, fault, site_start_ticks, landed_ticks, may_be_ahead) AS CASE
    WHEN ticks IS NULL AND coalesce(plain(text), '') = '' THEN 'TS_MISSING'
    WHEN ticks IS NULL THEN coalesce(fault, 'TS_UNPARSEABLE')
    -- the epoch itself is a default that nobody set
    WHEN ticks <= unix_epoch_ticks() OR ticks < site_start_ticks THEN 'TS_TOO_OLD'
    -- PI refuses values further ahead of its own clock than ten minutes, but for tags of forecasts
    WHEN ticks > landed_ticks + 6000000000 AND NOT coalesce(may_be_ahead, false) THEN 'TS_FUTURE'
    END;

-- The names of a cell: one without asset and attribute is of a point.
CREATE OR REPLACE TEMP MACRO is_blank(text) AS coalesce(trim(text), '') = '';
CREATE OR REPLACE TEMP MACRO asset_named(asset) AS CASE WHEN is_blank(asset) THEN '' ELSE asset END;
CREATE OR REPLACE TEMP MACRO attribute_named(asset, attribute, point) AS CASE
    WHEN is_blank(asset) <> is_blank(attribute) OR is_blank(coalesce(nullif(trim(attribute), ''), point)) THEN ''
    WHEN is_blank(attribute) THEN point
    ELSE attribute END;

-- The bucket of a tag, of so many: by its key, so that no spelling of it goes elsewhere.
CREATE OR REPLACE TEMP MACRO bucket_of(tag_id, buckets) AS (hash(name_key(tag_id)) % buckets)::INTEGER;

-- The number under which an object was fetched: its file's name.
CREATE OR REPLACE TEMP MACRO arrival_of(file) AS regexp_extract(file, '(\d+)\.\w+$', 1)::INTEGER;
