-- Months whose cells may differ from those of the last build. A reading can change the cells that overlap its tag's reach before it
-- (the line to it) and after it (what is held, and what it makes suspect), nothing else; an asset that comes to a month or leaves it changes where its rows begin
-- and end in the months beside.
-- A silence of the whole view that is found or filled changes what any tag read before it shows, within the longest staleness; the last
-- one, behind which nothing is known yet, changes only what is held in it.
-- Reads plan, plan_before, feed_end, feed_end_before and changed(tag_id, first_ticks, last_ticks); gives touched(month).

CREATE OR REPLACE TEMP VIEW touched AS
WITH now AS (
    SELECT tag_id, unit, month, asset, "column", kind, is_held, stale_ticks, is_forecast, factor, "offset", rate_limit, flat_ticks,
        greatest(from_ticks, month_begin(month)) AS from_ticks, least(until_ticks, month_end(month)) AS until_ticks
    FROM plan
),
then_ AS (
    SELECT tag_id, unit, month, asset, "column", kind, is_held, stale_ticks, is_forecast, factor, "offset", rate_limit, flat_ticks,
        greatest(from_ticks, month_begin(month)) AS from_ticks, least(until_ticks, month_end(month)) AS until_ticks
    FROM plan_before
),
read_otherwise AS (
    SELECT DISTINCT tag_id, month
    FROM ((FROM now EXCEPT FROM then_) UNION ALL (FROM then_ EXCEPT FROM now))
),
every AS (
    SELECT tag_id, month, asset, first_ticks, last_ticks, stale_ticks, reach_ticks FROM plan
    UNION ALL
    SELECT tag_id, month, asset, first_ticks, last_ticks, stale_ticks, reach_ticks FROM plan_before
),
reach AS (SELECT tag_id, max(reach_ticks) AS reach_ticks FROM every GROUP BY tag_id),
moved AS (
    SELECT tag_id, first_ticks, last_ticks FROM every JOIN read_otherwise USING (tag_id, month)
    UNION ALL
    SELECT tag_id, first_ticks, last_ticks FROM changed
),
end_moved AS (
    (FROM feed_end EXCEPT FROM feed_end_before) UNION ALL (FROM feed_end_before EXCEPT FROM feed_end)
),
silenced AS (
    SELECT ticks + getvariable('silent_ticks') - CASE WHEN back_ticks IS NULL THEN 0 ELSE longest END AS first_ticks,
        ticks + longest AS last_ticks
    FROM end_moved
    CROSS JOIN (SELECT max(stale_ticks) AS longest FROM every)
    WHERE longest > getvariable('silent_ticks')
),
reached AS (
    SELECT first_ticks - reach_ticks AS first_ticks, last_ticks + reach_ticks AS last_ticks
    FROM moved
    JOIN reach USING (tag_id)
    UNION ALL
    FROM silenced
),
span AS (
    SELECT DISTINCT cell_of(first_ticks) * getvariable('grid_ticks') AS first_ticks,
        cell_of(last_ticks) * getvariable('grid_ticks') AS last_ticks
    FROM reached
),
asset_now AS (SELECT DISTINCT asset, month FROM plan),
asset_then AS (SELECT DISTINCT asset, month FROM plan_before),
asset_moved AS ((FROM asset_now EXCEPT FROM asset_then) UNION ALL (FROM asset_then EXCEPT FROM asset_now)),
beside AS (
    SELECT month_after(month, months) AS month
    FROM asset_moved
    CROSS JOIN (VALUES (-1), (0), (1)) AS step(months)
)
SELECT DISTINCT strftime(unnest(generate_series(
        date_trunc('month', make_timestamp(floor_div(first_ticks, 10))), make_timestamp(floor_div(last_ticks, 10)), INTERVAL 1 MONTH
    )), '%Y-%m') AS month
FROM span
UNION
SELECT month FROM beside;
