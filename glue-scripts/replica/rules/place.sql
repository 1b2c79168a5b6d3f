-- Whether a cell has a place: a time that can be known, and a tag. `lost` is the reason why it has none.
-- Reads cell, object(arrival, site, feeder, view, landed_ticks), tag_name(site, asset, attribute, tag_id), tag(tag_id, from_ticks, to_ticks, …),
-- and of the settings site_start(site, start_ticks) and view_check(site, feeder, view, range_tolerance); gives placed. A tag's version at
-- the time of the event judges it. What says no unit is in the one that its column is declared to be sent in.

CREATE OR REPLACE TEMP VIEW placed AS
SELECT cell.* REPLACE (coalesce(cell.unit_raw, tag.sent_unit) AS unit_raw), object.site, tag_name.tag_id, tag.type AS tag_type,
    tag.unit AS tag_unit, tag.digital_set, tag.zero AS tag_zero, tag.span AS tag_span, view_check.range_tolerance,
    coalesce(
        CASE
            WHEN row_fault IS NOT NULL THEN row_fault
            WHEN tag_name.tag_id IS NULL AND (is_blank(cell.asset) OR is_blank(cell.attribute)) THEN 'TAG_UNKNOWN'
        END,
        time_lost(event_ticks, ts_raw, time_fault, start_ticks, object.landed_ticks, tag.future),
        CASE WHEN tag.tag_id IS NULL THEN 'TAG_UNKNOWN' END) AS lost
FROM cell
JOIN object USING (arrival)
LEFT JOIN site_start ON site_start.site = object.site
LEFT JOIN view_check ON view_check.site = object.site AND view_check.feeder = object.feeder AND view_check.view = object.view
LEFT JOIN tag_name ON tag_name.site = object.site AND tag_name.asset = asset_named(cell.asset)
    AND tag_name.attribute = attribute_named(cell.asset, cell.attribute, point)
LEFT JOIN tag ON tag.tag_id = tag_name.tag_id AND event_ticks >= tag.from_ticks AND event_ticks < tag.to_ticks;
