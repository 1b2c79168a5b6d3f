-- One row a cell and attribute: (asset, cell, attribute, value, covered). Tables: event, tag; $grid in ticks.
-- A spell runs from the last reading of a moment to the next moment of the tag, at most as long as the tag is not stale.
with last_of_moment as (
  select
    tag_no,
    event_ticks - 621_355_968_000_000_000 as ticks,
    value as number,
    quality <> 'bad' as is_good
  from event
  join tag using (tag_id)
  qualify lead(event_ticks) over (partition by tag_no order by event_ticks, seq) is distinct from event_ticks
),
spell as (
  select
    *,
    lead(ticks) over in_time as next_ticks,
    lead(number) over in_time as next_number,
    lead(is_good) over in_time as next_is_good
  from last_of_moment
  window in_time as (partition by tag_no order by ticks)
),
told as (
  select
    spell.*,
    tag.asset_no,
    tag.attribute_no,
    ticks + stale_ticks as stale_at,
    coalesce(least(next_ticks, ticks + stale_ticks), ticks + stale_ticks) as ends,
    not is_held and next_is_good and next_ticks <= ticks + stale_ticks and next_number is not null as is_drawn
  from spell
  join tag using (tag_no)
  where is_good
),
point as (
  select
    *,
    unnest(range(
      ticks // $grid::bigint,
      coalesce(least(next_ticks - 1, stale_at), stale_at) // $grid::bigint + 1
    )) as cell
  from told
)
select
  asset_no,
  attribute_no,
  cell,
  max(
    case
      when cell * $grid::bigint < ticks then null
      when cell * $grid::bigint > ticks and is_drawn
        then number + (next_number - number) * ((cell * $grid::bigint - ticks) / (next_ticks - ticks))
      else number
    end
  ) as value,
  sum(greatest(0, least(ends, (cell + 1) * $grid::bigint) - greatest(ticks, cell * $grid::bigint)))::bigint as covered
from point
group by all
