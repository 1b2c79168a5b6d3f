-- From slots to readings as the sender writes them (contract/tables/reading.json), by slot.
-- Every draw is a hash of its own label, so that a reading is the same in whichever object it lies.
with placed as (
  select
    *,
    slot // ($assets::bigint * $attributes::bigint) as step,
    slot // $attributes::bigint % $assets::bigint as asset_no,
    slot % $attributes::bigint as attribute_no,
    hash('fraction', $seed::bigint, slot // $attributes::bigint) % 10_000_000 as fraction
  from slot
),
drawn as (
  select
    *,
    step * $step_s::bigint * 1_000_000 + fraction::bigint // 10 as us,
    coalesce((reading * $stride::bigint + $seed::bigint + $state_offset::bigint) % $readings::bigint < $states::bigint, false) as is_state,
    hash('state', $seed::bigint, slot) % $state_count::bigint as state_no,
    10 + 80 * unit_draw(hash('level', $seed::bigint, asset_no, attribute_no))
      + 5 * sin(step / 600 + 6.28 * unit_draw(hash('phase', $seed::bigint, asset_no, attribute_no)))
      + unit_draw(hash('noise', $seed::bigint, slot)) - 0.5 as number,
    hash('questionable', $seed::bigint, slot) % 1000 = 0 as questionable
  from placed
)
select
  asset,
  attribute,
  point_of(asset_no, attribute_no) as point,
  strftime(make_timestamp($start_us::bigint + us), '%Y-%m-%dT%H:%M:%S.%f') || fraction % 10 || 'Z' as timestamp,
  if(is_state, state, round(number::double, 4)::varchar) as value,
  if(is_state, code, null) as state_code,
  is_state as is_system,
  not is_state as good,
  questionable,
  false as substituted,
  false as annotated,
  given_unit as unit
from drawn
join asset using (asset_no)
join attribute using (attribute_no)
join state using (state_no)
order by slot, again
