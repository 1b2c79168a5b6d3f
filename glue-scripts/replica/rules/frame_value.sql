-- What an event frame's attributes say, as maps by attribute. Reads frame, frame_cell, judged (reason.sql: what the cells of readings
-- become) and tag_name; gives frame_judged, a row a frame. What is not certain is in `reasons`, and neither a number nor a text.
-- An attribute whose cell is blank was not told. A frame is bad by the first of its attributes that is, in the order of their names.

CREATE OR REPLACE TEMP MACRO map_of(keys_and_values) AS map_from_entries(coalesce(list_sort(keys_and_values), []));

CREATE OR REPLACE TEMP VIEW attribute_judged AS
WITH attribute_of_tag AS (SELECT DISTINCT tag_id, tag_attribute FROM tag_name)
SELECT arrival, source_row, coalesce(tag_attribute, judged.attribute) AS attribute, value_raw, value_string, judged.unit,
    coalesce(lost, judged.reason) AS reason,
    -- of a digital state the text tells, and not the code
    CASE WHEN value_string IS NULL THEN value END AS number
FROM judged LEFT JOIN attribute_of_tag USING (tag_id);

CREATE OR REPLACE TEMP VIEW frame_attributes AS
SELECT arrival, source_row,
    map_of(list((attribute, number)) FILTER (number IS NOT NULL)) AS numbers,
    map_of(list((attribute, value_string)) FILTER (value_string IS NOT NULL)) AS texts,
    map_of(list((attribute, unit)) FILTER (number IS NOT NULL AND unit IS NOT NULL)) AS units,
    map_of(list((attribute, reason)) FILTER (reason IS NOT NULL)) AS reasons,
    map_of(list((attribute, value_raw))) AS attributes_raw,
    arg_min(reason, attribute) FILTER (reason IS NOT NULL) AS reason
FROM attribute_judged
GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW frame_judged AS
SELECT frame.arrival, frame.source_row, frame_id, frame_raw, name, template, asset, start_ticks, end_ticks, start_raw, end_raw,
    coalesce(numbers, map_of([]::STRUCT(a VARCHAR, b DOUBLE)[])) AS numbers,
    coalesce(texts, map_of([]::STRUCT(a VARCHAR, b VARCHAR)[])) AS texts,
    coalesce(units, map_of([]::STRUCT(a VARCHAR, b VARCHAR)[])) AS units,
    coalesce(reasons, map_of([]::STRUCT(a VARCHAR, b VARCHAR)[])) AS reasons,
    coalesce(attributes_raw, map_of([]::STRUCT(a VARCHAR, b VARCHAR)[])) AS attributes_raw,
    CASE WHEN reason IS NULL THEN 'good' ELSE 'bad' END AS quality,
    reason,
    lost,
    CASE WHEN lost IS NOT NULL THEN lost_column END AS attribute,
    CASE WHEN lost IS NOT NULL THEN lost_raw END AS ts_raw,
    CASE WHEN lost IS NOT NULL THEN coalesce(raw, to_json({
        id: frame_raw, name: name, template: template, asset: asset, start: start_raw, "end": end_raw,
        attributes: map_from_entries(list_zip((SELECT list(attribute ORDER BY place) FROM frame_column), values_raw))})::VARCHAR) END AS raw
FROM frame LEFT JOIN frame_attributes USING (arrival, source_row);
